#include <config.h>

#include "src/notes/lock.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/bytes.h"
#include "src/base/digest.h"
#include "src/base/file.h"
#include "src/base/place.h"

/* ---- names ---- */

/* The real path of a file that may not exist yet. */
static char *real_path(const char *path)
{
    char *real = realpath(path, NULL);
    if (real != NULL)
        return real;
    char *folder = file_folder(path), *there = folder != NULL ? realpath(folder, NULL) : NULL;
    if (there != NULL)
        real = file_join(there, file_name(path));
    else
        real = bytes_copy(span_of(path));
    free(there);
    free(folder);
    return real;
}

char *ann_key(const char *ann)
{
    char *real = real_path(ann);
    if (real == NULL)
        return NULL;
    struct digest digest = digest_of(span_of(real));
    free(real);
    return bytes_copy(span_of(digest.hex));
}

/* ---- locks ---- */

static bool take_in_state(struct ann_lock *lock, const char *key, int wait_ms, struct error *error)
{
    struct buf path = {0};
    char *folder = place_path(PLACE_STATE, "journal", NULL);
    bool ok = true;
    if (folder != NULL && file_make_dir(folder, 0700, NULL)) {
        buf_printf(&path, "%s/%s.lock", folder, key);
        lock->state_fd = buf_ok(&path) ? file_lock(path.at, wait_ms, error) : -1;
        ok = lock->state_fd >= 0 && buf_ok(&path);
        if (!buf_ok(&path))
            error_memory(error);
    }
    buf_done(&path);
    free(folder);
    return ok;
}

/* Beside the file that is written, whatever links lead there. */
static bool take_in_folder(struct ann_lock *lock, const char *ann, int wait_ms, struct error *error)
{
    char *real = real_path(ann);
    char *folder = real != NULL ? file_folder(real) : NULL;
    char *path = folder != NULL ? file_join(folder, LOCK_NAME) : NULL;
    bool ok = path != NULL ? file_lock_shared(path, wait_ms, &lock->folder_fd, error)
                           : error_memory(error);
    free(path);
    free(folder);
    free(real);
    return ok;
}

bool ann_lock_take(struct ann_lock *lock, const char *ann, const char *key, bool in_folder,
                   int wait_ms, struct error *error)
{
    *lock = ANN_LOCK_FREE;
    bool ok = take_in_state(lock, key, wait_ms, error) &&
              (!in_folder || take_in_folder(lock, ann, wait_ms, error));
    if (!ok)
        ann_lock_drop(lock);
    return ok;
}

void ann_lock_drop(struct ann_lock *lock)
{
    file_unlock(lock->folder_fd);
    file_unlock(lock->state_fd);
    *lock = ANN_LOCK_FREE;
}
