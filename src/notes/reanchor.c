/* reanchor: which T lines stand where they say, how their file counts, and where the others may be
 * now. */
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

/* Does the text stand at the record's fragments, counted so? */
static bool stands_there(struct notes *notes, const struct record *record,
                         const struct counting *counting)
{
    struct buf text = {0};
    uint64_t cps = content_cps(&notes->content);
    bool inside = true;
    for (size_t i = 0; inside && i < record->fragment_count; i++) {
        uint64_t start = counting_from_disk(counting, record->fragments[i].start);
        uint64_t end = counting_from_disk(counting, record->fragments[i].end);
        inside = end <= cps && end - start <= record->text.len &&
                 counting_to_disk(counting, end) == record->fragments[i].end;
        if (i > 0)
            buf_add_byte(&text, ' ');
        inside = inside && content_add(&notes->content, start, end, &text);
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

bool notes_anchor(struct notes *notes, struct error *error)
{
    find_counting(notes);
    notes_forget_places(notes);
    for (size_t i = 0; i < notes->lines.count; i++) {
        const struct record *record = &notes->lines.records[i];
        if (record->kind == 'T' && !stands_there(notes, record, &notes->counting) &&
            !notes_place(notes, record->number, NOTE_ORPHAN, NULL, 0))
            return error_memory(error);
    }
    return true;
}

bool notes_reanchor(struct notes *notes, struct error *error)
{
    struct document *document = notes->document;
    content_done(&notes->content);
    content_init(&notes->content, document);
    notes->text_hash.hex[0] = '\0';
    return notes_anchor(notes, error) && (notes_rebuild(notes) || error_memory(error));
}
