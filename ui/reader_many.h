/* reader_many: the same note on places of many documents, most of which don't lie open. */
#ifndef LEESZAAL_UI_READER_MANY_H
#define LEESZAAL_UI_READER_MANY_H

#include "src/base/error.h"
#include "ui/unit.h"

struct app;

/* A place of a document; those of one document stand together. */
struct many_place {
    const char *path; /* borrowed */
    struct range range;
};

/* Adds a note with this label and text (NULL: none) to each place, one undo step for all; the
 * number added. What fails ends it, with the error; what has been added stays. */
size_t many_add(struct app *app, const struct many_place *places, size_t count, const char *label,
                const char *text, struct error *error);
/* Takes back, or does again, what was last done to the notes of these documents (NULL at the end).
 */
bool many_turn(struct app *app, char *const *paths, bool back, struct error *error);

#endif
