/* census: the entities of all documents together: how often, in how many documents, and where
 * first. Documents are looked at behind the screen, a few at a time, those that the list shows
 * first; what has been counted so far can be shown meanwhile. */
#ifndef LEESZAAL_UI_CENSUS_H
#define LEESZAAL_UI_CENSUS_H

#include "src/language/entity.h"
#include "ui/app.h"
#include "ui/roll.h"

/* Where an entity is found. */
struct census_place {
    size_t document;    /* the first in the order of the list */
    uint32_t documents; /* how many hold it */
};

struct census {
    /* Each entity has one mention, with its own number: its first, in places[number].document. */
    struct entities found;
    struct census_place *places;
    size_t mention_cap, place_cap;
    struct roll roll;
    uint64_t version; /* another one each time `found` is another */

    uint64_t generation; /* of the shelf that the paths are from */
    char **paths;
    size_t path_count;
    size_t begin;    /* the first document to look at; from there round */
    size_t counted;  /* documents looked at */
    struct job *job; /* that runs, or NULL */
    bool stopped;    /* by the reader */
};

/* Takes the paths. NULL when memory is out (they are freed). */
struct census *census_new(char **paths, size_t path_count, size_t begin);
/* Counts in what was found in a document. */
bool census_add(struct census *census, size_t document, const struct entities *found);
void census_free(struct census *census);

/* Sees to it that app->census speaks about the documents there are now, and looks on. */
void census_prepare(struct app *app);
bool census_is_finished(const struct census *census);
/* Stops counting; what has been counted stays. census_resume() goes on. */
void census_stop(struct app *app);
void census_resume(struct app *app);
/* Frees app->census. */
void census_done(struct app *app);

#endif
