/* corpus: the documents under some paths, as one list (COMMANDS.md, rule "Documents"). Scans
 * folders recursively, without following a loop; keeps paths sorted by their bytes with '/' lowest.
 * Nothing is opened but folders. */
#ifndef LEESZAAL_LIBRARY_CORPUS_H
#define LEESZAAL_LIBRARY_CORPUS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/error.h"

struct corpus_entry {
    char *path;    /* as given, plus '/' and the relative path; bytes. "-" is standard input */
    uint32_t root; /* number of the PATH argument it came from */
    uint64_t size; /* bytes */
    int64_t mtime; /* seconds */
    int reason; /* 0, or the errno why it can't be read (EACCES …), or ENOTSUP for a FIFO, device or
                   socket named on the command line */
};

struct corpus {
    struct corpus_entry *entries;
    size_t count, cap;
    char **roots; /* the paths given, without slashes at their ends */
    size_t root_count;
};

/* Called for each path that gives no entry: it isn't there, or a folder that can't be read. The
 * scan goes on. */
typedef void corpus_problem_fn(const struct error *error, void *context);

/* Scans. `glob` (may be NULL) is matched against the file name, or the relative path when it holds
 * a slash ('*' then stops at a slash, "**" does not). What is named in `paths` is taken whatever
 * its name. Links to folders are followed last, in the order of their paths, and only to folders
 * not seen yet. Sorted, duplicates (same path) once. A missing PATH is a problem. NULL when memory
 * is out or cancelled (cancel may be NULL). */
struct corpus *corpus_scan(const char *const *paths, size_t count, const char *glob,
                           const atomic_bool *cancel, corpus_problem_fn *problem, void *context,
                           struct error *error);
/* The first `most` documents in path order, for a screen that can't wait for a large corpus.
 * *partial: there may be more, or something went wrong, so corpus_scan() has to follow; problems
 * are left to it. */
struct corpus *corpus_peek(const char *const *paths, size_t count, const char *glob, size_t most,
                           const atomic_bool *cancel, bool *partial, struct error *error);
void corpus_free(struct corpus *corpus);

/* Is this file name a document by COMMANDS.md (not hidden, no sidecar, no backup)? */
bool corpus_is_document_name(const char *name);
/* Is a path that of notes or settings beside documents? Hidden files and copies are documents when
 * they are named. */
bool corpus_is_beside(const char *path);
#define CORPUS_NO_TEXT                                                                             \
    N_("{subject} holds notes or settings, no text: name the document beside it.")
/* Order of paths: bytes, '/' lowest. */
int corpus_path_compare(const char *a, const char *b);
/* Was this entry itself named among the paths (and not found in a folder)? */
bool corpus_is_named(const struct corpus *corpus, size_t entry);
/* The path relative to its root, as exports name documents (borrowed). The root of a file is its
 * folder. */
const char *corpus_relative(const struct corpus *corpus, size_t entry);
/* The folder whose .leeszaal (words, names) counts for a document: the root it was found under, its
 * own folder when it was named itself. free(); NULL when memory is out. */
char *corpus_home(const struct corpus *corpus, const char *path);

#endif
