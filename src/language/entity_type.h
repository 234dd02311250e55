/* entity_type: the kinds of things that are marked in a text (DESIGN.md section 6): names, by the
 * scheme of CoNLL-2002, and structured types, which have a norm that can be computed. */
#ifndef LEESZAAL_LANGUAGE_ENTITY_TYPE_H
#define LEESZAAL_LANGUAGE_ENTITY_TYPE_H

#include <stdbool.h>

#include "src/base/bytes.h"

enum entity_type {
    ENTITY_PER,
    ENTITY_ORG,
    ENTITY_LOC,
    ENTITY_MISC,
    ENTITY_DATE,
    ENTITY_TIME,
    ENTITY_MONEY,
    ENTITY_QUANTITY,
    ENTITY_REF,
    ENTITY_PHONE,
    ENTITY_EMAIL,
    ENTITY_URL,
    ENTITY_TYPES
};

/* "PER" "ORG" … */
const char *entity_type_name(enum entity_type type);
bool entity_type_of(struct span name, enum entity_type *type);
/* PER ORG LOC MISC, not a structured type. */
bool entity_type_is_name(enum entity_type type);

#endif
