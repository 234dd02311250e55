#include <config.h>

#include <stdlib.h>

#include "src/base/clock.h"
#include "ui/reader.h"

/* Lines and characters of a larger document are counted by a worker on a document of its own, whose
 * checkpoints the reader's takes over several times a second, so that numbers are shown as they
 * become known. Until then a line number is found by counting as far as it must. */
#define COUNT_FROM (1u << 20)
#define COUNT_STEP (8u << 20)
#define COUNT_MS 150

struct count_job {
    struct job job;
    struct document *document; /* kept from one part to the next */
    bool finished;
};

static void count_run(struct job *base)
{
    struct count_job *job = (struct count_job *)base;
    long begin = clock_ms();
    job->finished = false;
    while (!job->finished && !job_cancelled(base) && clock_ms() - begin < COUNT_MS)
        job->finished = document_scan(job->document, COUNT_STEP);
}

static void count_job_free(struct count_job *job)
{
    document_free(job->document);
    free(job);
}

static void count_deliver(struct job *base, void *context)
{
    struct app *app = context;
    struct count_job *job = (struct count_job *)base;
    struct desk *desk = app->reader != NULL ? reader_desk_of(app, base->generation) : NULL;
    bool wanted = desk != NULL && desk->counting == base && !job_cancelled(base);
    if (desk != NULL && desk->counting == base)
        desk->counting = NULL;
    if (wanted && document_adopt_scan(desk->document, job->document) && !job->finished) {
        desk->counting = base;
        app_work(app, base);
        return;
    }
    count_job_free(job);
}

void reader_count_prepare(struct app *app)
{
    struct desk *desk = app->reader->desk;
    if (desk->counted || document_size(desk->document) < COUNT_FROM)
        return;
    struct count_job *job = array_new(1, sizeof(*job));
    if (job == NULL)
        return;
    job->job = (struct job){.run = count_run, .deliver = count_deliver, .generation = desk->id};
    job->document = document_clone(desk->document, NULL);
    if (job->document == NULL) {
        free(job);
        return;
    }
    desk->counted = true;
    desk->counting = &job->job;
    app_work(app, &job->job);
}

void reader_count_reset(struct desk *desk)
{
    if (desk->counting != NULL)
        job_cancel(desk->counting);
    desk->counting = NULL;
    desk->counted = false;
}
