/* entity: the people, bodies, places, dates and references of a document. Mentions come from rules
 * (pattern), gazetteers and the tagger; entities join the mentions of one thing (DESIGN.md section
 * 6). */
#ifndef LEESZAAL_LANGUAGE_ENTITY_H
#define LEESZAAL_LANGUAGE_ENTITY_H

#include <stdatomic.h>

#include "src/base/bytes.h"
#include "src/base/error.h"
#include "src/language/entity_type.h"
#include "src/language/recognizer.h"
#include "src/text/paragraph.h"

/* One place in the text. */
struct mention {
    uint64_t start, end;     /* raw bytes of the document */
    uint8_t type;            /* enum entity_type */
    uint32_t entity;         /* number in the entity set */
    uint32_t text, text_len; /* its logical text, in entities.text: see mention_text() */
};

struct entity {
    uint8_t type;
    char *name; /* the preferred name, or for structured types the norm; NUL-terminated UTF-8, one
                   line */
    uint32_t count;
    uint32_t first; /* mention number */
};

/* What was found in one document, immutable once made. */
struct entities {
    struct mention *mentions; /* by start, longer first; structured types never overlap names */
    size_t mention_count;
    struct entity *entities;
    size_t entity_count;
    struct buf text;
    char **norms; /* a mention's own norm (a compound's is the name in it); norms[i] of mention i;
                     borrowed from the entities' names */
};
void entities_free(struct entities *entities);
struct span mention_text(const struct entities *entities, size_t mention);

/* All entities of a document. `cancel` (may be NULL) is looked at now and then; `done` (may be
 * NULL) counts raw bytes. NULL and an error when cancelled or out of memory. */
struct entities *entities_find(const struct recognizer *recognizer, struct text *text,
                               const atomic_bool *cancel, _Atomic uint64_t *done,
                               struct error *error);
/* Those of the paragraphs that begin in raw [start, limit), as far as these tell. */
struct entities *entities_find_between(const struct recognizer *recognizer, struct text *text,
                                       uint64_t start, uint64_t limit, const atomic_bool *cancel,
                                       _Atomic uint64_t *done, struct error *error);

#endif
