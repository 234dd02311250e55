/* annotation: the notes of one document in memory: a set of standoff records with undo and redo.
 * Offsets are code points of the decoded document text, as in the file (FORMATS.md section 1).
 * Every record remembers its line on disk byte for byte until it is changed; lines that are not
 * understood are kept as they are, in place. */
#ifndef LEESZAAL_NOTES_ANNOTATION_H
#define LEESZAAL_NOTES_ANNOTATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"
#include "src/base/error.h"
#include "src/text/paragraph.h"

enum note_state { NOTE_OK, NOTE_MOVED, NOTE_DOUBT, NOTE_ORPHAN };
const char *note_state_name(enum note_state state);

struct fragment {
    uint64_t start, end; /* code points */
};

/* One annotation as a reader sees it: a view on the set, valid until the set changes. */
struct note {
    const char *id;                   /* "T3" */
    const char *label;                /* brat type */
    const struct fragment *fragments; /* where it stands now (re-anchored), ascending */
    size_t fragment_count;
    struct span text; /* fragments joined by one space */
    const char *note; /* the note's lines joined by newline; "" when there is none */
    enum note_state state;
    const char *author;   /* "" when unknown */
    const char *modified; /* ISO 8601, "" when unknown */
};

struct notes;

/* Opens the notes of a document: finds the .ann (sibling, --ann-dir, overlay), recovers the
 * journal, re-anchors. `ann_dir` may be NULL. `recovered` (may be NULL) counts operations replayed.
 * A missing .ann is an empty set. */
struct notes *notes_open(const char *path, struct document *document, const char *ann_dir,
                         size_t *recovered, struct error *error);
/* Saves what is not saved, then frees. On failure the journal keeps everything and the error says
 * so; freed all the same. */
bool notes_close(struct notes *notes, struct error *error);

size_t notes_count(const struct notes *notes);
struct note notes_at(const struct notes *notes,
                     size_t index); /* in order of their first start, longer first */
bool notes_index(const struct notes *notes, const char *id, size_t *index);
/* Where the file is, for the status line. */
const char *notes_path(const struct notes *notes);

/* Changes: each is one undo step, in the journal before it returns true. Offsets are checked,
 * trimmed and cut into fragments (FORMATS.md 1.4). `id` (may be NULL) gets the new id, valid until
 * the next change. */
bool notes_add(struct notes *notes, uint64_t start, uint64_t end, const char *label,
               const char *note, const char **id, struct error *error);
bool notes_remove(struct notes *notes, const char *id, struct error *error);
bool notes_set_label(struct notes *notes, const char *id, const char *label, struct error *error);
bool notes_set_note(struct notes *notes, const char *id, const char *note, struct error *error);
bool notes_set_span(struct notes *notes, const char *id, uint64_t start, uint64_t end,
                    struct error *error);
/* Several changes as one undo step: between begin and end. */
void notes_group_begin(struct notes *notes);
void notes_group_end(struct notes *notes);
bool notes_undo(struct notes *notes,
                struct error *error); /* false without an error kind: nothing to undo */
bool notes_redo(struct notes *notes, struct error *error);

/* Writes the .ann now (ANNOTATIONS.md C2). True at once when there is nothing to write. */
bool notes_save(struct notes *notes, struct error *error);
bool notes_dirty(const struct notes *notes);
/* The .ann has changed on disk: merge it in; true when anything is different now. */
bool notes_refresh(struct notes *notes, struct error *error);

#endif
