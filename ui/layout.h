/* layout: a document cut into pieces, each wrapped into rows at a width. A piece is a paragraph of
 * the logical text, or in the raw view a line of the file. Pieces are made when asked for and kept
 * while they are near, so a document of any size costs what is on the screen. A piece depends on
 * the document, the width and the place alone: the same place always gives the same rows, from
 * wherever one arrives. Offsets `start` `end` `next` are raw bytes; rows are in bytes of the
 * piece's text. Knows no terminal. */
#ifndef LEESZAAL_UI_LAYOUT_H
#define LEESZAAL_UI_LAYOUT_H

#include "src/text/mark.h"
#include "src/text/paragraph.h"
#include "src/text/wrap.h"

/* What the blank rows before a piece are. */
#define LEAD_BLANK 1u
#define LEAD_PAGE 3u /* a blank row, a rule, a blank row */

struct piece {
    struct paragraph paragraph; /* text and runs are the layout's own */
    uint64_t next;              /* where the piece behind it begins, or may begin */
    struct rows rows;           /* at least one */
    uint32_t first, hang;       /* columns before the first row, and before the others */
    uint32_t lead;              /* rows before it: 0, LEAD_BLANK or LEAD_PAGE */
};

struct layout;

/* Borrows text. NULL when memory is out. */
struct layout *layout_new(struct text *text, wrap_width_fn *columns);
void layout_free(struct layout *layout);
/* The width of a row, and whether pieces are raw lines; `keep` is how many pieces stay valid
 * together (a screen's worth). Forgets all pieces when anything differs. */
void layout_set(struct layout *layout, uint32_t width, bool raw, size_t keep);
/* Shows only pieces that a mark of this sorted layer starts in (borrowed); NULL shows all. */
void layout_filter(struct layout *layout, const struct mark *marks, size_t count);
/* Forgets all pieces: the document or its text has changed. */
void layout_reset(struct layout *layout);
struct text *layout_text(const struct layout *layout);

/* The piece that holds raw offset `off`, else the first behind it, else the last. NULL when there
 * is none at all, or memory is out. Borrowed until `keep` others have been asked for. */
const struct piece *layout_at(struct layout *layout, uint64_t off);
const struct piece *layout_next(struct layout *layout, const struct piece *piece);
const struct piece *layout_before(struct layout *layout, const struct piece *piece);

/* The row of a piece that holds a byte of its text (the end belongs to the last row). */
size_t piece_row(const struct piece *piece, size_t off);
/* The text of a row without the blanks that hang over its edge. */
struct span piece_row_text(const struct piece *piece, size_t row);
/* The grapheme of the piece's text that holds raw offset `raw`: its first byte. The last one when
 * raw is behind. */
size_t piece_grapheme(const struct piece *piece, uint64_t raw);

#endif
