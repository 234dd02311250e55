#include <config.h>

#include "ui/gather.h"

#include <stdlib.h>
#include <string.h>

/* The entity's number in `into`, where it is put when it is new and there is room. */
static uint32_t number_of(struct gathering *gathering, struct entities *into,
                          const struct entity *entity)
{
    uint32_t number = roll_find(&gathering->roll, into, entity->type, entity->name);
    if (number != ROLL_NONE)
        return number;
    if (into->entity_count >= GATHER_ENTITIES) {
        gathering->full = true;
        return ROLL_NONE;
    }
    return roll_add(&gathering->roll, into, entity->type, entity->name);
}

/* Where the mentions at or behind off begin. */
static size_t mentions_from(const struct entities *of, uint64_t off)
{
    size_t low = 0, high = of->mention_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (of->mentions[middle].start < off)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Puts the part's mentions in their place; `numbers` are those of its entities. */
static bool add_mentions(struct gathering *gathering, struct entities *into,
                         const struct entities *found, const uint32_t *numbers, uint64_t start)
{
    size_t at = mentions_from(into, start), behind = into->mention_count - at, added = 0;
    if (!array_reserve(&into->mentions, &gathering->mention_cap,
                       into->mention_count + found->mention_count + 1, sizeof(*into->mentions)))
        return false;
    for (size_t i = 0; i < found->mention_count; i++)
        added += numbers[found->mentions[i].entity] != ROLL_NONE;
    struct mention *place = into->mentions + at;
    memmove(place + added, place, behind * sizeof(*place));
    for (size_t i = 0; i < found->mention_count; i++) {
        const struct mention *mention = &found->mentions[i];
        if (numbers[mention->entity] == ROLL_NONE)
            continue;
        *place = *mention;
        place->entity = numbers[mention->entity];
        place->text = place->text_len = 0;
        place++;
    }
    into->mention_count += added;
    return true;
}

/* Lets go of the mentions farthest from the focus. */
static void trim_mentions(struct gathering *gathering, struct entities *into, uint64_t focus)
{
    if (into->mention_count <= GATHER_MENTIONS)
        return;
    struct nearest kept = nearest_items(&into->mentions->start, into->mention_count,
                                        sizeof(*into->mentions), focus, GATHER_MENTIONS);
    sweep_keep(&gathering->kept, kept.part);
    into->mention_count = kept.behind - kept.first;
    memmove(into->mentions, into->mentions + kept.first,
            into->mention_count * sizeof(*into->mentions));
}

static void number_firsts(struct entities *into)
{
    for (size_t i = 0; i < into->entity_count; i++)
        into->entities[i].first = UINT32_MAX;
    for (size_t i = into->mention_count; i-- > 0;)
        into->entities[into->mentions[i].entity].first = (uint32_t)i;
}

bool gather_add(struct gathering *gathering, struct entities *into, uint64_t focus,
                struct sweep_part part, const struct entities *found)
{
    bool counted = sweep_has(&gathering->counted, part.start, part.end);
    uint32_t *numbers = array_new(found->entity_count + 1, sizeof(*numbers));
    if (numbers == NULL)
        return false;
    for (size_t i = 0; i < found->entity_count; i++) {
        const struct entity *entity = &found->entities[i];
        numbers[i] = entity->count > 0 ? number_of(gathering, into, entity) : ROLL_NONE;
        if (numbers[i] != ROLL_NONE && !counted)
            roll_count(&into->entities[numbers[i]], entity->count);
    }
    bool ok = add_mentions(gathering, into, found, numbers, part.start) &&
              sweep_add(&gathering->counted, part) && sweep_add(&gathering->kept, part);
    free(numbers);
    if (ok)
        trim_mentions(gathering, into, focus);
    number_firsts(into);
    return ok;
}

void gather_done(struct gathering *gathering)
{
    roll_done(&gathering->roll);
    sweep_done(&gathering->counted);
    sweep_done(&gathering->kept);
    *gathering = (struct gathering){0};
}
