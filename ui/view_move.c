/* How the page and the caret of a view move. */
#include <config.h>

#include "ui/view_inside.h"

#include "src/text/unicode.h"

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
    long index = view_text_row(view, view->goal_row, up);
    if (index < 0)
        return;
    struct spot spot = view->shown[index];
    view->caret = view_raw_at_col(view, spot, view->goal_col);
}

/* Moves the page; how far it went. */
static long scroll(struct view *view, long rows)
{
    struct spot spot;
    if (view->shown_count == 0)
        return 0;
    if (rows > 0) {
        const struct spot *last = &view->shown[view->shown_count - 1];
        struct spot end = *last;
        rows = spot_move(view->layout, &end, rows);
    }
    if (rows == 0 || !view_top_spot(view, &spot))
        return 0;
    rows = spot_move(view->layout, &spot, rows);
    view_set_top(view, spot);
    view_settle(view);
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
    if (!view_caret_spot(view, &spot, &off))
        return;
    long index = view_shown_index(view, spot.piece->paragraph.start, spot.row);
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
    view_set_top(view, spot);
    view_settle(view);
    set_caret(view, spot_raw(spot));
}

void view_place(struct view *view, uint64_t off)
{
    struct spot spot;
    if (!spot_at(view->layout, off, &spot))
        return;
    view_set_top(view, spot);
    view_settle(view);
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
void view_follow(struct view *view, struct spot spot)
{
    if (view->shown_count == 0 ||
        view_shown_index(view, spot.piece->paragraph.start, spot.row) >= 0)
        return;
    const struct spot *first = view->shown, *last = first + view->shown_count - 1;
    long rows = 0;
    if (spot_raw(spot) >= view->top)
        rows = rows_to(view, *last, spot, 1);
    else
        rows = rows_to(view, *first, spot, -1);
    if (rows != 0) {
        scroll(view, rows);
        return;
    }
    spot_move(view->layout, &spot, -view->rows / 3);
    view_set_top(view, spot);
    view_settle(view);
}

/* ---- jumps ---- */

void view_show(struct view *view, uint64_t off)
{
    struct spot spot;
    if (!spot_at(view->layout, off, &spot))
        return;
    size_t at = piece_grapheme(spot.piece, off);
    spot.row = (long)piece_row(spot.piece, at);
    view_follow(view, spot);
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
    if (!view_caret_spot(view, &spot, &off))
        return;
    if (view->goal_col < 0)
        view->goal_col = view_spot_col(view, spot, off);
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
    view_follow(view, spot);
    view->caret = view_raw_at_col(view, spot, goal);
    view->goal_row = -1;
}

void view_caret_graphemes(struct view *view, long graphemes)
{
    struct spot spot;
    size_t off;
    if (!view_caret_spot(view, &spot, &off))
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
    if (!view_caret_spot(view, &spot, &off))
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
    if (view_caret_spot(view, &spot, &off))
        view_show(view, view_raw_at_col(view, spot, 0));
}

void view_caret_row_end(struct view *view)
{
    struct spot spot;
    size_t off;
    if (view_caret_spot(view, &spot, &off))
        view_show(view, view_raw_at_col(view, spot, view->cols));
}
