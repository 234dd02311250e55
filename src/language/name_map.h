/* name_map: numbers by text, for the names of one document. Owns copies of the texts. */
#ifndef LEESZAAL_LANGUAGE_NAME_MAP_H
#define LEESZAAL_LANGUAGE_NAME_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"

struct name_slot {
    uint64_t hash; /* 0: empty */
    size_t text;   /* offset in texts */
    uint32_t len;
    uint32_t number;
};
struct name_map {
    struct name_slot *slots;
    size_t count, cap; /* cap is 0 or a power of two */
    struct buf texts;
};

#define NAME_MAP_NONE UINT32_MAX

/* The number of a text, or NAME_MAP_NONE. */
uint32_t name_map_get(const struct name_map *map, struct span text);
/* Sets it, over an older one. False when memory is out. */
bool name_map_set(struct name_map *map, struct span text, uint32_t number);
void name_map_done(struct name_map *map);

#endif
