/* wordlist_line: one line of a personal word list as hunspell keeps it: `word`, `word/model` or
 * `*wrong`, with a backslash before a slash that belongs to a word. Pure. */
#ifndef LEESZAAL_LANGUAGE_WORDLIST_LINE_H
#define LEESZAAL_LANGUAGE_WORDLIST_LINE_H

#include "src/base/bytes.h"

struct wordlist_entry {
    char *word;  /* plain form */
    char *model; /* plain form; NULL: none */
    bool wrong;
};

enum wordlist_line {
    WORDLIST_LINE_BLANK,
    WORDLIST_LINE_WORD,
    WORDLIST_LINE_BAD, /* not UTF-8, or with a NUL */
    WORDLIST_LINE_NO_MEMORY
};

/* What a line says; the strings of the entry of a WORDLIST_LINE_WORD are the caller's. */
enum wordlist_line wordlist_line_read(struct span line, struct wordlist_entry *entry);
/* Appends the line that says it. */
void wordlist_line_add(struct buf *text, struct span word, struct span model, bool wrong);
/* Appends the plain form of a word. */
void wordlist_plain(struct span word, struct buf *plain);

#endif
