#include <config.h>

#include "ui/frame.h"

#include <stdlib.h>

#include "src/text/wrap.h"
#include "ui/cell.h"
#include "ui/foot.h"
#include "ui/message.h"

#define BELOW_ROWS 8 /* what a pane below gets that doesn't say */

void frame_prepare(struct app *app, int rows, int cols)
{
    const struct pane *below = app->panes[SLOT_BELOW];
    app->wish.below_rows = below == NULL ? 0 : below->rows != NULL ? below->rows(app) : BELOW_ROWS;
    app->wish.status_rows = foot_prepare(app, cols);
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
    return (struct rect){app->screen.status_row - 1, 0, app->screen.status_rows + 2,
                         app->screen.cols};
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
    foot_draw(app, surface);
}
