/* recognizer: the loaded language data with which entities are found: rules, names, model.
 * Immutable after loading, shared by threads. */
#ifndef LEESZAAL_LANGUAGE_RECOGNIZER_H
#define LEESZAAL_LANGUAGE_RECOGNIZER_H

#include "src/base/error.h"
#include "src/language/gazetteer.h"
#include "src/language/lexicon.h"
#include "src/language/pattern.h"
#include "src/language/tagger.h"

struct recognizer;
/* What it goes on without, each told once (kind != ERROR_NONE): the first wrong file of names, a
 * model that is missing or broken. */
struct recognizer_warnings {
    struct error names, model;
};
/* Loads "nl" from the data folders, the user's names and the corpus's (`corpus_dir` may be NULL).
 * The model is the corpus's own (.leeszaal/model.bin), else the user's (nl/model.bin in the data
 * place), else the shipped one. NULL only when memory is out. */
struct recognizer *recognizer_new(const char *language, const char *corpus_dir,
                                  struct recognizer_warnings *warnings);
void recognizer_free(struct recognizer *recognizer);

const struct patterns *recognizer_patterns(const struct recognizer *recognizer);
const struct gazetteer *recognizer_gazetteer(const struct recognizer *recognizer);
/* Tells apart what could find something else: other lists, another model, another program. 0 when
 * that can't be told. */
uint64_t recognizer_fingerprint(const struct recognizer *recognizer);
/* The dictionary, to know ordinary words by; NULL without. */
const struct lexicon *recognizer_lexicon(const struct recognizer *recognizer);
const struct tagger *recognizer_tagger(const struct recognizer *recognizer); /* NULL: no model */

#endif
