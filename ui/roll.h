/* roll: entities by type and name, each once and with a number that stays, where those of many
 * documents or many parts of one are put together. */
#ifndef LEESZAAL_UI_ROLL_H
#define LEESZAAL_UI_ROLL_H

#include "src/language/entity.h"

#define ROLL_NONE UINT32_MAX

/* Beside the entities, whose array it lets grow. */
struct roll {
    size_t cap;
    uint32_t *slots; /* a hash table: the number of an entity and 1; 0: empty */
    size_t slot_count;
};

/* The number of an entity; ROLL_NONE when it isn't there. */
uint32_t roll_find(const struct roll *roll, const struct entities *of, uint8_t type,
                   const char *name);
/* Adds one that isn't there, without mentions; ROLL_NONE when memory is out. */
uint32_t roll_add(struct roll *roll, struct entities *of, uint8_t type, const char *name);
/* Counts more mentions. */
void roll_count(struct entity *entity, uint32_t mentions);
void roll_done(struct roll *roll);

#endif
