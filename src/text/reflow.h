/* reflow: decides which lines of a stretch of text make one paragraph. Evidence, not layout rules:
 * a line goes on in the next one when it is as full as its neighbours are and the words say that
 * the sentence isn't over. Pure: the same lines give the same answer.
 *
 * The measure of a place is how wide full lines are around it: the wide ones among the lines whose
 * sentence visibly goes on in the next line ("open pairs"). Text without open pairs has no measure:
 * there each line is a paragraph. */
#ifndef LEESZAAL_TEXT_REFLOW_H
#define LEESZAAL_TEXT_REFLOW_H

#include "src/text/line.h"

/* Fills in begins, row and furniture of all lines. `inside`: the first line is the rest of a line
 * whose beginning is not among them. */
void reflow_lines(struct line *lines, size_t count, struct span text, bool inside);

#endif
