/* reanchor: which T lines stand where they say, how their file counts, and where the others may be
 * now. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/notes/anchor.h"
#include "src/notes/inside.h"
#include "src/notes/passage.h"
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
static bool stands_there(struct notes *notes, const struct record *record,
                         const struct counting *counting)
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
            !stands_there(notes, &notes->lines.records[i], counting))
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

/* Code points unless another counting makes every T line match. */
static void find_counting(struct notes *notes)
{
    counting_done(&notes->counting);
    if (!has_text_bound(notes) || all_stand(notes, &notes->counting) ||
        !content_load(&notes->content))
        return;
    for (size_t i = 0; i < ARRAY_LEN(countings); i++) {
        struct counting counting;
        if (!counting_make(&counting, buf_span(&notes->content.text), countings[i]))
            return;
        /* Without a step beyond the first it counts as we do. */
        bool other = counting.count > 1 || (countings[i] & COUNTING_EXTRA_BOM);
        if (other && all_stand(notes, &counting)) {
            notes->counting = counting;
            return;
        }
        counting_done(&counting);
    }
}

/* ---- places ---- */

/* Is the stored context exactly what stands around [start, end) now? Then nothing has moved. */
static bool has_its_context(struct notes *notes, const struct quote *quote, uint64_t start,
                            uint64_t end)
{
    struct buf before = {0}, behind = {0};
    struct span prefix = buf_span(&quote->prefix), suffix = buf_span(&quote->suffix);
    uint64_t p = unicode_count(prefix), s = unicode_count(suffix);
    bool same = p <= start && content_add(&notes->content, start - p, start, &before) &&
                content_add(&notes->content, end, end + s, &behind) &&
                span_equal(buf_span(&before), prefix) && span_equal(buf_span(&behind), suffix);
    buf_done(&before);
    buf_done(&behind);
    return same;
}

/* The LzAnchor of a T line, and whether it speaks of the place where the line is now: when somebody
 * has moved the line since, its context is of no use. */
static bool read_quote(const struct notes *notes, const struct record *record,
                       const struct about_index *abouts, struct quote *quote)
{
    struct buf at = {0};
    bool found = false;
    for (size_t i = about_first(abouts, record->number); !found && i < abouts->count; i++) {
        const struct record *about = &notes->lines.records[abouts->at[i].record];
        if (abouts->at[i].number != record->number)
            break;
        found = about->kind == '#' && span_equal(about->type, span_of(QUOTE_TYPE)) &&
                quote_read(quote, about->text);
    }
    fragments_add(&at, record->fragments, record->fragment_count);
    if (found && !span_equal(buf_span(&at), buf_span(&quote->at))) {
        quote_done(quote);
        found = false;
    }
    buf_done(&at);
    return found;
}

static bool is_settled(struct notes *notes, const struct anchor *anchor, const struct quote *quote,
                       const struct fragment *cover)
{
    return anchor->stands &&
           (!anchor->has_context || has_its_context(notes, quote, cover->start, cover->end));
}

/* The text of a T line with its joints as the line ends that they were, so that a hyphen there is
 * known for one at a line end. */
static void add_joined(const struct record *record, struct buf *into)
{
    uint64_t cps = 0;
    size_t start = into->len;
    buf_add_span(into, record->text);
    for (size_t i = 0; buf_ok(into) && i + 1 < record->fragment_count; i++) {
        cps += record->fragments[i].end - record->fragments[i].start;
        size_t off = start + unicode_offset(record->text, cps + i);
        if (off < into->len && into->at[off] == ' ')
            into->at[off] = '\n';
    }
}

/* What is asked about one T line; the texts are borrowed by it. */
static void fill_anchor(struct notes *notes, const struct record *record, bool has_quote,
                        const struct quote *quote, const struct buf *exact, struct anchor *anchor)
{
    struct fragment cover = {
        counting_from_disk(&notes->counting, record->fragments[0].start),
        counting_from_disk(&notes->counting, record->fragments[record->fragment_count - 1].end)};
    *anchor = (struct anchor){.exact = buf_span(exact),
                              .has_context = has_quote,
                              .old_start = cover.start,
                              .stands = stands_there(notes, record, &notes->counting)};
    if (has_quote) {
        anchor->prefix = buf_span(&quote->prefix);
        anchor->suffix = buf_span(&quote->suffix);
        anchor->refused =
            span_equal(buf_span(&quote->state), span_of(note_state_name(NOTE_ORPHAN)));
    }
    anchor->settled = is_settled(notes, anchor, quote, &cover);
    if (content_load(&notes->content)) {
        anchor->start = content_off(&notes->content, cover.start);
        anchor->end = content_off(&notes->content, cover.end);
    }
}

/* Cuts what was found into fragments and remembers it. */
static bool place_found(struct notes *notes, uint64_t number, const struct anchor *anchor)
{
    struct passage passage;
    struct span text = {notes->content.text.at + anchor->found_start,
                        anchor->found_end - anchor->found_start};
    if (!passage_cut(&passage, text, content_cp(&notes->content, anchor->found_start)))
        return false;
    buf_done(&passage.text);
    bool any = passage.count > 0;
    if (!any)
        passage_done(&passage);
    bool ok = notes_place(notes, number, any ? anchor->state : NOTE_ORPHAN,
                          any ? passage.fragments : NULL, any ? passage.count : 0);
    if (!ok && any)
        free(passage.fragments);
    return ok;
}

/* The T lines in question, by where they stood. */
struct suspects {
    size_t *records;
    struct quote *quotes;
    struct buf *texts;
    struct anchor *anchors;
    size_t count;
};

static int record_compare(const void *a, const void *b, void *context)
{
    const struct notes *notes = context;
    const struct record *one = &notes->lines.records[*(const size_t *)a];
    const struct record *two = &notes->lines.records[*(const size_t *)b];
    if (one->fragments[0].start != two->fragments[0].start)
        return one->fragments[0].start < two->fragments[0].start ? -1 : 1;
    return one->number < two->number ? -1 : one->number > two->number;
}

static bool suspects_make(struct notes *notes, struct suspects *suspects)
{
    size_t most = notes->lines.count;
    struct about_index abouts;
    *suspects = (struct suspects){.records = array_new(most, sizeof *suspects->records),
                                  .quotes = array_new(most, sizeof *suspects->quotes),
                                  .texts = array_new(most, sizeof *suspects->texts),
                                  .anchors = array_new(most, sizeof *suspects->anchors)};
    if (suspects->records == NULL || suspects->quotes == NULL || suspects->texts == NULL ||
        suspects->anchors == NULL || !about_make(notes, &abouts))
        return false;
    for (size_t i = 0; i < most; i++)
        if (notes->lines.records[i].kind == 'T')
            suspects->records[suspects->count++] = i;
    qsort_r(suspects->records, suspects->count, sizeof *suspects->records, record_compare, notes);
    for (size_t i = 0; i < suspects->count; i++) {
        const struct record *record = &notes->lines.records[suspects->records[i]];
        bool has = read_quote(notes, record, &abouts, &suspects->quotes[i]);
        add_joined(record, &suspects->texts[i]);
        fill_anchor(notes, record, has, &suspects->quotes[i], &suspects->texts[i],
                    &suspects->anchors[i]);
    }
    about_done(&abouts);
    return true;
}

static void suspects_done(struct suspects *suspects)
{
    for (size_t i = 0; i < suspects->count; i++) {
        quote_done(&suspects->quotes[i]);
        buf_done(&suspects->texts[i]);
    }
    free(suspects->records);
    free(suspects->texts);
    free(suspects->quotes);
    free(suspects->anchors);
}

/* Every T's place. With `keep`, what has been placed before stays so. */
static bool find_places(struct notes *notes, bool keep, struct error *error)
{
    struct suspects suspects;
    bool ok = suspects_make(notes, &suspects) || error_memory(error);
    bool all = true;
    for (size_t i = 0; ok && i < suspects.count; i++) {
        uint64_t number = notes->lines.records[suspects.records[i]].number;
        const struct placement *placed = keep ? notes_placement(notes, number) : NULL;
        all = all && (suspects.anchors[i].settled || placed != NULL);
        suspects.anchors[i].settled = suspects.anchors[i].settled && placed == NULL;
    }
    bool loaded = ok && !all && content_load(&notes->content);
    if (loaded)
        ok = anchor_find(buf_span(&notes->content.text), suspects.anchors, suspects.count, NULL,
                         error);
    if (ok && !keep)
        notes_forget_places(notes);
    for (size_t i = 0; ok && !all && i < suspects.count; i++) {
        struct anchor *anchor = &suspects.anchors[i];
        uint64_t number = notes->lines.records[suspects.records[i]].number;
        if (!loaded) /* too large to search: what doesn't stand is an orphan for now */
            anchor->state = anchor->stands ? NOTE_OK : NOTE_ORPHAN;
        if (anchor->settled || (keep && notes_placement(notes, number) != NULL))
            continue;
        bool found = anchor->state == NOTE_MOVED || anchor->state == NOTE_DOUBT;
        ok = found ? place_found(notes, number, anchor)
                   : notes_place(notes, number, anchor->state, NULL, 0);
        ok = ok || error_memory(error);
    }
    suspects_done(&suspects);
    return ok;
}

/* What has moved beyond doubt is stored: one undo step for all of it. */
static bool store_moves(struct notes *notes, struct error *error)
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
        return notes_commit(notes, &edit, "anchor", "", error);
    delta_done(&edit);
    return ok;
}

bool notes_settle(struct notes *notes, enum settle settle, struct error *error)
{
    bool keep = settle == SETTLE_CHANGED;
    if (!keep)
        find_counting(notes);
    return find_places(notes, keep, error) && (notes_rebuild(notes) || error_memory(error)) &&
           (settle != SETTLE_STORE || notes->reading || store_moves(notes, error));
}

bool notes_reanchor(struct notes *notes, struct error *error)
{
    struct document *document = notes->document;
    content_done(&notes->content);
    content_init(&notes->content, document);
    notes->text_hash.hex[0] = '\0';
    return notes_settle(notes, SETTLE_STORE, error);
}
