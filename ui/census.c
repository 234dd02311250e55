#include <config.h>

#include "ui/census.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/clock.h"
#include "src/language/entity_cache.h"
#include "ui/list.h"
#include "ui/reader.h"

/* ---- counting ---- */

struct census *census_new(char **paths, size_t path_count, size_t begin)
{
    struct census *census = array_new(1, sizeof(*census));
    if (census == NULL) {
        for (size_t i = 0; i < path_count; i++)
            free(paths[i]);
        free(paths);
        return NULL;
    }
    *census = (struct census){
        .paths = paths, .path_count = path_count, .begin = begin < path_count ? begin : 0};
    return census;
}

void census_free(struct census *census)
{
    if (census == NULL)
        return;
    for (size_t i = 0; i < census->found.entity_count; i++)
        free(census->found.entities[i].name);
    roll_done(&census->roll);
    free(census->found.entities);
    for (size_t i = 0; i < census->path_count; i++)
        free(census->paths[i]);
    free(census->found.mentions);
    free(census->places);
    free(census->paths);
    free(census);
}

/* A new entity with room for its mention; its number, or ROLL_NONE when memory is out. */
static uint32_t add_entity(struct census *census, uint8_t type, const char *name)
{
    struct entities *found = &census->found;
    size_t count = found->entity_count;
    if (!array_reserve(&found->mentions, &census->mention_cap, count + 1,
                       sizeof(*found->mentions)) ||
        !array_reserve(&census->places, &census->place_cap, count + 1, sizeof(*census->places)))
        return ROLL_NONE;
    uint32_t number = roll_add(&census->roll, found, type, name);
    if (number == ROLL_NONE)
        return ROLL_NONE;
    found->entities[count].first = number;
    found->mentions[count] = (struct mention){.type = type, .entity = number};
    census->places[count] = (struct census_place){SIZE_MAX, 0};
    found->mention_count = count + 1;
    return number;
}

bool census_add(struct census *census, size_t document, const struct entities *found)
{
    census->version++;
    for (size_t i = 0; i < found->entity_count; i++) {
        const struct entity *entity = &found->entities[i];
        if (entity->count == 0)
            continue;
        uint32_t number = roll_find(&census->roll, &census->found, entity->type, entity->name);
        if (number == ROLL_NONE)
            number = add_entity(census, entity->type, entity->name);
        if (number == ROLL_NONE)
            return false;
        struct entity *sum = &census->found.entities[number];
        struct census_place *place = &census->places[number];
        roll_count(sum, entity->count);
        place->documents++;
        if (document < place->document) {
            place->document = document;
            census->found.mentions[number].start = found->mentions[entity->first].start;
            census->found.mentions[number].end = found->mentions[entity->first].end;
        }
    }
    return true;
}

bool census_is_finished(const struct census *census)
{
    return census->counted >= census->path_count;
}

/* ---- behind the screen ---- */

#define BATCH 16
#define BATCH_MS 200
#define DOCUMENT_MOST (64u << 20) /* as in the pane of one document */

struct census_job {
    struct job job;
    enum encoding_choice encoding;
    const struct judge *judge;
    const struct recognizer *recognizer;
    char *paths[BATCH];
    size_t documents[BATCH];
    struct entities *found[BATCH]; /* NULL: can't be read, or nothing */
    size_t count, looked;
};

static struct entities *find_in(const struct census_job *job, const char *path)
{
    struct document *document = document_open_as(path, job->encoding, NULL);
    bool fit = document != NULL && !document_is_binary(document) &&
               document_size(document) <= DOCUMENT_MOST;
    struct text *text = fit ? text_new(document, job->judge) : NULL;
    struct entities *found = NULL;
    if (text != NULL)
        found =
            entities_find_cached(job->recognizer, text, job->judge, &job->job.cancel, NULL, NULL);
    text_free(text);
    document_free(document);
    return found;
}

static void count_run(struct job *base)
{
    struct census_job *job = (struct census_job *)base;
    int64_t begun = clock_ms();
    while (job->looked < job->count && !job_cancelled(base) &&
           (job->looked == 0 || clock_ms() - begun < BATCH_MS)) {
        job->found[job->looked] = find_in(job, job->paths[job->looked]);
        job->looked++;
    }
}

static void job_free(struct census_job *job)
{
    for (size_t i = 0; i < job->count; i++) {
        free(job->paths[i]);
        entities_free(job->found[i]);
    }
    free(job);
}

static void count_deliver(struct job *base, void *context)
{
    struct app *app = context;
    struct census_job *job = (struct census_job *)base;
    struct census *census = app->census;
    if (census != NULL && census->job == base) {
        census->job = NULL;
        for (size_t i = 0; i < job->looked && !job_cancelled(base); i++) {
            census->counted++;
            if (job->found[i] != NULL && !census_add(census, job->documents[i], job->found[i]))
                census->stopped = true;
        }
    }
    job_free(job);
}

static void look_on(struct app *app, struct census *census)
{
    struct census_job *job = array_new(1, sizeof(*job));
    if (job == NULL)
        return;
    job->job = (struct job){.run = count_run, .deliver = count_deliver};
    job->encoding = app->settings.encoding;
    job->judge = app->judge;
    job->recognizer = app->reader->recognizer;
    while (job->count < BATCH && census->counted + job->count < census->path_count) {
        size_t document = (census->begin + census->counted + job->count) % census->path_count;
        job->paths[job->count] = bytes_copy(span_of(census->paths[document]));
        job->documents[job->count] = document;
        if (job->paths[job->count] == NULL)
            break;
        job->count++;
    }
    census->job = &job->job;
    app_work(app, &job->job);
}

/* A census of the documents in the order of the list, from the top of what it shows. */
static struct census *begin_census(struct app *app)
{
    list_refresh(app);
    const struct list_order *order = &app->list->order;
    char **paths = array_new(order->count + 1, sizeof(*paths));
    size_t count = 0;
    for (size_t i = 0; paths != NULL && i < order->count; i++) {
        paths[count] = bytes_copy(span_of(shelf_path(&app->shelf, order->entries[i])));
        count += paths[count] != NULL;
    }
    const char *alone = reader_desk(app) != NULL ? reader_desk(app)->path : NULL;
    if (paths != NULL && count == 0 && alone != NULL) { /* read without a list */
        paths[0] = bytes_copy(span_of(alone));
        count = paths[0] != NULL;
    }
    struct census *census = paths != NULL ? census_new(paths, count, app->list->menu.top) : NULL;
    if (census != NULL)
        census->generation = app->shelf.installed;
    return census;
}

void census_prepare(struct app *app)
{
    if (app->census != NULL && app->census->generation != app->shelf.installed)
        census_done(app);
    if (app->census == NULL && app->list != NULL)
        app->census = begin_census(app);
    struct census *census = app->census;
    if (census != NULL && census->job == NULL && !census->stopped && !census_is_finished(census) &&
        app->reader->recognizer != NULL)
        look_on(app, census);
}

void census_stop(struct app *app)
{
    struct census *census = app->census;
    if (census == NULL || census_is_finished(census))
        return;
    census->stopped = true;
    if (census->job != NULL)
        job_cancel(census->job);
    census->job = NULL;
}

void census_resume(struct app *app)
{
    if (app->census != NULL)
        app->census->stopped = false;
}

void census_done(struct app *app)
{
    if (app->census != NULL && app->census->job != NULL)
        job_cancel(app->census->job);
    census_free(app->census);
    app->census = NULL;
}
