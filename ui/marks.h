/* marks: a layer of marks that grows as jobs find them, kept sorted; and a sweep: which parts of a
 * document such jobs have been through, and what comes next: the page first, then onwards, then
 * from the start. Offsets are raw bytes, half-open. */
#ifndef LEESZAAL_UI_MARKS_H
#define LEESZAAL_UI_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/text/mark.h"

struct marks {
    struct mark *at; /* in the order of mark_compare() */
    size_t count, cap;
};

/* Appends one, unsorted; false when memory is out. */
bool marks_add(struct marks *marks, struct mark mark);
void marks_sort(struct marks *marks);
/* What starts in [start, end) becomes `with`, which is sorted and starts there too. */
bool marks_replace(struct marks *marks, uint64_t start, uint64_t end, const struct mark *with,
                   size_t count);
/* The number of the first mark that starts at or behind off; count when there is none. */
size_t marks_from(const struct marks *marks, uint64_t off);
void marks_clear(struct marks *marks);
void marks_done(struct marks *marks);

struct sweep_part {
    uint64_t start, end;
};

/* Which of many items, sorted by their starts, to keep when there is room for `most`: those nearest
 * to `focus`, [first, behind), and the part of the document that still has all of its items. `at`:
 * the start (uint64_t) of the first item; the others follow each `stride` bytes further on. */
struct nearest {
    size_t first, behind;
    struct sweep_part part;
};
struct nearest nearest_items(const void *at, size_t count, size_t stride, uint64_t focus,
                             size_t most);

/* Lets go of the marks farthest from `focus` until `most` are left. Gives the part that still has
 * all of its marks. */
struct sweep_part marks_trim(struct marks *marks, uint64_t focus, size_t most);

struct sweep {
    struct sweep_part *parts; /* done, sorted, apart from each other */
    size_t count, cap;
};

/* The next part to do, at most `most` bytes: the first that isn't done from `focus` on, else from
 * the start. False when all of [0, size) is done. */
bool sweep_next(const struct sweep *sweep, uint64_t focus, uint64_t size, uint64_t most,
                struct sweep_part *part);
bool sweep_add(struct sweep *sweep, struct sweep_part part); /* false when memory is out */
/* What lies outside the part is to do again. */
void sweep_keep(struct sweep *sweep, struct sweep_part part);
/* All of the part is to do again. */
void sweep_remove(struct sweep *sweep, struct sweep_part part);
/* Cuts a part off where it would be partly done. */
void sweep_cut(const struct sweep *sweep, struct sweep_part *part);
/* Is all of [start, end) done? */
bool sweep_has(const struct sweep *sweep, uint64_t start, uint64_t end);
uint64_t sweep_bytes(const struct sweep *sweep);
void sweep_clear(struct sweep *sweep);
void sweep_done(struct sweep *sweep);

#endif
