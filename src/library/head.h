/* head: the first lines of a document, each with what its form tells. What metadata reads. */
#ifndef LEESZAAL_LIBRARY_HEAD_H
#define LEESZAAL_LIBRARY_HEAD_H

#include "src/library/head_line.h"
#include "src/text/paragraph.h"

struct head {
    struct head_line *at;
    size_t count, cap;
    size_t front; /* lines before the running text takes over; the rest is looked at for a closing
                     date or source only */
};

/* Reads the lines of at most the first 64 KiB. False when memory is out. */
bool head_read(struct head *head, struct text *text);
void head_done(struct head *head);

#endif
