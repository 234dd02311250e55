#include <config.h>

#include "ui/frame.h"

#include <stdlib.h>

#include "src/text/wrap.h"
#include "ui/cell.h"
#include "ui/message.h"

#define BELOW_ROWS 8 /* what a pane below gets that doesn't say */

void frame_prepare(struct app *app, int rows, int cols)
{
    const struct pane *below = app->panes[SLOT_BELOW];
    app->wish.below_rows = below == NULL ? 0 : below->rows != NULL ? below->rows(app) : BELOW_ROWS;
    screen_layout(&app->screen, rows, cols, &app->wish);
    for (int slot = 0; slot < SLOTS; slot++) {
        const struct pane *pane = app->panes[slot];
        if (pane != NULL && pane->prepare != NULL && app->screen.shown[slot])
            pane->prepare(app, app->screen.inner[slot]);
    }
}

/* ---- borders ---- */

enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8 };

/* Which ways the border of a box goes at a cell; 0 when the cell isn't on it. */
static int arms(struct rect box, int row, int col)
{
    int bottom = box.row + box.rows - 1, right = box.col + box.cols - 1;
    bool within_rows = row >= box.row && row <= bottom,
         within_cols = col >= box.col && col <= right;
    int found = 0;
    if (within_cols && (row == box.row || row == bottom))
        found |= (col > box.col ? LEFT : 0) | (col < right ? RIGHT : 0);
    if (within_rows && (col == box.col || col == right))
        found |= (row > box.row ? UP : 0) | (row < bottom ? DOWN : 0);
    return found;
}

static const char *border_text(int all, bool boxes)
{
    static const char *const lines[16] = {" ", "│", "│", "│", "─", "┘", "┐", "┤",
                                          "─", "└", "┌", "├", "─", "┴", "┬", "┼"};
    if (boxes)
        return lines[all];
    return all == (UP | DOWN) ? "|" : all == (LEFT | RIGHT) ? "-" : "+";
}

struct boxes {
    struct rect at[SLOTS + 1];
    size_t count;
};

static void draw_border_cell(const struct app *app, struct surface *surface,
                             const struct boxes *boxes, int row, int col, enum style_name style)
{
    int all = 0;
    for (size_t i = 0; i < boxes->count; i++)
        all |= arms(boxes->at[i], row, col);
    surface_put(surface, row, col, 1, span_of(border_text(all, app->boxes)),
                (struct style){(uint8_t)style, 0});
}

static void draw_box(const struct app *app, struct surface *surface, const struct boxes *boxes,
                     struct rect box, enum style_name style)
{
    int bottom = box.row + box.rows - 1, right = box.col + box.cols - 1;
    for (int col = box.col; col <= right; col++) {
        draw_border_cell(app, surface, boxes, box.row, col, style);
        draw_border_cell(app, surface, boxes, bottom, col, style);
    }
    for (int row = box.row + 1; row < bottom; row++) {
        draw_border_cell(app, surface, boxes, row, box.col, style);
        draw_border_cell(app, surface, boxes, row, right, style);
    }
}

static struct rect status_box(const struct app *app)
{
    return (struct rect){app->screen.status_row - 1, 0, 3, app->screen.cols};
}

static void draw_borders(const struct app *app, struct surface *surface)
{
    const struct screen *screen = &app->screen;
    struct boxes boxes = {0};
    for (int slot = 0; slot < SLOTS; slot++)
        if (screen->shown[slot])
            boxes.at[boxes.count++] = screen->outer[slot];
    boxes.at[boxes.count++] = status_box(app);
    for (size_t i = 0; i < boxes.count; i++)
        draw_box(app, surface, &boxes, boxes.at[i], STYLE_BORDER);
    if (screen->shown[app->wish.focus])
        draw_box(app, surface, &boxes, screen->outer[app->wish.focus], STYLE_BORDER_FOCUS);
}

/* The title and the place in the upper border, each with a blank at both sides. */
static void draw_title(const struct app *app, struct surface *surface, enum slot slot)
{
    struct rect outer = app->screen.outer[slot];
    struct buf left = {0}, right = {0};
    app->panes[slot]->title(app, &left, &right);
    bool focus = slot == app->wish.focus;
    struct style style = {focus ? STYLE_TITLE : STYLE_KEY_HELP, 0};
    int room = outer.cols - 4; /* corners, and one blank of the border on each side */
    int right_cols = buf_ok(&right) && right.len > 0 ? surface_width(buf_span(&right)) + 2 : 0;
    if (right_cols > 0 && right_cols + 8 <= room) {
        int col = outer.col + outer.cols - 2 - right_cols;
        surface_fill(surface, (struct rect){outer.row, col, 1, right_cols}, ' ', style);
        surface_put(surface, outer.row, col + 1, right_cols - 2, buf_span(&right), style);
        room -= right_cols;
    }
    if (buf_ok(&left) && left.len > 0 && room > 2) {
        int cols = surface_width(buf_span(&left));
        cols = cols < room - 2 ? cols : room - 2;
        surface_fill(surface, (struct rect){outer.row, outer.col + 1, 1, cols + 2}, ' ', style);
        surface_put_short(surface, outer.row, outer.col + 2, cols, buf_span(&left), style);
    }
    buf_done(&left);
    buf_done(&right);
}

/* ---- status line ---- */

/* At its right end: keys typed so far, and what the workers do. */
static void add_right_status(const struct app *app, struct buf *into)
{
    keymap_add_pending(&app->keymap, into);
    const struct shelf *shelf = &app->shelf;
    const char *work = NULL;
    if (shelf->scanning)
        work = _("scanning");
    else if (shelf->asking > 0)
        work = _("titles");
    else if (app->worker != NULL && worker_busy(app->worker) > 0)
        work = _("working");
    if (work == NULL)
        return;
    if (into->len > 0)
        buf_add_string(into, "  ");
    buf_add_string(into, work);
    size_t count = shelf_count(shelf);
    if (shelf->asking > 0 && !shelf->scanning && count > 0)
        buf_printf(into, " %zu %%", shelf->known_count * 100 / count);
}

/* A message that is too long for the status row takes the whole of it and the row of keys below.
 * Where it goes on there; 0 when it fits. */
static size_t message_break(const struct app *app)
{
    struct span message = buf_span(&app->message);
    struct rows rows = {0};
    int room = app->screen.cols - 4;
    size_t at = 0;
    if (prompt_is_open(app->prompt) || !buf_ok(&app->message) || room <= 0 ||
        surface_width(message) <= room)
        return 0;
    if (wrap_rows(&rows, message, (uint32_t)room, 0, 0, cell_width) && rows.count > 1)
        at = rows.at[1].start;
    rows_done(&rows);
    return at;
}

/* The message, on one row or two; false when there is none. */
static bool draw_message(const struct app *app, struct surface *surface, struct rect rect,
                         int right_cols)
{
    struct span message = buf_span(&app->message);
    struct style style = {(uint8_t)app->message_style, 0};
    size_t at = message_break(app);
    if (message.len == 0 || !buf_ok(&app->message))
        return false;
    if (at == 0) {
        if (surface_width(message) >
            rect.cols - right_cols - 2) { /* what the workers do can wait */
            right_cols = 0;
            surface_fill(surface, rect, ' ', style);
        }
        surface_put_short(surface, rect.row, rect.col + 1, rect.cols - right_cols - 2, message,
                          style);
        return true;
    }
    surface_fill(surface, rect, ' ', style);
    surface_put(surface, rect.row, rect.col + 1, rect.cols - 2, (struct span){message.at, at},
                style);
    struct rect below = {app->screen.bar_row, 2, 1, app->screen.cols - 4};
    surface_fill(surface, below, ' ', style);
    surface_put_short(surface, below.row, below.col, below.cols,
                      (struct span){message.at + at, message.len - at}, style);
    return true;
}

static void draw_status(const struct app *app, struct surface *surface)
{
    struct rect rect = {app->screen.status_row, 1, 1, app->screen.cols - 2};
    struct buf left = {0}, right = {0};
    const struct style style = {STYLE_STATUS, 0};
    if (prompt_is_open(app->prompt)) {
        prompt_draw(app->prompt, surface, rect);
        return;
    }
    surface_fill(surface, rect, ' ', style);
    add_right_status(app, &right);
    int right_cols = buf_ok(&right) && right.len > 0 ? surface_width(buf_span(&right)) + 1 : 0;
    if (right_cols > 0 && right_cols < rect.cols)
        surface_put(surface, rect.row, rect.col + rect.cols - right_cols, right_cols,
                    buf_span(&right), style);
    bool said = draw_message(app, surface, rect, right_cols);
    if (!said && app_focus(app)->status != NULL)
        app_focus(app)->status(app, &left);
    if (!said && buf_ok(&left))
        surface_put_short(surface, rect.row, rect.col + 1, rect.cols - right_cols - 2,
                          buf_span(&left), style);
    buf_done(&left);
    buf_done(&right);
}

/* ---- key bar ---- */

static int hint_cols(const char *keys, const char *word)
{
    struct span rest = span_of(keys);
    return surface_width(span_cut(&rest, ' ')) + 1 + surface_width(span_of(_(word)));
}

/* "KEY word"; the columns used. */
static int draw_hint(struct surface *surface, int row, int col, int room, const char *keys,
                     const char *word)
{
    struct span rest = span_of(keys);
    int used =
        surface_put(surface, row, col, room, span_cut(&rest, ' '), (struct style){STYLE_KEY, 0});
    const struct style style = {STYLE_KEY_HELP, 0};
    used += surface_put(surface, row, col + used, room - used, span_of(" "), style);
    return used + surface_put(surface, row, col + used, room - used, span_of(_(word)), style);
}

#define HINT_GAP 2

/* One with a gap behind it, when it fits up to `end`; the column behind. */
static int add_hint(struct surface *surface, int row, int col, int end, const char *keys,
                    const char *word)
{
    if (hint_cols(keys, word) > end - col)
        return col;
    col += draw_hint(surface, row, col, end - col, keys, word);
    for (int gap = 0; gap < HINT_GAP && col < surface->cols - 1; gap++)
        surface_put(surface, row, col++, 1, span_of(" "), (struct style){STYLE_KEY_HELP, 0});
    return col;
}

/* Those that fit up to `end`, each with a gap behind it; the column behind the last gap. */
static int draw_hints(struct surface *surface, int row, int col, int end, unsigned modes)
{
    for (size_t t = 0; t < action_table_count; t++)
        for (size_t i = 0; i < action_tables[t]->count; i++) {
            const struct action *action = &action_tables[t]->rows[i];
            if (action->modes & modes && action->bar != NULL && action->keys != NULL)
                col = add_hint(surface, row, col, end, action->keys, action->bar);
        }
    return col;
}

/* While something is asked, the keys of the input line hold and no others. */
static void draw_prompt_hints(const struct prompt *prompt, struct surface *surface, int row,
                              int end)
{
    int col = 2;
    for (size_t i = 0; i < prompt_key_count; i++)
        if (prompt_key_holds(prompt, &prompt_keys[i]))
            col = add_hint(surface, row, col, end, prompt_keys[i].keys, prompt_keys[i].help);
}

static void draw_bar(const struct app *app, struct surface *surface)
{
    int row = app->screen.bar_row, end = app->screen.cols - 2;
    surface_put(surface, row, 1, 1, span_of(" "), (struct style){STYLE_KEY_HELP, 0});
    if (prompt_is_open(app->prompt)) {
        draw_prompt_hints(app->prompt, surface, row, end);
        return;
    }
    /* Help keeps its room behind the pane's own. */
    const struct action *help = action_find("help", MODE_EVERYWHERE);
    int keep = help != NULL ? hint_cols(help->keys, help->bar) + HINT_GAP : 0;
    int col = draw_hints(surface, row, 2, end - keep, IN(app_mode(app)));
    draw_hints(surface, row, col, end, IN(MODE_EVERYWHERE));
}

/* ---- all ---- */

static void draw_too_small(struct surface *surface)
{
    struct span sentence = span_of(_("This window is too small: make it at least 24 by 6."));
    struct rows rows = {0};
    if (wrap_rows(&rows, sentence, (uint32_t)surface->cols, 0, 0, cell_width))
        for (size_t i = 0; i < rows.count; i++)
            surface_put(
                surface, (int)i, 0, surface->cols,
                (struct span){sentence.at + rows.at[i].start, rows.at[i].end - rows.at[i].start},
                (struct style){STYLE_TEXT, 0});
    rows_done(&rows);
}

void frame_draw(const struct app *app, struct surface *surface)
{
    if (app->screen.too_small) {
        draw_too_small(surface);
        return;
    }
    draw_borders(app, surface);
    for (int slot = 0; slot < SLOTS; slot++) {
        if (!app->screen.shown[slot] || app->panes[slot] == NULL)
            continue;
        draw_title(app, surface, (enum slot)slot);
        app->panes[slot]->draw(app, surface, app->screen.inner[slot], slot == (int)app->wish.focus);
    }
    if (message_break(app) == 0)
        draw_bar(app, surface);
    draw_status(app, surface);
}
