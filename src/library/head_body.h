/* head_body: who issues the document: a body named on a line of its own in the head, "overgenomen
 * van", "Bron:", an enacting formula. Knows a body by its form: a head noun of bodies (raad,
 * ministerie, hof, …, B.V.) and nothing but names and small words around it. */
#ifndef LEESZAAL_LIBRARY_HEAD_BODY_H
#define LEESZAAL_LIBRARY_HEAD_BODY_H

#include "src/library/head.h"

/* Is this line nothing but the name of a body? */
bool line_is_body(const struct head_line *line);

/* As printed, owned; NULL when there is none (or memory is out). `title`: the line of the title
 * (head->count: none), which may end in "| SOURCE". */
char *head_source(const struct head *head, size_t title);

#endif
