#include <config.h>

#include "ui/notelist.h"

#include <stdlib.h>
#include <string.h>

#include "ui/message.h"
#include "ui/pane_notes.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

/* ---- rows ---- */

struct notebook *notelist_notebook(const struct app *app)
{
    return app->notelist != NULL ? app->notelist->notebook : NULL;
}

const struct notebook_row *notelist_chosen(const struct app *app)
{
    const struct notelist *list = app->notelist;
    return list != NULL && list->menu.cursor < list->menu.count ? list->rows[list->menu.cursor]
                                                                : NULL;
}

const char *notelist_path(const struct notelist *list, const struct notebook_row *row)
{
    return list->notebook->paths[row->document];
}

/* Is the row's document the one shown? */
static bool is_here(const struct app *app, const struct notebook_row *row)
{
    const char *path = reader_path(app);
    return path != NULL && strcmp(path, notelist_path(app->notelist, row)) == 0;
}

/* The set changes under what a row says: therefore a copy. */
char *notelist_chosen_id(const struct app *app)
{
    const struct notebook_row *row = notelist_chosen(app);
    return row != NULL && is_here(app, row) ? bytes_copy(span_of(row->id)) : NULL;
}

void notelist_add_note(const char *text, struct buf *into)
{
    struct span rest = span_of(text);
    buf_add_span(into, span_cut(&rest, '\n'));
    while (rest.at != NULL) {
        buf_add_string(into, " / ");
        buf_add_span(into, span_cut(&rest, '\n'));
    }
}

void notelist_add_row(const struct notebook_row *row, struct buf *into)
{
    buf_printf(into, "%s  %s", row->label, row->text);
    if (row->note[0] != '\0') {
        buf_add_string(into, "  — ");
        notelist_add_note(row->note, into);
    }
}

/* ---- order ---- */

/* clang-format off */
static const char *const order_names[NOTE_ORDERS] = {
    [NOTES_BY_PLACE]  = N_("place"),
    [NOTES_BY_LABEL]  = N_("label"),
    [NOTES_BY_STATE]  = N_("state"),
    [NOTES_BY_CHANGE] = N_("last change"),
};
/* clang-format on */

static int by_place(const struct notebook_row *one, const struct notebook_row *two)
{
    if (one->document != two->document)
        return one->document > two->document ? 1 : -1;
    return (one->number > two->number) - (one->number < two->number);
}

static int by_label(const void *a, const void *b)
{
    const struct notebook_row *one = *(const struct notebook_row *const *)a;
    const struct notebook_row *two = *(const struct notebook_row *const *)b;
    int order = strcmp(one->label, two->label);
    return order != 0 ? order : by_place(one, two);
}

/* The worst first. */
static int by_state(const void *a, const void *b)
{
    const struct notebook_row *one = *(const struct notebook_row *const *)a;
    const struct notebook_row *two = *(const struct notebook_row *const *)b;
    int order = (int)two->state - (int)one->state;
    return order != 0 ? order : by_place(one, two);
}

/* The newest first. */
static int by_change(const void *a, const void *b)
{
    const struct notebook_row *one = *(const struct notebook_row *const *)a;
    const struct notebook_row *two = *(const struct notebook_row *const *)b;
    int order = strcmp(two->modified, one->modified);
    return order != 0 ? order : by_place(one, two);
}

static int (*const orders[NOTE_ORDERS])(const void *, const void *) = {
    [NOTES_BY_LABEL] = by_label, [NOTES_BY_STATE] = by_state, [NOTES_BY_CHANGE] = by_change};

static bool passes(const struct notelist *list, const struct notebook_row *row)
{
    if (list->review && row->state != NOTE_DOUBT && row->state != NOTE_ORPHAN)
        return false;
    return note_filter_holds(&list->filter, row);
}

static void go_to(struct notelist *list, size_t document, const char *id)
{
    for (size_t row = 0; row < list->menu.count; row++)
        if (list->rows[row]->document == document && strcmp(list->rows[row]->id, id) == 0)
            menu_go(&list->menu, row);
}

/* Which rows are shown, and in which order; the cursor stays where it is. */
static void arrange(struct notelist *list)
{
    const struct notebook *notebook = list->notebook;
    size_t shown = 0;
    if (array_reserve(&list->rows, &list->cap, notebook->count + 1, sizeof(*list->rows)))
        for (size_t i = 0; i < notebook->count; i++)
            if (passes(list, notebook->rows[i]))
                list->rows[shown++] = notebook->rows[i];
    if (shown > 1 && orders[list->order] != NULL)
        qsort(list->rows, shown, sizeof(*list->rows), orders[list->order]);
    menu_set_count(&list->menu, shown);
}

void notelist_sort(struct app *app, int by)
{
    struct notelist *list = app->notelist;
    const struct notebook_row *row = notelist_chosen(app);
    if (list == NULL)
        return;
    list->order = (enum note_order)(((int)list->order + by + NOTE_ORDERS) % NOTE_ORDERS);
    arrange(list);
    if (row != NULL)
        go_to(list, row->document, row->id);
    app_say_about(app, _("Sorted by {subject}."), _(order_names[list->order]), 0);
}

void notelist_filter(struct app *app, const char *text)
{
    struct notelist *list = app->notelist;
    const struct notebook_row *row = notelist_chosen(app);
    if (list == NULL)
        return;
    note_filter_parse(&list->filter, text);
    arrange(list);
    if (row != NULL)
        go_to(list, row->document, row->id);
}

/* ---- what the list is of ---- */

static struct notes *notes_of(const struct app *app)
{
    struct desk *desk = reader_desk(app);
    return desk != NULL ? desk->margin.notes : NULL;
}

/* What the notebook must be of: the documents of a scan, or the document shown. */
static uint64_t about_of(const struct app *app, bool all)
{
    const struct desk *desk = reader_desk(app);
    return all ? app->shelf.installed : desk != NULL ? desk->id : 0;
}

static char **paths_of(const struct app *app, bool all, size_t *count)
{
    if (all)
        return reader_paths(app, count);
    const char *path = reader_path(app);
    char **paths = array_new(1, sizeof(*paths));
    if (paths != NULL && path != NULL)
        paths[0] = bytes_copy(span_of(path));
    *count = paths != NULL && paths[0] != NULL;
    return paths;
}

/* An empty notebook of the documents that the list is to be of. */
static bool begin_notebook(struct app *app, struct notelist *list)
{
    size_t count;
    char **paths = paths_of(app, list->all, &count);
    struct notebook *notebook = paths != NULL ? notebook_new(paths, count) : NULL;
    if (notebook == NULL)
        return false;
    if (!list->all)
        notebook->read = count; /* its notes lie open */
    notebook_free(list->notebook);
    list->notebook = notebook;
    list->about = about_of(app, list->all);
    menu_set_count(&list->menu, 0);
    return true;
}

void notelist_changed(struct app *app)
{
    struct notelist *list = app->notelist;
    size_t document;
    if (list == NULL)
        return;
    const struct notebook_row *row = notelist_chosen(app);
    size_t chosen_document = row != NULL ? row->document : 0;
    char *id = row != NULL ? bytes_copy(span_of(row->id)) : NULL;
    bool same = list->about == about_of(app, list->all);
    const char *path = reader_path(app);
    if ((same || begin_notebook(app, list)) && path != NULL && notes_of(app) != NULL &&
        notebook_find(list->notebook, path, &document) && document < list->notebook->read)
        notebook_set(list->notebook, document, notes_of(app));
    arrange(list);
    if (same && id != NULL)
        go_to(list, chosen_document, id);
    free(id);
}

void notelist_done(struct app *app)
{
    struct notelist *list = app->notelist;
    if (list == NULL)
        return;
    app->notelist = NULL;
    notebook_free(list->notebook);
    note_filter_done(&list->filter);
    free(list->filter_before);
    free(list->rows);
    free(list);
}

static void close_list(struct app *app)
{
    if (app_is_below(app, &pane_notes))
        app_close_below(app, &pane_notes);
    else
        notelist_done(app);
}

/* The list, of what it is to be of, all of that; NULL when memory is out. */
static struct notelist *begin_list(struct app *app, bool all, bool review)
{
    struct notelist *list =
        app->notelist != NULL ? app->notelist : array_new(1, sizeof(*app->notelist));
    if (list == NULL)
        return NULL;
    app->notelist = list;
    list->all = all;
    list->review = review;
    note_filter_done(&list->filter);
    if (!begin_notebook(app, list)) {
        close_list(app);
        return NULL;
    }
    notelist_changed(app);
    return list;
}

static void open_list(struct app *app, bool review)
{
    struct notelist *list = begin_list(app, false, review);
    if (list == NULL)
        return;
    if (list->menu.count == 0) {
        close_list(app);
        app_say(app, review ? _("No note of this document is in doubt.")
                            : _("This document has no notes; a makes one."));
        return;
    }
    uint64_t caret = view_caret(reader_view(app));
    size_t row = 0;
    while (!review && row + 1 < list->menu.count && list->rows[row]->raw_end <= caret)
        row++;
    menu_go(&list->menu, row);
    app_open_below(app, &pane_notes);
}

void notelist_show(struct app *app)
{
    open_list(app, false);
}

void notelist_review(struct app *app)
{
    open_list(app, true);
}

void notelist_show_all(struct app *app)
{
    struct notelist *list = begin_list(app, true, false);
    if (list == NULL)
        return;
    app_open_below(app, &pane_notes);
}

void notelist_stop(struct app *app)
{
    struct notebook *notebook = notelist_notebook(app);
    if (notebook == NULL || notebook_is_finished(notebook))
        return;
    notebook->stopped = true;
    if (notebook->job != NULL)
        job_cancel(notebook->job);
}

void notelist_prepare(struct app *app)
{
    struct notelist *list = app->notelist;
    if (list->about != about_of(app, list->all))
        notelist_changed(app); /* another document, or others */
    notebook_read_on(app, list->notebook);
}

/* ---- going there ---- */

static bool open_document(struct app *app, const struct notebook_row *row)
{
    uint64_t off = row->state == NOTE_ORPHAN ? READER_RESUME : row->raw_start;
    return is_here(app, row) || reader_open(app, notelist_path(app->notelist, row), off);
}

char *notelist_meet(struct app *app)
{
    const struct notebook_row *row = notelist_chosen(app);
    char *id = row != NULL ? bytes_copy(span_of(row->id)) : NULL;
    if (id != NULL && open_document(app, row) && reader_notes(app) != NULL)
        return id;
    free(id);
    return NULL;
}

bool notelist_follow(struct app *app)
{
    const struct notebook_row *row = notelist_chosen(app);
    if (row == NULL)
        return false;
    bool orphan = row->state == NOTE_ORPHAN;
    uint64_t off = row->raw_start;
    if (!open_document(app, row) || orphan)
        return false;
    view_show(reader_view(app), off);
    return true;
}
