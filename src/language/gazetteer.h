/* gazetteer: names that are known beforehand, with what they are called in full. Plain text files,
 * a name a line, which a person can write (the head of nl/names/countries.txt tells how):
 *
 *     LOC Duitsland = Bondsrepubliek Duitsland = BRD ~ Duits ~ Duitse ~ Duitser
 *
 * Matching is over tokens, the longest name first, in a hash table of token sequences. U+2011 is a
 * hyphen, ’ an apostrophe; words in capitals are also looked up as if they weren't; a genitive -s
 * on the last word is seen through. Immutable once loaded, shared by threads. */
#ifndef LEESZAAL_LANGUAGE_GAZETTEER_H
#define LEESZAAL_LANGUAGE_GAZETTEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"
#include "src/base/error.h"
#include "src/text/token.h"

enum gazetteer_flag {
    GAZETTEER_DERIVED = 1,  /* ~ an adjective or inhabitant */
    GAZETTEER_ORDINARY = 2, /* ? an ordinary word too: not at the start of a sentence */
    GAZETTEER_SHORT = 4,    /* * counts only beside a full name of the same file */
    GAZETTEER_NOT = 8,      /* no name at all, whatever it looks like: lines of type NOT */
};

struct gazetteer_name {
    uint8_t type;   /* enum entity_type; MISC for a derived word */
    uint8_t flags;  /* enum gazetteer_flag */
    uint16_t group; /* the file it came from: 0, 1, … */
    uint32_t thing; /* the same number: the same thing */
};

struct gazetteer;

struct gazetteer *gazetteer_new(void); /* empty; NULL when memory is out */
void gazetteer_free(struct gazetteer *gazetteer);
/* Adds the names of one file; a name that is there already keeps its first meaning. A line that
 * can't be read is skipped: false then, with the first such line in the error, and all others
 * added. */
bool gazetteer_load(struct gazetteer *gazetteer, const char *path, struct error *error);
/* The same from memory; `path` is only for the error. */
bool gazetteer_add(struct gazetteer *gazetteer, struct span content, const char *path,
                   struct error *error);
/* Of the contents that were added, in their order. */
uint64_t gazetteer_hash(const struct gazetteer *gazetteer);
size_t gazetteer_groups(const struct gazetteer *gazetteer);

/* The longest name that begins with tokens[at]: the number of tokens it takes, 0 when there is
 * none. */
size_t gazetteer_match(const struct gazetteer *gazetteer, struct span text,
                       const struct tokens *tokens, size_t at, struct gazetteer_name *name);
/* A name of one word. */
bool gazetteer_find(const struct gazetteer *gazetteer, struct span word,
                    struct gazetteer_name *name);
size_t gazetteer_things(const struct gazetteer *gazetteer);
/* The preferred name of a thing, NUL-terminated, and its type. */
const char *gazetteer_thing(const struct gazetteer *gazetteer, uint32_t thing);
uint8_t gazetteer_thing_type(const struct gazetteer *gazetteer, uint32_t thing);

#endif
