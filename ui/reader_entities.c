#include <config.h>

#include <stdlib.h>

#include "src/language/entity_cache.h"
#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

/* A larger file is not analysed: its entities would not fit in a pane anyhow. */
#define CAST_MOST (64u << 20)

struct cast_job {
    struct job job;
    char *path, *corpus_dir;
    enum encoding_choice encoding;
    const struct judge *judge;
    const struct recognizer *recognizer; /* NULL: load it first */
    struct recognizer *loaded;
    struct recognizer_warnings warnings;
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
    struct document *document = document_open_as(job->path, job->encoding, NULL);
    struct text *text = document != NULL ? text_new(document, job->judge) : NULL;
    if (text != NULL)
        job->found = entities_find_cached(job->recognizer, text, job->judge, &base->cancel,
                                          &job->done, NULL);
    text_free(text);
    document_free(document);
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
        entities_free(desk->cast.found);
        desk->cast.found = job->found;
        desk->cast.version++;
        job->found = NULL;
        if (desk->cast.found != NULL)
            make_marks(&desk->cast);
    }
    entities_free(job->found);
    free(job->path);
    free(job->corpus_dir);
    free(job);
}

void reader_entities_prepare(struct app *app)
{
    struct reader *reader = app->reader;
    struct desk *desk = reader->desk;
    if (desk->cast.asked || desk->path == NULL || reader->recognizer_asked ||
        document_size(desk->document) > CAST_MOST)
        return;
    struct cast_job *job = array_new(1, sizeof(*job));
    if (job == NULL)
        return;
    const struct corpus *corpus = app->shelf.corpus;
    job->path = bytes_copy(span_of(desk->path));
    if (corpus != NULL && corpus->root_count > 0)
        job->corpus_dir = bytes_copy(span_of(corpus->roots[0]));
    job->judge = app->judge;
    job->recognizer = reader->recognizer;
    job->encoding = app->settings.encoding;
    job->job = (struct job){.run = cast_run, .deliver = cast_deliver, .generation = desk->id};
    desk->cast.asked = true;
    if (job->path == NULL) {
        free(job->corpus_dir);
        free(job);
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
