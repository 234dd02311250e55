#include <config.h>

#include "src/notes/type_map.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/file.h"

#define MAP_MOST (1u << 20)

void type_map_done(struct type_map *map)
{
    for (size_t i = 0; i < map->count; i++) {
        free(map->at[i].label);
        free(map->at[i].type);
    }
    free(map->at);
    *map = (struct type_map){0};
}

static bool add_pair(struct type_map *map, struct span label, struct span type, struct error *error)
{
    if (!array_reserve(&map->at, &map->cap, map->count + 1, sizeof(*map->at)))
        return error_memory(error);
    struct type_pair pair = {bytes_copy(label), bytes_copy(type)};
    if (pair.label == NULL || pair.type == NULL) {
        free(pair.label);
        free(pair.type);
        return error_memory(error);
    }
    map->at[map->count++] = pair;
    return true;
}

/* A tag is one word: its reader takes columns apart at blanks. */
static bool is_tag(struct span type)
{
    for (size_t i = 0; i < type.len; i++)
        if ((unsigned char)type.at[i] <= ' ' || type.at[i] == 0x7f)
            return false;
    return type.len > 0;
}

bool type_map_add(struct type_map *map, struct span text, const char *path, struct error *error)
{
    for (long number = 1; text.at != NULL && text.len > 0; number++) {
        struct span line = span_trim(span_cut(&text, '\n'));
        if (line.len == 0 || line.at[0] == '#')
            continue;
        bool has_type = memchr(line.at, '=', line.len) != NULL;
        struct span label = span_trim(span_cut(&line, '='));
        struct span type = has_type ? span_trim(line) : (struct span){NULL, 0};
        if (label.len == 0 || !is_tag(type))
            return error_set_number(
                error, ERROR_INPUT,
                N_("{subject}, line {number}: write a label, = and one word, like "
                   "Organisatie=ORG."),
                path, number);
        if (!add_pair(map, label, type, error))
            return false;
    }
    return true;
}

bool type_map_load(struct type_map *map, const char *path, struct error *error)
{
    struct buf text = {0};
    bool loaded = file_read(path, MAP_MOST, &text, error) &&
                  (text.len == 0 || type_map_add(map, buf_span(&text), path, error));
    buf_done(&text);
    return loaded;
}

const char *type_map_find(const struct type_map *map, const char *label)
{
    for (size_t i = map->count; i > 0; i--)
        if (strcmp(map->at[i - 1].label, label) == 0)
            return map->at[i - 1].type;
    return NULL;
}
