/* edits: what happens to a text between two readings, seeded: noise of OCR, new line breaks,
 * sentences put in, look-alikes, passages and single marked ones taken out, blocks moved, copies.
 * Every letter knows where it came from, so that the truth about a passage is known. */
#ifndef LEESZAAL_TESTS_BENCH_EDITS_H
#define LEESZAAL_TESTS_BENCH_EDITS_H

#include "src/base/bytes.h"

/* A text as code points; origin is the place in the text before, -1 what was put in. */
struct letter {
    uint32_t cp;
    long origin;
};
struct letters {
    struct letter *at;
    size_t count, cap;
};
void letters_of(struct letters *letters, struct span text);
void letters_add_to(const struct letters *letters, size_t start, size_t end, struct buf *into);

/* Code points of a passage that somebody has marked, ascending by start. */
struct mark {
    size_t start, end;
};
struct marks_of_text {
    const struct mark *at;
    size_t count;
};

struct edit {
    const char *name;
    void (*perform)(struct letters *to, const struct letters *from,
                    const struct marks_of_text *marks);
};
extern const struct edit edits[];
extern const size_t edit_count;

/* One source of chance for all. */
void chance_begin(uint64_t seed);
size_t chance_below(size_t most);

#endif
