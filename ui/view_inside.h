/* view_inside: what a view is made of, for its own two files: view.c (the page and what is asked
 * about it) and view_move.c. */
#ifndef LEESZAAL_UI_VIEW_INSIDE_H
#define LEESZAAL_UI_VIEW_INSIDE_H

#include "ui/view.h"

struct view {
    struct text *text;
    struct layout *layout;
    wrap_width_fn *columns;
    int rows, cols;
    uint32_t measure;
    bool raw, filtered;
    bool numbered;
    int number_cols; /* of the widest number, 0: none are shown */
    bool at_end;     /* the page shows the document's last row */
    uint64_t top;    /* raw offset of the top row's first character */
    uint32_t lead;   /* rows shown above that row (of those before its piece) */
    uint64_t home;   /* the same as it was before the page's size changed: what it comes back to */
    uint32_t home_lead;
    uint64_t caret;
    int goal_row, goal_col; /* where the caret would be but for blank and short rows; -1: unset */
    struct spot *shown;
    size_t shown_count, shown_cap;
    uint64_t *lines; /* of the rows shown */
    size_t line_cap;
};

void view_set_top(struct view *view, struct spot spot);
bool view_top_spot(struct view *view, struct spot *spot);
/* Makes the rows of the page from the top; the page is kept full where the document allows. */
void view_settle(struct view *view);
/* The page is moved so that the spot is on it. */
void view_follow(struct view *view, struct spot spot);

/* Where the caret is: its row, and the byte of its grapheme. */
bool view_caret_spot(struct view *view, struct spot *spot, size_t *off);
/* The page's row that shows a row of the piece that begins at `start`; -1 when none does. */
long view_shown_index(const struct view *view, uint64_t start, long row);
/* The page's row nearest to `index` that has text; downwards first, or upwards when `up`. */
long view_text_row(const struct view *view, long index, bool up);
/* The column of the text (from its left edge) where a byte of the row stands. */
int view_spot_col(const struct view *view, struct spot spot, size_t off);
/* The raw offset of the grapheme of a row nearest to a column of the text. */
uint64_t view_raw_at_col(const struct view *view, struct spot spot, int col);

#endif
