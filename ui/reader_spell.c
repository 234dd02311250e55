#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/base/file.h"
#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/pane_results.h"
#include "ui/reader.h"

/* One job at a time: it has the room (a document of its own, what has been learnt of it) to itself
 * while it runs, and the main thread begins the next when it has come back. Parts are small, so
 * that a word added or suggestions asked for need not wait long. */
#define PROOF_PART (32u << 10)
/* Of a larger file only what is near the page is checked. */
#define PROOF_MOST (32u << 20)
#define PROOF_NEAR (256u << 10)
#define PROOF_LOOKS 2
#define SUGGESTIONS_MOST 9

/* What is known of the document being proofread. The worker's while a job runs. */
struct room {
    uint64_t desk;
    struct document *document;
    struct text *text;
    struct speller_document *learnt;
    struct sweep counted; /* each paragraph is learnt once */
};

enum proof_task { TASK_LOAD, TASK_CHECK, TASK_WORD, TASK_SUGGEST };

struct proof_job {
    struct job job;
    enum proof_task task;
    struct speller *speller; /* TASK_LOAD: out */
    struct room *room;
    char *path, *corpus_dir;
    enum encoding_choice encoding;
    const struct judge *judge;
    struct error error;
    bool done;
    struct sweep_part part; /* TASK_CHECK */
    struct marks names;
    struct marks errors, unknown;
    char *word; /* TASK_WORD, TASK_SUGGEST */
    enum word_list list;
    bool wrong, add, undo;
    struct range range;
    long pick; /* TASK_SUGGEST: the suggestion to take, 0: show them */
    char *suggestions[SUGGESTIONS_MOST];
    size_t suggestion_count;
};

struct spelling {
    struct speller *speller; /* NULL: not loaded, or being loaded */
    bool failed;             /* it can't be: `failure` says why */
    struct error failure;
    struct room room;
    struct job *running;
    struct proof_job *waiting; /* a word or suggestions, asked for while a job ran */
    uint64_t names_of;         /* the desk whose names have been used */
    /* `]s` that must wait for the words to be checked */
    int pending; /* 0: none, else the direction */
    bool pending_errors;
    uint64_t pending_caret;
};

/* ---- in the worker ---- */

static void room_leave(struct room *room)
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
    if (room->desk == job->job.generation && room->learnt != NULL)
        return true;
    room_leave(room);
    room->document = document_open_as(job->path, job->encoding, &job->error);
    if (room->document != NULL)
        room->text = text_new(room->document, job->judge);
    if (room->text != NULL)
        room->learnt = speller_document_new(job->speller, job->path, job->corpus_dir, &job->error);
    room->desk = job->job.generation;
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
        job->done =
            speller_check(room->learnt, paragraph, job->names.at, job->names.count, &flags) &&
            (counted || speller_learn(room->learnt, &flags)) && add_flags(job, paragraph, &flags);
        paragraph = text_next(room->text, paragraph);
    }
    if (job->done && !counted)
        sweep_add(&room->counted, job->part);
    flags_done(&flags);
}

static void run_word(struct proof_job *job)
{
    struct span word = span_of(job->word);
    struct span none = {0};
    job->done = job->add ? speller_add_word(job->room->learnt, job->list, word, none, job->wrong,
                                            &job->error)
                         : speller_remove_word(job->room->learnt, job->list, word, &job->error);
}

static void proof_run(struct job *base)
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

static void proof_job_free(struct proof_job *job)
{
    for (size_t i = 0; i < job->suggestion_count; i++)
        free(job->suggestions[i]);
    marks_done(&job->names);
    marks_done(&job->errors);
    marks_done(&job->unknown);
    free(job->path);
    free(job->corpus_dir);
    free(job->word);
    free(job);
}

/* ---- back in the main thread ---- */

static void take_checked(struct app *app, struct proof_job *job, struct desk *desk)
{
    struct proof *proof = &desk->proof;
    if (!job->done) { /* gone, or out of memory: trying again at each frame would never end */
        sweep_add(&proof->sweep, (struct sweep_part){0, document_size(desk->document)});
        proof->looks = PROOF_LOOKS;
        return;
    }
    if (marks_replace(&proof->errors, job->part.start, job->part.end, job->errors.at,
                      job->errors.count) &&
        marks_replace(&proof->unknown, job->part.start, job->part.end, job->unknown.at,
                      job->unknown.count))
        sweep_add(&proof->sweep, job->part);
}

static void take_word(struct app *app, struct proof_job *job, struct desk *desk)
{
    if (!job->done) {
        if (job->error.kind != ERROR_NONE)
            app_warn_error(app, &job->error);
        return;
    }
    if (desk != NULL)
        sweep_clear(&desk->proof.sweep); /* all is checked again; what is shown stays till then */
    if (job->undo)
        reader_did(app, job->add ? DEED_WORD : DEED_UNWORD, job->word, job->list, job->wrong);
    if (job->add && job->wrong)
        app_say_about(app, _("‘{subject}’ is marked as wrong."), job->word, 0);
    else if (job->add)
        app_say_about(app, _("‘{subject}’ is good from now on."), job->word, 0);
    else
        app_say_about(app, _("‘{subject}’ is taken from the word list."), job->word, 0);
}

static void take_suggestions(struct app *app, struct proof_job *job, struct desk *desk)
{
    if (desk == NULL || desk != reader_desk(app))
        return;
    if (job->suggestion_count == 0)
        app_say_about(app, _("There is no suggestion for ‘{subject}’."), job->word, 0);
    else if (job->pick > 0 && (size_t)job->pick <= job->suggestion_count)
        reader_note_correction(app, &job->range, job->suggestions[job->pick - 1]);
    else if (job->pick > 0)
        app_say(app, _("There are not so many suggestions."));
    else
        results_show_suggestions(app, job->word, job->range, job->suggestions,
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

/* The folder whose `.leeszaal/words` a corpus shares: the root the document came from. */
static char *corpus_dir_of(const struct app *app, const char *path)
{
    size_t entry;
    if (!shelf_find(&app->shelf, path, &entry))
        return NULL;
    const struct corpus *corpus = app->shelf.corpus;
    return bytes_copy(span_of(corpus->roots[corpus->entries[entry].root]));
}

static struct proof_job *job_new(struct app *app, enum proof_task task, struct desk *desk)
{
    struct proof_job *job = array_new(1, sizeof(*job));
    if (job == NULL)
        return NULL;
    job->task = task;
    job->encoding = app->settings.encoding;
    job->judge = app->judge;
    if (desk != NULL) {
        job->job.generation = desk->id;
        job->path = bytes_copy(span_of(desk->path));
        job->corpus_dir = corpus_dir_of(app, desk->path);
        if (job->path == NULL) {
            proof_job_free(job);
            return NULL;
        }
    }
    return job;
}

/* The page's first paragraph, so that it is checked whole. */
static uint64_t focus_of(const struct desk *desk)
{
    uint64_t start = view_start(desk->view);
    const struct paragraph *paragraph = text_at(desk->text, start);
    return paragraph != NULL && paragraph->start < start ? paragraph->start : start;
}

/* A small document is gone through twice: how often a word stands in it is known only then. */
static bool next_part(struct desk *desk, struct sweep_part *part)
{
    uint64_t size = document_size(desk->document), focus = focus_of(desk);
    struct proof *proof = &desk->proof;
    if (size <= PROOF_MOST) {
        if (sweep_next(&proof->sweep, focus, size, PROOF_PART, part))
            return true;
        if (++proof->looks >= PROOF_LOOKS)
            return false;
        sweep_clear(&proof->sweep);
        return sweep_next(&proof->sweep, focus, size, PROOF_PART, part);
    }
    uint64_t near = size - focus > PROOF_NEAR ? focus + PROOF_NEAR : size;
    return sweep_next(&desk->proof.sweep, focus, near, PROOF_PART, part) && part->start >= focus;
}

/* The names in the part, for the worker. */
static void copy_names(const struct desk *desk, struct proof_job *job)
{
    const struct marks *all = &desk->cast.marks;
    for (size_t i = mark_find(all->at, all->count, job->part.start);
         i < all->count && all->at[i].start < job->part.end + PROOF_PART; i++)
        if (!marks_add(&job->names, all->at[i]))
            return;
}

static void retry_pending(struct app *app);

void reader_spell_prepare(struct app *app)
{
    struct spelling *spelling = app->reader->spelling;
    struct desk *desk = app->reader->desk;
    retry_pending(app);
    bool wanted = !app->reader->spelling_hidden || spelling->waiting != NULL;
    if (spelling->running != NULL || spelling->failed || desk->path == NULL || !wanted)
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
    if (desk->cast.found != NULL && spelling->names_of != desk->id) {
        spelling->names_of = desk->id; /* names are no errors: look again */
        sweep_clear(&desk->proof.sweep);
    }
    struct sweep_part part;
    if (app->reader->spelling_hidden || !next_part(desk, &part))
        return;
    struct proof_job *job = job_new(app, TASK_CHECK, desk);
    if (job == NULL)
        return;
    job->part = part;
    copy_names(desk, job);
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

void proof_done(struct proof *proof)
{
    marks_done(&proof->errors);
    marks_done(&proof->unknown);
    sweep_done(&proof->sweep);
}

void proof_reset(struct proof *proof)
{
    marks_clear(&proof->errors);
    marks_clear(&proof->unknown);
    sweep_clear(&proof->sweep);
    proof->looks = 0;
}

/* A word or suggestions: now, or when the job that runs is back. A newer wish takes the place of
 * one that still waits. */
static void ask(struct app *app, struct proof_job *job)
{
    struct spelling *spelling = app->reader->spelling;
    if (spelling->waiting != NULL)
        proof_job_free(spelling->waiting);
    spelling->waiting = job;
    reader_spell_prepare(app);
}

static bool can_ask(struct app *app)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL || desk->path == NULL)
        return false;
    if (app->reader->spelling->failed)
        app_warn_error(app, &app->reader->spelling->failure);
    return !app->reader->spelling->failed;
}

void reader_spell_word(struct app *app, const char *word, enum word_list list, bool wrong, bool add,
                       bool undo)
{
    if (!can_ask(app))
        return;
    struct proof_job *job = job_new(app, TASK_WORD, reader_desk(app));
    if (job == NULL)
        return;
    job->word = bytes_copy(span_of(word));
    job->list = list;
    job->wrong = wrong;
    job->add = add;
    job->undo = undo;
    if (job->word == NULL)
        proof_job_free(job);
    else
        ask(app, job);
}

/* ---- words ---- */

bool reader_text_of(struct app *app, const struct range *range, struct buf *into)
{
    struct desk *desk = reader_desk(app);
    struct range word;
    if (desk == NULL)
        return false;
    if (range == NULL) {
        if (!unit_at(desk->text, UNIT_WORD, view_caret(desk->view), false, &word))
            return false;
        range = &word;
    }
    return text_between(desk->text, range->start, range->end, into) && into->len > 0;
}

/* The selection's text, else the word at the caret. */
static bool word_asked(struct app *app, struct range *range, struct buf *word)
{
    return reader_range(app, UNIT_WORD, range) && reader_text_of(app, range, word);
}

static void change_word(struct app *app, enum word_list list, bool wrong, bool add)
{
    struct range range;
    struct buf word = {0};
    if (word_asked(app, &range, &word))
        reader_spell_word(app, word.at, list, wrong, add, true);
    buf_done(&word);
    selection_leave(app);
}

static void do_good(struct app *app, const struct call *call)
{
    change_word(app, WORDS_PERSONAL, false, true);
}

static void do_good_document(struct app *app, const struct call *call)
{
    change_word(app, WORDS_DOCUMENT, false, true);
}

static void do_good_corpus(struct app *app, const struct call *call)
{
    change_word(app, WORDS_CORPUS, false, true);
}

static void do_good_session(struct app *app, const struct call *call)
{
    change_word(app, WORDS_SESSION, false, true);
}

static void do_wrong(struct app *app, const struct call *call)
{
    change_word(app, WORDS_PERSONAL, true, true);
}

static void undo_good(struct app *app, const struct call *call)
{
    change_word(app, WORDS_PERSONAL, false, false);
}

static void undo_good_document(struct app *app, const struct call *call)
{
    change_word(app, WORDS_DOCUMENT, false, false);
}

static void undo_good_corpus(struct app *app, const struct call *call)
{
    change_word(app, WORDS_CORPUS, false, false);
}

static void undo_good_session(struct app *app, const struct call *call)
{
    change_word(app, WORDS_SESSION, false, false);
}

static void undo_wrong(struct app *app, const struct call *call)
{
    change_word(app, WORDS_PERSONAL, true, false);
}

static void do_suggest(struct app *app, const struct call *call)
{
    struct range range;
    struct buf word = {0};
    if (can_ask(app) && word_asked(app, &range, &word)) {
        struct proof_job *job = job_new(app, TASK_SUGGEST, reader_desk(app));
        if (job != NULL) {
            job->word = bytes_copy(buf_span(&word));
            job->range = range;
            job->pick = call->count;
            if (job->word == NULL)
                proof_job_free(job);
            else
                ask(app, job);
        }
    }
    buf_done(&word);
    selection_leave(app);
}

/* ---- going to words ---- */

/* The nearest flagged word in a direction; *known false when a part between has not been checked.
 */
static const struct mark *flagged_from(const struct app *app, const struct desk *desk, bool forward,
                                       bool errors_only, bool *known)
{
    uint64_t caret = view_caret(desk->view), size = document_size(desk->document);
    const struct marks *layers[] = {&desk->proof.errors, &desk->proof.unknown};
    size_t count = app->reader->unknown_shown && !errors_only ? 2 : 1;
    const struct mark *best = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct marks *marks = layers[i];
        size_t at = marks_from(marks, forward ? caret + 1 : caret);
        if (forward ? at == marks->count : at == 0)
            continue;
        const struct mark *mark = &marks->at[forward ? at : at - 1];
        if (best == NULL || (forward ? mark->start < best->start : mark->start > best->start))
            best = mark;
    }
    uint64_t low = forward ? caret : best != NULL ? best->start : 0;
    uint64_t high = !forward ? caret : best != NULL ? best->start : size;
    *known = sweep_has(&desk->proof.sweep, low, high);
    return best;
}

static void go_flagged(struct app *app, bool forward, bool errors_only, long count)
{
    struct desk *desk = reader_desk(app);
    struct spelling *spelling = app->reader->spelling;
    if (desk == NULL || !can_ask(app))
        return;
    spelling->pending = 0;
    app->reader->spelling_hidden = false;
    for (long i = 0; i < (count > 0 ? count : 1); i++) {
        bool known;
        const struct mark *mark = flagged_from(app, desk, forward, errors_only, &known);
        bool whole = document_size(desk->document) <= PROOF_MOST;
        if (!known && whole) {
            spelling->pending = forward ? 1 : -1;
            spelling->pending_errors = errors_only;
            spelling->pending_caret = view_caret(desk->view);
            app_say(app, _("Still checking the spelling …"));
            return;
        }
        if (mark == NULL) {
            app_say(app,
                    forward ? _("No flagged word further on.") : _("No flagged word before this."));
            return;
        }
        view_show(desk->view, mark->start);
    }
}

static void retry_pending(struct app *app)
{
    struct desk *desk = reader_desk(app);
    struct spelling *spelling = app->reader->spelling;
    bool known;
    if (spelling->pending == 0)
        return;
    if (spelling->pending_caret != view_caret(desk->view) || spelling->failed) {
        spelling->pending = 0;
        return;
    }
    flagged_from(app, desk, spelling->pending > 0, spelling->pending_errors, &known);
    if (known) {
        app_say(app, "");
        go_flagged(app, spelling->pending > 0, spelling->pending_errors, 1);
    }
}

static void do_next_flagged(struct app *app, const struct call *call)
{
    go_flagged(app, true, false, call->count);
}

static void do_previous_flagged(struct app *app, const struct call *call)
{
    go_flagged(app, false, false, call->count);
}

static void do_next_error(struct app *app, const struct call *call)
{
    go_flagged(app, true, true, call->count);
}

static void do_previous_error(struct app *app, const struct call *call)
{
    go_flagged(app, false, true, call->count);
}

/* ---- what is shown ---- */

static void do_show(struct app *app, const struct call *call)
{
    app->reader->spelling_hidden = !app->reader->spelling_hidden;
    app_say(app, app->reader->spelling_hidden ? _("Spelling is not shown; zs shows it again.")
                                              : _("Spelling is shown."));
}

static void do_unknown(struct app *app, const struct call *call)
{
    app->reader->unknown_shown = !app->reader->unknown_shown;
    app_say(app, app->reader->unknown_shown ? _("Unknown words are shown too.")
                                            : _("Only probable errors are shown."));
}

static void do_list(struct app *app, const struct call *call)
{
    if (reader_desk(app) != NULL && can_ask(app))
        results_show_words(app);
}

#define READER IN(MODE_READER)
#define BOTH (IN(MODE_READER) | IN(MODE_SELECTION))

/* clang-format off */
static const struct action rows[] = {
    {"next-flagged", READER, "]s", N_("the next word marked by the spelling"), N_("error"), do_next_flagged},
    {"previous-flagged", READER, "[s", N_("the marked word before"), NULL, do_previous_flagged},
    {"next-error", READER, "]S", N_("the next probable error"), NULL, do_next_error},
    {"previous-error", READER, "[S", N_("the probable error before"), NULL, do_previous_error},
    {"suggest", BOTH, "z=", N_("better words; Nz= keeps the Nth as a note"), NULL, do_suggest},
    {"good", BOTH, "zg", N_("this word is good: my own list"), NULL, do_good},
    {"good-document", READER, "zd", N_("this word is good in this document"), NULL, do_good_document},
    {"good-corpus", READER, "zc", N_("this word is good in this corpus"), NULL, do_good_corpus},
    {"good-session", READER, "zG", N_("this word is good until I quit"), NULL, do_good_session},
    {"wrong", READER, "zw", N_("this word is wrong"), NULL, do_wrong},
    {"undo-good", READER, "zug", N_("take zg of this word back"), NULL, undo_good},
    {"undo-good-document", READER, "zud", N_("take zd of this word back"), NULL, undo_good_document},
    {"undo-good-corpus", READER, "zuc", N_("take zc of this word back"), NULL, undo_good_corpus},
    {"undo-good-session", READER, "zuG", N_("take zG of this word back"), NULL, undo_good_session},
    {"undo-wrong", READER, "zuw", N_("take zw of this word back"), NULL, undo_wrong},
    {"flagged-words", READER, "zl", N_("list all marked words with their counts"), NULL, do_list},
    {"spelling", READER, "zs", N_("spelling on the page on or off"), NULL, do_show},
    {"unknown-words", READER, NULL, N_("mark unknown words too, on or off"), NULL, do_unknown},
};
/* clang-format on */

const struct action_table spell_actions = {rows, ARRAY_LEN(rows)};
