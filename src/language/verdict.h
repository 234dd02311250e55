/* verdict: is this word right? Each word of a paragraph gets one of four verdicts from the evidence
 * in DESIGN.md section 5. A speller is shared by threads and documents: its lexicon, its cache of
 * words, and behind them, asked once for each new word and by one thread at a time, the one
 * hunspell handle. What a document adds (its words, how often each is written in it) is a
 * speller_document: threads may check with it together, but learn alone. */
#ifndef LEESZAAL_LANGUAGE_VERDICT_H
#define LEESZAAL_LANGUAGE_VERDICT_H

#include "src/base/bytes.h"
#include "src/base/error.h"
#include "src/language/flags.h"
#include "src/text/paragraph.h"

enum verdict { VERDICT_GOOD, VERDICT_NAME, VERDICT_UNKNOWN, VERDICT_ERROR, VERDICTS };
/* "good" "name" "unknown" "error" */
const char *verdict_name(enum verdict verdict);

struct speller;
struct speller_document;

/* The dictionary "nl" (hunspell's nl_NL, found as hunspell finds it, or under DICPATH), the
 * lexicon, the personal list. Tens of milliseconds: in a worker. NULL and an error that names the
 * missing package when there is no dictionary: read on, nothing is red. `cache`: whether the file
 * of words judged before is read, and written by speller_save(). */
struct speller *speller_new(const char *language, bool cache, struct error *error);
void speller_free(struct speller *speller);
/* Something the reader should know that didn't stop us (a line of a word list that can't be read);
 * kind ERROR_NONE when there is nothing. */
const struct error *speller_warning(const struct speller *speller);
/* Writes the cache when it has grown. Failing is no error: it is only a cache. */
void speller_save(struct speller *speller);

/* What is known about one document: the words of its list and of its corpus's list
 * (`corpus_dir`/.leeszaal/words; NULL: no corpus), and how often unknown words stand in it, as far
 * as speller_learn() has been told. Both may be NULL for text without a file. A list that can't be
 * read: *warning (may be NULL). NULL only when memory is out. */
struct speller_document *speller_document_new(struct speller *speller, const char *path,
                                              const char *corpus_dir, struct error *warning);
void speller_document_free(struct speller_document *document);

/* The words of one paragraph that are not good, in order, replacing what was in flags. Uses what
 * has been learnt so far: a page can be checked before the whole document was read. False when
 * memory is out. */
bool speller_check(struct speller_document *document, const struct paragraph *paragraph,
                   struct flags *flags);
/* Counts the flagged words of a paragraph as words of this document; each paragraph once. False
 * when memory is out. */
bool speller_learn(struct speller_document *document, const struct flags *flags);
/* How often the word stands in the document, and with a capital inside a sentence, so far. */
void speller_times(const struct speller_document *document, const struct flagged *flagged,
                   uint32_t *count, uint32_t *capitals);
/* The verdict again, with what has been learnt since. */
enum verdict speller_judge(const struct speller_document *document, const struct flagged *flagged);

/* Word lists: where a word added by zg zd zc zG zw goes. */
enum word_list { WORDS_PERSONAL, WORDS_DOCUMENT, WORDS_CORPUS, WORDS_SESSION, WORD_LISTS };
/* Adds (`wrong`: as a wrong word; `model`: empty, or a good word that it is inflected like) or
 * takes back, in memory at once; the file is written atomically before true is given. */
bool speller_add_word(struct speller_document *document, enum word_list list, struct span word,
                      struct span model, bool wrong, struct error *error);
bool speller_remove_word(struct speller_document *document, enum word_list list, struct span word,
                         struct error *error);
/* What a list says of a word, as a line (appended; empty: nothing), and that line put back. */
void speller_get_word(const struct speller_document *document, enum word_list list,
                      struct span word, struct buf *line);
bool speller_put_word(struct speller_document *document, enum word_list list, struct span word,
                      struct span line, struct error *error);

/* At most `most` suggestions for a word, best first, each NUL-terminated and owned by the caller
 * (free each). Milliseconds: in a worker. */
size_t speller_suggest(struct speller *speller, struct span word, char **suggestions, size_t most);

#endif
