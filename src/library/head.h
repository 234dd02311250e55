/* head: the first lines of a document, each with what its form tells: a web page's chrome, an
 * address, running text, a heading. What metadata reads. Rules are on form and on short lists of
 * general Dutch words; matching is on a folded copy (lower case, no accents) with a map back. */
#ifndef LEESZAAL_LIBRARY_HEAD_H
#define LEESZAAL_LIBRARY_HEAD_H

#include "src/text/paragraph.h"
#include "src/text/unicode.h"

enum head_flags {
    HEAD_CHROME = 1,    /* menu, icons, share links, cookie banner, breadcrumb */
    HEAD_ADDRESS = 2,   /* part of an address block, or a phone number, a URL … */
    HEAD_PROSE = 4,     /* running text */
    HEAD_LABEL = 8,     /* begins with a label ("Datum:", "Kenmerk") */
    HEAD_BULLET = 16,   /* an item of a list */
    HEAD_APART = 32,    /* a blank line, or nothing, stands before it */
    HEAD_CAPITALS = 64, /* has letters and no small ones */
};

struct head_line {
    struct span text;   /* as printed, runs of blanks one space, bullet cut off */
    struct fold folded; /* of text: lower case, no accents, one kind of apostrophe and hyphen */
    unsigned flags;
    unsigned words; /* parts between spaces */
};

struct head {
    struct head_line *at;
    size_t count, cap;
    size_t front; /* lines before the running text takes over; the rest is looked at for a closing
                     date or source only */
};

/* Reads the lines of at most the first 64 KiB. False when memory is out. */
bool head_read(struct head *head, struct text *text);
void head_done(struct head *head);

/* ---- matching on folded text ---- */

struct span head_folded(const struct head_line *line);
/* The printed text of folded [start, end), without blanks and punctuation at its ends. */
struct span head_printed(const struct head_line *line, size_t start, size_t end);
/* The next part between spaces, without punctuation at its ends; *at moves behind it. */
bool head_word(struct span folded, size_t *at, struct span *word);
/* Is the word one of a list in one string, parted by spaces? */
bool head_listed(struct span word, const char *list);
/* Where the phrase stands as whole words; folded.len when nowhere. */
size_t head_find(struct span folded, const char *phrase);
/* Where the value of a label begins: the line begins with one of `labels` (phrases parted by '|'),
 * then a colon, or a blank and something that is no small letter. 0 when it doesn't; the line's
 * length when the value is missing (it is the next line). */
size_t head_label(const struct head_line *line, const char *labels);

#endif
