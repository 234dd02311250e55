/* journal: every change of a document's notes on disk before the screen says it is done
 * (ANNOTATIONS.md C4). One file a window: KEY.lzj in the state folder, KEY-2.lzj for a second
 * window and so on; a window keeps a flock() on its own. Lines:
 *
 *     crc32 SP seq SP op TAB field TAB field…      fields are JSON strings, or - for none
 *
 * ops: open (path, hash of the .ann, hash of the text, ids: the header, always the first line);
 * line (old line, new line, its number); end (the lines since the last end are one command);
 * draft (id, start end, text). A torn line ends the reading. Reading is pure. */
#ifndef LEESZAAL_NOTES_JOURNAL_H
#define LEESZAAL_NOTES_JOURNAL_H

#include <time.h>

#include "src/notes/delta.h"

/* The highest number ever used for each kind of id: freed ids are never used again. */
#define ID_KINDS "TREAMN#"
struct ids {
    uint64_t highest[sizeof ID_KINDS - 1];
};
uint64_t ids_highest(const struct ids *ids, char kind);
void ids_raise(struct ids *ids, char kind, uint64_t number);
void ids_raise_all(struct ids *ids, const struct ids *other);

/* What a journal file holds. Owned. */
struct journal_content {
    struct buf path, ann_hash, text_hash;
    struct ids ids;
    struct delta edit; /* the complete commands that were not saved yet, in order */
    size_t commands;
    bool has_draft;
    struct buf draft_id, draft_text;
    uint64_t draft_start, draft_end;
    uint64_t seq; /* the last one used */
    size_t whole; /* bytes up to the end of the last complete command, header or draft */
};
/* False only when memory is out; of a broken file what can be read is read. */
bool journal_read(struct journal_content *content, struct span bytes);
void journal_content_done(struct journal_content *content);

struct journal {
    int fd;          /* -1: not open yet */
    unsigned number; /* 1, 2, … */
    char *path;
    uint64_t seq;
    uint64_t end;     /* bytes that count: a write that failed may have left more behind them */
    struct buf draft; /* the fields of the draft that isn't done with, to outlive a new beginning */
    struct timespec synced;
    bool unsynced;
};

/* "FOLDER/KEY.lzj", "FOLDER/KEY-2.lzj"; free(). */
char *journal_path(const char *folder, const char *key, unsigned number);
#define JOURNAL_MOST 16
/* Takes the first journal of KEY that no window holds, made when missing. content (may be NULL)
 * gets what is in it. False: none can be had. */
bool journal_open(struct journal *journal, const char *folder, const char *key,
                  struct journal_content *content, struct error *error);
/* Takes journal `number` when it exists and nobody holds it; false without an error otherwise. */
bool journal_adopt(struct journal *journal, const char *folder, const char *key, unsigned number,
                   struct journal_content *content);
/* Appends one command; it is with the kernel when this returns, and on the disk within a second of
 * the next append or sync. */
bool journal_append(struct journal *journal, const struct delta *edit, struct error *error);
bool journal_append_draft(struct journal *journal, struct span id, uint64_t start, uint64_t end,
                          struct span text, struct error *error);
/* The draft that journal->draft was before a command ended it. */
bool journal_append_again(struct journal *journal, const struct buf *draft, struct error *error);
/* fdatasync when something is waiting for it. */
void journal_sync(struct journal *journal);
/* Begins anew: a header, and behind it (unless NULL or empty) one command that isn't saved; and the
 * draft, if there is one. */
bool journal_restart(struct journal *journal, const struct journal_content *header,
                     const struct delta *edit, struct error *error);
void journal_close(struct journal *journal);

/* Shared with history: one line, and reading one. */
struct journal_line {
    uint64_t seq;
    struct span op;
    struct span fields; /* the rest behind the op, from its TAB on */
};
void journal_add_line(struct buf *into, uint64_t seq, const char *op, struct span fields);
bool journal_next_line(struct span *rest, struct journal_line *line);
/* Fields, each with its TAB before it. NULL bytes are "-". */
void journal_add_field(struct buf *fields, struct span bytes);
bool journal_next_field(struct span *fields, struct buf *into, bool *is_null);
void journal_add_change(struct buf *fields, const struct change *change);
bool journal_next_change(struct span *fields, struct delta *edit);

#endif
