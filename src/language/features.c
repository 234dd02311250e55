#include <config.h>

#include "src/language/features.h"

#include "src/language/feature_keys.h"

const char *feature_family_name(enum feature_family family)
{
    static const char *const names[FEATURE_FAMILIES] = {
        [FEATURES_WORD] = "word",         [FEATURES_AFFIX] = "affix",
        [FEATURES_SHAPE] = "shape",       [FEATURES_NAMES] = "names",
        [FEATURES_CLUSTER] = "cluster",   [FEATURES_CASE] = "case",
        [FEATURES_RUN] = "run",           [FEATURES_PAIR] = "pair",
        [FEATURES_DOCUMENT] = "document",
    };
    return names[family];
}

const struct facts *features_facts(const struct feature_maker *maker)
{
    return maker_wants(maker, FEATURES_NAMES) ? &maker->facts : NULL;
}

unsigned cluster_level(const struct feature_maker *maker, unsigned cluster, int level)
{
    if (level == 0 || cluster == 0 || maker->coarser == NULL)
        return level == 0 ? cluster : 0;
    return maker->coarser[cluster * (CLUSTER_LEVELS - 1) + (unsigned)level - 1];
}

void keys_add_clusters(struct keys *keys, unsigned template, uint32_t facts,
                       const struct feature_maker *maker)
{
    unsigned cluster = fact_cluster(facts);
    if (cluster == 0)
        return;
    for (int level = 0; level < CLUSTER_LEVELS; level++)
        keys_add(keys, template + (unsigned)level, cluster_level(maker, cluster, level));
}

static void add_kinds(struct keys *keys, unsigned template, uint32_t facts)
{
    unsigned kinds = facts & FACT_KINDS;
    keys_add(keys, template, kinds);
    for (unsigned i = 0; i < NAME_KINDS; i++)
        if ((kinds & 1u << i) != 0)
            keys_add(keys, template + 1, i);
}

uint64_t case_value(const struct word *word)
{
    return (uint64_t)fact_frequency(word->lower_facts) << 8 |
           (uint64_t)fact_case(word->lower_facts) << 4 | (uint64_t)word->capital << 2 |
           ((word->lower_facts & FACT_LOWER) != 0) << 1 | ((word->facts & NAME_CAPITAL) != 0);
}

size_t word_features(const struct word *word, int offset, const struct feature_maker *maker,
                     uint64_t at[FEATURES_MAX])
{
    struct keys keys = {at, 0, (uint64_t)(offset + 16)};
    bool here = offset == 0, near = offset >= -1 && offset <= 1;
    if (word == NULL || here)
        keys_add(&keys, 0, 0);
    if (word == NULL)
        return keys.count;
    if (maker_wants(maker, FEATURES_WORD)) {
        keys_add(&keys, 1, word->lower_key);
        if (near)
            keys_add(&keys, 2, word->key);
    }
    if (maker_wants(maker, FEATURES_AFFIX)) {
        for (unsigned i = 0; i < 5; i++) {
            if (here && word->prefixes[i] != 0)
                keys_add(&keys, 10 + i, key_mix(word->prefixes[i], word->capital));
            if ((here || (near && i >= 1 && i <= 3)) && word->suffixes[i] != 0)
                keys_add(&keys, 20 + i, key_mix(word->suffixes[i], word->capital));
        }
        if (here && word->tail != 0) {
            keys_add(&keys, 38 + 20, word->tail);
            keys_add_clusters(&keys, 38 + 162, word->tail_facts, maker);
        }
        if (here && word->right != 0) {
            keys_add(&keys, 30, word->left);
            keys_add(&keys, 31, word->right);
            add_kinds(&keys, 32, word->part_facts[0]);
            add_kinds(&keys, 34, word->part_facts[1]);
            keys_add_clusters(&keys, 36, word->part_facts[0], maker);
            keys_add_clusters(&keys, 42, word->part_facts[1], maker);
        }
    }
    if (maker_wants(maker, FEATURES_SHAPE)) {
        keys_add(&keys, 50, word->collapsed);
        keys_add(&keys, 51, word->word_class);
        if (near)
            keys_add(&keys, 52, word->shape);
        if (here)
            keys_add(&keys, 53, word->letters);
    }
    if (maker_wants(maker, FEATURES_NAMES) && word->capital) {
        add_kinds(&keys, 60, word->facts);
        if (here)
            keys_add(&keys, 62, key_mix(word->facts & FACT_KINDS, case_value(word)));
    }
    if (maker_wants(maker, FEATURES_CLUSTER)) {
        keys_add_clusters(&keys, 70, word->facts, maker);
        if (here)
            keys_add_clusters(&keys, 76, word->lower_facts, maker);
    }
    if (maker_wants(maker, FEATURES_CASE) && near) {
        keys_add(&keys, 80, case_value(word));
        keys_add(&keys, 81, fact_frequency(word->lower_facts) << 1 | word->capital);
        keys_add(&keys, 82, (unsigned)fact_case(word->lower_facts) << 1 | word->capital);
    }
    return keys.count;
}
