/* What is searched for is looked for by a worker with a document of its own, a part of the file at
 * a time, the page first; what it finds goes into the desk's layer part by part. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "ui/pane_reader.h"
#include "ui/reader.h"
#include "ui/typed_query.h"

/* The first parts are small, so that what is near is found at once; each may be as large as all
 * before, or the turns between parts would take longer than the search. */
#define HUNT_PART (4u << 20)
#define HUNT_PART_MOST (256u << 20)
#define HITS_MOST 500000u

struct hunt_job {
    struct job job;
    struct document *document;
    char *bytes; /* a copy of a text of ours, which the document is of */
    const struct judge *judge;
    char *query_text;
    struct sweep_part part;
    struct marks found;
    bool done;
};

static void hunt_run(struct job *job)
{
    struct hunt_job *hunt = (struct hunt_job *)job;
    struct query *query = typed_query_new(hunt->query_text, NULL);
    struct text *text = text_new(hunt->document, hunt->judge);
    uint64_t from = hunt->part.start;
    struct hit hit;
    hunt->done = query != NULL && text != NULL;
    while (hunt->done && hunt->found.count < HITS_MOST &&
           query_next(query, text, from, hunt->part.end, &job->cancel, &hit)) {
        struct mark mark = {.start = hit.start, .end = hit.end, .kind = MARK_HIT};
        hunt->done = marks_add(&hunt->found, mark);
        from = hit.end > from ? hit.end : from + 1;
    }
    text_free(text);
    query_free(query);
}

static void hunt_job_free(struct hunt_job *hunt)
{
    marks_done(&hunt->found);
    document_free(hunt->document);
    free(hunt->bytes);
    free(hunt->query_text);
    free(hunt);
}

static void hunt_deliver(struct job *job, void *context)
{
    struct app *app = context;
    struct hunt_job *job_hunt = (struct hunt_job *)job;
    struct desk *desk = app->reader != NULL ? reader_desk_of(app, job->generation) : NULL;
    if (desk != NULL && desk->hunt.job == job) {
        struct hunt *hunt = &desk->hunt;
        hunt->job = NULL;
        if (job_hunt->done && !job_cancelled(job)) {
            bool kept = marks_replace(&hunt->marks, job_hunt->part.start, job_hunt->part.end,
                                      job_hunt->found.at, job_hunt->found.count);
            hunt->full = !kept || hunt->marks.count >= HITS_MOST;
            sweep_add(&hunt->sweep, job_hunt->part);
            if (view_is_filtered(desk->view))
                view_filter(desk->view, hunt->marks.at, hunt->marks.count);
        } else {
            hunt->full = true; /* stopped: not begun again by itself */
        }
    }
    hunt_job_free(job_hunt);
}

void hunt_done(struct hunt *hunt)
{
    if (hunt->job != NULL)
        job_cancel(hunt->job);
    hunt->job = NULL;
    marks_done(&hunt->marks);
    sweep_done(&hunt->sweep);
}

void hunt_reset(struct hunt *hunt)
{
    if (hunt->job != NULL)
        job_cancel(hunt->job);
    hunt->job = NULL;
    hunt->full = false;
    marks_clear(&hunt->marks);
    sweep_clear(&hunt->sweep);
}

static uint64_t part_bytes(const struct hunt *hunt)
{
    uint64_t done = sweep_bytes(&hunt->sweep);
    if (done < HUNT_PART)
        return HUNT_PART;
    return done < HUNT_PART_MOST ? done : HUNT_PART_MOST;
}

/* The next part to look through; nothing while a job runs, or all is done. */
void hunt_prepare(struct app *app)
{
    struct reader *reader = app->reader;
    struct desk *desk = reader->desk;
    struct sweep_part part;
    if (reader->query == NULL || desk->hunt.job != NULL || desk->hunt.full ||
        !sweep_next(&desk->hunt.sweep, view_start(desk->view), document_size(desk->document),
                    part_bytes(&desk->hunt), &part))
        return;
    struct hunt_job *job = array_new(1, sizeof(*job));
    if (job == NULL)
        return;
    job->query_text = bytes_copy(span_of(reader->query_text));
    if (desk->title == NULL) {
        job->document = document_clone(desk->document, NULL);
    } else {
        job->bytes = bytes_copy(buf_span(&desk->own));
        if (job->bytes != NULL)
            job->document = document_of((struct span){job->bytes, desk->own.len}, "");
    }
    job->judge = app->judge;
    job->part = part;
    job->job = (struct job){.run = hunt_run, .deliver = hunt_deliver, .generation = desk->id};
    if (job->query_text == NULL || job->document == NULL) {
        hunt_job_free(job);
        return;
    }
    desk->hunt.job = &job->job;
    app_work(app, &job->job);
}
