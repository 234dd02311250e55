/* witness: what passages that have a sure place say about one that hasn't: it stood so many code
 * points from each of them, and is likely to do so still. Pure. */
#ifndef LEESZAAL_NOTES_WITNESS_H
#define LEESZAAL_NOTES_WITNESS_H

#include "src/notes/anchor.h"

/* Those that are asked. */
#define WITNESSES 4

struct witnesses {
    const struct anchor *anchors; /* in ascending order of old_start; borrowed */
    size_t count;
    struct span text; /* borrowed */
    uint64_t *marks;  /* code points before every so many bytes of the text */
};

/* False when memory is out. */
bool witnesses_make(struct witnesses *witnesses, struct span text, const struct anchor *anchors,
                    size_t count);
void witnesses_done(struct witnesses *witnesses);

/* What the nearest sure ones before and behind an anchor say about it. */
struct testimony {
    size_t count;
    int64_t cps[WITNESSES]; /* the code point at which it begins, by each */
    size_t offs[WITNESSES]; /* about the same as a byte */
};
void witnesses_ask(const struct witnesses *witnesses, size_t index, struct testimony *testimony);
/* How many say that it begins at byte `start` of the text. */
unsigned witnesses_votes(const struct witnesses *witnesses, const struct testimony *testimony,
                         size_t start);

#endif
