/* view: one reader of one document: where the page stands, where the caret is, and how both move.
 * The place is a raw offset, that of the top row's first character, so it survives a resize,
 * another measure and the change between reflowed and raw lines. Nothing is touched but what is
 * near the page. Pure model: knows no terminal, paints nothing (ui/page.h does). Rows and columns
 * count from 0 in the page; offsets are raw bytes. */
#ifndef LEESZAAL_UI_VIEW_H
#define LEESZAAL_UI_VIEW_H

#include "ui/spot.h"

#define VIEW_GUTTER                                                                                \
    2              /* columns left of the text: the bar of a note and a blank; numbers before      \
                    */
#define VIEW_BAR 2 /* columns right of it: a blank and the scroll bar */
#define VIEW_MEASURE 76
#define VIEW_MEASURE_LEAST 20
#define VIEW_MEASURE_MOST 400
/* A line number is told when it is known without counting through more than this of the file. */
#define VIEW_LINE_NEAR (4u << 20)
#define VIEW_NO_LINE UINT64_MAX
/* No count moves further than this many rows at once. */
#define VIEW_COUNT_MOST 10000

struct view;

/* Borrows text. NULL when memory is out. */
struct view *view_new(struct text *text, wrap_width_fn *columns);
void view_free(struct view *view);
/* The document has been reloaded or its text reset: the place stays, clipped to what there is. */
void view_reset(struct view *view);

/* The size of the page, the measure (columns of text), raw lines or reflowed text. The top keeps
 * its character. */
void view_resize(struct view *view, int rows, int cols);
void view_set_measure(struct view *view, uint32_t measure);
uint32_t view_measure(const struct view *view);
void view_set_raw(struct view *view, bool raw);
bool view_is_raw(const struct view *view);
/* Numbers of the file's lines left of the text, or none. Where few columns would be left for the
 * text they are left out. */
void view_set_numbers(struct view *view, bool on);
/* Finds the numbers of the page's rows as far as they are known by now; before each frame. */
void view_number(struct view *view);
/* Shows only pieces with a mark of this layer (borrowed, sorted) in them; NULL: all. To be called
 * again when the layer has grown. */
void view_filter(struct view *view, const struct mark *marks, size_t count);
bool view_is_filtered(const struct view *view);

/* ---- asking ---- */

struct text *view_text(const struct view *view);
uint64_t view_top(const struct view *view);
uint64_t view_caret(const struct view *view);
/* The rows of the page from the top; fewer than its height at the end of a short document. */
const struct spot *view_rows(const struct view *view, size_t *count);
/* For each of them the line (from 0) in which it begins, VIEW_NO_LINE where the row above told it
 * or it isn't known yet; and the columns that numbers have, 0: they are off. */
const uint64_t *view_lines(const struct view *view);
int view_number_cols(const struct view *view);
int view_height(const struct view *view);
int view_cols(const struct view *view);
/* The first column of the text, and the columns it has. */
int view_left(const struct view *view);
int view_width(const struct view *view);
/* The raw range on the page. */
uint64_t view_start(const struct view *view);
uint64_t view_end(const struct view *view);
/* How far the page's end is, in percent; 100 only when the end is on it. */
unsigned view_percent(const struct view *view);
/* Where the caret stands on the page; false when it isn't on it. */
bool view_caret_cell(const struct view *view, int *row, int *col);
/* The raw range of the row that holds off. */
void view_row_range(struct view *view, uint64_t off, uint64_t *start, uint64_t *end);
/* The raw range of the grapheme that holds off. */
void view_grapheme_range(struct view *view, uint64_t off, uint64_t *start, uint64_t *end);
/* The character nearest to a cell of the page. */
uint64_t view_at_cell(struct view *view, int row, int col);
/* The piece that the caret is in, borrowed for a moment; NULL in an empty document. */
const struct piece *view_caret_piece(struct view *view);

/* ---- moving ---- */

/* Page and caret together; the caret keeps its row of the page until the text's ends. */
void view_move(struct view *view, long rows);
void view_pages(struct view *view, long halves); /* half pages; 2 a page, with a row kept over */
/* The page alone; the caret is taken along where it would leave it. */
void view_scroll(struct view *view, long rows);
void view_go_top(struct view *view);
void view_go_end(struct view *view);
/* The row that holds off becomes the top, the caret goes to off. */
void view_place(struct view *view, uint64_t off);
/* The caret goes to off; the page follows only as far as it must: by a row or so when near, else
 * off is shown a third of the way down. */
void view_show(struct view *view, uint64_t off);
void view_percent_go(struct view *view, unsigned percent);
void view_line_go(struct view *view, uint64_t line); /* of the file, from 0 */
/* The caret alone, the page following. */
void view_caret_rows(struct view *view, long rows);
void view_caret_graphemes(struct view *view, long graphemes);
void view_caret_paragraphs(struct view *view, long paragraphs);
void view_caret_row_start(struct view *view);
void view_caret_row_end(struct view *view);

#endif
