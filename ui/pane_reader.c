#include <config.h>

#include "ui/pane_reader.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/file.h"
#include "ui/cell.h"
#include "ui/message.h"
#include "ui/pane_entities.h"
#include "ui/reader.h"

/* ---- desks ---- */

struct desk *reader_desk(const struct app *app)
{
    return app->reader != NULL ? app->reader->desk : NULL;
}

struct view *reader_view(const struct app *app)
{
    struct desk *desk = reader_desk(app);
    return desk != NULL ? desk->view : NULL;
}

struct desk *reader_desk_of(const struct app *app, uint64_t id)
{
    for (struct desk *desk = reader_desk(app); desk != NULL; desk = desk->under)
        if (desk->id == id)
            return desk;
    return NULL;
}

const char *reader_path(const struct app *app)
{
    struct desk *desk = reader_desk(app);
    return desk != NULL ? desk->path : NULL;
}

char **reader_paths(const struct app *app, size_t *count)
{
    size_t most = shelf_count(&app->shelf);
    const char *alone = most == 0 ? reader_path(app) : NULL;
    char **paths = array_new(most + 1, sizeof(*paths));
    *count = 0;
    for (size_t i = 0; paths != NULL && i < most; i++) {
        paths[*count] = bytes_copy(span_of(shelf_path(&app->shelf, i)));
        *count += paths[*count] != NULL;
    }
    if (paths != NULL && alone != NULL) {
        paths[0] = bytes_copy(span_of(alone));
        *count = paths[0] != NULL;
    }
    return paths;
}

uint64_t desk_focus(const struct desk *desk)
{
    uint64_t start = view_start(desk->view);
    const struct paragraph *paragraph = text_at(desk->text, start);
    return paragraph != NULL && paragraph->start < start ? paragraph->start : start;
}

void desk_add_progress(const struct desk *desk, const struct sweep *sweep, struct buf *into)
{
    uint64_t size = document_size(desk->document), done = sweep_bytes(sweep);
    if (done < size && size > 0)
        buf_printf(into, " %u %%", (unsigned)((double)done * 100 / (double)size));
}

/* Frees a desk without remembering anything. */
static void desk_free(struct app *app, struct desk *desk)
{
    if (desk == NULL)
        return;
    reader_count_reset(desk);
    hunt_done(&desk->hunt);
    proof_done(&desk->proof);
    cast_done(&desk->cast);
    margin_done(app, &desk->margin);
    view_free(desk->view);
    text_free(desk->text);
    document_free(desk->document);
    buf_done(&desk->own);
    free(desk->path);
    free(desk->title);
    free(desk);
}

/* Takes document and own (may be NULL). */
static struct desk *desk_new(struct app *app, struct document *document, const char *path,
                             struct buf *own)
{
    struct desk *desk = array_new(1, sizeof(*desk));
    if (desk == NULL) {
        document_free(document);
        return NULL;
    }
    desk->document = document;
    desk->id = ++app->reader->desks;
    desk->resume = resume_none();
    if (own != NULL) {
        desk->own = *own;
        *own = (struct buf){0};
    }
    if (path != NULL)
        desk->path = bytes_copy(span_of(path));
    desk->text = text_new(document, app->judge);
    desk->view = desk->text != NULL ? view_new(desk->text, cell_width) : NULL;
    if (desk->view == NULL || (path != NULL && desk->path == NULL)) {
        desk_free(app, desk);
        return NULL;
    }
    view_set_measure(desk->view, (uint32_t)app->settings.measure);
    return desk;
}

/* Remembers the place, saves the notes, frees. */
static void desk_close(struct app *app, struct desk *desk)
{
    if (desk == NULL)
        return;
    struct error error = {0};
    if (desk->path != NULL && desk->view != NULL) {
        desk->resume.top = view_top(desk->view);
        desk->resume.caret = view_caret(desk->view);
        if (!resume_save(desk->path, &desk->resume, &error))
            app_warn_error(app, &error);
    }
    desk_free(app, desk);
}

/* The desk becomes the one shown: on top of what lies there, or in its place. */
static void desk_show(struct app *app, struct desk *desk, bool over)
{
    struct reader *reader = app->reader;
    if (over) {
        desk->under = reader->desk;
    } else {
        while (reader->desk != NULL) {
            struct desk *under = reader->desk->under;
            desk_close(app, reader->desk);
            reader->desk = under;
        }
    }
    reader->desk = desk;
    const struct rect *inner = &app->screen.inner[SLOT_READER];
    view_resize(desk->view, inner->rows > 0 ? inner->rows : 1, inner->cols > 0 ? inner->cols : 1);
}

bool reader_start(struct app *app)
{
    app->reader = array_new(1, sizeof(*app->reader));
    return app->reader != NULL && reader_spell_start(app);
}

void reader_done(struct app *app)
{
    struct reader *reader = app->reader;
    if (reader == NULL)
        return;
    while (reader->desk != NULL) {
        struct desk *under = reader->desk->under;
        desk_close(app, reader->desk);
        reader->desk = under;
    }
    for (size_t i = 0; i < reader->jump_count; i++)
        free(reader->jumps[i].path);
    free(reader->jumps);
    free(reader->query_text);
    query_free(reader->query);
    reader_spell_done(app);
    recognizer_free(reader->recognizer);
    deeds_done(&reader->done);
    deeds_done(&reader->undone);
    buf_done(&reader->scratch);
    buf_done(&reader->passage);
    basket_done(&reader->basket);
    basket_done(&reader->chosen);
    free(reader->many);
    free(reader);
    app->reader = NULL;
}

/* ---- opening ---- */

static bool open_failed(struct app *app, const struct error *error)
{
    app_warn_error(app, error);
    return false;
}

static void go_to_resume(struct desk *desk, uint64_t off)
{
    bool known = desk->path != NULL && resume_load(desk->path, &desk->resume);
    if (off != READER_RESUME) {
        view_show(desk->view, off);
    } else if (known) {
        view_place(desk->view, desk->resume.top);
        view_show(desk->view, desk->resume.caret);
    }
}

bool reader_open(struct app *app, const char *path, uint64_t off)
{
    struct desk *desk = app->reader->desk;
    if (desk != NULL && desk->path != NULL && strcmp(desk->path, path) == 0) {
        if (off != READER_RESUME)
            view_show(desk->view, off);
        return true;
    }
    struct error error = {0};
    struct document *document = document_open_as(path, app->settings.encoding, &error);
    if (document == NULL)
        return open_failed(app, &error);
    if (document_is_binary(document)) {
        document_free(document);
        error_set(&error, ERROR_INPUT, DOCUMENT_NO_TEXT, path);
        return open_failed(app, &error);
    }
    desk = desk_new(app, document, path, NULL);
    if (desk == NULL) {
        error_memory(&error);
        return open_failed(app, &error);
    }
    desk_show(app, desk, false);
    go_to_resume(desk, off);
    return true;
}

bool reader_open_line(struct app *app, const char *path, uint64_t line)
{
    if (!reader_open(app, path, 0))
        return false;
    view_line_go(reader_view(app), line > 0 ? line - 1 : 0);
    return true;
}

bool reader_open_text(struct app *app, const char *path, const char *text)
{
    if (!reader_open(app, path, 0))
        return false;
    reader_search(app, text);
    return true;
}

bool reader_open_note(struct app *app, const char *path, const char *id)
{
    size_t index;
    if (!reader_open(app, path, READER_RESUME))
        return false;
    struct notes *notes = reader_notes(app);
    if (notes == NULL)
        return true;
    if (!notes_index(notes, id, &index)) {
        app_say_about(app, _("There is no note {subject} here."), id, 0);
        return true;
    }
    view_show(reader_view(app), notes_at(notes, index).raw_start);
    return true;
}

bool reader_open_document(struct app *app, struct document *document)
{
    struct desk *desk = desk_new(app, document, NULL, NULL);
    if (desk == NULL)
        return false;
    desk_show(app, desk, false);
    return true;
}

void reader_show(struct app *app, const char *title, struct buf *text)
{
    struct buf own = *text;
    *text = (struct buf){0};
    struct document *document = document_of(buf_span(&own), title);
    struct desk *desk = document != NULL ? desk_new(app, document, NULL, &own) : NULL;
    buf_done(&own);
    if (desk == NULL)
        return;
    desk->title = bytes_copy(span_of(title));
    struct desk *below = reader_desk(app);
    if (below != NULL && below->title != NULL) { /* one text of ours at a time */
        app->reader->desk = below->under;
        desk_free(app, below);
    }
    desk_show(app, desk, true);
    view_set_raw(desk->view, true);
}

/* ---- the pane ---- */

static enum mode reader_mode(const struct app *app)
{
    struct desk *desk = reader_desk(app);
    return desk != NULL && desk->selection.active ? MODE_SELECTION : MODE_READER;
}

static void notice_change(struct app *app, struct desk *desk)
{
    static const char *const told[] = {
        [DOCUMENT_CHANGED] = N_("The file has changed on disk; r reads it again."),
        [DOCUMENT_GONE] = N_("The file is gone; it can be read here until another one is opened."),
        [DOCUMENT_LOCKED] = N_("The file may not be read any more; r tries again when it may."),
        [DOCUMENT_NO_FILE] = N_("Something else has the file's name now; r tries again."),
    };
    if (desk->path == NULL)
        return;
    if (!desk->watched && !app->holding) {
        desk->watched = true;
        shelf_watch_file(&app->shelf, desk->path);
    }
    enum document_fate fate = document_fate(desk->document);
    if (fate != desk->fate && fate != DOCUMENT_SAME)
        app_warn(app, _(told[fate]));
    desk->fate = fate;
}

static void reader_prepare(struct app *app, struct rect inner)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    view_resize(desk->view, inner.rows, inner.cols);
    if ((int)view_measure(desk->view) != app->settings.measure) { /* by :set */
        view_set_measure(desk->view, (uint32_t)app->settings.measure);
        app->settings.measure = (int)view_measure(desk->view);
    }
    notice_change(app, desk);
    view_set_numbers(desk->view, app->settings.line_numbers && desk->title == NULL);
    reader_count_prepare(app);
    reader_notes_prepare(app);
    reader_spell_prepare(app);
    reader_entities_prepare(app);
    reader_find_prepare(app); /* last: the newest job is the first to be done */
    view_number(desk->view);
}

const struct mark *marks_at_caret(const struct desk *desk, const struct marks *marks)
{
    uint64_t caret = view_caret(desk->view);
    const struct mark *found = NULL; /* the innermost */
    for (size_t i = mark_find(marks->at, marks->count, caret);
         i < marks->count && marks->at[i].start <= caret; i++)
        if (marks->at[i].end > caret)
            found = &marks->at[i];
    return found;
}

static struct page_layer layer_of(const struct marks *marks, bool shown)
{
    return (struct page_layer){marks->at, shown ? marks->count : 0};
}

static void reader_draw(const struct app *app, struct surface *surface, struct rect inner,
                        bool focus)
{
    const struct reader *reader = app->reader;
    struct desk *desk = reader_desk(app);
    if (desk == NULL) {
        surface_put_short(surface, inner.row + inner.rows / 3, inner.col + VIEW_GUTTER,
                          inner.cols - VIEW_GUTTER, span_of(_("No document is open.")),
                          (struct style){STYLE_DIM, 0});
        return;
    }
    struct mark current = {0}, selected = {.kind = MARK_SELECTION};
    const struct mark *hit = reader->hits_shown ? marks_at_caret(desk, &desk->hunt.marks) : NULL;
    if (hit != NULL)
        current = *hit;
    bool walking = (app->wish.focus == SLOT_SIDE || !app->screen.shown[SLOT_SIDE]) &&
                   side_walked(app, &current);
    current.kind = MARK_CURRENT_HIT;
    struct range range;
    bool selecting = desk->selection.active && selection_range(desk, &range);
    if (selecting) {
        selected.start = range.start;
        selected.end = range.end;
    }
    const struct page_layer layers[] = {
        layer_of(&desk->cast.marks, !reader->entities_hidden),
        layer_of(&desk->proof.unknown, !reader->spelling_hidden && reader->unknown_shown),
        layer_of(&desk->proof.errors, !reader->spelling_hidden),
        {desk->margin.marks.at, desk->margin.marks.count, desk->margin.hues},
        layer_of(&desk->hunt.marks, reader->hits_shown),
        {&current, hit != NULL || walking},
        {&selected, selecting},
    };
    /* Lists lead into the page: where one has led is shown while it has the keys. */
    bool caret = focus || app->wish.focus != SLOT_LIST;
    page_paint(desk->view, surface, inner, layers, ARRAY_LEN(layers), caret);
}

static void reader_title(const struct app *app, struct buf *left, struct buf *right)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    size_t entry;
    if (desk->title != NULL)
        buf_add_string(left, desk->title);
    else if (desk->path != NULL && shelf_find(&app->shelf, desk->path, &entry))
        buf_add_string(left, shelf_title(&app->shelf, entry));
    else
        buf_add_string(left,
                       desk->path != NULL ? file_name(desk->path) : document_path(desk->document));
    buf_printf(right, "%u%%", view_percent(desk->view));
}

static void reader_mouse(struct app *app, const struct event *event, struct rect inner)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    uint64_t off = view_at_cell(desk->view, event->row - inner.row, event->col - inner.col);
    switch (event->mouse) {
    case MOUSE_WHEEL_UP:
        view_scroll(desk->view, -3);
        break;
    case MOUSE_WHEEL_DOWN:
        view_scroll(desk->view, 3);
        break;
    case MOUSE_PRESS:
        selection_leave(app);
        view_show(desk->view, off);
        break;
    case MOUSE_DRAG:
        if (!desk->selection.active)
            desk->selection = (struct selection){true, false, view_caret(desk->view)};
        view_show(desk->view, off);
        break;
    case MOUSE_RELEASE:
        break;
    }
}

static bool reader_close(struct app *app)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return false;
    if (desk->selection.active) {
        selection_leave(app);
        return true;
    }
    if (desk->under == NULL)
        return false;
    app->reader->desk = desk->under;
    desk_close(app, desk);
    return true;
}

const struct pane pane_reader = {
    .mode = reader_mode,
    .prepare = reader_prepare,
    .draw = reader_draw,
    .title = reader_title,
    .status = reader_status,
    .detail = reader_detail,
    .mouse = reader_mouse,
    .close = reader_close,
};
