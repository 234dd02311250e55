/* unicode: code points, graphemes, words, line breaks, case and accents. The only module that
 * includes libunistring. Text is UTF-8 in spans; offsets are bytes; a code point is a uint32_t.
 * Bytes that are not valid UTF-8 must have been dealt with before (encoding); functions here never
 * read past the span and treat a stray byte as U+FFFD. */
#ifndef LEESZAAL_TEXT_UNICODE_H
#define LEESZAAL_TEXT_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"

#define UNICODE_REPLACEMENT 0xfffdu

/* Decodes the code point at `at` of the span's beginning; its length in bytes (1 to 4), 0 at the
 * end. */
size_t unicode_decode(struct span text, uint32_t *cp);
/* Encodes into out (4 bytes); the length. */
size_t unicode_encode(uint32_t cp, char out[4]);
void unicode_add(struct buf *buf, uint32_t cp);
size_t unicode_count(struct span text); /* code points */
/* The byte offset of code point number `cp` (clipped to the end). */
size_t unicode_offset(struct span text, size_t cp);

/* The end of the extended grapheme cluster (UAX #29) that begins at off, and the start of the one
 * that ends at off. */
size_t unicode_grapheme_end(struct span text, size_t off);
size_t unicode_grapheme_start(struct span text, size_t off);
/* Is `off` a border of a grapheme cluster? 0 and the end are. */
bool unicode_grapheme_border(struct span text, size_t off);

/* Line break opportunities by UAX #14 (libunistring): for each byte, breaks[i] says what may happen
 * before it. */
enum unicode_break { UNICODE_BREAK_NO = 0, UNICODE_BREAK_MAY, UNICODE_BREAK_MUST };
void unicode_line_breaks(struct span text, char *breaks);
/* Word borders by UAX #29: borders[i] != 0 where a word begins or ends before byte i. */
void unicode_word_borders(struct span text, char *borders);

bool unicode_is_letter(uint32_t cp); /* general category L, or M (marks belong to letters) */
bool unicode_is_digit(uint32_t cp);  /* Nd */
bool unicode_is_upper(uint32_t cp);  /* Lu, Lt */
bool unicode_is_lower(uint32_t cp);
bool unicode_is_blank(
    uint32_t cp); /* white space that separates words, NBSP and the fixed-width blanks included */
bool unicode_is_mark(uint32_t cp); /* category M */
uint32_t unicode_lower(uint32_t cp);
uint32_t unicode_upper(uint32_t cp);
/* The base letter of a precomposed one (é to e), else the same. */
uint32_t unicode_base(uint32_t cp);

/* Must never reach a terminal raw (DESIGN.md section 4): C0 but newline and TAB, DEL, C1, bidi
 * controls, zero-width and tag characters, line and paragraph separators, unassigned specials.
 * `joins` is true inside a grapheme cluster, where ZWJ, ZWNJ and variation selectors are text. */
bool unicode_is_unsafe(uint32_t cp, bool joins);

void unicode_add_lower(struct buf *buf, struct span text);
void unicode_add_nfc(struct buf *buf, struct span text);

/* Text folded for matching, with a map back: map[i] is the byte offset in the original of the
 * character that gave folded byte i; map[len] = the original's length. Owned by the caller:
 * fold_done(). */
enum fold_flags {
    FOLD_CASE = 1,        /* lower case */
    FOLD_ACCENTS = 2,     /* marks dropped (é = e) */
    FOLD_PUNCTUATION = 4, /* ' ’ ‘ ʼ are one, U+2011 and - are one, U+00AD dropped */
};
struct fold {
    struct buf text;
    uint32_t *map;
};
bool fold_make(struct fold *fold, struct span text, unsigned flags);
void fold_done(struct fold *fold);

/* The text with everything unsafe written as the form says, for what goes to a terminal or a table.
 */
enum safe_form {
    SAFE_ANGLE, /* <U+202E>, `leeszaal text` */
    SAFE_TSV,   /* TAB CR LF backslash as \t \r \n \\, unsafe as \u{202E} */
    SAFE_BYTES, /* invalid UTF-8 and unsafe characters as \xNN, byte by byte: paths */
};
void unicode_add_safe(struct buf *buf, struct span text, enum safe_form form);

#endif
