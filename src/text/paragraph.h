/* paragraph: the logical text, what a person would say the text is (DESIGN.md section 1.2).
 * Hard-wrapped lines are joined, line-end hyphens joined or kept by the judge, U+00AD dropped, runs
 * of blanks are one space, blank lines that a scanner put inside a sentence seen through; headings,
 * list items, address lines, table rows and verse stay apart. Each paragraph is UTF-8 on one line,
 * letters as printed, with an exact map to raw offsets both ways.
 *
 * Work is by blocks: borders at about every 32 KiB, each at a safe break found by looking only near
 * it, so that the same place always gives the same paragraphs, from wherever one arrives. */
#ifndef LEESZAAL_TEXT_PARAGRAPH_H
#define LEESZAAL_TEXT_PARAGRAPH_H

#include "src/text/document.h"

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

struct text;

/* The logical text of a document, which it borrows, as it does the judge. NULL when memory is out.
 */
struct text *text_new(struct document *document, const struct judge *judge);
void text_free(struct text *text);
struct document *text_document(const struct text *text);
/* Forgets all blocks (after document_reload). */
void text_reset(struct text *text);

/* The paragraph that holds raw offset `off`, or the first one behind it; NULL behind the last.
 * Borrowed until TEXT_BLOCKS_KEPT other blocks have been asked for: don't keep it over a screen's
 * worth of calls. */
#define TEXT_BLOCKS_KEPT 8
const struct paragraph *text_at(struct text *text, uint64_t off);
const struct paragraph *text_next(struct text *text, const struct paragraph *paragraph);
const struct paragraph *text_before(struct text *text, const struct paragraph *paragraph);

/* Maps. `off` is a byte of paragraph->text. The raw offset of the character there; behind the last:
 * behind its raw bytes. For a range use start for start and end for end: paragraph_raw_end() is
 * behind the character before off. */
uint64_t paragraph_raw(const struct paragraph *paragraph, size_t off);
uint64_t paragraph_raw_end(const struct paragraph *paragraph, size_t off);
/* The text byte of the first character at or behind a raw offset. */
size_t paragraph_off(const struct paragraph *paragraph, uint64_t raw);
/* What a reader would say stands at raw [start, end): the logical text, paragraphs joined by one
 * newline. */
bool text_between(struct text *text, uint64_t start, uint64_t end, struct buf *into);

#endif
