#include <config.h>

#include "src/text/block.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "src/text/kind.h"
#include "src/text/reflow.h"
#include "src/text/unicode.h"

/* Bytes before a block's nominal border that are looked at to know how the line before ends. */
#define LOOK_BACK 4096

void block_work_done(struct block_work *work)
{
    decoded_done(&work->decoded);
    lines_done(&work->lines);
}

void block_done(struct block *block)
{
    free(block->paragraphs);
    free(block->runs);
    buf_done(&block->text);
    *block = (struct block){0};
}

/* ---- borders ---- */

struct border_search {
    struct span text;
    size_t low; /* of the text: the first place that will do */
    bool lone_ends;
    size_t line;  /* the first line start; text.len when there is none */
    size_t ended; /* the first one behind a sentence's end and before a capital */
    size_t gap;   /* the first one behind a blank line and not before a small letter */
};

static struct span trim_line(struct span text, size_t start, size_t end)
{
    while (start < end && (text.at[start] == ' ' || text.at[start] == '\t' ||
                           text.at[start] == '\r' || text.at[start] == '\f'))
        start++;
    while (end > start && (text.at[end - 1] == ' ' || text.at[end - 1] == '\t' ||
                           text.at[end - 1] == '\r' || text.at[end - 1] == '\f'))
        end--;
    return (struct span){text.at + start, end - start};
}

/* Goes through the line starts behind `low`; true at the first safe one. */
static bool find_safe(struct border_search *search, size_t *border)
{
    size_t none = search->text.len, len;
    search->line = search->ended = search->gap = none;
    struct span before = {NULL, 0};
    bool gap = false;
    for (size_t off = 0; off < search->text.len;) {
        size_t end = line_find_end(search->text, off, search->lone_ends, &len);
        struct span content = trim_line(search->text, off, end);
        if (content.len == 0) {
            gap = true;
        } else {
            if (off >= search->low && off > 0 && before.at != NULL) {
                bool lower = line_starts(content) == LINE_START_LOWER;
                bool ended = line_ends(before) == LINE_END_STOP;
                search->line = search->line == none ? off : search->line;
                if (ended && !lower && (gap || before.len > LINE_WRAPPED_MOST)) {
                    *border = off;
                    return true;
                }
                if (ended && !lower && search->ended == none)
                    search->ended = off;
                if ((gap || before.len > LINE_WRAPPED_MOST) && !lower && search->gap == none)
                    search->gap = off;
            }
            before = content;
            gap = false;
        }
        off = end + len;
    }
    return false;
}

/* A place inside a line: behind a sentence, else behind a blank, else between graphemes. */
static size_t find_inside(struct span text, size_t low)
{
    size_t blank = text.len;
    for (size_t off = low > 0 ? low : 1; off < text.len; off++) {
        if (text.at[off - 1] != ' ' || text.at[off] == ' ')
            continue;
        if (blank == text.len)
            blank = off;
        if (off >= 2 && text.at[off - 2] == '.' && text.at[off] >= 'A' && text.at[off] <= 'Z')
            return off;
    }
    if (blank < text.len)
        return blank;
    for (size_t off = low; off < text.len && off < low + 512; off++)
        if (unicode_grapheme_border(text, off))
            return off;
    return low;
}

uint64_t block_border(struct block_work *work, struct document *document, uint64_t k,
                      uint32_t stride, enum border *kind)
{
    *kind = BORDER_SAFE;
    uint64_t size = document_size(document);
    if (k == 0)
        return 0;
    if (k > size / stride || k * stride >= size)
        return size;
    uint64_t base = k * stride;
    uint64_t from = document_align(document, base > LOOK_BACK ? base - LOOK_BACK : 0);
    uint64_t to = size - base > stride ? document_align(document, base + stride) : size;
    base = document_align(document, base + 3 < size ? base + 3 : base); /* at or behind base */
    struct span raw = document_bytes(document, from, (size_t)(to - from));
    bool lone = document_lone_ends(document, from, raw);
    raw = document_bytes(document, from, (size_t)(to - from));
    if (base >= to || raw.len <= base - from)
        return to; /* nothing left of the file here */
    if (!decoded_make(&work->decoded, document_form(document), raw))
        return UINT64_MAX;
    struct border_search search = {.text = work->decoded.text,
                                   .low = decoded_text(&work->decoded, (size_t)(base - from)),
                                   .lone_ends = lone};
    size_t border;
    if (find_safe(&search, &border))
        return from + decoded_raw(&work->decoded, border);
    size_t none = search.text.len;
    if (search.gap != none)
        return from + decoded_raw(&work->decoded, search.gap);
    if (to == size)
        return size; /* the rest is short: it goes with the block before */
    *kind = BORDER_LINE;
    if (search.ended != none)
        return from + decoded_raw(&work->decoded, search.ended);
    if (search.line != none)
        return from + decoded_raw(&work->decoded, search.line);
    *kind = BORDER_INSIDE;
    return from + decoded_raw(&work->decoded, find_inside(search.text, search.low));
}

/* ---- making paragraphs ---- */

struct maker {
    struct block *block;
    const struct decoded *decoded;
    const struct judge *judge;
    uint64_t base; /* raw offset of the decoded stretch */
    bool ok;
};

static uint64_t raw_of(const struct maker *maker, size_t text)
{
    return maker->base + decoded_raw(maker->decoded, text);
}

static void add_run(struct maker *maker, size_t text, size_t len, uint64_t raw, size_t raw_len)
{
    struct block *block = maker->block;
    struct paragraph *paragraph = &block->paragraphs[block->count - 1];
    if (paragraph->run_count != 0) {
        struct paragraph_run *last = &block->runs[block->run_count - 1];
        if (last->text + last->len == text && last->raw + last->raw_len == raw &&
            last->len == last->raw_len && len == raw_len) {
            last->len += (uint32_t)len;
            last->raw_len += (uint32_t)raw_len;
            return;
        }
    }
    if (!array_reserve(&block->runs, &block->run_cap, block->run_count + 1, sizeof *block->runs)) {
        maker->ok = false;
        return;
    }
    block->runs[block->run_count++] =
        (struct paragraph_run){(uint32_t)text, (uint32_t)len, raw, (uint32_t)raw_len};
    paragraph->run_count++;
}

/* Copies decoded [start, end), as it is. */
static void add_piece(struct maker *maker, size_t start, size_t end)
{
    struct block *block = maker->block;
    struct paragraph *paragraph = &block->paragraphs[block->count - 1];
    const struct decoded *decoded = maker->decoded;
    if (start >= end)
        return;
    buf_add(&block->text, decoded->text.at + start, end - start);
    size_t text = paragraph->text.len;
    paragraph->text.len += end - start;
    if (decoded->run_count == 0) {
        add_run(maker, text, end - start, maker->base + start, end - start);
        return;
    }
    size_t low = 0, high = decoded->run_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (decoded->runs[middle].text <= start)
            low = middle;
        else
            high = middle;
    }
    for (size_t at = start; at < end; low++) {
        const struct encoding_run *run = &decoded->runs[low];
        size_t skip = at - run->text;
        size_t stop = run->text + run->len < end ? run->text + run->len : end;
        bool linear = run->len == run->raw_len;
        add_run(maker, text + (at - start), stop - at, maker->base + run->raw + (linear ? skip : 0),
                linear ? stop - at : run->raw_len);
        at = stop;
    }
}

/* Puts one space in for decoded [start, end), or for a line end when they are equal. */
static void add_space(struct maker *maker, size_t start, size_t end)
{
    struct block *block = maker->block;
    struct paragraph *paragraph = &block->paragraphs[block->count - 1];
    if (paragraph->text.len == 0 || !buf_ok(&block->text) ||
        block->text.at[block->text.len - 1] == ' ')
        return;
    buf_add_byte(&block->text, ' ');
    if (start < end) {
        uint64_t raw = raw_of(maker, start);
        add_run(maker, paragraph->text.len, 1, raw, (size_t)(raw_of(maker, end) - raw));
    }
    paragraph->text.len++;
}

/* Bytes that may need more than copying: blanks, and the first bytes of NBSP, U+00AD and the other
 * blanks of Unicode. */
static const bool needs_care[256] = {
    ['\t'] = true, ['\v'] = true, ['\f'] = true, ['\r'] = true, [' '] = true,
    [0xc2] = true, [0xe1] = true, [0xe2] = true, [0xe3] = true,
};

/* A run of blanks and soft hyphens at off: its end, and whether there is a blank in it. */
static size_t blank_run(struct span text, size_t off, bool *blank)
{
    *blank = false;
    for (;;) {
        uint32_t cp;
        size_t len = unicode_decode((struct span){text.at + off, text.len - off}, &cp);
        bool is_blank = unicode_is_blank(cp) || cp == '\r' || cp == '\f' || cp == '\v';
        if (len == 0 || (!is_blank && cp != 0xad))
            return off;
        *blank = *blank || is_blank;
        off += len;
    }
}

#define EACH(byte) (0x0101010101010101u * (byte))

/* Goes over plain text eight bytes at a time: ASCII without controls or two blanks in a row. Stops
 * somewhere before the first byte that needs care. */
static size_t skip_plain(const char *text, size_t off, size_t end)
{
    while (end - off > 8) {
        uint64_t word;
        memcpy(&word, text + off, sizeof word);
        uint64_t blanks = ~((word ^ EACH(' ')) + EACH(0x7f)) & EACH(0x80u);
        uint64_t controls = (word - EACH(' ')) & ~word & EACH(0x80u);
        if ((word & EACH(0x80u)) != 0 || controls != 0 || (blanks & blanks >> 8) != 0)
            break;
        off += text[off + 7] == ' ' ? 7 : 8; /* a blank at the end is looked at with the next */
    }
    return off;
}

/* Copies a line's content: runs of blanks are one space, U+00AD is dropped. */
static void add_content(struct maker *maker, size_t start, size_t end)
{
    struct span text = {maker->decoded->text.at, end};
    size_t from = start;
    for (size_t off = start; off < end;) {
        off = skip_plain(text.at, off, end);
        unsigned char byte = (unsigned char)text.at[off];
        if (!needs_care[byte] ||
            (byte == ' ' && off + 1 < end && !needs_care[(unsigned char)text.at[off + 1]])) {
            off++;
            continue;
        }
        bool blank;
        size_t behind = blank_run(text, off, &blank);
        if (behind == off) { /* some other character of that first byte */
            off++;
            continue;
        }
        if (byte != ' ' || behind != off + 1) {
            add_piece(maker, from, off);
            if (blank)
                add_space(maker, off, behind);
            from = behind;
        }
        off = behind;
    }
    add_piece(maker, from, end);
}

static void drop_last(struct maker *maker, size_t len)
{
    struct block *block = maker->block;
    struct paragraph *paragraph = &block->paragraphs[block->count - 1];
    buf_cut(&block->text, block->text.len - len);
    paragraph->text.len -= len;
    struct paragraph_run *last = &block->runs[block->run_count - 1];
    if (last->len > len && last->len == last->raw_len) {
        last->len -= (uint32_t)len;
        last->raw_len -= (uint32_t)len;
    } else {
        block->run_count--;
        paragraph->run_count--;
    }
}

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (unsigned char)byte >= 0x80 || byte == '-' ||
           byte == '\'';
}

/* en, of: words that a hyphen is left hanging before (informatie- en communicatie). */
static bool is_conjunction(struct span word)
{
    return span_equal(word, span_of("en")) || span_equal(word, span_of("of")) ||
           span_equal(word, span_of("noch")) || span_equal(word, span_of("alsook")) ||
           span_equal(word, span_of("alsmede"));
}

/* What comes between two lines of one paragraph: a space, or what the judge makes of a hyphen. */
static void add_line_end(struct maker *maker, const struct line *a, const struct line *b)
{
    const char *text = maker->decoded->text.at;
    struct paragraph *paragraph = &maker->block->paragraphs[maker->block->count - 1];
    if (a->ends != LINE_END_HYPHEN) {
        add_space(maker, 0, 0);
        return;
    }
    struct span tail = {text + a->start, a->end - a->start};
    if (span_ends(tail, "\xc2\xad")) /* never copied: nothing to drop */
        return;
    size_t hyphen = span_ends(tail, "-") ? 1 : span_ends(tail, "\xc2\xac") ? 2 : 3;
    if (hyphen > paragraph->text.len)
        return;
    size_t right_end = b->start, left = a->end - hyphen;
    while (right_end < b->end && is_word_byte(text[right_end]))
        right_end++;
    while (left > a->start && is_word_byte(text[left - 1]))
        left--;
    struct span left_word = {text + left, a->end - hyphen - left};
    struct span right_word = {text + b->start, right_end - b->start};
    bool soft = hyphen == 2, hard = span_ends(tail, "\xe2\x80\x91");
    if (soft || (!hard && !maker->judge->keeps(maker->judge, left_word, right_word)))
        drop_last(maker, hyphen);
    else if (is_conjunction(right_word))
        add_space(maker, 0, 0);
}

static void add_paragraph(struct maker *maker, const struct line *lines, size_t count)
{
    struct block *block = maker->block;
    if (!array_reserve(&block->paragraphs, &block->cap, block->count + 1,
                       sizeof *block->paragraphs)) {
        maker->ok = false;
        return;
    }
    const struct line *last = &lines[count - 1];
    block->paragraphs[block->count++] = (struct paragraph){
        .start = raw_of(maker, lines->from),
        .end = raw_of(maker, last->behind),
        .kind = lines->kind,
        .page_break = lines->page,
        .indent = lines->indent,
    };
    const struct line *before = NULL;
    for (size_t i = 0; i < count && maker->ok; i++) {
        if (lines[i].furniture)
            continue;
        if (before != NULL)
            add_line_end(maker, before, &lines[i]);
        before = &lines[i];
        if (lines->kind == PARAGRAPH_TABLE)
            add_piece(maker, lines[i].start, lines[i].end);
        else
            add_content(maker, lines[i].start, lines[i].end);
    }
    const struct paragraph *made = &block->paragraphs[block->count - 1];
    while (maker->ok && made->text.len != 0 && block->text.at[block->text.len - 1] == ' ')
        drop_last(maker, 1); /* of soft hyphens at its end */
    if (made->text.len == 0)
        block->count--;
}

/* Offsets become pointers, now that nothing moves any more. */
static void settle(struct block *block)
{
    size_t text = 0, run = 0;
    for (size_t i = 0; i < block->count; i++) {
        struct paragraph *paragraph = &block->paragraphs[i];
        paragraph->text.at = block->text.at + text;
        paragraph->runs = block->runs + run;
        text += paragraph->text.len;
        run += paragraph->run_count;
    }
}

/* The block ends in a line, or at a line's end inside a wrapped paragraph: its last paragraph goes
 * on in the next block. A blank at the border is part of its text, so that the two make one. */
static void continue_last(struct maker *maker, const struct line *last, enum border end_kind)
{
    struct paragraph *paragraph = &maker->block->paragraphs[maker->block->count - 1];
    if (paragraph->end != raw_of(maker, last->behind))
        return; /* the last line made none: soft hyphens alone */
    if (end_kind == BORDER_INSIDE) {
        paragraph->continues = true;
        if (last->behind > last->end)
            add_space(maker, last->end, last->behind);
    } else if (!last->begins && line_is_open(last)) {
        paragraph->continues = true;
        if (last->ends != LINE_END_HYPHEN)
            add_space(maker, 0, 0);
    }
}

bool block_make(struct block *block, struct block_work *work, struct document *document,
                const struct judge *judge, uint64_t start, enum border start_kind, uint64_t end,
                enum border end_kind)
{
    block->start = start;
    block->end = end;
    block->count = 0;
    block->run_count = 0;
    block->text.len = 0;
    block->text.failed = false;
    uint64_t from = start == 0 ? document_bom(document) : start;
    if (from >= end)
        return true;
    struct span raw = document_bytes(document, from, (size_t)(end - from));
    bool lone = document_lone_ends(document, from, raw);
    raw = document_bytes(document, from, (size_t)(end - from));
    if (!decoded_make(&work->decoded, document_form(document), raw) ||
        !lines_split(&work->lines, work->decoded.text, lone))
        return false;
    const struct lines *lines = &work->lines;
    bool inside = start_kind == BORDER_INSIDE;
    reflow_lines(lines->at, lines->count, work->decoded.text, inside);
    kind_lines(lines->at, lines->count, work->decoded.text, inside);
    struct maker maker = {block, &work->decoded, judge, from, true};
    buf_room(&block->text, work->decoded.text.len + lines->count + 1);
    for (size_t i = 0; i < lines->count && maker.ok;) {
        size_t behind = i + 1;
        while (behind < lines->count && !lines->at[behind].begins)
            behind++;
        add_paragraph(&maker, &lines->at[i], behind - i);
        i = behind;
    }
    if (maker.ok && end_kind != BORDER_SAFE && block->count != 0)
        continue_last(&maker, &lines->at[lines->count - 1], end_kind);
    settle(block);
    return maker.ok && buf_ok(&block->text);
}
