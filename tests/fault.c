/* fault: a library to be preloaded: the FAULT_AT-th call that opens, writes, syncs, renames, links,
 * truncates or removes something below FAULT_DIR fails with FAULT_ERRNO; a note of it goes to
 * FAULT_LOG. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool watched[4096];
static int calls;

static bool fails(const char *what)
{
    const char *at = getenv("FAULT_AT"), *code = getenv("FAULT_ERRNO"), *log = getenv("FAULT_LOG");
    if (at == NULL || ++calls != atoi(at))
        return false;
    FILE *(*real)(const char *, const char *) =
        (FILE * (*)(const char *, const char *)) dlsym(RTLD_NEXT, "fopen");
    FILE *file = log != NULL ? real(log, "a") : NULL;
    if (file != NULL) {
        fprintf(file, "%s\n", what);
        fclose(file);
    }
    errno = code != NULL ? atoi(code) : EIO;
    return true;
}

static bool is_below(const char *path)
{
    const char *dir = getenv("FAULT_DIR");
    return dir != NULL && strncmp(path, dir, strlen(dir)) == 0;
}

static int opened(const char *path, int fd)
{
    if (fd >= 0 && fd < 4096)
        watched[fd] = is_below(path);
    return fd;
}

#define REAL(type, name, ...)                                                                      \
    type (*real)(__VA_ARGS__) = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int open_by(const char *name, const char *path, int flags, mode_t mode)
{
    REAL(int, name, const char *, int, mode_t);
    if (is_below(path) && fails("open"))
        return -1;
    return opened(path, real(path, flags, mode));
}

int open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(args, mode_t) : 0;
    va_end(args);
    return open_by("open", path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(args, mode_t) : 0;
    va_end(args);
    return open_by("open64", path, flags, mode);
}

static bool is_watched(int fd)
{
    return fd >= 0 && fd < 4096 && watched[fd];
}

ssize_t write(int fd, const void *at, size_t len)
{
    REAL(ssize_t, "write", int, const void *, size_t);
    if (is_watched(fd) && fails("write")) {
        /* Half of it gets there, as on a full disk. */
        int code = errno;
        real(fd, at, len / 2);
        errno = code;
        return -1;
    }
    return real(fd, at, len);
}

int fsync(int fd)
{
    REAL(int, "fsync", int);
    return is_watched(fd) && fails("fsync") ? -1 : real(fd);
}

int fchmod(int fd, mode_t mode)
{
    REAL(int, "fchmod", int, mode_t);
    return is_watched(fd) && fails("fchmod") ? -1 : real(fd, mode);
}

int ftruncate(int fd, off_t len)
{
    REAL(int, "ftruncate", int, off_t);
    return is_watched(fd) && fails("ftruncate") ? -1 : real(fd, len);
}

int ftruncate64(int fd, off64_t len)
{
    REAL(int, "ftruncate64", int, off64_t);
    return is_watched(fd) && fails("ftruncate") ? -1 : real(fd, len);
}

int posix_fallocate(int fd, off_t off, off_t len)
{
    REAL(int, "posix_fallocate", int, off_t, off_t);
    return is_watched(fd) && fails("fallocate") ? errno : real(fd, off, len);
}

int posix_fallocate64(int fd, off64_t off, off64_t len)
{
    REAL(int, "posix_fallocate64", int, off64_t, off64_t);
    return is_watched(fd) && fails("fallocate") ? errno : real(fd, off, len);
}

int close(int fd)
{
    REAL(int, "close", int);
    bool ours = is_watched(fd);
    if (fd >= 0 && fd < 4096)
        watched[fd] = false;
    int result = real(fd);
    return ours && fails("close") ? -1 : result;
}

int rename(const char *from, const char *to)
{
    REAL(int, "rename", const char *, const char *);
    return is_below(to) && fails("rename") ? -1 : real(from, to);
}

int renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
    REAL(int, "renameat2", int, const char *, int, const char *, unsigned);
    return is_below(to) && fails("rename") ? -1 : real(a, from, b, to, flags);
}

int link(const char *from, const char *to)
{
    REAL(int, "link", const char *, const char *);
    return is_below(to) && fails("link") ? -1 : real(from, to);
}

int unlink(const char *path)
{
    REAL(int, "unlink", const char *);
    return is_below(path) && fails("unlink") ? -1 : real(path);
}
