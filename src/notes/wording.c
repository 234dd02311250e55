/* wording: the lines of a note: the first is brat's AnnotatorNotes, the others LzNote, in order. */
#include <config.h>

#include <stdlib.h>

#include "src/notes/inside.h"
#include "src/text/unicode.h"

/* ---- notes ---- */

/* Splits a note into lines that can stand in the file: at every kind of line break; TABs are
 * spaces, invalid bytes U+FFFD, an empty line one space; blank lines at the end are dropped. */
void notes_split(const char *note, struct buf *lines)
{
    struct span text = span_of(note != NULL ? note : "");
    size_t line_start = 0, kept = 0;
    while (text.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(text, &cp);
        if (cp == '\r' && text.len > 1 && text.at[1] == '\n') {
            len = 1;
        } else if (cp != '\t' && is_line_break(cp)) {
            if (lines->len == line_start)
                buf_add_byte(lines, ' ');
            buf_add_byte(lines, '\n');
            line_start = lines->len;
        } else {
            unicode_add(lines, cp == '\t' ? ' ' : cp);
            if (cp != ' ' && cp != '\t')
                kept = lines->len;
        }
        text.at += len;
        text.len -= len;
    }
    buf_cut(lines, kept);
}

/* The note lines of a T in the file's order: AnnotatorNotes first, as in the view. */
static size_t note_records(const struct notes *notes, struct span id, size_t *records, size_t most)
{
    static const char *const types[] = {"AnnotatorNotes", "LzNote"};
    size_t count = 0;
    for (size_t type = 0; type < ARRAY_LEN(types); type++)
        for (size_t i = notes_next_about(notes, id, 0); i != STANDOFF_NONE && count < most;
             i = notes_next_about(notes, id, i + 1))
            if (notes->lines.records[i].kind == '#' &&
                span_equal(notes->lines.records[i].type, span_of(types[type])))
                records[count++] = i;
    return count;
}

static void add_note_line(struct notes *notes, struct delta *edit, struct span target, size_t index,
                          bool first, uint64_t number, size_t replaces, struct span text)
{
    struct buf line = {0};
    line_add_note(&line, number != 0 ? number : notes_next_id(notes, '#'),
                  first ? "AnnotatorNotes" : "LzNote", target, text);
    if (replaces != STANDOFF_NONE) {
        notes_edit_replace(notes, edit, replaces, &line);
    } else {
        edit->failed = edit->failed || !buf_ok(&line);
        delta_add(edit, index, NO_LINE, buf_span(&line));
    }
    buf_done(&line);
}

/* Makes the note lines of a T those of `lines`: changed in place, new ones behind the last (or at
 * `index`), what is over taken out. */
void notes_edit_note(struct notes *notes, struct delta *edit, struct span target, size_t index,
                     struct span lines)
{
    size_t have = notes->lines.count;
    size_t *records = array_new(have, sizeof *records);
    if (records == NULL) {
        edit->failed = true;
        return;
    }
    have = note_records(notes, target, records, have);
    size_t used = 0, extra = 0;
    for (struct span rest = lines; lines.len > 0 && rest.at != NULL;) {
        struct span text = span_cut(&rest, '\n');
        if (used < have) {
            const struct record *record = &notes->lines.records[records[used]];
            /* An own type may not change from AnnotatorNotes to LzNote: the order says which. */
            bool first = span_equal(record->type, span_of("AnnotatorNotes"));
            add_note_line(notes, edit, target, 0, first || used == 0, record->number, records[used],
                          text);
            index = records[used] + 1;
            used++;
        } else {
            add_note_line(notes, edit, target, index + extra, used + extra == 0, 0, STANDOFF_NONE,
                          text);
            extra++;
        }
    }
    while (have > used) {
        have--;
        delta_add(edit, records[have], record_line(&notes->lines.records[records[have]]), NO_LINE);
    }
    free(records);
}
