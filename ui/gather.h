/* gather: the entities of a document too large to be looked at whole, put together from those of
 * its parts. Each part counts once; of the mentions those nearest to where the reader is are kept,
 * so that memory stays bounded however large the document. */
#ifndef LEESZAAL_UI_GATHER_H
#define LEESZAAL_UI_GATHER_H

#include "ui/marks.h"
#include "ui/roll.h"

/* Different entities that are listed, and mentions that are kept, at most. */
#define GATHER_ENTITIES 20000u
#define GATHER_MENTIONS 100000u

struct gathering {
    struct roll roll;
    size_t mention_cap;
    struct sweep counted; /* parts whose mentions are in the counts */
    struct sweep kept;    /* parts whose mentions are kept */
    bool full;            /* there are more different entities than are listed */
};

/* Adds what was found in a part to `into`, whose mentions stay sorted. An entity whose mentions are
 * all far from `focus` has `first` UINT32_MAX. The norms are left out. False when memory is out. */
bool gather_add(struct gathering *gathering, struct entities *into, uint64_t focus,
                struct sweep_part part, const struct entities *found);
/* The entities stay. */
void gather_done(struct gathering *gathering);

#endif
