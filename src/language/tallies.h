/* tallies: how often each flagged word stands in a document. Owns a table of open addresses; words
 * are known by hashes only. */
#ifndef LEESZAAL_LANGUAGE_TALLIES_H
#define LEESZAAL_LANGUAGE_TALLIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tally {
    uint64_t word; /* 0: free */
    uint32_t count;
    uint32_t capitals; /* of these with a capital inside a sentence */
};

/* Zero-initialised is empty. */
struct tallies {
    struct tally *at;
    size_t slots, used;
};

/* The tally of a word (not 0), made when there is none; NULL when memory is out. */
struct tally *tallies_of(struct tallies *tallies, uint64_t word);
/* NULL when there is none. */
const struct tally *tallies_find(const struct tallies *tallies, uint64_t word);
void tallies_done(struct tallies *tallies);

#endif
