/* child: runs a command of the reader's through the shell, on the terminal, which has been given
 * back before (term_suspend). */
#ifndef LEESZAAL_UI_CHILD_H
#define LEESZAAL_UI_CHILD_H

#include <stdbool.h>

#include "src/base/bytes.h"
#include "src/base/error.h"

/* Runs `command` with `input` on its standard input (NULL at: the terminal's), waits for it, and
 * when `waits` for Enter, so that its output can be read. False when it could not be started. */
bool child_run(const char *command, struct span input, bool waits, struct error *error);
/* Has a text edited by $VISUAL, $EDITOR or vi: in a file of its own under the state folder, which
 * is removed again. Replaces the text; false when there is no editor or it failed. */
bool child_edit(struct buf *text, struct error *error);

#endif
