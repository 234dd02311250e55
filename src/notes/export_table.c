/* export_table: the columns of notes as TSV, CSV and JSON Lines; and the JSON Lines of doccano and
 * prodigy (FORMATS.md sections 4 and 5). */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/notes/export_inside.h"
#include "src/notes/json.h"
#include "src/text/unicode.h"

enum field_kind { FIELD_TEXT, FIELD_PATH, FIELD_NUMBER };

/* clang-format off */
static const struct {
    const char *name;
    enum field_kind kind;
} columns[] = {
    {"path",   FIELD_PATH},   {"id",     FIELD_TEXT},   {"start",  FIELD_NUMBER},
    {"end",    FIELD_NUMBER}, {"line",   FIELD_NUMBER}, {"column", FIELD_NUMBER},
    {"label",  FIELD_TEXT},   {"text",   FIELD_TEXT},   {"note",   FIELD_TEXT},
    {"state",  FIELD_TEXT},   {"left",   FIELD_TEXT},   {"right",  FIELD_TEXT},
    {"author", FIELD_TEXT},   {"modified", FIELD_TEXT},
};
/* clang-format on */
#define COLUMNS ARRAY_LEN(columns)

/* The fields of one row; numbers as digits. */
struct row_fields {
    struct span at[COLUMNS];
    struct buf owned; /* what the numbers and the context point into */
};

/* Puts a piece behind the others; where it begins. */
static size_t keep_number(struct buf *owned, uint64_t number)
{
    size_t start = owned->len;
    buf_printf(owned, "%llu", (unsigned long long)number);
    return start;
}

static bool row_make(struct row_fields *row, const struct export_source *source,
                     const struct export_ruler *ruler, const struct note *note)
{
    struct buf left = {0}, right = {0};
    uint64_t line, column;
    size_t bounds[7];
    *row = (struct row_fields){0};
    export_place(text_document(source->text), note->raw_start, &line, &column);
    bounds[0] = keep_number(&row->owned, export_ruler_at(ruler, note->start));
    bounds[1] = keep_number(&row->owned, export_ruler_at(ruler, note->end));
    bounds[2] = keep_number(&row->owned, line);
    bounds[3] = keep_number(&row->owned, column);
    bool ok = export_context(source, note, &left, &right);
    bounds[4] = row->owned.len;
    buf_add_span(&row->owned, buf_span(&left));
    bounds[5] = row->owned.len;
    buf_add_span(&row->owned, buf_span(&right));
    bounds[6] = row->owned.len;
    buf_done(&left);
    buf_done(&right);
    if (!ok || !buf_ok(&row->owned))
        return false;
    struct span pieces[6];
    for (size_t i = 0; i < ARRAY_LEN(pieces); i++)
        pieces[i] = (struct span){row->owned.at + bounds[i], bounds[i + 1] - bounds[i]};
    const struct span fields[COLUMNS] = {span_of(source->path),
                                         span_of(note->id),
                                         pieces[0],
                                         pieces[1],
                                         pieces[2],
                                         pieces[3],
                                         span_of(note->label),
                                         note->text,
                                         span_of(note->note),
                                         span_of(note_state_name(note->state)),
                                         pieces[4],
                                         pieces[5],
                                         span_of(note->author),
                                         span_of(note->modified)};
    memcpy(row->at, fields, sizeof fields);
    return true;
}

typedef void row_write_fn(const struct row_fields *row, const struct export_options *options,
                          struct buf *out);

static bool write_one(const struct export_source *source, const struct export_ruler *ruler,
                      const struct note *note, const struct export_options *options,
                      row_write_fn *write_row, struct buf *out)
{
    struct row_fields row;
    bool ok = row_make(&row, source, ruler, note);
    if (ok)
        write_row(&row, options, out);
    buf_done(&row.owned);
    return ok;
}

static bool write_passage(const struct export_source *source, const struct note *passage,
                          const struct export_options *options, row_write_fn *write_row,
                          struct buf *out, struct error *error)
{
    struct export_ruler ruler;
    bool ok = export_ruler_make(&ruler, source, options) &&
              write_one(source, &ruler, passage, options, write_row, out);
    export_ruler_done(&ruler);
    return (ok && buf_ok(out)) || error_memory(error);
}

static bool write_rows(const struct export_source *source, const struct export_options *options,
                       row_write_fn *write_row, struct buf *out, struct error *error)
{
    struct export_ruler ruler;
    bool ok = export_ruler_make(&ruler, source, options);
    for (size_t i = 0; ok && i < notes_count(source->notes); i++) {
        struct note note = notes_at(source->notes, i);
        if (export_takes(options, &note))
            ok = write_one(source, &ruler, &note, options, write_row, out);
    }
    export_ruler_done(&ruler);
    return (ok && buf_ok(out)) || error_memory(error);
}

/* ---- TSV ---- */

bool export_tsv_begin(const struct export_options *options, struct buf *out)
{
    for (size_t i = 0; options->header && i < COLUMNS; i++)
        buf_printf(out, "%s%c", columns[i].name, i + 1 < COLUMNS ? '\t' : '\n');
    return buf_ok(out);
}

static void write_tsv(const struct row_fields *row, const struct export_options *options,
                      struct buf *out)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        unicode_add_safe(out, row->at[i], columns[i].kind == FIELD_PATH ? SAFE_BYTES : SAFE_TSV);
        buf_add_byte(out, i + 1 < COLUMNS ? '\t' : '\n');
    }
}

bool export_tsv_document(const struct export_source *source, const struct export_options *options,
                         struct export_report *report, struct buf *out, struct error *error)
{
    return write_rows(source, options, write_tsv, out, error);
}

bool export_tsv_passage(const struct export_source *source, const struct note *passage,
                        const struct export_options *options, struct buf *out, struct error *error)
{
    return write_passage(source, passage, options, write_tsv, out, error);
}

/* ---- CSV, RFC 4180 ---- */

static void add_csv_field(struct buf *out, struct span text, char separator)
{
    bool quoted = text.len > 0 && text.at[0] == ' '; /* many readers drop blanks there */
    for (size_t i = 0; i < text.len; i++)
        quoted = quoted || text.at[i] == separator || text.at[i] == '"' || text.at[i] == '\r' ||
                 text.at[i] == '\n';
    if (!quoted) {
        buf_add_span(out, text);
        return;
    }
    buf_add_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"')
            buf_add_byte(out, '"');
        buf_add_byte(out, text.at[i]);
    }
    buf_add_byte(out, '"');
}

static char separator_of(const struct export_options *options)
{
    return options->separator != '\0' ? options->separator : ',';
}

bool export_csv_begin(const struct export_options *options, struct buf *out)
{
    if (options->csv_bom)
        buf_add_string(out, "\xef\xbb\xbf");
    for (size_t i = 0; i < COLUMNS; i++) {
        if (i > 0)
            buf_add_byte(out, separator_of(options));
        buf_add_string(out, columns[i].name);
    }
    buf_add_string(out, "\r\n");
    return buf_ok(out);
}

static void write_csv(const struct row_fields *row, const struct export_options *options,
                      struct buf *out)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        struct buf field = {0};
        struct span text = row->at[i];
        if (i > 0)
            buf_add_byte(out, separator_of(options));
        /* A spreadsheet would take such a cell for a formula. */
        if (options->csv_safe && text.len > 0 && columns[i].kind != FIELD_NUMBER &&
            memchr("=+-@\t\r", text.at[0], 6) != NULL)
            buf_add_byte(&field, '\'');
        if (columns[i].kind == FIELD_PATH)
            unicode_add_safe(&field, text, SAFE_BYTES);
        else
            buf_add_span(&field, text);
        out->failed = out->failed || !buf_ok(&field);
        add_csv_field(out, buf_span(&field), separator_of(options));
        buf_done(&field);
    }
    buf_add_string(out, "\r\n");
}

bool export_csv_document(const struct export_source *source, const struct export_options *options,
                         struct export_report *report, struct buf *out, struct error *error)
{
    return write_rows(source, options, write_csv, out, error);
}

bool export_csv_passage(const struct export_source *source, const struct note *passage,
                        const struct export_options *options, struct buf *out, struct error *error)
{
    return write_passage(source, passage, options, write_csv, out, error);
}

/* ---- JSON Lines ---- */

static void add_json_path(struct buf *out, const char *path)
{
    struct buf safe = {0};
    export_add_path(&safe, path);
    out->failed = out->failed || !buf_ok(&safe);
    json_add_safe(out, buf_span(&safe));
    buf_done(&safe);
}

static void write_jsonl(const struct row_fields *row, const struct export_options *options,
                        struct buf *out)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        buf_printf(out, "%s\"%s\":", i == 0 ? "{" : ",", columns[i].name);
        if (row->at[i].len == 0)
            buf_add_string(out, "null");
        else if (columns[i].kind == FIELD_NUMBER)
            buf_add_span(out, row->at[i]);
        else if (columns[i].kind == FIELD_PATH)
            add_json_path(out, row->at[i].at);
        else
            json_add_safe(out, row->at[i]);
    }
    buf_add_string(out, "}\n");
}

/* The document as one object with its text: {"text":…,"label":[[s,e,"X"]]} for doccano,
 * {"text":…,"spans":[{…}],"meta":{…},"answer":"accept"} for prodigy. */
static bool write_whole(const struct export_source *source, const struct export_options *options,
                        struct export_report *report, struct buf *out, struct error *error)
{
    struct document *document = text_document(source->text);
    bool doccano = options->jsonl == EXPORT_DOCCANO;
    struct export_ruler ruler;
    struct buf text = {0};
    bool ok = export_ruler_make(&ruler, source, options) &&
              document_decode(document, 0, document_size(document), &text);
    buf_add_string(out, "{\"text\":");
    json_add_safe(out, buf_span(&text));
    buf_add_string(out, doccano ? ",\"label\":[" : ",\"spans\":[");
    for (size_t i = 0, done = 0; ok && i < notes_count(source->notes); i++) {
        struct note note = notes_at(source->notes, i);
        if (!export_takes(options, &note))
            continue;
        if (note.state == NOTE_ORPHAN) { /* these formats know nothing but places */
            export_left_out(report, source, note.id);
            continue;
        }
        unsigned long long start = export_ruler_at(&ruler, note.start);
        unsigned long long end = export_ruler_at(&ruler, note.end);
        buf_printf(out,
                   doccano ? "%s[%llu,%llu,\"%s\"]"
                           : "%s{\"start\":%llu,\"end\":%llu,\"label\":\"%s\"}",
                   done++ > 0 ? "," : "", start, end, note.label);
    }
    if (doccano) {
        buf_add_string(out, "]}\n");
    } else {
        buf_add_string(out, "],\"meta\":{\"path\":");
        add_json_path(out, source->path);
        buf_add_string(out, "},\"answer\":\"accept\"}\n");
    }
    buf_done(&text);
    export_ruler_done(&ruler);
    return (ok && buf_ok(out)) || error_memory(error);
}

bool export_jsonl_document(const struct export_source *source, const struct export_options *options,
                           struct export_report *report, struct buf *out, struct error *error)
{
    if (options->jsonl != EXPORT_OWN)
        return write_whole(source, options, report, out, error);
    return write_rows(source, options, write_jsonl, out, error);
}

bool export_jsonl_passage(const struct export_source *source, const struct note *passage,
                          const struct export_options *options, struct buf *out,
                          struct error *error)
{
    return write_passage(source, passage, options, write_jsonl, out, error);
}
