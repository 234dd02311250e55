/* progress: how much of a long command is done, as a share written over itself on standard error:
 * on a terminal only, and not before a moment has passed, unless --progress says otherwise. Any
 * thread may add to it. */
#ifndef LEESZAAL_UI_PROGRESS_H
#define LEESZAAL_UI_PROGRESS_H

#include <stdint.h>

#include "ui/options.h"

struct progress;

/* NULL when nothing is to be shown, which all functions here take. `total`: what 100 % is. */
struct progress *progress_new(const struct options *options, uint64_t total);
void progress_add(struct progress *progress, uint64_t amount);
/* Wipes the share out, for a message in its place; the next one shows it again. */
void progress_wipe(struct progress *progress);
/* Wipes it out and frees. */
void progress_free(struct progress *progress);

#endif
