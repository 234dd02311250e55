/* standoff: the lines of a brat .ann file (FORMATS.md section 1). Tolerant reader: each line keeps
 * its bytes, also one that isn't understood; strict writer: the line_* functions below. Pure: bytes
 * in, bytes out. A line's kind is the letter of its id. */
#ifndef LEESZAAL_NOTES_STANDOFF_H
#define LEESZAAL_NOTES_STANDOFF_H

#include "src/base/bytes.h"
#include "src/base/error.h"
#include "src/notes/annotation.h"

/* Kinds beside the letters T R E A M N # *: a line that isn't understood, or repeats an id. */
#define RECORD_UNKNOWN '\0'

struct record {
    char *raw; /* the line without its LF, owned; a CR at its end belongs to it */
    size_t len;
    char kind;
    uint64_t number;            /* of the id; 0 for '*' */
    struct span id;             /* all spans point into raw */
    struct span type;           /* T: type, A M: name, N: "Reference", #: note type, R E *: type */
    struct span target;         /* A M N #: the id they are about; else empty */
    struct span text;           /* T: span text, A M: value, N: "db:key TAB label", #: note text */
    struct fragment *fragments; /* T only, ascending as in the file; owned */
    size_t fragment_count;
};

struct standoff {
    struct record *records;
    size_t count, cap;
    bool unfinished; /* the last line had no LF */
    /* Where the first record with an id is; rebuilt when needed. */
    uint32_t *slots;
    size_t slot_count;
    bool indexed;
};

/* Reads a whole file. False when memory is out. */
bool standoff_read(struct standoff *standoff, struct span bytes);
/* Writes it: every line byte for byte, each with an LF (the last one too, if any line follows or
 * `finish`). */
void standoff_write(const struct standoff *standoff, bool finish, struct buf *into);
void standoff_done(struct standoff *standoff);

/* The record with this id, whatever its kind; SIZE_MAX when there is none. */
#define STANDOFF_NONE SIZE_MAX
size_t standoff_find(struct standoff *standoff, struct span id);
/* A record with exactly this line; looked for at `hint` first. */
size_t standoff_find_line(struct standoff *standoff, struct span line, size_t hint);
/* The highest number used by ids of this kind. */
uint64_t standoff_highest(const struct standoff *standoff, char kind);

/* Puts a line in before `index` (clipped to the end), takes one out, changes one. A line holds no
 * LF. False when memory is out; then nothing has changed. */
bool standoff_insert(struct standoff *standoff, size_t index, struct span line);
void standoff_remove(struct standoff *standoff, size_t index);
bool standoff_replace(struct standoff *standoff, size_t index, struct span line);

/* Reads one line into a record (raw is copied). False when memory is out. */
bool record_read(struct record *record, struct span line);
void record_done(struct record *record);
struct span record_line(const struct record *record);
/* Is it found by its id? A group (*) and a line that is not understood have none. */
bool record_has_id(const struct record *record);
/* Walks over the ids that a record refers to (its own is none): *at starts at 0. */
bool record_reference(const struct record *record, size_t *at, struct span *id);
bool record_refers(const struct record *record, struct span id);
/* Appends the record's line with its own id and its references renamed by `rename` (an empty answer
 * keeps the id). */
typedef struct span record_rename_fn(void *context, struct span id);
void record_add_renamed(const struct record *record, record_rename_fn *rename, void *context,
                        struct buf *into);

/* Is this byte sequence an id of one upper-case letter (or '#') and digits? */
bool id_read(struct span id, char *kind, uint64_t *number);
void id_add(struct buf *into, char kind, uint64_t number);
/* Would brat split a line here (FORMATS.md 1.1), or a reader of columns (TAB)? */
bool is_line_break(uint32_t cp);

/* Strict writers: one line without LF. Text that can't stand in a line raw must have been taken out
 * before. */
void line_add_text_bound(struct buf *into, uint64_t number, const char *type,
                         const struct fragment *fragments, size_t count, struct span text);
void line_add_note(struct buf *into, uint64_t number, const char *type, struct span target,
                   struct span text);
void line_add_attribute(struct buf *into, uint64_t number, const char *name, struct span target,
                        struct span value);
/* "0 6;7 12" */
void fragments_add(struct buf *into, const struct fragment *fragments, size_t count);

#endif
