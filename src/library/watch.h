/* watch: notices that files under some folders come, go or change, by inotify(7) where the kernel
 * has it and else by looking at the folders' modification times. Tells only that something changed:
 * who cares looks again, since events may be lost, merged or late. */
#ifndef LEESZAAL_LIBRARY_WATCH_H
#define LEESZAAL_LIBRARY_WATCH_H

#include <stdbool.h>

#include "src/base/error.h"
#include "src/library/corpus.h"

/* Folders watched at most: the kernel's own limit is often 8192 a user, and others want some too.
 * Those beyond it are seen at the next rescan by hand. */
#define WATCH_MOST 4096

/* Without inotify: how often to ask watch_read(), in milliseconds. */
#define WATCH_POLL_MS 2000

enum watch_change {
    WATCH_TREE = 1,    /* a document or a folder came, went or was renamed */
    WATCH_CONTENT = 2, /* a document, or notes beside one, may have other content */
};

struct watch;

/* NULL and an error only when memory is out. */
struct watch *watch_new(struct error *error);
void watch_free(struct watch *watch);
/* Watches a folder; one that is watched already, is gone, or is one too many is passed over. */
void watch_folder(struct watch *watch, const char *folder);
/* Watches the folder that a document really lies in (it may be a link to another place), one too
 * many or not, for its content only. False when it can't be watched: who cares must look itself. */
bool watch_file(struct watch *watch, const char *path);
/* The folders of all documents, the folders above them, and the roots. */
void watch_corpus(struct watch *watch, const struct corpus *corpus);
/* Makes watch_corpus() of this corpus quick for the watch with this descriptor: at the first time
 * the kernel looks at each file in a folder. From any thread; the watch itself isn't touched. */
void watch_ahead(int fd, const struct corpus *corpus);
/* Readable when something happened; -1 without inotify. */
int watch_fd(const struct watch *watch);
/* What has changed since the last call: bits of enum watch_change, 0 for nothing. Never blocks. */
unsigned watch_read(struct watch *watch);

#endif
