/* export_text: passages as plain text with their source (FORMATS.md section 8). The words `regel`
 * and `teken` are part of the format, whatever the language of the screen. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/base/digest.h"
#include "src/notes/export_inside.h"
#include "src/text/wrap.h"

/* Hex digits of the document's hash that a reference shows. */
#define REFERENCE_HASH 12

/* Adds `text`, one paragraph a line, wrapped; what follows a row's end is one column in. */
static bool add_wrapped(struct buf *out, struct span text, unsigned width)
{
    struct rows rows = {0};
    bool ok = true;
    for (bool first = true; ok && text.at != NULL; first = false) {
        struct span line = span_cut(&text, '\n');
        if (!first)
            buf_add_string(out, "\n ");
        rows.count = 0;
        ok = wrap_rows(&rows, line, width, 1, 1, wrap_width_plain);
        for (size_t i = 0; ok && i < rows.count; i++) {
            struct span row = {line.at + rows.at[i].start, rows.at[i].end - rows.at[i].start};
            if (i > 0)
                buf_add_string(out, "\n ");
            while (row.len > 0 && row.at[row.len - 1] == ' ')
                row.len--;
            buf_add_span(out, row);
        }
    }
    rows_done(&rows);
    return ok && buf_ok(out);
}

/* The passage between quotation marks. */
static bool add_quotation(const struct export_source *source, uint64_t start, uint64_t end,
                          const struct export_options *options, struct buf *out)
{
    struct document *document = text_document(source->text);
    uint64_t from = document_off_of_cp(document, start), to = document_off_of_cp(document, end);
    struct buf text = {0};
    bool ok = options->keep ? document_decode(document, from, to, &text)
                            : text_between(source->text, from, to, &text);
    buf_add_byte(out, '"');
    if (ok && options->wrap > 0 && !options->keep)
        ok = add_wrapped(out, buf_span(&text), options->wrap);
    else
        buf_add_span(out, buf_span(&text));
    buf_add_string(out, "\"\n");
    buf_done(&text);
    return ok;
}

/* The newest day on which a note in the passage was made; "" when none tells. */
static void find_date(const struct export_source *source, uint64_t start, uint64_t end,
                      bool exactly, char date[11])
{
    date[0] = '\0';
    for (size_t i = 0; source->notes != NULL && i < notes_count(source->notes); i++) {
        struct note note = notes_at(source->notes, i);
        if (!export_is_in(&note, start, end, exactly) || strlen(note.modified) < 10)
            continue;
        if (strncmp(note.modified, date, 10) > 0) {
            memcpy(date, note.modified, 10);
            date[10] = '\0';
        }
    }
}

static void add_reference(const struct export_source *source, uint64_t start, uint64_t end,
                          bool exactly, const struct digest *digest, struct buf *out)
{
    struct document *document = text_document(source->text);
    uint64_t line, last, column;
    char date[11];
    export_place(document, document_off_of_cp(document, start), &line, &column);
    export_place(document, document_off_of_cp(document, end > start ? end - 1 : end), &last,
                 &column);
    buf_add_string(out, "  -- ");
    export_add_path(out, source->path);
    buf_printf(out, ", regel %llu", (unsigned long long)line);
    if (last > line)
        buf_printf(out, "-%llu", (unsigned long long)last);
    buf_printf(out, ", teken %llu-%llu, sha256 %.*s", (unsigned long long)start,
               (unsigned long long)end, REFERENCE_HASH, digest->hex);
    find_date(source, start, end, exactly, date);
    if (date[0] != '\0')
        buf_printf(out, ", %s", date);
    buf_add_byte(out, '\n');
}

/* One line a note, whatever the lines of the note. */
static void add_note_lines(const struct export_source *source, uint64_t start, uint64_t end,
                           bool exactly, const struct export_options *options, struct buf *out)
{
    for (size_t i = 0; source->notes != NULL && i < notes_count(source->notes); i++) {
        struct note note = notes_at(source->notes, i);
        if (!export_is_in(&note, start, end, exactly) || !export_takes(options, &note))
            continue;
        buf_printf(out, "   [%s]", note.label);
        struct span rest = span_of(note.note);
        while (rest.len > 0) {
            buf_add_byte(out, ' ');
            buf_add_span(out, span_cut(&rest, '\n'));
        }
        buf_add_byte(out, '\n');
    }
}

static bool add_raw(const struct export_source *source, uint64_t start, uint64_t end,
                    struct buf *out)
{
    struct document *document = text_document(source->text);
    uint64_t at = document_off_of_cp(document, start), to = document_off_of_cp(document, end);
    while (at < to) {
        struct span bytes = document_bytes(document, at, to - at < 65536 ? to - at : 65536);
        if (bytes.len == 0)
            break;
        buf_add_span(out, bytes);
        at += bytes.len;
    }
    return buf_ok(out);
}

static bool add_passage(const struct export_source *source, uint64_t start, uint64_t end,
                        bool exactly, const struct digest *digest,
                        const struct export_options *options, struct buf *out, struct error *error)
{
    if (options->raw)
        return add_raw(source, start, end, out) || error_memory(error);
    if (!add_quotation(source, start, end, options, out))
        return error_memory(error);
    add_reference(source, start, end, exactly, digest, out);
    add_note_lines(source, start, end, exactly, options, out);
    return buf_ok(out) || error_memory(error);
}

bool export_passage(const struct export_source *source, uint64_t start, uint64_t end,
                    const struct export_options *options, struct buf *out, struct error *error)
{
    struct digest digest;
    return digest_file(&digest, document_path(text_document(source->text)), error) &&
           add_passage(source, start, end, false, &digest, options, out, error);
}

bool export_text_passage(const struct export_source *source, const struct note *passage,
                         const struct export_options *options, struct buf *out, struct error *error)
{
    return export_passage(source, passage->start, passage->end, options, out, error);
}

/* Has an earlier note the same place? Then its passage tells of this one too. */
static bool is_told(const struct export_source *source, const struct export_options *options,
                    size_t index, const struct note *note)
{
    for (size_t i = index; i > 0; i--) {
        struct note before = notes_at(source->notes, i - 1);
        if (before.start != note->start)
            return false;
        if (before.end == note->end && before.state != NOTE_ORPHAN &&
            export_takes(options, &before))
            return true;
    }
    return false;
}

bool export_text_document(const struct export_source *source, const struct export_options *options,
                          struct export_report *report, struct buf *out, struct error *error)
{
    struct digest digest;
    bool ok = notes_count(source->notes) == 0 ||
              digest_file(&digest, document_path(text_document(source->text)), error);
    for (size_t i = 0; ok && i < notes_count(source->notes); i++) {
        struct note note = notes_at(source->notes, i);
        if (!export_takes(options, &note))
            continue;
        if (note.state == NOTE_ORPHAN) {
            export_left_out(report, source, note.id);
            continue;
        }
        if (is_told(source, options, i, &note))
            continue;
        if (out->len > 0)
            buf_add_string(out, options->raw ? "\n\n" : "\n");
        ok = add_passage(source, note.start, note.end, true, &digest, options, out, error);
    }
    return ok;
}
