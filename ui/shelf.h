/* shelf: the documents of this session: the corpus that was scanned, what is known of each document
 * (metadata, stars, read marks, places), and the jobs that find it out behind the screen. An entry
 * is named by its number in the shelf; a rescan gives new numbers, so what must survive it keeps
 * the path. */
#ifndef LEESZAAL_UI_SHELF_H
#define LEESZAAL_UI_SHELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/library/corpus.h"
#include "src/library/metadata.h"

struct app;

struct book {
    struct metadata metadata;
    bool known; /* metadata has been looked for */
    bool asked; /* … is being looked for */
    bool binary;
    bool star, read;
};

struct shelf {
    struct corpus *corpus; /* NULL until the first scan is done */
    struct book *books;    /* one for each entry */
    uint64_t generation;   /* of the scan; older results are dropped */
    bool scanning;
    char **paths; /* what was asked for */
    size_t path_count;
};

/* The number of documents; a path; its number, false when it is not there. */
size_t shelf_count(const struct shelf *shelf);
const char *shelf_path(const struct shelf *shelf, size_t entry);
bool shelf_find(const struct shelf *shelf, const char *path, size_t *entry);
/* What the list calls it: its title, else its file name. Borrowed. */
const char *shelf_title(const struct shelf *shelf, size_t entry);

#endif
