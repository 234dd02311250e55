/* counting: how a standoff file counts the characters of its text (FORMATS.md 1.2, 1.5). Ours and
 * brat's is code points of the decoded file, CR LF as two; other programs count otherwise. Pure. */
#ifndef LEESZAAL_NOTES_COUNTING_H
#define LEESZAAL_NOTES_COUNTING_H

#include "src/base/bytes.h"

enum counting_flags {
    COUNTING_RAW = 0,
    COUNTING_LF = 1,         /* CR LF is one */
    COUNTING_UTF16 = 2,      /* characters above U+FFFF are two */
    COUNTING_NO_BOM = 4,     /* the byte order mark isn't counted */
    COUNTING_NFC = 8,        /* of the composed text */
    COUNTING_EXTRA_BOM = 16, /* a byte order mark is counted that isn't there */
    COUNTING_GRAPHEMES = 32, /* grapheme clusters; with no other flag */
};

struct counting_step {
    uint64_t cp, disk; /* from here on they grow together, until the next step */
};

/* Zero-initialised counts code points. */
struct counting {
    unsigned flags;
    struct counting_step *steps;
    size_t count, cap;
};

/* False when memory is out. */
bool counting_make(struct counting *counting, struct span text, unsigned flags);
void counting_done(struct counting *counting);
/* A place inside something that counts as less goes to its end. */
uint64_t counting_to_disk(const struct counting *counting, uint64_t cp);
uint64_t counting_from_disk(const struct counting *counting, uint64_t disk);

#endif
