/* seam: the end of a very long paragraph's piece and the beginning of the next one, as one short
 * paragraph, so that what stands over the cut can be found. */
#ifndef LEESZAAL_LIBRARY_SEAM_H
#define LEESZAAL_LIBRARY_SEAM_H

#include "src/text/paragraph.h"

struct seam {
    struct paragraph paragraph; /* borrows the two below */
    struct buf text;
    struct paragraph_run *runs;
};

/* `a` continues in `b`; about `reach` bytes of text from each. False when memory is out. */
bool seam_make(struct seam *seam, const struct paragraph *a, const struct paragraph *b,
               size_t reach);
void seam_done(struct seam *seam);

/* The piece before `paragraph`, when that is not the beginning of its paragraph; else NULL. */
const struct paragraph *seam_before(struct text *text, const struct paragraph *paragraph);

#endif
