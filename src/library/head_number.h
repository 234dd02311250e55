/* head_number: the document's own number: ECLI, COM(2025) 66, 2019/C 123/01, ST 7925/18, 357/17,
 * Kamerstuk 35 000, nr. 2, what follows "Kenmerk:". Looked for on short lines of the head and in
 * the title, not in running text. */
#ifndef LEESZAAL_LIBRARY_HEAD_NUMBER_H
#define LEESZAAL_LIBRARY_HEAD_NUMBER_H

#include "src/library/head.h"

/* Is there nothing in the line but a number of a document, or a code like "CYBER 66"? */
bool line_is_number(const struct head_line *line);

/* As printed, owned; NULL when there is none (or memory is out). `title`: its line; `date`: the
 * document's in ISO 8601, or NULL: "12/18" is a number of 2018. */
char *head_reference(const struct head *head, size_t title, const char *date);

#endif
