#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "ui/message.h"
#include "ui/pane_list.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

static long count_of(const struct call *call)
{
    return call->count > 0 ? call->count : 1;
}

/* ---- jumps ---- */

#define JUMPS_MOST 100

static bool same_place(const struct app *app, const struct jump *jump)
{
    const char *path = reader_path(app);
    return path != NULL && strcmp(jump->path, path) == 0 &&
           jump->off == view_caret(reader_view(app));
}

static void jumps_cut(struct reader *reader, size_t from, size_t count)
{
    if (count == 0)
        return;
    for (size_t i = from; i < from + count; i++)
        free(reader->jumps[i].path);
    memmove(reader->jumps + from, reader->jumps + from + count,
            (reader->jump_count - from - count) * sizeof(*reader->jumps));
    reader->jump_count -= count;
}

void reader_remember(struct app *app)
{
    struct reader *reader = app->reader;
    const char *path = reader_path(app);
    if (path == NULL)
        return;
    jumps_cut(reader, reader->jump_at, reader->jump_count - reader->jump_at);
    if (reader->jump_count > 0 && same_place(app, &reader->jumps[reader->jump_count - 1]))
        return;
    if (reader->jump_count >= JUMPS_MOST)
        jumps_cut(reader, 0, 1);
    char *copy = bytes_copy(span_of(path));
    if (copy == NULL || !array_reserve(&reader->jumps, &reader->jump_cap, reader->jump_count + 1,
                                       sizeof(*reader->jumps))) {
        free(copy);
        return;
    }
    reader->jumps[reader->jump_count++] = (struct jump){copy, view_caret(reader_view(app))};
    reader->jump_at = reader->jump_count;
}

void reader_jump(struct app *app, uint64_t off)
{
    reader_remember(app);
    view_show(reader_view(app), off);
}

static void go_to_jump(struct app *app, size_t at)
{
    app->reader->jump_at = at;
    reader_open(app, app->reader->jumps[at].path, app->reader->jumps[at].off);
}

static void do_back(struct app *app, const struct call *call)
{
    struct reader *reader = app->reader;
    if (reader_view(app) == NULL)
        return;
    if (reader->jump_at == reader->jump_count) { /* so that `]o` can come here again */
        reader_remember(app);
        reader->jump_at = reader->jump_count > 0 ? reader->jump_count - 1 : 0;
    }
    if (reader->jump_at == 0)
        app_say(app, _("There is no older place."));
    else
        go_to_jump(app, reader->jump_at - 1);
}

static void do_forward(struct app *app, const struct call *call)
{
    if (app->reader->jump_at + 1 >= app->reader->jump_count)
        app_say(app, _("There is no newer place."));
    else
        go_to_jump(app, app->reader->jump_at + 1);
}

static void do_set_mark(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL || call->key < 'a' || call->key > 'z')
        return;
    desk->resume.marks[call->key - 'a'] = view_caret(desk->view);
    char name[] = {(char)call->key, '\0'};
    app_say_about(app, _("Mark {subject} is set."), name, 0);
}

static void do_go_mark(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    if (call->key == '\'') {
        do_back(app, call);
        return;
    }
    bool letter = call->key >= 'a' && call->key <= 'z';
    if (!letter || desk->resume.marks[call->key - 'a'] == RESUME_UNSET)
        app_say(app, _("That mark is not set in this document."));
    else
        reader_jump(app, desk->resume.marks[call->key - 'a']);
}

/* ---- the page ---- */

static void move(struct app *app, void (*how)(struct view *view, long steps), long steps)
{
    if (reader_view(app) != NULL)
        how(reader_view(app), steps);
}

static void do_down(struct app *app, const struct call *call)
{
    move(app, view_move, count_of(call));
}

static void do_up(struct app *app, const struct call *call)
{
    move(app, view_move, -count_of(call));
}

static void do_page_down(struct app *app, const struct call *call)
{
    move(app, view_pages, 2 * count_of(call));
}

static void do_page_up(struct app *app, const struct call *call)
{
    move(app, view_pages, -2 * count_of(call));
}

static void do_half_down(struct app *app, const struct call *call)
{
    move(app, view_pages, 1);
}

static void do_half_up(struct app *app, const struct call *call)
{
    move(app, view_pages, -1);
}

static void do_scroll_down(struct app *app, const struct call *call)
{
    move(app, view_scroll, count_of(call));
}

static void do_scroll_up(struct app *app, const struct call *call)
{
    move(app, view_scroll, -count_of(call));
}

/* To the line of the count, without one to an end of the text. */
static void go_line(struct app *app, const struct call *call, void (*without)(struct view *view))
{
    if (reader_view(app) == NULL)
        return;
    reader_remember(app);
    if (call->count > 0)
        view_line_go(reader_view(app), (uint64_t)call->count - 1);
    else
        without(reader_view(app));
}

static void do_top(struct app *app, const struct call *call)
{
    go_line(app, call, view_go_top);
}

static void do_end(struct app *app, const struct call *call)
{
    go_line(app, call, view_go_end);
}

static void do_percent(struct app *app, const struct call *call)
{
    if (reader_view(app) == NULL)
        return;
    if (call->count == 0) {
        app_say(app, _("A number goes before it: 50% is the middle."));
        return;
    }
    reader_remember(app);
    view_percent_go(reader_view(app), call->count < 100 ? (unsigned)call->count : 100);
}

static void do_paragraph_next(struct app *app, const struct call *call)
{
    move(app, view_caret_paragraphs, count_of(call));
}

static void do_paragraph_before(struct app *app, const struct call *call)
{
    move(app, view_caret_paragraphs, -count_of(call));
}

static void do_left(struct app *app, const struct call *call)
{
    move(app, view_caret_graphemes, -count_of(call));
}

static void do_right(struct app *app, const struct call *call)
{
    move(app, view_caret_graphemes, count_of(call));
}

/* ---- how it looks ---- */

static void set_measure(struct app *app, int measure)
{
    struct view *view = reader_view(app);
    if (view == NULL)
        return;
    view_set_measure(view, measure > 0 ? (uint32_t)measure : 0);
    app->settings.measure = (int)view_measure(view);
    app_say_about(app, _("The text is {number} columns wide."), NULL, view_width(view));
}

static void do_wider(struct app *app, const struct call *call)
{
    if (reader_view(app) != NULL)
        set_measure(app, (int)view_measure(reader_view(app)) + 4);
}

static void do_narrower(struct app *app, const struct call *call)
{
    /* From what is seen, or the first keys would do nothing on a narrow screen. */
    if (reader_view(app) != NULL && !view_is_raw(reader_view(app)))
        set_measure(app, view_width(reader_view(app)) - 4);
}

static void do_measure(struct app *app, const struct call *call)
{
    set_measure(app, VIEW_MEASURE);
}

static void do_numbers(struct app *app, const struct call *call)
{
    app->settings.line_numbers = !app->settings.line_numbers;
    app_say(app, app->settings.line_numbers ? _("Line numbers of the file are shown.")
                                            : _("Line numbers are off."));
}

static void do_raw(struct app *app, const struct call *call)
{
    struct view *view = reader_view(app);
    if (view == NULL)
        return;
    view_set_raw(view, !view_is_raw(view));
    app_say(app, view_is_raw(view) ? _("The lines as they stand in the file; R goes back.")
                                   : _("The text in paragraphs again."));
}

/* ---- documents ---- */

/* The document so many steps further in the list. */
static void go_document(struct app *app, long steps, bool unread)
{
    const char *path = reader_path(app);
    size_t entry;
    if (path == NULL) {
        app_say(app, _("This text is not in the list."));
        return;
    }
    if (!list_step(app, path, steps, unread, &entry)) {
        if (unread)
            app_say(app, _("There is no unread document that way."));
        else
            app_say(app,
                    steps > 0 ? _("This is the last document.") : _("This is the first document."));
        return;
    }
    reader_remember(app);
    if (reader_open(app, shelf_path(&app->shelf, entry), READER_RESUME))
        list_show(app, shelf_path(&app->shelf, entry));
}

static void do_next_document(struct app *app, const struct call *call)
{
    go_document(app, count_of(call), false);
}

static void do_previous_document(struct app *app, const struct call *call)
{
    go_document(app, -count_of(call), false);
}

static void do_next_unread(struct app *app, const struct call *call)
{
    go_document(app, count_of(call), true);
}

static void do_previous_unread(struct app *app, const struct call *call)
{
    go_document(app, -count_of(call), true);
}

static void do_read(struct app *app, const struct call *call)
{
    const char *path = reader_path(app);
    size_t entry;
    if (path == NULL || !shelf_find(&app->shelf, path, &entry))
        return;
    bool read = (app->shelf.books[entry].marks & BOOK_READ) == 0;
    shelf_set_mark(app, entry, BOOK_READ, read);
    app_say(app, read ? _("Marked as read.") : _("Marked as unread."));
}

static void do_reload(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL || desk->path == NULL)
        return;
    struct error error = {0};
    if (!document_reload(desk->document, &error)) {
        app_warn_error(app, &error);
        return;
    }
    desk->fate = DOCUMENT_SAME;
    text_reset(desk->text);
    reader_count_reset(desk);
    hunt_reset(&desk->hunt);
    proof_reset(&desk->proof);
    cast_reset(&desk->cast);
    margin_reset(app, desk);
    view_reset(desk->view);
    app_say(app, _("The file has been read again."));
}

/* ---- position ---- */

static void add_part(struct buf *into, const char *sentence, long number)
{
    if (into->len > 0)
        buf_add_string(into, " · ");
    message_format(into, sentence, NULL, number);
}

static void add_bad_bytes(struct buf *into, const struct document *document)
{
    uint64_t bad = document_bad_bytes(document);
    if (bad == 0)
        return;
    const char *sentence =
        document_form(document) == ENCODING_FORM_UTF8
            ? P_("{number} byte that is no UTF-8", "{number} bytes that are no UTF-8", bad)
            : P_("{number} byte read as Windows-1252", "{number} bytes read as Windows-1252", bad);
    add_part(into, sentence, (long)bad);
}

static void do_position(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    uint64_t caret = view_caret(desk->view);
    uint64_t line = document_line_of(desk->document, caret);
    uint64_t column = document_cp_of(desk->document, caret) -
                      document_cp_of(desk->document, document_line_start(desk->document, line));
    struct buf said = {0};
    message_add_outside(&said, document_path(desk->document));
    add_part(&said, _("line {number}"), (long)line + 1);
    add_part(&said, _("column {number}"), (long)column + 1);
    buf_printf(&said, " · %u %%", view_percent(desk->view));
    add_part(&said, _("byte {number}"), (long)caret);
    buf_printf(&said, " / %llu · %s", (unsigned long long)document_size(desk->document),
               encoding_name(document_encoding(desk->document)));
    add_bad_bytes(&said, desk->document);
    if (buf_ok(&said))
        app_say(app, said.at);
    buf_done(&said);
}

#define READER IN(MODE_READER)
#define SELECTION IN(MODE_SELECTION)

/* clang-format off */
static const struct action rows[] = {
    {"down", READER, "j Down", N_("one row down"), NULL, do_down},
    {"up", READER, "k Up", N_("one row up"), NULL, do_up},
    {"page-down", READER, "Space f PgDn", N_("a page down"), N_("page"), do_page_down},
    {"page-up", READER, "b PgUp", N_("a page up"), NULL, do_page_up},
    {"half-down", READER, "^D", N_("half a page down"), NULL, do_half_down},
    {"half-up", READER, "^U", N_("half a page up"), NULL, do_half_up},
    {"scroll-down", READER | SELECTION, "^E", N_("scroll down without the caret"), NULL, do_scroll_down},
    {"scroll-up", READER | SELECTION, "^Y", N_("scroll up without the caret"), NULL, do_scroll_up},
    {"top", READER | SELECTION, "g Home", N_("to the top; Ng to line N"), NULL, do_top},
    {"bottom", READER | SELECTION, "G End", N_("to the end; NG to line N"), NULL, do_end},
    {"percent", READER, "%", N_("N%: to N percent of the document"), NULL, do_percent},
    {"next-paragraph", READER | SELECTION, "}", N_("to the next paragraph"), NULL, do_paragraph_next},
    {"previous-paragraph", READER | SELECTION, "{", N_("to the start of the paragraph, or the one before"), NULL, do_paragraph_before},
    {"left", READER | SELECTION, "h Left", N_("caret one letter left"), NULL, do_left},
    {"right", READER | SELECTION, "l Right", N_("caret one letter right"), NULL, do_right},
    {"next-document", READER, "J ]f", N_("the next document"), NULL, do_next_document},
    {"previous-document", READER, "K [f", N_("the previous document"), NULL, do_previous_document},
    {"next-unread", READER, "]u", N_("the next unread document"), NULL, do_next_unread},
    {"previous-unread", READER, "[u", N_("the previous unread document"), NULL, do_previous_unread},
    {"read", READER, ".", N_("read or unread"), NULL, do_read},
    {"wider", READER, "+", N_("a wider column of text"), NULL, do_wider},
    {"narrower", READER, "-", N_("a narrower column of text"), NULL, do_narrower},
    {"measure", READER, "=", N_("the usual width of the text"), NULL, do_measure},
    {"raw", READER, "R", N_("paragraphs, or the lines of the file"), NULL, do_raw},
    {"numbers", READER, NULL, N_("line numbers of the file, on or off"), NULL, do_numbers},
    {"set-mark", READER, "m", N_("m{a-z}: set a mark"), NULL, do_set_mark, .operand = true},
    {"go-mark", READER, "'", N_("'{a-z}: go to a mark; '' back"), NULL, do_go_mark, .operand = true},
    {"reload", READER, "r", N_("read the file again"), NULL, do_reload},
    {"position", IN(MODE_EVERYWHERE), "^G", N_("where am I: line, column, percent, byte"), NULL, do_position},
    {"back", IN(MODE_EVERYWHERE), "^O", N_("back to the place before the last jump"), NULL, do_back},
    {"forward", IN(MODE_EVERYWHERE), "]o", N_("forward again"), NULL, do_forward},
};
/* clang-format on */

const struct action_table move_actions = {rows, ARRAY_LEN(rows)};
