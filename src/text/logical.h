/* logical: the values of the logical text (DESIGN.md section 1.2): a paragraph, its map to raw
 * offsets, and the judge of line-end hyphens. Values only; src/text/paragraph.h makes them. */
#ifndef LEESZAAL_TEXT_LOGICAL_H
#define LEESZAAL_TEXT_LOGICAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"

enum paragraph_kind {
    PARAGRAPH_PROSE,
    PARAGRAPH_HEADING,
    PARAGRAPH_ITEM,    /* of a list; its bullet or number is part of the text */
    PARAGRAPH_ADDRESS, /* a short line that stands by itself: address block, name, date line */
    PARAGRAPH_TABLE,   /* a row; blanks are kept as they are */
    PARAGRAPH_VERSE,
    PARAGRAPH_CHROME, /* menu and icon words of a web page */
};

/* A run of text that maps linearly: text byte `text` + i comes from raw byte `raw` + i while inside
 * the run. Between runs bytes were dropped or put in (a space for a line end). UTF-16 and
 * Windows-1252 give a run per character. */
struct paragraph_run {
    uint32_t text;
    uint32_t len; /* bytes of text */
    uint64_t raw;
    uint32_t raw_len; /* equals len where the run is linear; else one character */
};

struct paragraph {
    uint64_t start, end; /* raw: from its first line's first byte to behind its last line's last
                            character, without the line end */
    enum paragraph_kind kind;
    bool page_break; /* a form feed stands before it */
    bool continues;  /* its block ended inside it: the next paragraph is its continuation (very long
                        lines) */
    uint32_t indent; /* columns of blanks before its first line */
    struct span text;
    const struct paragraph_run *runs;
    size_t run_count;
};

/* Decides whether a hyphen at a line end stays. `left` is the part before the hyphen, `right` the
 * word that follows. */
struct judge {
    bool (*keeps)(const struct judge *judge, struct span left, struct span right);
    const void *data;
    uint32_t version; /* same bytes and same version give the same text */
};
/* The judge without a word list: the rules alone. The shipped one is in src/text/judge.h. */
extern const struct judge judge_rules;

/* Maps. `off` is a byte of paragraph->text. The raw offset of the character there; behind the last:
 * behind its raw bytes. For a range use start for start and end for end: paragraph_raw_end() is
 * behind the character before off. */
uint64_t paragraph_raw(const struct paragraph *paragraph, size_t off);
uint64_t paragraph_raw_end(const struct paragraph *paragraph, size_t off);
/* The text byte of the first character at or behind a raw offset. */
size_t paragraph_off(const struct paragraph *paragraph, uint64_t raw);
/* The text byte behind the last character that begins before a raw offset: for the end of a range,
 * where paragraph_off() would go on over what was put in for a line end. */
size_t paragraph_off_end(const struct paragraph *paragraph, uint64_t raw);

#endif
