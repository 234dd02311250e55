/* The layer of notes of a document: opened, drawn as marks, kept up with other programs, closed. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/base/worker.h"
#include "src/notes/document_label.h"
#include "ui/message.h"
#include "ui/pane_notes.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"
#include "ui/reader_notes.h"
#include "ui/theme.h"

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

/* What shows the notes shows them as they are now. */
static void notes_are_other(struct app *app, struct desk *desk)
{
    struct buf labels = {0};
    make_marks(&desk->margin);
    notelist_changed(app);
    buf_add_string(&labels, "");
    if (desk->margin.notes != NULL)
        document_labels_add(desk->margin.notes, &labels);
    if (buf_ok(&labels) && desk->path != NULL)
        shelf_set_labels(app, desk->path, labels.at);
    buf_done(&labels);
}

static size_t count_doubts(const struct notes *notes)
{
    size_t doubts = 0;
    for (size_t i = 0; i < notes_count(notes); i++) {
        enum note_state state = notes_at(notes, i).state;
        doubts += state == NOTE_DOUBT || state == NOTE_ORPHAN;
    }
    return doubts;
}

static void tell_doubts(struct app *app, struct margin *margin)
{
    size_t doubts = count_doubts(margin->notes);
    if (doubts > margin->doubts)
        app_say_about(app,
                      P_("The place of {number} note is in doubt; :review looks at it.",
                         "The places of {number} notes are in doubt; :review looks at them.",
                         doubts),
                      NULL, (long)doubts);
    margin->doubts = doubts;
}

/* ---- passages that must be looked for ---- */

struct place_job {
    struct job job;
    struct placing *placing;
    bool found;
    struct error error;
};

static void place_run(struct job *base)
{
    struct place_job *job = (struct place_job *)base;
    job->found = placing_run(job->placing, &base->cancel, &job->error);
}

static void place_deliver(struct job *base, void *context)
{
    struct app *app = context;
    struct place_job *job = (struct place_job *)base;
    struct desk *desk = app->reader != NULL ? reader_desk_of(app, base->generation) : NULL;
    bool wanted = desk != NULL && desk->margin.placing == base;
    struct error error = job->error;
    if (wanted)
        desk->margin.placing = NULL;
    if (!wanted || !job->found)
        placing_free(job->placing);
    bool done = wanted && job->found && notes_end_placing(desk->margin.notes, job->placing, &error);
    free(job);
    if (!wanted)
        return;
    if (!done)
        app_warn_error(app, &error);
    notes_are_other(app, desk);
    tell_doubts(app, &desk->margin);
}

/* Begins behind the screen; what stands where it stood is shown meanwhile. */
static void place_notes(struct app *app, struct desk *desk)
{
    struct margin *margin = &desk->margin;
    struct placing *placing = margin->placing == NULL ? notes_take_placing(margin->notes) : NULL;
    if (placing == NULL)
        return;
    struct place_job *job = array_new(1, sizeof(*job));
    if (job == NULL) {
        placing_free(placing);
        return;
    }
    job->placing = placing;
    job->job = (struct job){.run = place_run, .deliver = place_deliver, .generation = desk->id};
    margin->placing = &job->job;
    app_work(app, &job->job);
}

static void stop_placing(struct margin *margin)
{
    if (margin->placing != NULL)
        job_cancel(margin->placing);
    margin->placing = NULL;
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
    struct notes_options options = settings_notes(&app->settings);
    margin->notes = notes_open_later(desk->path, desk->document, &options, &recovered, &error);
    if (margin->notes == NULL) {
        app_warn_error(app, &error);
        return;
    }
    make_marks(margin);
    if (notes_is_overlay(margin->notes))
        app_say_about(app, _("The notes of this document are kept in {subject}."),
                      notes_path(margin->notes), 0);
    note_offer_draft(app, desk);
    if (recovered > 0)
        app_say_about(app,
                      P_("{number} change recovered that had not been saved.",
                         "{number} changes recovered that had not been saved.", recovered),
                      NULL, (long)recovered);
}

/* ---- a mass deletion by another program ---- */

static void leave_open(struct app *app)
{
    struct desk *desk = app->reader->desk;
    if (desk != NULL)
        desk->margin.deletion_later = true; /* asked again at the next change */
    app_say(app, _("Left open: your notes are saved when you have answered."));
}

static bool is_word(const char *text, const char *word, const char *translated)
{
    return strcmp(text, word) == 0 || strcmp(text, translated) == 0;
}

static void deletion_answer(struct app *app, const char *text)
{
    struct desk *desk = app->reader->desk;
    struct error error = {0};
    if (desk == NULL || desk->margin.notes == NULL || !notes_deletion_waits(desk->margin.notes))
        return;
    /* TRANSLATORS: what is typed to have the notes deleted; the question names it too. */
    bool meant = is_word(text, "delete", _("delete"));
    /* TRANSLATORS: what is typed to have the notes put back; the question names it too. */
    if (!meant && !is_word(text, "restore", _("restore"))) {
        leave_open(app);
        return;
    }
    if (!notes_answer_deletion(desk->margin.notes, meant, &error))
        app_warn_error(app, &error);
    else
        app_say(app, meant ? _("The notes are deleted here too.") : _("The notes are back."));
    notes_are_other(app, desk);
}

static const struct prompt_kind deletion_prompt = {.accept = deletion_answer, .cancel = leave_open};

/* The question comes between the reader's keys, any of which may be meant for the page: only a
 * whole word answers it. */
static void ask_deletion(struct app *app, struct margin *margin)
{
    if (notes_deletion_waits(margin->notes) && !margin->deletion_later &&
        !prompt_is_open(app->prompt))
        prompt_open(app, &deletion_prompt,
                    _("Another program deleted most notes here. Type delete or restore: "), "");
}

void reader_notes_prepare(struct app *app)
{
    struct desk *desk = app->reader->desk;
    struct margin *margin = &desk->margin;
    bool changed = false;
    if (!margin->tried && desk->path != NULL)
        open_notes(app, desk);
    else if (margin->notes != NULL && notes_refresh(margin->notes, &changed, NULL) && changed) {
        notes_are_other(app, desk);
    }
    if (margin->notes != NULL) {
        place_notes(app, desk);
        ask_deletion(app, margin);
    }
}

void margin_done(struct app *app, struct margin *margin)
{
    struct error error = {0};
    stop_placing(margin);
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
    stop_placing(&desk->margin);
    if (desk->margin.notes == NULL)
        return;
    if (!notes_reanchor(desk->margin.notes, &error))
        app_warn_error(app, &error);
    notes_are_other(app, desk);
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
    notes_are_other(app, desk);
}
