/* annotation: the notes of one document in memory: a set of standoff records with undo and redo.
 * Offsets are code points of the decoded document text, as in the file (FORMATS.md section 1).
 * Every record remembers its line on disk byte for byte until it is changed; lines that are not
 * understood are kept as they are, in place. The document itself is only ever read. */
#ifndef LEESZAAL_NOTES_ANNOTATION_H
#define LEESZAAL_NOTES_ANNOTATION_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"
#include "src/base/error.h"
#include "src/text/paragraph.h"

/* Where a note stands after the text has changed (ANNOTATIONS.md B2): as stored; found elsewhere
 * beyond doubt (stored with the next save); found, but only a reader may say so; not found. */
enum note_state { NOTE_OK, NOTE_MOVED, NOTE_DOUBT, NOTE_ORPHAN };
const char *note_state_name(enum note_state state);

struct fragment {
    uint64_t start, end; /* code points */
};

/* The label of the one T line that speaks about the whole document. */
#define NOTE_DOCUMENT "Document"

/* One annotation as a reader sees it: a view on the set, valid until the set changes. */
struct note {
    const char *id;                   /* "T3" */
    const char *label;                /* brat type */
    const struct fragment *fragments; /* where it stands now (re-anchored), ascending; of a doubt:
                                         where it may be; of an orphan: where it once was, which may
                                         lie behind the end of the text */
    size_t fragment_count;
    uint64_t start, end;         /* code points, over all fragments */
    uint64_t raw_start, raw_end; /* the same in raw bytes of the document; equal for an orphan */
    struct span text;            /* fragments joined by one space, as stored */
    const char *note;            /* the note's lines joined by newline; "" when there is none */
    enum note_state state;
    const char *author;   /* "" when unknown */
    const char *modified; /* ISO 8601, "" when unknown */
    struct span left,
        right;              /* the stored context of an orphan or doubt, empty when there is none */
    bool is_document;       /* it is the document's own note, see NOTE_DOCUMENT */
    size_t attribute_count; /* notes_attribute() */
};

struct attribute {
    const char *name;
    const char *value; /* "" for one that is just there */
};

struct notes;

/* How a standoff file counts the CR LF of its document (FORMATS.md 1.2). */
enum notes_crlf {
    NOTES_CRLF_AUTO, /* as its texts show; as two where they show nothing */
    NOTES_CRLF_RAW,  /* as two, whatever they show */
    NOTES_CRLF_LF,   /* as one */
};

/* Zero-initialised, or NULL for the whole of it, is the default of each. */
struct notes_options {
    const char *ann_dir; /* folder of the .ann files; NULL: beside the documents. Borrowed */
    bool lock_in_folder; /* also locks in the folder of the .ann, for other machines */
    enum notes_crlf crlf;
};

/* Opens the notes of a document (borrowed until notes_close()): finds the .ann (ann_dir, which may
 * be NULL, then the sibling, then the overlay), recovers the journal, re-anchors. `recovered` (may
 * be NULL) counts operations replayed. A missing .ann is an empty set. */
struct notes *notes_open(const char *path, struct document *document,
                         const struct notes_options *options, size_t *recovered,
                         struct error *error);
/* The same for one who draws a screen: passages that have to be looked for wait, then and whenever
 * the file or the text changes, until notes_take_placing(). */
struct notes *notes_open_later(const char *path, struct document *document,
                               const struct notes_options *options, size_t *recovered,
                               struct error *error);
/* The same to look only: no journal, no lock, nothing is ever written; changes are refused. */
struct notes *notes_open_reading(const char *path, struct document *document,
                                 const struct notes_options *options, struct error *error);
/* The file where notes_open() would find the notes of a document, to be freed; NULL when there is
 * none yet. Reads nothing. */
char *notes_file(const char *path, const char *ann_dir);
/* Saves what is not saved, then frees. On failure the journal keeps everything and the error says
 * so; freed all the same. */
bool notes_close(struct notes *notes, struct error *error);

size_t notes_count(const struct notes *notes);
/* In order of their start, longer first, then label. */
struct note notes_at(const struct notes *notes, size_t index);
bool notes_index(const struct notes *notes, const char *id, size_t *index);
struct attribute notes_attribute(const struct notes *notes, size_t index, size_t attribute);
/* The document's own note, when there is one. */
bool notes_document_index(const struct notes *notes, size_t *index);
/* Where the file is, for the status line; does it lie in the overlay, away from the corpus? */
const char *notes_path(const struct notes *notes);
bool notes_is_overlay(const struct notes *notes);
/* The name that new notes carry ("by"); NULL or "" for none, the default. */
bool notes_set_author(struct notes *notes, const char *author);

/* Changes: each is one undo step, in the journal before it returns true. Offsets are checked,
 * trimmed and cut into fragments (FORMATS.md 1.4); `note` may hold several lines, or be NULL or ""
 * for none. `id` (may be NULL) gets the new id, valid until the next change, save or refresh. */
bool notes_add(struct notes *notes, uint64_t start, uint64_t end, const char *label,
               const char *note, const char **id, struct error *error);
/* The note on the document: made over its first line that isn't blank, or, when it is there
 * already, given this note. */
bool notes_add_document(struct notes *notes, const char *note, const char **id,
                        struct error *error);
/* Label, note and attributes of `id` once more at another place. */
bool notes_copy(struct notes *notes, const char *id, uint64_t start, uint64_t end,
                const char **new_id, struct error *error);
bool notes_remove(struct notes *notes, const char *id, struct error *error);
bool notes_set_label(struct notes *notes, const char *id, const char *label, struct error *error);
bool notes_set_note(struct notes *notes, const char *id, const char *note, struct error *error);
/* Also the way to put an orphan in its place by hand. */
bool notes_set_span(struct notes *notes, const char *id, uint64_t start, uint64_t end,
                    struct error *error);
/* value NULL takes the attribute away; "" is one that is just there. */
bool notes_set_attribute(struct notes *notes, const char *id, const char *name, const char *value,
                         struct error *error);
/* Review: the place of a doubt is right (it is stored), or wrong (it is an orphan from now on). */
bool notes_accept(struct notes *notes, const char *id, struct error *error);
bool notes_refuse(struct notes *notes, const char *id, struct error *error);
/* Several changes as one undo step: between begin and end. */
void notes_group_begin(struct notes *notes);
bool notes_group_end(struct notes *notes, struct error *error);
/* false without an error kind (ERROR_NONE): nothing to undo. Histories survive a restart. */
bool notes_undo(struct notes *notes, struct error *error);
bool notes_redo(struct notes *notes, struct error *error);

/* A note being typed: each state of it goes to the journal, so that it survives a kill. `id` is ""
 * for a new note. NULL text: the draft is done with. */
bool notes_draft(struct notes *notes, const char *id, uint64_t start, uint64_t end,
                 const char *text, struct error *error);
/* The draft that a killed session left behind: false when there is none. Borrowed. */
struct draft {
    const char *id, *text;
    uint64_t start, end;
};
bool notes_left_draft(const struct notes *notes, struct draft *draft);

/* Writes the .ann now (ANNOTATIONS.md C2). True at once when there is nothing to write. */
bool notes_save(struct notes *notes, struct error *error);
bool notes_dirty(const struct notes *notes);
/* Forgets what isn't saved, in the journal too: the notes are as on the disk. */
void notes_discard(struct notes *notes);
/* Looks whether the .ann has changed on disk and merges it in; *changed (may be NULL) tells whether
 * anything is different now. */
bool notes_refresh(struct notes *notes, bool *changed, struct error *error);
/* Another program has deleted more than half of the lines: refreshing and saving fail until a
 * reader has said whether that was meant (yes: it is taken over; no: the lines are put back beside
 * what the other program added). */
bool notes_deletion_waits(const struct notes *notes);
bool notes_answer_deletion(struct notes *notes, bool meant, struct error *error);
/* The document has been reloaded: anchors everything again; one undo step. */
bool notes_reanchor(struct notes *notes, struct error *error);
/* What waits to be looked for since notes_open_later(), the caller's from now on; NULL when nothing
 * does, or memory is out. It has its own copy of the text: placing_run() may be called in another
 * thread, while the notes are used and changed; false when memory is out or it is cancelled.
 * notes_end_placing() takes over what was found, one undo step, as far as the notes haven't changed
 * meanwhile, and frees it. */
struct placing;
struct placing *notes_take_placing(struct notes *notes);
bool placing_run(struct placing *placing, const atomic_bool *cancel, struct error *error);
bool notes_end_placing(struct notes *notes, struct placing *placing, struct error *error);
void placing_free(struct placing *placing);
/* For a command that must be told its id for good: takes the lock (at most wait_ms), takes in what
 * is on disk, and keeps others out until notes_unlock(). */
bool notes_lock(struct notes *notes, int wait_ms, struct error *error);
void notes_unlock(struct notes *notes);
/* Moves notes from the overlay to the corpus, where a reader may write again; and the other way, so
 * that the corpus stays as it is from now on. The set must be closed after it. */
bool notes_push(struct notes *notes, struct error *error);
bool notes_pull(struct notes *notes, struct error *error);
/* Is the document open in another window of this machine? */
bool notes_elsewhere(const struct notes *notes);

#endif
