/* merge_inside: what the files of the merge share. Nobody else includes this. */
#ifndef LEESZAAL_NOTES_MERGE_INSIDE_H
#define LEESZAAL_NOTES_MERGE_INSIDE_H

#include "src/notes/merge.h"

/* What becomes of one line of ours or theirs. */
struct fate {
    bool out;      /* not in the result */
    bool replaced; /* ours: theirs' line `by` stands in its place */
    bool settled;  /* ours: met its pair in theirs */
    size_t by;
};

/* A merge under way. Theirs' lines are renamed copies: `theirs` is ours to change. */
struct work {
    struct merge *merge;
    struct standoff *base, *ours;
    struct standoff theirs;
    struct fate *our_fates, *their_fates;
    uint64_t highest[256]; /* by kind letter */
};

/* ---- merge_unkeyed.c ---- */

/* The fates of all lines that have no id; false when memory is out. */
bool merge_settle_unkeyed(struct work *work);

#endif
