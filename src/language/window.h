/* window: a stretch of a document's paragraphs, copied with their words, so that a whole stretch
 * can be tagged before its entities are told. Owns its copies. */
#ifndef LEESZAAL_LANGUAGE_WINDOW_H
#define LEESZAAL_LANGUAGE_WINDOW_H

#include "src/base/bytes.h"
#include "src/text/paragraph.h"
#include "src/text/token.h"

struct window_paragraph {
    struct paragraph paragraph; /* text and runs in the window; set by window_settle() */
    size_t text, run;           /* where they begin in the window's arrays */
    size_t token, token_count;  /* in the window's tokens; offsets are of the paragraph's text */
};
struct window {
    struct window_paragraph *paragraphs;
    size_t count, cap;
    struct buf texts;
    struct paragraph_run *runs;
    size_t run_count, run_cap;
    struct tokens tokens;
    struct tokens scratch;
};

void window_clear(struct window *window);
void window_done(struct window *window);
/* Adds a copy of the paragraph and splits it into words. False when memory is out. */
bool window_add(struct window *window, const struct paragraph *paragraph);
/* Once all are added: makes the paragraphs point to their text and runs. */
void window_settle(struct window *window);
/* The words of one paragraph, as tokens that borrow the window's. */
struct tokens window_tokens(const struct window *window, const struct window_paragraph *paragraph);

#endif
