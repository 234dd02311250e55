/* hit: a place found in a document, and its surroundings as a reader sees them (keyword in
 * context).
 */
#ifndef LEESZAAL_LIBRARY_HIT_H
#define LEESZAAL_LIBRARY_HIT_H

#include "src/text/paragraph.h"

struct hit {
    uint64_t start, end; /* raw bytes, half-open: with hyphen and line end where there is one */
};

struct hits {
    struct hit *at;
    size_t count, cap;
};
bool hits_add(struct hits *hits, struct hit hit); /* false when memory is out */
void hits_done(struct hits *hits);

/* Keyword in context: the hit's logical text, and up to `reach` code points of the same paragraph
 * on each side, blanks joined, cut at a grapheme (COMMANDS.md: 40). Appended to the three bufs (any
 * may be NULL); false when memory is out. */
bool hit_context(struct text *text, struct hit hit, size_t reach, struct buf *left,
                 struct buf *match, struct buf *right);

#endif
