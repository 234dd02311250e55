#include <config.h>

#include "src/language/facts.h"

#include <stdlib.h>
#include <string.h>

uint64_t facts_roll(uint64_t hash, struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != ' ')
            hash = (hash ^ (unsigned char)text.at[i]) * 0x100000001b3u;
    return hash;
}

uint64_t facts_key(uint64_t rolled)
{
    rolled ^= rolled >> 32;
    rolled *= 0xd6e8feb86659fd93u;
    return rolled ^ rolled >> 32;
}

uint64_t facts_name_key(uint64_t rolled)
{
    return facts_key(rolled ^ 0x5bd1e995u);
}

uint64_t facts_word_key(struct span word)
{
    return facts_key(facts_roll(FACTS_SEED, word));
}

/* Never 0, which is an empty place. */
static uint16_t check_of(uint64_t key)
{
    return (uint16_t)(key >> 48 | 1);
}

static uint32_t place_of(uint64_t key, uint32_t size)
{
    return (uint32_t)((key & UINT32_MAX) * size >> 32);
}

uint32_t facts_find(const struct facts *facts, uint64_t key)
{
    /* The file promises an empty place (model.c), so this ends. */
    uint32_t at = place_of(key, facts->size);
    while (facts->checks[at] != 0) {
        if (facts->checks[at] == check_of(key))
            return facts->facts[at];
        if (++at == facts->size)
            at = 0;
    }
    return 0;
}

/* ---- making ---- */

static size_t find_slot(const struct facts_maker *maker, uint64_t key)
{
    size_t at = (size_t)key & (maker->size - 1);
    while (maker->entries[at].key != 0 && maker->entries[at].key != key)
        at = (at + 1) & (maker->size - 1);
    return at;
}

static bool grow(struct facts_maker *maker)
{
    struct facts_maker bigger = {.size = maker->size > 0 ? 2 * maker->size : 1u << 12,
                                 .count = maker->count};
    bigger.entries = array_new(bigger.size, sizeof *bigger.entries);
    if (bigger.entries == NULL)
        return false;
    for (size_t i = 0; i < maker->size; i++)
        if (maker->entries[i].key != 0)
            bigger.entries[find_slot(&bigger, maker->entries[i].key)] = maker->entries[i];
    free(maker->entries);
    *maker = bigger;
    return true;
}

bool facts_add(struct facts_maker *maker, uint64_t key, uint32_t facts)
{
    if (maker->count * 4 >= maker->size * 3 && !grow(maker))
        return false;
    if (key == 0)
        key = 1;
    size_t at = find_slot(maker, key);
    if (maker->entries[at].key == 0) {
        maker->entries[at].key = key;
        maker->count++;
    }
    maker->entries[at].facts |= facts;
    return true;
}

uint32_t facts_added(const struct facts_maker *maker, uint64_t key)
{
    return maker->size > 0 ? maker->entries[find_slot(maker, key)].facts : 0;
}

/* ---- packing ---- */

static int compare_entries(const void *a, const void *b)
{
    const struct facts_entry *one = a, *other = b;
    return one->key < other->key ? -1 : one->key > other->key;
}

/* In the order of their keys, whatever order they came in: the same facts, the same bytes. */
static struct facts_entry *sorted_entries(const struct facts_maker *maker)
{
    struct facts_entry *sorted = array_new(maker->count + 1, sizeof *sorted);
    size_t count = 0;
    for (size_t i = 0; sorted != NULL && i < maker->size; i++)
        if (maker->entries[i].key != 0)
            sorted[count++] = maker->entries[i];
    if (sorted != NULL)
        qsort(sorted, count, sizeof *sorted, compare_entries);
    return sorted;
}

bool facts_pack(const struct facts_maker *maker, uint16_t **checks, uint32_t **facts,
                uint32_t *size)
{
    size_t places = maker->count + maker->count / 7 + 2;
    uint16_t *check = array_new(places, sizeof *check);
    uint32_t *fact = array_new(places, sizeof *fact);
    struct facts_entry *sorted = sorted_entries(maker);
    bool fine = check != NULL && fact != NULL && sorted != NULL && places <= UINT32_MAX;
    for (size_t i = 0; fine && i < maker->count; i++) {
        size_t at = place_of(sorted[i].key, (uint32_t)places);
        while (check[at] != 0 && check[at] != check_of(sorted[i].key))
            at = at + 1 == places ? 0 : at + 1;
        check[at] = check_of(sorted[i].key);
        fact[at] |= sorted[i].facts;
    }
    free(sorted);
    if (!fine) {
        free(check);
        free(fact);
        return false;
    }
    *checks = check;
    *facts = fact;
    *size = (uint32_t)places;
    return true;
}

void facts_maker_done(struct facts_maker *maker)
{
    free(maker->entries);
    *maker = (struct facts_maker){0};
}
