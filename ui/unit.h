/* unit: words, sentences and paragraphs of the logical text around a place, as raw ranges: what a
 * selection moves and grows by. Words are tokens with a letter or digit (src/text/token.h). Offsets
 * are raw bytes, half-open; a place is the first byte of a grapheme. */
#ifndef LEESZAAL_UI_UNIT_H
#define LEESZAAL_UI_UNIT_H

#include <stdbool.h>
#include <stdint.h>

#include "src/text/paragraph.h"

enum unit { UNIT_WORD, UNIT_SENTENCE, UNIT_PARAGRAPH };

struct range {
    uint64_t start, end;
};

/* The unit that holds off; between words the one that follows, else the one before. `around`: with
 * the blanks behind it. False when the document has none. */
bool unit_at(struct text *text, enum unit unit, uint64_t off, bool around, struct range *range);
/* The start of the first unit that begins behind off; off when there is none. */
uint64_t unit_next(struct text *text, enum unit unit, uint64_t off);
/* The start of the last unit that begins before off; off when there is none. */
uint64_t unit_before(struct text *text, enum unit unit, uint64_t off);
/* The last grapheme of the first word that ends behind the grapheme at off, and of the last word
 * that ends before it. */
uint64_t unit_word_end(struct text *text, uint64_t off);
uint64_t unit_word_end_before(struct text *text, uint64_t off);

#endif
