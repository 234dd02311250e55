/* anchor: finds passages again in a text that has changed (ANNOTATIONS.md B2). A passage is known
 * by its text, what stood around it, where it stood, and by its neighbours. What is found beyond
 * doubt is told apart from what is merely likely; thresholds are in the .c, measured by
 * tests/bench/anchor. Pure and deterministic. */
#ifndef LEESZAAL_NOTES_ANCHOR_H
#define LEESZAAL_NOTES_ANCHOR_H

#include <stdatomic.h>

#include "src/notes/annotation.h"
#include "src/notes/matchtext.h"

struct anchor {
    /* Given: */
    struct span exact;          /* the passage's text; white space and line ends as one likes */
    struct span prefix, suffix; /* raw context; ignored unless has_context */
    bool has_context;
    uint64_t old_start; /* code point at which it stood */
    size_t start, end;  /* bytes of the text where it stands if it hasn't moved */
    bool stands;        /* the same text is at [start, end) */
    bool refused;       /* a reader has said that it is gone: only a sure place counts */
    bool settled;       /* it stands and that is known: a witness for its neighbours */
    /* Found: bytes of the text, whole graphemes; untouched for an orphan. */
    enum note_state state;
    size_t found_start, found_end;
};

/* Finds all of them; they are in ascending order of old_start. The text is made, and is indexed
 * when anything has to be searched. `cancel` (may be NULL) is looked at now and then. False when
 * memory is out or cancelled. */
bool anchor_find(struct matchtext *text, struct anchor *anchors, size_t count,
                 const atomic_bool *cancel, struct error *error);

#endif
