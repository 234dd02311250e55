#include <config.h>

#include "ui/roll.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS_LEAST 1024u

/* The slot of an entity, or the empty one where it belongs. */
static uint32_t *slot_of(const struct roll *roll, const struct entities *of, uint8_t type,
                         const char *name)
{
    size_t mask = roll->slot_count - 1;
    size_t at = (size_t)bytes_hash(name, strlen(name), type) & mask;
    for (; roll->slots[at] != 0; at = (at + 1) & mask) {
        const struct entity *entity = &of->entities[roll->slots[at] - 1];
        if (entity->type == type && strcmp(entity->name, name) == 0)
            break;
    }
    return &roll->slots[at];
}

/* Never more than half full, so that a search ends soon. */
static bool grow_slots(struct roll *roll, const struct entities *of)
{
    if (roll->slots != NULL && of->entity_count < roll->slot_count / 2)
        return true;
    size_t count = roll->slot_count != 0 ? 2 * roll->slot_count : SLOTS_LEAST;
    uint32_t *slots = array_new(count, sizeof(*slots));
    if (slots == NULL)
        return false;
    free(roll->slots);
    roll->slots = slots;
    roll->slot_count = count;
    for (size_t i = 0; i < of->entity_count; i++)
        *slot_of(roll, of, of->entities[i].type, of->entities[i].name) = (uint32_t)i + 1;
    return true;
}

uint32_t roll_find(const struct roll *roll, const struct entities *of, uint8_t type,
                   const char *name)
{
    uint32_t slot = roll->slots != NULL ? *slot_of(roll, of, type, name) : 0;
    return slot != 0 ? slot - 1 : ROLL_NONE;
}

uint32_t roll_add(struct roll *roll, struct entities *of, uint8_t type, const char *name)
{
    size_t count = of->entity_count;
    if (count >= ROLL_NONE - 1 || !grow_slots(roll, of) ||
        !array_reserve(&of->entities, &roll->cap, count + 1, sizeof(*of->entities)))
        return ROLL_NONE;
    char *copy = bytes_copy(span_of(name));
    if (copy == NULL)
        return ROLL_NONE;
    of->entities[count] = (struct entity){.type = type, .name = copy};
    of->entity_count = count + 1;
    *slot_of(roll, of, type, name) = (uint32_t)count + 1;
    return (uint32_t)count;
}

void roll_count(struct entity *entity, uint32_t mentions)
{
    entity->count = mentions < UINT32_MAX - entity->count ? entity->count + mentions : UINT32_MAX;
}

void roll_done(struct roll *roll)
{
    free(roll->slots);
    *roll = (struct roll){0};
}
