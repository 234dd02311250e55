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
#ifdef HAVE_SYS_XATTR_H
#include <sys/xattr.h>
#endif

#define CANNOT_READ N_("{subject} can't be read: {reason}.")
#define CANNOT_WRITE N_("{subject} can't be written: {reason}.")

static bool write_error(struct error *error, const char *path, int code)
{
    return error_set_code(error, ERROR_OUTPUT, CANNOT_WRITE, path, code);
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
        error_set_code(error, ERROR_INPUT, CANNOT_READ, path, code);
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
            ok = error_set_code(error, ERROR_INPUT, CANNOT_READ, path, errno);
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

/* ---- replacing ---- */

/* Where a path really points: a symbolic link's target, which may not exist yet. NULL with errno.
 */
static char *resolve(const char *path)
{
    char *real = realpath(path, NULL);
    if (real != NULL || errno != ENOENT)
        return real;
    struct stat status;
    if (lstat(path, &status) != 0)
        return bytes_copy(span_of(path)); /* a new file */
    errno = ENOENT;                       /* a dangling link: nothing sensible to replace */
    return NULL;
}

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return bytes_copy(span_of("."));
    return bytes_copy((struct span){path, slash == path ? 1 : (size_t)(slash - path)});
}

/* A temporary file ".NAME.lz-XXXXXX" beside the target; its fd, the path in *temp. */
static int temp_open(const char *folder, const char *name, char **temp)
{
    for (unsigned attempt = 0; attempt < 100; attempt++) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        uint64_t seed[3] = {(uint64_t)now.tv_nsec, (uint64_t)getpid(), attempt};
        struct buf path = {0};
        buf_printf(&path, "%s/.%s.lz-%06x", folder, name,
                   (unsigned)(bytes_hash(seed, sizeof seed, 0) & 0xffffff));
        *temp = buf_take(&path);
        if (*temp == NULL) {
            errno = ENOMEM;
            return -1;
        }
        int fd = open(*temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (fd >= 0 || errno != EEXIST)
            return fd;
        free(*temp);
        *temp = NULL;
    }
    errno = EEXIST;
    return -1;
}

static void copy_attributes(int from, int to)
{
#ifdef HAVE_SYS_XATTR_H
    char names[4096], value[4096];
    ssize_t len = flistxattr(from, names, sizeof names);
    for (ssize_t at = 0; at < len; at += (ssize_t)strlen(names + at) + 1) {
        ssize_t size = fgetxattr(from, names + at, value, sizeof value);
        if (size >= 0 && fsetxattr(to, names + at, value, (size_t)size, 0) != 0)
            continue; /* attributes of the system are not ours to set; the content matters more */
    }
#else
    (void)from;
    (void)to;
#endif
}

/* Gives the temporary file what the old one had. */
static bool copy_owner(const char *old, int fd, const struct stat *status)
{
    if ((status->st_uid != geteuid() || status->st_gid != getegid()) &&
        fchown(fd, status->st_uid, status->st_gid) != 0 &&
        fchown(fd, (uid_t)-1, status->st_gid) != 0 && errno != EPERM)
        return false;
    if (fchmod(fd, status->st_mode & 07777) != 0)
        return false;
    int from = open(old, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (from >= 0) {
        copy_attributes(from, fd);
        close(from);
    }
    return true;
}

static bool sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool ok = fsync(fd) == 0 || errno == EINVAL; /* some file systems can't sync a folder */
    int code = errno;
    close(fd);
    errno = code;
    return ok;
}

static bool write_and_close(int fd, struct span content)
{
    bool ok = file_write_all(fd, content.at, content.len) && fsync(fd) == 0;
    int code = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        code = errno;
    }
    errno = code;
    return ok;
}

/* The in-place way, for hard links and folders without write permission: a synced backup first. */
static bool write_in_place(const char *path, struct span content, const char *backup_dir,
                           struct error *error)
{
    struct buf old = {0};
    char *backup = NULL;
    bool ok = file_read(path, SIZE_MAX / 2, &old, error);
    if (!ok)
        goto done;
    ok = file_make_dir(backup_dir, 0700, error);
    if (!ok)
        goto done;
    struct buf name = {0};
    buf_printf(&name, "%s-%016llx.backup", file_name(path),
               (unsigned long long)bytes_hash(path, strlen(path), 0));
    char *leaf = buf_take(&name);
    backup = leaf != NULL ? file_join(backup_dir, leaf) : NULL;
    free(leaf);
    ok = backup != NULL || error_memory(error);
    if (!ok || !file_replace(backup, buf_span(&old), FILE_REPLACE, 0600, NULL, error)) {
        ok = false;
        goto done;
    }
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    ok = fd >= 0 || write_error(error, path, errno);
    if (!ok)
        goto done;
    /* Longer content overwrites, then a shorter file is cut: never truncated first. */
    if (!file_write_all(fd, content.at, content.len) || ftruncate(fd, (off_t)content.len) != 0 ||
        fsync(fd) != 0) {
        int code = errno;
        ok = error_set_code(
            error, ERROR_OUTPUT,
            N_("A write stopped halfway ({reason}); the old content is kept in {subject}."), backup,
            code);
    }
    close(fd);
    if (ok)
        unlink(backup);
done:
    buf_done(&old);
    free(backup);
    return ok;
}

/* The usual way: a temporary file renamed over the target. *blocked is set when the folder takes no
 * new file. */
static bool write_by_rename(const char *path, const char *folder, struct span content,
                            enum file_existing existing, mode_t mode, const struct stat *old,
                            bool *blocked, struct error *error)
{
    char *temp = NULL;
    int fd = temp_open(folder, file_name(path), &temp);
    if (fd < 0) {
        *blocked = errno == EACCES || errno == EROFS || errno == EPERM;
        free(temp);
        return write_error(error, path, errno);
    }
    bool ok = old != NULL ? copy_owner(path, fd, old) : fchmod(fd, mode) == 0;
    int code = errno;
    if (ok) {
        ok = write_and_close(fd, content);
        code = errno;
    } else {
        close(fd);
    }
    if (ok && existing == FILE_REFUSE)
        ok = link(temp, path) == 0 &&
             unlink(temp) == 0; /* never over a file that appeared meanwhile */
    else if (ok)
        ok = rename(temp, path) == 0;
    if (!ok && code == 0)
        code = errno;
    else if (!ok && errno != 0)
        code = errno;
    if (ok && !sync_folder(folder)) {
        code = errno;
        free(temp);
        return write_error(error, folder, code);
    }
    if (!ok)
        unlink(temp);
    free(temp);
    if (!ok && existing == FILE_REFUSE && code == EEXIST)
        return error_set(error, ERROR_OUTPUT,
                         N_("{subject} exists already; give --force to replace it."), path);
    return ok || write_error(error, path, code);
}

bool file_replace(const char *path, struct span content, enum file_existing existing, mode_t mode,
                  const char *backup_dir, struct error *error)
{
    char *real = resolve(path);
    if (real == NULL)
        return write_error(error, path, errno);
    char *folder = folder_of(real);
    struct stat status;
    bool ok = folder != NULL || error_memory(error);
    bool exists = ok && stat(real, &status) == 0;
    bool blocked = false;
    if (!ok)
        goto done;
    if (exists && existing == FILE_REFUSE)
        ok = error_set(error, ERROR_OUTPUT,
                       N_("{subject} exists already; give --force to replace it."), path);
    else if (exists && !S_ISREG(status.st_mode))
        ok = error_set(error, ERROR_OUTPUT,
                       N_("{subject} is not a regular file; name another one."), path);
    else if (exists && status.st_nlink > 1 && backup_dir != NULL)
        ok = write_in_place(real, content, backup_dir, error);
    else
        ok = write_by_rename(real, folder, content, existing, mode, exists ? &status : NULL,
                             &blocked, error);
    if (!ok && blocked && exists && backup_dir != NULL && access(real, W_OK) == 0)
        ok = write_in_place(real, content, backup_dir, error);
done:
    free(folder);
    free(real);
    return ok;
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
            error_set_code(error, ERROR_INPUT, CANNOT_READ, path, errno);
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

int file_lock(const char *path, int wait_ms, struct error *error)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        write_error(error, path, errno);
        return -1;
    }
    for (int waited = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; waited += 5) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            write_error(error, path, errno);
            close(fd);
            return -1;
        }
        if (waited >= wait_ms) {
            error_set(error, ERROR_OUTPUT,
                      N_("{subject} is kept locked by another program; try again."), path);
            close(fd);
            return -1;
        }
        nanosleep(&(struct timespec){0, 5000000}, NULL);
    }
    return fd;
}

void file_unlock(int fd)
{
    if (fd >= 0)
        close(fd); /* closing gives the lock back */
}
