/* feature_keys: how a list of feature keys is filled; for features.c and context.c only. */
#ifndef LEESZAAL_LANGUAGE_FEATURE_KEYS_H
#define LEESZAAL_LANGUAGE_FEATURE_KEYS_H

#include "src/language/features.h"

struct keys {
    uint64_t *at;
    size_t count;
    uint64_t place; /* mixed into each key */
};

static inline void keys_add(struct keys *keys, unsigned template, uint64_t value)
{
    keys->at[keys->count++] = key_mix(key_mix(keys->place, template), value);
}

static inline bool maker_wants(const struct feature_maker *maker, enum feature_family family)
{
    return (maker->families & 1u << family) != 0;
}
/* Clusters of all sizes that the word is in. */
void keys_add_clusters(struct keys *keys, unsigned template, uint32_t facts,
                       const struct feature_maker *maker);
/* The number of a cluster at a level, 0 the finest. */
unsigned cluster_level(const struct feature_maker *maker, unsigned cluster, int level);
/* How frequent a word is and how it is usually written. */
uint64_t case_value(const struct word *word);

#endif
