/* page: a paragraph made ready to be searched: its text with the hyphens that the judge dropped put
 * back, folded, and the hyphens at line ends noted: they may be skipped in matching. */
#ifndef LEESZAAL_LIBRARY_PAGE_H
#define LEESZAAL_LIBRARY_PAGE_H

#include "src/library/hit.h"
#include "src/text/unicode.h"

/* A hyphen at a line end. */
struct spot {
    size_t off;       /* of the hyphen in `seen` */
    size_t folded;    /* the same in the folded text */
    uint32_t raw_len; /* bytes of a hyphen that the judge dropped; 0 when it was kept */
};

struct page {
    const struct paragraph *paragraph; /* borrowed */
    struct span seen;                  /* the paragraph's text with dropped hyphens put back */
    struct buf with;                   /* holds `seen` where there are any */
    struct spot *spots;                /* in order */
    size_t spot_count, spot_cap;
    struct fold fold; /* of `seen` */
};

/* False when memory is out. `folding`: enum fold_flags. */
bool page_make(struct page *page, struct text *text, const struct paragraph *paragraph,
               unsigned folding);
void page_done(struct page *page);
/* The raw bytes of bytes [start, end) of `seen`. */
struct hit page_hit(const struct page *page, size_t start, size_t end);
/* Does no word go on over byte `off` of `seen`? The apostrophe of foto's is inside a word, a hyphen
 * that was kept is a border. */
bool page_word_border(const struct page *page, size_t off);
/* Does [start, end) of the printed text begin and end at such borders? */
bool page_is_word(const struct page *page, size_t start, size_t end);

#endif
