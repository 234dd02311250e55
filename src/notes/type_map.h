/* type_map: what labels are called in another scheme (FORMATS.md section 3): a file of lines
 * "Organisatie=ORG"; empty lines and those that begin with # say nothing. Pure but for loading. */
#ifndef LEESZAAL_NOTES_TYPE_MAP_H
#define LEESZAAL_NOTES_TYPE_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/bytes.h"
#include "src/base/error.h"

struct type_map {
    struct type_pair {
        char *label, *type;
    } * at;
    size_t count, cap;
};

/* Adds the pairs of a text; the error names `path` and the line that is none. */
bool type_map_add(struct type_map *map, struct span text, const char *path, struct error *error);
bool type_map_load(struct type_map *map, const char *path, struct error *error);
void type_map_done(struct type_map *map);
/* Borrowed; NULL for a label that the map doesn't have. Of two lines for it the last counts. */
const char *type_map_find(const struct type_map *map, const char *label);

#endif
