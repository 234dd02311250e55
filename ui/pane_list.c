#include <config.h>

#include "ui/pane_list.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "src/base/file.h"
#include "src/text/wrap.h"
#include "ui/cell.h"
#include "ui/list.h"
#include "ui/message.h"

bool list_start(struct app *app)
{
    app->list = array_new(1, sizeof *app->list);
    if (app->list != NULL)
        app->list->stale = true;
    return app->list != NULL;
}

void list_done(struct app *app)
{
    struct list *list = app->list;
    if (list == NULL)
        return;
    for (size_t i = 0; i < ARRAY_LEN(list->marks); i++)
        free(list->marks[i]);
    list_order_done(&list->order);
    free(list->chosen);
    free(list->corrected);
    free(list->filter);
    free(list->filter_before);
    free(list->matches);
    free(list->limit_name);
    free(list->place_before);
    free(list);
    app->list = NULL;
}

/* ---- order ---- */

/* Another scan has other entries: what was limited to is no more. */
static void forget_matches(struct list *list)
{
    free(list->matches);
    free(list->limit_name);
    list->matches = NULL;
    list->limit_name = NULL;
}

static bool uses_metadata(const struct list *list)
{
    return list->wish.column != COLUMN_FILE || (list->filter != NULL && *list->filter != '\0');
}

/* While titles come in, a long list is not sorted at each of them. */
#define SORT_AT_ONCE 5000
#define SORT_EACH 64

static bool is_stale(const struct list *list, const struct shelf *shelf)
{
    if (list->stale || list->generation != shelf->installed)
        return true;
    if (list->version == shelf->version || !uses_metadata(list))
        return false;
    return shelf_count(shelf) <= SORT_AT_ONCE || shelf->asking == 0 ||
           shelf->version - list->version >= SORT_EACH;
}

void list_set_string(char **place, const char *path)
{
    if (*place != NULL && path != NULL && strcmp(*place, path) == 0)
        return;
    free(*place);
    *place = path != NULL ? bytes_copy(span_of(path)) : NULL;
}

bool list_chosen(const struct app *app, size_t *entry)
{
    const struct list *list = app->list;
    if (list->menu.cursor >= list->order.count)
        return false;
    *entry = list->order.entries[list->menu.cursor];
    return true;
}

/* Makes the order anew when something has changed; the cursor stays on its document. */
void list_refresh(struct app *app)
{
    struct list *list = app->list;
    const struct shelf *shelf = &app->shelf;
    size_t entry = 0, row;
    if (!is_stale(list, shelf))
        return;
    bool keep = list_chosen(app, &entry);
    if (list->generation != shelf->installed) { /* another scan has other numbers */
        keep = list->chosen != NULL && shelf_find(shelf, list->chosen, &entry);
        forget_matches(list);
    }
    list->wish.filter = list->filter;
    list->wish.matches = list->matches;
    list_order_make(&list->order, shelf, &list->wish);
    menu_set_count(&list->menu, list->order.count);
    if (keep && list_order_row(&list->order, entry, &row))
        menu_go(&list->menu, row);
    list->version = shelf->version;
    list->generation = shelf->installed;
    list->stale = false;
}

static void prepare(struct app *app, struct rect inner)
{
    struct list *list = app->list;
    size_t entry;
    list_refresh(app);
    menu_fit(&list->menu, inner.rows);
    if (list_chosen(app, &entry))
        list_set_string(&list->chosen, shelf_path(&app->shelf, entry));
    size_t shown = list->order.count - list->menu.top;
    if (shown > list->menu.height)
        shown = list->menu.height;
    if (!app->shelf.scanning)
        shelf_ask(app, list->order.entries + list->menu.top, shown);
}

/* ---- drawing ---- */

#define DATE_COLS 10
#define DATE_FROM 22   /* columns of the pane from which dates are shown */
#define SPACED_FROM 34 /* … from which a blank stands before the title */
#define WIDE_FROM 80   /* … from which source and reference are */
#define SOURCE_COLS 24
#define REFERENCE_COLS 16

static void draw_date(const struct shelf *shelf, size_t entry, struct surface *surface, int row,
                      int col, struct style style)
{
    const char *date = shelf->books[entry].metadata.date;
    if (date != NULL) {
        surface_put(surface, row, col, DATE_COLS, span_of(date), style);
        return;
    }
    /* The file's own date, dim: it says little of the document. */
    char text[sizeof "-2147483648-12-31"];
    time_t seconds = (time_t)shelf->corpus->entries[entry].mtime;
    struct tm when;
    if (shelf->books[entry].known && localtime_r(&seconds, &when) != NULL &&
        strftime(text, sizeof text, "%Y-%m-%d", &when) > 0)
        surface_put(surface, row, col, DATE_COLS, span_of(text),
                    style.name == STYLE_TEXT ? (struct style){STYLE_DIM, 0} : style);
}

static const char *reason_text(int reason)
{
    if (reason == EACCES || reason == EPERM)
        return _("no permission");
    if (reason == ENOTSUP)
        return _("not a file");
    if (reason == ENOENT)
        return _("not there");
    return strerror(reason);
}

static void draw_title(const struct shelf *shelf, size_t entry, struct surface *surface, int row,
                       int col, int cols, struct style style)
{
    const struct book *book = &shelf->books[entry];
    int reason = shelf->corpus->entries[entry].reason;
    struct buf text = {0};
    bool plain = style.name == STYLE_TEXT;
    buf_add_string(&text, shelf_title(shelf, entry));
    if (reason != 0)
        buf_printf(&text, " (%s)", reason_text(reason));
    else if (book->binary)
        buf_printf(&text, " (%s)", _("binary"));
    if (plain && (reason != 0 || book->binary || (book->marks & BOOK_READ)))
        style.name = STYLE_DIM;
    if (buf_ok(&text))
        surface_put_short(surface, row, col, cols, buf_span(&text), style);
    buf_done(&text);
}

#define LABELS_COLS 12 /* of a document's labels, where there is room for them */

/* At the right end of the title's room; the columns left for the title. */
static int draw_labels(const struct book *book, struct surface *surface, int row, int col, int cols,
                       struct style style)
{
    struct style label = {style.name == STYLE_TEXT ? STYLE_LABEL : style.name, 0};
    int width = book->labels != NULL ? surface_width(span_of(book->labels)) : 0;
    if (width > LABELS_COLS)
        width = LABELS_COLS;
    if (width == 0 || cols < 2 * LABELS_COLS)
        return cols;
    surface_put_short(surface, row, col + cols - width, width, span_of(book->labels), label);
    return cols - width - 1;
}

static void draw_rest(const struct book *book, struct surface *surface, int row, int col,
                      struct style style)
{
    if (book->metadata.source != NULL)
        surface_put_short(surface, row, col, SOURCE_COLS - 1, span_of(book->metadata.source),
                          style);
    if (book->metadata.reference != NULL)
        surface_put_short(surface, row, col + SOURCE_COLS, REFERENCE_COLS,
                          span_of(book->metadata.reference), style);
}

static void draw_row(const struct app *app, struct surface *surface, struct rect line, size_t entry,
                     struct style style, bool cursor)
{
    const struct shelf *shelf = &app->shelf;
    const struct book *book = &shelf->books[entry];
    int col = line.col, end = line.col + line.cols;
    surface_fill(surface, line, ' ', style);
    if (cursor)
        surface_put(surface, line.row, col, 1, span_of(app->boxes ? "▌" : ">"), style);
    col++;
    if (line.cols >= DATE_FROM) {
        draw_date(shelf, entry, surface, line.row, col, style);
        col += DATE_COLS;
    }
    const char *flag = book->marks & BOOK_STAR   ? (app->boxes ? "★" : "*")
                       : book->labels != NULL    ? "#"
                       : book->marks & BOOK_READ ? (app->boxes ? "✓" : "v")
                                                 : " ";
    col += surface_put(surface, line.row, col, 1, span_of(flag), style);
    if (line.cols >= SPACED_FROM)
        col++;
    if (line.cols >= WIDE_FROM) {
        end -= SOURCE_COLS + REFERENCE_COLS;
        draw_rest(book, surface, line.row, end, style);
        end--;
    }
    int cols = draw_labels(book, surface, line.row, col, end - col, style);
    draw_title(shelf, entry, surface, line.row, col, cols, style);
}

static const char *empty_text(const struct app *app)
{
    if (app->shelf.scanning)
        return _("Looking for documents …");
    if (shelf_count(&app->shelf) == 0)
        return _("There are no documents here: put text files in this folder, or open another "
                 "with :open.");
    return _("No document fits the filter.");
}

static void draw_empty(const struct app *app, struct surface *surface, struct rect inner)
{
    struct span text = span_of(empty_text(app));
    struct rows rows = {0};
    int cols = inner.cols - 2;
    if (cols > 0 && wrap_rows(&rows, text, (uint32_t)cols, 0, 0, cell_width))
        for (size_t i = 0; i < rows.count && (int)i < inner.rows; i++)
            surface_put(
                surface, inner.row + (int)i, inner.col + 1, cols,
                (struct span){text.at + rows.at[i].start, rows.at[i].end - rows.at[i].start},
                (struct style){STYLE_DIM, 0});
    rows_done(&rows);
}

static void draw(const struct app *app, struct surface *surface, struct rect inner, bool focus)
{
    const struct list *list = app->list;
    if (list->order.count == 0)
        draw_empty(app, surface, inner);
    for (int i = 0; i < inner.rows && list->menu.top + (size_t)i < list->order.count; i++) {
        size_t row = list->menu.top + (size_t)i;
        bool cursor = row == list->menu.cursor;
        struct style style = {STYLE_TEXT, 0};
        if (cursor)
            style.name = focus ? STYLE_CURSOR_ROW : STYLE_CURSOR_ROW_DIM;
        struct rect line = {inner.row + i, inner.col, 1, inner.cols};
        draw_row(app, surface, line, list->order.entries[row], style, cursor);
    }
}

static const char *const column_names[COLUMNS] = {
    [COLUMN_FILE] = N_("file"),           [COLUMN_DATE] = N_("date"),
    [COLUMN_TITLE] = N_("title"),         [COLUMN_SOURCE] = N_("source"),
    [COLUMN_REFERENCE] = N_("reference"),
};

const char *list_column_name(enum list_column column)
{
    return column_names[column];
}

static void title(const struct app *app, struct buf *left, struct buf *right)
{
    const struct list *list = app->list;
    size_t count = shelf_count(&app->shelf);
    bool filtered = list->filter != NULL && *list->filter != '\0';
    buf_printf(left, "%s ", _("Documents"));
    if (list->order.count != count)
        buf_printf(left, "%zu/", list->order.count);
    buf_printf(left, "%zu", count);
    if (filtered)
        buf_printf(right, "%s", list->filter);
    else if (list->limit_name != NULL)
        buf_printf(right, "%s", list->limit_name);
    else if (list->wish.column != COLUMN_FILE || list->wish.inverted)
        buf_printf(right, "%s %s", list->wish.inverted ? "↑" : "↓",
                   _(column_names[list->wish.column]));
}

static void add_part(struct buf *into, const char *text)
{
    if (text == NULL)
        return;
    buf_add_string(into, "  ·  ");
    message_add_outside(into, text);
}

/* The chosen document: what doesn't fit in its row. */
static void status(const struct app *app, struct buf *into)
{
    size_t entry;
    if (!list_chosen(app, &entry))
        return;
    const struct metadata *metadata = &app->shelf.books[entry].metadata;
    buf_printf(into, "%s %zu/%zu", _("document"), app->list->menu.cursor + 1,
               app->list->order.count);
    add_part(into, metadata->source);
    add_part(into, metadata->reference);
    add_part(into, app->shelf.books[entry].labels);
    add_part(into, file_name(shelf_path(&app->shelf, entry)));
}

static enum mode mode(const struct app *app)
{
    return MODE_LIST;
}

static struct menu *menu(struct app *app)
{
    return &app->list->menu;
}

static void row_text(const struct app *app, size_t row, struct buf *into)
{
    size_t entry = app->list->order.entries[row];
    buf_printf(into, "%s %s", shelf_title(&app->shelf, entry),
               file_name(shelf_path(&app->shelf, entry)));
}

const struct pane pane_list = {
    .mode = mode,
    .prepare = prepare,
    .draw = draw,
    .title = title,
    .status = status,
    .menu = menu,
    .row_text = row_text,
};

/* ---- for others ---- */

void list_limit(struct app *app, bool *matches, const char *name)
{
    forget_matches(app->list);
    app->list->matches = matches;
    if (matches != NULL)
        list_set_string(&app->list->limit_name, name);
    app->list->stale = true;
}

void list_show(struct app *app, const char *path)
{
    struct list *list = app->list;
    size_t entry, row;
    list_refresh(app);
    if (shelf_find(&app->shelf, path, &entry) && list_order_row(&list->order, entry, &row))
        menu_go(&list->menu, row);
}

bool list_step(struct app *app, const char *path, long steps, bool unread, size_t *entry)
{
    const struct list *list = app->list;
    size_t at = list->menu.cursor, found;
    list_refresh(app);
    if (path != NULL && shelf_find(&app->shelf, path, &found))
        list_order_row(&list->order, found, &at);
    long step = steps < 0 ? -1 : 1;
    while (steps != 0) {
        if (step < 0 ? at == 0 : at + 1 >= list->order.count)
            return false;
        at += (size_t)step;
        if (!unread || !(app->shelf.books[list->order.entries[at]].marks & BOOK_READ))
            steps -= step;
    }
    *entry = list->order.entries[at];
    return list->order.count > 0;
}
