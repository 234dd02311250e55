#include <config.h>

#include "src/library/page.h"

#include <stdlib.h>
#include <string.h>

void page_done(struct page *page)
{
    buf_done(&page->with);
    free(page->spots);
    fold_done(&page->fold);
}

/* Does the gap between two runs hold a line end? The length of a hyphen at its beginning goes to
 * *hyphen. */
static bool gap_is_line_end(struct text *text, uint64_t from, uint64_t to, uint32_t *hyphen)
{
    struct buf gap = {0};
    *hyphen = 0;
    if (to <= from || to - from > 4096 || !document_decode(text_document(text), from, to, &gap)) {
        buf_done(&gap);
        return false;
    }
    uint32_t cp = 0;
    size_t len = unicode_decode(buf_span(&gap), &cp);
    if (cp == '-' || cp == 0x2010 || cp == 0x2011 || cp == 0xac)
        *hyphen = (uint32_t)len;
    bool line_end = false;
    for (size_t i = 0; i < gap.len && !line_end; i++)
        line_end = gap.at[i] == '\n' || gap.at[i] == '\r' || (unsigned char)gap.at[i] == 0x85;
    buf_done(&gap);
    return line_end;
}

static bool ends_in_hyphen(struct span text)
{
    return span_ends(text, "-") || span_ends(text, "\xe2\x80\x90") ||
           span_ends(text, "\xe2\x80\x91");
}

static bool spot_add(struct page *page, size_t off, uint32_t raw_len)
{
    if (!array_reserve(&page->spots, &page->spot_cap, page->spot_count + 1, sizeof *page->spots))
        return false;
    page->spots[page->spot_count++] = (struct spot){.off = off, .raw_len = raw_len};
    return true;
}

/* Looks between runs that touch in the text but not in the file. */
static bool find_spots(struct page *page, struct text *text)
{
    const struct paragraph *paragraph = page->paragraph;
    size_t copied = 0, put_back = 0;
    for (size_t i = 0; i + 1 < paragraph->run_count; i++) {
        const struct paragraph_run *run = &paragraph->runs[i], *next = run + 1;
        uint64_t end = run->raw + run->raw_len;
        uint32_t hyphen;
        if (next->text != run->text + run->len || next->raw <= end ||
            !gap_is_line_end(text, end, next->raw, &hyphen))
            continue;
        struct span before = {paragraph->text.at, next->text};
        if (hyphen > 0) {
            buf_add(&page->with, paragraph->text.at + copied, next->text - copied);
            buf_add_byte(&page->with, '-');
            copied = next->text;
            if (!spot_add(page, next->text + put_back++, hyphen))
                return false;
        } else if (ends_in_hyphen(before)) {
            size_t len = span_ends(before, "-") ? 1 : 3;
            if (!spot_add(page, next->text - len + put_back, 0))
                return false;
        }
    }
    page->seen = paragraph->text;
    if (put_back > 0) {
        buf_add(&page->with, paragraph->text.at + copied, paragraph->text.len - copied);
        page->seen = buf_span(&page->with);
    }
    return buf_ok(&page->with);
}

bool page_make(struct page *page, struct text *text, const struct paragraph *paragraph,
               unsigned folding)
{
    *page = (struct page){.paragraph = paragraph};
    bool ok = find_spots(page, text) && fold_make(&page->fold, page->seen, folding);
    if (!ok) {
        page_done(page);
        return false;
    }
    size_t at = 0;
    for (size_t i = 0; i < page->spot_count; i++) {
        while (page->fold.map[at] < page->spots[i].off)
            at++;
        page->spots[i].folded = at;
    }
    return true;
}

/* From `seen` to the paragraph's own text. */
static size_t page_text_off(const struct page *page, size_t seen)
{
    size_t put_back = 0;
    for (size_t i = 0; i < page->spot_count && page->spots[i].off < seen; i++)
        put_back += page->spots[i].raw_len > 0;
    return seen - put_back;
}

static const struct spot *spot_at(const struct page *page, size_t seen)
{
    for (size_t i = 0; i < page->spot_count; i++)
        if (page->spots[i].off == seen)
            return page->spots[i].raw_len > 0 ? &page->spots[i] : NULL;
    return NULL;
}

struct hit page_hit(const struct page *page, size_t start, size_t end)
{
    const struct paragraph *paragraph = page->paragraph;
    size_t from = page_text_off(page, start), to = page_text_off(page, end);
    struct hit hit;
    /* A hyphen that the judge dropped stands right behind the character before it. */
    hit.start = spot_at(page, start) != NULL ? paragraph_raw_end(paragraph, from)
                                             : paragraph_raw(paragraph, from);
    hit.end = paragraph_raw_end(paragraph, to);
    const struct spot *last = end > 0 ? spot_at(page, end - 1) : NULL;
    hit.end += last != NULL ? last->raw_len : 0;
    return hit;
}

static bool is_word_char(uint32_t cp)
{
    return unicode_is_letter(cp) || unicode_is_digit(cp);
}

static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019 || cp == 0x2018 || cp == 0x2bc;
}

/* The character before `off`, over hyphens that the judge dropped; 0 at the beginning. */
static uint32_t char_before(const struct page *page, size_t *off)
{
    size_t at = *off;
    while (at > 0 && spot_at(page, at - 1) != NULL)
        at--;
    uint32_t cp = 0;
    if (at > 0) {
        size_t start = at - 1;
        while (start > 0 && (page->seen.at[start] & 0xc0) == 0x80)
            start--;
        unicode_decode((struct span){page->seen.at + start, at - start}, &cp);
        at = start;
    }
    *off = at;
    return cp;
}

static uint32_t char_behind(const struct page *page, size_t *off)
{
    size_t at = *off;
    while (at < page->seen.len && spot_at(page, at) != NULL)
        at++;
    uint32_t cp = 0;
    at += unicode_decode((struct span){page->seen.at + at, page->seen.len - at}, &cp);
    *off = at;
    return cp;
}

bool page_word_border(const struct page *page, size_t off)
{
    size_t left = off, right = off;
    uint32_t before = char_before(page, &left), behind = char_behind(page, &right);
    if (is_apostrophe(before) && is_word_char(behind))
        before = char_before(page, &left);
    else if (is_apostrophe(behind) && is_word_char(before))
        behind = char_behind(page, &right);
    return !is_word_char(before) || !is_word_char(behind);
}

bool page_is_word(const struct page *page, size_t start, size_t end)
{
    return page_word_border(page, start) && page_word_border(page, end);
}
