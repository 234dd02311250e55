#include <config.h>

#include "src/notes/diagonal.h"

#include <stdlib.h>
#include <string.h>

/* A piece that stands at more places than this says little. */
#define RARE 24
/* Bytes by which the votes of one diagonal may differ: letters put in or lost. */
#define SPREAD 12

/* Diagonals by their start, in steps of STEP: places in a table twice as large as there can be. */
#define STEP 16
#define SLOTS ((size_t)2 * DIAGONALS_MOST)

struct finder {
    struct diagonals *diagonals;
    uint16_t slots[SLOTS]; /* index plus one; 0: free */
};

/* The slot of a step: its diagonal's, or the free one where that would go. */
static size_t find_slot(const struct finder *finder, size_t step)
{
    size_t slot = step * 2654435761u % SLOTS; /* Knuth's multiplicative hash */
    while (finder->slots[slot] != 0 &&
           finder->diagonals->at[finder->slots[slot] - 1].start / STEP != step)
        slot = (slot + 1) % SLOTS;
    return slot;
}

static void vote(struct finder *finder, size_t start)
{
    struct diagonals *diagonals = finder->diagonals;
    size_t step = start / STEP;
    for (size_t near = step - 1; near <= step + 1; near++) {
        size_t index = finder->slots[find_slot(finder, near)];
        if (index == 0)
            continue;
        size_t other = diagonals->at[index - 1].start;
        if ((start > other ? start - other : other - start) <= SPREAD) {
            diagonals->at[index - 1].votes++;
            return;
        }
    }
    size_t slot = find_slot(finder, step);
    if (diagonals->count < DIAGONALS_MOST && finder->slots[slot] == 0) {
        diagonals->at[diagonals->count] = (struct diagonal){start, 1};
        finder->slots[slot] = (uint16_t)++diagonals->count;
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
    struct finder finder = {.diagonals = diagonals};
    diagonals->count = diagonals->rare = 0;
    for (size_t i = 0; i + MATCHTEXT_GRAM <= span.len; i++) {
        size_t number;
        const uint32_t *places = matchtext_places(text, span.at + i, &number);
        if (number > RARE)
            continue;
        diagonals->rare += number > 0;
        for (size_t k = 0; k < number; k++)
            if (memcmp(text->text.at + places[k], span.at + i, MATCHTEXT_GRAM) == 0)
                vote(&finder, DIAGONAL_ZERO + places[k] - i);
    }
    qsort(diagonals->at, diagonals->count, sizeof diagonals->at[0], diagonal_compare);
}
