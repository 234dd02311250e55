/* likeness: how alike two texts are, by edit distance over bytes, 64 cells a step (Myers 1999 in
 * the blocks of Hyyrö 2003). Pure. */
#ifndef LEESZAAL_NOTES_LIKENESS_H
#define LEESZAAL_NOTES_LIKENESS_H

#include "src/base/bytes.h"

/* Bytes of the longest pattern; a longer one is cut at its far end. */
#define LIKENESS_MOST 512
/* Bytes by which a glued text may be longer than the pattern and still help. */
#define LIKENESS_SLACK 8

/* A pattern made ready. Large: one on the stack is fine, many are not. */
struct likeness {
    size_t len;
    size_t words;
    uint64_t letters[256][LIKENESS_MOST / 64];
    bool backward; /* read from its end */
};
void likeness_make(struct likeness *likeness, struct span pattern, bool backward);

/* The least distance between the pattern and a beginning of the text (backward: an end of it): the
 * two are glued together at one side, how far the text reaches at the other is free. *reach (may be
 * NULL) gets the bytes of text that were used. */
size_t likeness_glued(const struct likeness *likeness, struct span text, size_t *reach);
/* The least distance between the pattern and any piece of the text; *end is behind the first such
 * piece. Not for a backward pattern. */
size_t likeness_find(const struct likeness *likeness, struct span text, size_t *end);
/* 1 for the same, 0 for nothing in common. */
double likeness_score(const struct likeness *likeness, size_t distance);

#endif
