/* matchtext: a text as anchoring compares it, and an index of its four-byte pieces. Runs of white
 * space are one space; soft hyphens are gone, and so are hyphens between letters with the line end
 * behind them, so that a text that is wrapped anew or whose words are joined again stays the same;
 * marks are composed with their letters. Offsets into it map back to the original. Pure. */
#ifndef LEESZAAL_NOTES_MATCHTEXT_H
#define LEESZAAL_NOTES_MATCHTEXT_H

#include "src/base/bytes.h"

struct matchtext {
    struct span original; /* borrowed */
    struct buf text;
    uint32_t *map; /* of each byte of text and of its end: where its character began */
    size_t map_cap;
    /* The index: positions of all four-byte pieces, by hash. */
    uint32_t *firsts, *places;
    unsigned bits;
};

/* The original must be shorter than 4 GiB. False when memory is out. */
bool matchtext_make(struct matchtext *matchtext, struct span original);
void matchtext_done(struct matchtext *matchtext);
/* The byte of text at which the character of an original offset begins, or the first behind it. */
size_t matchtext_off(const struct matchtext *matchtext, size_t original);
/* The original range of text [start, end), whole graphemes, blanks at the ends not included. */
void matchtext_range(const struct matchtext *matchtext, size_t start, size_t end, size_t *first,
                     size_t *behind);

/* Makes the index. */
#define MATCHTEXT_GRAM 4
bool matchtext_index(struct matchtext *matchtext);
/* The places where the four bytes at `gram` may stand (they share a hash with others: compare);
 * ascending. */
const uint32_t *matchtext_places(const struct matchtext *matchtext, const char *gram,
                                 size_t *count);
/* The offset of the rarest four bytes of a folded span, and how often they stand in the text;
 * SIZE_MAX when the span is shorter. */
size_t matchtext_rarest(const struct matchtext *matchtext, struct span span, size_t *count);
/* Does this piece of an original stand at more than one place, when it is folded too? False also
 * when memory is out, and of a piece shorter than four bytes. */
bool matchtext_is_repeated(const struct matchtext *matchtext, struct span piece);

#endif
