#include <config.h>

#include "ui/layout.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"
#include "ui/raw_line.h"

/* A hanging indent wider than this many columns is taken for text. */
#define HANG_MOST 8u

struct slot {
    struct piece *piece;
    uint64_t used; /* the layout's clock when it was last asked for */
};

struct layout {
    struct text *text;
    wrap_width_fn *columns;
    uint32_t width;
    bool raw;
    struct slot *slots;
    size_t count, cap, keep;
    uint64_t clock;
    const struct mark *filter;
    size_t filter_count;
};

struct layout *layout_new(struct text *text, wrap_width_fn *columns)
{
    struct layout *layout = array_new(1, sizeof(*layout));
    if (layout == NULL)
        return NULL;
    layout->text = text;
    layout->columns = columns;
    layout->width = 76;
    layout->keep = 64;
    return layout;
}

static void piece_free(struct piece *piece)
{
    free((char *)piece->paragraph.text.at);
    free((struct paragraph_run *)piece->paragraph.runs);
    rows_done(&piece->rows);
    free(piece);
}

void layout_reset(struct layout *layout)
{
    for (size_t i = 0; i < layout->count; i++)
        piece_free(layout->slots[i].piece);
    layout->count = 0;
}

void layout_free(struct layout *layout)
{
    if (layout == NULL)
        return;
    layout_reset(layout);
    free(layout->slots);
    free(layout);
}

struct text *layout_text(const struct layout *layout)
{
    return layout->text;
}

void layout_set(struct layout *layout, uint32_t width, bool raw, size_t keep)
{
    if (width == 0)
        width = 1;
    if (width != layout->width || raw != layout->raw)
        layout_reset(layout);
    layout->width = width;
    layout->raw = raw;
    layout->keep = keep < 64 ? 64 : keep;
}

void layout_filter(struct layout *layout, const struct mark *marks, size_t count)
{
    layout->filter = marks;
    layout->filter_count = count;
}

/* ---- the cache ---- */

static struct piece *cache_find(struct layout *layout, uint64_t off)
{
    for (size_t i = 0; i < layout->count; i++) {
        struct piece *piece = layout->slots[i].piece;
        uint64_t end = piece->paragraph.end;
        if (piece->paragraph.start <= off && (off < end || off == piece->paragraph.start)) {
            layout->slots[i].used = ++layout->clock;
            return piece;
        }
    }
    return NULL;
}

/* Takes the piece, in place of the one that was asked for longest ago when there are enough. */
static const struct piece *cache_add(struct layout *layout, struct piece *piece)
{
    size_t at = layout->count;
    if (layout->count >= layout->keep) {
        at = 0;
        for (size_t i = 1; i < layout->count; i++)
            if (layout->slots[i].used < layout->slots[at].used)
                at = i;
        piece_free(layout->slots[at].piece);
    } else if (array_reserve(&layout->slots, &layout->cap, at + 1, sizeof(*layout->slots))) {
        layout->count++;
    } else {
        piece_free(piece);
        return NULL;
    }
    layout->slots[at] = (struct slot){.piece = piece, .used = ++layout->clock};
    return piece;
}

/* ---- paragraphs as pieces ---- */

static uint32_t text_columns(const struct layout *layout, struct span text)
{
    uint32_t cols = 0;
    for (size_t off = 0; off < text.len;) {
        size_t end = unicode_grapheme_end(text, off);
        cols += (uint32_t)layout->columns((struct span){text.at + off, end - off});
        off = end;
    }
    return cols;
}

/* The columns of an item's bullet or number with the blank behind it: where its other rows begin.
 */
static uint32_t bullet_columns(const struct layout *layout, struct span text)
{
    const char *blank = text.len > 0 ? memchr(text.at, ' ', text.len) : NULL;
    if (blank == NULL)
        return 0;
    uint32_t cols = text_columns(layout, (struct span){text.at, (size_t)(blank - text.at) + 1});
    return cols <= HANG_MOST ? cols : 2;
}

static void set_indents(const struct layout *layout, struct piece *piece)
{
    uint32_t indent = piece->paragraph.indent;
    if (indent > layout->width / 4)
        indent = layout->width / 4;
    switch (piece->paragraph.kind) {
    case PARAGRAPH_ITEM:
        piece->first = indent;
        piece->hang = indent + bullet_columns(layout, piece->paragraph.text);
        break;
    case PARAGRAPH_VERSE:
    case PARAGRAPH_TABLE:
        piece->first = indent;
        piece->hang = indent + 2;
        break;
    case PARAGRAPH_PROSE:
    case PARAGRAPH_HEADING:
    case PARAGRAPH_ADDRESS:
    case PARAGRAPH_CHROME:
        break;
    }
    if (piece->hang * 2 > layout->width)
        piece->hang = piece->first = 0;
}

/* Is there an empty line between two raw offsets? Looks no further than a page of them. */
static bool has_blank_line(struct document *document, uint64_t start, uint64_t end)
{
    uint64_t len = end - start < 256 ? end - start : 256;
    struct span bytes = document_bytes(document, start, (size_t)len);
    size_t lines = 0;
    for (size_t i = 0; i < bytes.len; i++)
        lines += bytes.at[i] == '\n' ||
                 (bytes.at[i] == '\r' && (i + 1 == bytes.len || bytes.at[i + 1] != '\n'));
    return lines > 1;
}

/* The rows before a paragraph. Lines that belong together (a list, an address, a table, a stanza)
 * stay together. */
static uint32_t lead_between(struct document *document, const struct paragraph *before,
                             const struct paragraph *paragraph)
{
    if (before->continues)
        return 0;
    if (paragraph->page_break)
        return LEAD_PAGE;
    if (before->kind != paragraph->kind)
        return LEAD_BLANK;
    switch (paragraph->kind) {
    case PARAGRAPH_ITEM:
        return 0;
    case PARAGRAPH_ADDRESS:
    case PARAGRAPH_TABLE:
    case PARAGRAPH_VERSE:
    case PARAGRAPH_CHROME:
        return has_blank_line(document, before->end, paragraph->start) ? LEAD_BLANK : 0;
    case PARAGRAPH_PROSE:
    case PARAGRAPH_HEADING:
        break;
    }
    return LEAD_BLANK;
}

/* Takes text and runs. */
static const struct piece *piece_add(struct layout *layout, struct piece *piece)
{
    if (!wrap_rows(&piece->rows, piece->paragraph.text, layout->width, piece->first, piece->hang,
                   layout->columns) ||
        piece->rows.count == 0) {
        piece_free(piece);
        return NULL;
    }
    return cache_add(layout, piece);
}

static const struct piece *piece_of_paragraph(struct layout *layout, const struct paragraph *from)
{
    struct piece *piece = array_new(1, sizeof(*piece));
    if (piece == NULL)
        return NULL;
    piece->paragraph = *from;
    piece->paragraph.text.at = bytes_copy(from->text);
    struct paragraph_run *runs = array_new(from->run_count, sizeof(*runs));
    piece->paragraph.runs = runs;
    if (piece->paragraph.text.at == NULL || runs == NULL) {
        piece_free(piece);
        return NULL;
    }
    if (from->run_count > 0)
        memcpy(runs, from->runs, from->run_count * sizeof(*runs));
    piece->next = from->end > from->start ? from->end : from->start + 1;
    set_indents(layout, piece);
    const struct paragraph *before = text_before(layout->text, from);
    if (before != NULL)
        piece->lead = lead_between(text_document(layout->text), before, &piece->paragraph);
    return piece_add(layout, piece);
}

static const struct piece *paragraph_piece(struct layout *layout, uint64_t off)
{
    const struct paragraph *paragraph = text_at(layout->text, off);
    if (paragraph == NULL)
        return NULL;
    const struct piece *known = cache_find(layout, paragraph->start);
    return known != NULL ? known : piece_of_paragraph(layout, paragraph);
}

/* ---- raw lines as pieces ---- */

/* Where the other rows of a raw line begin: behind its indent, or where its second column of text
 * does, when it is laid out in columns. */
static uint32_t raw_hang(struct span text, uint32_t width)
{
    size_t hang = 0, most = width / 2 < 28 ? width / 2 : 28;
    while (hang < text.len && text.at[hang] == ' ')
        hang++;
    for (size_t i = hang; i + 2 < text.len && i < most; i++)
        if (text.at[i] == ' ' && text.at[i + 1] == ' ' && text.at[i + 2] != ' ')
            hang = i + 2;
    return hang < most ? (uint32_t)hang : 0;
}

static const struct piece *raw_piece(struct layout *layout, uint64_t off)
{
    struct document *document = text_document(layout->text);
    uint64_t size = document_size(document);
    if (off >= size)
        return NULL;
    uint64_t start = raw_line_start(document, off);
    const struct piece *known = cache_find(layout, start);
    if (known != NULL)
        return known;
    uint64_t next = raw_line_end(document, start);
    uint64_t end = raw_line_text_end(document, start, next);
    struct raw_line line = {0};
    struct piece *piece = array_new(1, sizeof(*piece));
    if (piece == NULL || !raw_line_make(&line, document, start, end) ||
        (line.text.at == NULL && buf_room(&line.text, 1) == NULL)) {
        free(piece);
        free(line.runs);
        buf_done(&line.text);
        return NULL;
    }
    piece->paragraph = (struct paragraph){.start = start, .end = end, .kind = PARAGRAPH_TABLE};
    piece->paragraph.continues = end == next && next < size;
    piece->paragraph.runs = line.runs;
    piece->paragraph.run_count = line.count;
    piece->paragraph.text.len = line.text.len;
    piece->paragraph.text.at = buf_take(&line.text);
    piece->next = next > start ? next : size;
    piece->hang = raw_hang(piece->paragraph.text, layout->width);
    return piece_add(layout, piece);
}

/* ---- asking ---- */

static const struct piece *piece_at(struct layout *layout, uint64_t off)
{
    const struct piece *known = cache_find(layout, off);
    if (known != NULL)
        return known;
    return layout->raw ? raw_piece(layout, off) : paragraph_piece(layout, off);
}

static const struct piece *piece_before(struct layout *layout, uint64_t start)
{
    if (start == 0)
        return NULL;
    if (layout->raw)
        return raw_piece(layout, start - 1);
    const struct paragraph *paragraph = text_at(layout->text, start);
    if (paragraph != NULL)
        paragraph = text_before(layout->text, paragraph);
    return paragraph != NULL ? paragraph_piece(layout, paragraph->start) : NULL;
}

/* The last piece there is. The text gives nothing behind its last paragraph, so it is looked for
 * by halving: from a place with a piece to one without. */
static const struct piece *piece_last(struct layout *layout)
{
    uint64_t size = document_size(text_document(layout->text));
    if (size == 0)
        return NULL;
    uint64_t step = 1;
    const struct piece *piece = piece_at(layout, size - 1);
    while (piece == NULL && step < size) {
        step *= 2;
        piece = piece_at(layout, step < size ? size - step : 0);
    }
    for (const struct piece *next = piece; next != NULL; next = piece_at(layout, piece->next))
        piece = next;
    return piece;
}

/* The number of the first mark of the filter that starts at or behind off. */
static size_t filter_index(const struct layout *layout, uint64_t off)
{
    size_t low = 0, high = layout->filter_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (layout->filter[middle].start < off)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct piece *layout_next(struct layout *layout, const struct piece *piece)
{
    if (layout->filter == NULL)
        return piece_at(layout, piece->next);
    size_t index = filter_index(layout, piece->next);
    return index < layout->filter_count ? piece_at(layout, layout->filter[index].start) : NULL;
}

const struct piece *layout_before(struct layout *layout, const struct piece *piece)
{
    if (layout->filter == NULL)
        return piece_before(layout, piece->paragraph.start);
    size_t index = filter_index(layout, piece->paragraph.start);
    return index > 0 ? piece_at(layout, layout->filter[index - 1].start) : NULL;
}

const struct piece *layout_at(struct layout *layout, uint64_t off)
{
    const struct piece *piece = piece_at(layout, off);
    if (layout->filter == NULL)
        return piece != NULL ? piece : piece_last(layout);
    size_t index = filter_index(layout, piece != NULL ? piece->paragraph.start : off);
    if (index == layout->filter_count)
        index--;
    return layout->filter_count > 0 ? piece_at(layout, layout->filter[index].start) : NULL;
}

/* ---- inside a piece ---- */

size_t piece_row(const struct piece *piece, size_t off)
{
    size_t low = 0, high = piece->rows.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (piece->rows.at[middle].start <= off)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct span piece_row_text(const struct piece *piece, size_t row)
{
    struct row at = piece->rows.at[row];
    struct span text = {piece->paragraph.text.at + at.start, at.end - at.start};
    while (text.len > 0 && text.at[text.len - 1] == ' ')
        text.len--;
    return text;
}

size_t piece_grapheme(const struct piece *piece, uint64_t raw)
{
    struct span text = piece->paragraph.text;
    size_t off = paragraph_off(&piece->paragraph, raw);
    if (text.len == 0)
        return 0;
    if (off >= text.len)
        return unicode_grapheme_start(text, text.len);
    size_t at = piece->rows.at[piece_row(piece, off)].start;
    for (;;) {
        size_t end = unicode_grapheme_end(text, at);
        if (end > off || end <= at)
            return at;
        at = end;
    }
}
