/* bookmarks: stars and read marks on disk, one file for all corpora:
 * $XDG_STATE_HOME/leeszaal/books. A journal of lines `MARKS TAB PATH` (marks: letters s and r, or
 * -; the real path, bytes up to the blank, `%` and 0x7f as %XX); the last line of a path counts. A
 * mark is one append, so that a killed program loses none. */
#ifndef LEESZAAL_UI_BOOKMARKS_H
#define LEESZAAL_UI_BOOKMARKS_H

#include "ui/shelf.h"

/* Fills in the marks of the books of a corpus; `folders`: the real path of each root. */
void bookmarks_load(const struct corpus *corpus, char *const *folders, struct book *books);
bool bookmarks_keep(const struct corpus *corpus, char *const *folders, size_t entry, uint8_t marks,
                    struct error *error);

#endif
