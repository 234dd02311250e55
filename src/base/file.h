/* file: whole files read and replaced, our own data mapped, folders walked, locks. Everything about
 * the file system that more than one module needs. Paths are bytes as the system gives them.
 * Nothing here follows into a FIFO, a device or a socket: opening one is refused before it can
 * block. */
#ifndef LEESZAAL_BASE_FILE_H
#define LEESZAAL_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <time.h>

#include "src/base/bytes.h"
#include "src/base/error.h"

/* Opens a regular file for reading (O_RDONLY, O_CLOEXEC, never blocking); -1 and an error naming
 * the path and the reason otherwise. `status` (may be NULL) gets its stat. */
int file_open(const char *path, struct stat *status, struct error *error);
/* Adds the whole of a regular file to `into`; refuses more than `limit` bytes. */
bool file_read(const char *path, size_t limit, struct buf *into, struct error *error);
/* pread until `len` bytes or the end of the file; the number read, or -1 with errno. Restarts after
 * a signal. */
ptrdiff_t file_pread(int fd, void *at, size_t len, uint64_t off);
/* write until all is written; false with errno. Restarts after a signal. */
bool file_write_all(int fd, const void *at, size_t len);

/* What to do when the target exists already. */
enum file_existing { FILE_REPLACE, FILE_REFUSE };

/* Replaces `path` atomically by `content`: a temporary file in the same folder (O_EXCL,
 * O_NOFOLLOW), written, given the old file's mode, owner and extended attributes, fsynced, renamed
 * over it, the folder fsynced. A symbolic link is resolved and its target replaced. A file with
 * several links, of an owner or group we can't give it, or in a folder where nothing can be
 * created, is written in place after a copy of it has been fsynced in `backup_dir` (NULL: links are
 * broken, owners lost, closed folders refused). A new file gets `mode` less the umask. On failure
 * the old file stands as it was and the temporary one is gone; only when even putting the old bytes
 * back in place fails, the error names the copy. When just the folder's fsync fails, the new file
 * stands and false is returned all the same: it isn't safe yet. */
bool file_replace(const char *path, struct span content, enum file_existing existing, mode_t mode,
                  const char *backup_dir, struct error *error);

/* What tells one state of a file from another. */
struct file_stamp {
    bool exists;
    dev_t device;
    ino_t inode;
    uint64_t size;
    struct timespec mtime, ctime;
};
/* The sentence for what can't be opened or read. */
#define FILE_CANNOT_READ N_("{subject} can't be read: {reason}. Check its name and permissions.")

/* Follows links; a missing file is a stamp too. False when the path can't be looked at. */
bool file_stamp_of(const char *path, struct file_stamp *stamp, struct error *error);
bool file_stamp_equal(const struct file_stamp *a, const struct file_stamp *b);
/* file_replace(FILE_REPLACE), but only while the file still is as `expected`: looked at last thing
 * before the rename. When it isn't, nothing is written, *changed is true, and false returned. */
bool file_replace_if(const char *path, struct span content, const struct file_stamp *expected,
                     mode_t mode, const char *backup_dir, bool *changed, struct error *error);
/* Puts back what an interrupted write in place has left in `backup_dir`, unless the file was
 * written again long after; true when there was nothing to do or it worked (`*restored` tells, may
 * be NULL). Whoever may be writing meanwhile must be kept out by a lock. */
bool file_restore(const char *path, const char *backup_dir, bool *restored, struct error *error);
/* Removes temporary files of ours for `path` that are older than a day: their writers were killed.
 */
void file_clean(const char *path);

/* Creates a folder and its missing parents with `mode` (0700 for ours). Existing is fine. */
bool file_make_dir(const char *path, mode_t mode, struct error *error);

/* Read-only mapping of one of our own installed data files (never of a document: those may shrink).
 */
struct file_map {
    const unsigned char *at;
    size_t len;
};
bool file_map_load(struct file_map *map, const char *path, struct error *error);
void file_map_done(struct file_map *map);

/* An exclusive flock() on `path`, created when missing; waits at most `wait_ms`. The fd to hand to
 * file_unlock(), or -1 with an error. */
int file_lock(const char *path, int wait_ms, struct error *error);
void file_unlock(int fd);

/* "dir/name"; owned by the caller (free()); NULL when memory is out. */
char *file_join(const char *dir, const char *name);
/* The part behind the last slash (borrowed from path). */
const char *file_name(const char *path);

#endif
