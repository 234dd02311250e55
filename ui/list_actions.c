#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/base/file.h"
#include "src/notes/document_label.h"
#include "ui/limit.h"
#include "ui/list.h"
#include "ui/message.h"
#include "ui/pane_entities.h"
#include "ui/pane_list.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"
#include "ui/term.h"

static void run_open(struct app *app, const struct call *call)
{
    size_t entry;
    if (!list_chosen(app, &entry))
        return;
    int reason = app->shelf.corpus->entries[entry].reason;
    struct error error = {0};
    const char *path = shelf_path(&app->shelf, entry);
    if (reason != 0) {
        error_set_code(&error, ERROR_INPUT, FILE_CANNOT_READ, path, reason);
        app_warn_error(app, &error);
    } else if (reader_open(app, path, READER_RESUME)) {
        app_set_focus(app, SLOT_READER);
    }
}

/* Has the chosen document lie open; the keys stay in the list. */
static bool open_chosen(struct app *app)
{
    size_t entry;
    if (!list_chosen(app, &entry))
        return false;
    const char *path = shelf_path(&app->shelf, entry), *open = reader_path(app);
    return (open != NULL && strcmp(open, path) == 0) || reader_open(app, path, READER_RESUME);
}

/* Does with the chosen document what its own key in the reader would. */
static void run_in_reader(struct app *app, const char *name)
{
    const struct action *action = action_find(name, MODE_READER);
    struct call call = {0};
    if (action != NULL && open_chosen(app))
        app_run(app, action, &call);
}

static void run_document_note(struct app *app, const struct call *call)
{
    run_in_reader(app, "document-note");
}

/* A label is given, or taken away again, by its key. */
static void label_answer(struct app *app, uint32_t key)
{
    const char *label = reader_label_of_key(app, key);
    struct notes *notes = label != NULL ? reader_notes(app) : NULL;
    struct error error = {0};
    bool given = false;
    if (notes == NULL)
        return;
    bool done = document_label_turn(notes, label, &given, &error);
    if (reader_note_changed(app, done, &error, NULL))
        app_say_about(app,
                      given ? _("The document is labelled {subject}.")
                            : _("The document isn't labelled {subject} any more."),
                      label, 0);
}

static void run_label(struct app *app, const struct call *call)
{
    if (open_chosen(app) && reader_notes(app) != NULL)
        reader_ask_key(app, label_answer);
}

static void run_export(struct app *app, const struct call *call)
{
    run_in_reader(app, "export-notes");
}

static void filter_changed(struct app *app, const char *text)
{
    list_set_string(&app->list->filter, text);
    app->list->stale = true;
}

static void filter_cancel(struct app *app)
{
    list_set_string(&app->list->filter, app->list->filter_before);
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
    list_set_string(&app->list->filter_before, app->list->filter);
    prompt_open(app, &filter_prompt, _("Filter: "),
                app->list->filter != NULL ? app->list->filter : "");
}

/* ---- correcting ---- */

/* clang-format off */
static const struct {
    uint32_t key;
    const char *label;
} correctable[CORRECTION_FIELDS] = {
    [CORRECT_TITLE]     = {'t', N_("Title: ")},
    [CORRECT_DATE]      = {'d', N_("Date: ")},
    [CORRECT_SOURCE]    = {'s', N_("Source: ")},
    [CORRECT_REFERENCE] = {'r', N_("Reference: ")},
};
/* clang-format on */

static const char *value_now(const struct metadata *metadata, enum correction_field field)
{
    const char *values[CORRECTION_FIELDS] = {metadata->title, metadata->date, metadata->source,
                                             metadata->reference};
    return values[field] != NULL ? values[field] : "";
}

static void correct_accept(struct app *app, const char *text)
{
    size_t entry;
    if (app->list->corrected != NULL && shelf_find(&app->shelf, app->list->corrected, &entry))
        shelf_correct(app, entry, app->list->correcting, text);
}

static const struct prompt_kind correct_prompt = {.accept = correct_accept};

static void correct_field(struct app *app, uint32_t key)
{
    size_t entry;
    for (int field = 0; field < CORRECTION_FIELDS; field++) {
        if (correctable[field].key != key || app->list->corrected == NULL ||
            !shelf_find(&app->shelf, app->list->corrected, &entry))
            continue;
        app->list->correcting = (enum correction_field)field;
        prompt_open(app, &correct_prompt, _(correctable[field].label),
                    value_now(&app->shelf.books[entry].metadata, (enum correction_field)field));
    }
}

static void run_correct(struct app *app, const struct call *call)
{
    size_t entry;
    if (!list_chosen(app, &entry))
        return;
    list_set_string(&app->list->corrected, shelf_path(&app->shelf, entry));
    prompt_ask(app, _("Correct what? t title, d date, s source, r reference "), correct_field);
}

static const struct prompt_kind limit_prompt = {.history = "limit", .accept = limit_start};

static void run_limit(struct app *app, const struct call *call)
{
    if (call->argument != NULL)
        limit_start(app, call->argument);
    else
        prompt_open(app, &limit_prompt, _("Only documents with: "), "");
}

/* The documents that name the entity chosen in the side pane. */
static void run_limit_to_entity(struct app *app, const struct call *call)
{
    struct buf name = {0}, query = {0};
    if (side_add_name(app, &name) && buf_ok(&name)) {
        buf_add_byte(&query, '"');
        for (size_t i = 0; i < name.len; i++)
            if (name.at[i] != '"') /* they would end the phrase */
                buf_add_byte(&query, name.at[i]);
        buf_add_byte(&query, '"');
        if (buf_ok(&query))
            limit_start(app, query.at);
        app_set_focus(app, SLOT_LIST);
    }
    buf_done(&name);
    buf_done(&query);
}

static void run_clear(struct app *app, const struct call *call)
{
    list_set_string(&app->list->filter, NULL);
    list_limit(app, NULL, NULL);
}

static void sort_by(struct app *app, long steps)
{
    struct list *list = app->list;
    long column = ((long)list->wish.column + steps % COLUMNS + COLUMNS) % COLUMNS;
    list->wish.column = (enum list_column)column;
    list->stale = true;
    app_say_about(app, _("Sorted by {subject}."), _(list_column_name(list->wish.column)), 0);
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
    if (list_chosen(app, &entry))
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
    if (!list_chosen(app, &entry) || app->term == NULL)
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
    else if (list_chosen(app, &entry))
        list_set_string(&app->list->marks[call->key - 'a'], shelf_path(&app->shelf, entry));
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
    list_set_string(&list->place_before, list->chosen);
    if (target != NULL)
        list_show(app, target);
    free(target);
}

/* clang-format off */
static const struct action rows[] = {
    {"open-document",   IN(MODE_LIST), "Enter l Right", N_("open the document in the reader"), N_("open"), run_open},
    {"filter",          IN(MODE_LIST), "F",  N_("filter as you type; Esc brings the list back"), N_("filter"), run_filter, .argument = ARGUMENT_TEXT},
    {"limit", IN(MODE_LIST), "L", N_("only documents with: words, date:2018, unread …"), N_("limit"), run_limit, .argument = ARGUMENT_TEXT},
    {"limit-to-entity", IN(MODE_ENTITIES), "L", N_("only documents with this name in them"), NULL, run_limit_to_entity},
    {"clear-filter",    IN(MODE_LIST), "Esc", N_("show all documents again"), NULL, run_clear},
    {"correct", IN(MODE_LIST), "e", N_("correct the title, date, source or reference"), NULL, run_correct},
    {"sort-next",       IN(MODE_LIST), ">",  N_("sort by the next column"), N_("sort"), run_sort_next},
    {"sort-previous",   IN(MODE_LIST), "<",  N_("sort by the column before"), NULL, run_sort_previous},
    {"sort-invert",     IN(MODE_LIST), "I",  N_("turn the order round"), NULL, run_invert},
    {"star",            IN(MODE_LIST), "*",  N_("give or take away a star"), N_("star"), run_star},
    {"read",            IN(MODE_LIST), ".",  N_("read or unread"), NULL, run_read},
    {"next-unread",     IN(MODE_LIST), "]u", N_("to the next unread document"), NULL, run_next_unread},
    {"previous-unread", IN(MODE_LIST), "[u", N_("to the unread document before"), NULL, run_previous_unread},
    {"document-label", IN(MODE_LIST), "t", N_("a label on the document, or away with it"), NULL, run_label},
    {"document-note", IN(MODE_LIST), "A", N_("a note on the document"), NULL, run_document_note},
    {"export-document", IN(MODE_LIST), "s", N_("write the notes of the document to a file"), NULL, run_export},
    {"copy-path",       IN(MODE_LIST), "y",  N_("copy the path"), NULL, run_copy_path},
    {"rescan",          IN(MODE_LIST), "r",  N_("look for documents again"), NULL, run_rescan},
    {"mark",            IN(MODE_LIST), "m",  N_("ma to mz: mark the document"), NULL, run_mark, .operand = true},
    {"go-to-mark",      IN(MODE_LIST), "'",  N_("'a to 'z: to the marked document; '' back"), NULL, run_go_mark, .operand = true},
};
/* clang-format on */

const struct action_table list_actions = {rows, ARRAY_LEN(rows)};
