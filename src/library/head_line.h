/* head_line: one line of a document's head, and matching on it: on a folded copy (lower case, no
 * accents, one kind of apostrophe and hyphen) with a map back to what is printed. Pure. */
#ifndef LEESZAAL_LIBRARY_HEAD_LINE_H
#define LEESZAAL_LIBRARY_HEAD_LINE_H

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
    struct fold folded; /* of text */
    unsigned flags;
    unsigned words; /* parts between spaces */
};

struct span head_folded(const struct head_line *line);
/* The printed text of folded [start, end), without blanks and punctuation at its ends. */
struct span head_printed(const struct head_line *line, size_t start, size_t end);
/* The next part between spaces, without punctuation at its ends; *at moves behind it. */
bool head_word(struct span folded, size_t *at, struct span *word);
/* Is the word one of a list in one string, parted by spaces? */
bool head_listed(struct span word, const char *list);
/* Where the phrase stands as whole words; folded.len when nowhere. */
size_t head_find(struct span folded, const char *phrase);
/* Does the text begin with one of the phrases, parted by '|'? */
bool head_starts(struct span folded, const char *phrases);
/* Is the character that gave folded byte `at` something other than a small letter? */
bool head_no_small_letter(const struct head_line *line, size_t at);
/* Where the value of a label begins: the line begins with one of `labels` (phrases parted by '|'),
 * then a colon, or a blank and something that is no small letter. 0 when it doesn't; the line's
 * length when the value is missing (it is the next line). */
size_t head_label(const struct head_line *line, const char *labels);

#endif
