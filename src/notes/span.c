/* span: the lines that say where a note is: its T line and its anchor. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/notes/inside.h"
#include "src/text/unicode.h"

bool notes_unknown_id(struct error *error, const char *id)
{
    return error_set(error, ERROR_USAGE, N_("{subject}: there is no note with this number."), id);
}

/* ---- ids, labels ---- */

uint64_t notes_next_id(struct notes *notes, char kind)
{
    uint64_t highest = standoff_highest(&notes->lines, kind);
    ids_raise(&notes->ids, kind, highest);
    highest = ids_highest(&notes->ids, kind) + 1;
    ids_raise(&notes->ids, kind, highest);
    return highest;
}

bool notes_check_name(const char *name, struct error *error)
{
    size_t len = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    if (len != 0 && name[len] == '\0')
        return true;
    return error_set(error, ERROR_USAGE,
                     N_("{subject} can't be a label: use the letters A to Z, digits, - and _."),
                     name);
}

struct view *notes_find(struct notes *notes, const char *id, struct error *error)
{
    struct view *view = notes_view(notes, span_of(id));
    if (view == NULL)
        notes_unknown_id(error, id);
    return view;
}

/* ---- spans and anchors ---- */

bool notes_add_offsets(struct notes *notes, const struct passage *passage, struct buf *at)
{
    for (size_t i = 0; i < passage->count; i++) {
        struct fragment fragment = passage->fragments[i];
        fragment.start = counting_to_disk(&notes->counting, fragment.start);
        fragment.end = counting_to_disk(&notes->counting, fragment.end);
        if (i > 0)
            buf_add_byte(at, ';');
        fragments_add(at, &fragment, 1);
    }
    return buf_ok(at);
}

/* Does a grapheme begin and end at the two ends? Looked at with some text around. */
static bool is_whole(struct notes *notes, uint64_t start, uint64_t end)
{
    enum { AROUND = 64 };
    const uint64_t places[] = {start, end};
    bool whole = true;
    for (size_t i = 0; whole && i < ARRAY_LEN(places); i++) {
        struct buf around = {0};
        uint64_t from = places[i] > AROUND ? places[i] - AROUND : 0;
        whole = content_add(&notes->content, from, places[i] + AROUND, &around) &&
                unicode_grapheme_border(buf_span(&around),
                                        unicode_offset(buf_span(&around), places[i] - from));
        buf_done(&around);
    }
    return whole;
}

/* The fragments of [start, end), checked. */
static bool outside(struct notes *notes, struct error *error)
{
    return error_set_number(error, ERROR_USAGE,
                            N_("{subject}: that passage lies outside the text, which has {number} "
                               "characters."),
                            notes->path, (long)content_cps(&notes->content));
}

bool notes_cut(struct notes *notes, uint64_t start, uint64_t end, struct passage *passage,
               struct error *error)
{
    struct buf text = {0};
    *passage = (struct passage){0};
    if (start > end)
        return outside(notes, error);
    bool ok = content_add(&notes->content, start, end, &text);
    if (ok && unicode_count(buf_span(&text)) != end - start) {
        buf_done(&text);
        return outside(notes, error);
    }
    ok = ok && passage_cut(passage, buf_span(&text), start);
    buf_done(&text);
    if (!ok)
        return error_memory(error);
    if (passage->count == 0)
        return error_set(error, ERROR_USAGE, N_("{subject}: that passage is empty or only blanks."),
                         notes->path);
    /* An end that was trimmed off matters no more. */
    uint64_t first = passage->fragments[0].start;
    uint64_t last = passage->fragments[passage->count - 1].end;
    if (is_whole(notes, first == start ? start : 0, last == end ? end : 0))
        return true;
    passage_done(passage);
    return error_set(error, ERROR_USAGE,
                     N_("{subject}: that passage begins or ends in the middle of a character."),
                     notes->path);
}

/* Context around [start, end): as long as it takes to be the only place, within bounds. */
static bool add_context(struct notes *notes, uint64_t start, uint64_t end, struct quote *quote)
{
    enum { MARGIN = 64 }; /* so that the graphemes at the far ends are seen whole */
    struct buf around = {0};
    uint64_t reach = QUOTE_CONTEXT_MOST + MARGIN, from = start > reach ? start - reach : 0;
    bool ok = content_add(&notes->content, from, end + reach, &around);
    struct span text = buf_span(&around), none = {"", 0};
    size_t first = unicode_offset(text, start - from), last = unicode_offset(text, end - from);
    bool whole = ok && content_load(&notes->content);
    ok = ok && quote_surround(quote, text, first, last,
                              whole ? buf_span(&notes->content.text) : none, notes->folded);
    buf_done(&around);
    return ok;
}

/* The anchor of a passage; stamp and name of `before` (may be NULL) are kept unless `touched`. */
bool notes_make_quote(struct notes *notes, const struct passage *passage, struct span at,
                      const struct quote *before, bool touched, struct quote *quote)
{
    *quote = (struct quote){0};
    buf_add_span(&quote->at, at);
    const char *hash = notes_text_hash(notes);
    if (hash != NULL)
        buf_add(&quote->hash, hash, QUOTE_HASH);
    bool had_stamp = before != NULL && before->stamp.len != 0;
    if (had_stamp && !touched) {
        buf_add_span(&quote->stamp, buf_span(&before->stamp));
        buf_add_span(&quote->by, buf_span(&before->by));
    } else if (touched) {
        char *now = time_now();
        if (now != NULL)
            buf_add_string(&quote->stamp, now);
        free(now);
        if (notes->author != NULL)
            buf_add_string(&quote->by, notes->author);
        else if (before != NULL)
            buf_add_span(&quote->by, buf_span(&before->by));
    }
    return add_context(notes, passage->fragments[0].start,
                       passage->fragments[passage->count - 1].end, quote) &&
           buf_ok(&quote->at) && buf_ok(&quote->hash) && buf_ok(&quote->stamp) &&
           buf_ok(&quote->by);
}

void notes_add_text_bound(struct buf *line, uint64_t number, struct span type, struct span at,
                          struct span text)
{
    id_add(line, 'T', number);
    buf_add_byte(line, '\t');
    buf_add_span(line, type);
    buf_add_byte(line, ' ');
    buf_add_span(line, at);
    buf_add_byte(line, '\t');
    buf_add_span(line, text);
}

void notes_add_anchor(struct buf *line, uint64_t number, struct span target,
                      const struct quote *quote)
{
    struct buf json = {0};
    quote_write(quote, &json);
    line->failed = line->failed || !buf_ok(&json);
    line_add_note(line, number, QUOTE_TYPE, target, buf_span(&json));
    buf_done(&json);
}

/* Replaces a record's line in an edit, when it is another one. */
void notes_edit_replace(struct notes *notes, struct delta *edit, size_t record,
                        const struct buf *line)
{
    struct span old = record_line(&notes->lines.records[record]);
    edit->failed = edit->failed || !buf_ok(line);
    if (!span_equal(old, buf_span(line)))
        delta_add(edit, record, old, buf_span(line));
}

/* Where the anchor of a foreign T goes: before its first note, else at the end. */
static size_t anchor_place(const struct notes *notes, struct span id)
{
    for (size_t i = notes_next_about(notes, id, 0); i != STANDOFF_NONE;
         i = notes_next_about(notes, id, i + 1))
        if (notes->lines.records[i].kind == '#' &&
            span_equal(notes->lines.records[i].type, span_of("AnnotatorNotes")))
            return i;
    return notes->lines.count;
}

void notes_edit_anchor(struct notes *notes, struct delta *edit, const struct view *view,
                       const struct quote *quote)
{
    struct buf line = {0};
    bool had = view->anchor != STANDOFF_NONE;
    uint64_t number = had ? notes->lines.records[view->anchor].number : notes_next_id(notes, '#');
    notes_add_anchor(&line, number, span_of(view->id), quote);
    if (had) {
        notes_edit_replace(notes, edit, view->anchor, &line);
    } else {
        edit->failed = edit->failed || !buf_ok(&line);
        delta_add(edit, anchor_place(notes, span_of(view->id)), NO_LINE, buf_span(&line));
    }
    buf_done(&line);
}

bool notes_edit_span(struct notes *notes, struct delta *edit, const struct view *view,
                     uint64_t start, uint64_t end, bool touched, struct error *error)
{
    struct passage passage;
    struct buf at = {0}, line = {0};
    struct quote quote = {0};
    if (!notes_cut(notes, start, end, &passage, error))
        return false;
    bool ok = notes_add_offsets(notes, &passage, &at) &&
              notes_make_quote(notes, &passage, buf_span(&at), &view->quote, touched, &quote);
    if (ok) {
        notes_add_text_bound(&line, view->number, span_of(view->label), buf_span(&at),
                             buf_span(&passage.text));
        notes_edit_replace(notes, edit, view->record, &line);
        notes_edit_anchor(notes, edit, view, &quote);
    }
    quote_done(&quote);
    buf_done(&line);
    buf_done(&at);
    passage_done(&passage);
    return (ok && !edit->failed) || error_memory(error);
}

/* A change of label or note: a new stamp, and an anchor for a T that had none. The T's own line is
 * left alone, and so is the anchor of one that isn't where it says. */
bool notes_edit_touch(struct notes *notes, struct delta *edit, const struct view *view)
{
    struct quote quote = {0};
    bool ok = true;
    if (view->state == NOTE_OK || view->state == NOTE_MOVED) {
        struct passage passage = {.fragments = view->fragments, .count = view->fragment_count};
        struct buf at = {0};
        ok = notes_add_offsets(notes, &passage, &at) &&
             notes_make_quote(notes, &passage, buf_span(&at), &view->quote, true, &quote);
        buf_done(&at);
    } else {
        if (view->anchor == STANDOFF_NONE)
            return true;
        ok = quote_read(&quote, notes->lines.records[view->anchor].text);
        char *now = time_now();
        buf_cut(&quote.stamp, 0);
        buf_add_string(&quote.stamp, now != NULL ? now : "");
        free(now);
    }
    if (ok)
        notes_edit_anchor(notes, edit, view, &quote);
    quote_done(&quote);
    return ok;
}
