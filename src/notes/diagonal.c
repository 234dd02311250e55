#include <config.h>

#include "src/notes/diagonal.h"

#include <stdlib.h>
#include <string.h>

/* A piece that stands at more places than this says little. */
#define RARE 24
/* Bytes by which the votes of one diagonal may differ: letters put in or lost. */
#define SPREAD 12

static void vote(struct diagonals *diagonals, size_t start)
{
    for (size_t i = 0; i < diagonals->count; i++) {
        size_t other = diagonals->at[i].start;
        if ((start > other ? start - other : other - start) <= SPREAD) {
            diagonals->at[i].votes++;
            return;
        }
    }
    if (diagonals->count < DIAGONALS_MOST) {
        diagonals->at[diagonals->count].start = start;
        diagonals->at[diagonals->count++].votes = 1;
    }
}

static int diagonal_compare(const void *a, const void *b)
{
    const struct diagonal *one = a, *two = b;
    if (one->votes != two->votes)
        return one->votes > two->votes ? -1 : 1;
    return one->start < two->start ? -1 : one->start > two->start;
}

void diagonals_find(struct diagonals *diagonals, const struct matchtext *text, struct span span)
{
    diagonals->count = diagonals->rare = 0;
    for (size_t i = 0; i + MATCHTEXT_GRAM <= span.len; i++) {
        size_t number;
        const uint32_t *places = matchtext_places(text, span.at + i, &number);
        if (number > RARE)
            continue;
        diagonals->rare += number > 0;
        for (size_t k = 0; k < number; k++)
            if (memcmp(text->text.at + places[k], span.at + i, MATCHTEXT_GRAM) == 0)
                vote(diagonals, DIAGONAL_ZERO + places[k] - i);
    }
    qsort(diagonals->at, diagonals->count, sizeof diagonals->at[0], diagonal_compare);
}
