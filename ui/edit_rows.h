/* edit_rows: a text being typed that has lines, broken into rows of a width: where the cursor
 * stands in them, and up and down. Pure; rows are made anew each time, as such texts are short. */
#ifndef LEESZAAL_UI_EDIT_ROWS_H
#define LEESZAAL_UI_EDIT_ROWS_H

#include "src/text/wrap.h"
#include "ui/edit.h"

/* Appends the rows of all lines of a text, each line's own; a line of text ends at its newline,
 * which is in no row. False when memory is out. */
bool edit_rows_make(struct rows *rows, struct span text, uint32_t cols);
/* The row that a byte of the text stands in. */
size_t edit_rows_find(const struct rows *rows, size_t off);
/* Moves the cursor a row down (1) or up (-1), in its column as far as that row goes; from the first
 * row up to the start of the text, from the last down to its end. */
void edit_rows_move(struct edit *edit, uint32_t cols, int step);

#endif
