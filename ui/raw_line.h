/* raw_line: a line of the file as it stands there, decoded, with a map to its bytes; for the raw
 * view. A very long line comes in pieces. Offsets are raw bytes. */
#ifndef LEESZAAL_UI_RAW_LINE_H
#define LEESZAAL_UI_RAW_LINE_H

#include "src/text/paragraph.h"

struct raw_line {
    struct buf text;
    struct paragraph_run *runs;
    size_t count, cap;
};

/* The start of the line, or the piece of one, that holds off; where the one that starts at `start`
 * ends, its line end included; and where its text does. */
uint64_t raw_line_start(struct document *document, uint64_t off);
uint64_t raw_line_end(struct document *document, uint64_t start);
uint64_t raw_line_text_end(struct document *document, uint64_t start, uint64_t end);
/* Decodes raw [start, end) with its map; a TAB becomes the blanks to its next stop. False when
 * memory is out; what there is then is the caller's too. */
bool raw_line_make(struct raw_line *line, struct document *document, uint64_t start, uint64_t end);

#endif
