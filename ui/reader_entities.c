#include <config.h>

#include <stdlib.h>

#include "src/language/entity_cache.h"
#include "ui/message.h"
#include "ui/pane_entities.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

/* A larger document is gone through by parts: what stands near the page first, then all of it while
 * the pane of entities is seen. */
#define CAST_WHOLE (64u << 20)
#define CAST_PART (2u << 20)
#define CAST_NEAR (256u << 10)

struct cast_job {
    struct job job;
    struct document *document;
    char *corpus_dir;
    const struct judge *judge;
    const struct recognizer *recognizer; /* NULL: load it first */
    struct recognizer *loaded;
    struct recognizer_warnings warnings;
    bool whole;
    struct sweep_part part;
    struct entities *found;
    _Atomic uint64_t done;
};

static void cast_run(struct job *base)
{
    struct cast_job *job = (struct cast_job *)base;
    if (job->recognizer == NULL) {
        job->loaded = recognizer_new("nl", job->corpus_dir, &job->warnings);
        job->recognizer = job->loaded;
    }
    if (job->recognizer == NULL || job_cancelled(base))
        return;
    struct text *text = text_new(job->document, job->judge);
    if (text != NULL && job->whole)
        job->found = entities_find_cached(job->recognizer, text, job->judge, &base->cancel,
                                          &job->done, NULL);
    else if (text != NULL)
        job->found = entities_find_between(job->recognizer, text, job->part.start, job->part.end,
                                           &base->cancel, &job->done, NULL);
    text_free(text);
}

static void make_marks(struct cast *cast)
{
    marks_clear(&cast->marks);
    for (size_t i = 0; i < cast->found->mention_count; i++) {
        const struct mention *mention = &cast->found->mentions[i];
        struct mark mark = {.start = mention->start,
                            .end = mention->end,
                            .kind = MARK_ENTITY,
                            .detail = mention->type,
                            .id = (uint32_t)i};
        if (!marks_add(&cast->marks, mark))
            return;
    }
}

static void take_whole(struct cast *cast, struct cast_job *job)
{
    entities_free(cast->found);
    cast->found = job->found;
    cast->version++;
    job->found = NULL;
    if (cast->found != NULL)
        make_marks(cast);
}

/* Lists are made anew when a quarter more is known: sorting thousands of names takes a while. */
static void take_part(struct app *app, struct desk *desk, struct cast_job *job)
{
    struct cast *cast = &desk->cast;
    if (cast->found == NULL && job->found != NULL)
        cast->found = array_new(1, sizeof(*cast->found));
    if (cast->found == NULL || job->found == NULL ||
        !gather_add(&cast->gathering, cast->found, desk_focus(desk), job->part, job->found))
        cast->asked = true; /* gone, or out of memory: trying again would never end */
    if (cast->found != NULL)
        make_marks(cast);
    uint64_t focus = desk_focus(desk);
    if (job->part.end > focus && job->part.start < focus + CAST_NEAR)
        proof_recheck(&desk->proof, job->part);
    uint64_t counted = sweep_bytes(&cast->gathering.counted);
    if (counted - cast->listed >= cast->listed / 4 || !cast_is_partial(desk)) {
        cast->version++;
        cast->listed = counted;
    }
    side_renumber(app);
}

static void cast_job_free(struct cast_job *job)
{
    entities_free(job->found);
    document_free(job->document);
    free(job->corpus_dir);
    free(job);
}

static void cast_deliver(struct job *base, void *context)
{
    struct app *app = context;
    struct cast_job *job = (struct cast_job *)base;
    struct desk *desk = app->reader != NULL ? reader_desk_of(app, base->generation) : NULL;
    if (job->loaded != NULL && app->reader != NULL) {
        app->reader->recognizer = job->loaded;
        app->reader->recognizer_asked = false;
        app_warn_error(app, &job->warnings.names);
        app_warn_error(app, &job->warnings.model); /* weighs more: the last one is shown */
    } else {
        recognizer_free(job->loaded);
    }
    if (desk != NULL && desk->cast.job == base) {
        desk->cast.job = NULL;
        if (job->whole)
            take_whole(&desk->cast, job);
        else
            take_part(app, desk, job);
    }
    cast_job_free(job);
}

bool cast_is_partial(const struct desk *desk)
{
    uint64_t size = document_size(desk->document);
    return size > CAST_WHOLE && !sweep_has(&desk->cast.gathering.counted, 0, size);
}

/* What to look through next; false when there is nothing. */
static bool next_part(const struct app *app, const struct desk *desk, struct sweep_part *part)
{
    const struct gathering *gathering = &desk->cast.gathering;
    uint64_t size = document_size(desk->document), focus = desk_focus(desk);
    *part = (struct sweep_part){0, size};
    if (desk->cast.asked)
        return false;
    if (size <= CAST_WHOLE)
        return true;
    bool listed = app->screen.shown[SLOT_SIDE];
    if (app->reader->entities_hidden && !listed)
        return false; /* nobody looks */
    uint64_t near = size - focus > CAST_NEAR ? focus + CAST_NEAR : size;
    if (sweep_next(&gathering->kept, focus, near, CAST_NEAR, part) && part->start >= focus) {
        sweep_cut(&gathering->counted, part); /* counted as a whole, or not at all */
        return true;
    }
    return listed && sweep_next(&gathering->counted, focus, size, CAST_PART, part);
}

void reader_entities_prepare(struct app *app)
{
    struct reader *reader = app->reader;
    struct desk *desk = reader->desk;
    struct sweep_part part;
    if (desk->title != NULL || desk->cast.job != NULL || reader->recognizer_asked ||
        !next_part(app, desk, &part))
        return;
    struct cast_job *job = array_new(1, sizeof(*job));
    if (job == NULL)
        return;
    if (desk->path != NULL)
        job->corpus_dir = shelf_home(&app->shelf, desk->path);
    job->judge = app->judge;
    job->recognizer = reader->recognizer;
    job->part = part;
    job->whole = document_size(desk->document) <= CAST_WHOLE;
    job->job = (struct job){.run = cast_run, .deliver = cast_deliver, .generation = desk->id};
    desk->cast.asked = job->whole;
    job->document = document_clone(desk->document, NULL);
    if (job->document == NULL) {
        desk->cast.asked = true;
        cast_job_free(job);
        return;
    }
    reader->recognizer_asked = reader->recognizer == NULL;
    desk->cast.job = &job->job;
    app_work(app, &job->job);
}

void cast_reset(struct cast *cast)
{
    if (cast->job != NULL)
        job_cancel(cast->job);
    cast->job = NULL;
    cast->asked = false;
    entities_free(cast->found);
    cast->found = NULL;
    cast->version++;
    cast->listed = 0;
    gather_done(&cast->gathering);
    marks_clear(&cast->marks);
}

void cast_done(struct cast *cast)
{
    cast_reset(cast);
    marks_done(&cast->marks);
}

/* ---- going to entities ---- */

static void go_entity(struct app *app, bool forward, long count)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    if (desk->cast.found == NULL) {
        app_say(app, _("Still looking for names and dates …"));
        return;
    }
    app->reader->entities_hidden = false;
    const struct marks *marks = &desk->cast.marks;
    uint64_t caret = view_caret(desk->view);
    size_t at = marks_from(marks, forward ? caret + 1 : caret);
    size_t step = (size_t)(count > 0 ? count : 1);
    if (forward ? at + step > marks->count : at < step) {
        app_say(app, forward ? _("No entity further on.") : _("No entity before this."));
        return;
    }
    view_show(desk->view, marks->at[forward ? at + step - 1 : at - step].start);
}

static void do_next_entity(struct app *app, const struct call *call)
{
    go_entity(app, true, call->count);
}

static void do_previous_entity(struct app *app, const struct call *call)
{
    go_entity(app, false, call->count);
}

static void do_show(struct app *app, const struct call *call)
{
    app->reader->entities_hidden = !app->reader->entities_hidden;
    app_say(app, app->reader->entities_hidden ? _("Entities are not marked on the page.")
                                              : _("Entities are marked on the page."));
}

/* clang-format off */
static const struct action rows[] = {
    {"next-entity", IN(MODE_READER), "]e", N_("the next name, date, reference"), NULL, do_next_entity},
    {"previous-entity", IN(MODE_READER), "[e", N_("the name, date, reference before"), NULL, do_previous_entity},
    {"mark-entities", IN(MODE_READER), NULL, N_("entities on the page on or off"), NULL, do_show},
};
/* clang-format on */

const struct action_table entity_actions = {rows, ARRAY_LEN(rows)};
