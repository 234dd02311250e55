/* wrap: breaks one paragraph of UTF-8 into screen rows. Pure: same input, same rows; no state, no
 * terminal. Offsets are bytes of the text, widths are columns. Break rules: UAX #14, with a hyphen
 * inside a word as an opportunity; a word wider than the row breaks at a grapheme. */
#ifndef LEESZAAL_TEXT_WRAP_H
#define LEESZAAL_TEXT_WRAP_H

#include <stdbool.h>
#include <stdint.h>

#include "src/base/bytes.h"

/* Columns of one grapheme cluster. The screen hands in one that agrees with the terminal;
 * wrap_width_plain() is for text without a terminal. */
typedef int wrap_width_fn(struct span grapheme);
int wrap_width_plain(struct span grapheme);

struct row {
    uint32_t start,
        end;       /* bytes; blanks at the break belong to the row before and hang over its edge */
    uint32_t cols; /* without the hanging blanks */
};

struct rows {
    struct row *at;
    size_t count, cap;
};

/* Appends the rows of text at `width` columns (at least 1): the first row is `first` columns
 * narrower, the others `hang`. Empty text gives one empty row. False when memory is out. */
bool wrap_rows(struct rows *rows, struct span text, uint32_t width, uint32_t first, uint32_t hang,
               wrap_width_fn *columns);
void rows_done(struct rows *rows);

#endif
