#include <config.h>

#include "src/text/wrap.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"

/* Break marks are made for this many bytes at a time, so that a paragraph of a megabyte needs no
 * megabyte of them; every stretch begins where a row begins. */
#define STRETCH 4096

/* Characters of two columns: East Asian Wide and Fullwidth (Unicode 15, EastAsianWidth.txt) and the
 * emoji with emoji presentation, as ranges; what lies between them and is unassigned counts too. */
/* clang-format off */
static const struct { uint32_t first, last; } wide[] = {
    {0x1100, 0x115f}, {0x231a, 0x231b}, {0x2329, 0x232a}, {0x23e9, 0x23ec}, {0x23f0, 0x23f0},
    {0x23f3, 0x23f3}, {0x25fd, 0x25fe}, {0x2614, 0x2615}, {0x2648, 0x2653}, {0x267f, 0x267f},
    {0x2693, 0x2693}, {0x26a1, 0x26a1}, {0x26aa, 0x26ab}, {0x26bd, 0x26be}, {0x26c4, 0x26c5},
    {0x26ce, 0x26ce}, {0x26d4, 0x26d4}, {0x26ea, 0x26ea}, {0x26f2, 0x26f3}, {0x26f5, 0x26f5},
    {0x26fa, 0x26fa}, {0x26fd, 0x26fd}, {0x2705, 0x2705}, {0x270a, 0x270b}, {0x2728, 0x2728},
    {0x274c, 0x274c}, {0x274e, 0x274e}, {0x2753, 0x2755}, {0x2757, 0x2757}, {0x2795, 0x2797},
    {0x27b0, 0x27b0}, {0x27bf, 0x27bf}, {0x2b1b, 0x2b1c}, {0x2b50, 0x2b50}, {0x2b55, 0x2b55},
    {0x2e80, 0x303e}, {0x3041, 0x33ff}, {0x3400, 0x4dbf}, {0x4e00, 0xa4cf}, {0xa960, 0xa97f},
    {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe10, 0xfe19}, {0xfe30, 0xfe6f}, {0xff00, 0xff60},
    {0xffe0, 0xffe6}, {0x16fe0, 0x18cff}, {0x1aff0, 0x1b2ff}, {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf},
    {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f1e6, 0x1f202}, {0x1f210, 0x1f23b}, {0x1f240, 0x1f248},
    {0x1f250, 0x1f251}, {0x1f260, 0x1f265}, {0x1f300, 0x1f320}, {0x1f32d, 0x1f335}, {0x1f337, 0x1f37c},
    {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca}, {0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0}, {0x1f3f4, 0x1f3f4},
    {0x1f3f8, 0x1f43e}, {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d}, {0x1f54b, 0x1f54e},
    {0x1f550, 0x1f567}, {0x1f57a, 0x1f57a}, {0x1f595, 0x1f596}, {0x1f5a4, 0x1f5a4}, {0x1f5fb, 0x1f64f},
    {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6cc}, {0x1f6d0, 0x1f6d2}, {0x1f6d5, 0x1f6d7}, {0x1f6dc, 0x1f6df},
    {0x1f6eb, 0x1f6ec}, {0x1f6f4, 0x1f6fc}, {0x1f7e0, 0x1f7eb}, {0x1f7f0, 0x1f7f0}, {0x1f90c, 0x1f93a},
    {0x1f93c, 0x1f945}, {0x1f947, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x3fffd},
};
/* clang-format on */

static bool is_wide(uint32_t cp)
{
    if (cp < wide[0].first)
        return false;
    size_t low = 0, high = ARRAY_LEN(wide);
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (wide[middle].first <= cp)
            low = middle;
        else
            high = middle;
    }
    return cp <= wide[low].last;
}

int wrap_width_plain(struct span grapheme)
{
    uint32_t cp;
    size_t len = unicode_decode(grapheme, &cp);
    if (len == 0 || unicode_is_mark(cp))
        return 0;
    if (is_wide(cp))
        return 2;
    /* A flag, or a sign that a variation selector makes an emoji. */
    struct span rest = {grapheme.at + len, grapheme.len - len};
    uint32_t next;
    while ((len = unicode_decode(rest, &next)) != 0) {
        if (next == 0xfe0f)
            return 2;
        rest = (struct span){rest.at + len, rest.len - len};
    }
    return 1;
}

void rows_done(struct rows *rows)
{
    free(rows->at);
    *rows = (struct rows){0};
}

static bool add_row(struct rows *rows, size_t start, size_t end, uint32_t cols)
{
    if (!array_reserve(&rows->at, &rows->cap, rows->count + 1, sizeof *rows->at))
        return false;
    rows->at[rows->count++] = (struct row){(uint32_t)start, (uint32_t)end, cols};
    return true;
}

static bool is_plain(char byte)
{
    return byte >= 0x20 && byte < 0x7f;
}

/* The end of the grapheme at off; two plain ASCII bytes never make one together. */
static size_t grapheme_end(struct span text, size_t off)
{
    if (is_plain(text.at[off]) && (off + 1 == text.len || is_plain(text.at[off + 1])))
        return off + 1;
    return unicode_grapheme_end(text, off);
}

/* May a row end before byte off? A hyphen that begins a word ("-instellingen") stays with it. */
static bool may_break(struct span text, const char *breaks, size_t off)
{
    if (breaks[off] == UNICODE_BREAK_NO)
        return false;
    if (off == 0 || text.at[off - 1] != '-')
        return true;
    return off > 1 && text.at[off - 2] != ' ' && text.at[off - 2] != '\t';
}

/* The end of the row that begins at the span's beginning and may take `room` columns. Sets *cols to
 * what is seen of it. `breaks` are of the span; the end is always a grapheme's. */
static size_t row_end(struct span text, const char *breaks, uint32_t room, wrap_width_fn *columns,
                      uint32_t *cols)
{
    size_t last = 0;           /* the last place where the row may end */
    uint32_t last_cols = 0;    /* columns up to there, without blanks at its end */
    uint32_t all = 0, ink = 0; /* columns with and without blanks at the end */
    for (size_t off = 0; off < text.len;) {
        if (off != 0 && may_break(text, breaks, off)) {
            last = off;
            last_cols = ink;
        }
        size_t end = grapheme_end(text, off);
        struct span grapheme = {text.at + off, end - off};
        bool blank = grapheme.len == 1 && (*grapheme.at == ' ' || *grapheme.at == '\t');
        int width = grapheme.len == 1 && is_plain(*grapheme.at) ? 1 : columns(grapheme);
        all += width > 0 ? (uint32_t)width : 0;
        if (!blank && all > room && off != 0) {
            *cols = last != 0 ? last_cols : ink;
            return last != 0 ? last : off;
        }
        ink = blank ? ink : all;
        off = end;
    }
    *cols = ink;
    return text.len;
}

static uint32_t room_of(uint32_t width, uint32_t indent)
{
    return width > indent ? width - indent : 1;
}

bool wrap_rows(struct rows *rows, struct span text, uint32_t width, uint32_t first, uint32_t hang,
               wrap_width_fn *columns)
{
    if (text.len > UINT32_MAX)
        return false;
    if (text.len == 0)
        return add_row(rows, 0, 0, 0);
    size_t stretch = STRETCH;
    char *breaks = NULL;
    bool ok = true;
    for (size_t off = 0; ok && off < text.len;) {
        size_t end = text.len - off > stretch ? off + stretch : text.len;
        while (end < text.len && ((unsigned char)text.at[end] & 0xc0) == 0x80)
            end++;
        struct span part = {text.at + off, end - off};
        char *grown = bytes_realloc(breaks, part.len);
        if (grown == NULL) {
            ok = false;
            break;
        }
        breaks = grown;
        unicode_line_breaks(part, breaks);
        size_t done = 0;
        while (ok && done < part.len) {
            uint32_t cols;
            uint32_t room = room_of(width, off + done == 0 ? first : hang);
            struct span rest = {part.at + done, part.len - done};
            size_t len = row_end(rest, breaks + done, room, columns, &cols);
            if (len == rest.len && end < text.len)
                break; /* it may go on behind the stretch */
            ok = add_row(rows, off + done, off + done + len, cols);
            done += len;
        }
        /* A row that fills the whole stretch needs a longer one. */
        stretch = done == 0 ? stretch * 2 : STRETCH;
        off += done;
    }
    free(breaks);
    return ok;
}
