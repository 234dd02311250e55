/* shelf: the documents of this session: the corpus that was scanned, what is known of each document
 * (metadata, stars, read marks), and the jobs that find it out behind the screen. An entry is named
 * by its number in the shelf; a rescan gives new numbers, so what must survive it keeps the path.
 */
#ifndef LEESZAAL_UI_SHELF_H
#define LEESZAAL_UI_SHELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/library/corpus.h"
#include "src/library/correction.h"
#include "src/library/metadata.h"
#include "src/library/watch.h"

struct app;

enum book_mark { BOOK_STAR = 1, BOOK_READ = 2 };

struct book {
    struct metadata metadata;
    char *folded; /* title, source, labels, name without case and accents, once known; else NULL */
    char *labels; /* of the document, separated by ", "; NULL: none */
    bool known;   /* metadata has been looked for */
    bool asked;   /* … is being looked for */
    bool binary;
    uint8_t marks; /* enum book_mark */
};

struct shelf {
    struct corpus *corpus; /* NULL until the first scan is done */
    struct book *books;    /* one for each entry */
    char **folders;        /* the real path of each root, NULL where there is none */
    uint64_t generation;   /* of the last scan begun; results of an older one are dropped */
    uint64_t installed;    /* … of the one that the entries are from; 0: none */
    uint64_t version;      /* goes up with each change, for who keeps an order of it */
    bool scanning;
    bool arrived;    /* the first documents are here, or it is known that there are none */
    struct job *job; /* the scan that runs */
    unsigned asking; /* metadata jobs that run */
    size_t ask_next; /* the first entry that may not have been asked for */
    size_t known_count;
    char **paths; /* what was asked for */
    size_t path_count;
    char *glob;
    uint64_t watched;    /* the scan whose folders are watched; 0: none */
    bool polls;          /* what lies open can't be watched: it is looked at now and then */
    long quiet_until;    /* what happens to files is not looked at before (same clock) */
    struct watch *watch; /* of its folders, from the first scan on; NULL: r is the only way */
    long stale_at;       /* when a rescan is due (milliseconds of CLOCK_MONOTONIC); 0: it is not */
};

/* The number of documents; a path; its number, false when it is not there. */
size_t shelf_count(const struct shelf *shelf);
const char *shelf_path(const struct shelf *shelf, size_t entry);
bool shelf_find(const struct shelf *shelf, const char *path, size_t *entry);
/* The folder whose `.leeszaal` a corpus shares with this document (corpus_home(); free()); NULL:
 * the document is of none. */
char *shelf_home(const struct shelf *shelf, const char *path);
/* What the list calls it: its title, else its file name. Borrowed. */
const char *shelf_title(const struct shelf *shelf, size_t entry);

/* Begins to scan these paths (copied). When the first scan is done, app->arrived() is called. */
bool shelf_open(struct app *app, const char *const *paths, size_t count, const char *glob);
void shelf_rescan(struct app *app);
void shelf_stop_scan(struct app *app);
void shelf_done(struct shelf *shelf);

/* What happens to the files behind the screen. The descriptor for poll(), or -1; how long poll()
 * may sleep for the shelf's sake in milliseconds (-1: for ever); and the look at what has happened,
 * at each waking: new, renamed and lost documents begin a rescan a moment later, so that a hundred
 * files copied in are one. */
int shelf_watch_fd(const struct shelf *shelf);
int shelf_watch_wait(const struct shelf *shelf);
void shelf_watch_look(struct app *app);
/* A document lies open: its own content matters, too. Not before the first frame. */
void shelf_watch_file(struct shelf *shelf, const char *path);

/* Has metadata found out: of these first (what is on the screen), else of the others. */
void shelf_ask(struct app *app, const size_t *visible, size_t count);

/* Corrects what is known of a document (an empty value: back to what the rules find). */
void shelf_correct(struct app *app, size_t entry, enum correction_field field, const char *value);

/* The labels of a document are others now ("": it has none). */
void shelf_set_labels(struct app *app, const char *path, const char *labels);
/* Sets or takes away a mark; kept in the state folder at once. */
void shelf_set_mark(struct app *app, size_t entry, enum book_mark mark, bool on);

#endif
