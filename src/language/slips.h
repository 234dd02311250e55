/* slips: the letters in which two words differ, counted by what kind of slip each is. Pure. */
#ifndef LEESZAAL_LANGUAGE_SLIPS_H
#define LEESZAAL_LANGUAGE_SLIPS_H

#include <stdbool.h>
#include <stdint.h>

#include "src/base/bytes.h"

enum slip {
    SLIP_DOUBLE,        /* a letter written once that is double */
    SLIP_UNDOUBLE,      /* a letter written double that is single */
    SLIP_MISSING_VOWEL, /* left out */
    SLIP_MISSING,       /* another letter */
    SLIP_EXTRA_VOWEL,   /* put in */
    SLIP_EXTRA,
    SLIP_VOWELS,     /* one vowel for another */
    SLIP_CONSONANTS, /* one consonant for another */
    SLIP_LETTERS,    /* one for the other sort */
    SLIP_SWAP,       /* two neighbours in the wrong order */
    SLIPS
};

/* Letters of a word that are looked at; of a longer one none are. */
#define SLIPS_LETTERS 136

/* The letters of a UTF-8 word in lower case; 0: too many. */
size_t slips_letters(struct span word, uint32_t letters[SLIPS_LETTERS]);
/* How many slips of each kind the shortest way from `wrong` to `right` has. */
void slips_count(const uint32_t *wrong, size_t wrong_count, const uint32_t *right,
                 size_t right_count, uint8_t counts[SLIPS]);

#endif
