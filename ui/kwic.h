/* kwic: keyword in context: the lines of a concordance over many documents, as they are found, and
 * their order. Looking is done by the caller's job, a piece at a time (kwic_look), on a struct that
 * one thread has at a time. */
#ifndef LEESZAAL_UI_KWIC_H
#define LEESZAAL_UI_KWIC_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/error.h"
#include "src/text/paragraph.h"

struct kwic_line {
    char *left, *match, *right; /* of one paragraph, blanks joined */
    size_t document;            /* number among the paths */
    uint64_t start, end;        /* raw offsets of the hit */
    bool marked, skipped;       /* by the reader */
};

enum kwic_order {
    KWIC_PLACE,
    KWIC_LEFT1,
    KWIC_LEFT2,
    KWIC_LEFT3,
    KWIC_RIGHT1,
    KWIC_RIGHT2,
    KWIC_RIGHT3,
    KWIC_DOCUMENT, /* the documents with the most lines first */
    KWIC_ORDERS
};

#define KWIC_LINES_MOST 20000u

struct kwic {
    char *query;  /* what is looked for, as it is typed (typed_query.h) */
    char **paths; /* of the documents, in order */
    size_t path_count;
    enum encoding_choice encoding; /* of the documents; may be set before the first look */
    const struct judge *judge;
    size_t next_document; /* where looking goes on */
    uint64_t next_off;
    bool finished;
    struct kwic_line *lines;
    size_t count, cap;
};

/* Copies query; takes paths and what they point to. NULL when memory is out. */
struct kwic *kwic_new(const char *query, char **paths, size_t path_count,
                      const struct judge *judge);
void kwic_free(struct kwic *kwic);
/* Looks on, for some tenths of a second at most, and adds what it finds; sets `finished` at the
 * end, or when there are lines enough. Documents that can't be read are passed over. False when the
 * query is wrong (error) or memory is out. */
bool kwic_look(struct kwic *kwic, const atomic_bool *cancel, struct error *error);
/* Moves the lines over that `from` has found; both speak about the same documents. */
bool kwic_take(struct kwic *into, struct kwic *from);
/* Puts the numbers of the lines in an order; `rows` has room for all. */
void kwic_sort(const struct kwic *kwic, enum kwic_order order, size_t *rows);

#endif
