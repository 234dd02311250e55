/* Notes on the page: made, changed, deleted, gone to; the keys for them. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "ui/message.h"
#include "ui/pane_entities.h"
#include "ui/pane_notes.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"
#include "ui/reader_notes.h"

/* The label of a note that was given none. Not the first of the set: that says something. */
const char note_plain[] = "Notitie";
const char note_no_entity[] = "O";

/* One undo step; what has been added before a failure stays in it. */
static size_t add_group(struct desk *desk, const struct range *ranges, size_t count,
                        const char *label, const char *text, struct error *error)
{
    struct notes *notes = desk->margin.notes;
    size_t added = 0;
    notes_group_begin(notes);
    while (added < count &&
           notes_add(notes, document_cp_of(desk->document, ranges[added].start),
                     document_cp_of(desk->document, ranges[added].end), label, text, NULL, error))
        added++;
    return notes_group_end(notes, error) ? added : 0;
}

size_t reader_note_ranges(struct app *app, const struct range *ranges, size_t count,
                          const char *label, const char *text)
{
    struct error error = {0};
    if (count == 0 || reader_notes(app) == NULL)
        return 0;
    size_t added = add_group(reader_desk(app), ranges, count, label, text, &error);
    if (added > 0) {
        reader_did(app, DEED_NOTE, NULL);
        reader_notes_changed(app);
    }
    if (error.kind != ERROR_NONE)
        app_warn_error(app, &error);
    return added;
}

bool note_add(struct app *app, const struct range *range, const char *label, const char *text)
{
    return reader_note_ranges(app, range, 1, label, text) == 1;
}

/* The note on exactly this range that says a type of entity, or none: a newer word replaces it. */
static bool find_type_note(const struct notes *notes, const struct range *range, struct note *found)
{
    enum entity_type type;
    for (size_t i = 0; i < notes_count(notes); i++) {
        *found = notes_at(notes, i);
        struct span label = span_of(found->label);
        if (found->raw_start == range->start && found->raw_end == range->end &&
            (entity_type_of(label, &type) || span_equal(label, span_of(note_no_entity))))
            return true;
    }
    return false;
}

bool reader_note_type(struct app *app, const struct range *range, const char *label)
{
    struct notes *notes = reader_notes(app);
    struct error error = {0};
    struct note note;
    if (notes == NULL || !find_type_note(notes, range, &note))
        return notes != NULL && note_add(app, range, label, NULL);
    if (!notes_set_label(notes, note.id, label, &error)) {
        app_warn_error(app, &error);
        return false;
    }
    reader_did(app, DEED_NOTE, NULL);
    reader_notes_changed(app);
    return true;
}

/* A change of one note has been tried; gives back `done`. */
bool reader_note_changed(struct app *app, bool done, const struct error *error, const char *said)
{
    if (!done) {
        app_warn_error(app, error);
        return false;
    }
    if (said != NULL)
        app_say(app, said);
    reader_did(app, DEED_NOTE, NULL);
    reader_notes_changed(app);
    return true;
}

void reader_remove_note(struct app *app, const char *id)
{
    struct notes *notes = reader_notes(app);
    struct error error = {0};
    if (notes != NULL)
        reader_note_changed(app, notes_remove(notes, id, &error), &error,
                            _("The note is deleted; u brings it back."));
}

/* The innermost note at the caret; NULL when there is none. */
const char *note_at_caret(struct app *app)
{
    struct desk *desk = reader_desk(app);
    const struct mark *mark = desk != NULL ? marks_at_caret(desk, &desk->margin.marks) : NULL;
    return mark != NULL ? notes_at(desk->margin.notes, mark->id).id : NULL;
}

static void do_note(struct app *app, const struct call *call)
{
    struct range range;
    if (reader_range(app, UNIT_SENTENCE, &range))
        reader_ask_note(app, NULL, &range);
}

static void do_delete(struct app *app, const struct call *call)
{
    const char *id = note_at_caret(app);
    if (id == NULL) {
        app_say(app, _("There is no note under the caret."));
        return;
    }
    struct buf copy = {0}; /* the set changes under the id */
    buf_add_string(&copy, id);
    if (buf_ok(&copy))
        reader_remove_note(app, copy.at);
    buf_done(&copy);
}

static void do_document_note(struct app *app, const struct call *call)
{
    reader_ask_document_note(app);
}

/* ---- going to notes ---- */

static void go_note(struct app *app, bool forward, long count)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    const struct marks *marks = &desk->margin.marks;
    uint64_t caret = view_caret(desk->view);
    size_t at = marks_from(marks, forward ? caret + 1 : caret);
    size_t step = (size_t)(count > 0 ? count : 1);
    if (forward ? at + step - 1 >= marks->count : at < step) {
        app_say(app, forward ? _("No note further on.") : _("No note before this."));
        return;
    }
    reader_jump(app, marks->at[forward ? at + step - 1 : at - step].start);
}

static void do_next_note(struct app *app, const struct call *call)
{
    go_note(app, true, call->count);
}

static void do_previous_note(struct app *app, const struct call *call)
{
    go_note(app, false, call->count);
}

static void do_notes(struct app *app, const struct call *call)
{
    if (call->argument == NULL) {
        if (reader_notes(app) != NULL)
            notelist_show(app);
    } else if (strcmp(call->argument, "all") == 0) {
        notelist_show_all(app);
    } else {
        app_say(app, _("Say :notes for this document, :notes all for all documents."));
    }
}

static void do_review(struct app *app, const struct call *call)
{
    if (reader_notes(app) != NULL)
        notelist_review(app);
}

/* Opens what is under the caret: a note, suggestions for an error, an entity. */
static void do_open(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    const char *id = note_at_caret(app);
    const struct mark *name = marks_at_caret(desk, &desk->cast.marks);
    if (id != NULL)
        reader_ask_note(app, id, NULL);
    else if (marks_at_caret(desk, &desk->proof.errors) != NULL)
        app_run(app, action_find("suggest", MODE_READER), &(struct call){0});
    else if (name != NULL)
        side_show(app, desk->cast.found->mentions[name->id].entity);
    else
        app_say(app, _("Nothing to open here: no note, no error, no name."));
}

#define READER IN(MODE_READER)
#define SELECTION IN(MODE_SELECTION)

/* clang-format off */
static const struct action rows[] = {
    {"open-here", READER, "Enter", N_("open what is under the caret: note, error, name"), NULL, do_open},
    {"note", READER, "a", N_("a note on the sentence"), N_("note"), do_note},
    {"note-selection", SELECTION, "Enter", N_("a note on the selection"), N_("note"), do_note},
    {"document-note", READER, "A", N_("a note on the document"), NULL, do_document_note},
    {"delete-note", READER, "x", N_("delete the note under the caret"), NULL, do_delete},
    {"next-note", READER, "]a", N_("the next note"), NULL, do_next_note},
    {"previous-note", READER, "[a", N_("the note before"), NULL, do_previous_note},
    {"notes", READER | IN(MODE_LIST) | IN(MODE_NOTES), NULL, N_("list the notes of this document, or of all"), NULL, do_notes, .argument = ARGUMENT_CHOICE, .choices = "all", .optional = true},
    {"review", READER | IN(MODE_NOTES), NULL, N_("look at the notes whose place is in doubt"), NULL, do_review},
};
/* clang-format on */

const struct action_table note_actions = {rows, ARRAY_LEN(rows)};
