/* screen: the geometry: where panes, borders, status line and key bar stand at a size (DESIGN.md
 * section 9). Pure. From 100 columns three panes, from 60 two, below one; below 24x6 none. */
#ifndef LEESZAAL_UI_SCREEN_H
#define LEESZAAL_UI_SCREEN_H

#include <stdbool.h>

#include "ui/surface.h"

/* Where a pane can stand. */
enum slot {
    SLOT_LIST,   /* left: the documents */
    SLOT_READER, /* middle: the page */
    SLOT_SIDE,   /* right: the entities */
    SLOT_BELOW,  /* the lower part of the middle: hits, notes, suggestions; comes and goes */
    SLOTS
};

#define SCREEN_LEAST_ROWS 6
#define SCREEN_LEAST_COLS 24

struct screen {
    int rows, cols;
    bool too_small;
    bool shown[SLOTS];
    struct rect outer[SLOTS];    /* with its border */
    struct rect inner[SLOTS];    /* where the pane draws */
    int status_row, status_rows; /* the status line and what stands above it in its box */
    int bar_row;
};

/* What is wished for. */
struct screen_wish {
    bool hidden[SLOTS]; /* by D and E; BELOW: there is none */
    enum slot focus;    /* always shown */
    bool maximised;     /* only the focus */
    int below_rows;     /* rows that the pane below would like to have, without border */
    int status_rows;    /* rows for the status line or the prompt; 0 is 1 */
};

void screen_layout(struct screen *screen, int rows, int cols, const struct screen_wish *wish);
/* The slot at a place of the screen (border included); false for status line and key bar. */
bool screen_hit(const struct screen *screen, int row, int col, enum slot *slot);

#endif
