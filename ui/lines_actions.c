/* The keys of a concordance: gone to, sorted, filtered, its marked lines annotated, written out. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"
#include "ui/lines.h"
#include "ui/message.h"
#include "ui/pane_entities.h"
#include "ui/pane_lines.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"
#include "ui/reader_many.h"

/* clang-format off */
static const char *const order_names[KWIC_ORDERS] = {
    [KWIC_PLACE]    = N_("place"),
    [KWIC_LEFT1]    = N_("the word before"),
    [KWIC_LEFT2]    = N_("the second word before"),
    [KWIC_LEFT3]    = N_("the third word before"),
    [KWIC_RIGHT1]   = N_("the word behind"),
    [KWIC_RIGHT2]   = N_("the second word behind"),
    [KWIC_RIGHT3]   = N_("the third word behind"),
    [KWIC_DOCUMENT] = N_("document"),
};
/* clang-format on */

static void do_go(struct app *app, const struct call *call)
{
    reader_remember(app);
    if (lines_follow(app))
        app_set_focus(app, SLOT_READER);
}

static void sort(struct app *app, int by)
{
    struct lines *lines = app->reader->lines;
    if (lines == NULL)
        return;
    lines->order = (enum kwic_order)(((int)lines->order + by + KWIC_ORDERS) % KWIC_ORDERS);
    lines_make_rows(lines);
    app_say_about(app, _("Sorted by {subject}."), _(order_names[lines->order]), 0);
}

static void do_sort_next(struct app *app, const struct call *call)
{
    sort(app, 1);
}

static void do_sort_previous(struct app *app, const struct call *call)
{
    sort(app, -1);
}

/* ---- filter ---- */

static void filter_changed(struct app *app, const char *text)
{
    struct lines *lines = app->reader->lines;
    struct fold fold = {0};
    if (lines == NULL || !fold_make(&fold, span_of(text), LINES_FOLD))
        return;
    fold_done(&lines->filter);
    lines->filter = fold;
    lines_make_rows(lines);
}

static void filter_cancel(struct app *app)
{
    filter_changed(app, "");
}

static const struct prompt_kind filter_prompt = {
    .changed = filter_changed, .accept = filter_changed, .cancel = filter_cancel};

static void do_filter(struct app *app, const struct call *call)
{
    if (app->reader->lines != NULL)
        prompt_open(app, &filter_prompt, "& ", "");
}

/* ---- marked lines ---- */

static struct kwic_line *line_chosen(struct app *app)
{
    struct lines *lines = app->reader->lines;
    if (lines == NULL || lines->menu.cursor >= lines->menu.count)
        return NULL;
    return &lines->shown->lines[lines->rows[lines->menu.cursor]];
}

static void to_next(struct app *app)
{
    menu_move(&app->reader->lines->menu, 1);
    lines_follow(app);
}

/* A line is marked or skipped, or neither; then the next. */
static void do_mark(struct app *app, const struct call *call)
{
    struct kwic_line *line = line_chosen(app);
    if (line == NULL)
        return;
    line->marked = !line->marked;
    line->skipped = false;
    to_next(app);
}

static void do_skip(struct app *app, const struct call *call)
{
    struct kwic_line *line = line_chosen(app);
    if (line == NULL)
        return;
    line->skipped = !line->skipped;
    line->marked = false;
    to_next(app);
}

/* Is a note for this line? For the marked ones; when none is, for the chosen one. */
static bool is_meant(struct app *app, const struct kwic_line *line, bool any_marked)
{
    return any_marked ? line->marked : line == line_chosen(app);
}

static bool is_any_marked(const struct lines *lines)
{
    for (size_t i = 0; i < lines->shown->count; i++)
        if (lines->shown->lines[i].marked)
            return true;
    return false;
}

/* The places that notes are for, those of a document together; to be freed. Lines stand in the
 * order in which they were found, which is by document. */
static struct many_place *places_meant(struct app *app, size_t *count, size_t *documents)
{
    const struct lines *lines = app->reader->lines;
    struct many_place *places = array_new(lines->shown->count + 1, sizeof(*places));
    bool any = is_any_marked(lines);
    size_t last = SIZE_MAX;
    *count = *documents = 0;
    for (size_t i = 0; places != NULL && i < lines->shown->count; i++) {
        const struct kwic_line *line = &lines->shown->lines[i];
        if (!is_meant(app, line, any))
            continue;
        places[(*count)++] =
            (struct many_place){lines->shown->paths[line->document], {line->start, line->end}};
        *documents += line->document != last;
        last = line->document;
    }
    return places;
}

static void confirm_answer(struct app *app, uint32_t key)
{
    struct lines *lines = app->reader->lines;
    struct error error = {0};
    size_t count, documents;
    if (lines == NULL || lines->label == NULL || !prompt_is_yes(key))
        return;
    struct many_place *places = places_meant(app, &count, &documents);
    size_t added =
        places != NULL ? many_add(app, places, count, lines->label, lines->text, &error) : 0;
    free(places);
    if (error.kind != ERROR_NONE)
        app_warn_error(app, &error);
    else
        app_say_about(app,
                      P_("{number} place labelled {subject}; u takes it back.",
                         "{number} places labelled {subject}; u takes them back.", added),
                      lines->label, (long)added);
}

/* Says what is about to be done to how many lines, and asks. */
static void confirm(struct app *app, const char *label, const char *text)
{
    struct lines *lines = app->reader->lines;
    size_t count, documents;
    struct buf question = {0};
    if (lines == NULL)
        return;
    free(lines->label);
    free(lines->text);
    lines->label = bytes_copy(span_of(label));
    lines->text = text != NULL ? bytes_copy(span_of(text)) : NULL;
    free(places_meant(app, &count, &documents));
    message_format(&question, P_("{number} line", "{number} lines", count), NULL, (long)count);
    buf_add_string(&question, ", ");
    message_format(&question, P_("{number} document", "{number} documents", documents), NULL,
                   (long)documents);
    buf_add_string(&question, ": ");
    buf_add_string(&question, text != NULL ? text : label);
    buf_add_string(&question, _("  y/n"));
    if (buf_ok(&question) && count > 0)
        prompt_ask(app, question.at, confirm_answer);
    buf_done(&question);
}

static void label_answer(struct app *app, uint32_t key)
{
    const char *label = reader_label_of_key(app, key);
    if (label != NULL)
        confirm(app, label, NULL);
}

static void note_accept(struct app *app, const char *text)
{
    if (text[0] != '\0')
        confirm(app, note_plain, text);
}

static const struct prompt_kind note_prompt = {.lines = true, .accept = note_accept};

static void do_label(struct app *app, const struct call *call)
{
    if (line_chosen(app) != NULL && lines_follow(app) && reader_notes(app) != NULL)
        reader_ask_key(app, label_answer);
}

static void do_note(struct app *app, const struct call *call)
{
    if (line_chosen(app) != NULL)
        prompt_open(app, &note_prompt, _("Note on the marked lines: "), "");
}

/* ---- to a file, a command, the clipboard ---- */

/* path TAB left TAB match TAB right, in the order shown, without the lines skipped. */
static void make_passage(struct app *app)
{
    struct buf *passage = &app->reader->passage;
    buf_cut(passage, 0);
    const struct kwic_line *line;
    for (size_t row = 0; (line = lines_at(app, row)) != NULL; row++) {
        const char *fields[] = {line->left, line->match, line->right};
        if (line->skipped)
            continue;
        unicode_add_safe(passage, span_of(app->reader->lines->shown->paths[line->document]),
                         SAFE_BYTES);
        for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
            buf_add_byte(passage, '\t');
            unicode_add_safe(passage, span_of(fields[i]), SAFE_TSV);
        }
        buf_add_byte(passage, '\n');
    }
}

static void do_export(struct app *app, const struct call *call)
{
    make_passage(app);
    reader_ask_file(app, _("concordance.tsv"));
}

static void do_pipe(struct app *app, const struct call *call)
{
    make_passage(app);
    reader_ask_pipe(app);
}

static void do_copy(struct app *app, const struct call *call)
{
    const struct lines *lines = app->reader->lines;
    const struct kwic_line *line = lines != NULL ? lines_at(app, lines->menu.cursor) : NULL;
    struct buf text = {0};
    if (line == NULL)
        return;
    lines_add_text(line, &text);
    buf_printf(&text, "  (%s)", lines->shown->paths[line->document]);
    if (buf_ok(&text))
        reader_copy(app, buf_span(&text));
    buf_done(&text);
}

/* ---- opening it ---- */

static void query_accept(struct app *app, const char *text)
{
    if (text[0] != '\0')
        lines_show(app, text, NULL);
}

static const struct prompt_kind query_prompt = {.history = "search", .accept = query_accept};

/* What the pane that has the keys speaks about: the entity, the selection, the search, the word. */
static bool add_subject(struct app *app, struct buf *into)
{
    struct desk *desk = reader_desk(app);
    struct range range;
    switch (app_mode(app)) {
    case MODE_ENTITIES:
        return side_add_query(app, into);
    case MODE_SELECTION:
        return desk != NULL && reader_range(app, UNIT_WORD, &range) &&
               reader_text_of(app, &range, into);
    case MODE_READER:
        if (app->reader->query_text == NULL || !app->reader->hits_shown)
            return reader_text_of(app, NULL, into);
        buf_add_string(into, app->reader->query_text);
        return true;
    default:
        return false;
    }
}

static void do_concordance(struct app *app, const struct call *call)
{
    struct buf subject = {0}, name = {0};
    bool entity = app_mode(app) == MODE_ENTITIES && side_add_name(app, &name) && buf_ok(&name);
    if (call->argument != NULL)
        lines_show(app, call->argument, NULL);
    else if (add_subject(app, &subject) && buf_ok(&subject) && subject.len > 0)
        lines_show(app, subject.at, entity ? name.at : NULL);
    else
        prompt_open(app, &query_prompt, _("Concordance of: "), "");
    buf_done(&subject);
    buf_done(&name);
    selection_leave(app);
}

#define FROM (IN(MODE_READER) | IN(MODE_SELECTION) | IN(MODE_ENTITIES) | IN(MODE_LIST))

/* clang-format off */
static const struct action rows[] = {
    {"concordance", FROM, "C", N_("concordance: this text in all documents, with its context"), NULL, do_concordance, .argument = ARGUMENT_TEXT},
    {"go-to-line", IN(MODE_LINES), "Enter", N_("go there; the list stays"), N_("open"), do_go},
    {"sort-next", IN(MODE_LINES), ">", N_("sort by place, the words before, the words behind, document"), N_("sort"), do_sort_next},
    {"sort-previous", IN(MODE_LINES), "<", N_("the sorting before"), NULL, do_sort_previous},
    {"filter-list", IN(MODE_LINES), "&", N_("show only lines that hold a text"), NULL, do_filter},
    {"mark-line", IN(MODE_LINES), "m", N_("mark the line, for a and t; again: not"), N_("mark"), do_mark},
    {"skip-line", IN(MODE_LINES), "x", N_("skip the line: it is not exported; again: it is"), NULL, do_skip},
    {"note-lines", IN(MODE_LINES), "a", N_("a note on all marked lines"), NULL, do_note},
    {"label-lines", IN(MODE_LINES), "t", N_("a label on all marked lines"), N_("label"), do_label},
    {"export-list", IN(MODE_LINES), "s", N_("write the list to a file (TSV)"), N_("export"), do_export},
    {"copy-row", IN(MODE_LINES), "y", N_("copy the line with its source"), NULL, do_copy},
    {"pipe-list", IN(MODE_LINES), "|", N_("give the list to a command"), NULL, do_pipe},
};
/* clang-format on */

const struct action_table lines_actions = {rows, ARRAY_LEN(rows)};
