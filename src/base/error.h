/* error: what went wrong, told once. The engine fills one in and returns false; a door (ui/) turns
 * it into one sentence in the reader's language. Holds no memory of its own: copying the struct
 * copies the error. */
#ifndef LEESZAAL_BASE_ERROR_H
#define LEESZAAL_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>

enum error_kind {
    ERROR_NONE = 0,
    ERROR_USAGE,  /* the caller asked for something that can't be: exit 2 */
    ERROR_INPUT,  /* something from outside can't be read or understood: exit 2 */
    ERROR_OUTPUT, /* something can't be written, or exists already: exit 3 */
    ERROR_MEMORY, /* out of memory: exit 3 */
    ERROR_CANCEL, /* the caller's cancel flag was seen; nobody needs to be told */
};

/* Bytes of a subject that are kept; a longer one keeps its end (a path's file name) after an
 * ellipsis. */
#define ERROR_SUBJECT_SIZE 512

struct error {
    enum error_kind kind;
    const char *
        msgid; /* English sentence, marked with N_(): {subject}, {number}, {reason} are filled in */
    char subject[ERROR_SUBJECT_SIZE]; /* the thing it is about, usually a path; NUL-terminated, not
                                         yet safe for a terminal */
    long number;                      /* {number}: a line, a count, a size */
    int code;                         /* {reason}: an errno value, 0 when there is none */
};

/* Marks a message for translation; the engine itself never translates. */
#define N_(text) text

/* Fills `error` (may be NULL) and returns false, so that failing is one line. `subject` may be
 * NULL. */
bool error_set(struct error *error, enum error_kind kind, const char *msgid, const char *subject);
bool error_set_number(struct error *error, enum error_kind kind, const char *msgid,
                      const char *subject, long number);
/* The same with the errno value `code`, told as {reason}. */
bool error_set_code(struct error *error, enum error_kind kind, const char *msgid,
                    const char *subject, int code);
bool error_memory(struct error *error);

#endif
