/* lines: the lines of a stretch of decoded text that hold something, each looked at. */
#ifndef LEESZAAL_TEXT_LINES_H
#define LEESZAAL_TEXT_LINES_H

#include "src/text/line.h"

struct lines {
    struct line *at;
    size_t count, cap;
};

/* Finds and looks at the lines of text; replaces what was in `lines`. False when memory is out.
 * `lone_ends`: lines end at CR and NEL, else at LF. */
bool lines_split(struct lines *lines, struct span text, bool lone_ends);
void lines_done(struct lines *lines);
/* The first line end in text at or behind off: its start (text.len when there is none) and length.
 */
size_t line_find_end(struct span text, size_t off, bool lone_ends, size_t *len);

#endif
