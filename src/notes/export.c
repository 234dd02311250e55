#include <config.h>

#include "src/notes/export.h"

#include <stdlib.h>
#include <string.h>

#include "src/notes/export_inside.h"
#include "src/text/unicode.h"

/* Code points of context in the columns left and right. */
#define CONTEXT_MOST 40

/* clang-format off */
const struct export_format export_formats[] = {
    {"text",     NULL,                export_text_document,     NULL,              export_text_passage, "\n"},
    {"tsv",      export_tsv_begin,    export_tsv_document,      NULL,              export_tsv_passage,  ""},
    {"csv",      export_csv_begin,    export_csv_document,      NULL,              export_csv_passage,  ""},
    {"jsonl",    NULL,                export_jsonl_document,    NULL,              export_jsonl_passage, ""},
    {"ann",      NULL,                export_ann_document,      NULL,              NULL, ""},
    {"markdown", NULL,                export_markdown_document, NULL,              export_markdown_passage, ""},
    {"jsonld",   export_jsonld_begin, export_jsonld_document,   export_jsonld_end, NULL, ""},
    {"conll",    NULL,                export_conll_document,    NULL,              NULL, ""},
};
/* clang-format on */
const size_t export_format_count = ARRAY_LEN(export_formats);

const struct export_format *export_format_find(const char *name)
{
    for (size_t i = 0; i < export_format_count; i++)
        if (strcmp(export_formats[i].name, name) == 0)
            return &export_formats[i];
    return NULL;
}

bool export_takes(const struct export_options *options, const struct note *note)
{
    return options->label == NULL || strcmp(options->label, note->label) == 0;
}

/* ---- places ---- */

bool export_ruler_make(struct export_ruler *ruler, const struct export_source *source,
                       const struct export_options *options)
{
    struct document *document = text_document(source->text);
    struct buf text = {0};
    bool ok = true;
    *ruler = (struct export_ruler){.unit = options->offsets, .document = document};
    if (ruler->unit == EXPORT_UTF16 || ruler->unit == EXPORT_GRAPHEME) {
        ok = document_decode(document, 0, document_size(document), &text) &&
             counting_make(&ruler->counting, buf_span(&text),
                           ruler->unit == EXPORT_UTF16 ? COUNTING_UTF16 : COUNTING_GRAPHEMES);
        buf_done(&text);
    }
    return ok;
}

void export_ruler_done(struct export_ruler *ruler)
{
    counting_done(&ruler->counting);
}

uint64_t export_ruler_at(const struct export_ruler *ruler, uint64_t cp)
{
    if (ruler->unit == EXPORT_BYTE)
        return document_off_of_cp(ruler->document, cp);
    return counting_to_disk(&ruler->counting, cp); /* empty: code points */
}

void export_place(struct document *document, uint64_t raw, uint64_t *line, uint64_t *column)
{
    uint64_t number = document_line_of(document, raw);
    uint64_t start = document_line_start(document, number);
    *line = number + 1;
    *column = document_cp_of(document, raw) - document_cp_of(document, start) + 1;
}

/* ---- text around and inside ---- */

static struct span last_graphemes(struct span text, size_t most)
{
    size_t start = text.len;
    for (size_t cps = 0; start > 0;) {
        size_t before = unicode_grapheme_start(text, start);
        cps += unicode_count((struct span){text.at + before, start - before});
        if (cps > most)
            break;
        start = before;
    }
    return (struct span){text.at + start, text.len - start};
}

static struct span first_graphemes(struct span text, size_t most)
{
    size_t end = 0;
    for (size_t cps = 0; end < text.len;) {
        size_t behind = unicode_grapheme_end(text, end);
        cps += unicode_count((struct span){text.at + end, behind - end});
        if (cps > most)
            break;
        end = behind;
    }
    return (struct span){text.at, end};
}

bool export_context(const struct export_source *source, const struct note *note, struct buf *left,
                    struct buf *right)
{
    if (note->raw_start >= note->raw_end)
        return true;
    const struct paragraph *paragraph = text_at(source->text, note->raw_start);
    if (paragraph != NULL) {
        struct span before = {paragraph->text.at, paragraph_off(paragraph, note->raw_start)};
        buf_add_span(left, last_graphemes(before, CONTEXT_MOST));
    }
    paragraph = text_at(source->text, note->raw_end - 1);
    if (paragraph != NULL) {
        size_t off = paragraph_off_end(paragraph, note->raw_end);
        struct span behind = {paragraph->text.at + off, paragraph->text.len - off};
        buf_add_span(right, first_graphemes(behind, CONTEXT_MOST));
    }
    return buf_ok(left) && buf_ok(right);
}

bool export_decode(const struct export_source *source, uint64_t start, uint64_t end,
                   struct buf *into)
{
    struct document *document = text_document(source->text);
    return document_decode(document, document_off_of_cp(document, start),
                           document_off_of_cp(document, end), into);
}

/* ---- names ---- */

void export_add_path(struct buf *out, const char *path)
{
    unicode_add_safe(out, span_of(path), SAFE_BYTES);
}

bool export_add_iri(struct buf *out, const struct export_source *source,
                    const struct export_options *options)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    const char *path = source->path;
    char *real = NULL;
    if (options->base_iri != NULL) {
        buf_add_string(out, options->base_iri);
    } else {
        buf_add_string(out, "file://");
        real = realpath(document_path(text_document(source->text)), NULL);
        path = real != NULL ? real : path;
    }
    for (; *path != '\0'; path++)
        if (strchr(plain, *path) != NULL)
            buf_add_byte(out, *path);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)*path);
    free(real);
    return buf_ok(out);
}

static void report(struct export_report *report, const struct export_source *source, const char *id,
                   const char *what)
{
    export_add_path(&report->lines, source->path);
    buf_printf(&report->lines, "\t%s\t%s\n", id, what);
}

void export_bent(struct export_report *into, const struct export_source *source, const char *id)
{
    into->bent++;
    report(into, source, id, "bent");
}

void export_left_out(struct export_report *into, const struct export_source *source, const char *id)
{
    into->left_out++;
    report(into, source, id, "left-out");
}
