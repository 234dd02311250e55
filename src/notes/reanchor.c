/* reanchor: which T lines stand where they say, how their file counts; the others are looked for,
 * now or later, and what has moved beyond doubt is stored. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/notes/inside.h"
#include "src/text/unicode.h"

/* Is this the text of the T line? A column of another program behind it doesn't count; brat's text
 * column may be composed where the document isn't, or the other way round. */
static bool is_text_of(const struct record *record, struct span text)
{
    if (span_equal(record->text, text))
        return true;
    if (record->text.len > text.len && record->text.at[text.len] == '\t' &&
        memcmp(record->text.at, text.at, text.len) == 0)
        return true;
    struct buf a = {0}, b = {0};
    unicode_add_nfc(&a, record->text);
    unicode_add_nfc(&b, text);
    bool same = buf_ok(&a) && buf_ok(&b) && span_equal(buf_span(&a), buf_span(&b));
    buf_done(&a);
    buf_done(&b);
    return same;
}

/* Adds the text of [start, end); false when the text ends before. Asks for nothing behind end, so
 * that a large document isn't counted to its end for a note at its beginning. */
static bool add_inside(struct notes *notes, uint64_t start, uint64_t end, struct buf *into)
{
    size_t before = into->len;
    if (start > end || !content_add(&notes->content, start, end, into))
        return false;
    struct span added = {into->at + before, into->len - before};
    return start == end || unicode_count(added) == end - start;
}

/* Does the text stand at the record's fragments, counted so? */
bool notes_stands(struct notes *notes, const struct record *record, const struct counting *counting)
{
    struct buf text = {0};
    bool inside = true;
    for (size_t i = 0; inside && i < record->fragment_count; i++) {
        uint64_t start = counting_from_disk(counting, record->fragments[i].start);
        uint64_t end = counting_from_disk(counting, record->fragments[i].end);
        if (i > 0)
            buf_add_byte(&text, ' ');
        inside = start <= end && end - start <= record->text.len &&
                 counting_to_disk(counting, end) == record->fragments[i].end &&
                 add_inside(notes, start, end, &text);
    }
    bool same = inside && buf_ok(&text) && is_text_of(record, buf_span(&text));
    buf_done(&text);
    return same;
}

static bool all_stand(struct notes *notes, const struct counting *counting)
{
    for (size_t i = 0; i < notes->lines.count; i++)
        if (notes->lines.records[i].kind == 'T' &&
            !notes_stands(notes, &notes->lines.records[i], counting))
            return false;
    return true;
}

/* The countings that other programs are known to use, likeliest first (FORMATS.md 1.5). */
static const unsigned countings[] = {
    COUNTING_LF,
    COUNTING_UTF16,
    COUNTING_NO_BOM,
    COUNTING_EXTRA_BOM,
    COUNTING_NFC,
    COUNTING_LF | COUNTING_UTF16,
    COUNTING_LF | COUNTING_NO_BOM,
    COUNTING_UTF16 | COUNTING_NO_BOM,
    COUNTING_LF | COUNTING_UTF16 | COUNTING_NO_BOM,
    COUNTING_LF | COUNTING_NFC,
};

static bool has_text_bound(const struct notes *notes)
{
    for (size_t i = 0; i < notes->lines.count; i++)
        if (notes->lines.records[i].kind == 'T')
            return true;
    return false;
}

/* Did the reader leave it open whether CR LF is one, or say as this counting does? */
static bool may_count_so(const struct notes *notes, unsigned flags)
{
    return notes->crlf == NOTES_CRLF_AUTO ||
           (notes->crlf == NOTES_CRLF_LF) == ((flags & COUNTING_LF) != 0);
}

/* Where the texts show nothing: code points, with CR LF as the reader said. */
static bool begin_counting(struct notes *notes)
{
    counting_done(&notes->counting);
    return notes->crlf != NOTES_CRLF_LF ||
           (content_load(&notes->content) &&
            counting_make(&notes->counting, buf_span(&notes->content.text), COUNTING_LF));
}

/* That stays unless another counting makes every T line match. */
static void find_counting(struct notes *notes)
{
    if (!begin_counting(notes) || !has_text_bound(notes) || all_stand(notes, &notes->counting) ||
        !content_load(&notes->content))
        return;
    for (size_t i = 0; i < ARRAY_LEN(countings); i++) {
        struct counting counting;
        if (!may_count_so(notes, countings[i]))
            continue;
        if (!counting_make(&counting, buf_span(&notes->content.text), countings[i]))
            return;
        /* Without a step beyond the first it counts as we do. */
        bool other = counting.count > 1 || (countings[i] & COUNTING_EXTRA_BOM);
        if (other && all_stand(notes, &counting)) {
            counting_done(&notes->counting);
            notes->counting = counting;
            return;
        }
        counting_done(&counting);
    }
}

/* ---- settling ---- */

/* A command ends the draft of a note in the journal; this one isn't the reader's. */
static bool commit_moves(struct notes *notes, struct delta *edit, struct error *error)
{
    struct buf draft = {0};
    buf_add_span(&draft, buf_span(&notes->journal.draft));
    bool ok = notes_commit(notes, edit, "anchor", "", error);
    if (ok && draft.len > 0)
        ok = journal_append_again(&notes->journal, &draft, error);
    buf_done(&draft);
    return ok;
}

/* What has moved beyond doubt is stored: one undo step for all of it. */
bool notes_store_moves(struct notes *notes, struct error *error)
{
    struct delta edit = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < notes->view_count; i++) {
        const struct view *view = &notes->views[i];
        if (view->state == NOTE_MOVED)
            ok = notes_edit_span(notes, &edit, view, view->fragments[0].start,
                                 view->fragments[view->fragment_count - 1].end, false, error);
    }
    if (ok && edit.count > 0)
        return commit_moves(notes, &edit, error);
    delta_done(&edit);
    return ok;
}

/* For those who draw a screen meanwhile: what must be looked for waits, and is an orphan until
 * then.
 */
static bool wait_for_places(struct notes *notes, struct placing *placing, bool keep,
                            struct error *error)
{
    if (!keep)
        notes_forget_places(notes);
    notes->placing = placing;
    notes->provisional = true;
    return (placing_apply_standing(notes, placing) && notes_rebuild(notes)) || error_memory(error);
}

/* With `keep`, what has been placed before stays so. */
static bool find_places(struct notes *notes, bool keep, bool store, struct error *error)
{
    keep = keep && !notes->provisional;
    struct placing *placing = placing_new(notes, keep);
    if (placing == NULL)
        return error_memory(error);
    placing_free(notes->placing);
    notes->placing = NULL;
    if (notes->later && placing_searches(placing))
        return wait_for_places(notes, placing, keep, error);
    if (!placing_run(placing, NULL, error)) {
        placing_free(placing);
        return false;
    }
    if (!keep)
        notes_forget_places(notes);
    return placing_end(notes, placing, store, error);
}

bool notes_settle(struct notes *notes, enum settle settle, struct error *error)
{
    bool keep = settle == SETTLE_CHANGED;
    if (!keep)
        find_counting(notes);
    return find_places(notes, keep, settle == SETTLE_STORE, error);
}

bool notes_reanchor(struct notes *notes, struct error *error)
{
    struct document *document = notes->document;
    content_done(&notes->content);
    content_init(&notes->content, document);
    notes->text_hash.hex[0] = '\0';
    notes->text_version++;
    return notes_settle(notes, SETTLE_STORE, error);
}
