#include <config.h>

#include "ui/page.h"

#include "src/language/entity_type.h"
#include "src/text/unicode.h"

/* clang-format off */
static const uint16_t kind_layers[MARK_KINDS] = {
    [MARK_ERROR]       = LAYER_ERROR,
    [MARK_UNKNOWN]     = LAYER_UNKNOWN,
    [MARK_NOTE]        = LAYER_NOTE,
    [MARK_HIT]         = LAYER_HIT,
    [MARK_CURRENT_HIT] = LAYER_CURRENT_HIT,
    [MARK_SELECTION]   = LAYER_SELECTION,
};

static const uint16_t entity_layers[ENTITY_TYPES] = {
    [ENTITY_PER]      = LAYER_PERSON,
    [ENTITY_ORG]      = LAYER_ORGANISATION,
    [ENTITY_LOC]      = LAYER_PLACE,
    [ENTITY_MISC]     = LAYER_OTHER_NAME,
    [ENTITY_DATE]     = LAYER_STRUCTURED,
    [ENTITY_TIME]     = LAYER_STRUCTURED,
    [ENTITY_MONEY]    = LAYER_STRUCTURED,
    [ENTITY_QUANTITY] = LAYER_STRUCTURED,
    [ENTITY_REF]      = LAYER_STRUCTURED,
    [ENTITY_PHONE]    = LAYER_STRUCTURED,
    [ENTITY_EMAIL]    = LAYER_STRUCTURED,
    [ENTITY_URL]      = LAYER_STRUCTURED,
};

/* What the scroll bar tells, the more telling first; letters, so that colour is not needed. */
static const struct {
    uint8_t kind;
    const char *sign;
} bar_signs[] = {
    {MARK_CURRENT_HIT, "*"},
    {MARK_HIT,         "*"},
    {MARK_NOTE,        "┃"},
    {MARK_ERROR,       "!"},
};
/* clang-format on */

uint16_t page_mark_layers(const struct mark *mark)
{
    if (mark->kind == MARK_ENTITY)
        return mark->detail < ENTITY_TYPES ? entity_layers[mark->detail] : 0;
    return mark->kind < MARK_KINDS ? kind_layers[mark->kind] : 0;
}

/* ---- rows ---- */

struct painter {
    const struct view *view;
    struct surface *surface;
    struct rect area;
    const struct page_layer *layers;
    size_t layer_count;
    uint64_t caret;
    bool shows_caret;
};

static enum style_name piece_style(const struct painter *painter, const struct piece *piece)
{
    if (view_is_raw(painter->view))
        return STYLE_TEXT;
    if (piece->paragraph.kind == PARAGRAPH_HEADING)
        return STYLE_HEADING;
    return piece->paragraph.kind == PARAGRAPH_CHROME ? STYLE_DIM : STYLE_TEXT;
}

/* The layers over raw [start, end), from all marks that touch it, and the hue of the innermost note
 * there, which begins last. */
static struct style style_at(const struct painter *painter, enum style_name name, uint64_t start,
                             uint64_t end)
{
    struct style style = {.name = name};
    for (size_t l = 0; l < painter->layer_count; l++) {
        const struct page_layer *layer = &painter->layers[l];
        for (size_t i = mark_find(layer->marks, layer->count, start);
             i < layer->count && layer->marks[i].start < end; i++)
            if (layer->marks[i].end > start) {
                style.layers |= page_mark_layers(&layer->marks[i]);
                if (layer->hues != NULL)
                    style.hue = layer->hues[layer->marks[i].detail];
            }
    }
    return style;
}

/* Does any layer touch the row at all? Most rows are bare, and are put at one go. */
static bool row_is_bare(const struct painter *painter, uint64_t start, uint64_t end)
{
    bool caret = painter->shows_caret && painter->caret >= start && painter->caret <= end;
    return !caret &&
           style_at(painter, STYLE_TEXT, start, end > start ? end : start + 1).layers == 0;
}

static void paint_number(const struct painter *painter, int row, uint64_t line)
{
    struct buf number = {0};
    int cols = view_number_cols(painter->view);
    int col = painter->area.col + view_left(painter->view) - VIEW_GUTTER - cols;
    buf_printf(&number, "%*llu", cols, (unsigned long long)line + 1);
    if (buf_ok(&number))
        surface_put(painter->surface, row, col, cols, buf_span(&number),
                    (struct style){STYLE_DIM, 0});
    buf_done(&number);
}

static void paint_gutter(const struct painter *painter, int row, uint64_t start, uint64_t end)
{
    struct style style = style_at(painter, STYLE_GUTTER, start, end > start ? end : start + 1);
    if ((style.layers & LAYER_NOTE) == 0)
        return;
    int col = painter->area.col + view_left(painter->view) - VIEW_GUTTER;
    style.layers = 0;
    surface_put(painter->surface, row, col, 1, span_of("┃"), style);
}

static void paint_text(const struct painter *painter, int row, const struct spot *shown)
{
    const struct piece *piece = shown->piece;
    const struct paragraph *paragraph = &piece->paragraph;
    struct row at = piece->rows.at[shown->row];
    struct span text = piece_row_text(piece, (size_t)shown->row);
    enum style_name name = piece_style(painter, piece);
    struct style style = {.name = name};
    int col = painter->area.col + view_left(painter->view) +
              (int)(shown->row == 0 ? piece->first : piece->hang);
    int edge = painter->area.col + painter->area.cols - 1; /* a caret may hang over the measure */
    uint64_t start = paragraph_raw(paragraph, at.start);
    uint64_t end = paragraph_raw_end(paragraph, at.end);
    paint_gutter(painter, row, start, end);
    if (row_is_bare(painter, start, end)) {
        surface_put(painter->surface, row, col, edge - col, text, style);
        return;
    }
    text.len = at.end - at.start; /* the blanks at its end may be marked too */
    for (size_t off = 0; off < text.len;) {
        size_t next = unicode_grapheme_end(text, off);
        uint64_t raw = paragraph_raw(paragraph, at.start + off);
        uint64_t raw_end = paragraph_raw_end(paragraph, at.start + next);
        style = style_at(painter, name, raw, raw_end > raw ? raw_end : raw + 1);
        if (painter->shows_caret && painter->caret >= raw && painter->caret < raw_end)
            style.layers |= LAYER_CARET;
        if (col < edge)
            col += surface_put(painter->surface, row, col, edge - col,
                               (struct span){text.at + off, next - off}, style);
        off = next;
    }
}

/* A caret on a line without characters. */
static void paint_empty_caret(const struct painter *painter)
{
    int row, col;
    if (!painter->shows_caret || !view_caret_cell(painter->view, &row, &col))
        return;
    size_t count;
    const struct spot *rows = view_rows(painter->view, &count);
    if (rows[row].piece->paragraph.text.len > 0)
        return;
    surface_put(painter->surface, painter->area.row + row, painter->area.col + col, 1, span_of(" "),
                (struct style){STYLE_TEXT, LAYER_CARET});
}

static void paint_rule(const struct painter *painter, int row)
{
    int left = painter->area.col + view_left(painter->view);
    for (int i = 0; i < view_width(painter->view); i++)
        surface_put(painter->surface, row, left + i, 1, span_of("─"), (struct style){STYLE_DIM, 0});
}

static void paint_rows(const struct painter *painter)
{
    size_t count;
    const struct spot *rows = view_rows(painter->view, &count);
    for (size_t i = 0; i < count && (int)i < painter->area.rows; i++) {
        int row = painter->area.row + (int)i;
        if (view_number_cols(painter->view) > 0 && view_lines(painter->view)[i] != VIEW_NO_LINE)
            paint_number(painter, row, view_lines(painter->view)[i]);
        if (rows[i].row >= 0)
            paint_text(painter, row, &rows[i]);
        else if (rows[i].piece->lead == LEAD_PAGE && rows[i].row == -2)
            paint_rule(painter, row);
    }
    paint_empty_caret(painter);
}

/* ---- the scroll bar ---- */

/* Does a mark of the kind begin there? One that merely goes on there is told at its beginning. */
static bool begins_in(const struct page_layer *layer, uint8_t kind, uint64_t start, uint64_t end)
{
    size_t i = mark_find(layer->marks, layer->count, start);
    /* Layers hold one kind: the few looks are for marks that begin before and nest. */
    for (size_t looks = 0; looks < 64 && i < layer->count && layer->marks[i].start < end;
         looks++, i++)
        if (layer->marks[i].kind == kind && layer->marks[i].start >= start)
            return true;
    return false;
}

static const char *bar_sign(const struct painter *painter, uint64_t start, uint64_t end,
                            uint16_t *layers)
{
    for (size_t s = 0; s < ARRAY_LEN(bar_signs); s++)
        for (size_t l = 0; l < painter->layer_count; l++)
            if (begins_in(&painter->layers[l], bar_signs[s].kind, start, end)) {
                *layers = kind_layers[bar_signs[s].kind];
                return bar_signs[s].sign;
            }
    return NULL;
}

static uint64_t slice(uint64_t size, int part, int parts)
{
    return size / (uint64_t)parts * (uint64_t)part +
           size % (uint64_t)parts * (uint64_t)part / (uint64_t)parts;
}

static void paint_bar(const struct painter *painter)
{
    uint64_t size = document_size(text_document(view_text(painter->view)));
    int rows = painter->area.rows;
    uint64_t top = view_start(painter->view), bottom = view_end(painter->view);
    for (int i = 0; i < rows && size > 0; i++) {
        uint64_t start = slice(size, i, rows), end = slice(size, i + 1, rows);
        uint64_t middle = start + (end - start) / 2;
        bool thumb = (middle >= top && middle < bottom) || (start <= top && top < end);
        uint16_t layers = 0;
        const char *sign = bar_sign(painter, start, end > start ? end : start + 1, &layers);
        if (sign == NULL)
            sign = thumb ? "█" : "░";
        surface_put(painter->surface, painter->area.row + i,
                    painter->area.col + painter->area.cols - 1, 1, span_of(sign),
                    (struct style){STYLE_SCROLLBAR, layers});
    }
}

void page_paint(const struct view *view, struct surface *surface, struct rect area,
                const struct page_layer *layers, size_t layer_count, bool caret)
{
    struct painter painter = {view, surface, area, layers, layer_count, view_caret(view), caret};
    paint_rows(&painter);
    if (area.cols > VIEW_BAR)
        paint_bar(&painter);
}
