#include <config.h>

#include "ui/pane_results.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"
#include "ui/menu.h"
#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

enum results_kind { RESULTS_SUGGESTIONS, RESULTS_WORDS };

enum results_order { BY_COUNT, BY_TEXT, BY_FIRST, RESULTS_ORDERS };

struct result {
    char *text;
    size_t count;   /* how often the word is marked */
    uint64_t first; /* where first */
    uint8_t kind;   /* MARK_ERROR or MARK_UNKNOWN */
    size_t number;  /* in the order in which they came */
    bool out;       /* the filter leaves it out */
};

struct results {
    enum results_kind kind;
    struct menu menu;
    struct result *at;
    size_t count, cap;
    size_t shown; /* of them, at the front; the filter leaves the others out */
    enum results_order order;
    char *word; /* that the suggestions are for */
    struct range range;
    uint64_t desk; /* the list speaks about */
};

static void clear(struct results *results)
{
    for (size_t i = 0; i < results->count; i++)
        free(results->at[i].text);
    free(results->word);
    results->count = results->shown = 0;
    results->order = BY_COUNT;
    results->word = NULL;
}

static void done(struct app *app)
{
    if (app->results == NULL)
        return;
    clear(app->results);
    free(app->results->at);
    free(app->results);
    app->results = NULL;
}

/* An empty list of a kind; NULL when memory is out. */
static struct results *begin(struct app *app, enum results_kind kind)
{
    if (app->results == NULL)
        app->results = array_new(1, sizeof(*app->results));
    if (app->results == NULL)
        return NULL;
    clear(app->results);
    app->results->kind = kind;
    app->results->menu = (struct menu){0};
    app->results->desk = reader_desk(app)->id;
    return app->results;
}

static bool add(struct results *results, struct span text, struct result result)
{
    if (!array_reserve(&results->at, &results->cap, results->count + 1, sizeof(*results->at)))
        return false;
    result.text = bytes_copy(text);
    if (result.text == NULL)
        return false;
    result.number = results->count;
    results->at[results->count++] = result;
    results->shown = results->count;
    return true;
}

void results_show_suggestions(struct app *app, const char *word, struct range range,
                              char *const *suggestions, size_t count)
{
    struct results *results = begin(app, RESULTS_SUGGESTIONS);
    if (results == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        add(results, span_of(suggestions[i]), (struct result){0});
    results->word = bytes_copy(span_of(word));
    results->range = range;
    menu_set_count(&results->menu, results->count);
    app_open_below(app, &pane_results);
}

/* ---- the marked words ---- */

static int by_text(const void *a, const void *b)
{
    const struct result *one = a, *two = b;
    int order = strcmp(one->text, two->text);
    return order != 0 ? order : (one->first > two->first) - (one->first < two->first);
}

static int by_count(const void *a, const void *b)
{
    const struct result *one = a, *two = b;
    if (one->kind != two->kind)
        return (int)one->kind - (int)two->kind; /* errors before unknown words */
    if (one->count != two->count)
        return one->count > two->count ? -1 : 1;
    return strcmp(one->text, two->text);
}

/* Equal words become one with their count. */
static void join_equal(struct results *results)
{
    size_t kept = 0;
    for (size_t i = 0; i < results->count; i++) {
        struct result *last = kept > 0 ? &results->at[kept - 1] : NULL;
        if (last != NULL && strcmp(last->text, results->at[i].text) == 0) {
            last->count++;
            free(results->at[i].text);
        } else {
            results->at[kept++] = results->at[i];
        }
    }
    results->count = results->shown = kept;
}

static void add_marks(struct results *results, struct desk *desk, const struct marks *marks)
{
    struct buf text = {0};
    for (size_t i = 0; i < marks->count; i++) {
        buf_cut(&text, 0);
        if (text_between(desk->text, marks->at[i].start, marks->at[i].end, &text) &&
            !add(results, buf_span(&text),
                 (struct result){
                     .count = 1, .first = marks->at[i].start, .kind = marks->at[i].kind}))
            break;
    }
    buf_done(&text);
}

void results_show_words(struct app *app)
{
    struct desk *desk = reader_desk(app);
    struct results *results = begin(app, RESULTS_WORDS);
    if (results == NULL)
        return;
    add_marks(results, desk, &desk->proof.errors);
    if (app->reader->unknown_shown)
        add_marks(results, desk, &desk->proof.unknown);
    if (results->count == 0) {
        if (app_is_below(app, &pane_results))
            app_close_below(app, &pane_results);
        else
            done(app);
        app_say(app, _("No word is marked in this document."));
        return;
    }
    qsort(results->at, results->count, sizeof(*results->at), by_text);
    join_equal(results);
    qsort(results->at, results->count, sizeof(*results->at), by_count);
    menu_set_count(&results->menu, results->count);
    app_open_below(app, &pane_results);
}

/* ---- order and filter ---- */

/* clang-format off */
static const char *const order_names[RESULTS_ORDERS] = {
    [BY_COUNT] = N_("how often"),
    [BY_TEXT]  = N_("word"),
    [BY_FIRST] = N_("first place"),
};
/* clang-format on */

static int by_first(const void *a, const void *b)
{
    const struct result *one = a, *two = b;
    return (one->first > two->first) - (one->first < two->first);
}

static int by_number(const void *a, const void *b)
{
    const struct result *one = a, *two = b;
    return (one->number > two->number) - (one->number < two->number);
}

static int (*const orders[RESULTS_ORDERS])(const void *, const void *) = {
    [BY_COUNT] = by_count, [BY_TEXT] = by_text, [BY_FIRST] = by_first};

/* What the filter leaves out goes behind what is shown, which is sorted; the cursor stays on its
 * row where that is still shown. */
static void arrange(struct results *results)
{
    size_t cursor = results->menu.cursor, shown = 0;
    size_t number = cursor < results->shown ? results->at[cursor].number : SIZE_MAX;
    for (size_t i = 0; i < results->count; i++)
        if (!results->at[i].out) {
            struct result result = results->at[i];
            results->at[i] = results->at[shown];
            results->at[shown++] = result;
        }
    results->shown = shown;
    if (shown > 1)
        qsort(results->at, shown, sizeof(*results->at),
              results->kind == RESULTS_WORDS ? orders[results->order] : by_number);
    menu_set_count(&results->menu, shown);
    for (size_t i = 0; i < shown; i++)
        if (results->at[i].number == number)
            menu_go(&results->menu, i);
}

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
    arrange(results);
}

static const struct prompt_kind filter_prompt = {.changed = filter_accept, .accept = filter_accept};

/* ---- the pane ---- */

static enum mode results_mode(const struct app *app)
{
    return MODE_RESULTS;
}

static void prepare(struct app *app, struct rect inner)
{
    menu_fit(&app->results->menu, inner.rows);
}

static void add_row(const struct results *results, size_t row, struct buf *into)
{
    const struct result *result = &results->at[row];
    if (results->kind == RESULTS_SUGGESTIONS)
        buf_printf(into, " %zu  ", row + 1);
    else
        buf_printf(into, " %5zu  ", result->count);
    buf_add_string(into, result->text);
}

static void draw(const struct app *app, struct surface *surface, struct rect inner, bool focus)
{
    const struct results *results = app->results;
    enum style_name cursor = focus ? STYLE_CURSOR_ROW : STYLE_CURSOR_ROW_DIM;
    for (int i = 0; i < inner.rows; i++) {
        size_t row = results->menu.top + (size_t)i;
        if (row >= results->shown)
            break;
        bool chosen = row == results->menu.cursor;
        struct style style = {chosen ? cursor : STYLE_TEXT, 0};
        struct rect line = {inner.row + i, inner.col, 1, inner.cols};
        struct buf text = {0};
        add_row(results, row, &text);
        surface_fill(surface, line, ' ', style);
        if (buf_ok(&text))
            surface_put_short(surface, line.row, line.col, line.cols, buf_span(&text), style);
        buf_done(&text);
    }
}

static void title(const struct app *app, struct buf *left, struct buf *right)
{
    const struct results *results = app->results;
    if (results->kind == RESULTS_SUGGESTIONS)
        message_format(left, _("Better words for ‘{subject}’"), results->word, 0);
    else
        buf_add_string(left, _("Marked words"));
    buf_printf(right, "%zu/%zu", results->menu.cursor + 1, results->shown);
}

static void status(const struct app *app, struct buf *into)
{
    if (app->results->kind == RESULTS_SUGGESTIONS)
        buf_add_string(into, _("Enter keeps the word as a note"));
    else if (app->results->kind == RESULTS_WORDS)
        buf_add_string(into, _("Enter goes there, zg: good, zw: wrong"));
}

static struct menu *menu_of(struct app *app)
{
    return &app->results->menu;
}

static void row_text(const struct app *app, size_t row, struct buf *into)
{
    if (row < app->results->shown)
        buf_add_string(into, app->results->at[row].text);
}

static bool close_pane(struct app *app)
{
    app_close_below(app, &pane_results);
    return true;
}

#define ROWS_MOST 10

static int rows_wished(const struct app *app)
{
    return app->results->shown < ROWS_MOST ? (int)app->results->shown : ROWS_MOST;
}

const struct pane pane_results = {
    .mode = results_mode,
    .prepare = prepare,
    .draw = draw,
    .title = title,
    .status = status,
    .menu = menu_of,
    .row_text = row_text,
    .close = close_pane,
    .rows = rows_wished,
    .done = done,
};

/* ---- actions ---- */

/* The chosen row, when what the list speaks about still lies open. */
static struct result *chosen(struct app *app)
{
    struct results *results = app->results;
    struct desk *desk = reader_desk(app);
    if (results == NULL || results->menu.cursor >= results->shown || desk == NULL ||
        desk->id != results->desk)
        return NULL;
    return &results->at[results->menu.cursor];
}

static void do_enter(struct app *app, const struct call *call)
{
    struct result *result = chosen(app);
    if (result == NULL)
        return;
    if (app->results->kind == RESULTS_WORDS) {
        reader_jump(app, result->first);
        return;
    }
    char *word = bytes_copy(span_of(result->text));
    struct range range = app->results->range;
    app_close_below(app, &pane_results);
    if (word != NULL)
        reader_note_correction(app, &range, word);
    free(word);
}

static void step(struct app *app, long rows)
{
    if (app->results == NULL)
        return;
    menu_move(&app->results->menu, rows);
    struct result *result = chosen(app);
    if (result != NULL && app->results->kind == RESULTS_WORDS)
        view_show(reader_view(app), result->first);
}

static void do_next(struct app *app, const struct call *call)
{
    step(app, call->count > 0 ? call->count : 1);
}

static void do_previous(struct app *app, const struct call *call)
{
    step(app, call->count > 0 ? -call->count : -1);
}

/* A word of the list is judged: it goes from the list, with all its places. */
static void judge_word(struct app *app, enum word_list list, bool wrong)
{
    struct results *results = app->results;
    struct result *result = chosen(app);
    if (result == NULL)
        return;
    const char *word = results->kind == RESULTS_WORDS ? result->text : results->word;
    reader_spell_word(app, word, list, wrong, true, true);
    if (results->kind == RESULTS_SUGGESTIONS || results->shown == 1) {
        app_close_below(app, &pane_results);
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
    judge_word(app, WORDS_PERSONAL, false);
}

static void do_good_document(struct app *app, const struct call *call)
{
    judge_word(app, WORDS_DOCUMENT, false);
}

static void do_good_corpus(struct app *app, const struct call *call)
{
    judge_word(app, WORDS_CORPUS, false);
}

static void do_good_session(struct app *app, const struct call *call)
{
    judge_word(app, WORDS_SESSION, false);
}

static void do_wrong(struct app *app, const struct call *call)
{
    judge_word(app, WORDS_PERSONAL, true);
}

static void do_copy(struct app *app, const struct call *call)
{
    struct result *result = chosen(app);
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
    arrange(results);
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

/* All places of the word get a label, in one step. */
static void do_label(struct app *app, const struct call *call)
{
    struct result *result = chosen(app);
    if (result == NULL || app->results->kind != RESULTS_WORDS)
        return;
    struct desk *desk = reader_desk(app);
    const struct marks *marks =
        result->kind == MARK_ERROR ? &desk->proof.errors : &desk->proof.unknown;
    struct range *ranges = array_new(marks->count + 1, sizeof(*ranges));
    if (ranges != NULL)
        reader_label_all(app, ranges, add_places(desk, marks, result->text, ranges));
    free(ranges);
}

static void do_close(struct app *app, const struct call *call)
{
    app_close_below(app, &pane_results);
}

/* clang-format off */
static const struct action rows[] = {
    {"go-there", IN(MODE_RESULTS), "Enter", N_("go there; a suggestion: keep it as a note"), N_("open"), do_enter},
    {"next-result", IN(MODE_RESULTS), "J", N_("the next one; the page follows"), NULL, do_next},
    {"previous-result", IN(MODE_RESULTS), "K", N_("the one before; the page follows"), NULL, do_previous},
    {"good", IN(MODE_RESULTS), "zg", N_("this word is good: my own list"), N_("good"), do_good},
    {"good-document", IN(MODE_RESULTS), "zd", N_("this word is good in this document"), NULL, do_good_document},
    {"good-corpus", IN(MODE_RESULTS), "zc", N_("this word is good in this corpus"), NULL, do_good_corpus},
    {"good-session", IN(MODE_RESULTS), "zG", N_("this word is good until I quit"), NULL, do_good_session},
    {"wrong", IN(MODE_RESULTS), "zw", N_("this word is wrong"), NULL, do_wrong},
    {"sort-next", IN(MODE_RESULTS), ">", N_("sort the words by how often, word, first place"), NULL, do_sort_next},
    {"sort-previous", IN(MODE_RESULTS), "<", N_("the sorting before"), NULL, do_sort_previous},
    {"filter-list", IN(MODE_RESULTS), "&", N_("show only rows that hold a text"), NULL, do_filter},
    {"label", IN(MODE_RESULTS), "t", N_("label all places of the word"), NULL, do_label},
    {"export-list", IN(MODE_RESULTS), "s", N_("write the list to a file"), NULL, do_export},
    {"copy-row", IN(MODE_RESULTS), "y", N_("copy the row"), NULL, do_copy},
    {"pipe-list", IN(MODE_RESULTS), "|", N_("give the list to a command"), NULL, do_pipe},
    {"close-list", IN(MODE_RESULTS), "Esc", N_("close the list"), NULL, do_close},
};
/* clang-format on */

const struct action_table results_actions = {rows, ARRAY_LEN(rows)};
