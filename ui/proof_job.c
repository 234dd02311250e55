#include <config.h>

#include "ui/proof_job.h"

#include <stdlib.h>

void room_leave(struct room *room)
{
    speller_document_free(room->learnt);
    text_free(room->text);
    document_free(room->document);
    sweep_done(&room->counted);
    *room = (struct room){0};
}

/* Makes the room that of this job's document. */
static bool room_enter(struct proof_job *job)
{
    struct room *room = job->room;
    if (room->desk == job->job.generation && room->revision == job->revision &&
        room->learnt != NULL)
        return true;
    room_leave(room);
    room->document = job->document;
    job->document = NULL;
    if (room->document != NULL)
        room->text = text_new(room->document, job->judge);
    if (room->text != NULL)
        room->learnt = speller_document_new(job->speller, job->path, job->corpus_dir, &job->error);
    room->desk = job->job.generation;
    room->revision = job->revision;
    return room->learnt != NULL;
}

static bool add_flags(struct proof_job *job, const struct paragraph *paragraph,
                      const struct flags *flags)
{
    bool added = true;
    for (size_t i = 0; i < flags->count && added; i++) {
        enum verdict verdict = speller_judge(job->room->learnt, &flags->at[i]);
        struct mark mark = {.start = paragraph_raw(paragraph, flags->at[i].start),
                            .end = paragraph_raw_end(paragraph, flags->at[i].end)};
        if (verdict == VERDICT_ERROR) {
            mark.kind = MARK_ERROR;
            added = marks_add(&job->errors, mark);
        } else if (verdict == VERDICT_UNKNOWN) {
            mark.kind = MARK_UNKNOWN;
            added = marks_add(&job->unknown, mark);
        }
    }
    return added;
}

static void run_check(struct proof_job *job)
{
    struct room *room = job->room;
    struct flags flags = {0};
    const struct paragraph *paragraph = text_at(room->text, job->part.start);
    if (paragraph != NULL && paragraph->start < job->part.start)
        paragraph = text_next(room->text, paragraph);
    bool counted = sweep_has(&room->counted, job->part.start, job->part.end);
    job->done = true;
    while (job->done && paragraph != NULL && paragraph->start < job->part.end &&
           !job_cancelled(&job->job)) {
        job->done = speller_check(room->learnt, paragraph, &flags) &&
                    (counted || speller_learn(room->learnt, &flags)) &&
                    add_flags(job, paragraph, &flags);
        paragraph = text_next(room->text, paragraph);
    }
    if (job->done && !counted)
        sweep_add(&room->counted, job->part);
    flags_done(&flags);
}

static char *line_of(const struct proof_job *job)
{
    struct buf line = {0};
    buf_add_string(&line, "");
    speller_get_word(job->room->learnt, job->list, span_of(job->word), &line);
    return buf_take(&line);
}

static void run_word(struct proof_job *job)
{
    struct speller_document *learnt = job->room->learnt;
    struct span word = span_of(job->word);
    struct span model = job->model != NULL ? span_of(job->model) : (struct span){NULL, 0};
    job->before = line_of(job);
    if (job->after != NULL)
        job->done = speller_put_word(learnt, job->list, word, span_of(job->after), &job->error);
    else if (job->add)
        job->done = speller_add_word(learnt, job->list, word, model, job->wrong, &job->error);
    else
        job->done = speller_remove_word(learnt, job->list, word, &job->error);
    if (job->after == NULL)
        job->after = line_of(job);
}

void proof_run(struct job *base)
{
    struct proof_job *job = (struct proof_job *)base;
    if (job->task == TASK_LOAD) {
        job->speller = speller_new("nl", true, &job->error);
        return;
    }
    if (job_cancelled(base) || !room_enter(job))
        return;
    if (job->task == TASK_CHECK)
        run_check(job);
    else if (job->task == TASK_WORD)
        run_word(job);
    else
        job->suggestion_count =
            speller_suggest(job->speller, span_of(job->word), job->suggestions, SUGGESTIONS_MOST);
}

void proof_job_free(struct proof_job *job)
{
    for (size_t i = 0; i < job->suggestion_count; i++)
        free(job->suggestions[i]);
    marks_done(&job->errors);
    marks_done(&job->unknown);
    document_free(job->document);
    free(job->path);
    free(job->corpus_dir);
    free(job->word);
    free(job->model);
    free(job->before);
    free(job->after);
    free(job->ranges);
    free(job);
}
