/* escape: bytes as one word of a line: blanks, controls, `%` and DEL as %XX. For our own files of
 * lines. */
#ifndef LEESZAAL_BASE_ESCAPE_H
#define LEESZAAL_BASE_ESCAPE_H

#include "src/base/bytes.h"

void escape_add(struct buf *into, struct span bytes);
/* The bytes again; a `%` without two hexadecimal digits stands for itself. A NUL is left out. */
void escape_read(struct buf *into, struct span word);

#endif
