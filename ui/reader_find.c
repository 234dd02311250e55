#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/text/token.h"
#include "src/text/unicode.h"
#include "ui/message.h"
#include "ui/pane_entities.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"
#include "ui/typed_query.h"

/* The first hit from the caret is looked for at once, but no further than a key may wait; all hits
 * by a worker (reader_hunt.c). */
#define HUNT_NEAR (256u << 10)

/* ---- going to hits ---- */

static void forget_hits(struct app *app)
{
    for (struct desk *desk = reader_desk(app); desk != NULL; desk = desk->under) {
        if (view_is_filtered(desk->view))
            view_filter(desk->view, NULL, 0);
        hunt_reset(&desk->hunt);
    }
}

/* Sets what is searched for; false with an error when it is no query. */
static bool set_query(struct app *app, const char *text, struct error *error)
{
    struct reader *reader = app->reader;
    side_leave(app);
    if (reader->query != NULL && strcmp(reader->query_text, text) == 0) {
        reader->hits_shown = true;
        return true;
    }
    struct query *query = typed_query_new(text, error);
    char *copy = query != NULL ? bytes_copy(span_of(text)) : NULL;
    if (copy == NULL) {
        query_free(query);
        return false;
    }
    forget_hits(app);
    query_free(reader->query);
    free(reader->query_text);
    reader->query = query;
    reader->query_text = copy;
    reader->hits_shown = true;
    return true;
}

static void clear_query(struct app *app)
{
    struct reader *reader = app->reader;
    side_leave(app);
    forget_hits(app);
    reader->search_pending = 0;
    query_free(reader->query);
    free(reader->query_text);
    reader->query = NULL;
    reader->query_text = NULL;
    reader->hits_shown = false;
}

/* From what is known already: the hit from `off` on (or before it). Only where the layer is
 * complete between off and the hit. */
static bool known_hit(const struct desk *desk, uint64_t off, bool forward, struct hit *hit)
{
    const struct hunt *hunt = &desk->hunt;
    size_t at = marks_from(&hunt->marks, off);
    if (!forward && at == 0)
        return false;
    if (forward && at == hunt->marks.count)
        return false;
    const struct mark *mark = &hunt->marks.at[forward ? at : at - 1];
    uint64_t low = forward ? off : mark->start, high = forward ? mark->start : off;
    if (!sweep_has(&hunt->sweep, low, high))
        return false;
    *hit = (struct hit){mark->start, mark->end};
    return true;
}

enum outcome { OUTCOME_FOUND, OUTCOME_WRAPPED, OUTCOME_NONE, OUTCOME_FAR };

/* From what the worker has found: the first hit at or behind `off`, else from the start;
 * OUTCOME_FAR: it has not been far enough to say. */
static enum outcome known_from(const struct desk *desk, uint64_t off, struct hit *hit)
{
    if (known_hit(desk, off, true, hit))
        return OUTCOME_FOUND;
    if (!sweep_has(&desk->hunt.sweep, off, document_size(desk->document)))
        return OUTCOME_FAR;
    if (known_hit(desk, 0, true, hit))
        return OUTCOME_WRAPPED;
    return sweep_has(&desk->hunt.sweep, 0, off) ? OUTCOME_NONE : OUTCOME_FAR;
}

static enum outcome known_before(const struct desk *desk, uint64_t off, struct hit *hit)
{
    uint64_t size = document_size(desk->document);
    if (known_hit(desk, off, false, hit))
        return OUTCOME_FOUND;
    if (!sweep_has(&desk->hunt.sweep, 0, off))
        return OUTCOME_FAR;
    if (known_hit(desk, size, false, hit))
        return OUTCOME_WRAPPED;
    return sweep_has(&desk->hunt.sweep, off, size) ? OUTCOME_NONE : OUTCOME_FAR;
}

/* The same, looking near the caret itself where the worker has not been. */
static enum outcome hit_from(struct app *app, uint64_t off, struct hit *hit)
{
    struct desk *desk = app->reader->desk;
    const struct query *query = app->reader->query;
    uint64_t size = document_size(desk->document);
    enum outcome outcome = known_from(desk, off, hit);
    if (outcome != OUTCOME_FAR)
        return outcome;
    uint64_t near = size - off > HUNT_NEAR ? off + HUNT_NEAR : size;
    if (off < size && query_next(query, desk->text, off, near, NULL, hit))
        return OUTCOME_FOUND;
    if (near < size || off > HUNT_NEAR)
        return OUTCOME_FAR;
    return query_next(query, desk->text, 0, off, NULL, hit) ? OUTCOME_WRAPPED : OUTCOME_NONE;
}

static enum outcome hit_before(struct app *app, uint64_t off, struct hit *hit)
{
    struct desk *desk = app->reader->desk;
    const struct query *query = app->reader->query;
    uint64_t size = document_size(desk->document);
    enum outcome outcome = known_before(desk, off, hit);
    if (outcome != OUTCOME_FAR || size > HUNT_NEAR)
        return outcome;
    if (query_before(query, desk->text, off, NULL, hit))
        return OUTCOME_FOUND;
    return query_before(query, desk->text, size, NULL, hit) ? OUTCOME_WRAPPED : OUTCOME_NONE;
}

static void tell_outcome(struct app *app, enum outcome outcome)
{
    switch (outcome) {
    case OUTCOME_FOUND:
        break;
    case OUTCOME_WRAPPED:
        app_say(app, _("The search went on at the other end of the text."));
        break;
    case OUTCOME_NONE:
        app_say_about(app, _("Not found: {subject}"), app->reader->query_text, 0);
        break;
    case OUTCOME_FAR:
        app_say(app, _("No hit near; searching the rest of the text …"));
        break;
    }
}

/* A hit too far away for a key to wait for is gone to when the worker has found it, unless the
 * caret has been moved meanwhile. */
static void wait_for_hit(struct app *app, enum outcome outcome, bool forward)
{
    struct reader *reader = app->reader;
    reader->search_pending = outcome != OUTCOME_FAR ? 0 : forward ? 1 : -1;
    reader->pending_caret = view_caret(reader->desk->view);
}

static void retry_pending(struct app *app)
{
    struct reader *reader = app->reader;
    struct hit hit;
    if (reader->search_pending == 0)
        return;
    uint64_t caret = view_caret(reader->desk->view);
    if (reader->query == NULL || caret != reader->pending_caret) {
        reader->search_pending = 0;
        return;
    }
    enum outcome outcome = reader->search_pending > 0 ? known_from(reader->desk, caret + 1, &hit)
                                                      : known_before(reader->desk, caret, &hit);
    if (outcome == OUTCOME_FAR)
        return;
    reader->search_pending = 0;
    app_say(app, "");
    tell_outcome(app, outcome);
    if (outcome != OUTCOME_NONE)
        reader_jump(app, hit.start);
}

void reader_find_prepare(struct app *app)
{
    retry_pending(app);
    hunt_prepare(app);
}

static void go_hit(struct app *app, bool forward, long count)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL || side_walk(app, forward, count))
        return;
    if (app->reader->query == NULL) {
        app_say(app, _("Nothing is being searched for; / begins."));
        return;
    }
    app->reader->hits_shown = true;
    enum outcome outcome = OUTCOME_NONE;
    uint64_t off = view_caret(desk->view);
    for (long i = 0; i < (count > 0 ? count : 1); i++) {
        struct hit hit;
        outcome = forward ? hit_from(app, off + 1, &hit) : hit_before(app, off, &hit);
        if (outcome == OUTCOME_NONE || outcome == OUTCOME_FAR)
            break;
        off = hit.start;
    }
    tell_outcome(app, outcome);
    if (off != view_caret(desk->view))
        reader_jump(app, off);
    wait_for_hit(app, outcome, forward);
}

static void do_next_hit(struct app *app, const struct call *call)
{
    go_hit(app, true, call->count);
}

static void do_previous_hit(struct app *app, const struct call *call)
{
    go_hit(app, false, call->count);
}

/* ---- the prompt ---- */

/* Shows the first hit from where the search began; nothing is told yet. */
static void search_changed(struct app *app, const char *text)
{
    struct reader *reader = app->reader;
    struct desk *desk = reader->desk;
    struct hit hit;
    if (desk == NULL)
        return;
    view_place(desk->view, reader->search_top);
    view_show(desk->view, reader->search_from);
    if (text[0] == '\0' || !set_query(app, text, NULL)) {
        clear_query(app);
        return;
    }
    enum outcome outcome = hit_from(app, reader->search_from, &hit);
    if (outcome == OUTCOME_FOUND || outcome == OUTCOME_WRAPPED)
        view_show(desk->view, hit.start);
}

static void search_accept(struct app *app, const char *text)
{
    struct reader *reader = app->reader;
    struct desk *desk = reader->desk;
    if (desk == NULL)
        return;
    if (text[0] == '\0') {
        clear_query(app);
        return;
    }
    view_show(desk->view, reader->search_from);
    reader_search(app, text);
}

void reader_search(struct app *app, const char *text)
{
    struct desk *desk = reader_desk(app);
    struct error error = {0};
    struct hit hit;
    if (desk == NULL || text[0] == '\0')
        return;
    if (!set_query(app, text, &error)) {
        app_warn_error(app, &error);
        return;
    }
    enum outcome outcome = hit_from(app, view_caret(desk->view), &hit);
    tell_outcome(app, outcome);
    if (outcome == OUTCOME_FOUND || outcome == OUTCOME_WRAPPED)
        reader_jump(app, hit.start);
    wait_for_hit(app, outcome, true);
}

void reader_mark(struct app *app, const char *text)
{
    set_query(app, text, NULL);
}

static void search_cancel(struct app *app)
{
    struct desk *desk = reader_desk(app);
    clear_query(app);
    if (desk == NULL)
        return;
    view_place(desk->view, app->reader->search_top);
    view_show(desk->view, app->reader->search_from);
}

static const struct prompt_kind search_prompt = {
    .history = "search",
    .changed = search_changed,
    .accept = search_accept,
    .cancel = search_cancel,
};

static void do_search(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    if (call->argument != NULL) {
        reader_search(app, call->argument);
        return;
    }
    app->reader->search_from = view_caret(desk->view);
    app->reader->search_top = view_top(desk->view);
    prompt_open(app, &search_prompt, "/", "");
}

static void do_search_word(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    struct range word;
    struct buf text = {0};
    if (desk == NULL || !unit_at(desk->text, UNIT_WORD, view_caret(desk->view), false, &word))
        return;
    if (text_between(desk->text, word.start, word.end, &text) && text.len > 0) {
        view_show(desk->view, word.start);
        if (set_query(app, text.at, NULL))
            go_hit(app, true, call->count);
    }
    buf_done(&text);
}

/* ---- filter and Esc ---- */

static void filter_accept(struct app *app, const char *text)
{
    struct desk *desk = reader_desk(app);
    struct error error = {0};
    if (desk == NULL)
        return;
    if (text[0] == '\0') {
        view_filter(desk->view, NULL, 0);
        return;
    }
    if (!set_query(app, text, &error)) {
        app_warn_error(app, &error);
        return;
    }
    view_filter(desk->view, desk->hunt.marks.at, desk->hunt.marks.count);
    if (desk->hunt.marks.at == NULL) { /* an empty layer still filters: nothing matches yet */
        struct mark none = {0};
        if (marks_add(&desk->hunt.marks, none))
            desk->hunt.marks.count = 0;
        view_filter(desk->view, desk->hunt.marks.at, 0);
    }
    app_say(app, _("Only what matches is shown; Esc shows all again."));
}

static const struct prompt_kind filter_prompt = {.history = "search", .accept = filter_accept};

static void do_filter(struct app *app, const struct call *call)
{
    if (reader_desk(app) == NULL)
        return;
    if (call->argument != NULL)
        filter_accept(app, call->argument);
    else
        prompt_open(app, &filter_prompt, "&", "");
}

static void do_clear(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    uint64_t caret = view_caret(desk->view);
    clear_query(app);
    view_show(desk->view, caret);
}

/* Which hit the caret stands on; "-": on none, "…": nobody has looked there, or not all before it.
 */
static void add_hit_number(const struct desk *desk, struct buf *into)
{
    const struct hunt *hunt = &desk->hunt;
    const struct mark *hit = marks_at_caret(desk, &hunt->marks);
    uint64_t caret = view_caret(desk->view);
    if (hit != NULL && sweep_has(&hunt->sweep, 0, hit->end))
        buf_printf(into, "%zu", (size_t)(hit - hunt->marks.at) + 1);
    else if (hit == NULL && sweep_has(&hunt->sweep, caret, caret + 1))
        buf_add_string(into, "-");
    else
        buf_add_string(into, "…");
}

/* "3/13", or "3/13+" while there may be more. */
void reader_find_status(const struct app *app, struct buf *into)
{
    struct desk *desk = reader_desk(app);
    if (app->reader->query == NULL || !app->reader->hits_shown)
        return;
    const struct hunt *hunt = &desk->hunt;
    if (desk->title != NULL && hunt->marks.count == 0)
        return; /* what is searched for in the documents says nothing about the help */
    bool all = sweep_has(&hunt->sweep, 0, document_size(desk->document));
    if (into->len > 0)
        buf_add_string(into, " · ");
    add_hit_number(desk, into);
    if (all || hunt->marks.count > 0)
        buf_printf(into, "/%zu%s ", hunt->marks.count, all ? "" : "+");
    else
        buf_add_string(into, "/… ");
    message_add_outside(into, app->reader->query_text);
}

#define READER IN(MODE_READER)
#define SELECTION IN(MODE_SELECTION)

/* clang-format off */
static const struct action rows[] = {
    {"search", READER | SELECTION, "/", N_("search the text as you type"), N_("search"), do_search, .argument = ARGUMENT_TEXT},
    {"next-hit", READER | SELECTION, "n", N_("the next hit"), NULL, do_next_hit},
    {"previous-hit", READER | SELECTION, "N", N_("the hit before"), NULL, do_previous_hit},
    {"search-word", READER, "*", N_("search the word under the caret"), NULL, do_search_word},
    {"only", READER, "&", N_("show only what matches"), NULL, do_filter, .argument = ARGUMENT_TEXT},
    {"clear", READER, "Esc", N_("take the marks of a search away, show all text"), NULL, do_clear},
};
/* clang-format on */

const struct action_table find_actions = {rows, ARRAY_LEN(rows)};
