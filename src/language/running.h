/* running: running text, read for what it says of words: how often each stands in it, small or with
 * a capital, and beside which others (clusters.h). Words are as the tokeniser cuts them, digits
 * made 0. */
#ifndef LEESZAAL_LANGUAGE_RUNNING_H
#define LEESZAAL_LANGUAGE_RUNNING_H

#include "src/base/bytes.h"
#include "src/language/facts.h"
#include "src/language/tagged.h"

struct running_word {
    size_t off; /* into running.text */
    uint32_t len;
    uint32_t count;
    uint32_t inside; /* of these not at a sentence's start */
};

/* Zero-initialised is empty. */
struct running {
    struct buf text; /* of the different words */
    struct running_word *words;
    size_t word_count, word_cap;
    uint32_t *table; /* word number + 1 by hash */
    size_t table_size;
    uint32_t *stream; /* word numbers as they stand; RUNNING_END behind each sentence */
    size_t stream_count, stream_cap;
};
#define RUNNING_END UINT32_MAX

/* Adds a text, a paragraph a line. False when memory is out. */
bool running_add_text(struct running *running, struct span text);
/* Adds the words of marked text. */
bool running_add_tagged(struct running *running, const struct tagged *tagged);
struct span running_text(const struct running *running, size_t word);
/* Adds to the facts how words are usually written (FACT_LOWER, enum fact_case). */
bool running_add_cases(const struct running *running, struct facts_maker *maker);
void running_done(struct running *running);

#endif
