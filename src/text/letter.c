#include <config.h>

#include "src/text/letter.h"

#include "src/text/unicode.h"

static bool is_blank_byte(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\v' || byte == '\f';
}

size_t letter_blank_len(struct span text)
{
    if (text.len == 0)
        return 0;
    unsigned char first = (unsigned char)*text.at;
    if (first < 0x80)
        return is_blank_byte(*text.at) ? 1 : 0;
    if (first != 0xc2 && first != 0xe1 && first != 0xe2 && first != 0xe3)
        return 0;
    uint32_t cp;
    size_t bytes = unicode_decode(text, &cp);
    return unicode_is_blank(cp) ? bytes : 0;
}

size_t letter_before(struct span text, size_t off, uint32_t *cp)
{
    size_t start = off;
    *cp = 0;
    while (start > 0 && off - start < 4) {
        start--;
        if (((unsigned char)text.at[start] & 0xc0) != 0x80)
            break;
    }
    if (start < off)
        unicode_decode((struct span){text.at + start, off - start}, cp);
    return off - start;
}

size_t letter_blank_before(struct span text, size_t off)
{
    if (off == 0)
        return 0;
    if ((unsigned char)text.at[off - 1] < 0x80)
        return is_blank_byte(text.at[off - 1]) ? 1 : 0;
    uint32_t cp;
    size_t len = letter_before(text, off, &cp);
    return unicode_is_blank(cp) ? len : 0;
}

bool letter_is(uint32_t cp)
{
    if (cp < 0x80)
        return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
    return unicode_is_letter(cp);
}

bool letter_is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

bool letter_is_upper(uint32_t cp)
{
    return cp < 0x80 ? cp >= 'A' && cp <= 'Z' : unicode_is_upper(cp);
}
