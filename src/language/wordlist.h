/* wordlist: the words a reader has taught: a set of words, kept in a file of hunspell's personal
 * format, one a line: `word`, `word/model` (inflected like model) or `*wrong`. A list owns its
 * text, so that lines it can't read stay in the file. Words are compared in their plain form: ’ is
 * ', U+2011 is -, ĳ is ij, no soft hyphens, NFC. A word in lower case also stands for itself at the
 * beginning of a sentence and in capitals. */
#ifndef LEESZAAL_LANGUAGE_WORDLIST_H
#define LEESZAAL_LANGUAGE_WORDLIST_H

#include "src/base/bytes.h"
#include "src/base/error.h"
#include "src/language/wordlist_line.h"

enum wordlist_says { WORDLIST_NOTHING, WORDLIST_GOOD, WORDLIST_WRONG };

struct wordlist;

/* The list in a file; one that doesn't exist is empty. path NULL: a list in memory only. When the
 * file or a line can't be read: *warning (may be NULL), the rest counts. NULL only when memory is
 * out. */
struct wordlist *wordlist_load(const char *path, struct error *warning);
void wordlist_free(struct wordlist *list);

/* All entries, sorted by word. */
const struct wordlist_entry *wordlist_entries(const struct wordlist *list, size_t *count);
/* Whether any word is listed as wrong, or with a model. */
bool wordlist_has_wrong(const struct wordlist *list);
bool wordlist_has_models(const struct wordlist *list);

/* What the list says of a word in its plain form. */
enum wordlist_says wordlist_find(const struct wordlist *list, struct span plain);

/* Adds a word (`model` may be empty), replacing what the list said of it; takes it out. The file is
 * read again first, as another program may have added to it, and replaced atomically. */
bool wordlist_add(struct wordlist *list, struct span word, struct span model, bool wrong,
                  struct error *error);
bool wordlist_remove(struct wordlist *list, struct span word, struct error *error);
/* Appends the line that says what the list says of a word, nothing when it says nothing; puts such
 * a line back. */
void wordlist_get(const struct wordlist *list, struct span word, struct buf *line);
bool wordlist_put(struct wordlist *list, struct span word, struct span line, struct error *error);
/* Takes over the words of another personal list that this one has not; *added (may be NULL) says
 * how many. Lines of it that can't be read: *warning (may be NULL). */
bool wordlist_import(struct wordlist *list, const char *path, size_t *added, struct error *warning,
                     struct error *error);

/* Where the reader's own list of a language ("nl") is; free(). NULL and an error without a home. */
char *wordlist_personal_path(const char *language, struct error *error);

#endif
