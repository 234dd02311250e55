/* file: files opened, read and told apart, our own data mapped, folders made, locks. What more than
 * one module needs of the file system. Paths are bytes as the system gives them. Nothing here
 * follows into a FIFO, a device or a socket: opening one is refused before it can block. */
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

/* What tells one state of a file from another. */
struct file_stamp {
    bool exists;
    dev_t device;
    ino_t inode;
    uint64_t size;
    struct timespec mtime, ctime;
};
/* The error for what can't be written, `code` being its errno; false. */
bool file_write_error(struct error *error, const char *path, int code);
/* The sentence for what can't be opened or read. */
#define FILE_CANNOT_READ N_("{subject} can't be read: {reason}. Check its name and permissions.")

/* Follows links; a missing file is a stamp too. False when the path can't be looked at. */
bool file_stamp_of(const char *path, struct file_stamp *stamp, struct error *error);
bool file_stamp_equal(const struct file_stamp *a, const struct file_stamp *b);
/* Does an equal stamp mean an equal file? Not on a file system that counts whole seconds (some over
 * the network), as long as the second in which it was written may not be over at `now`. */
bool file_stamp_is_sure(const struct file_stamp *stamp, const struct timespec *now);
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
/* The same on a file that several users and hosts may share, with the read and write permissions of
 * its folder. *fd is -1, and nothing is wrong, where there can be no such file or no lock on it;
 * false only when another program keeps it locked. */
bool file_lock_shared(const char *path, int wait_ms, int *fd, struct error *error);
void file_unlock(int fd);

/* "dir/name"; owned by the caller (free()); NULL when memory is out. */
char *file_join(const char *dir, const char *name);
/* The folder of a path, "." for a bare name; the caller's, free(). NULL when memory is out. */
char *file_folder(const char *path);
/* The part behind the last slash (borrowed from path). */
const char *file_name(const char *path);

#endif
