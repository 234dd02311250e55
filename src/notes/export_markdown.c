/* export_markdown: notes as a document to read, by label, each passage in its paragraph with a link
 * back (FORMATS.md section 7). CommonMark; escapes only where a reader of it would see markup. */
#include <config.h>

#include <string.h>

#include "src/base/file.h"
#include "src/notes/export_inside.h"
#include "src/text/unicode.h"

/* Code points of the paragraph that are shown on each side of a passage. */
#define AROUND_MOST 200

/* ---- escaping ---- */

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (unsigned char)byte >= 0x80;
}

/* Digits up to here from the beginning: "12." would begin a list. */
static bool is_list_number(struct span text, size_t dot)
{
    for (size_t i = 0; i < dot; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return dot > 0 && dot < 10;
}

static bool must_escape(struct span text, size_t i, bool line_start)
{
    char byte = text.at[i], next = i + 1 < text.len ? text.at[i + 1] : ' ';
    switch (byte) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
        return true;
    case '_': /* inside a word it is no emphasis */
        return i == 0 || !is_word_byte(text.at[i - 1]) || !is_word_byte(next);
    case '!':
        return next == '[';
    case '#':
    case '>':
        return line_start && i == 0;
    case '+':
    case '-':
        return line_start && i == 0 && (next == ' ' || next == byte);
    case '.':
    case ')':
        return line_start && next == ' ' && is_list_number(text, i);
    default:
        return false;
    }
}

static void add_escaped(struct buf *out, struct span text, bool line_start)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\n') {
            buf_add_byte(out, ' ');
            continue;
        }
        if (must_escape(text, i, line_start))
            buf_add_byte(out, '\\');
        buf_add_byte(out, text.at[i]);
    }
}

/* ---- a passage in its paragraph ---- */

static void add_before(const struct export_source *source, const struct note *note, struct buf *out)
{
    const struct paragraph *paragraph = text_at(source->text, note->raw_start);
    if (paragraph == NULL)
        return;
    struct span before = {paragraph->text.at, paragraph_off(paragraph, note->raw_start)};
    size_t count = unicode_count(before);
    if (count > AROUND_MOST) {
        size_t cut = unicode_grapheme_start(before, unicode_offset(before, count - AROUND_MOST));
        before = (struct span){before.at + cut, before.len - cut};
        buf_add_string(out, "\xe2\x80\xa6");
    }
    add_escaped(out, before, count <= AROUND_MOST);
}

static void add_behind(const struct export_source *source, const struct note *note, struct buf *out)
{
    const struct paragraph *paragraph = text_at(source->text, note->raw_end - 1);
    if (paragraph == NULL)
        return;
    size_t off = paragraph_off(paragraph, note->raw_end);
    struct span behind = {paragraph->text.at + off, paragraph->text.len - off};
    bool cut = unicode_count(behind) > AROUND_MOST;
    if (cut)
        behind.len = unicode_grapheme_end(behind, unicode_offset(behind, AROUND_MOST));
    add_escaped(out, behind, false);
    if (cut)
        buf_add_string(out, "\xe2\x80\xa6");
}

static bool add_quote(const struct export_source *source, const struct note *note, struct buf *out)
{
    struct buf passage = {0};
    bool lost = note->state == NOTE_ORPHAN;
    bool ok = lost || text_between(source->text, note->raw_start, note->raw_end, &passage);
    buf_add_string(out, "- > ");
    if (!lost)
        add_before(source, note, out);
    buf_add_string(out, "**");
    add_escaped(out, lost ? note->text : span_trim(buf_span(&passage)), false);
    buf_add_string(out, "**");
    if (!lost)
        add_behind(source, note, out);
    buf_add_byte(out, '\n');
    buf_done(&passage);
    return ok;
}

static bool add_link(const struct export_source *source, const struct note *note,
                     const struct export_options *options, struct buf *out)
{
    uint64_t line, column;
    struct buf name = {0};
    export_place(text_document(source->text), note->raw_start, &line, &column);
    export_add_path(&name, file_name(source->path));
    buf_add_string(out, "  [");
    add_escaped(out, buf_span(&name), false);
    buf_printf(out, ":%llu:%llu](", (unsigned long long)line, (unsigned long long)column);
    bool ok = buf_ok(&name) && export_add_iri(out, source, options);
    buf_printf(out, "#char=%llu,%llu)", (unsigned long long)note->start,
               (unsigned long long)note->end);
    if (*note->id != '\0') /* a passage without a note has none */
        buf_printf(out, " `%s`", note->id);
    buf_done(&name);
    return ok;
}

static bool add_note(const struct export_source *source, const struct note *note,
                     const struct export_options *options, struct export_report *report,
                     struct buf *out)
{
    bool ok = add_quote(source, note, out);
    if (note->state == NOTE_ORPHAN) {
        buf_printf(out, "  `%s` (orphan)", note->id);
        export_bent(report, source, note->id);
    } else {
        ok = add_link(source, note, options, out) && ok;
    }
    if (*note->note != '\0') {
        buf_add_string(out, " - ");
        add_escaped(out, span_of(note->note), false);
    }
    buf_add_byte(out, '\n');
    return ok;
}

bool export_markdown_passage(const struct export_source *source, const struct note *passage,
                             const struct export_options *options, struct buf *out,
                             struct error *error)
{
    struct export_report report = {0}; /* of orphans only, and a passage has its place */
    bool ok = add_note(source, passage, options, &report, out);
    buf_done(&report.lines);
    return (ok && buf_ok(out)) || error_memory(error);
}

/* ---- by label, in the order of their first note ---- */

static size_t count_label(const struct export_source *source, const char *label, size_t from)
{
    size_t count = 0;
    for (size_t i = from; i < notes_count(source->notes); i++)
        count += strcmp(notes_at(source->notes, i).label, label) == 0;
    return count;
}

static bool is_first_of_label(const struct export_source *source, size_t index, const char *label)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(notes_at(source->notes, i).label, label) == 0)
            return false;
    return true;
}

bool export_markdown_document(const struct export_source *source,
                              const struct export_options *options, struct export_report *report,
                              struct buf *out, struct error *error)
{
    bool ok = true, titled = false;
    for (size_t i = 0; ok && i < notes_count(source->notes); i++) {
        struct note first = notes_at(source->notes, i);
        if (!export_takes(options, &first) || !is_first_of_label(source, i, first.label))
            continue;
        if (!titled) {
            struct buf path = {0};
            export_add_path(&path, source->path);
            buf_add_string(out, out->len > 0 ? "\n# " : "# ");
            add_escaped(out, buf_span(&path), false);
            buf_add_byte(out, '\n');
            buf_done(&path);
            titled = true;
        }
        buf_add_string(out, "## ");
        add_escaped(out, span_of(first.label), false);
        buf_printf(out, " (%zu)\n", count_label(source, first.label, i));
        for (size_t k = i; ok && k < notes_count(source->notes); k++) {
            struct note note = notes_at(source->notes, k);
            if (strcmp(note.label, first.label) == 0)
                ok = add_note(source, &note, options, report, out);
        }
    }
    return (ok && buf_ok(out)) || error_memory(error);
}
