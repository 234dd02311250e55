/* quote: the LzAnchor of a note: where it stood, what stood around it, the hash of the text, and
 * who made it when (ANNOTATIONS.md B1). One line of JSON. */
#ifndef LEESZAAL_NOTES_QUOTE_H
#define LEESZAAL_NOTES_QUOTE_H

#include "src/base/bytes.h"
#include "src/notes/annotation.h"

#define QUOTE_TYPE "LzAnchor"
/* Code points of context on each side, and at most, where the passage isn't unique. */
#define QUOTE_CONTEXT 32
#define QUOTE_CONTEXT_MOST 96
/* Hex digits of the text's SHA-256. */
#define QUOTE_HASH 16

/* Empty where a field isn't there. Owned. */
struct quote {
    struct buf at;             /* "46 52;53 58" */
    struct buf prefix, suffix; /* raw text */
    struct buf hash;
    struct buf state; /* "orphan", "doubt" */
    struct buf stamp; /* ISO 8601 */
    struct buf by;
};

/* False when it isn't an anchor of version 1, or memory is out. */
bool quote_read(struct quote *quote, struct span json);
void quote_write(const struct quote *quote, struct buf *into);
void quote_done(struct quote *quote);

/* Adds the context of [first, last) of `around`: as long as it takes to be the only place, within
 * bounds. `around` reaches further than the longest context where the text does, so that graphemes
 * are seen whole. Whether a place is the only one is looked up in `index` (matchtext_index() made)
 * where there is one, else in `text`; an empty text is not searched. False when memory is out. */
struct matchtext;
bool quote_surround(struct quote *quote, struct span around, size_t first, size_t last,
                    struct span text, const struct matchtext *index);

/* The context: the last (first) `most` code points of the text before (behind) a passage, cut on a
 * grapheme border. Borrowed from the argument. */
struct span quote_prefix(struct span before, size_t most);
struct span quote_suffix(struct span behind, size_t most);

#endif
