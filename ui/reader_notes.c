#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "ui/child.h"
#include "ui/message.h"
#include "ui/pane_entities.h"
#include "ui/pane_legend.h"
#include "ui/pane_notes.h"
#include "ui/pane_reader.h"
#include "ui/pane_results.h"
#include "ui/reader.h"
#include "ui/reader_many.h"
#include "ui/term.h"
#include "ui/theme.h"

/* ---- the layer ---- */

/* What a mark says of a label that isn't in the set, or is far behind in it. */
#define LABEL_MOST UINT8_MAX

static void make_hues(struct margin *margin)
{
    for (size_t i = 0; i < margin->labels.count && i < LABEL_MOST; i++)
        if (margin->labels.at[i].has_colour)
            margin->hues[i] = theme_hue(margin->labels.at[i].colour);
}

static void make_marks(struct margin *margin)
{
    marks_clear(&margin->marks);
    size_t count = margin->notes != NULL ? notes_count(margin->notes) : 0;
    for (size_t i = 0; i < count; i++) {
        struct note note = notes_at(margin->notes, i);
        size_t label;
        if (note.state == NOTE_ORPHAN || note.is_document)
            continue;
        if (!labels_find(&margin->labels, note.label, &label) || label > LABEL_MOST)
            label = LABEL_MOST;
        struct mark mark = {.start = note.raw_start,
                            .end = note.raw_end,
                            .kind = MARK_NOTE,
                            .detail = (uint8_t)label,
                            .id = (uint32_t)i};
        if (!marks_add(&margin->marks, mark))
            break;
    }
    marks_sort(&margin->marks);
}

static void offer_draft(struct app *app, struct desk *desk);

static size_t count_doubts(const struct notes *notes)
{
    size_t doubts = 0;
    for (size_t i = 0; i < notes_count(notes); i++) {
        enum note_state state = notes_at(notes, i).state;
        doubts += state == NOTE_DOUBT || state == NOTE_ORPHAN;
    }
    return doubts;
}

static void open_notes(struct app *app, struct desk *desk)
{
    struct margin *margin = &desk->margin;
    struct error error = {0}, warning = {0};
    size_t recovered = 0;
    margin->tried = true;
    margin->labels_loaded = labels_load(&margin->labels, desk->path, &warning, &error);
    make_hues(margin);
    if (warning.kind != ERROR_NONE)
        app_warn_error(app, &warning);
    margin->notes =
        notes_open(desk->path, desk->document, app->settings.ann_dir, &recovered, &error);
    if (margin->notes == NULL) {
        app_warn_error(app, &error);
        return;
    }
    make_marks(margin);
    if (notes_is_overlay(margin->notes))
        app_say_about(app, _("The notes of this document are kept in {subject}."),
                      notes_path(margin->notes), 0);
    offer_draft(app, desk);
    size_t doubts = count_doubts(margin->notes);
    if (doubts > 0)
        app_say_about(app,
                      P_("The place of {number} note is in doubt; :review looks at it.",
                         "The places of {number} notes are in doubt; :review looks at them.",
                         doubts),
                      NULL, (long)doubts);
    if (recovered > 0)
        app_say_about(app,
                      P_("{number} change recovered that had not been saved.",
                         "{number} changes recovered that had not been saved.", recovered),
                      NULL, (long)recovered);
}

/* ---- a mass deletion by another program ---- */

static void deletion_answer(struct app *app, uint32_t key)
{
    struct desk *desk = app->reader->desk;
    struct error error = {0};
    if (desk == NULL || desk->margin.notes == NULL || !notes_deletion_waits(desk->margin.notes))
        return;
    bool meant = prompt_is_yes(key);
    if (!meant && key != 'n') { /* no other key decides: asked again at the next change */
        desk->margin.deletion_later = true;
        app_say(app, _("Left open: your notes are saved when you have answered."));
        return;
    }
    if (!notes_answer_deletion(desk->margin.notes, meant, &error))
        app_warn_error(app, &error);
    else
        app_say(app, meant ? _("The notes are deleted here too.") : _("The notes are back."));
    make_marks(&desk->margin);
    notelist_changed(app);
}

static void ask_deletion(struct app *app, struct margin *margin)
{
    if (notes_deletion_waits(margin->notes) && !margin->deletion_later &&
        !prompt_is_open(app->prompt))
        prompt_ask(app, _("Another program deleted most notes here. Delete them too? y/n"),
                   deletion_answer);
}

void reader_notes_prepare(struct app *app)
{
    struct desk *desk = app->reader->desk;
    struct margin *margin = &desk->margin;
    bool changed = false;
    if (!margin->tried && desk->path != NULL)
        open_notes(app, desk);
    else if (margin->notes != NULL && notes_refresh(margin->notes, &changed, NULL) && changed) {
        make_marks(margin);
        notelist_changed(app);
    }
    if (margin->notes != NULL)
        ask_deletion(app, margin);
}

void margin_done(struct app *app, struct margin *margin)
{
    struct error error = {0};
    if (margin->notes != NULL && !notes_close(margin->notes, &error))
        app_warn_error(app, &error);
    margin->notes = NULL;
    marks_done(&margin->marks);
    if (margin->labels_loaded)
        labels_done(&margin->labels);
}

void margin_reset(struct app *app, struct desk *desk)
{
    struct error error = {0};
    if (desk->margin.notes == NULL)
        return;
    if (!notes_reanchor(desk->margin.notes, &error))
        app_warn_error(app, &error);
    make_marks(&desk->margin);
    notelist_changed(app);
}

struct notes *reader_notes(struct app *app)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return NULL;
    if (desk->path == NULL) {
        app_say(app, _("This text can't be annotated: it is not a file."));
        return NULL;
    }
    if (!desk->margin.tried)
        open_notes(app, desk);
    if (desk->margin.notes == NULL)
        app_say(app, _("The notes of this document can't be opened."));
    return desk->margin.notes;
}

void reader_notes_changed(struct app *app)
{
    struct desk *desk = reader_desk(app);
    struct error error = {0};
    desk->margin.deletion_later = false;
    if (!notes_save(desk->margin.notes, &error) && !notes_deletion_waits(desk->margin.notes))
        app_warn_error(app, &error);
    make_marks(&desk->margin);
    notelist_changed(app);
}

/* ---- making and changing ---- */

/* Keeps what the prompt is about: a note's id, or a range. */
static void about(struct app *app, const char *id, const struct range *range)
{
    buf_cut(&app->reader->scratch, 0);
    buf_add_string(&app->reader->scratch, id != NULL ? id : "");
    app->reader->asked = range != NULL ? *range : (struct range){0, 0};
}

static const char *asked_id(const struct app *app)
{
    const struct buf *scratch = &app->reader->scratch;
    return scratch->len > 0 ? scratch->at : NULL;
}

/* The label of a note that was given none. Not the first of the set: that says something. */
const char note_plain[] = "Notitie";
const char note_no_entity[] = "O";

static bool add_note(struct app *app, const struct range *range, const char *label,
                     const char *text)
{
    struct notes *notes = reader_notes(app);
    struct document *document = notes != NULL ? reader_desk(app)->document : NULL;
    struct error error = {0};
    if (notes == NULL)
        return false;
    if (!notes_add(notes, document_cp_of(document, range->start),
                   document_cp_of(document, range->end), label, text, NULL, &error)) {
        app_warn_error(app, &error);
        return false;
    }
    reader_did(app, DEED_NOTE, NULL, WORDS_PERSONAL, false);
    reader_notes_changed(app);
    return true;
}

void reader_note_correction(struct app *app, const struct range *range, const char *word)
{
    if (add_note(app, range, "Correctie", word))
        app_say_about(app, _("Noted as a correction: {subject}"), word, 0);
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
        return notes != NULL && add_note(app, range, label, NULL);
    if (!notes_set_label(notes, note.id, label, &error)) {
        app_warn_error(app, &error);
        return false;
    }
    reader_did(app, DEED_NOTE, NULL, WORDS_PERSONAL, false);
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
    app_say(app, said);
    reader_did(app, DEED_NOTE, NULL, WORDS_PERSONAL, false);
    reader_notes_changed(app);
    return true;
}

static void note_draft(struct app *app, const char *text)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL || desk->margin.notes == NULL)
        return;
    const struct range *range = &app->reader->asked;
    const char *id = asked_id(app);
    notes_draft(desk->margin.notes, id != NULL ? id : "",
                document_cp_of(desk->document, range->start),
                document_cp_of(desk->document, range->end), text, NULL);
}

/* The draft goes only when the note is kept: what was typed is never in neither. */
static void note_accept(struct app *app, const char *text)
{
    const char *id = asked_id(app);
    struct error error = {0};
    if (id != NULL) {
        struct notes *notes = reader_notes(app);
        if (notes != NULL && reader_note_changed(app, notes_set_note(notes, id, text, &error),
                                                 &error, _("The note is kept.")))
            note_draft(app, NULL);
        return;
    }
    if (add_note(app, &app->reader->asked, note_plain, text)) {
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
    about(app, id, range);
    struct buf text = {0};
    if (id != NULL && notes_index(notes, id, &index))
        buf_add_string(&text, notes_at(notes, index).note);
    bool lines = text.len > 0 && memchr(text.at, '\n', text.len) != NULL;
    if (lines && app->term != NULL) /* the prompt has room for one */
        reader_edit_note(app, id, &text);
    else if (buf_ok(&text))
        prompt_open(app, &note_prompt, _("Note: "), text.len > 0 ? text.at : "");
    buf_done(&text);
}

/* Was the program killed when the note had been kept, but not yet the draft let go? */
static bool is_kept(const struct notes *notes, const struct draft *draft)
{
    for (size_t i = 0; i < notes_count(notes); i++) {
        struct note note = notes_at(notes, i);
        bool same = draft->id[0] != '\0' ? strcmp(note.id, draft->id) == 0
                                         : note.start >= draft->start && note.end <= draft->end;
        if (same && strcmp(note.note, draft->text) == 0)
            return true;
    }
    return false;
}

/* A note that was being typed when the program was killed goes on where it was. */
static void offer_draft(struct app *app, struct desk *desk)
{
    struct draft draft;
    if (!notes_left_draft(desk->margin.notes, &draft) || prompt_is_open(app->prompt) ||
        is_kept(desk->margin.notes, &draft))
        return;
    struct range range = {document_off_of_cp(desk->document, draft.start),
                          document_off_of_cp(desk->document, draft.end)};
    about(app, draft.id[0] != '\0' ? draft.id : NULL, &range);
    prompt_open(app, &note_prompt, _("Note (not finished before): "), draft.text);
}

static void document_note_accept(struct app *app, const char *text)
{
    struct notes *notes = reader_notes(app);
    struct error error = {0};
    if (notes != NULL)
        reader_note_changed(app, notes_add_document(notes, text, NULL, &error), &error,
                            _("Noted on the document."));
}

static const struct prompt_kind document_note_prompt = {.accept = document_note_accept};

static void do_document_note(struct app *app, const struct call *call)
{
    struct notes *notes = reader_notes(app);
    size_t index;
    if (notes == NULL)
        return;
    const char *text = "";
    if (notes_document_index(notes, &index))
        text = notes_at(notes, index).note;
    prompt_open(app, &document_note_prompt, _("Note on the document: "), text);
}

static void set_label(struct app *app, const char *label)
{
    const char *id = asked_id(app);
    struct error error = {0};
    struct notes *notes = reader_notes(app);
    if (notes == NULL)
        return;
    if (id != NULL)
        reader_note_changed(app, notes_set_label(notes, id, label, &error), &error,
                            _("The label is kept."));
    else if (add_note(app, &app->reader->asked, label, NULL))
        app_say_about(app, _("Labelled {subject}."), label, 0);
    selection_leave(app);
}

/* The label that a key chooses; NULL, and said so, when there is none. */
const char *reader_label_of_key(struct app *app, uint32_t key)
{
    struct desk *desk = reader_desk(app);
    size_t index;
    legend_close(app);
    if (desk == NULL || key == KEYCODE_ESC)
        return NULL;
    if (key < 0x80 && labels_by_key(&desk->margin.labels, (char)key, &index))
        return desk->margin.labels.at[index].type;
    app_say(app, _("No label has that key."));
    return NULL;
}

static void label_answer(struct app *app, uint32_t key)
{
    const char *label = reader_label_of_key(app, key);
    if (label != NULL)
        set_label(app, label);
}

/* All of `many`, as one undo step; what has been added before a failure stays in that step. */
static size_t add_many(struct app *app, const char *label, struct error *error)
{
    struct desk *desk = reader_desk(app);
    struct notes *notes = desk->margin.notes;
    size_t added = 0;
    notes_group_begin(notes);
    while (added < app->reader->many_count) {
        const struct range *range = &app->reader->many[added];
        if (!notes_add(notes, document_cp_of(desk->document, range->start),
                       document_cp_of(desk->document, range->end), label, NULL, NULL, error))
            break;
        added++;
    }
    bool kept = notes_group_end(notes, error);
    return kept ? added : 0;
}

static void label_all_answer(struct app *app, uint32_t key)
{
    const char *label = reader_label_of_key(app, key);
    struct error error = {0};
    if (label == NULL || reader_notes(app) == NULL)
        return;
    size_t added = add_many(app, label, &error);
    if (added > 0) {
        reader_did(app, DEED_NOTE, NULL, WORDS_PERSONAL, false);
        reader_notes_changed(app);
        app_say_about(app,
                      P_("{number} place labelled {subject}; u takes it back.",
                         "{number} places labelled {subject}; u takes them back.", added),
                      label, (long)added);
    }
    if (error.kind != ERROR_NONE)
        app_warn_error(app, &error);
    selection_leave(app);
}

/* Asks for a label's key, under the legend. */
void reader_ask_key(struct app *app, void (*answer)(struct app *app, uint32_t key))
{
    if (legend_open(app))
        prompt_ask(app, _("The key of the label: "), answer);
}

void reader_ask_label(struct app *app, const char *id, const struct range *range)
{
    if (reader_notes(app) == NULL)
        return;
    about(app, id, range);
    reader_ask_key(app, label_answer);
}

void reader_label_all(struct app *app, const struct range *ranges, size_t count)
{
    struct reader *reader = app->reader;
    if (count == 0 || reader_notes(app) == NULL)
        return;
    free(reader->many);
    reader->many = array_new(count, sizeof(*ranges));
    reader->many_count = reader->many != NULL ? count : 0;
    if (reader->many == NULL)
        return;
    memcpy(reader->many, ranges, count * sizeof(*ranges));
    reader_ask_key(app, label_all_answer);
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
static const char *id_at_caret(struct app *app)
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

static void do_label(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    struct range range;
    const char *id = desk != NULL && !desk->selection.active ? id_at_caret(app) : NULL;
    if (id != NULL || reader_range(app, UNIT_WORD, &range))
        reader_ask_label(app, id, id == NULL ? &range : NULL);
}

/* More than this of a document is not searched while a key waits. */
#define SAME_MOST (32u << 20)
#define SAME_COUNT_MOST 5000u

/* The ranges that say the same as the selection; to be freed. */
static struct range *same_text(struct desk *desk, struct span text, size_t *count)
{
    struct query *query = query_new(text, SEARCH_CASE, NULL);
    struct range *ranges = NULL;
    size_t cap = 0;
    struct hit hit;
    uint64_t from = 0, size = document_size(desk->document);
    *count = 0;
    while (query != NULL && *count < SAME_COUNT_MOST &&
           query_next(query, desk->text, from, size, NULL, &hit) &&
           array_reserve(&ranges, &cap, *count + 1, sizeof(*ranges))) {
        ranges[(*count)++] = (struct range){hit.start, hit.end};
        from = hit.end > from ? hit.end : from + 1;
    }
    query_free(query);
    return ranges;
}

/* All places that say the same are shown as hits, counted in the status line, and labelled. */
static void do_label_same(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    struct range range;
    struct buf text = {0};
    size_t count = 0;
    if (desk == NULL || !selection_range(desk, &range))
        return;
    if (document_size(desk->document) > SAME_MOST) {
        app_say(app, _("This document is too large to label all places at once."));
        return;
    }
    if (reader_text_of(app, &range, &text)) {
        struct range *ranges = same_text(desk, buf_span(&text), &count);
        reader_mark(app, text.at);
        reader_label_all(app, ranges, count);
        free(ranges);
    }
    buf_done(&text);
}

static void do_delete(struct app *app, const struct call *call)
{
    const char *id = id_at_caret(app);
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
    const char *id = id_at_caret(app);
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
    {"label", READER | SELECTION, "t", N_("a label on the selection, the word, or the note here"), N_("label"), do_label},
    {"label-same", SELECTION, "*", N_("label this text everywhere in the document"), NULL, do_label_same},
    {"delete-note", READER, "x", N_("delete the note under the caret"), NULL, do_delete},
    {"next-note", READER, "]a", N_("the next note"), NULL, do_next_note},
    {"previous-note", READER, "[a", N_("the note before"), NULL, do_previous_note},
    {"notes", READER | IN(MODE_LIST) | IN(MODE_NOTES), NULL, N_("list the notes of this document, or of all"), NULL, do_notes, .argument = ARGUMENT_CHOICE, .choices = "all", .optional = true},
    {"review", READER | IN(MODE_NOTES), NULL, N_("look at the notes whose place is in doubt"), NULL, do_review},
};
/* clang-format on */

const struct action_table note_actions = {rows, ARRAY_LEN(rows)};
