/* inside: what the files of the annotation module share. Nobody else includes this. */
#ifndef LEESZAAL_NOTES_INSIDE_H
#define LEESZAAL_NOTES_INSIDE_H

#include <sys/stat.h>

#include "src/base/digest.h"
#include "src/base/file.h"
#include "src/notes/annotation.h"
#include "src/notes/content.h"
#include "src/notes/counting.h"
#include "src/notes/delta.h"
#include "src/notes/history.h"
#include "src/notes/journal.h"
#include "src/notes/lock.h"
#include "src/notes/passage.h"
#include "src/notes/quote.h"

/* What a reader sees of one T line; all owned. */
struct view {
    uint64_t number; /* of its id */
    size_t record;   /* of its T line */
    char *id, *label, *note;
    struct fragment *fragments; /* code points of the document */
    size_t fragment_count;
    uint64_t raw_start, raw_end;
    enum note_state state;
    size_t anchor; /* record of its LzAnchor, or STANDOFF_NONE */
    struct quote quote;
    struct attribute *attributes; /* name and value owned */
    size_t attribute_count;
};

/* A T line that doesn't stand where its line says. */
struct placement {
    uint64_t number;
    enum note_state state;
    struct fragment *fragments; /* owned; NULL for an orphan */
    size_t fragment_count;
};

struct notes {
    char *path;    /* of the document */
    char *ann;     /* of the standoff file that is written */
    char *sibling; /* of the one beside the document; ann unless that is the overlay */
    bool overlay;
    bool reading; /* only to look */
    char *author;
    struct document *document;
    struct content content;
    struct digest text_hash; /* "" until asked for */
    struct counting counting;
    enum notes_crlf crlf;

    struct standoff lines;
    struct buf base;         /* the .ann as it was last read or written */
    struct file_stamp stamp; /* of that */
    struct buf sibling_base; /* overlay: the sibling as it was last merged in */
    bool dirty;
    bool deletion_waits; /* another program deleted most lines: a reader must say whether */
    bool deletion_allowed;

    struct view *views;
    size_t view_count;
    bool later;              /* what must be looked for waits for notes_take_placing() */
    bool provisional;        /* the placements are those of before that */
    struct placing *placing; /* that waits; or NULL */
    unsigned text_version;   /* which of its texts the document has */
    const struct matchtext
        *folded;                  /* an index of the text, while many places are stored; or NULL */
    struct placement *placements; /* by number; only what isn't NOTE_OK */
    size_t placement_count, placement_cap;

    char *state_folder; /* of journal and history; NULL: none can be had */
    char *key;
    struct ids ids;
    struct journal journal;
    bool elsewhere;
    struct journal_content left; /* what a killed window left behind: its draft */
    struct history history;
    unsigned group_depth;
    struct delta group;
    char *group_what;
    struct ann_lock lock;
    bool lock_in_folder;
    int lock_depth;
};

/* ---- annotation.c ---- */

/* Makes the views anew from lines and placements; false when memory is out (then the old views
 * stand). */
bool notes_rebuild(struct notes *notes);
struct view *notes_view(struct notes *notes, struct span id);
/* The # A M N lines by the number of the T that they are about, in the file's order. */
struct about {
    uint64_t number;
    size_t record;
};
struct about_index {
    struct about *at;
    size_t count;
};
bool about_make(const struct notes *notes, struct about_index *index);
void about_done(struct about_index *index);
/* The first line about T `number`, or where it would be. */
size_t about_first(const struct about_index *index, uint64_t number);
/* The records about a T, R or E: # A M N in the file's order. Calls with each one's number. */
size_t notes_next_about(const struct notes *notes, struct span id, size_t from);
/* First 16 hex digits of the text's hash; NULL when it can't be read. */
const char *notes_text_hash(struct notes *notes);
struct placement *notes_placement(const struct notes *notes, uint64_t number);
/* Sets or (NOTE_OK) removes one; takes the fragments. False when memory is out. */
bool notes_place(struct notes *notes, uint64_t number, enum note_state state,
                 struct fragment *fragments, size_t count);
void notes_forget_places(struct notes *notes);

/* ---- commit.c ---- */

/* No line, in a delta. */
#define NO_LINE ((struct span){NULL, 0})
/* Does an edit: lines, journal, history, views. Empties it. */
bool notes_commit(struct notes *notes, struct delta *edit, const char *what, const char *id,
                  struct error *error);
/* False with an error when the set was opened only to read. */
bool notes_refuse_reading(const struct notes *notes, struct error *error);
/* Without a journal nothing is safe before it is in the .ann. */
bool notes_save_if_unsafe(struct notes *notes, struct error *error);

/* ---- span.c ---- */

bool notes_unknown_id(struct error *error, const char *id); /* false, with the error */
uint64_t notes_next_id(struct notes *notes, char kind);
bool notes_check_name(const char *name, struct error *error);
struct view *notes_find(struct notes *notes, const char *id, struct error *error);
/* The fragments of [start, end), checked; to be freed with passage_done(). */
bool notes_cut(struct notes *notes, uint64_t start, uint64_t end, struct passage *passage,
               struct error *error);
/* Their offsets as the file counts: "0 6;7 12". */
bool notes_add_offsets(struct notes *notes, const struct passage *passage, struct buf *at);
/* The anchor of a passage; stamp and name of `before` (may be NULL) are kept unless `touched`. */
bool notes_make_quote(struct notes *notes, const struct passage *passage, struct span at,
                      const struct quote *before, bool touched, struct quote *quote);
void notes_add_text_bound(struct buf *line, uint64_t number, struct span type, struct span at,
                          struct span text);
void notes_add_anchor(struct buf *line, uint64_t number, struct span target,
                      const struct quote *quote);
/* Replaces a record's line in an edit, when it is another one. */
void notes_edit_replace(struct notes *notes, struct delta *edit, size_t record,
                        const struct buf *line);
void notes_edit_anchor(struct notes *notes, struct delta *edit, const struct view *view,
                       const struct quote *quote);
/* Adds the lines for a T that stands at [start, end): its T line and its anchor. */
bool notes_edit_span(struct notes *notes, struct delta *edit, const struct view *view,
                     uint64_t start, uint64_t end, bool touched, struct error *error);
/* A change of label or note: a new stamp, and an anchor for a T that had none. */
bool notes_edit_touch(struct notes *notes, struct delta *edit, const struct view *view);

/* ---- wording.c ---- */

/* Splits a note into lines that can stand in the file. */
void notes_split(const char *note, struct buf *lines);
/* Makes the note lines of a T those of `lines`; new ones go behind the last, or to `index`. */
void notes_edit_note(struct notes *notes, struct delta *edit, struct span target, size_t index,
                     struct span lines);

/* ---- change.c ---- */

/* An id that outlives the views: callers hand in what notes_at() gave them. Longer than any id that
 * is read as one. */
struct id_name {
    char text[24];
};

/* Before a change: not when reading; and what other windows did is taken in first, so that ids
 * seldom meet. */
bool notes_ready(struct notes *notes, struct error *error);
/* The same for a change of `id`, which is copied before anything moves. */
bool notes_ready_for(struct notes *notes, const char *id, struct id_name *own, struct error *error);

/* ---- where.c ---- */

/* Finds the files; nothing is made. */
bool notes_locate(struct notes *notes, const char *ann_dir, struct error *error);
/* The sibling is the file that is written from now on, with a key of its own. */
bool notes_relocate(struct notes *notes, struct error *error);
/* Paths; free(). NULL when memory is out, or there is no state folder. */
char *notes_state_path(const struct notes *notes, const char *ending);
char *notes_base_path(const struct notes *notes); /* the sibling as the overlay took it in */
char *notes_backup_folder(void);
char *notes_overlay_path(const char *document);

/* ---- overlay.c ---- */

/* Has another window moved the overlay to the corpus? Then its file is gone, and the notes are in
 * the sibling, which is not yet read. */
bool notes_were_pushed(const struct notes *notes);
bool notes_follow_push(struct notes *notes, struct error *error);

/* ---- recover.c ---- */

/* Replays what journals of dead windows hold; counts commands. Loads the history. */
bool notes_recover(struct notes *notes, size_t *recovered, struct error *error);
/* Has a journal, made when needed; false when there can be none (then every change is saved at
 * once). */
bool notes_has_journal(struct notes *notes);
/* Lets go of it when the document is closed. */
void notes_leave(struct notes *notes);
/* Begins it anew: a header for the base as it is, and `edit` (may be NULL) that isn't saved. */
bool notes_renew_journal(struct notes *notes, const struct delta *edit);
/* The same, with what separates the lines from the base. */
bool notes_rewrite_journal(struct notes *notes);
/* Ids that other windows have used, from the headers of their journals. */
void notes_learn_ids(struct notes *notes);

/* ---- save.c ---- */

struct merge;
/* Milliseconds a save waits for another one; then the journal keeps the change for the next. */
#define NOTES_LOCK_WAIT 3000
/* Larger than any standoff file or journal. */
#define NOTES_FILE_MOST (256u << 20)
/* Reads the .ann. */
bool notes_load(struct notes *notes, struct error *error);
/* Adds a file's bytes; a missing one, or "", has none. stamp may be NULL. */
bool notes_read_optional(const char *path, struct buf *into, struct file_stamp *stamp,
                         struct error *error);
/* Lines become those of the bytes. */
bool notes_take_lines(struct notes *notes, struct span bytes, struct error *error);
/* merge_three() on bytes. */
bool notes_merge_bytes(struct span base, struct span ours, struct span theirs, struct merge *merge,
                       struct error *error);

/* ---- placing.c ---- */

/* Gathers what must be looked for; with `keep` only of T lines that have no placement yet. NULL
 * when memory is out. */
struct placing *placing_new(struct notes *notes, bool keep);
/* Must anything be searched? */
bool placing_searches(const struct placing *placing);
/* Gives back what is known before the search: which lines stand. */
bool placing_apply_standing(struct notes *notes, struct placing *placing);
/* Gives back what was found, to lines that are still the same; stores what has moved beyond doubt
 * if wished. Frees it. */
bool placing_end(struct notes *notes, struct placing *placing, bool store, struct error *error);

/* ---- reanchor.c ---- */

enum settle {
    SETTLE_LOOK,    /* finds out how the file counts and where every T stands */
    SETTLE_STORE,   /* and stores what has moved beyond doubt, unless reading */
    SETTLE_CHANGED, /* only of T lines that have no placement yet, after a change of lines */
};
/* Also makes the views. */
bool notes_settle(struct notes *notes, enum settle settle, struct error *error);
/* Does the text of a T line stand at its fragments, counted so? */
struct record;
bool notes_stands(struct notes *notes, const struct record *record,
                  const struct counting *counting);
/* Stores what has moved: one undo step. */
bool notes_store_moves(struct notes *notes, struct error *error);

#endif
