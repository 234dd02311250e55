/* Writing a note: what it says is asked for, drafted in the journal while it is typed, and kept. */
#include <config.h>

#include <string.h>

#include "ui/child.h"
#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"
#include "ui/reader_notes.h"
#include "ui/term.h"

/* Keeps what the prompt is about: a note's id, or a range. */
void note_about(struct app *app, const char *id, const struct range *range)
{
    buf_cut(&app->reader->scratch, 0);
    buf_add_string(&app->reader->scratch, id != NULL ? id : "");
    app->reader->asked = range != NULL ? *range : (struct range){0, 0};
}

const char *note_asked(const struct app *app)
{
    const struct buf *scratch = &app->reader->scratch;
    return scratch->len > 0 ? scratch->at : NULL;
}

static void note_draft(struct app *app, const char *text)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL || desk->margin.notes == NULL)
        return;
    const struct range *range = &app->reader->asked;
    const char *id = note_asked(app);
    notes_draft(desk->margin.notes, id != NULL ? id : "",
                document_cp_of(desk->document, range->start),
                document_cp_of(desk->document, range->end), text, NULL);
}

/* The draft goes only when the note is kept: what was typed is never in neither. */
static void note_accept(struct app *app, const char *text)
{
    const char *id = note_asked(app);
    struct error error = {0};
    if (id != NULL) {
        struct notes *notes = reader_notes(app);
        if (notes != NULL && reader_note_changed(app, notes_set_note(notes, id, text, &error),
                                                 &error, _("The note is kept.")))
            note_draft(app, NULL);
        return;
    }
    if (note_add(app, &app->reader->asked, note_plain, text)) {
        note_draft(app, NULL);
        app_say(app, _("Noted."));
    }
    selection_leave(app);
}

static void note_cancel(struct app *app)
{
    note_draft(app, NULL);
}

static const struct prompt_kind note_prompt = {
    .lines = true,
    .changed = note_draft,
    .accept = note_accept,
    .cancel = note_cancel,
};

void reader_edit_note(struct app *app, const char *id, struct buf *text)
{
    struct error error = {0};
    struct notes *notes = reader_notes(app);
    if (notes == NULL)
        return;
    if (app->term != NULL)
        term_suspend(app->term);
    bool edited = child_edit(text, &error);
    if (app->term != NULL)
        term_resume(app->term);
    app->redraw = true;
    while (text->len > 0 && text->at[text->len - 1] == '\n') /* editors end a text with one */
        buf_cut(text, text->len - 1);
    reader_note_changed(app,
                        edited && notes_set_note(notes, id, text->len > 0 ? text->at : "", &error),
                        &error, _("The note is kept."));
}

void reader_ask_note(struct app *app, const char *id, const struct range *range)
{
    struct notes *notes = reader_notes(app);
    size_t index;
    if (notes == NULL)
        return;
    note_about(app, id, range);
    struct buf text = {0};
    if (id != NULL && notes_index(notes, id, &index))
        buf_add_string(&text, notes_at(notes, index).note);
    if (buf_ok(&text))
        prompt_open(app, &note_prompt, _("Note: "), text.len > 0 ? text.at : "");
    buf_done(&text);
}

static void document_note_accept(struct app *app, const char *text)
{
    struct notes *notes = reader_notes(app);
    struct error error = {0};
    if (notes != NULL && reader_note_changed(app, notes_add_document(notes, text, NULL, &error),
                                             &error, _("Noted on the document.")))
        note_draft(app, NULL);
}

static const struct prompt_kind document_note_prompt = {
    .lines = true,
    .changed = note_draft,
    .accept = document_note_accept,
    .cancel = note_cancel,
};

/* Was the program killed when the note had been kept, but not yet the draft let go? */
static bool is_kept(const struct notes *notes, const struct draft *draft)
{
    for (size_t i = 0; i < notes_count(notes); i++) {
        struct note note = notes_at(notes, i);
        bool same = draft->id[0] != '\0' ? strcmp(note.id, draft->id) == 0
                    : draft->start == draft->end
                        ? note.is_document
                        : note.start >= draft->start && note.end <= draft->end;
        if (same && strcmp(note.note, draft->text) == 0)
            return true;
    }
    return false;
}

/* A note that was being typed when the program was killed goes on where it was. */
void note_offer_draft(struct app *app, struct desk *desk)
{
    struct draft draft;
    if (!notes_left_draft(desk->margin.notes, &draft) || prompt_is_open(app->prompt) ||
        is_kept(desk->margin.notes, &draft))
        return;
    struct range range = {document_off_of_cp(desk->document, draft.start),
                          document_off_of_cp(desk->document, draft.end)};
    note_about(app, draft.id[0] != '\0' ? draft.id : NULL, &range);
    /* A draft that is about no note and no passage is one on the document. */
    bool of_document = draft.id[0] == '\0' && draft.start == draft.end;
    prompt_open(app, of_document ? &document_note_prompt : &note_prompt,
                _("Note (not finished before): "), draft.text);
}

void reader_ask_document_note(struct app *app)
{
    struct notes *notes = reader_notes(app);
    size_t index;
    if (notes == NULL)
        return;
    const char *text = "";
    if (notes_document_index(notes, &index))
        text = notes_at(notes, index).note;
    note_about(app, NULL, NULL);
    prompt_open(app, &document_note_prompt, _("Note on the document: "), text);
}
