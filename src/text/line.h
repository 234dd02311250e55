/* line: one line of decoded text that holds something, and what it looks like: where it begins and
 * ends, how its sentence begins and ends there, how wide it is. What lines make together is decided
 * by reflow. Offsets are bytes of the decoded text, widths are code points. */
#ifndef LEESZAAL_TEXT_LINE_H
#define LEESZAAL_TEXT_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"
#include "src/text/logical.h"

enum line_end {
    LINE_END_OPEN, /* a word, and nothing says that the sentence is over */
    LINE_END_WORD, /* a word that no sentence ends with: de, van, en, te */
    LINE_END_COMMA,
    LINE_END_HYPHEN, /* stuck to a letter or digit */
    LINE_END_COLON,
    LINE_END_SEMICOLON,
    LINE_END_STOP, /* . ! ? …, quotes and brackets behind it looked through */
};

enum line_start {
    LINE_START_LOWER,
    LINE_START_UPPER,
    LINE_START_DIGIT,
    LINE_START_OTHER,
};

enum line_item {
    LINE_ITEM_NONE,
    LINE_ITEM_BULLET, /* a sign that is nothing but a bullet */
    LINE_ITEM_DASH,   /* - – * + o: may be something else */
    LINE_ITEM_NUMBER, /* 1. 1) (1) 1.2 */
    LINE_ITEM_LETTER, /* a. a) (a) */
    LINE_ITEM_ROMAN,  /* i. ii) IV. */
    LINE_ITEM_NOTE,   /* [1] */
};

enum line_form {
    LINE_FORM_PLAIN,
    LINE_FORM_HEADING, /* a heading by its own form: capitals, Artikel 5, # … */
    LINE_FORM_SUBJECT, /* Betreft: … */
    LINE_FORM_LABEL,   /* Van: …, Datum: … */
    LINE_FORM_RULE,    /* no letter or digit: ----, * * * */
    LINE_FORM_LEADER,  /* dots that lead to a page number */
};

struct line {
    uint32_t from;        /* the line's first byte */
    uint32_t start, end;  /* its content, blanks at both ends left out; never empty */
    uint32_t behind;      /* behind its last byte, the line end left out */
    uint32_t width;       /* of the content */
    uint32_t first_width; /* of its first word */
    uint16_t gap;         /* blank lines before it */
    uint16_t indent;      /* columns */
    uint16_t number;      /* of a numbered item: 3 of "3.", 2 of "b)" */
    uint8_t item_len;     /* bytes of the item's mark and the blanks behind it */
    uint8_t quote;        /* > at the beginning, of mail */
    uint8_t cells;        /* gaps of a table row in it */
    uint16_t cell_col;    /* where the first cell behind a gap begins */
    bool page;            /* a form feed before it */
    bool capitals;        /* all its letters are */
    enum line_end ends;
    enum line_start starts;
    enum line_item item;
    enum line_form form;
    /* Decided by reflow and kind. */
    bool begins;    /* a paragraph */
    bool row;       /* of a table */
    bool furniture; /* of the page, in the middle of a paragraph: no part of its text */
    enum paragraph_kind kind;
};

/* A line wider than this was not wrapped by hand or by a scanner. */
#define LINE_WRAPPED_MOST 180

struct span line_content(const struct line *line, struct span text);
/* Nothing says that its sentence is over. */
bool line_is_open(const struct line *line);
/* A heading, a label, a rule, a row: nothing is joined to it by its looks alone. */
bool line_stands_alone(const struct line *line);
/* Would the first word of `next` still have fitted on the line? It and the line in percent of
 * `measure`; 0 when that is 0. */
unsigned line_fill(const struct line *line, const struct line *next, uint32_t measure);
/* Counts no further than `most`. */
size_t line_count_words(struct span content, size_t most);

/* How the text would end, or begin, if it were a line's content. */
enum line_end line_ends(struct span content);
enum line_start line_starts(struct span content);
#endif
