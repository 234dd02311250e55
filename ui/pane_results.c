#include <config.h>

#include "ui/pane_results.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"
#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/results.h"

static void clear(struct results *results)
{
    for (size_t i = 0; i < results->count; i++)
        free(results->at[i].text);
    free(results->word);
    free(results->ranges);
    results->count = results->shown = 0;
    results->order = BY_COUNT;
    results->word = NULL;
    results->ranges = NULL;
    results->range_count = results->row_before = 0;
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

void results_show_suggestions(struct app *app, const char *word, const struct range *ranges,
                              size_t range_count, char *const *suggestions, size_t count)
{
    const struct results *before = app_is_below(app, &pane_results) ? app->results : NULL;
    size_t row = before != NULL && before->kind == RESULTS_WORDS ? before->menu.cursor + 1 : 0;
    struct results *results = begin(app, RESULTS_SUGGESTIONS);
    if (results == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        add(results, span_of(suggestions[i]), (struct result){0});
    results->word = bytes_copy(span_of(word));
    results->row_before = row;
    results->ranges = array_new(range_count, sizeof(*ranges));
    if (results->ranges != NULL) {
        memcpy(results->ranges, ranges, range_count * sizeof(*ranges));
        results->range_count = range_count;
    }
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

static void collect_words(const struct app *app, struct results *results, struct desk *desk)
{
    add_marks(results, desk, &desk->proof.errors);
    if (app->reader->unknown_shown)
        add_marks(results, desk, &desk->proof.unknown);
    if (results->count == 0)
        return;
    qsort(results->at, results->count, sizeof(*results->at), by_text);
    join_equal(results);
    qsort(results->at, results->count, sizeof(*results->at), by_count);
    menu_set_count(&results->menu, results->count);
}

void results_show_words(struct app *app)
{
    struct results *results = begin(app, RESULTS_WORDS);
    if (results == NULL)
        return;
    collect_words(app, results, reader_desk(app));
    if (results->count > 0) {
        app_open_below(app, &pane_results);
        return;
    }
    if (app_is_below(app, &pane_results))
        app_close_below(app, &pane_results);
    else
        done(app);
    app_say(app, _("No word is marked in this document."));
}

/* ---- order ---- */

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
void results_arrange(struct results *results)
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

void results_refresh_words(struct app *app)
{
    struct results *results = app->results;
    struct desk *desk = reader_desk(app);
    if (!app_is_below(app, &pane_results) || results == NULL || results->kind != RESULTS_WORDS ||
        desk == NULL || desk->id != results->desk || results->shown < results->count)
        return;
    struct menu menu = results->menu;
    enum results_order order = results->order;
    char *word =
        menu.cursor < results->shown ? bytes_copy(span_of(results->at[menu.cursor].text)) : NULL;
    begin(app, RESULTS_WORDS);
    collect_words(app, results, desk);
    results->menu = menu;
    results->order = order;
    results_arrange(results);
    for (size_t i = 0; word != NULL && i < results->shown; i++)
        if (strcmp(results->at[i].text, word) == 0)
            menu_go(&results->menu, i);
    free(word);
    if (results->count == 0)
        app_close_below(app, &pane_results);
}

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
        buf_add_string(into, _("Enter notes it, e your own, x leaves"));
    else if (app->results->kind == RESULTS_WORDS)
        buf_add_string(into, _("z= better, zg good, zw wrong, x leave"));
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

void results_leave(struct app *app, long rows)
{
    size_t row = app->results->kind == RESULTS_SUGGESTIONS ? app->results->row_before : 0;
    if (row == 0 || reader_desk(app) == NULL) {
        app_close_below(app, &pane_results);
        return;
    }
    results_show_words(app);
    if (app->results == NULL)
        return;
    menu_go(&app->results->menu, row - 1);
    menu_move(&app->results->menu, rows);
}

struct result *results_chosen(struct app *app)
{
    struct results *results = app->results;
    struct desk *desk = reader_desk(app);
    if (results == NULL || results->menu.cursor >= results->shown || desk == NULL ||
        desk->id != results->desk)
        return NULL;
    return &results->at[results->menu.cursor];
}

static bool follow(struct app *app)
{
    const struct result *result = results_chosen(app);
    if (result == NULL || app->results->kind != RESULTS_WORDS)
        return false;
    view_show(reader_view(app), result->first);
    return true;
}

static bool close_pane(struct app *app)
{
    results_leave(app, 0);
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
    .follow = follow,
    .close = close_pane,
    .rows = rows_wished,
    .done = done,
};
