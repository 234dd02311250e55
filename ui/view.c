#include <config.h>

#include "ui/view_inside.h"

#include <stdlib.h>

#include "src/text/unicode.h"

/* ---- the top ---- */

void view_set_top(struct view *view, struct spot spot)
{
    view->top = spot_raw(spot);
    view->lead = spot.row < 0 ? (uint32_t)-spot.row : 0;
    view->home = view->top;
    view->home_lead = view->lead;
}

bool view_top_spot(struct view *view, struct spot *spot)
{
    if (!spot_at(view->layout, view->top, spot))
        return false;
    if (view->lead > 0 && spot->row == 0)
        spot->row = -(long)(view->lead < spot->piece->lead ? view->lead : spot->piece->lead);
    return true;
}

/* ---- the page ---- */

/* Makes the rows of the page from the top; the page is kept full where the document allows. */
void view_settle(struct view *view)
{
    struct spot spot;
    view->shown_count = 0;
    if (view->rows <= 0 ||
        !array_reserve(&view->shown, &view->shown_cap, (size_t)view->rows, sizeof(*view->shown)) ||
        !view_top_spot(view, &spot))
        return;
    struct spot last = spot;
    long missing = view->rows - 1 - spot_move(view->layout, &last, view->rows - 1);
    if (missing > 0 && spot_move(view->layout, &spot, -missing) != 0)
        view_set_top(view, spot);
    do
        view->shown[view->shown_count++] = spot;
    while (view->shown_count < (size_t)view->rows && spot_move(view->layout, &spot, 1) == 1);
    view->at_end = view->shown_count < (size_t)view->rows || spot_move(view->layout, &spot, 1) == 0;
}

static void set_layout(struct view *view)
{
    size_t keep = view->rows > 0 ? 2 * (size_t)view->rows + 64 : 64;
    layout_set(view->layout, (uint32_t)view_width(view), view->raw, keep);
    view->goal_row = view->goal_col = -1;
    view_settle(view);
}

struct view *view_new(struct text *text, wrap_width_fn *columns)
{
    struct view *view = array_new(1, sizeof(*view));
    if (view == NULL)
        return NULL;
    *view = (struct view){
        .text = text, .columns = columns, .measure = VIEW_MEASURE, .goal_row = -1, .goal_col = -1};
    view->layout = layout_new(text, columns);
    if (view->layout == NULL) {
        free(view);
        return NULL;
    }
    return view;
}

void view_free(struct view *view)
{
    if (view == NULL)
        return;
    layout_free(view->layout);
    free(view->shown);
    free(view->lines);
    free(view);
}

void view_reset(struct view *view)
{
    uint64_t size = document_size(text_document(view->text));
    layout_reset(view->layout);
    if (view->top > size)
        view->top = view->home = size;
    if (view->caret > size)
        view->caret = size;
    view->goal_row = view->goal_col = -1;
    view_settle(view);
}

uint32_t view_measure(const struct view *view)
{
    return view->measure;
}

bool view_is_raw(const struct view *view)
{
    return view->raw;
}

void view_filter(struct view *view, const struct mark *marks, size_t count)
{
    layout_filter(view->layout, marks, count);
    view->filtered = marks != NULL;
    view_settle(view);
}

bool view_is_filtered(const struct view *view)
{
    return view->filtered;
}

/* ---- the size ---- */

/* Another size, or another width of the rows: the page keeps its first character, and the caret
 * where it was on the page. */
static void relayout(struct view *view)
{
    int row, col;
    uint64_t home = view->home;
    uint32_t home_lead = view->home_lead;
    bool had_caret = view_caret_cell(view, &row, &col);
    view->top = home;
    view->lead = home_lead;
    set_layout(view);
    struct spot spot;
    size_t off;
    if (had_caret && view_caret_spot(view, &spot, &off))
        view_follow(view, spot);
    view->home = home;
    view->home_lead = home_lead;
}

void view_resize(struct view *view, int rows, int cols)
{
    if (rows == view->rows && cols == view->cols)
        return;
    view->rows = rows;
    view->cols = cols;
    relayout(view);
}

void view_set_measure(struct view *view, uint32_t measure)
{
    if (measure < VIEW_MEASURE_LEAST)
        measure = VIEW_MEASURE_LEAST;
    view->measure = measure < VIEW_MEASURE_MOST ? measure : VIEW_MEASURE_MOST;
    relayout(view);
}

void view_set_raw(struct view *view, bool raw)
{
    view->raw = raw;
    relayout(view);
}

/* ---- line numbers ---- */

/* Columns for the numbers of the lines that are known of; 0 where they would leave too little. */
static int wanted_number_cols(const struct view *view)
{
    int cols = 3; /* so that most texts don't move when the last line is counted */
    for (uint64_t lines = document_lines(text_document(view->text)); lines >= 1000; lines /= 10)
        cols++;
    int left = view->cols - VIEW_GUTTER - VIEW_BAR - cols;
    return view->numbered && left >= VIEW_MEASURE_LEAST ? cols : 0;
}

void view_set_numbers(struct view *view, bool on)
{
    view->numbered = on;
    int cols = wanted_number_cols(view);
    if (cols == view->number_cols)
        return;
    view->number_cols = cols;
    relayout(view);
}

void view_number(struct view *view)
{
    struct document *document = text_document(view->text);
    uint64_t known = document_scanned(document) + VIEW_LINE_NEAR, before = VIEW_NO_LINE;
    if (view->number_cols == 0 ||
        !array_reserve(&view->lines, &view->line_cap, view->shown_count, sizeof(*view->lines)))
        return;
    for (size_t i = 0; i < view->shown_count; i++) {
        uint64_t off = spot_raw(view->shown[i]);
        view->lines[i] = VIEW_NO_LINE;
        if (view->shown[i].row < 0 || off >= known)
            continue;
        uint64_t line = document_line_of(document, off);
        if (line != before)
            view->lines[i] = line;
        before = line;
    }
}

const uint64_t *view_lines(const struct view *view)
{
    return view->lines;
}

int view_number_cols(const struct view *view)
{
    return view->line_cap >= view->shown_count ? view->number_cols : 0;
}

/* ---- asking ---- */

struct text *view_text(const struct view *view)
{
    return view->text;
}

uint64_t view_top(const struct view *view)
{
    return view->top;
}

uint64_t view_caret(const struct view *view)
{
    return view->caret;
}

const struct spot *view_rows(const struct view *view, size_t *count)
{
    *count = view->shown_count;
    return view->shown;
}

int view_height(const struct view *view)
{
    return view->rows;
}

int view_cols(const struct view *view)
{
    return view->cols;
}

static int gutter(const struct view *view)
{
    return VIEW_GUTTER + view->number_cols;
}

int view_width(const struct view *view)
{
    int room = view->cols - gutter(view) - VIEW_BAR;
    int width = view->raw || (int)view->measure > room ? room : (int)view->measure;
    return width > 0 ? width : 1;
}

int view_left(const struct view *view)
{
    int left = (view->cols - view_width(view)) / 2;
    int most = view->cols - VIEW_BAR - view_width(view);
    if (left > most)
        left = most;
    return left > gutter(view) ? left : gutter(view);
}

uint64_t view_start(const struct view *view)
{
    if (view->shown_count == 0)
        return view->top;
    return spot_raw(view->shown[0]);
}

uint64_t view_end(const struct view *view)
{
    if (view->shown_count == 0)
        return view->top;
    const struct spot *last = &view->shown[view->shown_count - 1];
    return spot_raw_end(*last);
}

unsigned view_percent(const struct view *view)
{
    uint64_t size = document_size(text_document(view->text));
    if (size == 0 || view->at_end || view->shown_count == 0)
        return 100;
    unsigned percent = (unsigned)((double)view_end(view) / (double)size * 100.0);
    return percent < 99 ? percent : 99;
}

static int text_cols(const struct view *view, struct span text)
{
    int cols = 0;
    for (size_t off = 0; off < text.len;) {
        size_t end = unicode_grapheme_end(text, off);
        cols += view->columns((struct span){text.at + off, end - off});
        off = end;
    }
    return cols;
}

static int row_indent(const struct piece *piece, long row)
{
    return (int)(row == 0 ? piece->first : piece->hang);
}

/* The column of the text (from its left edge) where a byte of the row stands. */
int view_spot_col(const struct view *view, struct spot spot, size_t off)
{
    struct row row = spot.piece->rows.at[spot.row];
    struct span before = {spot.piece->paragraph.text.at + row.start,
                          off > row.start ? off - row.start : 0};
    return row_indent(spot.piece, spot.row) + text_cols(view, before);
}

/* Where the caret is: its row, and the byte of its grapheme. */
bool view_caret_spot(struct view *view, struct spot *spot, size_t *off)
{
    spot->piece = layout_at(view->layout, view->caret);
    if (spot->piece == NULL)
        return false;
    *off = piece_grapheme(spot->piece, view->caret);
    spot->row = (long)piece_row(spot->piece, *off);
    return true;
}

long view_shown_index(const struct view *view, uint64_t start, long row)
{
    for (size_t i = 0; i < view->shown_count; i++)
        if (view->shown[i].row == row && view->shown[i].piece->paragraph.start == start)
            return (long)i;
    return -1;
}

bool view_caret_cell(const struct view *view, int *row, int *col)
{
    for (size_t i = 0; i < view->shown_count; i++) {
        const struct piece *piece = view->shown[i].piece;
        const struct paragraph *paragraph = &piece->paragraph;
        bool last = i + 1 == view->shown_count || view->shown[i + 1].piece != piece;
        if (view->shown[i].row < 0 || view->caret < paragraph->start ||
            (view->caret >= piece->next && !last))
            continue;
        size_t off = piece_grapheme(piece, view->caret);
        if ((long)piece_row(piece, off) != view->shown[i].row ||
            (view->caret >= piece->next && paragraph->end != view->caret))
            continue;
        *row = (int)i;
        *col = view_left(view) + view_spot_col(view, (struct spot){piece, view->shown[i].row}, off);
        return true;
    }
    return false;
}

void view_grapheme_range(struct view *view, uint64_t off, uint64_t *start, uint64_t *end)
{
    const struct piece *piece = layout_at(view->layout, off);
    *start = *end = off;
    if (piece == NULL || piece->paragraph.text.len == 0)
        return;
    size_t at = piece_grapheme(piece, off);
    *start = paragraph_raw(&piece->paragraph, at);
    *end = paragraph_raw_end(&piece->paragraph, unicode_grapheme_end(piece->paragraph.text, at));
}

void view_row_range(struct view *view, uint64_t off, uint64_t *start, uint64_t *end)
{
    struct spot spot;
    *start = *end = off;
    if (!spot_at(view->layout, off, &spot))
        return;
    *start = spot_raw(spot);
    *end = spot_raw_end(spot);
}

const struct piece *view_caret_piece(struct view *view)
{
    return layout_at(view->layout, view->caret);
}

/* The raw offset of the grapheme of a row nearest to a column of the text. */
uint64_t view_raw_at_col(const struct view *view, struct spot spot, int col)
{
    if (spot.row < 0 || spot.piece->paragraph.text.len == 0)
        return spot.piece->paragraph.start;
    struct span text = piece_row_text(spot.piece, (size_t)spot.row);
    int at = row_indent(spot.piece, spot.row);
    size_t off = 0;
    while (off < text.len) {
        size_t end = unicode_grapheme_end(text, off);
        at += view->columns((struct span){text.at + off, end - off});
        if (at > col || end >= text.len)
            break;
        off = end;
    }
    return paragraph_raw(&spot.piece->paragraph, spot.piece->rows.at[spot.row].start + off);
}

/* The page's row nearest to `index` that has text; downwards first, or upwards when `up`. */
long view_text_row(const struct view *view, long index, bool up)
{
    long count = (long)view->shown_count;
    for (long away = 0; away < count; away++) {
        long one = up ? index - away : index + away;
        long two = up ? index + away : index - away;
        if (one >= 0 && one < count && view->shown[one].row >= 0)
            return one;
        if (two >= 0 && two < count && view->shown[two].row >= 0 && away <= (long)LEAD_PAGE)
            return two;
    }
    return -1;
}

uint64_t view_at_cell(struct view *view, int row, int col)
{
    long index = view_text_row(
        view, row < (int)view->shown_count ? row : (long)view->shown_count - 1, false);
    if (index < 0)
        return view->caret;
    struct spot spot = view->shown[index];
    return view_raw_at_col(view, spot, col - view_left(view));
}
