/* resume: where each document was left, and its marks a to z, in one small file a document under
 * the state folder. Losing one loses a place, so a broken file is no file. Offsets are raw bytes.
 */
#ifndef LEESZAAL_UI_RESUME_H
#define LEESZAAL_UI_RESUME_H

#include <stdbool.h>
#include <stdint.h>

#include "src/base/error.h"

#define RESUME_MARKS 26
#define RESUME_UNSET UINT64_MAX

struct resume {
    uint64_t top, caret;
    uint64_t marks[RESUME_MARKS]; /* RESUME_UNSET: not set */
};

/* The start of the document, no marks. */
struct resume resume_none(void);
/* False when the document has no place (or it can't be read); *resume is untouched. */
bool resume_load(const char *path, struct resume *resume);
bool resume_save(const char *path, const struct resume *resume, struct error *error);

#endif
