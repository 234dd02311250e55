/* notebook: the notes of many documents as rows, copied, so that a list of them stands while
 * documents come and go. Those of documents that don't lie open are read behind the screen, a few
 * at a time; what has been read so far can be shown meanwhile. */
#ifndef LEESZAAL_UI_NOTEBOOK_H
#define LEESZAAL_UI_NOTEBOOK_H

#include "src/notes/annotation.h"

struct app;
struct job;

/* One note; owned text, "" where there is none. Offsets are raw bytes. */
struct notebook_row {
    size_t document; /* its path is paths[document] of the notebook */
    size_t number;   /* in its document, in the order of place */
    char *id, *label, *text, *note, *modified, *attributes;
    enum note_state state;
    uint64_t raw_start, raw_end;
};

struct notebook {
    /* Those of a document together, in the order of place. A row stays where it is in memory until
     * the rows of its document are set anew. */
    struct notebook_row **rows;
    size_t count, cap;
    char **paths;
    size_t path_count;
    size_t read;     /* documents read, in the order of paths */
    struct job *job; /* that runs, or NULL */
    bool stopped;    /* by the reader, or because memory is out */
};

/* Takes the paths, which are freed with it. NULL when memory is out. */
struct notebook *notebook_new(char **paths, size_t path_count);
/* Cancels what runs. NULL is fine. */
void notebook_free(struct notebook *notebook);
/* The number of a document; false when it is not among them. */
bool notebook_find(const struct notebook *notebook, const char *path, size_t *document);
/* The rows of a document are from now on those of `notes` (NULL: none). False when memory is out;
 * then it has no rows. */
bool notebook_set(struct notebook *notebook, size_t document, const struct notes *notes);
bool notebook_is_finished(const struct notebook *notebook);

/* Reads on behind the screen; called before each frame. When something has come,
 * notelist_changed() is told. */
void notebook_read_on(struct app *app, struct notebook *notebook);

#endif
