/* candidates: the words that a misspelt word may have been meant as, best first, each once. */
#ifndef LEESZAAL_LANGUAGE_CANDIDATES_H
#define LEESZAAL_LANGUAGE_CANDIDATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/language/rank.h"

struct candidate {
    char *text;
    int score; /* rank_score() */
    int frequency, cost;
    enum candidate_kind kind;
};

#define CANDIDATES_MOST 60

struct candidates {
    struct span written; /* borrowed */
    struct candidate at[CANDIDATES_MOST];
    size_t count;
};

/* Takes the text. One that is there already stays with its better score. */
void candidates_add(struct candidates *candidates, struct buf *text, enum candidate_kind kind,
                    int frequency, int cost);
void candidates_done(struct candidates *candidates);

#endif
