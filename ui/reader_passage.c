#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/base/place.h"
#include "src/notes/export.h"
#include "src/text/unicode.h"
#include "ui/child.h"
#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"
#include "ui/term.h"

/* ---- to the clipboard ---- */

/* The clipboard of ours is there where the terminal's is not; it fails in silence but for the
 * message, which then doesn't name it. */
static void write_clipboard(struct span text)
{
    char *path = place_make(PLACE_STATE, "clipboard", NULL);
    if (path != NULL)
        file_replace(path, text, FILE_REPLACE, 0600, NULL, NULL);
    free(path);
}

/* For a terminal that can't be sent a clipboard. */
static void say_kept(struct app *app)
{
    char *path = place_path(PLACE_STATE, "clipboard", NULL);
    app_say_about(app, _("This terminal takes no clipboard; the text is in {subject}."),
                  path != NULL ? path : "clipboard", 0);
    free(path);
}

void reader_copy(struct app *app, struct span text)
{
    if (text.len == 0)
        return;
    write_clipboard(text);
    long count = (long)unicode_count(text);
    bool sent = app->term == NULL || term_copy(app->term, text) > 0;
    if (!sent)
        say_kept(app);
    else if (getenv("TMUX") != NULL)
        app_say_about(app,
                      P_("Sent to the terminal, {number} character; tmux passes it on after: tmux "
                         "set -s set-clipboard on",
                         "Sent to the terminal, {number} characters; tmux passes it on after: tmux "
                         "set -s set-clipboard on",
                         count),
                      NULL, count);
    else
        app_say_about(app,
                      P_("Sent to the terminal, {number} character.",
                         "Sent to the terminal, {number} characters.", count),
                      NULL, count);
}

static void do_copy(struct app *app, const struct call *call)
{
    struct range range;
    struct buf text = {0};
    if (reader_range(app, UNIT_PARAGRAPH, &range) && reader_text_of(app, &range, &text))
        reader_copy(app, buf_span(&text));
    buf_done(&text);
    selection_leave(app);
}

/* ---- to a file ---- */

static void write_file(struct app *app, const char *path, enum file_existing existing)
{
    struct error error = {0};
    if (file_replace(path, buf_span(&app->reader->passage), existing, 0666, NULL, &error))
        app_say_about(app, _("Written: {subject}"), path, 0);
    else
        app_warn_error(app, &error);
}

static void overwrite_answer(struct app *app, uint32_t key)
{
    if (prompt_is_yes(key))
        write_file(app, app->reader->scratch.at, FILE_REPLACE);
    else
        app_say(app, _("Nothing was written."));
}

/* "~/x" as a shell would take it. */
static void set_path(struct buf *path, const char *typed)
{
    const char *home = typed[0] == '~' && typed[1] == '/' ? getenv("HOME") : NULL;
    buf_cut(path, 0);
    buf_add_string(path, home != NULL ? home : "");
    buf_add_string(path, home != NULL ? typed + 1 : typed);
}

void reader_write_passage(struct app *app, const char *text)
{
    struct buf *path = &app->reader->scratch;
    struct stat status;
    if (text[0] == '\0')
        return;
    set_path(path, text);
    if (!buf_ok(path))
        return;
    if (lstat(path->at, &status) != 0) {
        write_file(app, path->at, FILE_REFUSE);
        return;
    }
    struct buf question = {0};
    message_format(&question, _("{subject} exists. Overwrite it? y/n"), path->at, 0);
    if (buf_ok(&question))
        prompt_ask(app, question.at, overwrite_answer);
    buf_done(&question);
}

static const struct prompt_kind file_prompt = {.history = "export", .accept = reader_write_passage};

void reader_ask_file(struct app *app, const char *name)
{
    prompt_open(app, &file_prompt, _("Write to: "), name);
}

/* How exports name the document. */
static const char *export_name(const struct app *app, const struct desk *desk)
{
    size_t entry;
    if (desk->path == NULL)
        return document_path(desk->document);
    if (shelf_find(&app->shelf, desk->path, &entry))
        return corpus_relative(app->shelf.corpus, entry);
    return file_name(desk->path);
}

/* The document's file name without its last extension. */
static struct span stem(const struct desk *desk)
{
    struct span name = span_of(file_name(document_path(desk->document)));
    for (size_t i = name.len; i > 1; i--)
        if (name.at[i - 1] == '.')
            return (struct span){name.at, i - 1};
    return name;
}

static bool make_form(struct app *app, const struct export_format *format,
                      const struct range *range, struct buf *form, struct error *error)
{
    const struct desk *desk = reader_desk(app);
    struct export_source source = {export_name(app, desk), desk->text, desk->margin.notes};
    struct export_options options = {0};
    buf_cut(form, 0);
    return export_passage_as(format, &source, document_cp_of(desk->document, range->start),
                             document_cp_of(desk->document, range->end), &options, form, error);
}

/* Adds the passage as text to the basket, then what the other formats make of it. */
static bool put_passage(struct app *app, const struct range *range, struct basket *basket,
                        struct buf *form, struct error *error)
{
    const struct export_format *text = export_format_find("text");
    struct buf line = {0};
    bool ok =
        (reader_text_of(app, range, &line) || error_memory(error)) &&
        make_form(app, text, range, form, error) &&
        (basket_add(basket, reader_desk(app)->path, *range, buf_span(&line), buf_span(form)) ||
         error_memory(error));
    buf_done(&line);
    if (!ok)
        return false;
    for (size_t i = 0; ok && i < export_format_count; i++)
        if (export_formats[i].passage != NULL && &export_formats[i] != text)
            ok = make_form(app, &export_formats[i], range, form, error) &&
                 (basket_add_form(basket, &export_formats[i], buf_span(form)) ||
                  error_memory(error));
    if (!ok) /* half of it would be written as what it isn't */
        basket_put(basket, basket->numbers - 1, true);
    return ok;
}

bool reader_put_passage(struct app *app, const struct range *range, struct basket *basket)
{
    struct error error = {0};
    struct buf form = {0};
    bool put = put_passage(app, range, basket, &form, &error);
    buf_done(&form);
    if (!put)
        app_warn_error(app, &error);
    return put;
}

bool reader_passage_asked(struct app *app, struct range *range)
{
    const struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return false;
    const struct mark *mark = marks_at_caret(desk, &desk->margin.marks);
    if (mark == NULL || desk->selection.active)
        return reader_range(app, UNIT_SENTENCE, range);
    *range = (struct range){mark->start, mark->end};
    return true;
}

/* The format that a file's name asks for. */
static const struct export_format *format_of(const char *name)
{
    /* clang-format off */
    static const struct {
        const char *ending, *format;
    } endings[] = {
        {".md",     "markdown"},
        {".csv",    "csv"},
        {".tsv",    "tsv"},
        {".jsonl",  "jsonl"},
        {".jsonld", "jsonld"},
        {".conll",  "conll"},
        {".ann",    "ann"},
    };
    /* clang-format on */
    for (size_t i = 0; i < ARRAY_LEN(endings); i++)
        if (span_ends(span_of(name), endings[i].ending))
            return export_format_find(endings[i].format);
    return export_format_find("text");
}

void reader_write_basket(struct app *app, const struct basket *basket, const char *path)
{
    const struct export_format *format = format_of(path);
    struct buf *passage = &app->reader->passage;
    if (format->passage == NULL) {
        app_say(app, _("Passages can't be written in that form; name the file .txt, .md, .csv, "
                       ".tsv or .jsonl."));
        return;
    }
    buf_cut(passage, 0);
    basket_write(basket, format, passage);
    if (buf_ok(passage))
        reader_write_passage(app, path);
}

static void basket_accept(struct app *app, const char *text)
{
    reader_write_basket(app, app->reader->basket_asked, text);
}

static const struct prompt_kind basket_prompt = {.history = "export", .accept = basket_accept};

void reader_ask_basket_file(struct app *app, const struct basket *basket, const char *name)
{
    app->reader->basket_asked = basket;
    prompt_open(app, &basket_prompt, _("Write to: "), name);
}

static void do_export_passage(struct app *app, const struct call *call)
{
    const struct desk *desk = reader_desk(app);
    struct basket *chosen = &app->reader->chosen;
    struct range range;
    struct buf name = {0};
    basket_done(chosen);
    if (desk != NULL && reader_passage_asked(app, &range) &&
        reader_put_passage(app, &range, chosen)) {
        buf_add_span(&name, stem(desk));
        buf_add_string(&name, _("-passage.txt"));
        if (buf_ok(&name))
            reader_ask_basket_file(app, chosen, name.at);
    }
    buf_done(&name);
    selection_leave(app);
}

/* ---- all notes ---- */

static bool make_all(struct app *app, struct desk *desk, const struct export_format *format,
                     struct export_report *report)
{
    struct export_source source = {export_name(app, desk), desk->text, desk->margin.notes};
    struct export_options options = {0};
    struct error error = {0};
    struct buf *out = &app->reader->passage;
    buf_cut(out, 0);
    bool made =
        (format->begin == NULL || format->begin(&options, out)) &&
        (format->document == NULL || format->document(&source, &options, report, out, &error)) &&
        (format->end == NULL || format->end(&options, out));
    if (!made && error.kind == ERROR_NONE)
        error_memory(&error);
    if (!made)
        app_warn_error(app, &error);
    return made;
}

static void all_accept(struct app *app, const char *text)
{
    struct desk *desk = reader_desk(app);
    const struct export_format *format = format_of(text);
    struct export_report report = {0};
    if (desk == NULL || desk->margin.notes == NULL)
        return;
    if (make_all(app, desk, format, &report))
        reader_write_passage(app, text);
    buf_done(&report.lines);
}

static const struct prompt_kind all_prompt = {.history = "export", .accept = all_accept};

static void do_export_all(struct app *app, const struct call *call)
{
    struct notes *notes = reader_notes(app);
    struct buf name = {0};
    if (notes == NULL)
        return;
    if (notes_count(notes) == 0) {
        app_say(app, _("This document has no notes to export."));
        return;
    }
    buf_add_span(&name, stem(reader_desk(app)));
    buf_add_string(&name, _("-notes.txt"));
    if (buf_ok(&name))
        prompt_open(app, &all_prompt, _("Write all notes to (.txt .md .csv .tsv .jsonl): "),
                    name.at);
    buf_done(&name);
}

/* ---- to a command ---- */

static void pipe_accept(struct app *app, const char *text)
{
    if (text[0] == '\0')
        return;
    struct error error = {0};
    if (app->term != NULL)
        term_suspend(app->term);
    bool run = child_run(text, buf_span(&app->reader->passage), true, &error);
    if (app->term != NULL)
        term_resume(app->term);
    app->redraw = true;
    if (!run)
        app_warn_error(app, &error);
}

static const struct prompt_kind pipe_prompt = {.history = "pipe", .accept = pipe_accept};

void reader_ask_pipe(struct app *app)
{
    prompt_open(app, &pipe_prompt, "| ", "");
}

/* More than this of a document is not put in memory for a command. */
#define PIPE_MOST (64u << 20)

static void do_pipe(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    uint64_t size = document_size(desk->document);
    struct range range = {0, size};
    if (desk->selection.active && !reader_range(app, UNIT_PARAGRAPH, &range))
        return;
    if (range.end - range.start > PIPE_MOST) {
        app_say_about(app,
                      _("The document is larger than {number} MB; give `leeszaal text` to the "
                        "command instead."),
                      NULL, PIPE_MOST >> 20);
        return;
    }
    struct buf *passage = &app->reader->passage;
    buf_cut(passage, 0);
    text_between(desk->text, range.start, range.end, passage);
    buf_add_byte(passage, '\n');
    if (buf_ok(passage))
        reader_ask_pipe(app);
    selection_leave(app);
}

/* clang-format off */
static const struct action rows[] = {
    {"export-passage", IN(MODE_READER) | IN(MODE_SELECTION), "s", N_("write the passage to a file"), N_("export"), do_export_passage},
    {"export-notes", IN(MODE_EVERYWHERE), "S", N_("write all notes of the document to a file"), NULL, do_export_all},
    {"copy", IN(MODE_READER) | IN(MODE_SELECTION), "y", N_("copy the selection, or the paragraph"), NULL, do_copy},
    {"pipe", IN(MODE_READER) | IN(MODE_SELECTION), "|", N_("give the selection, or the document, to a command"), NULL, do_pipe},
};
/* clang-format on */

const struct action_table passage_actions = {rows, ARRAY_LEN(rows)};
