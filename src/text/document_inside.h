/* document_inside: what a document is made of, for its own two files: document.c (bytes) and
 * document_count.c (lines and code points). */
#ifndef LEESZAAL_TEXT_DOCUMENT_INSIDE_H
#define LEESZAAL_TEXT_DOCUMENT_INSIDE_H

#include <sys/stat.h>

#include "src/text/document.h"

/* Places remembered beside the checkpoints: what the last questions were about. */
#define DOCUMENT_PLACES 8

/* What was counted of the characters that begin before `off`. */
struct counted {
    uint64_t off; /* at a character */
    uint64_t cps, ends;
    uint64_t used; /* the clock when it was last of use */
};

/* Raw bytes [start, end) about which something is known; empty when nothing is. */
struct known {
    uint64_t start, end;
};

/* Bytes of the file in memory. */
struct window {
    char *at;
    size_t cap, len;
    uint64_t off;
};

enum lone { LONE_UNKNOWN, LONE_NO, LONE_YES };

struct document {
    char *path; /* or the name of what has no path */
    int fd;     /* -1: bytes in memory */
    bool has_path;
    struct span memory;
    struct stat status;
    uint64_t size;
    enum encoding_choice choice;
    enum encoding_form form;
    size_t bom;
    bool binary;
    enum lone lone;
    bool multi; /* valid multi-byte UTF-8 was seen */
    uint64_t bad;
    bool open_tail;     /* after a whole scan: the last line has no line end */
    uint64_t first_bad; /* of the first block, until it is scanned */
    /* The bytes read last, at two places: questions often go to and fro. */
    struct window windows[2];
    unsigned last_window;
    /* checkpoints[i]: what begins before i * BLOCK. The last one is where the scan stands. */
    struct counted *checkpoints;
    size_t checkpoint_count, checkpoint_cap;
    struct counted places[DOCUMENT_PLACES];
    uint64_t clock;
    struct known plain; /* while lone is unknown: there is no CR, NEL or LF in it */
    struct known line;  /* from a line's begin to a place in that line */
};

/* Of the same file, unchanged between the two. */
bool document_is_same(const struct document *document, const struct document *other);

#endif
