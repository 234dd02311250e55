#include <config.h>

#include "ui/shelf.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/clock.h"
#include "src/base/file.h"
#include "ui/app.h"
#include "ui/bookmarks.h"
#include "ui/message.h"

/* Documents that the first screen makes do with. */
#define PEEK_MOST 400

size_t shelf_count(const struct shelf *shelf)
{
    return shelf->corpus != NULL ? shelf->corpus->count : 0;
}

const char *shelf_path(const struct shelf *shelf, size_t entry)
{
    return shelf->corpus->entries[entry].path;
}

bool shelf_find(const struct shelf *shelf, const char *path, size_t *entry)
{
    size_t low = 0, high = shelf_count(shelf);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = corpus_path_compare(shelf_path(shelf, middle), path);
        if (order == 0) {
            *entry = middle;
            return true;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

char *shelf_home(const struct shelf *shelf, const char *path)
{
    size_t entry;
    return shelf_find(shelf, path, &entry) ? corpus_home(shelf->corpus, path) : NULL;
}

const char *shelf_title(const struct shelf *shelf, size_t entry)
{
    const char *title = shelf->books[entry].metadata.title;
    return title != NULL ? title : file_name(shelf_path(shelf, entry));
}

/* ---- scanning ---- */

struct scan {
    struct job job;
    char **paths;
    size_t path_count;
    char *glob;
    struct corpus *corpus;
    char **folders;
    struct book *books;
    bool peek;            /* the first ones are enough */
    bool partial;         /* … and there are more */
    bool again;           /* not the first: its problems have been told */
    int watch;            /* the descriptor of the shelf's watch; -1: none */
    struct error problem; /* the first */
    size_t problems;
};

static void free_strings(char **strings, size_t count)
{
    for (size_t i = 0; strings != NULL && i < count; i++)
        free(strings[i]);
    free(strings);
}

static void free_books(struct book *books, size_t count)
{
    for (size_t i = 0; books != NULL && i < count; i++) {
        metadata_done(&books[i].metadata);
        free(books[i].folded);
        free(books[i].labels);
    }
    free(books);
}

static void scan_problem(const struct error *error, void *context)
{
    struct scan *scan = context;
    if (scan->problems++ == 0)
        scan->problem = *error;
}

/* The folder that relative names count from: the root, or of a file its folder. */
static char *real_folder(const char *root)
{
    char *real = realpath(root, NULL);
    struct stat status;
    if (real != NULL && stat(real, &status) == 0 && !S_ISDIR(status.st_mode)) {
        char *slash = strrchr(real, '/');
        if (slash != NULL)
            *slash = '\0';
    }
    return real;
}

static void scan_run(struct job *job)
{
    struct scan *scan = (struct scan *)job;
    struct error error = {0};
    const char *const *paths = (const char *const *)scan->paths;
    if (scan->peek)
        scan->corpus = corpus_peek(paths, scan->path_count, scan->glob, PEEK_MOST, &job->cancel,
                                   &scan->partial, &error);
    else
        scan->corpus = corpus_scan(paths, scan->path_count, scan->glob, &job->cancel, scan_problem,
                                   scan, &error);
    if (scan->corpus == NULL) {
        if (error.kind != ERROR_CANCEL)
            scan_problem(&error, scan);
        return;
    }
    struct corpus *corpus = scan->corpus;
    scan->books = array_new(corpus->count, sizeof *scan->books);
    scan->folders = array_new(corpus->root_count, sizeof *scan->folders);
    for (size_t i = 0; scan->folders != NULL && i < corpus->root_count; i++)
        scan->folders[i] = real_folder(corpus->roots[i]);
    if (scan->books != NULL && scan->folders != NULL)
        bookmarks_load(corpus, scan->folders, scan->books);
    watch_ahead(scan->watch, corpus);
}

/* Frees what it has found. */
static void scan_empty(struct job *job)
{
    struct scan *scan = (struct scan *)job;
    if (scan->corpus != NULL) {
        free_books(scan->books, scan->corpus->count);
        free_strings(scan->folders, scan->corpus->root_count);
    }
    corpus_free(scan->corpus);
    scan->corpus = NULL;
}

static void scan_end(struct job *job, void *context)
{
    struct scan *scan = (struct scan *)job;
    scan_empty(job); /* a job that was cancelled before it ran */
    free_strings(scan->paths, scan->path_count);
    free(scan->glob);
    free(scan);
}

/* Frees it behind the loop: of 100,000 documents that takes longer than a key may wait. */
static void scan_drop(struct app *app, struct scan *scan)
{
    scan->job = (struct job){.run = scan_empty, .deliver = scan_end};
    app_work_now(app, &scan->job);
}

/* The first entry from `at` on that doesn't stand before the path: in steps that double, so that
 * going on from one's last place costs little whether next to nothing or nearly all is between. */
static size_t entry_from(const struct corpus *corpus, size_t at, const char *path)
{
    size_t low = at, high = at;
    for (size_t step = 1;
         high < corpus->count && corpus_path_compare(corpus->entries[high].path, path) < 0;
         step *= 2) {
        low = high + 1;
        high = step < corpus->count - high ? high + step : corpus->count;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (corpus_path_compare(corpus->entries[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What was known of the same unchanged file before a rescan stays known. The loop waits meanwhile:
 * of 100,000 documents a first look has made known only some hundreds. */
static void inherit(struct shelf *shelf, struct scan *scan)
{
    const struct corpus *corpus = scan->corpus;
    for (size_t old = 0, at = 0; old < shelf_count(shelf); old++) {
        const struct corpus_entry *before = &shelf->corpus->entries[old];
        struct book *book = &shelf->books[old];
        if (!book->known)
            continue;
        at = entry_from(corpus, at, before->path);
        if (at == corpus->count)
            return;
        const struct corpus_entry *entry = &corpus->entries[at];
        if (before->size != entry->size || before->mtime != entry->mtime ||
            corpus_path_compare(before->path, entry->path) != 0)
            continue;
        uint8_t marks = scan->books[at].marks;
        scan->books[at] = *book;
        scan->books[at].marks = marks;
        *book = (struct book){0};
    }
}

static void install(struct shelf *shelf, struct scan *scan)
{
    struct corpus *old = shelf->corpus;
    struct book *old_books = shelf->books;
    char **old_folders = shelf->folders;
    if (old != NULL)
        inherit(shelf, scan);
    shelf->corpus = scan->corpus;
    shelf->books = scan->books;
    shelf->folders = scan->folders;
    shelf->installed = shelf->generation;
    shelf->ask_next = 0;
    shelf->known_count = 0;
    for (size_t i = 0; i < shelf->corpus->count; i++)
        shelf->known_count += shelf->books[i].known;
    scan->corpus = old; /* freed with the job */
    scan->books = old_books;
    scan->folders = old_folders;
}

/* Begins a scan. `again`: its problems need not be told. `peek`: the first documents are enough. */
static void rescan(struct app *app, bool again, bool peek);

static void scan_deliver(struct job *job, void *context)
{
    struct scan *scan = (struct scan *)job;
    struct app *app = context;
    struct shelf *shelf = &app->shelf;
    if (job->generation != shelf->generation) {
        scan_drop(app, scan);
        return;
    }
    shelf->scanning = false;
    shelf->job = NULL;
    if (scan->books != NULL && scan->folders != NULL) {
        install(shelf, scan);
        shelf->version++;
    }
    if (scan->problems > 0 && !scan->again && !job_cancelled(job))
        app_warn_error(app, &scan->problem);
    bool partial = scan->partial;
    scan_drop(app, scan);
    /* A peek that found nothing says nothing: the whole scan will. */
    if (!shelf->arrived && !(partial && shelf_count(shelf) == 0)) {
        shelf->arrived = true;
        if (app->arrived != NULL)
            app->arrived(app);
    }
    if (partial)
        rescan(app, false, false);
}

static char **copy_strings(const char *const *strings, size_t count)
{
    char **copies = array_new(count, sizeof *copies);
    for (size_t i = 0; copies != NULL && i < count; i++)
        if ((copies[i] = bytes_copy(span_of(strings[i]))) == NULL) {
            free_strings(copies, count);
            return NULL;
        }
    return copies;
}

static void rescan(struct app *app, bool again, bool peek)
{
    struct shelf *shelf = &app->shelf;
    shelf->stale_at = 0;
    struct scan *scan = array_new(1, sizeof *scan);
    if (scan == NULL)
        return;
    scan->paths = copy_strings((const char *const *)shelf->paths, shelf->path_count);
    scan->path_count = shelf->path_count;
    if (scan->paths == NULL) {
        free(scan);
        return;
    }
    if (shelf->glob != NULL)
        scan->glob = bytes_copy(span_of(shelf->glob));
    scan->again = again;
    scan->peek = peek;
    if (!peek && shelf->watch == NULL)
        shelf->watch = watch_new(NULL);
    scan->watch = !peek && shelf->watch != NULL ? watch_fd(shelf->watch) : -1;
    shelf_stop_scan(app);
    scan->job =
        (struct job){.run = scan_run, .deliver = scan_deliver, .generation = ++shelf->generation};
    shelf->scanning = true;
    shelf->asking = 0;
    shelf->job = &scan->job;
    app_work_now(app, &scan->job);
}

void shelf_rescan(struct app *app)
{
    rescan(app, false, false);
}

void shelf_stop_scan(struct app *app)
{
    if (app->shelf.job != NULL)
        job_cancel(app->shelf.job);
}

bool shelf_open(struct app *app, const char *const *paths, size_t count, const char *glob)
{
    struct shelf *shelf = &app->shelf;
    char **copies = copy_strings(paths, count);
    if (copies == NULL)
        return false;
    free_strings(shelf->paths, shelf->path_count);
    free(shelf->glob);
    shelf->paths = copies;
    shelf->path_count = count;
    shelf->glob = glob != NULL ? bytes_copy(span_of(glob)) : NULL;
    rescan(app, false, true);
    return true;
}

/* ---- what happens to the files ---- */

/* Quiet before a rescan; without inotify, how often to look. */
#define RESCAN_AFTER_MS 300
/* A file that is being written says so with each write: seen so often is enough. */
#define QUIET_MS 250

int shelf_watch_fd(const struct shelf *shelf)
{
    bool quiet = shelf->quiet_until != 0 && clock_ms() < shelf->quiet_until;
    return shelf->watch != NULL && !quiet ? watch_fd(shelf->watch) : -1;
}

static int time_left(long at)
{
    long left = at - clock_ms();
    return left > 0 ? (int)left : 0;
}

int shelf_watch_wait(const struct shelf *shelf)
{
    if (shelf->stale_at != 0 && !shelf->scanning)
        return time_left(shelf->stale_at);
    if (shelf->quiet_until != 0)
        return time_left(shelf->quiet_until);
    bool polls = shelf->polls || (shelf->watch != NULL && watch_fd(shelf->watch) < 0);
    return polls ? WATCH_POLL_MS : -1;
}

void shelf_watch_file(struct shelf *shelf, const char *path)
{
    if (shelf->watch == NULL)
        shelf->watch = watch_new(NULL);
    if (shelf->watch == NULL || !watch_file(shelf->watch, path))
        shelf->polls = true;
}

/* Beginning to watch a folder costs the kernel time for each file in it: a whole scan has done that
 * behind the loop; a first look has few, but not before the first frame, so not where it is
 * delivered. */
static void watch_folders(struct shelf *shelf)
{
    if (shelf->watched == shelf->installed)
        return;
    shelf->watched = shelf->installed;
    if (shelf->watch == NULL)
        shelf->watch = watch_new(NULL);
    if (shelf->watch != NULL)
        watch_corpus(shelf->watch, shelf->corpus);
}

void shelf_watch_look(struct app *app)
{
    struct shelf *shelf = &app->shelf;
    watch_folders(shelf);
    if (shelf->watch == NULL)
        return;
    unsigned changes = watch_read(shelf->watch);
    if ((changes & WATCH_TREE) && shelf->stale_at == 0)
        shelf->stale_at = clock_ms() + RESCAN_AFTER_MS;
    if (changes != 0 && watch_fd(shelf->watch) >= 0)
        shelf->quiet_until = clock_ms() + QUIET_MS;
    else if (shelf->quiet_until != 0 && clock_ms() >= shelf->quiet_until)
        shelf->quiet_until = 0;
    if (shelf->stale_at != 0 && !shelf->scanning && clock_ms() >= shelf->stale_at)
        rescan(app, true, false);
}

void shelf_done(struct shelf *shelf)
{
    watch_free(shelf->watch);
    size_t count = shelf_count(shelf);
    free_books(shelf->books, count);
    if (shelf->corpus != NULL)
        free_strings(shelf->folders, shelf->corpus->root_count);
    corpus_free(shelf->corpus);
    free_strings(shelf->paths, shelf->path_count);
    free(shelf->glob);
    *shelf = (struct shelf){0};
}

void shelf_set_mark(struct app *app, size_t entry, enum book_mark mark, bool on)
{
    struct shelf *shelf = &app->shelf;
    struct book *book = &shelf->books[entry];
    struct error error = {0};
    book->marks = (uint8_t)(on ? book->marks | mark : book->marks & ~mark);
    if (!bookmarks_keep(shelf->corpus, shelf->folders, entry, book->marks, &error))
        app_warn_error(app, &error);
}
