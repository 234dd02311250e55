/* accept: good words that are in no dictionary as they stand: hyphens and slashes between good
 * parts, sure compounds, abbreviations, apostrophes with an ending, halves of a compound that stand
 * apart. */
#ifndef LEESZAAL_LANGUAGE_ACCEPT_H
#define LEESZAAL_LANGUAGE_ACCEPT_H

#include "src/language/dictionary.h"

/* No better word so close that a compound could be a slip of it; a cost of near.h. */
#define ACCEPT_SURELY_FAR 110

/* Letters that make a good word with what dictionary_takes() knows and the rules above. Any
 * thread. */
bool accept_word(struct dictionary *dictionary, const uint8_t *codes, size_t count);
/* A good word and the s that links it to the rest of a compound, where a hyphen says that the rest
 * comes later: verbods-, beperkings- en controlemaatregelen. Any thread. */
bool accept_half(struct dictionary *dictionary, struct span word);
/* Where the stem of a word with an apostrophe ending ends: ICT's, Boris'; `count` without one. */
size_t accept_stem(const struct lexicon *lexicon, const uint8_t *codes, size_t count);

#endif
