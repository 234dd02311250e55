/* change: every change of a document's notes, made as an edit of its lines. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/notes/inside.h"
#include "src/notes/passage.h"
#include "src/notes/standoff.h"
#include "src/text/unicode.h"

/* brat numbers to 32767; a warning would come too late there. */
#define ID_MOST 32767u

static const struct span no_line = {NULL, 0};

static bool unknown_id(struct error *error, const char *id)
{
    return error_set(error, ERROR_USAGE, N_("{subject}: there is no note with this number."), id);
}

/* ---- committing ---- */

static bool refuse_reading(const struct notes *notes, struct error *error)
{
    return !notes->reading ||
           error_set(error, ERROR_USAGE,
                     N_("The notes of {subject} were opened only to read them."), notes->path);
}

static void raise_ids(struct notes *notes, const struct delta *edit)
{
    for (size_t i = 0; i < edit->count; i++) {
        struct span line = change_fresh(&edit->changes[i]);
        char kind;
        uint64_t number;
        if (line.at != NULL && id_read(span_cut(&line, '\t'), &kind, &number))
            ids_raise(&notes->ids, kind, number);
    }
}

/* Lines first, then the journal, so that what the journal holds is known to be possible; where the
 * journal fails the lines go back. */
static bool perform(struct notes *notes, const struct delta *edit, struct error *error)
{
    bool lost = false;
    if (!delta_apply(edit, &notes->lines, &lost))
        return lost ? error_set(error, ERROR_USAGE,
                                N_("{subject}: the notes have been changed since, so this can't be "
                                   "taken back any more."),
                                notes->path)
                    : error_memory(error);
    bool kept = notes_has_journal(notes) ? journal_append(&notes->journal, edit, error) : true;
    if (kept && notes_rebuild(notes)) {
        raise_ids(notes, edit);
        notes->dirty = true;
        return true;
    }
    if (kept)
        error_memory(error);
    struct delta back = {0};
    delta_add_reverse(&back, edit);
    if (delta_apply(&back, &notes->lines, NULL)) {
        if (kept)
            journal_append(&notes->journal, &back, NULL);
        notes_rebuild(notes);
    }
    delta_done(&back);
    return false;
}

/* Without a journal nothing is safe before it is in the .ann. */
static bool save_if_unsafe(struct notes *notes, struct error *error)
{
    return notes->journal.fd >= 0 || notes->lock_depth > 0 || notes_save(notes, error);
}

bool notes_commit(struct notes *notes, struct delta *edit, const char *what, const char *id,
                  struct error *error)
{
    bool ok = !edit->failed || error_memory(error);
    ok = ok && refuse_reading(notes, error) && perform(notes, edit, error);
    if (ok && notes->group_depth > 0) {
        delta_add_all(&notes->group, edit);
        if (notes->group_what == NULL)
            notes->group_what = bytes_copy(span_of(what));
    } else if (ok && !history_add(&notes->history, edit, what, id)) {
        error_memory(error); /* done, but it can't be undone */
    }
    delta_done(edit);
    return ok && save_if_unsafe(notes, error);
}

void notes_group_begin(struct notes *notes)
{
    notes->group_depth++;
}

bool notes_group_end(struct notes *notes, struct error *error)
{
    if (--notes->group_depth > 0 || notes->group.count == 0)
        return true;
    bool ok = !notes->group.failed &&
              history_add(&notes->history, &notes->group,
                          notes->group_what != NULL ? notes->group_what : "group", "");
    delta_done(&notes->group);
    free(notes->group_what);
    notes->group_what = NULL;
    return ok || error_memory(error);
}

/* ---- undo ---- */

static bool step_back(struct notes *notes, const struct step *step, bool undo, struct error *error)
{
    struct delta edit = {0};
    if (undo)
        delta_add_reverse(&edit, &step->edit);
    else
        delta_add_all(&edit, &step->edit);
    bool ok = !edit.failed || error_memory(error);
    ok = ok && refuse_reading(notes, error);
    if (ok) /* places found by anchoring are those of the lines that go now */
        for (size_t i = 0; i < edit.count; i++) {
            char kind;
            uint64_t number;
            struct span line = change_old(&edit.changes[i]);
            if (line.at != NULL && id_read(span_cut(&line, '\t'), &kind, &number) && kind == 'T')
                notes_place(notes, number, NOTE_OK, NULL, 0);
        }
    ok = ok && perform(notes, &edit, error) && notes_settle(notes, SETTLE_CHANGED, error);
    delta_done(&edit);
    return ok;
}

bool notes_undo(struct notes *notes, struct error *error)
{
    const struct step *step = history_undo_step(&notes->history);
    if (error != NULL)
        *error = (struct error){0};
    if (step == NULL || !step_back(notes, step, true, error))
        return false;
    history_undone(&notes->history);
    return save_if_unsafe(notes, error);
}

bool notes_redo(struct notes *notes, struct error *error)
{
    const struct step *step = history_redo_step(&notes->history);
    if (error != NULL)
        *error = (struct error){0};
    if (step == NULL || !step_back(notes, step, false, error))
        return false;
    history_redone(&notes->history);
    return save_if_unsafe(notes, error);
}

/* ---- ids, labels ---- */

static uint64_t next_id(struct notes *notes, char kind)
{
    uint64_t highest = standoff_highest(&notes->lines, kind);
    ids_raise(&notes->ids, kind, highest);
    highest = ids_highest(&notes->ids, kind) + 1;
    ids_raise(&notes->ids, kind, highest);
    return highest;
}

static bool check_name(const char *name, struct error *error)
{
    size_t len = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    if (len != 0 && name[len] == '\0')
        return true;
    return error_set(error, ERROR_USAGE,
                     N_("{subject} can't be a label: use the letters A to Z, digits, - and _."),
                     name);
}

/* An id that outlives the views: callers hand in what notes_at() gave them. Longer than any id that
 * is read as one. */
struct id_name {
    char text[24];
};

static struct view *find_view(struct notes *notes, const char *id, struct error *error)
{
    struct view *view = notes_view(notes, span_of(id));
    if (view == NULL)
        unknown_id(error, id);
    return view;
}

/* ---- spans and anchors ---- */

static bool add_offsets(struct notes *notes, const struct passage *passage, struct buf *at)
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
static bool cut_passage(struct notes *notes, uint64_t start, uint64_t end, struct passage *passage,
                        struct error *error)
{
    struct buf text = {0};
    uint64_t cps = content_cps(&notes->content);
    *passage = (struct passage){0};
    if (start > end || end > cps)
        return error_set_number(error, ERROR_USAGE,
                                N_("{subject}: that passage lies outside the text, which has "
                                   "{number} characters."),
                                notes->path, (long)cps);
    bool ok = content_add(&notes->content, start, end, &text) &&
              passage_cut(passage, buf_span(&text), start);
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

/* Does prefix, passage and suffix together stand more than once in the text? */
static bool is_ambiguous(struct notes *notes, struct span whole)
{
    if (!content_load(&notes->content))
        return false;
    struct span text = buf_span(&notes->content.text);
    const char *found = memmem(text.at, text.len, whole.at, whole.len);
    if (found == NULL)
        return false;
    size_t left = text.len - (size_t)(found - text.at) - 1;
    return memmem(found + 1, left, whole.at, whole.len) != NULL;
}

/* Context around [start, end): as long as it takes to be the only place, within bounds. */
static bool add_context(struct notes *notes, uint64_t start, uint64_t end, struct quote *quote)
{
    enum { MARGIN = 64 }; /* so that the graphemes at the far ends are seen whole */
    struct buf around = {0};
    uint64_t reach = QUOTE_CONTEXT_MOST + MARGIN, from = start > reach ? start - reach : 0;
    bool ok = content_add(&notes->content, from, end + reach, &around);
    struct span text = buf_span(&around);
    size_t first = unicode_offset(text, start - from), last = unicode_offset(text, end - from);
    struct span prefix = {text.at, 0}, suffix = {text.at, 0};
    for (size_t most = QUOTE_CONTEXT; ok && most <= QUOTE_CONTEXT_MOST; most += 16) {
        prefix = quote_prefix((struct span){text.at, first}, most);
        suffix = quote_suffix((struct span){text.at + last, text.len - last}, most);
        struct span whole = {prefix.at, (size_t)(suffix.at + suffix.len - prefix.at)};
        if (!is_ambiguous(notes, whole))
            break;
    }
    buf_add_span(&quote->prefix, prefix);
    buf_add_span(&quote->suffix, suffix);
    buf_done(&around);
    return ok && buf_ok(&quote->prefix) && buf_ok(&quote->suffix);
}

/* The anchor of a passage; stamp and name of `before` (may be NULL) are kept unless `touched`. */
static bool make_quote(struct notes *notes, const struct passage *passage, struct span at,
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

static void add_text_bound(struct buf *line, uint64_t number, struct span type, struct span at,
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

static void add_anchor(struct buf *line, uint64_t number, struct span target,
                       const struct quote *quote)
{
    struct buf json = {0};
    quote_write(quote, &json);
    line->failed = line->failed || !buf_ok(&json);
    line_add_note(line, number, QUOTE_TYPE, target, buf_span(&json));
    buf_done(&json);
}

/* Replaces a record's line in an edit, when it is another one. */
static void edit_replace(struct notes *notes, struct delta *edit, size_t record,
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

static void edit_anchor(struct notes *notes, struct delta *edit, const struct view *view,
                        const struct quote *quote)
{
    struct buf line = {0};
    bool had = view->anchor != STANDOFF_NONE;
    uint64_t number = had ? notes->lines.records[view->anchor].number : next_id(notes, '#');
    add_anchor(&line, number, span_of(view->id), quote);
    if (had) {
        edit_replace(notes, edit, view->anchor, &line);
    } else {
        edit->failed = edit->failed || !buf_ok(&line);
        delta_add(edit, anchor_place(notes, span_of(view->id)), no_line, buf_span(&line));
    }
    buf_done(&line);
}

bool notes_edit_span(struct notes *notes, struct delta *edit, const struct view *view,
                     uint64_t start, uint64_t end, bool touched, struct error *error)
{
    struct passage passage;
    struct buf at = {0}, line = {0};
    struct quote quote = {0};
    if (!cut_passage(notes, start, end, &passage, error))
        return false;
    bool ok = add_offsets(notes, &passage, &at) &&
              make_quote(notes, &passage, buf_span(&at), &view->quote, touched, &quote);
    if (ok) {
        add_text_bound(&line, view->number, span_of(view->label), buf_span(&at),
                       buf_span(&passage.text));
        edit_replace(notes, edit, view->record, &line);
        edit_anchor(notes, edit, view, &quote);
    }
    quote_done(&quote);
    buf_done(&line);
    buf_done(&at);
    passage_done(&passage);
    return (ok && !edit->failed) || error_memory(error);
}

/* A change of label or note: a new stamp, and an anchor for a T that had none. The T's own line is
 * left alone, and so is the anchor of one that isn't where it says. */
static bool edit_touch(struct notes *notes, struct delta *edit, const struct view *view)
{
    struct quote quote = {0};
    bool ok = true;
    if (view->state == NOTE_OK || view->state == NOTE_MOVED) {
        struct passage passage = {.fragments = view->fragments, .count = view->fragment_count};
        struct buf at = {0};
        ok = add_offsets(notes, &passage, &at) &&
             make_quote(notes, &passage, buf_span(&at), &view->quote, true, &quote);
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
        edit_anchor(notes, edit, view, &quote);
    quote_done(&quote);
    return ok;
}

/* ---- notes ---- */

/* Splits a note into lines that can stand in the file: at every kind of line break; TABs are
 * spaces, invalid bytes U+FFFD, an empty line one space; blank lines at the end are dropped. */
static void split_note(const char *note, struct buf *lines)
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
    line_add_note(&line, number != 0 ? number : next_id(notes, '#'),
                  first ? "AnnotatorNotes" : "LzNote", target, text);
    if (replaces != STANDOFF_NONE) {
        edit_replace(notes, edit, replaces, &line);
    } else {
        edit->failed = edit->failed || !buf_ok(&line);
        delta_add(edit, index, no_line, buf_span(&line));
    }
    buf_done(&line);
}

/* Makes the note lines of a T those of `lines`: changed in place, new ones behind the last (or at
 * `index`), what is over taken out. */
static void edit_note(struct notes *notes, struct delta *edit, struct span target, size_t index,
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
        delta_add(edit, records[have], record_line(&notes->lines.records[records[have]]), no_line);
    }
    free(records);
}

/* ---- adding ---- */

static bool edit_new(struct notes *notes, struct delta *edit, uint64_t start, uint64_t end,
                     const char *label, const char *note, uint64_t *number, struct error *error)
{
    struct passage passage;
    struct buf at = {0}, line = {0}, id = {0}, lines = {0};
    struct quote quote = {0};
    if (!cut_passage(notes, start, end, &passage, error))
        return false;
    bool ok = add_offsets(notes, &passage, &at) &&
              make_quote(notes, &passage, buf_span(&at), NULL, true, &quote);
    if (ok) {
        size_t index = notes->lines.count;
        *number = next_id(notes, 'T');
        id_add(&id, 'T', *number);
        add_text_bound(&line, *number, span_of(label), buf_span(&at), buf_span(&passage.text));
        delta_add(edit, index, no_line, buf_span(&line));
        buf_cut(&line, 0);
        add_anchor(&line, next_id(notes, '#'), buf_span(&id), &quote);
        delta_add(edit, index + 1, no_line, buf_span(&line));
        split_note(note, &lines);
        edit_note(notes, edit, buf_span(&id), index + 2, buf_span(&lines));
        ok = buf_ok(&line) && buf_ok(&id) && buf_ok(&lines) && !edit->failed;
    }
    quote_done(&quote);
    buf_done(&lines);
    buf_done(&id);
    buf_done(&line);
    buf_done(&at);
    passage_done(&passage);
    return ok || error_memory(error);
}

/* Another window's changes first: then ids seldom meet. A failure is told at the next save. */
static bool ready(struct notes *notes, struct error *error)
{
    if (!refuse_reading(notes, error))
        return false;
    if (notes->lock_depth == 0)
        notes_refresh(notes, NULL, NULL);
    return true;
}

/* The same for a change of `id`, which is copied before anything moves. */
static bool ready_for(struct notes *notes, const char *id, struct id_name *own, struct error *error)
{
    if (strlen(id) >= sizeof own->text)
        return unknown_id(error, id);
    strcpy(own->text, id);
    return ready(notes, error);
}

bool notes_add(struct notes *notes, uint64_t start, uint64_t end, const char *label,
               const char *note, const char **id, struct error *error)
{
    struct delta edit = {0};
    uint64_t number = 0;
    if (!ready(notes, error) || !check_name(label, error))
        return false;
    bool ok = edit_new(notes, &edit, start, end, label, note, &number, error);
    if (ok && number > ID_MOST)
        ok = error_set_number(error, ERROR_USAGE,
                              N_("{subject}: there can be no more than {number} notes."),
                              notes->path, ID_MOST);
    char name[24];
    struct buf told = {0};
    id_add(&told, 'T', number);
    ok = ok && (buf_ok(&told) || error_memory(error)) && told.len < sizeof name;
    if (ok)
        memcpy(name, told.at, told.len + 1);
    buf_done(&told);
    ok = ok && notes_commit(notes, &edit, "add", name, error);
    delta_done(&edit);
    if (ok && id != NULL) {
        const struct view *view = notes_view(notes, span_of(name));
        *id = view != NULL ? view->id : "";
    }
    return ok;
}

/* The first line that isn't blank, by code points. Read in growing pieces: it is near the start. */
static bool first_line(struct notes *notes, uint64_t *start, uint64_t *end)
{
    uint64_t cps = content_cps(&notes->content);
    for (uint64_t reach = 4096;; reach *= 2) {
        struct buf text = {0};
        struct passage passage = {0};
        bool ok = content_add(&notes->content, 0, reach, &text) &&
                  passage_cut(&passage, buf_span(&text), 0);
        bool found = ok && (passage.count > 1 || (passage.count == 1 && reach >= cps) ||
                            (passage.count == 1 && reach > 65536));
        if (found) {
            *start = passage.fragments[0].start;
            *end = passage.fragments[0].end;
        }
        passage_done(&passage);
        buf_done(&text);
        if (found || !ok || reach >= cps)
            return found;
    }
}

bool notes_add_document(struct notes *notes, const char *note, const char **id, struct error *error)
{
    size_t index;
    uint64_t start, end;
    if (notes_document_index(notes, &index)) {
        char *own = bytes_copy(span_of(notes->views[index].id));
        bool ok = own != NULL ? notes_set_note(notes, own, note, error) : error_memory(error);
        if (ok && id != NULL)
            *id = notes_document_index(notes, &index) ? notes->views[index].id : "";
        free(own);
        return ok;
    }
    if (!first_line(notes, &start, &end))
        return error_set(error, ERROR_USAGE, N_("{subject} has no text, so it can't carry a note."),
                         notes->path);
    return notes_add(notes, start, end, NOTE_DOCUMENT, note, id, error);
}

bool notes_copy(struct notes *notes, const char *id, uint64_t start, uint64_t end,
                const char **new_id, struct error *error)
{
    struct view *view = find_view(notes, id, error);
    if (view == NULL)
        return false;
    char *label = bytes_copy(span_of(view->label)), *note = bytes_copy(span_of(view->note));
    char *from = bytes_copy(span_of(id));
    const char *fresh = NULL;
    bool ok = label != NULL && note != NULL && from != NULL;
    notes_group_begin(notes);
    ok = ok ? notes_add(notes, start, end, label, note, &fresh, error) : error_memory(error);
    for (size_t i = 0; ok; i++) {
        view = notes_view(notes, span_of(from));
        if (view == NULL || i >= view->attribute_count)
            break;
        char *name = bytes_copy(span_of(view->attributes[i].name));
        char *value = bytes_copy(span_of(view->attributes[i].value));
        char *target = bytes_copy(span_of(fresh));
        ok = name != NULL && value != NULL && target != NULL
                 ? notes_set_attribute(notes, target, name, value, error)
                 : error_memory(error);
        const struct view *made = ok ? notes_view(notes, span_of(target)) : NULL;
        fresh = made != NULL ? made->id : "";
        free(name);
        free(value);
        free(target);
    }
    ok = notes_group_end(notes, error) && ok;
    if (ok && new_id != NULL)
        *new_id = fresh;
    free(label);
    free(note);
    free(from);
    return ok;
}

/* ---- removing ---- */

/* A '*' line without one of its members; only one left is no group. */
static void edit_group_line(struct notes *notes, struct delta *edit, size_t index, struct span id)
{
    const struct record *record = &notes->lines.records[index];
    struct buf line = {0};
    struct span other;
    size_t left = 0;
    buf_add_string(&line, "*\t");
    buf_add_span(&line, record->type);
    for (size_t at = 0; record_reference(record, &at, &other);) {
        if (span_equal(other, id))
            continue;
        buf_add_byte(&line, ' ');
        buf_add_span(&line, other);
        left++;
    }
    edit->failed = edit->failed || !buf_ok(&line);
    delta_add(edit, index, record_line(record), left > 1 ? buf_span(&line) : no_line);
    buf_done(&line);
}

bool notes_remove(struct notes *notes, const char *id, struct error *error)
{
    struct delta edit = {0};
    struct id_name own_id;
    if (!ready_for(notes, id, &own_id, error))
        return false;
    struct span gone = span_of(own_id.text);
    size_t own = standoff_find(&notes->lines, gone);
    if (own == STANDOFF_NONE)
        return unknown_id(error, own_id.text);
    /* From the end, so that the numbers of the lines hold while they go. */
    for (size_t i = notes->lines.count; i > 0; i--) {
        const struct record *record = &notes->lines.records[i - 1];
        if (i - 1 == own) {
            delta_add(&edit, own, record_line(record), no_line);
        } else if (record_refers(record, gone)) {
            if (record->kind == 'R' || record->kind == 'E') {
                delta_done(&edit);
                return error_set(error, ERROR_USAGE,
                                 N_("{subject} is part of a relation or an event that another "
                                    "program made; take that away first."),
                                 own_id.text);
            }
            if (record->kind == '*')
                edit_group_line(notes, &edit, i - 1, gone);
            else
                delta_add(&edit, i - 1, record_line(record), no_line);
        }
    }
    char kind;
    uint64_t number;
    if (id_read(gone, &kind, &number) && kind == 'T')
        notes_place(notes, number, NOTE_OK, NULL, 0);
    return notes_commit(notes, &edit, "remove", own_id.text, error);
}

/* ---- label, note, span, attributes ---- */

bool notes_set_label(struct notes *notes, const char *id, const char *label, struct error *error)
{
    struct delta edit = {0};
    struct id_name own_id;
    struct buf line = {0};
    if (!ready_for(notes, id, &own_id, error) || !check_name(label, error))
        return false;
    struct view *view = find_view(notes, own_id.text, error);
    if (view == NULL)
        return false;
    if (strcmp(view->label, label) == 0)
        return true;
    const struct record *record = &notes->lines.records[view->record];
    buf_add(&line, record->raw, (size_t)(record->type.at - record->raw));
    buf_add_string(&line, label);
    const char *behind = record->type.at + record->type.len;
    buf_add(&line, behind, record->len - (size_t)(behind - record->raw));
    edit_replace(notes, &edit, view->record, &line);
    /* An event has the type of its trigger, or brat can't load the file (FORMATS.md 1.3). */
    for (size_t i = 0; i < notes->lines.count; i++) {
        const struct record *event = &notes->lines.records[i];
        size_t at = 0;
        struct span trigger;
        if (event->kind != 'E' || !record_reference(event, &at, &trigger) ||
            !span_equal(trigger, record->id))
            continue;
        buf_cut(&line, 0);
        buf_add_span(&line, event->id);
        buf_printf(&line, "\t%s", label);
        behind = event->type.at + event->type.len;
        buf_add(&line, behind, event->len - (size_t)(behind - event->raw));
        edit_replace(notes, &edit, i, &line);
    }
    buf_done(&line);
    edit.failed = !edit_touch(notes, &edit, view) || edit.failed;
    return notes_commit(notes, &edit, "label", own_id.text, error);
}

bool notes_set_note(struct notes *notes, const char *id, const char *note, struct error *error)
{
    struct delta edit = {0};
    struct id_name own_id;
    struct buf lines = {0};
    if (!ready_for(notes, id, &own_id, error))
        return false;
    struct view *view = find_view(notes, own_id.text, error);
    if (view == NULL)
        return false;
    split_note(note, &lines);
    size_t index = view->anchor != STANDOFF_NONE ? view->anchor + 1 : notes->lines.count;
    edit.failed = !buf_ok(&lines);
    edit_note(notes, &edit, span_of(view->id), index, buf_span(&lines));
    buf_done(&lines);
    if (edit.count == 0 && !edit.failed)
        return true;
    edit.failed = !edit_touch(notes, &edit, view) || edit.failed;
    return notes_commit(notes, &edit, "note", own_id.text, error);
}

bool notes_set_span(struct notes *notes, const char *id, uint64_t start, uint64_t end,
                    struct error *error)
{
    struct delta edit = {0};
    struct id_name own_id;
    if (!ready_for(notes, id, &own_id, error))
        return false;
    struct view *view = find_view(notes, own_id.text, error);
    if (view == NULL || !notes_edit_span(notes, &edit, view, start, end, true, error)) {
        delta_done(&edit);
        return false;
    }
    notes_place(notes, view->number, NOTE_OK, NULL, 0);
    return notes_commit(notes, &edit, "span", own_id.text, error);
}

bool notes_set_attribute(struct notes *notes, const char *id, const char *name, const char *value,
                         struct error *error)
{
    struct delta edit = {0};
    struct id_name own_id;
    struct buf line = {0}, clean = {0};
    if (!ready_for(notes, id, &own_id, error) || !check_name(name, error))
        return false;
    struct view *view = find_view(notes, own_id.text, error);
    if (view == NULL)
        return false;
    size_t index = notes_next_about(notes, span_of(view->id), 0);
    while (index != STANDOFF_NONE) {
        const struct record *record = &notes->lines.records[index];
        if ((record->kind == 'A' || record->kind == 'M') && span_equal(record->type, span_of(name)))
            break;
        index = notes_next_about(notes, span_of(view->id), index + 1);
    }
    bool found = index != STANDOFF_NONE;
    if (!found && value == NULL)
        return true;
    split_note(value, &clean);
    for (size_t i = 0; i < clean.len; i++)
        if (clean.at[i] == '\n')
            clean.at[i] = ' ';
    uint64_t number = found ? notes->lines.records[index].number : next_id(notes, 'A');
    line_add_attribute(&line, number, name, span_of(view->id), buf_span(&clean));
    edit.failed = !buf_ok(&line) || !buf_ok(&clean);
    if (found && value != NULL)
        edit_replace(notes, &edit, index, &line);
    else if (found)
        delta_add(&edit, index, record_line(&notes->lines.records[index]), no_line);
    else
        delta_add(&edit, notes->lines.count, no_line, buf_span(&line));
    buf_done(&line);
    buf_done(&clean);
    if (edit.count == 0 && !edit.failed)
        return true;
    return notes_commit(notes, &edit, "attribute", own_id.text, error);
}

/* ---- review ---- */

bool notes_accept(struct notes *notes, const char *id, struct error *error)
{
    struct view *view = find_view(notes, id, error);
    if (view == NULL)
        return false;
    if (view->state != NOTE_DOUBT)
        return view->state != NOTE_ORPHAN ||
               error_set(error, ERROR_USAGE,
                         N_("{subject}: no place was found for this note; choose one by hand."),
                         id);
    return notes_set_span(notes, id, view->fragments[0].start,
                          view->fragments[view->fragment_count - 1].end, error);
}

bool notes_refuse(struct notes *notes, const char *id, struct error *error)
{
    struct delta edit = {0};
    struct id_name own_id;
    if (!ready_for(notes, id, &own_id, error))
        return false;
    struct view *view = find_view(notes, own_id.text, error);
    if (view == NULL)
        return false;
    if (view->state != NOTE_DOUBT)
        return true;
    struct quote quote = {0};
    bool ok = view->anchor == STANDOFF_NONE ||
              quote_read(&quote, notes->lines.records[view->anchor].text);
    if (view->anchor == STANDOFF_NONE) {
        const struct record *record = &notes->lines.records[view->record];
        fragments_add(&quote.at, record->fragments, record->fragment_count);
    }
    buf_cut(&quote.state, 0);
    buf_add_string(&quote.state, note_state_name(NOTE_ORPHAN));
    if (ok)
        edit_anchor(notes, &edit, view, &quote);
    edit.failed = edit.failed || !ok;
    quote_done(&quote);
    notes_place(notes, view->number, NOTE_ORPHAN, NULL, 0);
    return notes_commit(notes, &edit, "refuse", own_id.text, error);
}

bool notes_draft(struct notes *notes, const char *id, uint64_t start, uint64_t end,
                 const char *text, struct error *error)
{
    if (!refuse_reading(notes, error))
        return false;
    notes->left.has_draft = false;
    if (!notes_has_journal(notes))
        return true; /* nothing to keep it in; the note itself will be saved at once */
    return journal_append_draft(&notes->journal, span_of(id), start, end,
                                text != NULL ? span_of(text) : no_line, error);
}
