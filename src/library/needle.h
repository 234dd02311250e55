/* needle: a literal query, and where it stands in a page. It is matched on a folded copy of the
 * paragraph: lower case (unless exact), marks dropped, one kind of apostrophe and hyphen. Where the
 * query binds a letter's accent, the printed letter is compared as well. A hyphen at a line end is
 * in the copy whether the judge kept it or not, noted as one that may be skipped: a "spot". */
#ifndef LEESZAAL_LIBRARY_NEEDLE_H
#define LEESZAAL_LIBRARY_NEEDLE_H

#include "src/library/hit.h"
#include "src/library/page.h"
#include "src/library/sieve.h"

/* A letter of the query whose printed form counts: its bytes in the needle, and the form, NFC, in
 * small letters where case is folded. */
struct bound {
    size_t off, len;
    char *form;
};

struct needle {
    struct buf text; /* folded */
    unsigned folding;
    bool exact; /* case and accents count */
    struct bound *bounds;
    size_t bound_count, bound_cap;
};

/* Case counts where `exact`, or where the text has a capital. False when memory is out; done all
 * the same then. The text may be empty when it is folded. */
bool needle_make(struct needle *needle, struct span text, bool exact);
void needle_done(struct needle *needle);
/* What its places can be sieved by. False when memory is out. */
bool needle_sieve(const struct needle *needle, struct sieve *sieve);
/* Adds the hits in a page: leftmost, not overlapping; `words`: whole words only. False when memory
 * is out. */
bool needle_find(const struct needle *needle, const struct page *page, bool words,
                 struct hits *hits);

/* The end of the character at `off` with the marks behind it. */
size_t needle_letter_end(struct span text, size_t off);

#endif
