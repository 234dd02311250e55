#include <config.h>

#include "ui/foot.h"

#include "src/text/wrap.h"
#include "ui/cell.h"
#include "ui/edit_rows.h"
#include "ui/message.h"

/* ---- what stands above the status line ---- */

/* Above the status line: what the pane wants to be read whole. */
static void add_detail(const struct app *app, struct buf *into)
{
    const struct pane *focus = app_focus(app);
    if (focus->detail != NULL && !prompt_is_open(app->prompt))
        focus->detail(app, into);
}

#define DETAIL_INDENT 2 /* columns, with the border */

static int detail_cols(int cols)
{
    return cols > 2 * DETAIL_INDENT ? cols - 2 * DETAIL_INDENT : 1;
}

int foot_prepare(struct app *app, int cols)
{
    struct buf detail = {0};
    struct rows rows = {0};
    if (prompt_is_open(app->prompt))
        return prompt_prepare(app->prompt, cols - 2);
    add_detail(app, &detail);
    if (buf_ok(&detail) && detail.len > 0)
        edit_rows_make(&rows, buf_span(&detail), (uint32_t)detail_cols(cols));
    int count = rows.count < 1000 ? (int)rows.count : 1000;
    rows_done(&rows);
    buf_done(&detail);
    return count + 1;
}

/* As many rows of it as there is room for; the last says that there is more. */
static void draw_detail(const struct app *app, struct surface *surface, struct rect rect)
{
    struct buf detail = {0};
    struct rows rows = {0};
    const struct style style = {.name = STYLE_STATUS};
    int cols = detail_cols(app->screen.cols);
    if (rect.rows > 0)
        add_detail(app, &detail);
    if (buf_ok(&detail) && detail.len > 0 &&
        edit_rows_make(&rows, buf_span(&detail), (uint32_t)cols))
        for (int i = 0; i < rect.rows && (size_t)i < rows.count; i++) {
            struct span text = {detail.at + rows.at[i].start, rows.at[i].end - rows.at[i].start};
            bool cut = i + 1 == rect.rows && (size_t)i + 1 < rows.count;
            surface_put(surface, rect.row + i, DETAIL_INDENT, cols, text, style);
            if (cut)
                surface_put(surface, rect.row + i, DETAIL_INDENT + cols - 1, 1, span_of("…"),
                            style);
        }
    rows_done(&rows);
    buf_done(&detail);
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
    const struct screen *screen = &app->screen;
    struct rect all = {screen->status_row, 1, screen->status_rows, screen->cols - 2};
    struct rect rect = {screen->bar_row - 1, 1, 1, screen->cols - 2};
    struct buf left = {0}, right = {0};
    const struct style style = {STYLE_STATUS, 0};
    if (prompt_is_open(app->prompt)) {
        prompt_draw(app->prompt, surface, all);
        return;
    }
    surface_fill(surface, all, ' ', style);
    draw_detail(app, surface, (struct rect){all.row, all.col, all.rows - 1, all.cols});
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

void foot_draw(const struct app *app, struct surface *surface)
{
    if (message_break(app) == 0)
        draw_bar(app, surface);
    draw_status(app, surface);
}
