/* The proofreader's verbs: judging words, going from one flagged word to the next, what is shown.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/pane_results.h"
#include "ui/reader_spell.h"

void reader_spell_word(struct app *app, const struct word_change *change, bool undo)
{
    if (!spelling_can_ask(app))
        return;
    struct proof_job *job = spelling_job(app, TASK_WORD);
    if (job == NULL)
        return;
    job->word = bytes_copy(span_of(change->word));
    job->model = change->model != NULL ? bytes_copy(span_of(change->model)) : NULL;
    job->after = change->line != NULL ? bytes_copy(span_of(change->line)) : NULL;
    job->list = change->list;
    job->wrong = change->wrong;
    job->add = change->add;
    job->undo = undo;
    if (job->word == NULL || (job->model == NULL) != (change->model == NULL) ||
        (job->after == NULL) != (change->line == NULL))
        proof_job_free(job);
    else
        spelling_ask(app, job);
}

void reader_spell_suggest(struct app *app, const char *word, const struct range *ranges,
                          size_t count, long pick)
{
    if (!spelling_can_ask(app))
        return;
    struct proof_job *job = spelling_job(app, TASK_SUGGEST);
    if (job == NULL)
        return;
    job->word = bytes_copy(span_of(word));
    job->ranges = array_new(count, sizeof(*ranges));
    job->pick = pick;
    if (job->word == NULL || job->ranges == NULL) {
        proof_job_free(job);
        return;
    }
    memcpy(job->ranges, ranges, count * sizeof(*ranges));
    job->range_count = count;
    spelling_ask(app, job);
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

static void change_word(struct app *app, struct word_change change)
{
    struct range range;
    struct buf word = {0};
    if (word_asked(app, &range, &word)) {
        change.word = word.at;
        reader_spell_word(app, &change, true);
    }
    buf_done(&word);
    selection_leave(app);
}

static void do_good(struct app *app, const struct call *call)
{
    change_word(app, (struct word_change){.list = WORDS_PERSONAL, .add = true});
}

static void do_good_document(struct app *app, const struct call *call)
{
    change_word(app, (struct word_change){.list = WORDS_DOCUMENT, .add = true});
}

static void do_good_corpus(struct app *app, const struct call *call)
{
    change_word(app, (struct word_change){.list = WORDS_CORPUS, .add = true});
}

static void do_good_session(struct app *app, const struct call *call)
{
    change_word(app, (struct word_change){.list = WORDS_SESSION, .add = true});
}

static void do_wrong(struct app *app, const struct call *call)
{
    change_word(app, (struct word_change){.list = WORDS_PERSONAL, .wrong = true, .add = true});
}

static void undo_good(struct app *app, const struct call *call)
{
    change_word(app, (struct word_change){.list = WORDS_PERSONAL});
}

static void undo_good_document(struct app *app, const struct call *call)
{
    change_word(app, (struct word_change){.list = WORDS_DOCUMENT});
}

static void undo_good_corpus(struct app *app, const struct call *call)
{
    change_word(app, (struct word_change){.list = WORDS_CORPUS});
}

static void undo_good_session(struct app *app, const struct call *call)
{
    change_word(app, (struct word_change){.list = WORDS_SESSION});
}

static void undo_wrong(struct app *app, const struct call *call)
{
    change_word(app, (struct word_change){.list = WORDS_PERSONAL, .wrong = true});
}

/* `:good-like stappen`: a verb, a noun whose inflections are like those of another. */
static void do_good_like(struct app *app, const struct call *call)
{
    change_word(app,
                (struct word_change){.model = call->argument, .list = WORDS_PERSONAL, .add = true});
}

static void do_suggest(struct app *app, const struct call *call)
{
    struct range range;
    struct buf word = {0};
    if (spelling_can_ask(app) && word_asked(app, &range, &word))
        reader_spell_suggest(app, word.at, &range, 1, call->count);
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
    if (desk == NULL || !spelling_can_ask(app))
        return;
    spelling->pending = 0;
    app->reader->spelling_hidden = false;
    for (long i = 0; i < (count > 0 ? count : 1); i++) {
        bool known;
        const struct mark *mark = flagged_from(app, desk, forward, errors_only, &known);
        if (!known) {
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

void spelling_retry(struct app *app)
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
    if (reader_desk(app) != NULL && spelling_can_ask(app))
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
    {"good-like", READER, NULL, N_("this word and its inflections are good, like those of another word"), NULL, do_good_like, .argument = ARGUMENT_TEXT},
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
