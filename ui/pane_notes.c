#include <config.h>

#include "ui/pane_notes.h"

#include <stdlib.h>
#include <string.h>

#include "ui/message.h"
#include "ui/notelist.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

static enum mode notes_mode(const struct app *app)
{
    return app->notelist->review ? MODE_REVIEW : MODE_NOTES;
}

static void prepare(struct app *app, struct rect inner)
{
    notelist_prepare(app);
    menu_fit(&app->notelist->menu, inner.rows);
}

static const char *state_sign(enum note_state state)
{
    switch (state) {
    case NOTE_DOUBT:
        return "?";
    case NOTE_ORPHAN:
        return "!";
    case NOTE_MOVED:
        return "~";
    case NOTE_OK:
        break;
    }
    return " ";
}

/* The title of a row's document. Borrowed. */
static const char *title_of(const struct app *app, const struct notebook_row *row)
{
    const char *path = notelist_path(app->notelist, row);
    size_t entry;
    return shelf_find(&app->shelf, path, &entry) ? shelf_title(&app->shelf, entry) : path;
}

/* What the configuration of the document shown calls a label, and its colour. */
static const char *label_name(const struct app *app, const char *label, uint8_t *hue)
{
    const struct desk *desk = reader_desk(app);
    size_t index;
    if (desk == NULL || !labels_find(&desk->margin.labels, label, &index))
        return label;
    *hue = index < ARRAY_LEN(desk->margin.hues) ? desk->margin.hues[index] : 0;
    return desk->margin.labels.at[index].name;
}

#define LABEL_COLS 13
/* The document has a column of its own where there is room for it. */
#define DOCUMENT_COLS 24
#define COLS_WITH_DOCUMENT 90

static void draw_note(const struct app *app, struct surface *surface, struct rect line,
                      const struct notebook_row *row, bool chosen, bool focus)
{
    enum style_name name = !chosen ? STYLE_TEXT : focus ? STYLE_CURSOR_ROW : STYLE_CURSOR_ROW_DIM;
    struct style style = {name, 0}, label = {chosen ? name : STYLE_LABEL, 0};
    surface_fill(surface, line, ' ', style);
    surface_put(surface, line.row, line.col, 1, span_of(state_sign(row->state)), style);
    const char *shown = label_name(app, row->label, &label.hue);
    label.hue = chosen ? 0 : label.hue;
    surface_put_short(surface, line.row, line.col + 1, LABEL_COLS - 1, span_of(shown), label);
    int col = line.col + LABEL_COLS + 1, end = line.col + line.cols;
    if (app->notelist->all && line.cols >= COLS_WITH_DOCUMENT) {
        style.name = chosen ? name : STYLE_DIM;
        surface_put_short(surface, line.row, col, DOCUMENT_COLS, span_of(title_of(app, row)),
                          style);
        col += DOCUMENT_COLS + 1;
        style.name = name;
    }
    bool noted = row->note[0] != '\0';
    int room = noted ? (end - col) / 2 : end - col;
    if (room > 0)
        col += surface_put_short(surface, line.row, col, room, span_of(row->text), style);
    struct buf note = {0};
    notelist_add_note(row->note, &note);
    if (noted && end - col > 3 && buf_ok(&note)) {
        style.name = chosen ? name : STYLE_STRONG;
        surface_put_short(surface, line.row, col + 2, end - col - 2, buf_span(&note), style);
    }
    buf_done(&note);
}

static void draw(const struct app *app, struct surface *surface, struct rect inner, bool focus)
{
    const struct notelist *list = app->notelist;
    for (int i = 0; i < inner.rows; i++) {
        size_t row = list->menu.top + (size_t)i;
        if (row >= list->menu.count)
            break;
        draw_note(app, surface, (struct rect){inner.row + i, inner.col, 1, inner.cols},
                  list->rows[row], row == list->menu.cursor, focus);
    }
}

static void title(const struct app *app, struct buf *left, struct buf *right)
{
    const struct notelist *list = app->notelist;
    const struct menu *menu = &list->menu;
    const struct notebook *notebook = list->notebook;
    buf_add_string(left, list->review ? _("Notes in doubt")
                         : list->all  ? _("Notes of all documents")
                                      : _("Notes"));
    if (list->filter.typed != NULL)
        buf_printf(right, "%s  ", list->filter.typed);
    buf_printf(right, "%zu/%zu", menu->count > 0 ? menu->cursor + 1 : 0, menu->count);
    if (!notebook_is_finished(notebook))
        buf_printf(right, "+ %zu%%", 100 * notebook->read / notebook->path_count);
}

static void status(const struct app *app, struct buf *into)
{
    const struct notelist *list = app->notelist;
    const struct notebook_row *row = notelist_chosen(app);
    if (row == NULL) {
        bool looking = !notebook_is_finished(list->notebook) && !list->notebook->stopped;
        buf_add_string(into, looking                      ? _("looking …")
                             : list->filter.typed != NULL ? _("No note fits the filter.")
                                                          : _("nothing found"));
        return;
    }
    buf_printf(into, "%s ", row->id);
    if (row->state == NOTE_ORPHAN)
        buf_add_string(into, _("its passage is no longer in the text"));
    else if (row->state == NOTE_DOUBT)
        buf_add_string(into, list->review ? _("its place is in doubt: y is right, n is wrong")
                                          : _("its place is in doubt; :review looks at it"));
    else
        message_add_outside(into, row->modified);
    if (row->attributes[0] != '\0')
        message_format(into, "  ·  {subject}", row->attributes, 0);
    if (list->all)
        message_format(into, "  ·  {subject}", title_of(app, row), 0);
}

/* The chosen note whole, where its row has no room for it. */
static void detail(const struct app *app, struct buf *into)
{
    const struct notebook_row *row = notelist_chosen(app);
    if (row != NULL && (strchr(row->note, '\n') != NULL ||
                        surface_width(span_of(row->note)) > app->screen.cols / 3))
        buf_add_string(into, row->note);
}

static struct menu *menu_of(struct app *app)
{
    return &app->notelist->menu;
}

static void row_text(const struct app *app, size_t row, struct buf *into)
{
    if (row < app->notelist->menu.count)
        notelist_add_row(app->notelist->rows[row], into);
}

static bool close_pane(struct app *app)
{
    app_close_below(app, &pane_notes);
    return true;
}

static int rows_wished(const struct app *app)
{
    size_t count = app->notelist->menu.count, most = app->notelist->all ? 16 : 12;
    return count < 3 ? 3 : count < most ? (int)count : (int)most;
}

const struct pane pane_notes = {
    .mode = notes_mode,
    .prepare = prepare,
    .draw = draw,
    .title = title,
    .status = status,
    .detail = detail,
    .menu = menu_of,
    .row_text = row_text,
    .follow = notelist_follow,
    .close = close_pane,
    .rows = rows_wished,
    .done = notelist_done,
};
