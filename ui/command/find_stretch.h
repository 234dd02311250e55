/* find_stretch: what `find` gives of one stretch of a document: rows counted from the stretch's
 * start, and the stretch's lines and code points, which place the rows of those behind it. */
#ifndef LEESZAAL_UI_COMMAND_FIND_STRETCH_H
#define LEESZAAL_UI_COMMAND_FIND_STRETCH_H

#include <stdatomic.h>

#include "src/library/search.h"

/* A hit, counted from the start of its stretch. */
struct found_row {
    uint64_t start, end; /* code points */
    uint64_t line;
    uint64_t column;           /* in its line; for line 0 in what the stretch holds of it */
    size_t left, match, right; /* lengths, one behind the other in found.text */
};

/* How much a stretch holds. */
struct extent {
    bool known;
    uint64_t cps, lines; /* lines that end in it */
    uint64_t tail;       /* code points behind the last line end */
};

struct found {
    struct found_row *rows;
    size_t count, cap;
    struct buf text;
    struct extent extent;
    struct error error;
};

void found_free(void *taken);

/* The rows of the hits that start in raw [from, limit). The document counts from `from`. Sets
 * *placed with the first row; once it is set, by whichever thread, the stretch's extent is counted
 * too, while its bytes are at hand. False when memory is out. */
bool stretch_search(const struct query *query, struct text *text, uint64_t from, uint64_t limit,
                    atomic_bool *placed, struct found *found);
/* Counts the extent of [from, limit). */
void stretch_count(struct document *document, uint64_t from, uint64_t limit, struct extent *extent);

#endif
