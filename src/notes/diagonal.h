/* diagonal: where a pattern may begin in a text, by the rare pieces of four bytes that both have: a
 * piece at offset i of the pattern that stands at p votes for p - i. Pure. */
#ifndef LEESZAAL_NOTES_DIAGONAL_H
#define LEESZAAL_NOTES_DIAGONAL_H

#include "src/notes/matchtext.h"

/* A start may lie before the text, so this is added to it. */
#define DIAGONAL_ZERO ((size_t)1 << 62)
#define DIAGONALS_MOST 256

struct diagonal {
    size_t start; /* of the pattern, DIAGONAL_ZERO added */
    unsigned votes;
};
struct diagonals {
    struct diagonal at[DIAGONALS_MOST];
    size_t count;
    size_t rare; /* pieces that were rare enough to vote */
};

/* Those of a folded span in an indexed text; most votes first. */
void diagonals_find(struct diagonals *diagonals, const struct matchtext *text, struct span span);

#endif
