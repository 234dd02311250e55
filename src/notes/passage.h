/* passage: a range of the decoded text cut into the fragments of a T line (FORMATS.md 1.4): around
 * line breaks of every kind and TABs, blanks at the ends trimmed, never through a grapheme. Pure.
 */
#ifndef LEESZAAL_NOTES_PASSAGE_H
#define LEESZAAL_NOTES_PASSAGE_H

#include "src/notes/annotation.h"

struct passage {
    struct fragment *fragments; /* owned */
    size_t count, cap;
    struct buf text; /* the fragments joined by one space */
};

/* `text` is the decoded text (UTF-8) of the range, `start` the code point at which it begins. No
 * fragment when it is all blank. False when memory is out. */
bool passage_cut(struct passage *passage, struct span text, uint64_t start);
void passage_done(struct passage *passage);

#endif
