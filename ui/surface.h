/* surface: a grid of cells, each a grapheme with a style; what panes draw on and term blits, and
 * what tests compare as text. Knows no terminal. Rows and columns count from 0; widths are those of
 * ui/cell.h, as the terminal will give them. */
#ifndef LEESZAAL_UI_SURFACE_H
#define LEESZAAL_UI_SURFACE_H

#include <stdbool.h>
#include <stdint.h>

#include "src/base/bytes.h"

/* What a cell is; the theme (ui/theme.h) gives each its looks. */
enum style_name {
    STYLE_TEXT,
    STYLE_DIM,
    STYLE_STRONG,  /* counters, the current row's key facts */
    STYLE_HEADING, /* a heading of the document */
    STYLE_TITLE,   /* a pane's title */
    STYLE_BORDER,
    STYLE_BORDER_FOCUS,   /* of the pane that has the keys */
    STYLE_CURSOR_ROW,     /* the chosen row of a list whose pane has the keys */
    STYLE_CURSOR_ROW_DIM, /* … hasn't */
    STYLE_STATUS,
    STYLE_MESSAGE,
    STYLE_WARNING,
    STYLE_KEY,      /* a key's name in the key bar and help */
    STYLE_KEY_HELP, /* what it does */
    STYLE_PROMPT,
    STYLE_PLACEHOLDER, /* something that can't be shown as it is */
    STYLE_GUTTER,
    STYLE_SCROLLBAR,
    STYLE_GROUP, /* a group's head in a pane */
    STYLE_LABEL, /* a note's label */
    STYLES
};

/* What lies over it, any number at once: bits of struct style's layers. */
enum style_layer {
    LAYER_ERROR = 1 << 0,
    LAYER_UNKNOWN = 1 << 1,
    LAYER_PERSON = 1 << 2,
    LAYER_ORGANISATION = 1 << 3,
    LAYER_PLACE = 1 << 4,
    LAYER_OTHER_NAME = 1 << 5,
    LAYER_STRUCTURED = 1 << 6, /* date, reference, amount … */
    LAYER_NOTE = 1 << 7,
    LAYER_HIT = 1 << 8,
    LAYER_CURRENT_HIT = 1 << 9,
    LAYER_SELECTION = 1 << 10,
    LAYER_CARET = 1 << 11,
};

struct style {
    uint8_t name; /* enum style_name */
    uint16_t layers;
    uint8_t hue; /* a label's colour, as theme_hue() gives it; 0: none */
};

struct rect {
    int row, col, rows, cols;
};

struct cell {
    uint32_t text; /* offset of its bytes in the surface's pool */
    uint8_t len;   /* bytes; 0: the right half of a wide cell before it */
    uint8_t cols;  /* 1 or 2 */
    struct style style;
};

struct surface {
    int rows, cols;
    struct cell *cells; /* rows * cols */
    struct buf pool;
};

/* A surface of blanks. False when memory is out. */
bool surface_init(struct surface *surface, int rows, int cols);
void surface_done(struct surface *surface);
/* All blanks again, at a size that may be another. */
bool surface_clear(struct surface *surface, int rows, int cols);

/* Writes text from (row, col) in at most `cols` columns, clipped to the surface; the columns used.
 * Graphemes are never cut: what doesn't fit is left out. Unsafe characters and what a cell can't
 * hold become placeholders (DESIGN.md section 4), so nothing in `text` can move a cursor or change
 * the terminal. */
int surface_put(struct surface *surface, int row, int col, int cols, struct span text,
                struct style style);
/* The same with an ellipsis where text was left out. */
int surface_put_short(struct surface *surface, int row, int col, int cols, struct span text,
                      struct style style);
/* The columns that surface_put would use without a limit. */
int surface_width(struct span text);
void surface_fill(struct surface *surface, struct rect rect, char byte, struct style style);
/* Adds layers to, or changes the style name of, cells already written. */
void surface_layer(struct surface *surface, struct rect rect, uint16_t layers);
void surface_restyle(struct surface *surface, struct rect rect, enum style_name name);
struct span surface_cell(const struct surface *surface, int row, int col);

/* As lines of text without trailing blanks, for tests and --plain. */
void surface_text(const struct surface *surface, struct buf *into);
/* The same grid as letters, one a cell, telling the style of each: 'e' error, 'h' hit, 's'
 * selection, 'n' note … '.' none. */
void surface_layers_text(const struct surface *surface, struct buf *into);

#endif
