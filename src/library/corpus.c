/* How the scan keeps its order cheaply: the names of a folder are sorted when it has been read, and
 * its folders are gone into at their place, so that documents come out in path order and the final
 * sort has nothing to do ('/' being lowest, the order of names is the order of paths). Only links
 * to folders come later: which of two links to one folder is followed must not depend on the order
 * in which the file system tells names. */
#include <config.h>

#include "src/library/corpus.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/bytes.h"
#include "src/base/file.h"

/* One name of a folder that is worth keeping. */
struct name {
    char *text;
    uint64_t size;
    int64_t mtime;
    int reason;
    enum { NAME_FILE, NAME_FOLDER, NAME_LINK } what; /* NAME_LINK: to a folder */
};

struct names {
    struct name *at;
    size_t count, cap;
};

struct identity {
    dev_t device;
    ino_t inode;
};

/* A link to a folder, gone into when all else is done. */
struct later {
    char *path;
    uint32_t root;
};

struct scan {
    struct corpus *corpus;
    const char *glob;
    const atomic_bool *cancel;
    corpus_problem_fn *problem;
    void *context;
    struct identity *seen; /* open hash table of folders; inode 0 is a free slot */
    size_t seen_count, seen_size;
    struct later *later;
    size_t later_count, later_cap;
    bool failed; /* out of memory or cancelled: stop */
    size_t most; /* entries that are enough; 0: all */
    bool full;   /* … have been found */
    size_t problems;
};

bool corpus_is_document_name(const char *name)
{
    static const char *const settings[] = {"annotation.conf", "visual.conf", "kb_shortcuts.conf",
                                           "tools.conf"};
    struct span text = span_of(name);
    if (text.len == 0 || name[0] == '.' || span_ends(text, "~") || span_ends(text, ".ann"))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(settings); i++)
        if (strcmp(name, settings[i]) == 0)
            return false;
    return true;
}

int corpus_path_compare(const char *a, const char *b)
{
    while (*a == *b && *a != '\0') {
        a++;
        b++;
    }
    if (*a == *b)
        return 0;
    if (*a == '\0' || *b == '\0')
        return *a == '\0' ? -1 : 1;
    if (*a == '/' || *b == '/')
        return *a == '/' ? -1 : 1;
    return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
}

bool corpus_is_named(const struct corpus *corpus, size_t entry)
{
    const struct corpus_entry *found = &corpus->entries[entry];
    return strcmp(found->path, corpus->roots[found->root]) == 0;
}

const char *corpus_relative(const struct corpus *corpus, size_t entry)
{
    const char *path = corpus->entries[entry].path;
    const char *root = corpus->roots[corpus->entries[entry].root];
    size_t len = strlen(root);
    if (corpus_is_named(corpus, entry))
        return file_name(path);
    return path + len + (root[len - 1] == '/' ? 0 : 1);
}

char *corpus_home(const struct corpus *corpus, const char *path)
{
    for (size_t i = 0; i < corpus->root_count; i++) {
        const char *root = corpus->roots[i];
        size_t len = strlen(root);
        while (len > 1 && root[len - 1] == '/')
            len--;
        if (strncmp(path, root, len) == 0 && path[len] == '/')
            return bytes_copy((struct span){root, len});
    }
    const char *name = file_name(path);
    if (name == path)
        return bytes_copy(span_of("."));
    return bytes_copy((struct span){path, name - path > 1 ? (size_t)(name - path - 1) : 1});
}

void corpus_free(struct corpus *corpus)
{
    if (corpus == NULL)
        return;
    for (size_t i = 0; i < corpus->count; i++)
        free(corpus->entries[i].path);
    for (size_t i = 0; i < corpus->root_count; i++)
        free(corpus->roots[i]);
    free(corpus->entries);
    free(corpus->roots);
    free(corpus);
}

/* ---- the scan's own bookkeeping ---- */

static bool is_over(struct scan *scan)
{
    if (scan->cancel != NULL && atomic_load(scan->cancel))
        scan->failed = true;
    scan->full = scan->most != 0 && scan->corpus->count >= scan->most;
    return scan->failed || scan->full;
}

static void tell(struct scan *scan, const char *msgid, const char *path, int code)
{
    struct error error;
    error_set_code(&error, ERROR_INPUT, msgid, path, code);
    scan->problems++;
    if (scan->problem != NULL)
        scan->problem(&error, scan->context);
}

static struct identity *seen_slot(struct identity *table, size_t size, struct identity key)
{
    uint64_t hash = bytes_hash(&key.inode, sizeof key.inode, (uint64_t)key.device);
    for (size_t i = (size_t)hash & (size - 1);; i = (i + 1) & (size - 1))
        if (table[i].inode == 0 || (table[i].inode == key.inode && table[i].device == key.device))
            return &table[i];
}

static bool seen_grow(struct scan *scan)
{
    size_t size = scan->seen_size != 0 ? scan->seen_size * 2 : 64;
    struct identity *table = array_new(size, sizeof *table);
    if (table == NULL)
        return false;
    for (size_t i = 0; i < scan->seen_size; i++)
        if (scan->seen[i].inode != 0)
            *seen_slot(table, size, scan->seen[i]) = scan->seen[i];
    free(scan->seen);
    scan->seen = table;
    scan->seen_size = size;
    return true;
}

/* Notes a folder; false when it has been gone into before. */
static bool seen_add(struct scan *scan, const struct stat *status)
{
    struct identity key = {status->st_dev, status->st_ino};
    if (scan->seen_count * 2 >= scan->seen_size && !seen_grow(scan)) {
        scan->failed = true;
        return false;
    }
    struct identity *slot = seen_slot(scan->seen, scan->seen_size, key);
    if (slot->inode != 0)
        return false;
    *slot = key;
    scan->seen_count++;
    return true;
}

/* Takes path. */
static void later_add(struct scan *scan, char *path, uint32_t root)
{
    if (!array_reserve(&scan->later, &scan->later_cap, scan->later_count + 1,
                       sizeof *scan->later)) {
        free(path);
        scan->failed = true;
        return;
    }
    scan->later[scan->later_count++] = (struct later){path, root};
}

/* Takes path. */
static void entry_add(struct scan *scan, struct corpus_entry entry)
{
    struct corpus *corpus = scan->corpus;
    if (entry.path == NULL || !array_reserve(&corpus->entries, &corpus->cap, corpus->count + 1,
                                             sizeof *corpus->entries)) {
        free(entry.path);
        scan->failed = true;
        return;
    }
    corpus->entries[corpus->count++] = entry;
}

static bool glob_takes(const char *glob, const char *relative)
{
    if (glob == NULL)
        return true;
    if (strchr(glob, '/') == NULL)
        return fnmatch(glob, file_name(relative), 0) == 0;
    return fnmatch(glob, relative, strstr(glob, "**") == NULL ? FNM_PATHNAME : 0) == 0;
}

/* ---- one folder ---- */

/* The errno with which opening would fail, told by the mode and only where that is not enough by a
 * call. */
static int reason_of(int folder, const char *name, const struct stat *status)
{
    return (status->st_mode & S_IROTH) != 0 || faccessat(folder, name, R_OK, 0) == 0 ? 0 : errno;
}

/* Is this name worth keeping, and as what? */
static bool name_look(const struct scan *scan, int folder, const struct dirent *found,
                      struct name *name)
{
    struct stat status;
    if (found->d_name[0] == '.')
        return false;
    if (found->d_type == DT_DIR) {
        name->what = NAME_FOLDER;
        return true;
    }
    if (found->d_type != DT_REG && found->d_type != DT_LNK && found->d_type != DT_UNKNOWN)
        return false;
    if (found->d_type == DT_REG && !corpus_is_document_name(found->d_name))
        return false;
    if (found->d_type == DT_REG && scan->most != 0) {
        name->what = NAME_FILE; /* looked at when it is among the first */
        return true;
    }
    if (fstatat(folder, found->d_name, &status, 0) != 0) {
        name->what = NAME_FILE;
        name->reason = errno;
        /* Else it is gone already, or a link to nothing. */
        return errno == EACCES && corpus_is_document_name(found->d_name);
    }
    if (S_ISDIR(status.st_mode)) {
        struct stat own;
        bool is_link =
            fstatat(folder, found->d_name, &own, AT_SYMLINK_NOFOLLOW) != 0 || S_ISLNK(own.st_mode);
        name->what = is_link ? NAME_LINK : NAME_FOLDER;
        return true;
    }
    if (!S_ISREG(status.st_mode) || !corpus_is_document_name(found->d_name))
        return false;
    name->what = NAME_FILE;
    name->size = (uint64_t)status.st_size;
    name->mtime = status.st_mtime;
    name->reason = reason_of(folder, found->d_name, &status);
    return true;
}

static int name_compare(const void *a, const void *b)
{
    return strcmp(((const struct name *)a)->text, ((const struct name *)b)->text);
}

static void names_done(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->at[i].text);
    free(names->at);
}

static void names_read(struct scan *scan, DIR *stream, struct names *names)
{
    struct dirent *found;
    while (!is_over(scan) && (found = readdir(stream)) != NULL) {
        struct name name = {0};
        if (!name_look(scan, dirfd(stream), found, &name))
            continue;
        name.text = bytes_copy(span_of(found->d_name));
        if (name.text == NULL ||
            !array_reserve(&names->at, &names->cap, names->count + 1, sizeof *names->at)) {
            free(name.text);
            scan->failed = true;
            return;
        }
        names->at[names->count++] = name;
    }
    if (names->count > 1)
        qsort(names->at, names->count, sizeof *names->at, name_compare);
}

/* Reads the names of a folder, unless it has been seen. It is closed again before its folders are
 * gone into, so that depth costs no descriptors. */
static void folder_read(struct scan *scan, const char *path, struct names *names)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK);
    DIR *stream = fd >= 0 ? fdopendir(fd) : NULL;
    if (stream == NULL) {
        tell(scan, N_("The folder {subject} can't be read: {reason}. Check its permissions."), path,
             errno);
        if (fd >= 0)
            close(fd);
        return;
    }
    struct stat status;
    if (fstat(fd, &status) == 0 && seen_add(scan, &status))
        names_read(scan, stream, names);
    closedir(stream);
}

/* The entry of a file; of the first ones of a folder the size and time are asked for only here. */
static void file_add(struct scan *scan, const struct name *name, char *path, uint32_t root)
{
    struct corpus_entry entry = {path, root, name->size, name->mtime, name->reason};
    struct stat status;
    if (scan->most != 0 && stat(path, &status) == 0) {
        entry.size = (uint64_t)status.st_size;
        entry.mtime = status.st_mtime;
        entry.reason = reason_of(AT_FDCWD, path, &status);
    }
    entry_add(scan, entry);
}

static void folder_scan(struct scan *scan, const char *path, uint32_t root)
{
    struct names names = {0};
    const char *root_path = scan->corpus->roots[root];
    size_t root_len = strlen(root_path) + (root_path[strlen(root_path) - 1] == '/' ? 0 : 1);
    folder_read(scan, path, &names);
    for (size_t i = 0; i < names.count && !is_over(scan); i++) {
        const struct name *name = &names.at[i];
        char *child = file_join(path, name->text);
        if (child == NULL) {
            scan->failed = true;
        } else if (name->what == NAME_LINK) {
            later_add(scan, child, root);
        } else if (name->what == NAME_FOLDER) {
            folder_scan(scan, child, root);
            free(child);
        } else if (glob_takes(scan->glob, child + root_len)) {
            file_add(scan, name, child, root);
        } else {
            free(child);
        }
    }
    names_done(&names);
}

static int later_compare(const void *a, const void *b)
{
    return corpus_path_compare(((const struct later *)a)->path, ((const struct later *)b)->path);
}

/* Links may lead to folders that hold links: rounds, until none is new. */
static void links_scan(struct scan *scan)
{
    while (scan->later_count > 0 && !is_over(scan)) {
        struct later *round = scan->later;
        size_t count = scan->later_count;
        scan->later = NULL;
        scan->later_count = scan->later_cap = 0;
        qsort(round, count, sizeof *round, later_compare);
        for (size_t i = 0; i < count; i++) {
            folder_scan(scan, round[i].path, round[i].root);
            free(round[i].path);
        }
        free(round);
    }
}

/* ---- the paths given ---- */

static char *root_copy(const char *path)
{
    struct span text = span_of(path);
    while (text.len > 1 && text.at[text.len - 1] == '/')
        text.len--;
    return bytes_copy(text);
}

bool corpus_is_beside(const char *path)
{
    const char *name = file_name(path);
    return name[0] != '.' && !span_ends(span_of(name), "~") && !corpus_is_document_name(name);
}

/* A pattern of the shell names them too: they are passed over, and told only when nothing else was
 * named. */
static void tell_beside(struct scan *scan)
{
    for (size_t i = 0; i < scan->corpus->root_count; i++)
        if (corpus_is_beside(scan->corpus->roots[i]))
            tell(scan, CORPUS_NO_TEXT, scan->corpus->roots[i], 0);
}

static void root_scan(struct scan *scan, uint32_t root)
{
    const char *path = scan->corpus->roots[root];
    struct stat status = {0};
    int code = 0;
    if (strcmp(path, "-") != 0) {
        if (stat(path, &status) != 0) {
            tell(scan, FILE_CANNOT_READ, path, errno);
            return;
        }
        if (S_ISDIR(status.st_mode)) {
            folder_scan(scan, path, root);
            return;
        }
        if (S_ISREG(status.st_mode) && corpus_is_beside(path))
            return;
        code = S_ISREG(status.st_mode) ? reason_of(AT_FDCWD, path, &status) : ENOTSUP;
    }
    entry_add(scan, (struct corpus_entry){bytes_copy(span_of(path)), root, (uint64_t)status.st_size,
                                          status.st_mtime, code});
}

static int entry_compare(const void *a, const void *b)
{
    const struct corpus_entry *left = a, *right = b;
    int order = corpus_path_compare(left->path, right->path);
    return order != 0 ? order : (left->root > right->root) - (left->root < right->root);
}

static void entries_sort(struct corpus *corpus)
{
    bool sorted = true;
    for (size_t i = 1; i < corpus->count && sorted; i++)
        sorted = entry_compare(&corpus->entries[i - 1], &corpus->entries[i]) <= 0;
    if (!sorted)
        qsort(corpus->entries, corpus->count, sizeof *corpus->entries, entry_compare);
    size_t kept = 0;
    for (size_t i = 0; i < corpus->count; i++) {
        if (kept > 0 && strcmp(corpus->entries[kept - 1].path, corpus->entries[i].path) == 0)
            free(corpus->entries[i].path);
        else
            corpus->entries[kept++] = corpus->entries[i];
    }
    corpus->count = kept;
}

static bool scan_paths(struct scan *scan, const char *const *paths, size_t count)
{
    struct corpus *corpus = scan->corpus;
    corpus->roots = array_new(count, sizeof *corpus->roots);
    if (corpus->roots == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        if ((corpus->roots[i] = root_copy(paths[i])) == NULL)
            return false;
        corpus->root_count++;
    }
    for (size_t i = 0; i < count && !is_over(scan); i++)
        root_scan(scan, (uint32_t)i);
    links_scan(scan);
    if (corpus->count == 0)
        tell_beside(scan);
    if (!scan->failed)
        entries_sort(corpus);
    return !scan->failed;
}

static struct corpus *scan_all(struct scan *scan, const char *const *paths, size_t count,
                               struct error *error)
{
    scan->corpus = array_new(1, sizeof *scan->corpus);
    bool ok = scan->corpus != NULL && scan_paths(scan, paths, count);
    scan->full |= scan->later_count > 0;
    for (size_t i = 0; i < scan->later_count; i++)
        free(scan->later[i].path);
    free(scan->later);
    free(scan->seen);
    if (ok)
        return scan->corpus;
    corpus_free(scan->corpus);
    if (scan->cancel != NULL && atomic_load(scan->cancel))
        error_set(error, ERROR_CANCEL, N_("Cancelled."), NULL);
    else
        error_memory(error);
    return NULL;
}

struct corpus *corpus_scan(const char *const *paths, size_t count, const char *glob,
                           const atomic_bool *cancel, corpus_problem_fn *problem, void *context,
                           struct error *error)
{
    struct scan scan = {.glob = glob, .cancel = cancel, .problem = problem, .context = context};
    return scan_all(&scan, paths, count, error);
}

struct corpus *corpus_peek(const char *const *paths, size_t count, const char *glob, size_t most,
                           const atomic_bool *cancel, bool *partial, struct error *error)
{
    struct scan scan = {.glob = glob, .cancel = cancel, .most = most};
    struct corpus *corpus = scan_all(&scan, paths, count, error);
    *partial = scan.full || scan.problems > 0;
    return corpus;
}
