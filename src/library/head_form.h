/* head_form: what the form of a line tells: a web page's chrome, part of an address, running text,
 * a label. Rules on form and short lists of general Dutch words. Pure. */
#ifndef LEESZAAL_LIBRARY_HEAD_FORM_H
#define LEESZAAL_LIBRARY_HEAD_FORM_H

#include "src/library/head_line.h"

/* Sets the flags that the line's own text tells. */
void head_look(struct head_line *line);
/* Is the line a label whose value is missing: it stands on the next one? */
bool head_is_bare_label(const struct head_line *line);

#endif
