/* What can be done with suggestions and flagged words. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"
#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/results.h"

/* clang-format off */
static const char *const order_names[RESULTS_ORDERS] = {
    [BY_COUNT] = N_("how often"),
    [BY_TEXT]  = N_("word"),
    [BY_FIRST] = N_("first place"),
};
/* clang-format on */

static bool holds(const char *text, const char *folded)
{
    struct fold fold = {0};
    bool has = fold_make(&fold, span_of(text), FOLD_CASE | FOLD_ACCENTS) && fold.text.at != NULL &&
               strstr(fold.text.at, folded) != NULL;
    fold_done(&fold);
    return has;
}

static void filter_accept(struct app *app, const char *text)
{
    struct results *results = app->results;
    struct fold fold = {0};
    if (results == NULL || !fold_make(&fold, span_of(text), FOLD_CASE | FOLD_ACCENTS))
        return;
    for (size_t i = 0; i < results->count; i++)
        results->at[i].out = fold.text.len > 0 && !holds(results->at[i].text, fold.text.at);
    fold_done(&fold);
    results_arrange(results);
}

/* A filter is begun afresh each time: given up, it leaves everything in sight. */
static void filter_cancel(struct app *app)
{
    filter_accept(app, "");
}

static const struct prompt_kind filter_prompt = {
    .changed = filter_accept, .accept = filter_accept, .cancel = filter_cancel};

static void do_enter(struct app *app, const struct call *call)
{
    struct result *result = results_chosen(app);
    if (result == NULL)
        return;
    if (app->results->kind == RESULTS_WORDS) {
        reader_jump(app, result->first);
        return;
    }
    if (app->results->kind == RESULTS_SUGGESTIONS)
        reader_note_corrections(app, app->results->ranges, app->results->range_count, result->text);
    results_leave(app, 1);
}

/* A word of the list is judged: it goes from the list, with all its places. */
static void judge_word(struct app *app, struct word_change change)
{
    struct results *results = app->results;
    struct result *result = results_chosen(app);
    if (result == NULL)
        return;
    change.word = results->kind == RESULTS_WORDS ? result->text : results->word;
    change.add = true;
    reader_spell_word(app, &change, true);
    if (results->kind == RESULTS_SUGGESTIONS || results->shown == 1) {
        results_leave(app, 0); /* the list is made anew when the spelling has looked again */
        return;
    }
    free(result->text);
    size_t at = (size_t)(result - results->at);
    memmove(result, result + 1, (results->count - at - 1) * sizeof(*result));
    results->count--;
    menu_set_count(&results->menu, --results->shown);
}

static void do_good(struct app *app, const struct call *call)
{
    judge_word(app, (struct word_change){.list = WORDS_PERSONAL});
}

static void do_good_document(struct app *app, const struct call *call)
{
    judge_word(app, (struct word_change){.list = WORDS_DOCUMENT});
}

static void do_good_corpus(struct app *app, const struct call *call)
{
    judge_word(app, (struct word_change){.list = WORDS_CORPUS});
}

static void do_good_session(struct app *app, const struct call *call)
{
    judge_word(app, (struct word_change){.list = WORDS_SESSION});
}

static void do_good_like(struct app *app, const struct call *call)
{
    judge_word(app, (struct word_change){.model = call->argument, .list = WORDS_PERSONAL});
}

static void do_wrong(struct app *app, const struct call *call)
{
    judge_word(app, (struct word_change){.list = WORDS_PERSONAL, .wrong = true});
}

static void do_copy(struct app *app, const struct call *call)
{
    struct result *result = results_chosen(app);
    if (result != NULL)
        reader_copy(app, span_of(result->text));
}

/* The whole list as lines: "count TAB word", or the words. */
static void make_passage(struct app *app)
{
    struct buf *passage = &app->reader->passage;
    const struct results *results = app->results;
    buf_cut(passage, 0);
    for (size_t i = 0; i < results->shown; i++) {
        if (results->kind == RESULTS_WORDS)
            buf_printf(passage, "%zu\t", results->at[i].count);
        buf_add_string(passage, results->at[i].text);
        buf_add_byte(passage, '\n');
    }
}

static void do_export(struct app *app, const struct call *call)
{
    if (app->results == NULL)
        return;
    make_passage(app);
    reader_ask_file(app, _("words.tsv"));
}

static void do_pipe(struct app *app, const struct call *call)
{
    if (app->results == NULL)
        return;
    make_passage(app);
    reader_ask_pipe(app);
}

static void do_filter(struct app *app, const struct call *call)
{
    if (app->results != NULL)
        prompt_open(app, &filter_prompt, "& ", "");
}

static void sort(struct app *app, int by)
{
    struct results *results = app->results;
    if (results == NULL || results->kind != RESULTS_WORDS)
        return;
    results->order =
        (enum results_order)(((int)results->order + by + RESULTS_ORDERS) % RESULTS_ORDERS);
    results_arrange(results);
    app_say_about(app, _("Sorted by {subject}."), _(order_names[results->order]), 0);
}

static void do_sort_next(struct app *app, const struct call *call)
{
    sort(app, 1);
}

static void do_sort_previous(struct app *app, const struct call *call)
{
    sort(app, -1);
}

/* The places of a layer where the text is this one. */
static size_t add_places(struct desk *desk, const struct marks *marks, const char *text,
                         struct range *ranges)
{
    struct buf word = {0};
    size_t count = 0;
    for (size_t i = 0; i < marks->count; i++) {
        buf_cut(&word, 0);
        if (text_between(desk->text, marks->at[i].start, marks->at[i].end, &word) &&
            span_equal(buf_span(&word), span_of(text)))
            ranges[count++] = (struct range){marks->at[i].start, marks->at[i].end};
    }
    buf_done(&word);
    return count;
}

/* Where the chosen word stands, or the one that the suggestions are for; free(). */
static struct range *places_of(struct app *app, const struct result *result, size_t *count)
{
    struct results *results = app->results;
    struct desk *desk = reader_desk(app);
    if (results->kind == RESULTS_SUGGESTIONS) {
        struct range *copy = array_new(results->range_count + 1, sizeof(*copy));
        *count = copy != NULL ? results->range_count : 0;
        if (*count > 0)
            memcpy(copy, results->ranges, *count * sizeof(*copy));
        return copy;
    }
    const struct marks *marks =
        result->kind == MARK_ERROR ? &desk->proof.errors : &desk->proof.unknown;
    struct range *ranges = array_new(marks->count + 1, sizeof(*ranges));
    *count = ranges != NULL ? add_places(desk, marks, result->text, ranges) : 0;
    return ranges;
}

/* All places of the word get a label, in one step. */
static void do_label(struct app *app, const struct call *call)
{
    struct result *result = results_chosen(app);
    size_t count;
    if (result == NULL)
        return;
    struct range *ranges = places_of(app, result, &count);
    reader_label_all(app, ranges, count);
    free(ranges);
}

/* Better words for the chosen one; what is taken is noted in all its places. */
static void do_suggest(struct app *app, const struct call *call)
{
    struct result *result = results_chosen(app);
    size_t count;
    if (result == NULL || app->results->kind != RESULTS_WORDS)
        return;
    struct range *ranges = places_of(app, result, &count);
    if (count > 0)
        reader_spell_suggest(app, result->text, ranges, count, call->count);
    free(ranges);
}

/* A better word of one's own: begins with the row's. */
static void do_edit(struct app *app, const struct call *call)
{
    struct result *result = results_chosen(app);
    size_t count;
    if (result == NULL)
        return;
    struct range *ranges = places_of(app, result, &count);
    reader_ask_correction(app, ranges, count, result->text);
    free(ranges);
}

/* clang-format off */
static const struct action rows[] = {
    {"go-there", IN(MODE_RESULTS), "Enter", N_("go there; a suggestion: keep it as a note"), N_("open"), do_enter},
    {"good", IN(MODE_RESULTS), "zg", N_("this word is good: my own list"), N_("good"), do_good},
    {"good-document", IN(MODE_RESULTS), "zd", N_("this word is good in this document"), NULL, do_good_document},
    {"good-corpus", IN(MODE_RESULTS), "zc", N_("this word is good in this corpus"), NULL, do_good_corpus},
    {"good-session", IN(MODE_RESULTS), "zG", N_("this word is good until I quit"), NULL, do_good_session},
    {"wrong", IN(MODE_RESULTS), "zw", N_("this word is wrong"), NULL, do_wrong},
    {"good-like", IN(MODE_RESULTS), NULL, N_("this word and its inflections are good, like those of another word"), NULL, do_good_like, .argument = ARGUMENT_TEXT},
    {"pass-over", IN(MODE_RESULTS), "x", N_("let the word be until I quit; u brings it back"), NULL, do_good_session},
    {"suggest", IN(MODE_RESULTS), "z=", N_("better words; Nz= keeps the Nth as a note in all places"), N_("better"), do_suggest},
    {"correct", IN(MODE_RESULTS), "e", N_("type a better word, kept as a note in all places"), NULL, do_edit},
    {"sort-next", IN(MODE_RESULTS), ">", N_("sort the words by how often, word, first place"), NULL, do_sort_next},
    {"sort-previous", IN(MODE_RESULTS), "<", N_("the sorting before"), NULL, do_sort_previous},
    {"filter-list", IN(MODE_RESULTS), "&", N_("show only rows that hold a text"), NULL, do_filter},
    {"label", IN(MODE_RESULTS), "t", N_("label all places of the word"), NULL, do_label},
    {"export-list", IN(MODE_RESULTS), "s", N_("write the list to a file"), NULL, do_export},
    {"copy-row", IN(MODE_RESULTS), "y", N_("copy the row"), NULL, do_copy},
    {"pipe-list", IN(MODE_RESULTS), "|", N_("give the list to a command"), NULL, do_pipe},
};
/* clang-format on */

const struct action_table results_actions = {rows, ARRAY_LEN(rows)};
