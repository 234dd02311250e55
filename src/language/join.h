/* join: which mentions are of one thing (DESIGN.md section 6): what the gazetteer says is one; the
 * same words, case, genitive and hyphens aside; an abbreviation and what the document says it
 * stands for; a surname and the one full name that ends with it; a short form (the Raad) and the
 * full name before it. */
#ifndef LEESZAAL_LANGUAGE_JOIN_H
#define LEESZAAL_LANGUAGE_JOIN_H

#include "src/language/finder.h"

struct joined {
    uint32_t *entities; /* of each finding; NO_ENTITY for one that is dropped */
    char **names;       /* of each entity: NUL-terminated, owned */
    uint8_t *types;
    size_t count, cap;
};
#define NO_ENTITY UINT32_MAX

/* May drop findings (FINDING_DROPPED): short forms without company. False when memory is out. */
bool findings_join(struct findings *findings, const struct gazetteer *gazetteer,
                   struct joined *joined);
void joined_done(struct joined *joined);

#endif
