/* search: a query in the logical text of one document (COMMANDS.md, find). Matching is on folded
 * text; a hit is a range of raw bytes. The only module that includes pcre2. */
#ifndef LEESZAAL_LIBRARY_SEARCH_H
#define LEESZAAL_LIBRARY_SEARCH_H

#include <stdatomic.h>

#include "src/text/paragraph.h"

enum search_flags {
    SEARCH_WORD = 1,  /* whole words; a hyphen is a border */
    SEARCH_REGEX = 2, /* PCRE2 on each paragraph */
    SEARCH_CASE = 4,  /* case and accents exact */
};

struct hit {
    uint64_t start, end; /* raw bytes, half-open */
};

struct query;

/* NULL and an error that names the place of a wrong pattern. An empty query is wrong usage. */
struct query *query_new(struct span text, unsigned flags, struct error *error);
void query_free(struct query *query);

/* The first hit that starts at or behind `from` and before `limit`; false when there is none (or
 * cancelled: *cancel). */
bool query_next(const struct query *query, struct text *text, uint64_t from, uint64_t limit,
                const atomic_bool *cancel, struct hit *hit);
/* The last hit that starts before `from`. */
bool query_before(const struct query *query, struct text *text, uint64_t from,
                  const atomic_bool *cancel, struct hit *hit);

struct hits {
    struct hit *at;
    size_t count, cap;
};
/* Adds all hits within one paragraph. False when memory is out. */
bool query_paragraph(const struct query *query, const struct paragraph *paragraph,
                     struct hits *hits);
void hits_done(struct hits *hits);

/* Keyword in context: the hit's logical text, and up to `reach` code points of the same paragraph
 * on each side, cut at a grapheme (COMMANDS.md: 40). Appended to the three bufs (any may be NULL).
 */
bool hit_context(struct text *text, struct hit hit, size_t reach, struct buf *left,
                 struct buf *match, struct buf *right);

#endif
