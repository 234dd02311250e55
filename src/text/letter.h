/* letter: quick answers about one character: ASCII at once, all others by unicode. Digits are the
 * ASCII ones; a blank is white space inside a line, NBSP and the fixed-width blanks included. */
#ifndef LEESZAAL_TEXT_LETTER_H
#define LEESZAAL_TEXT_LETTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"

bool letter_is(uint32_t cp);
bool letter_is_upper(uint32_t cp);
bool letter_is_digit(uint32_t cp);
/* The length of the blank that text begins with; 0 when it begins with something else. */
size_t letter_blank_len(struct span text);
/* The character that ends right before off, and its length (0 at the beginning). */
size_t letter_before(struct span text, size_t off, uint32_t *cp);
/* Its length when it is a blank, else 0. */
size_t letter_blank_before(struct span text, size_t off);

#endif
