/* paragraph: the logical text, what a person would say the text is (DESIGN.md section 1.2).
 * Hard-wrapped lines are joined, line-end hyphens joined or kept by the judge, U+00AD dropped, runs
 * of blanks are one space, blank lines that a scanner put inside a sentence seen through; headings,
 * list items, address lines, table rows and verse stay apart. Each paragraph is UTF-8 on one line,
 * letters as printed, with an exact map to raw offsets both ways.
 *
 * Work is by blocks: borders at about every 32 KiB, each at a safe break found by looking only near
 * it, so that the same place always gives the same paragraphs, from wherever one arrives. */
#ifndef LEESZAAL_TEXT_PARAGRAPH_H
#define LEESZAAL_TEXT_PARAGRAPH_H

#include "src/text/document.h"
#include "src/text/logical.h"

struct text;

/* The logical text of a document, which it borrows, as it does the judge. NULL when memory is out.
 */
struct text *text_new(struct document *document, const struct judge *judge);
/* The same with blocks of about `stride` raw bytes (at least 16), for tests of their borders. */
struct text *text_new_with(struct document *document, const struct judge *judge, uint32_t stride);
void text_free(struct text *text);
struct document *text_document(const struct text *text);
/* Forgets all blocks (after document_reload). */
void text_reset(struct text *text);

/* The paragraph that holds raw offset `off`, or the first one behind it; NULL behind the last.
 * Borrowed until TEXT_BLOCKS_KEPT other blocks have been asked for: don't keep it over a screen's
 * worth of calls. */
#define TEXT_BLOCKS_KEPT 8
const struct paragraph *text_at(struct text *text, uint64_t off);
const struct paragraph *text_next(struct text *text, const struct paragraph *paragraph);
const struct paragraph *text_before(struct text *text, const struct paragraph *paragraph);

/* What a reader would say stands at raw [start, end): the logical text, paragraphs joined by one
 * newline. */
bool text_between(struct text *text, uint64_t start, uint64_t end, struct buf *into);

#endif
