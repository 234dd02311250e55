/* Begins the speller's jobs and takes back what they found. */
#include <config.h>

#include <stdlib.h>

#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/pane_results.h"
#include "ui/reader_spell.h"

static void take_checked(struct app *app, struct proof_job *job, struct desk *desk)
{
    uint64_t size = document_size(desk->document);
    if (job->done)
        proof_take(&desk->proof, desk_focus(desk), size, job->part, &job->errors, &job->unknown);
    else /* gone, or out of memory: trying again at each frame would never end */
        proof_stop(&desk->proof, size);
    if (sweep_has(&desk->proof.sweep, 0, size))
        results_refresh_words(app);
}

/* What has become of a word, by what its list says now. */
static void say_word(struct app *app, const struct proof_job *job)
{
    const char *said = _("‘{subject}’ is good from now on.");
    if (job->after[0] == '\0')
        said = _("‘{subject}’ is taken from the word list.");
    else if (job->after[0] == '*')
        said = _("‘{subject}’ is marked as wrong.");
    else if (job->model != NULL)
        said = _("‘{subject}’ and its inflections are good from now on.");
    else if (job->list == WORDS_DOCUMENT)
        said = _("‘{subject}’ is good in this document.");
    else if (job->list == WORDS_CORPUS)
        said = _("‘{subject}’ is good in this corpus.");
    else if (job->list == WORDS_SESSION)
        said = _("‘{subject}’ is good until you quit; u brings it back.");
    app_say_about(app, said, job->word, 0);
}

static void take_word(struct app *app, struct proof_job *job, struct desk *desk)
{
    if (!job->done) {
        if (job->error.kind != ERROR_NONE)
            app_warn_error(app, &job->error);
        results_refresh_words(app); /* which took the word out, believing in it */
        return;
    }
    if (desk != NULL)
        proof_again(&desk->proof);
    if (job->before == NULL || job->after == NULL)
        return; /* out of memory, behind the deed */
    if (job->undo)
        reader_did_word(app, job->word, job->list, job->before, job->after);
    say_word(app, job);
}

static void take_suggestions(struct app *app, struct proof_job *job, struct desk *desk)
{
    if (desk == NULL || desk != reader_desk(app))
        return;
    if (job->suggestion_count == 0)
        app_say_about(app, _("There is no suggestion for ‘{subject}’."), job->word, 0);
    else if (job->pick > 0 && (size_t)job->pick <= job->suggestion_count)
        reader_note_corrections(app, job->ranges, job->range_count,
                                job->suggestions[job->pick - 1]);
    else if (job->pick > 0)
        app_say(app, _("There are not so many suggestions."));
    else
        results_show_suggestions(app, job->word, job->ranges, job->range_count, job->suggestions,
                                 job->suggestion_count);
}

static void proof_deliver(struct job *base, void *context)
{
    struct app *app = context;
    struct proof_job *job = (struct proof_job *)base;
    struct spelling *spelling = app->reader != NULL ? app->reader->spelling : NULL;
    if (spelling == NULL) { /* the program is ending */
        if (job->task == TASK_LOAD)
            speller_free(job->speller);
        proof_job_free(job);
        return;
    }
    struct desk *desk = reader_desk_of(app, base->generation);
    spelling->running = NULL;
    if (job->task == TASK_LOAD) {
        spelling->speller = job->speller;
        spelling->failed = job->speller == NULL;
        spelling->failure = job->error;
        if (spelling->failed)
            app_warn_error(app, &job->error);
    } else if (job->task == TASK_CHECK && desk != NULL) {
        take_checked(app, job, desk);
    } else if (job->task == TASK_WORD) {
        take_word(app, job, desk);
    } else if (job->task == TASK_SUGGEST) {
        take_suggestions(app, job, desk);
    }
    proof_job_free(job);
}

/* ---- beginning jobs ---- */

static void begin(struct app *app, struct proof_job *job)
{
    struct spelling *spelling = app->reader->spelling;
    job->job.run = proof_run;
    job->job.deliver = proof_deliver;
    job->room = &spelling->room;
    if (job->task != TASK_LOAD)
        job->speller = spelling->speller;
    spelling->running = &job->job;
    app_work(app, &job->job);
}

static struct proof_job *job_new(struct app *app, enum proof_task task, struct desk *desk)
{
    struct proof_job *job = array_new(1, sizeof(*job));
    if (job == NULL)
        return NULL;
    job->task = task;
    job->judge = app->judge;
    if (desk != NULL) {
        job->job.generation = desk->id;
        job->revision = desk->proof.revision;
        job->document = document_clone(desk->document, NULL);
        if (desk->path != NULL) {
            job->path = bytes_copy(span_of(desk->path));
            job->corpus_dir = shelf_home(&app->shelf, desk->path);
        }
        if (job->document == NULL || (desk->path != NULL && job->path == NULL)) {
            proof_job_free(job);
            return NULL;
        }
    }
    return job;
}

void reader_spell_prepare(struct app *app)
{
    struct spelling *spelling = app->reader->spelling;
    struct desk *desk = app->reader->desk;
    spelling_retry(app);
    bool wanted = !app->reader->spelling_hidden || spelling->waiting != NULL;
    if (spelling->running != NULL || spelling->failed || desk->title != NULL || !wanted)
        return;
    if (spelling->speller == NULL) {
        struct proof_job *load = job_new(app, TASK_LOAD, NULL);
        if (load != NULL)
            begin(app, load);
        return;
    }
    if (spelling->waiting != NULL) {
        struct proof_job *job = spelling->waiting;
        spelling->waiting = NULL;
        begin(app, job);
        return;
    }
    struct sweep_part part;
    if (app->reader->spelling_hidden ||
        !proof_next(&desk->proof, desk_focus(desk), document_size(desk->document),
                    spelling->pending > 0, &part))
        return;
    struct proof_job *job = job_new(app, TASK_CHECK, desk);
    if (job == NULL)
        return;
    job->part = part;
    begin(app, job);
}

bool reader_spell_start(struct app *app)
{
    app->reader->spelling = array_new(1, sizeof(*app->reader->spelling));
    return app->reader->spelling != NULL;
}

/* To be called when no job runs any more (or none is delivered to this app again). */
void reader_spell_done(struct app *app)
{
    struct spelling *spelling = app->reader->spelling;
    if (spelling == NULL)
        return;
    if (spelling->waiting != NULL)
        proof_job_free(spelling->waiting);
    room_leave(&spelling->room);
    if (spelling->speller != NULL)
        speller_save(spelling->speller);
    speller_free(spelling->speller);
    free(spelling);
    app->reader->spelling = NULL;
}

void spelling_ask(struct app *app, struct proof_job *job)
{
    struct spelling *spelling = app->reader->spelling;
    if (spelling->waiting != NULL)
        proof_job_free(spelling->waiting);
    spelling->waiting = job;
    reader_spell_prepare(app);
}

struct proof_job *spelling_job(struct app *app, enum proof_task task)
{
    return job_new(app, task, reader_desk(app));
}

bool spelling_can_ask(struct app *app)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL || desk->title != NULL)
        return false;
    if (app->reader->spelling->failed)
        app_warn_error(app, &app->reader->spelling->failure);
    return !app->reader->spelling->failed;
}
