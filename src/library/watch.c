#include <config.h>

#include "src/library/watch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef HAVE_SYS_INOTIFY_H
#include <sys/inotify.h>
#endif

#include "src/base/bytes.h"
#include "src/base/file.h"

struct folder {
    char *path;
    int number;              /* inotify's watch descriptor; -1 without */
    struct timespec changed; /* the folder's mtime, for polling */
    bool content_only;       /* it is of no corpus: what comes and goes there is no matter */
};

struct watch {
    int fd; /* -1: polling */
    struct folder *folders;
    size_t count, cap;
};

struct watch *watch_new(struct error *error)
{
    struct watch *watch = array_new(1, sizeof *watch);
    if (watch == NULL) {
        error_memory(error);
        return NULL;
    }
#ifdef HAVE_SYS_INOTIFY_H
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
#else
    watch->fd = -1;
#endif
    return watch;
}

static void forget_folders(struct watch *watch)
{
    for (size_t i = 0; i < watch->count; i++)
        free(watch->folders[i].path);
    free(watch->folders);
}

void watch_free(struct watch *watch)
{
    if (watch == NULL)
        return;
    if (watch->fd >= 0)
        close(watch->fd);
    forget_folders(watch);
    free(watch);
}

/* inotify gives the same number for the same folder, so a second time is found by it. -1: can't be
 * watched. */
static int kernel_number(const struct watch *watch, const char *folder)
{
#ifdef HAVE_SYS_INOTIFY_H
    if (watch->fd >= 0)
        return inotify_add_watch(watch->fd, folder,
                                 IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |
                                     IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_DELETE_SELF |
                                     IN_MOVE_SELF | IN_ONLYDIR);
#endif
    return -1;
}

/* The folders are sorted by number. */
static struct folder *numbered(const struct watch *watch, int number)
{
    size_t low = 0, high = watch->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (watch->folders[middle].number == number)
            return &watch->folders[middle];
        if (watch->folders[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static struct folder *of_path(const struct watch *watch, const char *path)
{
    for (size_t i = watch->count; i > 0; i--)
        if (strcmp(watch->folders[i - 1].path, path) == 0)
            return &watch->folders[i - 1];
    return NULL;
}

static bool add_folder(struct watch *watch, const char *folder, bool content_only)
{
    struct stat status;
    if (stat(folder, &status) != 0 || !S_ISDIR(status.st_mode))
        return false;
    int number = kernel_number(watch, folder);
    if (watch->fd >= 0 && number < 0)
        return false;
    struct folder *known = watch->fd >= 0 ? numbered(watch, number) : of_path(watch, folder);
    if (known != NULL) {
        known->content_only = known->content_only && content_only;
        return true;
    }
    char *path = bytes_copy(span_of(folder));
    if (path == NULL ||
        !array_reserve(&watch->folders, &watch->cap, watch->count + 1, sizeof *watch->folders)) {
        free(path);
        return false;
    }
    /* The kernel numbers upward, so it nearly always goes last; not where watch_ahead() was. */
    size_t at = watch->count++;
    for (; at > 0 && watch->folders[at - 1].number > number; at--)
        watch->folders[at] = watch->folders[at - 1];
    watch->folders[at] = (struct folder){path, number, status.st_mtim, content_only};
    return true;
}

void watch_folder(struct watch *watch, const char *folder)
{
    if (watch->count < WATCH_MOST)
        add_folder(watch, folder, false);
}

bool watch_file(struct watch *watch, const char *path)
{
    char *real = realpath(path, NULL);
    char *slash = real != NULL ? strrchr(real, '/') : NULL;
    if (slash != NULL)
        slash[slash == real] = '\0';
    bool watched = watch->fd >= 0 && slash != NULL && add_folder(watch, real, true);
    free(real);
    return watched;
}

/* Bytes of the folder part of a path, without the slash. */
static size_t folder_len(const char *path, size_t len)
{
    while (len > 0 && path[len - 1] != '/')
        len--;
    return len > 1 ? len - 1 : len;
}

/* The folders of `path` from its own up to `least` bytes, skipping those that `before`, an earlier
 * path, had too: paths are sorted, so a folder's documents follow each other. */
static void watch_above(struct watch *watch, const char *path, const char *before, size_t least)
{
    for (size_t len = folder_len(path, strlen(path)); len >= least && len > 0;
         len = folder_len(path, len)) {
        if (before != NULL && strncmp(path, before, len) == 0 && before[len] == '/')
            return;
        char *folder = bytes_copy((struct span){path, len});
        if (folder != NULL)
            watch_folder(watch, folder);
        free(folder);
        if (len == folder_len(path, len))
            return;
    }
}

void watch_corpus(struct watch *watch, const struct corpus *corpus)
{
    for (size_t i = 0; i < corpus->root_count; i++)
        watch_folder(watch, corpus->roots[i]);
    for (size_t i = 0; i < corpus->count; i++) {
        const char *path = corpus->entries[i].path, *root = corpus->roots[corpus->entries[i].root];
        size_t root_len = strlen(root);
        bool is_file = strcmp(path, root) == 0;
        watch_above(watch, path, i > 0 ? corpus->entries[i - 1].path : NULL,
                    is_file ? folder_len(path, root_len) : root_len);
    }
}

void watch_ahead(int fd, const struct corpus *corpus)
{
    struct watch ahead = {.fd = fd};
    if (fd < 0)
        return;
    watch_corpus(&ahead, corpus);
    forget_folders(&ahead);
}

int watch_fd(const struct watch *watch)
{
    return watch->fd;
}

#ifdef HAVE_SYS_INOTIFY_H

/* A new folder is watched at once: what is put into it right behind its making would be missed
 * otherwise. */
static void watch_new_folder(struct watch *watch, const struct folder *folder, const char *name)
{
    char *path = file_join(folder->path, name);
    if (path != NULL)
        watch_folder(watch, path);
    free(path);
}

static unsigned meaning(struct watch *watch, const struct inotify_event *event)
{
    /* Other permissions: the list says whether a document can be read. */
    const uint32_t tree = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB;
    const struct folder *folder = numbered(watch, event->wd);
    if (folder != NULL && folder->content_only)
        return WATCH_CONTENT;
    if (event->mask & (IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF))
        return WATCH_TREE | WATCH_CONTENT;
    if (event->len == 0)
        return event->mask & IN_ATTRIB ? WATCH_TREE : 0;
    if (event->mask & IN_ISDIR) {
        if (event->name[0] == '.')
            return 0;
        if (folder != NULL && event->mask & (IN_CREATE | IN_MOVED_TO))
            watch_new_folder(watch, folder, event->name);
        return WATCH_TREE;
    }
    if (!corpus_is_document_name(event->name))
        return event->name[0] != '.' ? WATCH_CONTENT : 0; /* notes beside a document */
    return (event->mask & tree ? WATCH_TREE : 0) | WATCH_CONTENT;
}

static unsigned read_events(struct watch *watch)
{
    _Alignas(struct inotify_event) char events[8192];
    unsigned changes = 0;
    for (;;) {
        ssize_t len = read(watch->fd, events, sizeof events);
        if (len < 0 && errno == EINTR)
            continue;
        if (len <= 0)
            return changes;
        for (ssize_t at = 0; at < len;) {
            const struct inotify_event *event = (const struct inotify_event *)(void *)(events + at);
            changes |= meaning(watch, event);
            at += (ssize_t)(sizeof *event + event->len);
        }
    }
}

#endif

/* Polling: a folder whose mtime is another has other names in it; a document's new content alone
 * shows nowhere, so who holds one open looks at it itself. */
static unsigned look(struct watch *watch)
{
    unsigned changes = WATCH_CONTENT;
    for (size_t i = 0; i < watch->count; i++) {
        struct folder *folder = &watch->folders[i];
        struct stat status = {0};
        if (stat(folder->path, &status) != 0)
            status.st_mtim = (struct timespec){0};
        if (status.st_mtim.tv_sec != folder->changed.tv_sec ||
            status.st_mtim.tv_nsec != folder->changed.tv_nsec) {
            folder->changed = status.st_mtim;
            changes |= WATCH_TREE;
        }
    }
    return changes;
}

unsigned watch_read(struct watch *watch)
{
#ifdef HAVE_SYS_INOTIFY_H
    if (watch->fd >= 0)
        return read_events(watch);
#endif
    return look(watch);
}
