/* sieve: where in raw bytes a phrase may stand, fast. A sieve before the search on logical text: it
 * never passes over a hit, and most of what it gives is one. Looks for one word of the phrase:
 * plain in ASCII, with the letters and blanks of the phrase around it as far as these are plain,
 * too; or interrupted (a letter with an accent, U+00AD, a hyphen at a line end), where only the
 * letters around the interruption are compared. For UTF-8 and Windows-1252; pure. */
#ifndef LEESZAAL_LIBRARY_SIEVE_H
#define LEESZAAL_LIBRARY_SIEVE_H

#include <stdbool.h>
#include <stdint.h>

#include "src/base/bytes.h"

#define SIEVE_WORD 32 /* bytes of the word that are compared, at most */
#define SIEVE_SHORT 3 /* a word of fewer letters sieves too little */
/* Raw bytes that should be there before and behind what is swept. */
#define SIEVE_BEFORE (2 * SIEVE_WORD)
#define SIEVE_BEHIND 512

/* What the phrase has beside the word, from the word outwards; byte 0 is any letter. */
struct sieve_side {
    char text[SIEVE_WORD];
    size_t len;
};

struct sieve {
    char word[SIEVE_WORD]; /* ASCII letters and digits; small where case is folded */
    size_t len;            /* 0: no word of the phrase will do, nothing can be swept */
    bool fold;
    size_t first, second; /* places of the two rarest of its letters */
    uint32_t places[256]; /* bit i: the byte may stand for letter i */
    struct sieve_side before, behind;
};

/* `phrase`: folded text (search.c); of its words of ASCII letters and digits the one that sieves
 * best is taken. Bytes 0 in it part words, for letters that must not be compared. */
void sieve_make(struct sieve *sieve, struct span phrase, bool fold);

/* The next place in raw [from, until) at or behind `from` where the word may stand or be
 * interrupted; `until` when there is none. The bytes around are looked at as far as raw holds them.
 */
size_t sieve_next(const struct sieve *sieve, struct span raw, size_t from, size_t until);
/* The same a byte at a time, for processors that the fast way isn't written for. */
size_t sieve_next_plain(const struct sieve *sieve, struct span raw, size_t from, size_t until);

#endif
