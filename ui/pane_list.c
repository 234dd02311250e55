#include <config.h>

#include "ui/pane_list.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "src/base/file.h"
#include "ui/app.h"
#include "ui/list_order.h"
#include "ui/menu.h"
#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/term.h"

struct list {
    struct menu menu;
    struct list_order order;
    struct list_wish wish;
    uint64_t version, generation; /* of the shelf that the order was made from */
    bool stale;                   /* the wish has changed */
    char *chosen;                 /* the path under the cursor */
    char *filter;
    char *filter_before; /* what Esc in the prompt brings back */
    bool *matches;
    char *limit_name;
    char *marks['z' - 'a' + 1]; /* paths, by m */
    char *place_before;         /* of the last jump */
};

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

static void set_path(char **place, const char *path)
{
    if (*place != NULL && path != NULL && strcmp(*place, path) == 0)
        return;
    free(*place);
    *place = path != NULL ? bytes_copy(span_of(path)) : NULL;
}

static bool chosen(const struct app *app, size_t *entry)
{
    const struct list *list = app->list;
    if (list->menu.cursor >= list->order.count)
        return false;
    *entry = list->order.entries[list->menu.cursor];
    return true;
}

/* Makes the order anew when something has changed; the cursor stays on its document. */
static void refresh(struct app *app)
{
    struct list *list = app->list;
    const struct shelf *shelf = &app->shelf;
    size_t entry = 0, row;
    if (!is_stale(list, shelf))
        return;
    bool keep = chosen(app, &entry);
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
    refresh(app);
    menu_fit(&list->menu, inner.rows);
    if (chosen(app, &entry))
        set_path(&list->chosen, shelf_path(&app->shelf, entry));
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
    draw_title(shelf, entry, surface, line.row, col, end - col, style);
}

static const char *empty_text(const struct app *app)
{
    if (app->shelf.scanning)
        return _("Looking for documents …");
    if (shelf_count(&app->shelf) == 0)
        return _("There are no documents here.");
    return _("No document fits the filter.");
}

static void draw(const struct app *app, struct surface *surface, struct rect inner, bool focus)
{
    const struct list *list = app->list;
    if (list->order.count == 0)
        surface_put_short(surface, inner.row, inner.col + 1, inner.cols - 1,
                          span_of(empty_text(app)), (struct style){STYLE_DIM, 0});
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

/* The chosen document: what doesn't fit in its row. */
static void status(const struct app *app, struct buf *into)
{
    size_t entry;
    if (!chosen(app, &entry))
        return;
    const struct metadata *metadata = &app->shelf.books[entry].metadata;
    buf_printf(into, "%s %zu/%zu", _("document"), app->list->menu.cursor + 1,
               app->list->order.count);
    if (metadata->source != NULL)
        buf_printf(into, "  ·  %s", metadata->source);
    if (metadata->reference != NULL)
        buf_printf(into, "  ·  %s", metadata->reference);
    buf_printf(into, "  ·  %s", file_name(shelf_path(&app->shelf, entry)));
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
        set_path(&app->list->limit_name, name);
    app->list->stale = true;
}

void list_show(struct app *app, const char *path)
{
    struct list *list = app->list;
    size_t entry, row;
    refresh(app);
    if (shelf_find(&app->shelf, path, &entry) && list_order_row(&list->order, entry, &row))
        menu_go(&list->menu, row);
}

bool list_step(struct app *app, const char *path, long steps, bool unread, size_t *entry)
{
    const struct list *list = app->list;
    size_t at = list->menu.cursor, found;
    refresh(app);
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

/* ---- actions ---- */

static void run_open(struct app *app, const struct call *call)
{
    size_t entry;
    if (!chosen(app, &entry))
        return;
    int reason = app->shelf.corpus->entries[entry].reason;
    struct error error = {0};
    const char *path = shelf_path(&app->shelf, entry);
    if (reason != 0) {
        error_set_code(&error, ERROR_INPUT, N_("{subject} can't be opened: {reason}."), path,
                       reason);
        app_warn_error(app, &error);
    } else if (reader_open(app, path, READER_RESUME)) {
        app_set_focus(app, SLOT_READER);
    }
}

static void filter_changed(struct app *app, const char *text)
{
    set_path(&app->list->filter, text);
    app->list->stale = true;
}

static void filter_cancel(struct app *app)
{
    set_path(&app->list->filter, app->list->filter_before);
    app->list->stale = true;
}

static const struct prompt_kind filter_prompt = {
    .changed = filter_changed, .accept = filter_changed, .cancel = filter_cancel};

static void run_filter(struct app *app, const struct call *call)
{
    if (call->argument != NULL) {
        filter_changed(app, call->argument);
        return;
    }
    set_path(&app->list->filter_before, app->list->filter);
    prompt_open(app, &filter_prompt, _("Filter: "),
                app->list->filter != NULL ? app->list->filter : "");
}

static void run_clear(struct app *app, const struct call *call)
{
    set_path(&app->list->filter, NULL);
    forget_matches(app->list);
    app->list->stale = true;
}

static void sort_by(struct app *app, long steps)
{
    struct list *list = app->list;
    long column = ((long)list->wish.column + steps % COLUMNS + COLUMNS) % COLUMNS;
    list->wish.column = (enum list_column)column;
    list->stale = true;
    app_say_about(app, _("Sorted by {subject}."), _(column_names[column]), 0);
}

static void run_sort_next(struct app *app, const struct call *call)
{
    sort_by(app, call->count > 0 ? call->count : 1);
}

static void run_sort_previous(struct app *app, const struct call *call)
{
    sort_by(app, call->count > 0 ? -call->count : -1);
}

static void run_invert(struct app *app, const struct call *call)
{
    app->list->wish.inverted = !app->list->wish.inverted;
    app->list->stale = true;
}

static void toggle(struct app *app, enum book_mark mark)
{
    size_t entry;
    if (chosen(app, &entry))
        shelf_set_mark(app, entry, mark, !(app->shelf.books[entry].marks & mark));
}

static void run_star(struct app *app, const struct call *call)
{
    toggle(app, BOOK_STAR);
}

static void run_read(struct app *app, const struct call *call)
{
    toggle(app, BOOK_READ);
}

static void go_unread(struct app *app, long steps)
{
    size_t entry, row;
    if (list_step(app, app->list->chosen, steps, true, &entry) &&
        list_order_row(&app->list->order, entry, &row))
        menu_go(&app->list->menu, row);
    else
        app_say(app, _("No unread document that way."));
}

static void run_next_unread(struct app *app, const struct call *call)
{
    go_unread(app, call->count > 0 ? call->count : 1);
}

static void run_previous_unread(struct app *app, const struct call *call)
{
    go_unread(app, call->count > 0 ? -call->count : -1);
}

static void run_rescan(struct app *app, const struct call *call)
{
    shelf_rescan(app);
}

static void run_copy_path(struct app *app, const struct call *call)
{
    size_t entry;
    if (!chosen(app, &entry) || app->term == NULL)
        return;
    term_copy(app->term, span_of(shelf_path(&app->shelf, entry)));
    app_say_about(app, _("The path was sent to the terminal: {subject}"),
                  shelf_path(&app->shelf, entry), 0);
}

static void run_mark(struct app *app, const struct call *call)
{
    size_t entry;
    if (call->key < 'a' || call->key > 'z')
        app_say(app, _("A mark is a letter from a to z."));
    else if (chosen(app, &entry))
        set_path(&app->list->marks[call->key - 'a'], shelf_path(&app->shelf, entry));
}

static void run_go_mark(struct app *app, const struct call *call)
{
    struct list *list = app->list;
    const char *path = NULL;
    if (call->key >= 'a' && call->key <= 'z')
        path = list->marks[call->key - 'a'];
    else if (call->key == '\'')
        path = list->place_before;
    if (path == NULL) {
        app_say(app, _("There is no such mark."));
        return;
    }
    char *target = bytes_copy(span_of(path)); /* place_before changes under it */
    set_path(&list->place_before, list->chosen);
    if (target != NULL)
        list_show(app, target);
    free(target);
}

/* clang-format off */
static const struct action rows[] = {
    {"open-document",   IN(MODE_LIST), "Enter l Right", N_("open the document in the reader"), N_("open"), run_open},
    {"filter",          IN(MODE_LIST), "F",  N_("filter as you type; Esc brings the list back"), N_("filter"), run_filter, .argument = ARGUMENT_TEXT},
    {"clear-filter",    IN(MODE_LIST), "Esc", N_("show all documents again"), NULL, run_clear},
    {"sort-next",       IN(MODE_LIST), ">",  N_("sort by the next column"), N_("sort"), run_sort_next},
    {"sort-previous",   IN(MODE_LIST), "<",  N_("sort by the column before"), NULL, run_sort_previous},
    {"sort-invert",     IN(MODE_LIST), "I",  N_("turn the order round"), NULL, run_invert},
    {"star",            IN(MODE_LIST), "*",  N_("give or take away a star"), N_("star"), run_star},
    {"read",            IN(MODE_LIST), ".",  N_("read or unread"), NULL, run_read},
    {"next-unread",     IN(MODE_LIST), "]u", N_("to the next unread document"), NULL, run_next_unread},
    {"previous-unread", IN(MODE_LIST), "[u", N_("to the unread document before"), NULL, run_previous_unread},
    {"copy-path",       IN(MODE_LIST), "y",  N_("copy the path"), NULL, run_copy_path},
    {"rescan",          IN(MODE_LIST), "r",  N_("look for documents again"), NULL, run_rescan},
    {"mark",            IN(MODE_LIST), "m",  N_("ma to mz: mark the document"), NULL, run_mark, .operand = true},
    {"go-to-mark",      IN(MODE_LIST), "'",  N_("'a to 'z: to the marked document; '' back"), NULL, run_go_mark, .operand = true},
};
/* clang-format on */

const struct action_table list_actions = {rows, ARRAY_LEN(rows)};
