/* verdict: is this word right? Each word of a paragraph gets one of four verdicts from the evidence
 * in DESIGN.md section 5. In front stand our own word sets and a verdict cache; behind them, in one
 * worker, the one hunspell handle. */
#ifndef LEESZAAL_LANGUAGE_VERDICT_H
#define LEESZAAL_LANGUAGE_VERDICT_H

#include "src/base/bytes.h"
#include "src/base/error.h"
#include "src/text/paragraph.h"
#include "src/text/token.h"

enum verdict { VERDICT_GOOD, VERDICT_NAME, VERDICT_UNKNOWN, VERDICT_ERROR, VERDICTS };
/* "good" "name" "unknown" "error" */
const char *verdict_name(enum verdict verdict);

/* One flagged word: where it stands in the paragraph's text, and what it is. */
struct flagged {
    uint32_t start, end;
    uint8_t verdict;
};
struct flags {
    struct flagged *at;
    size_t count, cap;
};

struct speller;

/* The dictionary "nl" (hunspell's nl_NL, found as hunspell finds it, or under DICPATH), our lists,
 * the cache. Slow (tens of milliseconds): in a worker. NULL and an error that names the missing
 * package when there is none. */
struct speller *speller_new(const char *language, struct error *error);
void speller_free(struct speller *speller);

/* The words of one paragraph that are not good, in order, replacing what was in flags. Uses what
 * the speller has learnt of this document (speller_document_begin). One thread at a time. */
bool speller_check(struct speller *speller, const struct paragraph *paragraph, struct flags *flags);
void flags_done(struct flags *flags);

/* Word lists: where a word added by zg zd zc zG zw goes. */
enum word_list { WORDS_PERSONAL, WORDS_DOCUMENT, WORDS_CORPUS, WORDS_SESSION, WORD_LISTS };
/* Adds (`wrong`: as a wrong word) or takes back, in memory at once; the file is written atomically
 * before true is given. */
bool speller_add_word(struct speller *speller, enum word_list list, struct span word, bool wrong,
                      struct error *error);
bool speller_remove_word(struct speller *speller, enum word_list list, struct span word,
                         struct error *error);

/* At most `most` suggestions for a word, best first, each NUL-terminated and owned by the caller
 * (free each). */
size_t speller_suggest(struct speller *speller, struct span word, char **suggestions, size_t most);

#endif
