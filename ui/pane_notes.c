#include <config.h>

#include "ui/pane_notes.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"
#include "ui/child.h"
#include "ui/menu.h"
#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"
#include "ui/term.h"

enum note_order { BY_PLACE, BY_LABEL, BY_STATE, BY_CHANGE, NOTE_ORDERS };

/* clang-format off */
static const char *const order_names[NOTE_ORDERS] = {
    [BY_PLACE]  = N_("place"),
    [BY_LABEL]  = N_("label"),
    [BY_STATE]  = N_("state"),
    [BY_CHANGE] = N_("last change"),
};
/* clang-format on */

struct notelist {
    enum note_order order;
    struct menu menu;
    uint64_t desk; /* whose notes the cursor stands in */
    bool review;   /* only those whose place is in doubt or lost */
    char *filter;  /* folded; NULL: all are shown */
    size_t *rows;  /* numbers of the notes shown */
    size_t cap;
};

static struct notes *notes_of(const struct app *app)
{
    struct desk *desk = reader_desk(app);
    return desk != NULL ? desk->margin.notes : NULL;
}

static void add_row_text(const struct note *note, struct buf *into)
{
    buf_add_string(into, note->label);
    buf_add_string(into, "  ");
    buf_add_span(into, note->text);
    if (note->note[0] != '\0') {
        buf_add_string(into, "  — ");
        buf_add_string(into, note->note);
    }
}

static bool passes(const struct notelist *list, const struct note *note)
{
    struct buf text = {0};
    struct fold fold = {0};
    if (list->review && note->state != NOTE_DOUBT && note->state != NOTE_ORPHAN)
        return false;
    if (list->filter == NULL)
        return true;
    add_row_text(note, &text);
    bool has = buf_ok(&text) && fold_make(&fold, buf_span(&text), FOLD_CASE | FOLD_ACCENTS) &&
               fold.text.at != NULL && strstr(fold.text.at, list->filter) != NULL;
    fold_done(&fold);
    buf_done(&text);
    return has;
}

/* Sorting needs the notes beside their numbers; qsort() hands on nothing. */
struct sortable {
    struct note note;
    size_t number;
};

static int by_number(const struct sortable *one, const struct sortable *two)
{
    return (one->number > two->number) - (one->number < two->number);
}

static int by_label(const void *a, const void *b)
{
    const struct sortable *one = a, *two = b;
    int order = strcmp(one->note.label, two->note.label);
    return order != 0 ? order : by_number(one, two);
}

/* The worst first. */
static int by_state(const void *a, const void *b)
{
    const struct sortable *one = a, *two = b;
    int order = (int)two->note.state - (int)one->note.state;
    return order != 0 ? order : by_number(one, two);
}

/* The newest first. */
static int by_change(const void *a, const void *b)
{
    const struct sortable *one = a, *two = b;
    int order = strcmp(two->note.modified, one->note.modified);
    return order != 0 ? order : by_number(one, two);
}

static int (*const orders[NOTE_ORDERS])(const void *, const void *) = {
    [BY_LABEL] = by_label, [BY_STATE] = by_state, [BY_CHANGE] = by_change};

/* The notes of a set are in the order of place already. */
static void sort_rows(const struct notelist *list, const struct notes *notes, size_t count)
{
    struct sortable *room =
        list->order != BY_PLACE && count > 1 ? array_new(count, sizeof(*room)) : NULL;
    if (room == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        room[i] = (struct sortable){notes_at(notes, list->rows[i]), list->rows[i]};
    qsort(room, count, sizeof(*room), orders[list->order]);
    for (size_t i = 0; i < count; i++)
        list->rows[i] = room[i].number;
    free(room);
}

void notelist_changed(struct app *app)
{
    struct notelist *list = app->notelist;
    struct notes *notes = notes_of(app);
    size_t shown = 0;
    if (list == NULL)
        return;
    size_t count = notes != NULL ? notes_count(notes) : 0;
    if (array_reserve(&list->rows, &list->cap, count + 1, sizeof(*list->rows)))
        for (size_t i = 0; i < count; i++) {
            struct note note = notes_at(notes, i);
            if (passes(list, &note))
                list->rows[shown++] = i;
        }
    sort_rows(list, notes, shown);
    menu_set_count(&list->menu, shown);
    list->desk = reader_desk(app) != NULL ? reader_desk(app)->id : 0;
}

static void done(struct app *app)
{
    if (app->notelist == NULL)
        return;
    free(app->notelist->filter);
    free(app->notelist->rows);
    free(app->notelist);
    app->notelist = NULL;
}

static void open_list(struct app *app, bool review)
{
    if (app->notelist == NULL)
        app->notelist = array_new(1, sizeof(*app->notelist));
    struct notelist *list = app->notelist;
    if (list == NULL)
        return;
    list->review = review;
    notelist_changed(app);
    if (list->menu.count == 0) {
        if (app_is_below(app, &pane_notes))
            app_close_below(app, &pane_notes);
        else
            done(app);
        app_say(app, review ? _("No note of this document is in doubt.")
                            : _("This document has no notes; a makes one."));
        return;
    }
    uint64_t caret = view_caret(reader_view(app));
    size_t row = 0;
    while (!review && row + 1 < list->menu.count &&
           notes_at(notes_of(app), list->rows[row]).raw_end <= caret)
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

/* ---- the pane ---- */

static enum mode notes_mode(const struct app *app)
{
    return app->notelist->review ? MODE_REVIEW : MODE_NOTES;
}

static void prepare(struct app *app, struct rect inner)
{
    struct desk *desk = reader_desk(app);
    if (desk != NULL && desk->id != app->notelist->desk)
        notelist_changed(app); /* another document has come */
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

#define LABEL_COLS 13

static void draw_note(const struct app *app, struct surface *surface, struct rect line,
                      const struct note *note, bool chosen, bool focus)
{
    enum style_name name = !chosen ? STYLE_TEXT : focus ? STYLE_CURSOR_ROW : STYLE_CURSOR_ROW_DIM;
    struct style style = {name, 0}, label = {chosen ? name : STYLE_LABEL, 0};
    surface_fill(surface, line, ' ', style);
    surface_put(surface, line.row, line.col, 1, span_of(state_sign(note->state)), style);
    size_t index;
    const struct labels *labels = &reader_desk(app)->margin.labels;
    const char *shown =
        labels_find(labels, note->label, &index) ? labels->at[index].name : note->label;
    surface_put_short(surface, line.row, line.col + 1, LABEL_COLS - 1, span_of(shown), label);
    int col = line.col + LABEL_COLS + 1, end = line.col + line.cols;
    bool noted = note->note[0] != '\0';
    int room = noted ? (end - col) / 2 : end - col;
    if (room > 0)
        col += surface_put_short(surface, line.row, col, room, note->text, style);
    if (noted && end - col > 3) {
        style.name = chosen ? name : STYLE_STRONG;
        surface_put_short(surface, line.row, col + 2, end - col - 2, span_of(note->note), style);
    }
}

static void draw(const struct app *app, struct surface *surface, struct rect inner, bool focus)
{
    const struct notelist *list = app->notelist;
    const struct notes *notes = notes_of(app);
    size_t count = notes != NULL ? notes_count(notes) : 0;
    for (int i = 0; i < inner.rows; i++) {
        size_t row = list->menu.top + (size_t)i;
        if (row >= list->menu.count || list->rows[row] >= count)
            break;
        struct note note = notes_at(notes, list->rows[row]);
        draw_note(app, surface, (struct rect){inner.row + i, inner.col, 1, inner.cols}, &note,
                  row == list->menu.cursor, focus);
    }
}

static void title(const struct app *app, struct buf *left, struct buf *right)
{
    const struct menu *menu = &app->notelist->menu;
    buf_add_string(left, app->notelist->review ? _("Notes in doubt") : _("Notes"));
    buf_printf(right, "%zu/%zu", menu->count > 0 ? menu->cursor + 1 : 0, menu->count);
}

/* The note chosen; false when there is none. */
static bool chosen(const struct app *app, struct note *note)
{
    const struct notelist *list = app->notelist;
    const struct notes *notes = notes_of(app);
    if (list == NULL || notes == NULL || list->menu.cursor >= list->menu.count ||
        list->rows[list->menu.cursor] >= notes_count(notes))
        return false;
    *note = notes_at(notes, list->rows[list->menu.cursor]);
    return true;
}

static void status(const struct app *app, struct buf *into)
{
    struct note note;
    if (!chosen(app, &note))
        return;
    buf_printf(into, "%s ", note.id);
    if (note.state == NOTE_ORPHAN)
        buf_add_string(into, _("its passage is no longer in the text"));
    else if (note.state == NOTE_DOUBT)
        buf_add_string(into, _("its place is in doubt: y is right, n is wrong"));
    else
        message_format(into, "{subject}", note.modified, 0);
}

static struct menu *menu_of(struct app *app)
{
    return &app->notelist->menu;
}

static void row_text(const struct app *app, size_t row, struct buf *into)
{
    const struct notelist *list = app->notelist;
    const struct notes *notes = notes_of(app);
    if (notes == NULL || row >= list->menu.count || list->rows[row] >= notes_count(notes))
        return;
    struct note note = notes_at(notes, list->rows[row]);
    add_row_text(&note, into);
}

static bool close_pane(struct app *app)
{
    app_close_below(app, &pane_notes);
    return true;
}

static int rows_wished(const struct app *app)
{
    size_t count = app->notelist->menu.count;
    return count < 3 ? 3 : count < 12 ? (int)count : 12;
}

const struct pane pane_notes = {
    .mode = notes_mode,
    .prepare = prepare,
    .draw = draw,
    .title = title,
    .status = status,
    .menu = menu_of,
    .row_text = row_text,
    .close = close_pane,
    .rows = rows_wished,
    .done = done,
};

/* ---- actions ---- */

/* The set changes under what notes_at() gives: therefore a copy. */
char *notelist_chosen_id(struct app *app)
{
    struct note note;
    return chosen(app, &note) ? bytes_copy(span_of(note.id)) : NULL;
}

static void show_chosen(struct app *app)
{
    struct note note;
    if (chosen(app, &note) && note.state != NOTE_ORPHAN)
        view_show(reader_view(app), note.raw_start);
}

static void do_go(struct app *app, const struct call *call)
{
    struct note note;
    if (!chosen(app, &note))
        return;
    if (note.state == NOTE_ORPHAN) {
        app_say(app, _("The passage of this note is no longer in the text."));
        return;
    }
    reader_jump(app, note.raw_start);
    app_set_focus(app, SLOT_READER);
}

static void do_next(struct app *app, const struct call *call)
{
    if (app->notelist == NULL)
        return;
    menu_move(&app->notelist->menu, call->count > 0 ? call->count : 1);
    show_chosen(app);
}

static void do_previous(struct app *app, const struct call *call)
{
    if (app->notelist == NULL)
        return;
    menu_move(&app->notelist->menu, call->count > 0 ? -call->count : -1);
    show_chosen(app);
}

/* In $EDITOR where there is a terminal and an editor is named, else in the prompt. */
static void do_edit(struct app *app, const struct call *call)
{
    char *id = notelist_chosen_id(app);
    if (id == NULL)
        return;
    if (app->term == NULL || (getenv("EDITOR") == NULL && getenv("VISUAL") == NULL)) {
        reader_ask_note(app, id, NULL);
    } else {
        struct note note;
        struct buf text = {0};
        if (chosen(app, &note))
            buf_add_string(&text, note.note);
        reader_edit_note(app, id, &text);
        buf_done(&text);
    }
    free(id);
}

static void do_delete(struct app *app, const struct call *call)
{
    char *id = notelist_chosen_id(app);
    if (id != NULL)
        reader_remove_note(app, id);
    free(id);
}

static void do_label(struct app *app, const struct call *call)
{
    char *id = notelist_chosen_id(app);
    if (id != NULL)
        reader_ask_label(app, id, NULL);
    free(id);
}

/* The cursor stays on its note. */
static void sort(struct app *app, int by)
{
    struct notelist *list = app->notelist;
    if (list == NULL)
        return;
    size_t number = list->menu.cursor < list->menu.count ? list->rows[list->menu.cursor] : 0;
    list->order = (enum note_order)(((int)list->order + by + NOTE_ORDERS) % NOTE_ORDERS);
    notelist_changed(app);
    for (size_t row = 0; row < list->menu.count; row++)
        if (list->rows[row] == number)
            menu_go(&list->menu, row);
    app_say_about(app, _("Sorted by {subject}."), _(order_names[list->order]), 0);
}

static void do_sort_next(struct app *app, const struct call *call)
{
    sort(app, 1);
}

static void do_sort_previous(struct app *app, const struct call *call)
{
    sort(app, -1);
}

static void filter_accept(struct app *app, const char *text)
{
    struct notelist *list = app->notelist;
    struct fold fold = {0};
    if (list == NULL)
        return;
    free(list->filter);
    list->filter = NULL;
    if (text[0] != '\0' && fold_make(&fold, span_of(text), FOLD_CASE | FOLD_ACCENTS))
        list->filter = bytes_copy(buf_span(&fold.text));
    fold_done(&fold);
    notelist_changed(app);
}

static const struct prompt_kind filter_prompt = {.changed = filter_accept, .accept = filter_accept};

static void do_filter(struct app *app, const struct call *call)
{
    prompt_open(app, &filter_prompt, "& ", "");
}

static void do_copy(struct app *app, const struct call *call)
{
    struct buf line = {0};
    struct note note;
    if (!chosen(app, &note))
        return;
    add_row_text(&note, &line);
    buf_printf(&line, "  (%s)", document_path(reader_desk(app)->document));
    if (buf_ok(&line))
        reader_copy(app, buf_span(&line));
    buf_done(&line);
}

static void make_lines(struct app *app)
{
    struct buf *passage = &app->reader->passage;
    buf_cut(passage, 0);
    for (size_t row = 0; row < app->notelist->menu.count; row++) {
        row_text(app, row, passage);
        buf_add_byte(passage, '\n');
    }
}

static void do_pipe(struct app *app, const struct call *call)
{
    if (app->notelist == NULL)
        return;
    make_lines(app);
    reader_ask_pipe(app);
}

static void do_export(struct app *app, const struct call *call)
{
    app_run(app, action_find("export-notes", MODE_NOTES), call);
}

/* A doubtful place is right or wrong: that is the reader's to say. */
static bool judge(struct app *app, bool right, struct error *error)
{
    struct note note;
    struct notes *notes = notes_of(app);
    if (!chosen(app, &note) || note.state != NOTE_DOUBT)
        return false;
    return right ? notes_accept(notes, note.id, error) : notes_refuse(notes, note.id, error);
}

/* After judging: the list has become shorter, and ends when nothing is left. */
static void judged(struct app *app, bool any, const struct error *error)
{
    if (error->kind != ERROR_NONE)
        app_warn_error(app, error);
    if (!any) {
        if (error->kind == ERROR_NONE)
            app_say(app, _("The place of this note is not in doubt."));
        return;
    }
    reader_did(app, DEED_NOTE, NULL, WORDS_PERSONAL, false);
    reader_notes_changed(app);
    if (app->notelist->menu.count == 0) {
        app_close_below(app, &pane_notes);
        app_say(app, _("No note of this document is in doubt."));
    } else {
        show_chosen(app);
    }
}

static void do_accept(struct app *app, const struct call *call)
{
    struct error error = {0};
    judged(app, judge(app, true, &error), &error);
}

static void do_refuse(struct app *app, const struct call *call)
{
    struct error error = {0};
    judged(app, judge(app, false, &error), &error);
}

static void do_accept_all(struct app *app, const struct call *call)
{
    struct notelist *list = app->notelist;
    struct error error = {0};
    bool any = false;
    if (list == NULL || notes_of(app) == NULL)
        return;
    notes_group_begin(notes_of(app));
    for (size_t row = 0; row < list->menu.count && error.kind == ERROR_NONE; row++) {
        menu_go(&list->menu, row);
        any = judge(app, true, &error) || any;
    }
    any = notes_group_end(notes_of(app), &error) && any;
    judged(app, any, &error);
}

static void do_close(struct app *app, const struct call *call)
{
    app_close_below(app, &pane_notes);
}

/* clang-format off */
static const struct action rows[] = {
    {"go-to-note", IN(MODE_NOTES) | IN(MODE_REVIEW), "Enter", N_("go to the note's passage"), N_("open"), do_go},
    {"next-result", IN(MODE_NOTES) | IN(MODE_REVIEW), "J", N_("the next one; the page follows"), NULL, do_next},
    {"previous-result", IN(MODE_NOTES) | IN(MODE_REVIEW), "K", N_("the one before; the page follows"), NULL, do_previous},
    {"edit-note", IN(MODE_NOTES), "e", N_("edit the note, in $EDITOR or here"), N_("edit"), do_edit},
    {"delete-note", IN(MODE_NOTES) | IN(MODE_REVIEW), "x", N_("delete the note; u brings it back"), N_("delete"), do_delete},
    {"label", IN(MODE_NOTES), "t", N_("another label"), N_("label"), do_label},
    {"sort-next", IN(MODE_NOTES), ">", N_("sort by place, label, state, last change"), NULL, do_sort_next},
    {"sort-previous", IN(MODE_NOTES), "<", N_("the sorting before"), NULL, do_sort_previous},
    {"filter-notes", IN(MODE_NOTES), "&", N_("show only notes that hold a text"), NULL, do_filter},
    {"export-list", IN(MODE_NOTES), "s", N_("write the notes to a file"), N_("export"), do_export},
    {"copy-row", IN(MODE_NOTES), "y", N_("copy the line with its source"), NULL, do_copy},
    {"pipe-list", IN(MODE_NOTES), "|", N_("give the list to a command"), NULL, do_pipe},
    {"accept-place", IN(MODE_REVIEW), "y", N_("the place of this note is right"), N_("right"), do_accept},
    {"refuse-place", IN(MODE_REVIEW), "n", N_("the place of this note is wrong"), N_("wrong"), do_refuse},
    {"accept-places", IN(MODE_REVIEW), "Y", N_("all places shown are right"), N_("all right"), do_accept_all},
    {"close-list", IN(MODE_NOTES) | IN(MODE_REVIEW), "Esc", N_("close the list"), NULL, do_close},
};
/* clang-format on */

const struct action_table notelist_actions = {rows, ARRAY_LEN(rows)};
