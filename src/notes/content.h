/* content: the text of a document by code points, as standoff files count. A document of at most
 * CONTENT_MOST bytes is kept decoded as a whole from the first question on; of a larger one each
 * question reads what it needs. Borrows the document. */
#ifndef LEESZAAL_NOTES_CONTENT_H
#define LEESZAAL_NOTES_CONTENT_H

#include "src/text/document.h"

#define CONTENT_MOST (64u << 20)

struct content {
    struct document *document;
    bool whole;       /* text holds all of it */
    bool same_as_raw; /* and its bytes are the file's */
    struct buf text;
    uint64_t *marks; /* byte offset of every CONTENT_STEP-th code point */
    size_t mark_count, mark_cap;
    uint64_t cps; /* in all; UINT64_MAX: not counted yet */
};

/* Reads nothing yet. */
void content_init(struct content *content, struct document *document);
void content_done(struct content *content);
/* Has all of the text in memory after this; false when it is too large or memory is out. */
bool content_load(struct content *content);

uint64_t content_cps(struct content *content);
/* Appends the text of code points [start, end), clipped to the end. */
bool content_add(struct content *content, uint64_t start, uint64_t end, struct buf *into);
/* Between code points and raw bytes of the file (clipped). */
uint64_t content_raw(struct content *content, uint64_t cp);
/* Between code points and bytes of content.text; only when it is whole. */
size_t content_off(const struct content *content, uint64_t cp);
uint64_t content_cp(const struct content *content, size_t off);

#endif
