#include <config.h>

#include "src/base/file_replace.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#ifdef HAVE_SYS_XATTR_H
#include <sys/xattr.h>
#endif

/* One replacement under way. */
struct replacement {
    const char *path; /* as the caller named it, for messages */
    char *real;       /* where it really is */
    char *folder;
    char *temp;
    struct span content;
    enum file_existing existing;
    mode_t mode;
    const char *backup_dir;
    const struct file_stamp *expected; /* NULL: whatever is there */
    bool *changed;
    bool exists;
    struct stat old;
};

/* Bytes of a file's name that a temporary name repeats: the rest must fit in 255. */
#define TEMP_NAME_MOST 200

/* Where a path really points: a symbolic link's target, which may not exist yet. NULL with errno.
 */
static char *resolve(const char *path)
{
    char *real = realpath(path, NULL);
    if (real != NULL || errno != ENOENT)
        return real;
    struct stat status;
    if (lstat(path, &status) != 0) {
        char *copy = bytes_copy(span_of(path)); /* a new file */
        errno = ENOMEM;                         /* if that failed */
        return copy;
    }
    errno = ENOENT; /* a dangling link: nothing sensible to replace */
    return NULL;
}

static void add_temp_stem(struct buf *stem, const char *name)
{
    size_t len = strlen(name);
    buf_add_byte(stem, '.');
    buf_add(stem, name, len < TEMP_NAME_MOST ? len : TEMP_NAME_MOST);
    buf_add_string(stem, ".lz-");
}

/* A temporary file ".NAME.lz-XXXXXX" beside the target: for a new file made with its mode, so that
 * the umask counts; over an old one closed to others until it has the old one's mode. */
static int temp_open(struct replacement *work)
{
    for (unsigned attempt = 0; attempt < 100; attempt++) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        uint64_t seed[3] = {(uint64_t)now.tv_nsec, (uint64_t)getpid(), attempt};
        struct buf path = {0};
        buf_printf(&path, "%s/", work->folder);
        add_temp_stem(&path, file_name(work->real));
        buf_printf(&path, "%06x", (unsigned)(bytes_hash(seed, sizeof seed, 0) & 0xffffff));
        work->temp = buf_take(&path);
        if (work->temp == NULL) {
            errno = ENOMEM;
            return -1;
        }
        int fd = open(work->temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                      work->exists ? 0600 : work->mode);
        if (fd >= 0)
            return fd;
        int code = errno;
        free(work->temp);
        work->temp = NULL;
        errno = code;
        if (code != EEXIST)
            return -1;
    }
    errno = EEXIST;
    return -1;
}

#ifdef HAVE_SYS_XATTR_H
/* One extended attribute. Those of the system are often not ours to set; content matters more, so a
 * failure passes. */
static void copy_attribute(int from, int to, const char *name)
{
    ssize_t size = fgetxattr(from, name, NULL, 0);
    char *value = size >= 0 ? bytes_realloc(NULL, (size_t)size) : NULL;
    if (value != NULL)
        size = fgetxattr(from, name, value, (size_t)size);
    if (value != NULL && size >= 0 && fsetxattr(to, name, value, (size_t)size, 0) != 0)
        errno = 0;
    free(value);
}

static void copy_attributes(int from, int to)
{
    ssize_t len = flistxattr(from, NULL, 0);
    char *names = len > 0 ? bytes_realloc(NULL, (size_t)len) : NULL;
    if (names != NULL)
        len = flistxattr(from, names, (size_t)len);
    for (ssize_t at = 0; names != NULL && at < len; at += (ssize_t)strlen(names + at) + 1)
        copy_attribute(from, to, names + at);
    free(names);
}
#else
static void copy_attributes(int from, int to)
{
}
#endif

/* Gives the temporary file the old one's owner, mode and attributes. *foreign: the owner or group
 * is not ours to give. */
static bool copy_owner(const struct replacement *work, int fd, bool *foreign)
{
    struct stat own;
    if (fstat(fd, &own) != 0)
        return false;
    bool other = own.st_uid != work->old.st_uid || own.st_gid != work->old.st_gid;
    if (other && fchown(fd, work->old.st_uid, work->old.st_gid) != 0) {
        *foreign = true;
        if (work->backup_dir != NULL)
            return false; /* writing in place keeps them */
    }
    /* A group that could not be kept gets no rights in its name. */
    mode_t mode = work->old.st_mode & (*foreign ? 0700 : 07777);
    if (fchmod(fd, mode) != 0)
        return false;
    int from = open(work->real, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (from >= 0) {
        copy_attributes(from, fd);
        close(from);
    }
    return true;
}

static bool sync_fd(int fd)
{
    int result;
    do
        result = fsync(fd);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

static bool sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno == EACCES; /* a folder one may write in but not read can't be synced */
    bool ok = sync_fd(fd) || errno == EINVAL; /* some file systems can't sync a folder */
    int code = errno;
    close(fd);
    errno = code;
    return ok;
}

/* False with errno. The descriptor is closed in any case. */
static bool write_and_close(int fd, struct span content)
{
    bool ok = file_write_all(fd, content.at, content.len) && sync_fd(fd);
    int code = errno;
    if (close(fd) != 0 && ok && errno != EINTR) { /* EINTR: closed all the same, and synced */
        ok = false;
        code = errno;
    }
    errno = code;
    return ok;
}

/* The name goes to the new file only if nobody has it: by the kernel where it can, else by a hard
 * link. False with errno. */
static bool rename_new(const char *temp, const char *path)
{
#ifdef RENAME_NOREPLACE
    if (renameat2(AT_FDCWD, temp, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
#endif
    return link(temp, path) == 0 && unlink(temp) == 0;
}

/* Is the file still what the caller has seen? */
static bool is_expected(const struct replacement *work)
{
    struct file_stamp now;
    if (work->expected == NULL)
        return true;
    if (file_stamp_of(work->real, &now, NULL) && file_stamp_equal(&now, work->expected))
        return true;
    *work->changed = true;
    return false;
}

/* ---- in place ---- */

static char *backup_path(const char *real, const char *backup_dir)
{
    struct buf name = {0};
    buf_printf(&name, "%s/", backup_dir);
    size_t len = strlen(file_name(real));
    buf_add(&name, file_name(real), len < TEMP_NAME_MOST ? len : TEMP_NAME_MOST);
    buf_printf(&name, "-%016llx.backup", (unsigned long long)bytes_hash(real, strlen(real), 0));
    return buf_take(&name);
}

/* Overwrites, then cuts: never truncated first; and room is made sure of before anything is
 * touched. False with errno; *touched then tells whether the old bytes are gone. */
static bool overwrite(int fd, struct span content, uint64_t old_size, bool *touched)
{
    *touched = false;
    if (content.len > old_size) {
        int code = posix_fallocate(fd, 0, (off_t)content.len);
        if (code != 0 && code != EINVAL && code != EOPNOTSUPP) {
            *touched = ftruncate(fd, (off_t)old_size) != 0;
            errno = code;
            return false;
        }
    }
    *touched = true;
    return lseek(fd, 0, SEEK_SET) == 0 && file_write_all(fd, content.at, content.len) &&
           ftruncate(fd, (off_t)content.len) == 0 && sync_fd(fd);
}

/* For hard links, foreign owners and closed folders: a synced copy of the old bytes first; when the
 * write fails they are put back. */
static bool write_in_place(const struct replacement *work, struct error *error)
{
    struct buf old = {0};
    char *backup = NULL;
    int fd = -1;
    bool touched = false;
    bool ok = file_read(work->real, SIZE_MAX / 2, &old, error) &&
              file_make_dir(work->backup_dir, 0700, error);
    if (!ok)
        goto done;
    backup = backup_path(work->real, work->backup_dir);
    ok = backup != NULL ? file_replace(backup, buf_span(&old), FILE_REPLACE, 0600, NULL, error)
                        : error_memory(error);
    if (!ok)
        goto done;
    fd = open(work->real, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0) {
        ok = file_write_error(error, work->path, errno);
    } else if (!is_expected(work)) {
        ok = false;
    } else if (!overwrite(fd, work->content, old.len, &touched)) {
        int code = errno;
        bool whole = !touched || overwrite(fd, buf_span(&old), old.len, &touched);
        ok = whole ? file_write_error(error, work->path, code)
                   : error_set_code(error, ERROR_OUTPUT,
                                    N_("A write stopped halfway ({reason}); the old content is "
                                       "kept in {subject}."),
                                    backup, code);
        touched = !whole;
    } else {
        touched = false;
    }
    if (!touched)
        unlink(backup);
done:
    if (fd >= 0)
        close(fd);
    buf_done(&old);
    free(backup);
    return ok;
}

/* Seconds a write in place can take; a file that is newer than its backup by more was written by
 * another program afterwards. */
#define INTERRUPTED_MOST 60

bool file_restore(const char *path, const char *backup_dir, bool *restored, struct error *error)
{
    char *real = resolve(path);
    char *backup = real != NULL ? backup_path(real, backup_dir) : NULL;
    struct buf old = {0};
    bool there = backup != NULL && access(backup, F_OK) == 0, touched;
    struct stat status, saved;
    if (there && stat(backup, &saved) == 0 && stat(real, &status) == 0 &&
        status.st_mtim.tv_sec > saved.st_mtim.tv_sec + INTERRUPTED_MOST)
        there = false; /* somebody wrote the file since: that is worth more than the backup */
    bool ok = !there || file_read(backup, SIZE_MAX / 2, &old, error);
    if (there && ok) {
        int fd = open(real, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
        ok = fd >= 0 && fstat(fd, &status) == 0 &&
             overwrite(fd, buf_span(&old), (uint64_t)status.st_size, &touched);
        if (!ok)
            file_write_error(error, path, errno);
        if (fd >= 0)
            close(fd);
        if (ok)
            unlink(backup);
    }
    if (restored != NULL)
        *restored = there && ok;
    buf_done(&old);
    free(backup);
    free(real);
    return ok;
}

/* ---- by rename ---- */

/* False with errno, and the temporary file gone. *blocked: writing in place may still do. */
static bool write_temp(struct replacement *work, bool *blocked)
{
    bool foreign = false;
    int fd = temp_open(work);
    if (fd < 0) {
        *blocked = errno == EACCES || errno == EROFS || errno == EPERM;
        return false;
    }
    bool ok = !work->exists || copy_owner(work, fd, &foreign);
    int code = errno;
    if (ok) {
        ok = write_and_close(fd, work->content);
        code = errno;
    } else {
        *blocked = foreign;
        close(fd);
    }
    if (!ok)
        unlink(work->temp);
    errno = code;
    return ok;
}

static bool write_by_rename(struct replacement *work, bool *blocked, struct error *error)
{
    if (!write_temp(work, blocked))
        return file_write_error(error, work->path, errno);
    if (!is_expected(work)) {
        unlink(work->temp);
        return false;
    }
    bool ok = work->existing == FILE_REFUSE ? rename_new(work->temp, work->real)
                                            : rename(work->temp, work->real) == 0;
    if (!ok) {
        int code = errno;
        unlink(work->temp);
        if (work->existing == FILE_REFUSE && code == EEXIST)
            return error_set(error, ERROR_OUTPUT,
                             N_("{subject} exists already; give --force to replace it."),
                             work->path);
        return file_write_error(error, work->path, code);
    }
    return sync_folder(work->folder) || file_write_error(error, work->folder, errno);
}

static bool replace(struct replacement *work, struct error *error)
{
    bool blocked = false;
    work->real = resolve(work->path);
    if (work->real == NULL)
        return file_write_error(error, work->path, errno);
    work->folder = file_folder(work->real);
    if (work->folder == NULL)
        return error_memory(error);
    work->exists = stat(work->real, &work->old) == 0;
    if (work->exists && work->existing == FILE_REFUSE)
        return error_set(error, ERROR_OUTPUT,
                         N_("{subject} exists already; give --force to replace it."), work->path);
    if (work->exists && !S_ISREG(work->old.st_mode))
        return error_set(error, ERROR_OUTPUT,
                         N_("{subject} is not a regular file; name another one."), work->path);
    if (work->exists && work->old.st_nlink > 1 && work->backup_dir != NULL)
        return write_in_place(work, error);
    if (write_by_rename(work, &blocked, error))
        return true;
    return blocked && work->exists && work->backup_dir != NULL && access(work->real, W_OK) == 0 &&
           write_in_place(work, error);
}

static bool replace_and_free(struct replacement *work, struct error *error)
{
    bool ok = replace(work, error);
    free(work->real);
    free(work->folder);
    free(work->temp);
    return ok;
}

bool file_replace(const char *path, struct span content, enum file_existing existing, mode_t mode,
                  const char *backup_dir, struct error *error)
{
    struct replacement work = {.path = path,
                               .content = content,
                               .existing = existing,
                               .mode = mode,
                               .backup_dir = backup_dir};
    return replace_and_free(&work, error);
}

bool file_replace_if(const char *path, struct span content, const struct file_stamp *expected,
                     mode_t mode, const char *backup_dir, bool *changed, struct error *error)
{
    *changed = false;
    /* A file that didn't exist may not appear meanwhile. */
    struct replacement work = {.path = path,
                               .content = content,
                               .existing = expected->exists ? FILE_REPLACE : FILE_REFUSE,
                               .mode = mode,
                               .backup_dir = backup_dir,
                               .expected = expected,
                               .changed = changed};
    bool ok = replace_and_free(&work, error);
    struct stat status;
    if (!ok && !expected->exists && stat(path, &status) == 0)
        *changed = true;
    return ok;
}

void file_clean(const char *path)
{
    char *real = resolve(path);
    char *folder = real != NULL ? file_folder(real) : NULL;
    struct buf stem = {0};
    DIR *dir = folder != NULL ? opendir(folder) : NULL;
    if (dir != NULL)
        add_temp_stem(&stem, file_name(real));
    for (const struct dirent *entry; dir != NULL && buf_ok(&stem) && (entry = readdir(dir));) {
        struct stat status;
        if (!span_starts(span_of(entry->d_name), stem.at) ||
            fstatat(dirfd(dir), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        if (S_ISREG(status.st_mode) && status.st_uid == geteuid() &&
            time(NULL) - status.st_mtime > 24 * 60 * 60)
            unlinkat(dirfd(dir), entry->d_name, 0);
    }
    if (dir != NULL)
        closedir(dir);
    buf_done(&stem);
    free(folder);
    free(real);
}
