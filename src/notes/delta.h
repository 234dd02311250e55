/* delta: one change of a standoff file as lines taken out, put in and replaced: what the journal
 * keeps, undo turns round and merge makes. Owns copies of its lines. */
#ifndef LEESZAAL_NOTES_DELTA_H
#define LEESZAAL_NOTES_DELTA_H

#include "src/notes/standoff.h"

struct change {
    size_t index;      /* the line's number in the file when it was made: a hint afterwards */
    char *old, *fresh; /* NULL: there was none, there is none; NUL-terminated copies */
    size_t old_len, fresh_len;
};

struct delta {
    struct change *changes;
    size_t count, cap;
    bool failed; /* out of memory; sticky */
};

/* at == NULL means no line. Copies. */
void delta_add(struct delta *edit, size_t index, struct span old, struct span fresh);
void delta_done(struct delta *edit);
struct span change_old(const struct change *change);
struct span change_fresh(const struct change *change);
/* Appends what would take `edit` back. */
void delta_add_reverse(struct delta *into, const struct delta *edit);
/* Appends a copy of the changes. */
void delta_add_all(struct delta *into, const struct delta *edit);

/* Does it. Lines move when others have been at the file: an old line is looked for, a new one goes
 * to its old number. All or nothing: false when an old line isn't there (`*lost` then is true) or
 * memory is out. */
bool delta_apply(const struct delta *edit, struct standoff *standoff, bool *lost);

#endif
