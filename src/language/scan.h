/* scan: small steps over one paragraph, from which the rules of pattern are built. Pure. Each takes
 * an offset (bytes) and gives the offset behind what it read, or 0 when that isn't there; since
 * nothing can end at 0, that is no valid answer. The text is UTF-8, letters as printed: a blank may
 * be NBSP or a thin one, a hyphen U+2011. Letters beyond ASCII are taken for letters without a
 * table: the marks of U+0080..00BF and U+2000..2BFF aside, what follows a digit or a word is one.
 */
#ifndef LEESZAAL_LANGUAGE_SCAN_H
#define LEESZAAL_LANGUAGE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"

/* The byte at `at`, '\0' behind the end. */
char scan_byte(struct span text, size_t at);
bool scan_is_digit(struct span text, size_t at);
/* The length of the letter at `at`, 0 when there is none; of the letter or digit. */
size_t scan_letter(struct span text, size_t at);
size_t scan_alnum(struct span text, size_t at);
/* Does a letter or digit end right before `at`? */
bool scan_alnum_before(struct span text, size_t at);

size_t scan_blank(struct span text, size_t at);  /* one blank */
size_t scan_blanks(struct span text, size_t at); /* any number of blanks: `at` when none */
size_t scan_hyphen(struct span text, size_t at); /* '-' U+2010 U+2011 */
size_t scan_dash(struct span text, size_t at);   /* … or an en dash */
size_t scan_string(struct span text, size_t at, const char *string);
/* A whole word, capitals or not (ASCII): no letter or digit follows. `word` is lower case. */
size_t scan_word(struct span text, size_t at, const char *word);
/* The beginning of a word in the same way; whatever follows. */
size_t scan_beginning(struct span text, size_t at, const char *beginning);
/* A whole run of digits, from `least` to `most` of them (at most 18). `value` may be NULL. */
size_t scan_digits(struct span text, size_t at, unsigned least, unsigned most, uint64_t *value);
/* May a number end here? Not when digits go on behind a point, a slash, a hyphen …, nor when a
 * letter or digit follows. */
bool scan_number_ends(struct span text, size_t at);

/* The end of the run of bytes of `set` at `at`: `at` when there are none. */
size_t scan_run(struct span text, size_t at, const char *set);
#define SCAN_CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define SCAN_DIGITS "0123456789"

/* The run of letters at `at` (empty when none). */
struct span scan_letters(struct span text, size_t at);
/* The word that ends right before `at`, blanks between them skipped: letters, digits and full stops
 * ("nr.", "d.d."). Empty when there is none. */
struct span scan_before(struct span text, size_t at);

/* Words with a meaning; tables of these end with a NULL word. */
struct scan_term {
    const char *word; /* lower case */
    int value;
};
/* The longest term at `at`, whole and capitals or not, with a full stop behind it when the term has
 * one; its value. */
size_t scan_term(struct span text, size_t at, const struct scan_term *terms, int *value);
/* Is the word one of the terms? */
bool scan_is_term(struct span word, const struct scan_term *terms, int *value);

/* Appends text with its blanks as one space and its hyphens as '-'. */
void scan_add_plain(struct buf *buf, struct span text);

#endif
