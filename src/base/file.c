#include <config.h>

#include "src/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

bool file_write_error(struct error *error, const char *path, int code)
{
    return error_set_code(error, ERROR_OUTPUT, N_("{subject} can't be written: {reason}."), path,
                          code);
}

int file_open(const char *path, struct stat *status, struct error *error)
{
    struct stat own;
    if (status == NULL)
        status = &own;
    /* O_NONBLOCK keeps a FIFO or device from blocking before fstat() has told that it is one. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    int code = fd < 0 || fstat(fd, status) != 0 ? errno : 0;
    if (code == 0 && S_ISDIR(status->st_mode))
        code = EISDIR;
    if (code != 0) {
        error_set_code(error, ERROR_INPUT, FILE_CANNOT_READ, path, code);
    } else if (!S_ISREG(status->st_mode)) {
        error_set(error, ERROR_INPUT,
                  N_("{subject} is not a regular file; only regular files are opened."), path);
        code = ENOTSUP;
    }
    if (code != 0 && fd >= 0)
        close(fd);
    return code != 0 ? -1 : fd;
}

ptrdiff_t file_pread(int fd, void *at, size_t len, uint64_t off)
{
    size_t done = 0;
    while (done < len) {
        ssize_t got = pread(fd, (char *)at + done, len - done, (off_t)(off + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (ptrdiff_t)done;
}

bool file_write_all(int fd, const void *at, size_t len)
{
    size_t done = 0;
    while (done < len) {
        ssize_t put = write(fd, (const char *)at + done, len - done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        done += (size_t)put;
    }
    return true;
}

bool file_read(const char *path, size_t limit, struct buf *into, struct error *error)
{
    struct stat status;
    int fd = file_open(path, &status, error);
    if (fd < 0)
        return false;
    bool ok = true;
    uint64_t off = 0;
    for (;;) {
        size_t room = off < (uint64_t)status.st_size ? (size_t)((uint64_t)status.st_size - off) : 0;
        room = room < 65536 ? 65536 : room; /* a growing file is read on */
        char *at = off <= limit ? buf_room(into, room) : NULL;
        if (at == NULL) {
            ok = off > limit ? error_set_number(error, ERROR_INPUT,
                                                N_("{subject} is larger than {number} bytes."),
                                                path, (long)limit)
                             : error_memory(error);
            break;
        }
        ptrdiff_t got = file_pread(fd, at, room, off);
        if (got < 0)
            ok = error_set_code(error, ERROR_INPUT, FILE_CANNOT_READ, path, errno);
        if (got <= 0)
            break;
        into->len += (size_t)got;
        into->at[into->len] = '\0';
        off += (uint64_t)got;
    }
    close(fd);
    return ok;
}

char *file_join(const char *dir, const char *name)
{
    struct buf path = {0};
    size_t len = strlen(dir);
    buf_add(&path, dir, len);
    if (len == 0 || dir[len - 1] != '/')
        buf_add_byte(&path, '/');
    buf_add_string(&path, name);
    return buf_take(&path);
}

const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

bool file_make_dir(const char *path, mode_t mode, struct error *error)
{
    char *copy = bytes_copy(span_of(path));
    if (copy == NULL)
        return error_memory(error);
    bool ok = true;
    for (char *at = copy + 1; ok; at++) {
        if (*at != '/' && *at != '\0')
            continue;
        char byte = *at;
        *at = '\0';
        struct stat status;
        if (mkdir(copy, mode) != 0 &&
            (errno != EEXIST || stat(copy, &status) != 0 || !S_ISDIR(status.st_mode)))
            ok = error_set_code(error, ERROR_OUTPUT,
                                N_("The folder {subject} can't be made: {reason}."), copy,
                                errno == EEXIST ? ENOTDIR : errno);
        *at = byte;
        if (byte == '\0')
            break;
    }
    free(copy);
    return ok;
}

/* ---- stamps ---- */

static void stamp_fill(struct file_stamp *stamp, const struct stat *status)
{
    *stamp = (struct file_stamp){.exists = true,
                                 .device = status->st_dev,
                                 .inode = status->st_ino,
                                 .size = (uint64_t)status->st_size,
                                 .mtime = status->st_mtim,
                                 .ctime = status->st_ctim};
}

bool file_stamp_of(const char *path, struct file_stamp *stamp, struct error *error)
{
    struct stat status;
    if (stat(path, &status) == 0) {
        stamp_fill(stamp, &status);
        return true;
    }
    if (errno != ENOENT)
        return error_set_code(error, ERROR_INPUT, FILE_CANNOT_READ, path, errno);
    *stamp = (struct file_stamp){0};
    return true;
}

static bool time_equal(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

bool file_stamp_equal(const struct file_stamp *a, const struct file_stamp *b)
{
    return a->exists == b->exists && a->device == b->device && a->inode == b->inode &&
           a->size == b->size && time_equal(&a->mtime, &b->mtime) &&
           time_equal(&a->ctime, &b->ctime);
}

bool file_stamp_is_sure(const struct file_stamp *stamp, const struct timespec *now)
{
    enum { GRAIN = 2 }; /* seconds: that of FAT */
    bool coarse = stamp->mtime.tv_nsec == 0 && stamp->ctime.tv_nsec == 0;
    const struct timespec *last =
        stamp->mtime.tv_sec > stamp->ctime.tv_sec ? &stamp->mtime : &stamp->ctime;
    return !stamp->exists || !coarse || now->tv_sec - last->tv_sec > GRAIN;
}

/* ---- mapping, locks ---- */

bool file_map_load(struct file_map *map, const char *path, struct error *error)
{
    struct stat status;
    int fd = file_open(path, &status, error);
    if (fd < 0)
        return false;
    void *at = NULL;
    if (status.st_size > 0) {
        at = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (at == MAP_FAILED) {
            error_set_code(error, ERROR_INPUT, FILE_CANNOT_READ, path, errno);
            close(fd);
            return false;
        }
    }
    close(fd);
    *map = (struct file_map){at, (size_t)status.st_size};
    return true;
}

void file_map_done(struct file_map *map)
{
    if (map->at != NULL)
        munmap((void *)map->at, map->len);
    *map = (struct file_map){0};
}

/* 0, or the errno of what went wrong; EWOULDBLOCK when others had it all the time. */
static int wait_for_lock(int fd, int wait_ms)
{
    for (int waited = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; waited += 5) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return errno;
        if (waited >= wait_ms)
            return EWOULDBLOCK;
        nanosleep(&(struct timespec){0, 5000000}, NULL);
    }
    return 0;
}

static bool refuse_locked(struct error *error, const char *path)
{
    return error_set(error, ERROR_OUTPUT,
                     N_("{subject} is kept locked by another program; try again."), path);
}

int file_lock(const char *path, int wait_ms, struct error *error)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    int code = fd >= 0 ? wait_for_lock(fd, wait_ms) : errno;
    if (code == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    if (code == EWOULDBLOCK)
        refuse_locked(error, path);
    else
        file_write_error(error, path, code);
    return -1;
}

/* Opens or makes it; everybody who may write in the folder must be able to lock it, whatever the
 * mask of the one who was first. */
static int open_shared(const char *path)
{
    const int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
    struct stat status;
    int fd = open(path, flags);
    if (fd >= 0 || errno != ENOENT)
        return fd;
    char *folder = file_folder(path);
    bool can = folder != NULL && access(folder, W_OK) == 0 && stat(folder, &status) == 0;
    free(folder);
    if (!can)
        return -1;
    mode_t mode = (status.st_mode & 0666) | 0600;
    fd = open(path, flags | O_CREAT, mode);
    if (fd >= 0)
        (void)fchmod(fd, mode); /* fails on one that another user has made meanwhile */
    return fd;
}

bool file_lock_shared(const char *path, int wait_ms, int *fd, struct error *error)
{
    struct stat status;
    *fd = open_shared(path);
    if (*fd < 0)
        return true;
    int code =
        fstat(*fd, &status) == 0 && S_ISREG(status.st_mode) ? wait_for_lock(*fd, wait_ms) : ENOLCK;
    if (code == 0)
        return true;
    close(*fd);
    *fd = -1;
    return code != EWOULDBLOCK || refuse_locked(error, path);
}

void file_unlock(int fd)
{
    if (fd >= 0)
        close(fd); /* closing gives the lock back */
}

char *file_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return bytes_copy(span_of("."));
    return bytes_copy((struct span){path, slash == path ? 1 : (size_t)(slash - path)});
}
