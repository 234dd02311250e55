#include <config.h>

#include "ui/pane_lines.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"
#include "ui/lines.h"
#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

struct lines_job {
    struct job job;
    struct kwic *seeker;
    struct error error;
};

static void done(struct app *app)
{
    struct lines *lines = app->reader->lines;
    if (lines == NULL)
        return;
    if (lines->job != NULL)
        job_cancel(lines->job); /* it frees what it has */
    kwic_free(lines->seeker);
    kwic_free(lines->shown);
    free(lines->rows);
    fold_done(&lines->filter);
    free(lines->subject);
    free(lines->label);
    free(lines->text);
    free(lines);
    app->reader->lines = NULL;
}

/* The line in a row; NULL when there is none. */
const struct kwic_line *lines_at(const struct app *app, size_t row)
{
    const struct lines *lines = app->reader->lines;
    return lines != NULL && row < lines->menu.count ? &lines->shown->lines[lines->rows[row]] : NULL;
}

void lines_add_text(const struct kwic_line *line, struct buf *into)
{
    buf_add_string(into, line->left);
    buf_add_string(into, line->match);
    buf_add_string(into, line->right);
}

/* Does the line, with the name of its document, hold what is looked for? */
static bool holds(const struct lines *lines, const struct kwic_line *line)
{
    struct buf text = {0};
    struct fold fold = {0};
    lines_add_text(line, &text);
    buf_add_byte(&text, '\n');
    buf_add_string(&text, lines->shown->paths[line->document]);
    bool has = buf_ok(&text) && fold_make(&fold, buf_span(&text), LINES_FOLD) &&
               strstr(fold.text.at, lines->filter.text.at) != NULL;
    fold_done(&fold);
    buf_done(&text);
    return has;
}

/* Keeps only the rows that the filter shows, in their order; how many there are. */
static size_t filter_rows(struct lines *lines, size_t count)
{
    size_t kept = 0;
    if (lines->filter.text.len == 0)
        return count;
    for (size_t i = 0; i < count; i++)
        if (holds(lines, &lines->shown->lines[lines->rows[i]]))
            lines->rows[kept++] = lines->rows[i];
    return kept;
}

/* The cursor stays on its line, but for a cursor at the top, which stays there. */
void lines_make_rows(struct lines *lines)
{
    size_t cursor = lines->menu.cursor, count = lines->shown->count;
    size_t line = cursor > 0 && cursor < lines->menu.count ? lines->rows[cursor] : SIZE_MAX;
    if (!array_reserve(&lines->rows, &lines->cap, count + 1, sizeof(*lines->rows)))
        return;
    kwic_sort(lines->shown, lines->order, lines->rows);
    count = filter_rows(lines, count);
    menu_set_count(&lines->menu, count);
    for (size_t i = 0; line != SIZE_MAX && i < count; i++)
        if (lines->rows[i] == line)
            menu_go(&lines->menu, i);
}

/* ---- looking ---- */

static void lines_run(struct job *base)
{
    struct lines_job *job = (struct lines_job *)base;
    if (!kwic_look(job->seeker, &base->cancel, &job->error))
        job->seeker->finished = true;
}

static void lines_deliver(struct job *base, void *context)
{
    struct app *app = context;
    struct lines_job *job = (struct lines_job *)base;
    struct lines *lines = app->reader != NULL ? app->reader->lines : NULL;
    if (lines != NULL && lines->job == base) {
        bool first = lines->shown->count == 0;
        lines->job = NULL;
        lines->seeker = job->seeker;
        job->seeker = NULL;
        app_warn_error(app, &job->error);
        bool any = lines->seeker->count > 0;
        if (!kwic_take(lines->shown, lines->seeker))
            lines->seeker->finished = true;
        if (any)
            lines_make_rows(lines);
        if (first && lines->seeker->finished && lines->shown->count == 0)
            app_say_about(app, _("Not found in any document: {subject}"), lines->subject, 0);
    }
    kwic_free(job->seeker);
    free(job);
}

static void look_on(struct app *app)
{
    struct lines *lines = app->reader->lines;
    if (lines->job != NULL || lines->seeker == NULL || lines->seeker->finished)
        return;
    struct lines_job *job = array_new(1, sizeof(*job));
    if (job == NULL)
        return;
    job->job = (struct job){.run = lines_run, .deliver = lines_deliver};
    job->seeker = lines->seeker;
    lines->seeker = NULL;
    lines->job = &job->job;
    app_work(app, &job->job);
}

void lines_show(struct app *app, const char *query, const char *subject)
{
    if (app_is_below(app, &pane_lines))
        app_close_below(app, &pane_lines);
    struct lines *lines = array_new(1, sizeof(*lines));
    app->reader->lines = lines;
    if (lines == NULL)
        return;
    size_t count;
    char **paths = reader_paths(app, &count);
    lines->shown = kwic_new(query, paths, count, app->judge);
    paths = reader_paths(app, &count);
    lines->seeker = kwic_new(query, paths, count, app->judge);
    lines->subject = bytes_copy(span_of(subject != NULL ? subject : query));
    if (lines->shown == NULL || lines->seeker == NULL || lines->subject == NULL) {
        done(app);
        return;
    }
    lines->shown->encoding = lines->seeker->encoding = app->settings.encoding;
    app_open_below(app, &pane_lines);
}

/* ---- the pane ---- */

static enum mode lines_mode(const struct app *app)
{
    return MODE_LINES;
}

static void prepare(struct app *app, struct rect inner)
{
    look_on(app);
    if (app->reader->lines != NULL)
        menu_fit(&app->reader->lines->menu, inner.rows);
}

/* The end of a text that fits in so many columns. */
static struct span fitting_end(struct span text, int cols)
{
    int width = surface_width(text);
    while (text.len > 0 && width > cols) {
        size_t len = unicode_grapheme_end(text, 0);
        width -= surface_width((struct span){text.at, len});
        text = (struct span){text.at + len, text.len - len};
    }
    return text;
}

static void draw_line(struct surface *surface, struct rect row, const struct kwic_line *line,
                      enum style_name name)
{
    int middle = row.cols * 2 / 5;
    struct style style = {name, 0}, match = {name, LAYER_HIT};
    struct span left = fitting_end(span_of(line->left), middle - 1);
    int col = row.col + middle - surface_width(left), end = row.col + row.cols;
    surface_fill(surface, row, ' ', style);
    if (line->marked || line->skipped) /* the context leaves this column free */
        surface_put(surface, row.row, row.col, 1, span_of(line->marked ? "*" : "-"), style);
    col += surface_put(surface, row.row, col, end - col, left, style);
    col += surface_put_short(surface, row.row, col, end - col, span_of(line->match), match);
    if (col < end)
        surface_put_short(surface, row.row, col, end - col, span_of(line->right), style);
}

static void draw(const struct app *app, struct surface *surface, struct rect inner, bool focus)
{
    const struct lines *lines = app->reader->lines;
    enum style_name cursor = focus ? STYLE_CURSOR_ROW : STYLE_CURSOR_ROW_DIM;
    for (int i = 0; lines != NULL && i < inner.rows; i++) {
        size_t row = lines->menu.top + (size_t)i;
        const struct kwic_line *line = lines_at(app, row);
        if (line == NULL)
            break;
        draw_line(surface, (struct rect){inner.row + i, inner.col, 1, inner.cols}, line,
                  row == lines->menu.cursor ? cursor
                  : line->skipped           ? STYLE_DIM
                                            : STYLE_TEXT);
    }
}

static void title(const struct app *app, struct buf *left, struct buf *right)
{
    const struct lines *lines = app->reader->lines;
    message_format(left, _("Concordance of ‘{subject}’"), lines->subject, 0);
    buf_printf(right, "%zu/%zu%s", lines->menu.count > 0 ? lines->menu.cursor + 1 : 0,
               lines->menu.count, lines->shown->finished ? "" : "+");
}

static void status(const struct app *app, struct buf *into)
{
    const struct lines *lines = app->reader->lines;
    const struct kwic_line *line = lines_at(app, lines->menu.cursor);
    size_t entry;
    if (line == NULL) {
        buf_add_string(into, lines->shown->finished ? _("nothing found") : _("looking …"));
        return;
    }
    const char *path = lines->shown->paths[line->document];
    message_add_outside(
        into, shelf_find(&app->shelf, path, &entry) ? shelf_title(&app->shelf, entry) : path);
}

static struct menu *menu_of(struct app *app)
{
    return &app->reader->lines->menu;
}

static void row_text(const struct app *app, size_t row, struct buf *into)
{
    const struct kwic_line *line = lines_at(app, row);
    if (line != NULL)
        lines_add_text(line, into);
}

/* Shows the line's place on the page. */
bool lines_follow(struct app *app)
{
    const struct lines *lines = app->reader->lines;
    const struct kwic_line *line = lines != NULL ? lines_at(app, lines->menu.cursor) : NULL;
    return line != NULL && reader_open(app, lines->shown->paths[line->document], line->start);
}

static void moved(struct app *app)
{
    lines_follow(app);
}

static bool close_pane(struct app *app)
{
    app_close_below(app, &pane_lines);
    return true;
}

static int rows_wished(const struct app *app)
{
    size_t count = app->reader->lines->menu.count;
    return count < 5 ? 5 : count < 14 ? (int)count : 14;
}

const struct pane pane_lines = {
    .mode = lines_mode,
    .prepare = prepare,
    .draw = draw,
    .title = title,
    .status = status,
    .menu = menu_of,
    .row_text = row_text,
    .follow = lines_follow,
    .moved = moved,
    .close = close_pane,
    .rows = rows_wished,
    .done = done,
};
