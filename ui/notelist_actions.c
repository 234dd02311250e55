#include <config.h>

#include <stdlib.h>

#include "src/text/unicode.h"
#include "ui/child.h"
#include "ui/message.h"
#include "ui/notelist.h"
#include "ui/pane_notes.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"
#include "ui/term.h"

static void do_go(struct app *app, const struct call *call)
{
    const struct notebook_row *row = notelist_chosen(app);
    if (row == NULL)
        return;
    bool orphan = row->state == NOTE_ORPHAN;
    reader_remember(app);
    if (notelist_follow(app))
        app_set_focus(app, SLOT_READER);
    else if (orphan)
        app_say(app, _("The passage of this note is no longer in the text."));
}

/* In $EDITOR where there is a terminal and an editor is named, else in the prompt. */
static void do_edit(struct app *app, const struct call *call)
{
    char *id = notelist_meet(app);
    size_t index;
    if (id == NULL)
        return;
    if (app->term == NULL || (getenv("EDITOR") == NULL && getenv("VISUAL") == NULL)) {
        reader_ask_note(app, id, NULL);
    } else if (notes_index(reader_notes(app), id, &index)) {
        struct buf text = {0};
        buf_add_string(&text, notes_at(reader_notes(app), index).note);
        reader_edit_note(app, id, &text);
        buf_done(&text);
    }
    free(id);
}

static void do_delete(struct app *app, const struct call *call)
{
    char *id = notelist_meet(app);
    if (id != NULL)
        reader_remove_note(app, id);
    free(id);
}

static void do_label(struct app *app, const struct call *call)
{
    char *id = notelist_meet(app);
    if (id != NULL)
        reader_ask_label(app, id, NULL);
    free(id);
}

static void do_sort_next(struct app *app, const struct call *call)
{
    notelist_sort(app, 1);
}

static void do_sort_previous(struct app *app, const struct call *call)
{
    notelist_sort(app, -1);
}

static void filter_cancel(struct app *app)
{
    const struct notelist *list = app->notelist;
    if (list != NULL)
        notelist_filter(app, list->filter_before != NULL ? list->filter_before : "");
}

static const struct prompt_kind filter_prompt = {
    .changed = notelist_filter, .accept = notelist_filter, .cancel = filter_cancel};

static void do_filter(struct app *app, const struct call *call)
{
    struct notelist *list = app->notelist;
    if (list == NULL)
        return;
    const char *typed = list->filter.typed != NULL ? list->filter.typed : "";
    free(list->filter_before);
    list->filter_before = bytes_copy(span_of(typed));
    prompt_open(app, &filter_prompt, "& ", typed);
}

static void do_copy(struct app *app, const struct call *call)
{
    const struct notebook_row *row = notelist_chosen(app);
    struct buf line = {0};
    if (row == NULL)
        return;
    notelist_add_row(row, &line);
    buf_printf(&line, "  (%s)", notelist_path(app->notelist, row));
    if (buf_ok(&line))
        reader_copy(app, buf_span(&line));
    buf_done(&line);
}

/* What is shown, a note a line: path, id, label, passage, note. */
static void make_lines(struct app *app)
{
    struct buf *passage = &app->reader->passage;
    const struct notelist *list = app->notelist;
    buf_cut(passage, 0);
    for (size_t i = 0; i < list->menu.count; i++) {
        const struct notebook_row *row = list->rows[i];
        const char *fields[] = {row->id, row->label, row->text, row->note};
        unicode_add_safe(passage, span_of(notelist_path(list, row)), SAFE_BYTES);
        for (size_t f = 0; f < ARRAY_LEN(fields); f++) {
            buf_add_byte(passage, '\t');
            unicode_add_safe(passage, span_of(fields[f]), SAFE_TSV);
        }
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
    if (app->notelist == NULL)
        return;
    make_lines(app);
    reader_ask_file(app, _("notes.tsv"));
}

/* A doubtful place is right or wrong: that is the reader's to say. */
static bool judge(struct app *app, bool right, struct error *error)
{
    const struct notebook_row *row = notelist_chosen(app);
    struct notes *notes = reader_notes(app);
    if (row == NULL || notes == NULL || row->state != NOTE_DOUBT)
        return false;
    return right ? notes_accept(notes, row->id, error) : notes_refuse(notes, row->id, error);
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
    reader_did(app, DEED_NOTE, NULL);
    reader_notes_changed(app);
    if (app->notelist->menu.count == 0) {
        app_close_below(app, &pane_notes);
        app_say(app, _("No note of this document is in doubt."));
    } else {
        notelist_follow(app);
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
    struct notes *notes = reader_notes(app);
    if (list == NULL || notes == NULL)
        return;
    notes_group_begin(notes);
    for (size_t row = 0; row < list->menu.count && error.kind == ERROR_NONE; row++) {
        menu_go(&list->menu, row);
        any = judge(app, true, &error) || any;
    }
    any = notes_group_end(notes, &error) && any;
    judged(app, any, &error);
}

/* clang-format off */
static const struct action rows[] = {
    {"go-to-note", IN(MODE_NOTES) | IN(MODE_REVIEW), "Enter", N_("go to the note's passage"), N_("open"), do_go},
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
};
/* clang-format on */

const struct action_table notelist_actions = {rows, ARRAY_LEN(rows)};
