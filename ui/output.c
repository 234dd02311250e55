#include <config.h>

#include "ui/output.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/text/unicode.h"

/* Bytes gathered before they are written to standard output. */
#define OUTPUT_BLOCK (64u << 10)

bool output_begin(struct output *output, const struct options *options,
                  const struct column *columns, size_t column_count, struct error *error)
{
    const char *format = options_get(options, "format", columns != NULL ? "tsv" : "text");
    *output = (struct output){.columns = columns, .column_count = column_count};
    if (strcmp(format, "tsv") == 0 && columns != NULL)
        output->form = OUTPUT_TSV;
    else if (strcmp(format, "jsonl") == 0 && columns != NULL)
        output->form = OUTPUT_JSONL;
    else if (strcmp(format, "text") == 0 && columns == NULL)
        output->form = OUTPUT_TEXT;
    else
        return error_set(error, ERROR_USAGE,
                         N_("{subject}: this command doesn't know that format; --help lists them."),
                         format);
    output->path = options_get(options, "output", NULL);
    if (output->path != NULL && strcmp(output->path, "-") == 0)
        output->path = NULL;
    output->force = options_has(options, "force");
    if (output->path != NULL && !output->force && access(output->path, F_OK) == 0)
        return error_set(error, ERROR_OUTPUT,
                         N_("{subject} exists already; give --force to replace it."), output->path);
    if (output->form == OUTPUT_TSV && options_has(options, "header"))
        for (size_t i = 0; i < column_count; i++)
            buf_printf(&output->pending, "%s%c", columns[i].name,
                       i + 1 < column_count ? '\t' : '\n');
    return true;
}

void output_json_string(struct buf *buf, struct span text)
{
    buf_add_byte(buf, '"');
    while (text.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(text, &cp);
        if (cp == '"' || cp == '\\')
            buf_printf(buf, "\\%c", (char)cp);
        else if (cp == '\n')
            buf_add_string(buf, "\\n");
        else if (cp == '\t')
            buf_add_string(buf, "\\t");
        else if (cp == '\r')
            buf_add_string(buf, "\\r");
        else if (cp < 0x20 ||
                 (cp != 0x200d && cp != 0x200c && cp < 0x10000 && unicode_is_unsafe(cp, true)))
            buf_printf(buf, "\\u%04x", (unsigned)cp);
        else if (unicode_is_unsafe(cp, true) && cp >= 0x10000)
            buf_printf(buf, "\\u%04x\\u%04x", (unsigned)(0xd800 + ((cp - 0x10000) >> 10)),
                       (unsigned)(0xdc00 + ((cp - 0x10000) & 0x3ff)));
        else
            unicode_add(buf, cp);
        text.at += len;
        text.len -= len;
    }
    buf_add_byte(buf, '"');
}

static void add_json_list(struct buf *buf, struct span items)
{
    const char *before = "[";
    while (items.at != NULL) {
        buf_add_string(buf, before);
        output_json_string(buf, span_cut(&items, '|'));
        before = ",";
    }
    buf_add_byte(buf, ']');
}

static void add_json(struct buf *buf, enum column_kind kind, struct span value)
{
    struct buf safe = {0};
    if (value.len == 0)
        buf_add_string(buf, "null");
    else if (kind == COLUMN_NUMBER)
        buf_add_span(buf, value);
    else if (kind == COLUMN_LIST)
        add_json_list(buf, value);
    else if (kind == COLUMN_PATH) {
        unicode_add_safe(&safe, value, SAFE_BYTES);
        output_json_string(buf, buf_span(&safe));
    } else
        output_json_string(buf, value);
    buf_done(&safe);
}

void output_field(struct output *output, struct span value)
{
    const struct column *column = &output->columns[output->at];
    bool last = output->at + 1 == output->column_count;
    struct buf *to = &output->pending;
    if (output->form == OUTPUT_JSONL) {
        buf_printf(to, "%s\"%s\":", output->at == 0 ? "{" : ",", column->name);
        add_json(to, column->kind, value);
        if (last)
            buf_add_string(to, "}\n");
    } else {
        unicode_add_safe(to, value, column->kind == COLUMN_PATH ? SAFE_BYTES : SAFE_TSV);
        buf_add_byte(to, last ? '\n' : '\t');
    }
    output->at = last ? 0 : output->at + 1;
    output->rows += last;
    if (last && to->len >= OUTPUT_BLOCK)
        output_flush(output);
}

void output_number(struct output *output, uint64_t value)
{
    struct buf digits = {0};
    buf_printf(&digits, "%llu", (unsigned long long)value);
    output_field(output, buf_span(&digits));
    buf_done(&digits);
}

void output_add(struct output *output, struct span text)
{
    buf_add_span(&output->pending, text);
    if (output->pending.len >= OUTPUT_BLOCK)
        output_flush(output);
}

void output_part(struct output *part, const struct output *whole)
{
    *part = (struct output){.form = whole->form,
                            .columns = whole->columns,
                            .column_count = whole->column_count,
                            .is_part = true};
}

void output_join(struct output *output, struct output *part)
{
    if (!buf_ok(&part->pending))
        output->pending.failed = true;
    output->rows += part->rows;
    output_add(output, buf_span(&part->pending));
    output_cancel(part);
    part->rows = 0;
}

bool output_flush(struct output *output)
{
    if (output->path != NULL || output->is_part || output->failed)
        return !output->failed;
    if (!buf_ok(&output->pending))
        return true; /* told at the end */
    struct span text = buf_span(&output->pending);
    if (text.len != 0 && !file_write_all(STDOUT_FILENO, text.at, text.len)) {
        output->failed = true;
        output->code = errno;
    }
    buf_cut(&output->pending, 0);
    return !output->failed;
}

bool output_end(struct output *output, struct error *error)
{
    bool ok = true;
    if (!buf_ok(&output->pending))
        ok = error_memory(error);
    else if (output->path != NULL)
        ok = file_replace(output->path, buf_span(&output->pending),
                          output->force ? FILE_REPLACE : FILE_REFUSE, 0666, NULL, error);
    else if (!output_flush(output) && output->code != EPIPE)
        ok = error_set_code(error, ERROR_OUTPUT, N_("Standard output can't be written: {reason}."),
                            NULL, output->code);
    buf_done(&output->pending);
    return ok;
}

void output_cancel(struct output *output)
{
    buf_done(&output->pending);
}
