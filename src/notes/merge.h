/* merge: the three-way merge of standoff files by id (ANNOTATIONS.md C3). Nothing that anybody
 * wrote is dropped: what can't stand side by side is kept under a new id and flagged. Pure. The
 * result is a fixpoint: merge(b, x, b) = x, merge(b, x, x) = x. */
#ifndef LEESZAAL_NOTES_MERGE_H
#define LEESZAAL_NOTES_MERGE_H

#include "src/notes/standoff.h"

enum merge_flag {
    MERGE_BOTH_CHANGED, /* ours is kept, theirs stands under another id */
    MERGE_EDIT_KEPT,    /* one side deleted what the other changed: the change stands */
    MERGE_RESURRECTED,  /* one side deleted what the other refers to: it stands again */
};

struct merge_note {
    enum merge_flag flag;
    char *id;    /* owned */
    char *other; /* the id of theirs for MERGE_BOTH_CHANGED, else "" */
};
struct merge_rename {
    char *from, *to; /* ids of theirs, owned */
};

struct merge {
    struct buf result; /* the merged file: ours in its order, then what theirs adds */
    struct merge_note *flags;
    size_t flag_count, flag_cap;
    struct merge_rename *renames; /* ids that theirs' lines got */
    size_t rename_count, rename_cap;
};

/* False when memory is out. The three are only read (their indexes may be made). */
bool merge_three(struct merge *merge, struct standoff *base, struct standoff *ours,
                 struct standoff *theirs);
void merge_done(struct merge *merge);
/* A record_rename_fn over merge->renames; context is the struct merge. */
struct span merge_rename(void *context, struct span id);

#endif
