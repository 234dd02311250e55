/* mark: a range of a document with a kind, in raw bytes, half-open: a spelling error, an entity, a
 * note, a hit. Layers of marks are sorted by start, longer first; values only. */
#ifndef LEESZAAL_TEXT_MARK_H
#define LEESZAAL_TEXT_MARK_H

#include <stddef.h>
#include <stdint.h>

enum mark_kind {
    MARK_ERROR,   /* spelling: verdict `error` */
    MARK_UNKNOWN, /* spelling: verdict `unknown` */
    MARK_ENTITY,  /* detail: enum entity_type */
    MARK_NOTE,    /* detail: the label's number in its set */
    MARK_HIT,
    MARK_CURRENT_HIT,
    MARK_SELECTION,
    MARK_KINDS
};

struct mark {
    uint64_t start, end;
    uint8_t kind;
    uint8_t detail;
    uint32_t id; /* of what made it: entity number, note number */
};

/* qsort order: start, then longer first, then kind. */
int mark_compare(const void *a, const void *b);
/* The first mark (index) of a sorted layer that ends behind off; marks in a layer may nest. count
 * when there is none. */
size_t mark_find(const struct mark *marks, size_t count, uint64_t off);

#endif
