/* lock: what keeps two that write the same standoff file apart (ANNOTATIONS.md C1): a lock file in
 * the state folder, for this machine; and when wished one in the folder of the .ann, for other
 * machines that have that folder over the network. The .ann itself is never locked: a save replaces
 * it. Held for milliseconds. */
#ifndef LEESZAAL_NOTES_LOCK_H
#define LEESZAAL_NOTES_LOCK_H

#include <stdbool.h>

#include "src/base/error.h"

/* Hidden, so that no list shows it. */
#define LOCK_NAME ".leeszaal.lock"

struct ann_lock {
    int state_fd, folder_fd; /* -1: not held */
};
#define ANN_LOCK_FREE ((struct ann_lock){-1, -1})

/* What state files of a standoff file are called, by its real path; free(). NULL when memory is
 * out. */
char *ann_key(const char *ann);
/* Waits at most wait_ms for each. Where no lock can be had at all (no state folder, a folder that
 * can't be written) there is none: the last look before the file is replaced must do. */
bool ann_lock_take(struct ann_lock *lock, const char *ann, const char *key, bool in_folder,
                   int wait_ms, struct error *error);
void ann_lock_drop(struct ann_lock *lock);

#endif
