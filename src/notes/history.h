/* history: what was done to a document's notes, by whom and when, so that undo and redo survive a
 * restart; a save never cuts it (ANNOTATIONS.md C4). KEY.lzh in the state folder, lines as in the
 * journal:
 *
 *     step (time, who, what, id)   line (old, new, number)…   end      then   undo (time, who) redo
 *
 * All windows append to the same file, each step with one write. */
#ifndef LEESZAAL_NOTES_HISTORY_H
#define LEESZAAL_NOTES_HISTORY_H

#include "src/notes/delta.h"

/* Owned strings. */
struct step {
    struct delta edit;
    char *time; /* ISO 8601, UTC */
    char *who;  /* user@host */
    char *what; /* "add", "remove", "label", "note", "span", "attribute", "anchor", "merge"… */
    char *id;   /* of the note it was about, "" when of several */
};

struct history {
    struct step *steps;
    size_t count, cap;
    size_t done; /* steps [0, done) can be undone, [done, count) done again */
    char *path;  /* NULL: nothing is kept on disk */
    uint64_t seq;
};

/* One line of `leeszaal notes log`: step, undo and redo in the order they happened. */
typedef void history_log_fn(void *context, const struct step *step, const char *action,
                            const char *time, const char *who);

/* Reads KEY.lzh of a folder; a missing one is empty, of a broken one what can be read. Takes
 * nothing; path is copied. False when memory is out. log (may be NULL) is called for each entry. */
bool history_load(struct history *history, const char *path, history_log_fn *log, void *context);
void history_done(struct history *history);
/* A new step: what could be done again is forgotten. Takes the edit's content on success. */
bool history_add(struct history *history, struct delta *edit, const char *what, const char *id);
/* The step that undo (redo) would take; NULL when there is none. */
const struct step *history_undo_step(const struct history *history);
const struct step *history_redo_step(const struct history *history);
/* Moves over it. */
void history_undone(struct history *history);
void history_redone(struct history *history);
/* Gives ids another name in all steps (a merge renumbered them). */
bool history_rename(struct history *history, record_rename_fn *rename, void *context);
/* A history that has grown beyond `most` bytes is rewritten with its newest half. */
bool history_compact(struct history *history, size_t most, struct error *error);

/* Calls log for everything that was done to a document's notes. */
bool notes_log(const char *path, const char *ann_dir, history_log_fn *log, void *context,
               struct error *error);

/* "2026-11-22T02:00:00Z" of now; free(). */
char *time_now(void);

#endif
