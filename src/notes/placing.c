/* placing: which T lines don't stand where they say, and where they may be now: what is asked is
 * gathered from the notes, looked for apart from them (in a thread of the caller's), and what was
 * found is given back to those lines that are still the same. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/notes/anchor.h"
#include "src/notes/inside.h"
#include "src/notes/passage.h"
#include "src/text/unicode.h"

/* One T line. */
struct suspect {
    uint64_t number;
    struct buf line; /* as it was */
    struct quote quote;
    struct buf exact;
    bool placed; /* before, and that stays */
};

struct placing {
    unsigned version; /* of the text */
    struct suspect *suspects;
    struct anchor *anchors; /* of each */
    size_t count;
    bool searches; /* something has to be looked for, and the text can be searched */
    struct span text;
    struct buf own; /* that, when the notes may let go of theirs meanwhile */
    struct matchtext folded;
};

/* ---- gathering ---- */

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
                              .stands = notes_stands(notes, record, &notes->counting)};
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

static int record_compare(const void *a, const void *b, void *context)
{
    const struct notes *notes = context;
    const struct record *one = &notes->lines.records[*(const size_t *)a];
    const struct record *two = &notes->lines.records[*(const size_t *)b];
    if (one->fragments[0].start != two->fragments[0].start)
        return one->fragments[0].start < two->fragments[0].start ? -1 : 1;
    return one->number < two->number ? -1 : one->number > two->number;
}

static void fill_suspect(struct notes *notes, const struct record *record, bool keep,
                         const struct about_index *abouts, struct placing *placing)
{
    struct suspect *suspect = &placing->suspects[placing->count];
    suspect->number = record->number;
    buf_add_span(&suspect->line, record_line(record));
    bool has = read_quote(notes, record, abouts, &suspect->quote);
    add_joined(record, &suspect->exact);
    fill_anchor(notes, record, has, &suspect->quote, &suspect->exact,
                &placing->anchors[placing->count]);
    suspect->placed = keep && notes_placement(notes, record->number) != NULL;
    placing->count++;
}

/* The T lines by where they stood. */
static size_t *sorted_records(struct notes *notes, size_t *count)
{
    size_t *records = array_new(notes->lines.count, sizeof *records);
    *count = 0;
    for (size_t i = 0; records != NULL && i < notes->lines.count; i++)
        if (notes->lines.records[i].kind == 'T')
            records[(*count)++] = i;
    if (records != NULL)
        qsort_r(records, *count, sizeof *records, record_compare, notes);
    return records;
}

static bool gather(struct notes *notes, bool keep, struct placing *placing)
{
    size_t count;
    struct about_index abouts = {0};
    size_t *records = sorted_records(notes, &count);
    placing->suspects = array_new(count, sizeof *placing->suspects);
    placing->anchors = array_new(count, sizeof *placing->anchors);
    bool ok = records != NULL && placing->suspects != NULL && placing->anchors != NULL &&
              about_make(notes, &abouts);
    bool all = true;
    for (size_t i = 0; ok && i < count; i++) {
        fill_suspect(notes, &notes->lines.records[records[i]], keep, &abouts, placing);
        struct anchor *anchor = &placing->anchors[i];
        all = all && (anchor->settled || placing->suspects[i].placed);
        anchor->settled = anchor->settled && !placing->suspects[i].placed;
        ok = buf_ok(&placing->suspects[i].line) && buf_ok(&placing->suspects[i].exact);
    }
    about_done(&abouts);
    free(records);
    placing->searches = ok && !all && content_load(&notes->content);
    if (placing->searches)
        placing->text = buf_span(&notes->content.text);
    return ok;
}

struct placing *placing_new(struct notes *notes, bool keep)
{
    struct placing *placing = array_new(1, sizeof *placing);
    if (placing == NULL)
        return NULL;
    placing->version = notes->text_version;
    if (gather(notes, keep, placing))
        return placing;
    placing_free(placing);
    return NULL;
}

void placing_free(struct placing *placing)
{
    if (placing == NULL)
        return;
    for (size_t i = 0; i < placing->count; i++) {
        quote_done(&placing->suspects[i].quote);
        buf_done(&placing->suspects[i].line);
        buf_done(&placing->suspects[i].exact);
    }
    free(placing->suspects);
    free(placing->anchors);
    buf_done(&placing->own);
    matchtext_done(&placing->folded);
    free(placing);
}

bool placing_searches(const struct placing *placing)
{
    return placing->searches;
}

struct placing *notes_take_placing(struct notes *notes)
{
    struct placing *placing = notes->placing;
    notes->placing = NULL;
    if (placing == NULL)
        return NULL;
    buf_add_span(&placing->own, placing->text);
    placing->text = buf_span(&placing->own);
    if (buf_ok(&placing->own))
        return placing;
    placing_free(placing);
    return NULL;
}

/* ---- looking ---- */

/* Without a search what doesn't stand is an orphan for now, and what stands is in its place. */
static void look_only(struct placing *placing)
{
    for (size_t i = 0; i < placing->count; i++)
        placing->anchors[i].state = placing->anchors[i].stands ? NOTE_OK : NOTE_ORPHAN;
}

bool placing_run(struct placing *placing, const atomic_bool *cancel, struct error *error)
{
    if (!placing->searches) {
        look_only(placing);
        return true;
    }
    return (matchtext_make(&placing->folded, placing->text) || error_memory(error)) &&
           anchor_find(&placing->folded, placing->anchors, placing->count, cancel, error);
}

/* ---- giving back ---- */

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

/* The record of a suspect, if its line is still the same. */
static bool is_same(const struct notes *notes, const struct suspect *suspect)
{
    struct buf id = {0};
    id_add(&id, 'T', suspect->number);
    struct standoff *lines = (struct standoff *)&notes->lines; /* only its index may be made */
    size_t record = buf_ok(&id) ? standoff_find(lines, buf_span(&id)) : STANDOFF_NONE;
    buf_done(&id);
    return record != STANDOFF_NONE &&
           span_equal(record_line(&notes->lines.records[record]), buf_span(&suspect->line));
}

static bool give_back(struct notes *notes, struct placing *placing, size_t i)
{
    const struct suspect *suspect = &placing->suspects[i];
    const struct anchor *anchor = &placing->anchors[i];
    if (suspect->placed || !is_same(notes, suspect))
        return true;
    if (anchor->state == NOTE_MOVED || anchor->state == NOTE_DOUBT)
        return place_found(notes, suspect->number, anchor);
    return notes_place(notes, suspect->number, anchor->state, NULL, 0);
}

static bool placing_apply(struct notes *notes, struct placing *placing)
{
    bool ok = true;
    for (size_t i = 0; ok && i < placing->count; i++)
        ok = give_back(notes, placing, i);
    return ok;
}

/* As long as nothing has been looked for. */
bool placing_apply_standing(struct notes *notes, struct placing *placing)
{
    look_only(placing);
    return placing_apply(notes, placing);
}

/* Everything is given back, stored if wished, and freed. */
bool placing_end(struct notes *notes, struct placing *placing, bool store, struct error *error)
{
    bool ok = true;
    if (placing->version == notes->text_version) {
        notes->folded = placing->folded.places != NULL ? &placing->folded : NULL;
        ok = (placing_apply(notes, placing) && notes_rebuild(notes)) || error_memory(error);
        notes->provisional = notes->placing != NULL;
        ok = ok && (!store || notes->reading || notes_store_moves(notes, error));
        notes->folded = NULL;
    }
    placing_free(placing);
    return ok;
}

bool notes_end_placing(struct notes *notes, struct placing *placing, struct error *error)
{
    return placing_end(notes, placing, true, error);
}
