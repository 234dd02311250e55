/* text: what the documents say, reflowed or line by line, safe to print. */
#include <config.h>

#include <string.h>

#include "src/text/paragraph.h"
#include "src/text/unicode.h"
#include "src/text/wrap.h"
#include "ui/command.h"
#include "ui/inputs.h"
#include "ui/output.h"

#define TAB_COLUMNS 8
#define WIDTH_MOST 10000

struct print {
    struct output *output;
    uint32_t width;  /* 0: a paragraph on one line */
    uint32_t column; /* where the line stands */
};

/* ---- one line, safe ---- */

/* The end of the plain ASCII letters and signs at `off`; the last one, which a mark may follow, is
 * left to the slow way when the text goes on. */
static size_t plain_end(struct span text, size_t off)
{
    size_t end = off;
    while (end < text.len && text.at[end] >= ' ' && text.at[end] < 0x7f)
        end++;
    return end < text.len && end > off ? end - 1 : end;
}

/* TABs become spaces, the rest is made safe; columns are counted on. */
static void print_safe(struct print *print, struct span text)
{
    struct buf plain = {0}, safe = {0};
    for (size_t off = 0; off < text.len;) {
        size_t end = plain_end(text, off);
        buf_add(&plain, text.at + off, end - off);
        print->column += (uint32_t)(end - off);
        if ((off = end) == text.len)
            break;
        end = unicode_grapheme_end(text, off);
        struct span grapheme = {text.at + off, end - off};
        off = end;
        if (grapheme.len == 1 && grapheme.at[0] == '\t') {
            do
                buf_add_byte(&plain, ' ');
            while (++print->column % TAB_COLUMNS != 0);
            continue;
        }
        size_t before = safe.len;
        unicode_add_safe(&safe, grapheme, SAFE_ANGLE);
        struct span added = {safe.at + before, safe.len - before};
        bool is_same = added.len == grapheme.len && memcmp(added.at, grapheme.at, added.len) == 0;
        print->column +=
            (uint32_t)(is_same ? wrap_width_plain(grapheme) : (int)unicode_count(added));
        buf_add_span(&plain, added);
    }
    output_add(print->output, buf_span(&plain));
    if (!buf_ok(&plain) || !buf_ok(&safe))
        print->output->pending.failed = true;
    buf_done(&plain);
    buf_done(&safe);
}

static void print_end(struct print *print)
{
    output_add(print->output, span_of("\n"));
    print->column = 0;
}

static bool print_wrapped(struct print *print, struct span text)
{
    struct rows rows = {0};
    if (!wrap_rows(&rows, text, print->width, 0, 0, wrap_width_plain))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        struct span row = {text.at + rows.at[i].start, rows.at[i].end - rows.at[i].start};
        print_safe(print, i + 1 < rows.count ? span_trim(row) : row);
        print_end(print);
    }
    rows_done(&rows);
    return true;
}

/* ---- paragraphs ---- */

static bool is_line_kind(const struct paragraph *paragraph)
{
    return paragraph->kind != PARAGRAPH_PROSE;
}

/* Does a blank line stand between the two in the file? */
static bool gap_is_blank(struct document *document, uint64_t from, uint64_t to)
{
    struct buf gap = {0};
    size_t ends = 0;
    if (to > from && to - from <= DOCUMENT_REACH && document_decode(document, from, to, &gap))
        for (size_t i = 0; i < gap.len; i++)
            ends += gap.at[i] == '\n' || (gap.at[i] == '\r' && gap.at[i + 1] != '\n') ||
                    (unsigned char)gap.at[i] == 0x85;
    buf_done(&gap);
    return ends != 1;
}

static bool print_paragraphs(struct print *print, struct document *document,
                             const struct judge *judge)
{
    struct text *text = text_new(document, judge);
    const struct paragraph *paragraph = text != NULL ? text_at(text, 0) : NULL;
    bool ok = text != NULL, was_line = false, was_open = false;
    uint64_t end = 0;
    for (bool first = true; ok && paragraph != NULL; first = false) {
        bool tight =
            was_line && is_line_kind(paragraph) && !gap_is_blank(document, end, paragraph->start);
        if (!first && !was_open && !tight)
            print_end(print);
        if (print->width > 0 && !paragraph->continues && !was_open) {
            ok = print_wrapped(print, paragraph->text);
        } else {
            print_safe(print, paragraph->text);
            if (!paragraph->continues)
                print_end(print);
        }
        was_open = paragraph->continues;
        was_line = is_line_kind(paragraph);
        end = paragraph->end;
        if (!output_flush(print->output))
            break;
        paragraph = text_next(text, paragraph);
    }
    text_free(text);
    return ok;
}

/* ---- the file's own lines ---- */

static struct span without_line_end(struct span line)
{
    while (line.len > 0 && (line.at[line.len - 1] == '\n' || line.at[line.len - 1] == '\r'))
        line.len--;
    if (span_ends(line, "\xc2\x85"))
        line.len -= 2;
    return line;
}

static bool print_lines(struct print *print, struct document *document)
{
    struct buf line = {0};
    uint64_t size = document_size(document), off = 0;
    bool ok = true;
    while (ok && off < size) {
        uint64_t end = document_line_end(document, off);
        buf_cut(&line, 0);
        ok = end > off && document_decode(document, off, end, &line) && buf_ok(&line);
        struct span whole = buf_span(&line), text = without_line_end(whole);
        if (off == 0 && span_starts(text, "\xef\xbb\xbf"))
            text = (struct span){text.at + 3, text.len - 3};
        print_safe(print, text);
        if (whole.len > text.len || end >= size) /* else a long line goes on */
            print_end(print);
        off = end;
        if (!output_flush(print->output))
            break;
    }
    buf_done(&line);
    return ok;
}

/* ---- the command ---- */

static void print_header(struct print *print, const char *path, bool first)
{
    struct buf header = {0};
    buf_add_string(&header, first ? "==> " : "\n==> ");
    unicode_add_safe(&header, span_of(path), SAFE_BYTES);
    buf_add_string(&header, " <==\n");
    output_add(print->output, buf_span(&header));
    buf_done(&header);
}

static int print_all(struct print *print, const struct inputs *inputs, bool raw)
{
    int code = inputs->code;
    bool first = true;
    for (size_t i = 0; i < inputs_count(inputs); i++) {
        struct error error = {0};
        struct document *document = inputs_document(inputs, i, &error);
        bool binary = document != NULL && document_is_binary(document);
        if (binary && !inputs_was_found(inputs, i))
            error_set(&error, ERROR_INPUT, N_("{subject} is not text; only text can be read."),
                      inputs_path(inputs, i));
        if (document != NULL && !binary) {
            if (inputs_count(inputs) > 1)
                print_header(print, inputs_path(inputs, i), first);
            first = false;
            if (!(raw ? print_lines(print, document)
                      : print_paragraphs(print, document, &inputs->judge.judge)))
                error_memory(&error);
        }
        document_free(document);
        int failed = command_fail(&error);
        code = failed > code ? failed : code;
        if (!output_flush(print->output))
            break;
    }
    return code;
}

static int text_run(const struct options *options)
{
    struct output output;
    struct inputs inputs;
    struct error error = {0};
    uint64_t width = 0;
    unsigned jobs;
    if (!options_number(options, "width", 1, WIDTH_MOST, &width, &error) ||
        !inputs_jobs(options, &jobs, &error) || !output_begin(&output, options, NULL, 0, &error))
        return command_fail(&error);
    if (!inputs_open(&inputs, options, 0, &error)) {
        output_cancel(&output);
        return command_fail(&error);
    }
    struct print print = {.output = &output, .width = (uint32_t)width};
    int code = print_all(&print, &inputs, options_has(options, "raw"));
    if (!output_end(&output, &error))
        code = command_fail(&error);
    inputs_close(&inputs);
    return code;
}

static const struct option_row rows[] = {
    {"raw", '\0', NULL, N_("the file's own lines instead of paragraphs")},
    {"width", '\0', "N", N_("wrap paragraphs at N columns")},
};

const struct command command_text = {
    .name = "text",
    .arguments = "PATH…",
    .help = N_("print documents as running text"),
    .options = rows,
    .option_count = ARRAY_LEN(rows),
    .run = text_run,
};
