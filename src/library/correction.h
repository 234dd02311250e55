/* correction: what a reader says of a document's title, date, source or reference, before what the
 * rules find (library/metadata). Kept in $XDG_DATA_HOME/leeszaal/metadata, one change a line, the
 * last one of a field counts: PATH TAB FIELD TAB VALUE, words as in base/escape; an empty value
 * takes the correction back. Paths are real paths. */
#ifndef LEESZAAL_LIBRARY_CORRECTION_H
#define LEESZAAL_LIBRARY_CORRECTION_H

#include "src/library/metadata.h"

enum correction_field {
    CORRECT_TITLE,
    CORRECT_DATE,
    CORRECT_SOURCE,
    CORRECT_REFERENCE,
    CORRECTION_FIELDS
};
/* "title" … */
const char *correction_field_name(enum correction_field field);

struct corrections;

/* All that were ever made; an empty set when there is no file. NULL when memory is out. */
struct corrections *corrections_load(void);
void corrections_free(struct corrections *corrections);
/* Puts a document's corrections in the place of what was found. */
bool corrections_apply(const struct corrections *corrections, const char *path,
                       struct metadata *metadata);

/* Is this a value for the field: one line of text; a date YYYY, YYYY-MM or YYYY-MM-DD? */
bool correction_is_valid(enum correction_field field, const char *value);
/* Keeps one; on disk when true is given. ERROR_USAGE for a value that isn't valid. */
bool correction_keep(const char *path, enum correction_field field, const char *value,
                     struct error *error);

#endif
