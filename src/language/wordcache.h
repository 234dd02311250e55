/* wordcache: what has been found out about words, one number a word, shared by documents, threads
 * and runs of the program. A table of open addresses that is read without a lock: an entry is one
 * atomic number, and a table that has become too small is replaced, not moved, so that a reader
 * never sees half of anything. Kept in the cache folder; a file that is damaged, or was made with
 * other dictionaries or another version, counts as none. */
#ifndef LEESZAAL_LANGUAGE_WORDCACHE_H
#define LEESZAAL_LANGUAGE_WORDCACHE_H

#include <stdbool.h>
#include <stdint.h>

#include "src/base/bytes.h"

/* Bits of the number kept with a word; 0 is "not there". */
#define WORDCACHE_BITS 16

struct wordcache;

/* `path` NULL: in memory only. `fingerprint` names all that the numbers depend on. NULL when memory
 * is out. */
struct wordcache *wordcache_load(const char *path, uint64_t fingerprint);
void wordcache_free(struct wordcache *cache);
/* Writes the file atomically when words were added since it was read. */
void wordcache_save(struct wordcache *cache);

/* The number of a word, by its hash (bytes_hash); 0 when it isn't there. Any thread. */
uint32_t wordcache_get(const struct wordcache *cache, uint64_t word);
/* Any thread. Quietly does nothing when memory is out or the table has its largest size. */
void wordcache_put(struct wordcache *cache, uint64_t word, uint32_t number);
size_t wordcache_count(const struct wordcache *cache);

#endif
