/* check: what is wrong with a standoff file, for `leeszaal notes check`: lines that other programs
 * stumble over, references to nothing, notes that don't stand where they say. Problems have fixed
 * names, for scripts. */
#ifndef LEESZAAL_NOTES_CHECK_H
#define LEESZAAL_NOTES_CHECK_H

#include "src/notes/annotation.h"

/* `id` is the line's id, or "line 7" where it has none; `proposal` may be "". All borrowed. */
typedef void notes_problem_fn(void *context, const char *id, const char *problem,
                              const char *proposal);
/* False when memory is out. */
bool notes_check(const struct notes *notes, notes_problem_fn *found, void *context,
                 struct error *error);

#endif
