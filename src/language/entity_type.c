#include <config.h>

#include "src/language/entity_type.h"

static const char *const names[ENTITY_TYPES] = {
    [ENTITY_PER] = "PER",     [ENTITY_ORG] = "ORG",           [ENTITY_LOC] = "LOC",
    [ENTITY_MISC] = "MISC",   [ENTITY_DATE] = "DATE",         [ENTITY_TIME] = "TIME",
    [ENTITY_MONEY] = "MONEY", [ENTITY_QUANTITY] = "QUANTITY", [ENTITY_REF] = "REF",
    [ENTITY_PHONE] = "PHONE", [ENTITY_EMAIL] = "EMAIL",       [ENTITY_URL] = "URL",
};

const char *entity_type_name(enum entity_type type)
{
    return names[type];
}

bool entity_type_of(struct span name, enum entity_type *type)
{
    for (unsigned i = 0; i < ENTITY_TYPES; i++) {
        if (span_equal(name, span_of(names[i]))) {
            *type = (enum entity_type)i;
            return true;
        }
    }
    return false;
}

bool entity_type_is_name(enum entity_type type)
{
    return type <= ENTITY_MISC;
}
