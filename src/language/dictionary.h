/* dictionary: the Dutch words: the shipped lexicon with its error model, and behind them hunspell's
 * dictionary, which is asked by one thread at a time. Any thread may ask anything here. */
#ifndef LEESZAAL_LANGUAGE_DICTIONARY_H
#define LEESZAAL_LANGUAGE_DICTIONARY_H

#include "src/base/bytes.h"
#include "src/base/error.h"
#include "src/language/lexicon.h"
#include "src/language/near.h"

struct dictionary;

/* NULL and an error that names what is missing. hunspell's own files are only looked for: they are
 * loaded by the first word that has to be asked about, or by dictionary_load(), which can tell that
 * they are damaged. Without them every word must be in the lexicon. */
struct dictionary *dictionary_new(const char *language, struct error *error);
bool dictionary_load(struct dictionary *dictionary, struct error *error);
void dictionary_free(struct dictionary *dictionary);
/* A number that differs when verdicts may. */
uint64_t dictionary_fingerprint(const struct dictionary *dictionary);
const struct lexicon *dictionary_lexicon(const struct dictionary *dictionary);
const struct near_model *dictionary_model(const struct dictionary *dictionary);
/* The wide one, for suggesting. */
const struct near_model *dictionary_wide_model(const struct dictionary *dictionary);

/* Whether the lexicon has these very letters as a word. */
bool dictionary_has(const struct dictionary *dictionary, const uint8_t *codes, size_t count);
/* The same, or as the beginning of a sentence or capitals would have them. */
bool dictionary_lists(const struct dictionary *dictionary, const uint8_t *codes, size_t count);
/* Whether hunspell takes them. */
bool dictionary_spells(struct dictionary *dictionary, const uint8_t *codes, size_t count);
/* Whether the lexicon lists them or hunspell takes them. */
bool dictionary_takes(struct dictionary *dictionary, const uint8_t *codes, size_t count);
/* Whether hunspell takes text that the lexicon's alphabet can't write: words with spaces between.
 */
bool dictionary_takes_text(struct dictionary *dictionary, struct span text);

#endif
