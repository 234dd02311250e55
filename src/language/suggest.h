/* suggest: what a misspelt word was meant to be, best first. Words of the lexicon close by under
 * the error model, compounds with one part mended, two words run together, capitals and hyphens put
 * right; ranked by how likely the slip is and how often the word is written. hunspell says what is
 * a word; its own suggestions are not asked for: they take 65 ms in the mean and 340 at worst, and
 * for the words that nothing is found for here they are seldom the right ones either. */
#ifndef LEESZAAL_LANGUAGE_SUGGEST_H
#define LEESZAAL_LANGUAGE_SUGGEST_H

#include "src/language/candidates.h"
#include "src/language/dictionary.h"

/* At most `most` suggestions, each NUL-terminated and owned by the caller (free each). Any thread;
 * milliseconds. */
size_t suggest_words(struct dictionary *dictionary, struct span word, char **suggestions,
                     size_t most);
/* The same with how each was found, the word itself among them perhaps; added to `found`. */
void suggest_candidates(struct dictionary *dictionary, struct span word, struct candidates *found);

#endif
