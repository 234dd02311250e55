/* encoding_inside: what the two files of encoding share: encoding.c (characters) and
 * encoding_count.c (counting them). */
#ifndef LEESZAAL_TEXT_ENCODING_INSIDE_H
#define LEESZAAL_TEXT_ENCODING_INSIDE_H

#include <string.h>

#include "src/text/encoding.h"

/* The length of the valid UTF-8 sequence of two to four bytes at the beginning; 0 when there is
 * none. Table 3-7 of the Unicode Standard. */
static inline size_t encoding_sequence_len(const unsigned char *at, size_t len)
{
    unsigned char first = at[0];
    if (first < 0xc2 || first > 0xf4 || len < 2 || (at[1] & 0xc0) != 0x80)
        return 0;
    if (first < 0xe0)
        return 2;
    if (len < 3 || (at[2] & 0xc0) != 0x80)
        return 0;
    if (first < 0xf0)
        return (first == 0xe0 && at[1] < 0xa0) || (first == 0xed && at[1] > 0x9f) ? 0 : 3;
    if (len < 4 || (at[3] & 0xc0) != 0x80)
        return 0;
    return (first == 0xf0 && at[1] < 0x90) || (first == 0xf4 && at[1] > 0x8f) ? 0 : 4;
}

static inline uint32_t encoding_unit_at(enum encoding_form form, const unsigned char *at)
{
    return form == ENCODING_FORM_UTF16LE ? (uint32_t)at[0] | (uint32_t)at[1] << 8
                                         : (uint32_t)at[1] | (uint32_t)at[0] << 8;
}

#define ENCODING_HIGH_BITS 0x8080808080808080u
#define ENCODING_LOW_BITS 0x0101010101010101u

static inline uint64_t encoding_word_at(const unsigned char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

#endif
