/* search: a query in the logical text of one document (COMMANDS.md, find). Matching is on folded
 * text; a hit is a range of raw bytes. The only module that includes pcre2. */
#ifndef LEESZAAL_LIBRARY_SEARCH_H
#define LEESZAAL_LIBRARY_SEARCH_H

#include <stdatomic.h>

#include "src/library/hit.h"

enum search_flags {
    SEARCH_WORD = 1,  /* whole words; a hyphen is a border */
    SEARCH_REGEX = 2, /* PCRE2 on each paragraph, its letters as printed; ^ $ are its ends */
    SEARCH_CASE = 4,  /* case and accents exact; else a capital in the query makes its case exact,
                         and an accent binds the letter it is typed on */
};

struct query;

/* NULL and an error that names the place of a wrong pattern. An empty query is wrong usage. A query
 * may be used by several threads at once. */
struct query *query_new(struct span text, unsigned flags, struct error *error);
void query_free(struct query *query);
/* Has a pattern been given up because matching it took too many steps? Nothing is found from then
 * on. */
bool query_gave_up(const struct query *query);
/* The error to tell then. */
void query_gave_up_error(const struct query *query, struct error *error);

/* The first place in raw [from, limit) where a hit may have bytes; limit (or the document's size)
 * when there is none. Fast over large stretches without a hit (sieve.h); where it can't tell, it is
 * `from`. Reads the document in order, by at most QUERY_STRETCH bytes and a little. */
#define QUERY_STRETCH ((size_t)192 << 10)
uint64_t query_sieve(const struct query *query, struct document *document, uint64_t from,
                     uint64_t limit, const atomic_bool *cancel);
/* The paragraph at a candidate that was found looking from `from` on; where it is a piece of a very
 * long one, the piece before it, if that was not passed yet: a hit may begin there. */
const struct paragraph *query_paragraph_at(const struct query *query, struct text *text,
                                           uint64_t from, uint64_t candidate);
/* The first paragraph that ends behind `from`, starts before `limit` and may hold a hit; NULL when
 * there is none (or cancelled: *cancel, which may be NULL). Borrowed as by
 * text_at(). */
const struct paragraph *query_candidate(const struct query *query, struct text *text, uint64_t from,
                                        uint64_t limit, const atomic_bool *cancel);
/* The first hit that starts at or behind `from` and before `limit`; false when there is none (or
 * cancelled). */
bool query_next(const struct query *query, struct text *text, uint64_t from, uint64_t limit,
                const atomic_bool *cancel, struct hit *hit);
/* The last hit that starts before `from`. */
bool query_before(const struct query *query, struct text *text, uint64_t from,
                  const atomic_bool *cancel, struct hit *hit);

/* Adds all hits within one paragraph of the text: leftmost, not overlapping. False when memory is
 * out. The paragraph stays borrowed. */
bool query_paragraph(const struct query *query, struct text *text,
                     const struct paragraph *paragraph, struct hits *hits);
#endif
