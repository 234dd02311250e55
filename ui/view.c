#include <config.h>

#include "ui/view.h"

#include <stdlib.h>

#include "src/text/unicode.h"

struct view {
    struct text *text;
    struct layout *layout;
    wrap_width_fn *columns;
    int rows, cols;
    uint32_t measure;
    bool raw, filtered;
    bool at_end;   /* the page shows the document's last row */
    uint64_t top;  /* raw offset of the top row's first character */
    uint32_t lead; /* rows shown above that row (of those before its piece) */
    uint64_t home; /* the same as it was before the page's size changed: what it comes back to */
    uint32_t home_lead;
    uint64_t caret;
    int goal_row, goal_col; /* where the caret would be but for blank and short rows; -1: unset */
    struct view_row *shown;
    size_t shown_count, shown_cap;
};

/* A row of the document: of a piece, or one of those before it. */
struct spot {
    const struct piece *piece;
    long row;
};

/* ---- spots ---- */

/* Moves by rows; how far it got. */
static long spot_move(struct layout *layout, struct spot *spot, long rows)
{
    long moved = 0;
    while (rows > moved) {
        long left = (long)spot->piece->rows.count - 1 - spot->row;
        long step = rows - moved < left ? rows - moved : left;
        spot->row += step;
        moved += step;
        if (moved == rows)
            break;
        const struct piece *next = layout_next(layout, spot->piece);
        if (next == NULL)
            break;
        *spot = (struct spot){next, -(long)next->lead};
        moved++;
    }
    while (rows < moved) {
        long left = spot->row + (long)spot->piece->lead;
        long step = moved - rows < left ? moved - rows : left;
        spot->row -= step;
        moved -= step;
        if (moved == rows)
            break;
        const struct piece *before = layout_before(layout, spot->piece);
        if (before == NULL)
            break;
        *spot = (struct spot){before, (long)before->rows.count - 1};
        moved--;
    }
    return moved;
}

static bool spot_at(struct layout *layout, uint64_t off, struct spot *spot)
{
    spot->piece = layout_at(layout, off);
    if (spot->piece == NULL)
        return false;
    spot->row = (long)piece_row(spot->piece, paragraph_off(&spot->piece->paragraph, off));
    return true;
}

/* The raw offset of a row's first character. */
static uint64_t row_raw(const struct piece *piece, long row)
{
    if (row <= 0 || piece->paragraph.text.len == 0)
        return piece->paragraph.start;
    return paragraph_raw(&piece->paragraph, piece->rows.at[row].start);
}

static uint64_t row_raw_end(const struct piece *piece, long row)
{
    if (row < 0)
        return piece->paragraph.start;
    if ((size_t)row + 1 >= piece->rows.count)
        return piece->paragraph.end;
    return paragraph_raw_end(&piece->paragraph, piece->rows.at[row].end);
}

static void set_top(struct view *view, struct spot spot)
{
    view->top = row_raw(spot.piece, spot.row);
    view->lead = spot.row < 0 ? (uint32_t)-spot.row : 0;
    view->home = view->top;
    view->home_lead = view->lead;
}

static bool top_spot(struct view *view, struct spot *spot)
{
    if (!spot_at(view->layout, view->top, spot))
        return false;
    if (view->lead > 0 && spot->row == 0)
        spot->row = -(long)(view->lead < spot->piece->lead ? view->lead : spot->piece->lead);
    return true;
}

/* ---- the page ---- */

/* Makes the rows of the page from the top; the page is kept full where the document allows. */
static void settle(struct view *view)
{
    struct spot spot;
    view->shown_count = 0;
    if (view->rows <= 0 ||
        !array_reserve(&view->shown, &view->shown_cap, (size_t)view->rows, sizeof(*view->shown)) ||
        !top_spot(view, &spot))
        return;
    struct spot last = spot;
    long missing = view->rows - 1 - spot_move(view->layout, &last, view->rows - 1);
    if (missing > 0 && spot_move(view->layout, &spot, -missing) != 0)
        set_top(view, spot);
    do
        view->shown[view->shown_count++] = (struct view_row){spot.piece, spot.row};
    while (view->shown_count < (size_t)view->rows && spot_move(view->layout, &spot, 1) == 1);
    view->at_end = view->shown_count < (size_t)view->rows || spot_move(view->layout, &spot, 1) == 0;
}

static void set_layout(struct view *view)
{
    int room = view->cols - VIEW_GUTTER - VIEW_BAR;
    int width = view->raw || (int)view->measure > room ? room : (int)view->measure;
    size_t keep = view->rows > 0 ? 2 * (size_t)view->rows + 64 : 64;
    layout_set(view->layout, width > 0 ? (uint32_t)width : 1, view->raw, keep);
    view->goal_row = view->goal_col = -1;
    settle(view);
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
    settle(view);
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
    settle(view);
}

bool view_is_filtered(const struct view *view)
{
    return view->filtered;
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

const struct view_row *view_rows(const struct view *view, size_t *count)
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

int view_width(const struct view *view)
{
    int room = view->cols - VIEW_GUTTER - VIEW_BAR;
    int width = view->raw || (int)view->measure > room ? room : (int)view->measure;
    return width > 0 ? width : 1;
}

int view_left(const struct view *view)
{
    int left = (view->cols - view_width(view)) / 2;
    int most = view->cols - VIEW_BAR - view_width(view);
    if (left > most)
        left = most;
    return left > VIEW_GUTTER ? left : VIEW_GUTTER;
}

uint64_t view_start(const struct view *view)
{
    if (view->shown_count == 0)
        return view->top;
    return row_raw(view->shown[0].piece, view->shown[0].row);
}

uint64_t view_end(const struct view *view)
{
    if (view->shown_count == 0)
        return view->top;
    const struct view_row *last = &view->shown[view->shown_count - 1];
    return row_raw_end(last->piece, last->row);
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
static int spot_col(const struct view *view, struct spot spot, size_t off)
{
    struct row row = spot.piece->rows.at[spot.row];
    struct span before = {spot.piece->paragraph.text.at + row.start,
                          off > row.start ? off - row.start : 0};
    return row_indent(spot.piece, spot.row) + text_cols(view, before);
}

/* Where the caret is: its row, and the byte of its grapheme. */
static bool caret_spot(struct view *view, struct spot *spot, size_t *off)
{
    spot->piece = layout_at(view->layout, view->caret);
    if (spot->piece == NULL)
        return false;
    *off = piece_grapheme(spot->piece, view->caret);
    spot->row = (long)piece_row(spot->piece, *off);
    return true;
}

static long shown_index(const struct view *view, uint64_t start, long row)
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
        *col = view_left(view) + spot_col(view, (struct spot){piece, view->shown[i].row}, off);
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
    *start = row_raw(spot.piece, spot.row);
    *end = row_raw_end(spot.piece, spot.row);
}

const struct piece *view_caret_piece(struct view *view)
{
    return layout_at(view->layout, view->caret);
}

/* The raw offset of the grapheme of a row nearest to a column of the text. */
static uint64_t raw_at_col(const struct view *view, struct spot spot, int col)
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
static long text_row(const struct view *view, long index, bool up)
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
    long index =
        text_row(view, row < (int)view->shown_count ? row : (long)view->shown_count - 1, false);
    if (index < 0)
        return view->caret;
    struct spot spot = {view->shown[index].piece, view->shown[index].row};
    return raw_at_col(view, spot, col - view_left(view));
}

/* ---- moving ---- */

static long clip_count(long count)
{
    if (count > VIEW_COUNT_MOST)
        return VIEW_COUNT_MOST;
    return count < -VIEW_COUNT_MOST ? -VIEW_COUNT_MOST : count;
}

static void set_caret(struct view *view, uint64_t off)
{
    view->caret = off;
    view->goal_row = view->goal_col = -1;
}

static void set_goal(struct view *view)
{
    int row, col;
    if (!view_caret_cell(view, &row, &col)) {
        row = 0;
        col = view_left(view);
    }
    if (view->goal_row < 0)
        view->goal_row = row;
    if (view->goal_col < 0)
        view->goal_col = col - view_left(view);
}

/* Puts the caret on the page's row nearest to the goal. */
static void caret_to_goal(struct view *view, bool up)
{
    long index = text_row(view, view->goal_row, up);
    if (index < 0)
        return;
    struct spot spot = {view->shown[index].piece, view->shown[index].row};
    view->caret = raw_at_col(view, spot, view->goal_col);
}

/* Moves the page; how far it went. */
static long scroll(struct view *view, long rows)
{
    struct spot spot;
    if (view->shown_count == 0)
        return 0;
    if (rows > 0) {
        const struct view_row *last = &view->shown[view->shown_count - 1];
        struct spot end = {last->piece, last->row};
        rows = spot_move(view->layout, &end, rows);
    }
    if (rows == 0 || !top_spot(view, &spot))
        return 0;
    rows = spot_move(view->layout, &spot, rows);
    set_top(view, spot);
    settle(view);
    return rows;
}

void view_move(struct view *view, long rows)
{
    rows = clip_count(rows);
    set_goal(view);
    long rest = rows - scroll(view, rows);
    long goal = view->goal_row + rest;
    if (rest != 0) { /* a blank row is no place to stop at: it would look as if nothing happened */
        long step = rest > 0 ? 1 : -1;
        while (goal > 0 && goal + 1 < (long)view->shown_count && view->shown[goal].row < 0)
            goal += step;
    }
    if (goal >= (long)view->shown_count)
        goal = (long)view->shown_count - 1;
    view->goal_row = goal > 0 ? (int)goal : 0;
    caret_to_goal(view, rows < 0);
}

void view_pages(struct view *view, long halves)
{
    long page = view->rows > 2 ? view->rows - 1 : 1;
    long rows = halves % 2 == 0 ? halves / 2 * page : halves * (page / 2 > 0 ? page / 2 : 1);
    view_move(view, rows);
}

void view_scroll(struct view *view, long rows)
{
    set_goal(view);
    long moved = scroll(view, clip_count(rows));
    struct spot spot;
    size_t off;
    if (!caret_spot(view, &spot, &off))
        return;
    long index = shown_index(view, spot.piece->paragraph.start, spot.row);
    if (index < 0) {
        view->goal_row = moved > 0 ? 0 : (int)view->shown_count - 1;
        caret_to_goal(view, moved < 0);
    } else {
        view->goal_row = (int)index;
    }
}

void view_go_top(struct view *view)
{
    view_place(view, 0);
}

void view_go_end(struct view *view)
{
    struct spot spot;
    if (!spot_at(view->layout, document_size(text_document(view->text)), &spot))
        return;
    spot.row = (long)spot.piece->rows.count - 1;
    set_top(view, spot);
    settle(view);
    set_caret(view, row_raw(spot.piece, spot.row));
}

void view_place(struct view *view, uint64_t off)
{
    struct spot spot;
    if (!spot_at(view->layout, off, &spot))
        return;
    set_top(view, spot);
    settle(view);
    size_t at = piece_grapheme(spot.piece, off);
    set_caret(view, paragraph_raw(&spot.piece->paragraph, at));
}

/* How many rows `target` is from `from` in a direction, at most a page; 0 when it is further. */
static long rows_to(struct view *view, struct spot from, struct spot target, long step)
{
    for (long i = 1; i <= view->rows && spot_move(view->layout, &from, step) != 0; i++)
        if (from.row == target.row && from.piece == target.piece)
            return i * step;
    return 0;
}

/* The page is moved so that the spot is on it. */
static void page_follow(struct view *view, struct spot spot)
{
    if (view->shown_count == 0 || shown_index(view, spot.piece->paragraph.start, spot.row) >= 0)
        return;
    const struct view_row *first = view->shown, *last = first + view->shown_count - 1;
    long rows = 0;
    if (row_raw(spot.piece, spot.row) >= view->top)
        rows = rows_to(view, (struct spot){last->piece, last->row}, spot, 1);
    else
        rows = rows_to(view, (struct spot){first->piece, first->row}, spot, -1);
    if (rows != 0) {
        scroll(view, rows);
        return;
    }
    spot_move(view->layout, &spot, -view->rows / 3);
    set_top(view, spot);
    settle(view);
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
    if (had_caret && caret_spot(view, &spot, &off))
        page_follow(view, spot);
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

/* ---- jumps ---- */

void view_show(struct view *view, uint64_t off)
{
    struct spot spot;
    if (!spot_at(view->layout, off, &spot))
        return;
    size_t at = piece_grapheme(spot.piece, off);
    spot.row = (long)piece_row(spot.piece, at);
    page_follow(view, spot);
    set_caret(view, paragraph_raw(&spot.piece->paragraph, at));
}

void view_percent_go(struct view *view, unsigned percent)
{
    uint64_t size = document_size(text_document(view->text));
    if (percent >= 100)
        view_go_end(view);
    else
        view_place(view, size / 100 * percent + size % 100 * percent / 100);
}

void view_line_go(struct view *view, uint64_t line)
{
    view_show(view, document_line_start(text_document(view->text), line));
}

void view_caret_rows(struct view *view, long rows)
{
    struct spot spot;
    size_t off;
    if (!caret_spot(view, &spot, &off))
        return;
    if (view->goal_col < 0)
        view->goal_col = spot_col(view, spot, off);
    int goal = view->goal_col;
    long step = rows < 0 ? -1 : 1;
    for (long i = clip_count(rows); i != 0; i -= step) {
        struct spot next = spot;
        do
            if (spot_move(view->layout, &next, step) == 0)
                break;
        while (next.row < 0);
        if (next.row < 0 || (next.piece == spot.piece && next.row == spot.row))
            break;
        spot = next;
    }
    page_follow(view, spot);
    view->caret = raw_at_col(view, spot, goal);
    view->goal_row = -1;
}

void view_caret_graphemes(struct view *view, long graphemes)
{
    struct spot spot;
    size_t off;
    if (!caret_spot(view, &spot, &off))
        return;
    for (long i = clip_count(graphemes); i > 0; i--) {
        struct span text = spot.piece->paragraph.text;
        size_t next = off < text.len ? unicode_grapheme_end(text, off) : off;
        if (next >= text.len) {
            const struct piece *piece = layout_next(view->layout, spot.piece);
            if (piece == NULL)
                break;
            spot.piece = piece;
            next = 0;
        }
        off = next;
    }
    for (long i = clip_count(graphemes); i < 0; i++) {
        if (off == 0) {
            const struct piece *piece = layout_before(view->layout, spot.piece);
            if (piece == NULL)
                break;
            spot.piece = piece;
            off = piece->paragraph.text.len;
        }
        off = off > 0 ? unicode_grapheme_start(spot.piece->paragraph.text, off) : 0;
    }
    view_show(view, paragraph_raw(&spot.piece->paragraph, off));
}

void view_caret_paragraphs(struct view *view, long paragraphs)
{
    struct spot spot;
    size_t off;
    if (!caret_spot(view, &spot, &off))
        return;
    long count = clip_count(paragraphs);
    if (count < 0 && off > 0)
        count++; /* its own start counts as one back */
    const struct piece *piece = spot.piece;
    off = 0;
    for (; count != 0; count += count > 0 ? -1 : 1) {
        const struct piece *next =
            count > 0 ? layout_next(view->layout, piece) : layout_before(view->layout, piece);
        if (next == NULL) {
            off = count > 0 ? piece->paragraph.text.len : 0;
            break;
        }
        piece = next;
    }
    view_show(view, off > 0 ? piece->paragraph.end : piece->paragraph.start);
}

void view_caret_row_start(struct view *view)
{
    struct spot spot;
    size_t off;
    if (caret_spot(view, &spot, &off))
        view_show(view, raw_at_col(view, spot, 0));
}

void view_caret_row_end(struct view *view)
{
    struct spot spot;
    size_t off;
    if (caret_spot(view, &spot, &off))
        view_show(view, raw_at_col(view, spot, view->cols));
}
