#include <config.h>

#include "src/language/wordcache.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/file.h"
#include "src/base/file_replace.h"

/* Slots; powers of two. The largest table takes 32 MB and holds two million words. */
#define SLOTS_MIN 4096u
#define SLOTS_MAX (1u << 22)
#define NUMBER_MASK ((UINT64_C(1) << WORDCACHE_BITS) - 1)

/* A slot is the high 48 bits of the word's hash with its number in the low ones; 0 is a free slot.
 * Words are placed by the highest bits, which a slot knows, so that a table can grow. */
struct table {
    struct table *older; /* readers may still be in it: freed with the cache */
    size_t slots;
    unsigned shift; /* of a hash, to its place */
    _Atomic uint64_t at[];
};

struct wordcache {
    struct table *_Atomic table;
    pthread_mutex_t lock; /* of writers */
    size_t count, saved;
    char *path;
    uint64_t fingerprint;
};

/* The file: this header, then the slots of the table. */
struct header {
    char magic[8];
    uint64_t fingerprint;
    uint64_t slots, count;
    uint64_t check; /* hash of the slots */
};
#define MAGIC "LZword1\n"

static struct table *table_new(size_t slots)
{
    struct table *table = bytes_realloc(NULL, sizeof *table + slots * sizeof table->at[0]);
    if (table == NULL)
        return NULL;
    memset(table, 0, sizeof *table + slots * sizeof table->at[0]);
    table->slots = slots;
    table->shift = 64;
    for (size_t left = slots; left > 1; left /= 2)
        table->shift--;
    return table;
}

/* The place of a word in a table, or of the free slot where it would go. */
static size_t find_slot(const struct table *table, uint64_t word, uint64_t *slot)
{
    size_t mask = table->slots - 1;
    for (size_t at = word >> table->shift;; at = (at + 1) & mask) {
        *slot = atomic_load_explicit(&table->at[at], memory_order_relaxed);
        if (*slot == 0 || ((*slot ^ word) & ~NUMBER_MASK) == 0)
            return at;
    }
}

uint32_t wordcache_get(const struct wordcache *cache, uint64_t word)
{
    const struct table *table = atomic_load_explicit(&cache->table, memory_order_acquire);
    uint64_t slot;
    find_slot(table, word, &slot);
    return (uint32_t)(slot & NUMBER_MASK);
}

static void insert(struct table *table, uint64_t entry)
{
    uint64_t slot;
    size_t at = find_slot(table, entry, &slot);
    atomic_store_explicit(&table->at[at], entry, memory_order_relaxed);
}

/* A table of twice the size takes over. False when there can't be one; the old one goes on. */
static bool grow(struct wordcache *cache, struct table *table)
{
    struct table *bigger = table->slots < SLOTS_MAX ? table_new(2 * table->slots) : NULL;
    if (bigger == NULL)
        return false;
    for (size_t i = 0; i < table->slots; i++) {
        uint64_t entry = atomic_load_explicit(&table->at[i], memory_order_relaxed);
        if (entry != 0)
            insert(bigger, entry);
    }
    bigger->older = table;
    atomic_store_explicit(&cache->table, bigger, memory_order_release);
    return true;
}

void wordcache_put(struct wordcache *cache, uint64_t word, uint32_t number)
{
    uint64_t entry = (word & ~NUMBER_MASK) | (number & NUMBER_MASK), slot;
    if ((number & NUMBER_MASK) == 0)
        return;
    pthread_mutex_lock(&cache->lock);
    struct table *table = atomic_load_explicit(&cache->table, memory_order_relaxed);
    if (2 * cache->count >= table->slots && grow(cache, table))
        table = atomic_load_explicit(&cache->table, memory_order_relaxed);
    if (4 * cache->count < 3 * table->slots) {
        find_slot(table, word, &slot);
        cache->count += slot == 0;
        insert(table, entry);
    }
    pthread_mutex_unlock(&cache->lock);
}

size_t wordcache_count(const struct wordcache *cache)
{
    return cache->count;
}

/* ---- the file ---- */

static bool check_file(const struct buf *content, uint64_t fingerprint, struct header *header)
{
    if (content->len < sizeof *header)
        return false;
    memcpy(header, content->at, sizeof *header);
    size_t len = content->len - sizeof *header;
    return memcmp(header->magic, MAGIC, sizeof header->magic) == 0 &&
           header->fingerprint == fingerprint && header->slots >= SLOTS_MIN &&
           header->slots <= SLOTS_MAX && (header->slots & (header->slots - 1)) == 0 &&
           len == header->slots * sizeof(uint64_t) && header->count <= header->slots / 2 &&
           header->check == bytes_hash(content->at + sizeof *header, len, fingerprint);
}

static struct table *read_table(const char *path, uint64_t fingerprint, size_t *count)
{
    struct buf content = {0};
    struct header header;
    struct table *table = NULL;
    if (path != NULL &&
        file_read(path, sizeof header + SLOTS_MAX * sizeof(uint64_t), &content, NULL) &&
        check_file(&content, fingerprint, &header) &&
        (table = table_new((size_t)header.slots)) != NULL) {
        memcpy((void *)table->at, content.at + sizeof header, content.len - sizeof header);
        *count = (size_t)header.count;
    }
    buf_done(&content);
    return table;
}

struct wordcache *wordcache_load(const char *path, uint64_t fingerprint)
{
    struct wordcache *cache = array_new(1, sizeof *cache);
    if (cache == NULL)
        return NULL;
    size_t count = 0;
    struct table *table = read_table(path, fingerprint, &count);
    if (table == NULL)
        table = table_new(SLOTS_MIN);
    if (path != NULL)
        cache->path = bytes_copy(span_of(path));
    if (table == NULL || (path != NULL && cache->path == NULL)) {
        free(table);
        free(cache->path);
        free(cache);
        return NULL;
    }
    atomic_init(&cache->table, table);
    pthread_mutex_init(&cache->lock, NULL);
    cache->count = cache->saved = count;
    cache->fingerprint = fingerprint;
    return cache;
}

void wordcache_free(struct wordcache *cache)
{
    if (cache == NULL)
        return;
    struct table *table = atomic_load(&cache->table);
    while (table != NULL) {
        struct table *older = table->older;
        free(table);
        table = older;
    }
    pthread_mutex_destroy(&cache->lock);
    free(cache->path);
    free(cache);
}

void wordcache_save(struct wordcache *cache)
{
    pthread_mutex_lock(&cache->lock);
    const struct table *table = atomic_load(&cache->table);
    struct buf content = {0};
    /* A full table would only slow down what comes: the next run begins a new one. */
    if (cache->path != NULL && cache->count > cache->saved && 2 * cache->count <= table->slots) {
        size_t len = table->slots * sizeof table->at[0];
        struct header header = {.fingerprint = cache->fingerprint,
                                .slots = table->slots,
                                .count = cache->count,
                                .check =
                                    bytes_hash((const void *)table->at, len, cache->fingerprint)};
        memcpy(header.magic, MAGIC, sizeof header.magic);
        buf_add(&content, &header, sizeof header);
        buf_add(&content, (const void *)table->at, len);
        if (buf_ok(&content) &&
            file_replace(cache->path, buf_span(&content), FILE_REPLACE, 0600, NULL, NULL))
            cache->saved = cache->count;
    }
    pthread_mutex_unlock(&cache->lock);
    buf_done(&content);
}
