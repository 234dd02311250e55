/* candidates: the words that a misspelt word may have been meant as, best first, each once. Ranked
 * by how usual the word is and how likely the slip, weighed by how it was found; numbers are
 * centibels, as in near.h. */
#ifndef LEESZAAL_LANGUAGE_CANDIDATES_H
#define LEESZAAL_LANGUAGE_CANDIDATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"

/* How a candidate was found. */
enum candidate_kind {
    FOUND_NEAR,    /* a word of the lexicon close by */
    FOUND_NAME,    /* the same, one with a capital where none was written */
    FOUND_TAIL,    /* a compound whose second part is mended */
    FOUND_HEAD,    /* its first part */
    FOUND_LINK,    /* what links its parts */
    FOUND_HYPHEN,  /* a hyphen put between its parts, or taken out */
    FOUND_SPLIT,   /* two words run together */
    FOUND_CASE,    /* other capitals */
    FOUND_STRESS,  /* stress marks as they are printed */
    FOUND_DRAWN,   /* letters drawn out */
    FOUND_CLOSED,  /* a mark that belongs behind */
    FOUND_VARIANT, /* one slip put right gives a word that no list has */
    CANDIDATE_KINDS
};

struct candidate {
    char *text;
    int score;
    int16_t frequency, cost;
    uint8_t kind;
};

#define CANDIDATES_MOST 40

struct candidates {
    struct candidate at[CANDIDATES_MOST];
    size_t count;
};

/* Takes the text. One that is there already stays with its better score. */
void candidates_add(struct candidates *candidates, struct buf *text, enum candidate_kind kind,
                    int frequency, int cost);
void candidates_done(struct candidates *candidates);

#endif
