/* manpage: the man page, computed from the tables of commands, options and actions, in the language
 * of the messages. */
#ifndef LEESZAAL_UI_MANPAGE_H
#define LEESZAAL_UI_MANPAGE_H

#include "src/base/bytes.h"

/* Appends the whole page in the man macros of troff, UTF-8. */
void manpage_add(struct buf *page);

#endif
