/* cell: cuts a grapheme into what the cells of a terminal can hold, so that we, ncurses and the
 * terminal agree on widths (DESIGN.md section 4). A cell holds one spacing character and at most
 * four marks. A ZWJ between spacing characters is not sent; an emoji modifier, a control, bidi,
 * zero-width or tag character by itself, and marks past the fourth are placeholders of one column.
 * Widths are those of ui/width.h. */
#ifndef LEESZAAL_UI_CELL_H
#define LEESZAAL_UI_CELL_H

#include <stdbool.h>

#include "src/base/bytes.h"

#define CELL_BYTES 20 /* of a character and four marks */

struct cell_part {
    size_t len;       /* bytes of the grapheme taken, 0 at its end */
    struct span text; /* what the cell shows: borrowed from the grapheme, or constant */
    int cols;         /* 1 or 2 */
    bool placeholder; /* to be styled as one */
};

/* The part of the grapheme that begins at byte off. */
struct cell_part cell_part_at(struct span grapheme, size_t off);
/* Columns of a whole grapheme: the sum of its parts. A wrap_width_fn. */
int cell_width(struct span grapheme);

#endif
