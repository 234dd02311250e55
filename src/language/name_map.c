#include <config.h>

#include "src/language/name_map.h"

#include <stdlib.h>
#include <string.h>

static uint64_t text_hash(struct span text)
{
    uint64_t hash = bytes_hash(text.at, text.len, 0x6e616d65);
    return hash != 0 ? hash : 1;
}

static struct span slot_text(const struct name_map *map, const struct name_slot *slot)
{
    return (struct span){map->texts.at + slot->text, slot->len};
}

/* The slot that holds the text, or the empty one where it would go. */
static struct name_slot *find_slot(const struct name_map *map, struct span text, uint64_t hash)
{
    size_t at = (size_t)hash & (map->cap - 1);
    while (map->slots[at].hash != 0 &&
           (map->slots[at].hash != hash || !span_equal(slot_text(map, &map->slots[at]), text)))
        at = (at + 1) & (map->cap - 1);
    return &map->slots[at];
}

uint32_t name_map_get(const struct name_map *map, struct span text)
{
    if (map->cap == 0)
        return NAME_MAP_NONE;
    const struct name_slot *slot = find_slot(map, text, text_hash(text));
    return slot->hash != 0 ? slot->number : NAME_MAP_NONE;
}

static bool grow(struct name_map *map)
{
    struct name_map bigger = {.cap = map->cap != 0 ? map->cap * 2 : 64};
    bigger.slots = array_new(bigger.cap, sizeof *bigger.slots);
    if (bigger.slots == NULL)
        return false;
    for (size_t i = 0; i < map->cap; i++) {
        if (map->slots[i].hash == 0)
            continue;
        size_t at = (size_t)map->slots[i].hash & (bigger.cap - 1);
        while (bigger.slots[at].hash != 0)
            at = (at + 1) & (bigger.cap - 1);
        bigger.slots[at] = map->slots[i];
    }
    free(map->slots);
    map->slots = bigger.slots;
    map->cap = bigger.cap;
    return true;
}

bool name_map_set(struct name_map *map, struct span text, uint32_t number)
{
    if (map->count * 2 >= map->cap && !grow(map))
        return false;
    uint64_t hash = text_hash(text);
    struct name_slot *slot = find_slot(map, text, hash);
    if (slot->hash == 0) {
        size_t start = map->texts.len;
        buf_add_span(&map->texts, text);
        if (!buf_ok(&map->texts))
            return false;
        *slot = (struct name_slot){hash, start, (uint32_t)text.len, number};
        map->count++;
    }
    slot->number = number;
    return true;
}

void name_map_done(struct name_map *map)
{
    free(map->slots);
    buf_done(&map->texts);
    *map = (struct name_map){0};
}
