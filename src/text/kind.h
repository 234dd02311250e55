/* kind: what kind of paragraph reflow's lines make: prose, a heading, an item, a line of an
 * address, a row, verse, the frame of a web page. Judged by the paragraph's own lines and the few
 * around it.
 */
#ifndef LEESZAAL_TEXT_KIND_H
#define LEESZAAL_TEXT_KIND_H

#include "src/text/line.h"

/* Fills in the kind of each line that begins a paragraph, after reflow_lines(). `inside` as there.
 */
void kind_lines(struct line *lines, size_t count, struct span text, bool inside);

#endif
