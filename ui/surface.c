#include <config.h>

#include "ui/surface.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"
#include "ui/cell.h"
#include "ui/sign.h"

/* The pool begins with the printable ASCII characters, so that they cost nothing. */
#define ASCII_FIRST 0x20
#define ASCII_COUNT 0x5f

static const struct style plain = {STYLE_TEXT, 0};

static bool begin_pool(struct surface *surface)
{
    buf_cut(&surface->pool, 0);
    for (int i = 0; i < ASCII_COUNT; i++)
        buf_add_byte(&surface->pool, (char)(ASCII_FIRST + i));
    return buf_ok(&surface->pool);
}

bool surface_init(struct surface *surface, int rows, int cols)
{
    *surface = (struct surface){0};
    return surface_clear(surface, rows, cols);
}

void surface_done(struct surface *surface)
{
    free(surface->cells);
    buf_done(&surface->pool);
    *surface = (struct surface){0};
}

static void blank(struct cell *cell, struct style style)
{
    *cell = (struct cell){.text = ' ' - ASCII_FIRST, .len = 1, .cols = 1, .style = style};
}

bool surface_clear(struct surface *surface, int rows, int cols)
{
    size_t count = (size_t)rows * (size_t)cols;
    if (rows != surface->rows || cols != surface->cols || surface->cells == NULL) {
        struct cell *cells = array_new(count, sizeof *cells);
        if (cells == NULL)
            return false;
        free(surface->cells);
        surface->cells = cells;
        surface->rows = rows;
        surface->cols = cols;
    }
    for (size_t i = 0; i < count; i++)
        blank(&surface->cells[i], plain);
    return begin_pool(surface);
}

static struct cell *cell_at(const struct surface *surface, int row, int col)
{
    return &surface->cells[(size_t)row * (size_t)surface->cols + (size_t)col];
}

/* What is about to be written over may be half of a wide cell: the other half becomes a blank. */
static void part_wide(struct surface *surface, int row, int col, int cols)
{
    struct cell *first = cell_at(surface, row, col);
    if (first->len == 0 && col > 0)
        blank(first - 1, first->style);
    if (col + cols < surface->cols) {
        struct cell *behind = cell_at(surface, row, col + cols);
        if (behind->len == 0)
            blank(behind, behind->style);
    }
}

static void write_cell(struct surface *surface, int row, int col, const struct cell_part *part,
                       struct style style)
{
    uint32_t at = (uint32_t)surface->pool.len;
    if (part->text.len == 1) {
        at = (uint32_t)(unsigned char)part->text.at[0] - ASCII_FIRST;
    } else {
        buf_add_span(&surface->pool, part->text);
        if (!buf_ok(&surface->pool))
            return; /* the cell keeps what it had: a frame with a hole, not a crash */
    }
    if (part->placeholder)
        style.name = STYLE_PLACEHOLDER;
    part_wide(surface, row, col, part->cols);
    struct cell *cell = cell_at(surface, row, col);
    *cell = (struct cell){
        .text = at, .len = (uint8_t)part->text.len, .cols = (uint8_t)part->cols, .style = style};
    if (part->cols == 2)
        cell[1] = (struct cell){.text = 0, .len = 0, .cols = 1, .style = style};
}

static bool is_plain(struct span text, size_t off)
{
    unsigned char byte = (unsigned char)text.at[off];
    return byte >= ASCII_FIRST && byte < 0x7f &&
           (off + 1 == text.len || (unsigned char)text.at[off + 1] < 0x80);
}

/* A sign of ours that is too wide here: what stands for it. */
static bool put_sign(struct surface *surface, int row, int col, struct span sign,
                     struct style style)
{
    const char *ascii = sign_ascii(sign);
    if (ascii == NULL)
        return false;
    struct cell_part part = {sign.len, span_of(ascii), 1, false};
    if (surface != NULL)
        write_cell(surface, row, col, &part, style);
    return true;
}

/* Writes (or, without surface, only measures) what fits in cols; *taken gets the bytes. */
static int put(struct surface *surface, int row, int col, int cols, struct span text,
               struct style style, size_t *taken)
{
    int used = 0;
    size_t off = 0;
    while (off < text.len) {
        size_t end = is_plain(text, off) ? off + 1 : unicode_grapheme_end(text, off);
        struct span grapheme = {text.at + off, end - off};
        int width = cell_width(grapheme);
        if (width > cols - used) {
            if (used == 0 && cols == 1 && end == text.len &&
                put_sign(surface, row, col, grapheme, style)) {
                off = end;
                used = 1;
            }
            break;
        }
        size_t part_off = 0;
        while (part_off < grapheme.len) {
            struct cell_part part = cell_part_at(grapheme, part_off);
            if (surface != NULL)
                write_cell(surface, row, col + used, &part, style);
            used += part.cols;
            part_off += part.len;
        }
        off = end;
    }
    *taken = off;
    return used;
}

/* The columns that are really there. Text that begins left of the surface is not drawn. */
static int clip(const struct surface *surface, int row, int col, int cols)
{
    if (row < 0 || row >= surface->rows || col < 0 || col >= surface->cols || cols <= 0)
        return 0;
    return cols < surface->cols - col ? cols : surface->cols - col;
}

int surface_put(struct surface *surface, int row, int col, int cols, struct span text,
                struct style style)
{
    size_t taken;
    cols = clip(surface, row, col, cols);
    return cols == 0 ? 0 : put(surface, row, col, cols, text, style, &taken);
}

int surface_put_short(struct surface *surface, int row, int col, int cols, struct span text,
                      struct style style)
{
    size_t taken;
    cols = clip(surface, row, col, cols);
    if (cols == 0)
        return 0;
    put(NULL, row, col, cols, text, style, &taken);
    if (taken == text.len)
        return put(surface, row, col, cols, text, style, &taken);
    int used = put(surface, row, col, cols - 1, text, style, &taken);
    return used + put(surface, row, col + used, 1, span_of("…"), style, &taken);
}

int surface_width(struct span text)
{
    size_t taken;
    return put(NULL, 0, 0, INT32_MAX, text, plain, &taken);
}

/* The part of a rectangle that lies on the surface. */
static struct rect within(const struct surface *surface, struct rect rect)
{
    int bottom = rect.row + rect.rows, right = rect.col + rect.cols;
    rect.row = rect.row < 0 ? 0 : rect.row;
    rect.col = rect.col < 0 ? 0 : rect.col;
    bottom = bottom > surface->rows ? surface->rows : bottom;
    right = right > surface->cols ? surface->cols : right;
    rect.rows = bottom > rect.row ? bottom - rect.row : 0;
    rect.cols = right > rect.col ? right - rect.col : 0;
    return rect;
}

void surface_fill(struct surface *surface, struct rect rect, char byte, struct style style)
{
    struct cell_part part = {1, {&byte, 1}, 1, false};
    rect = within(surface, rect);
    for (int row = rect.row; row < rect.row + rect.rows; row++)
        for (int col = rect.col; col < rect.col + rect.cols; col++)
            write_cell(surface, row, col, &part, style);
}

void surface_layer(struct surface *surface, struct rect rect, uint16_t layers)
{
    rect = within(surface, rect);
    for (int row = rect.row; row < rect.row + rect.rows; row++)
        for (int col = rect.col; col < rect.col + rect.cols; col++)
            cell_at(surface, row, col)->style.layers |= layers;
}

void surface_restyle(struct surface *surface, struct rect rect, enum style_name name)
{
    rect = within(surface, rect);
    for (int row = rect.row; row < rect.row + rect.rows; row++)
        for (int col = rect.col; col < rect.col + rect.cols; col++)
            cell_at(surface, row, col)->style.name = (uint8_t)name;
}

struct span surface_cell(const struct surface *surface, int row, int col)
{
    const struct cell *cell = cell_at(surface, row, col);
    return (struct span){surface->pool.at + cell->text, cell->len};
}

void surface_text(const struct surface *surface, struct buf *into)
{
    for (int row = 0; row < surface->rows; row++) {
        size_t line = into->len, end = into->len;
        for (int col = 0; col < surface->cols; col++) {
            struct span text = surface_cell(surface, row, col);
            buf_add_span(into, text);
            if (!(text.len == 1 && text.at[0] == ' '))
                end = into->len;
        }
        buf_cut(into, end > line ? end : line);
        buf_add_byte(into, '\n');
    }
}

/* The letter of the layer that matters most. */
static char layer_letter(uint16_t layers)
{
    static const struct {
        uint16_t layer;
        char letter;
    } letters[] = {
        {LAYER_CARET, 'c'},   {LAYER_SELECTION, 's'},  {LAYER_CURRENT_HIT, 'H'},
        {LAYER_HIT, 'h'},     {LAYER_NOTE, 'n'},       {LAYER_ERROR, 'e'},
        {LAYER_UNKNOWN, 'u'}, {LAYER_PERSON, 'p'},     {LAYER_ORGANISATION, 'o'},
        {LAYER_PLACE, 'l'},   {LAYER_OTHER_NAME, 'm'}, {LAYER_STRUCTURED, 'd'},
    };
    for (size_t i = 0; i < ARRAY_LEN(letters); i++)
        if (layers & letters[i].layer)
            return letters[i].letter;
    return '.';
}

void surface_layers_text(const struct surface *surface, struct buf *into)
{
    for (int row = 0; row < surface->rows; row++) {
        for (int col = 0; col < surface->cols; col++)
            buf_add_byte(into, layer_letter(cell_at(surface, row, col)->style.layers));
        buf_add_byte(into, '\n');
    }
}
