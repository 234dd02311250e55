/* chunk: lines with no blank one between them, looked at together: do they fill their width as
 * wrapped prose does, or end where they like, as verse and lists do? Stanzas are short, so verse is
 * told from the narrow chunks that follow each other, too. */
#ifndef LEESZAAL_TEXT_CHUNK_H
#define LEESZAAL_TEXT_CHUNK_H

#include "src/text/line.h"

struct chunk {
    size_t start, end;             /* lines; zero-initialised is none */
    bool verse;                    /* its lines are short and rhyme, or end where the sense does */
    size_t group_start, group_end; /* the narrow chunks around it */
    bool group_verse;
};

/* Looks at the chunk that holds lines[i], unless it is the one looked at last. */
void chunk_look(struct chunk *chunk, const struct line *lines, size_t count, struct span text,
                size_t i);

/* Do the lines around lines[i] of the chunk end long before they are full, and are verse or not? */
bool chunk_is_ragged(const struct chunk *chunk, const struct line *lines, size_t i);

#endif
