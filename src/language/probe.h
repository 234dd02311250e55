/* probe: is there a better word close by? The verdict's own look, a few hundredths of a millisecond
 * a word: one slip from a word of the lexicon, one slip in a part of a compound, two slips in a
 * long word. Suggestions are another module's (suggest.h). Pure. */
#ifndef LEESZAAL_LANGUAGE_PROBE_H
#define LEESZAAL_LANGUAGE_PROBE_H

#include "src/language/dictionary.h"

/* The cost when there is none; above all costs of near.h. */
#define PROBE_FAR 999

struct better {
    int16_t cost;      /* near.h, more when only a part is mended; PROBE_FAR: there is none */
    int16_t frequency; /* of the better word or part */
    int16_t cased;     /* frequency of the word itself with other capitals; 0: there is none */
    uint8_t mended;    /* letters of the part that it mends, or of all of the word */
    uint8_t beside;    /* letters of the part beside it, which is right; 0: all of it is mended */
    uint8_t count;     /* of codes */
    uint8_t codes[LEXICON_WORD_MAX]; /* the better word or part, as the lexicon writes it */
};

/* Each keeps what it finds when that is better than what *better holds. `codes` in small letters.
 * Before the first, *better is {.cost = PROBE_FAR}. */
void probe_word(const struct dictionary *dictionary, const uint8_t *codes, size_t count,
                struct better *better);
/* A part in the lexicon that is right, and one beside it that a slip away is one. */
void probe_parts(const struct dictionary *dictionary, const uint8_t *codes, size_t count,
                 struct better *better);
/* Two slips. */
void probe_long(const struct dictionary *dictionary, const uint8_t *codes, size_t count,
                struct better *better);

#endif
