/* spelling: the dictionary, by hunspell; the only module that includes it. Owns one hunspell handle
 * (18 MB for Dutch, not thread-safe: the caller locks). Words are UTF-8. What hunspell can't be
 * trusted with is kept from it: words that are too long, and its own personal words (Hunspell_add
 * goes around ICONV, so that words with ij or ’ would stay wrong). */
#ifndef LEESZAAL_LANGUAGE_SPELLING_H
#define LEESZAAL_LANGUAGE_SPELLING_H

#include "src/base/bytes.h"
#include "src/base/error.h"

/* Bytes; hunspell itself gives up at 256, and long strings of compound parts take it long. */
#define SPELLING_WORD_MAX 180

struct spelling;

/* Where the dictionary of a language ("nl") lies, without ".aff": in the folders of DICPATH, then
 * where distributions put them. free() it; NULL and an error that names the package. */
char *spelling_find(const char *language, struct error *error);
/* A number that changes when the files of the dictionary do (from their sizes and times). */
uint64_t spelling_fingerprint(const char *path);

/* Loads a dictionary (about 45 ms). A file that can't be read, is no dictionary, or makes hunspell
 * reject everyday words: NULL and an error. */
struct spelling *spelling_new(const char *path, struct error *error);
void spelling_free(struct spelling *spelling);

bool spelling_takes(struct spelling *spelling, struct span word);

#endif
