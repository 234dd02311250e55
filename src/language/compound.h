/* compound: whether a word that no dictionary has is a Dutch compound all the same. Dutch writes
 * new compounds every day (`hackersgroep`, `cyberdreiging`), in one word, with a linking s, e, en
 * or n, or a hyphen where vowels would clash. A part counts by how many words of the lexicon it
 * begins or ends already; that keeps out what only looks like words set side by side, which is what
 * most misspelt words do. Pure. */
#ifndef LEESZAAL_LANGUAGE_COMPOUND_H
#define LEESZAAL_LANGUAGE_COMPOUND_H

#include "src/language/lexicon.h"

/* How sure it is that the lower-case letters are a compound; 0: they are none. From 1 (just) to
 * about 15 (both parts are everyday parts). */
unsigned compound_strength(const struct lexicon *lexicon, const uint8_t *codes, size_t count);
/* The same when a hyphen or s that must be between two parts may be lacking: politieinzet,
 * veiligheidlek. Not less than compound_strength(). */
unsigned compound_unlinked(const struct lexicon *lexicon, const uint8_t *codes, size_t count);
/* Strong enough to be taken for a good word. */
#define COMPOUND_GOOD 4

#endif
