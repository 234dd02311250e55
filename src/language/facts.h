/* facts: what is known of a word before any sentence is read: in which name lists it stands, which
 * cluster it belongs to, how frequent it is and how it is written in running text. A hash table
 * that is used as it lies in the model file; words are known by 64-bit hashes only, of which the
 * table keeps 16 bits beside the place: one unknown word in some ten thousand is taken for a known
 * one. */
#ifndef LEESZAAL_LANGUAGE_FACTS_H
#define LEESZAAL_LANGUAGE_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"

/* The kinds of name lists, as bits. */
enum {
    NAME_GIVEN = 1u << 0,
    NAME_SURNAME = 1u << 1,
    NAME_TOWN = 1u << 2, /* of the Netherlands */
    NAME_CITY = 1u << 3, /* of the world */
    NAME_COUNTRY = 1u << 4,
    NAME_REGION = 1u << 5,
    NAME_ADJECTIVE = 1u << 6, /* of a place: Brusselse */
    NAME_LANGUAGE = 1u << 7,
    NAME_BODY = 1u << 8,
    NAME_CAPITAL = 1u << 9, /* always with a capital, whatever it is */
    NAME_COMMON = 1u << 10, /* a frequent given name or surname */
    NAME_PLACE = 1u << 11,  /* has an adjective of its own: Zottegem, Zottegemse */
    NAME_KINDS = 12
};

enum { FACTS_CLUSTERS = 1u << 11 }; /* cluster numbers 1 to FACTS_CLUSTERS - 1; 0 is none */

/* Bits of an entry. */
enum {
    FACT_KINDS = (1u << NAME_KINDS) - 1,
    FACT_CLUSTER_SHIFT = 12,
    FACT_FREQUENCY_SHIFT = 23, /* 4 bits: 0 unknown, 15 the most frequent */
    FACT_CASE_SHIFT = 27,      /* 2 bits: enum fact_case, kept with the lower-case form */
    FACT_OPENS = 1u << 29,     /* the first word of a name of several words */
    FACT_LOWER = 1u << 30      /* stands in the dictionary of lower-case words */
};
enum fact_case { CASE_UNSEEN, CASE_LOWER, CASE_MIXED, CASE_CAPITAL };

/* Hashes of words and of names of several words; blanks are left out, so that it doesn't matter how
 * a name was cut into tokens: roll its words one after the other, from FACTS_SEED. */
#define FACTS_SEED 0xcbf29ce484222325u
uint64_t facts_roll(uint64_t hash, struct span text);
uint64_t facts_key(uint64_t rolled);      /* of one word */
uint64_t facts_name_key(uint64_t rolled); /* of a name of several words */
uint64_t facts_word_key(struct span word);

/* A packed table, borrowed. */
struct facts {
    const uint16_t *checks; /* [size]; 0: empty; at least one is empty */
    const uint32_t *facts;  /* [size] */
    uint32_t size;
};

/* 0 when nothing is known. */
uint32_t facts_find(const struct facts *facts, uint64_t key);
static inline unsigned fact_cluster(uint32_t facts)
{
    return facts >> FACT_CLUSTER_SHIFT & (FACTS_CLUSTERS - 1);
}
static inline unsigned fact_frequency(uint32_t facts)
{
    return facts >> FACT_FREQUENCY_SHIFT & 15;
}
static inline enum fact_case fact_case(uint32_t facts)
{
    return (enum fact_case)(facts >> FACT_CASE_SHIFT & 3);
}

/* Facts being gathered. Zero-initialised is empty. */
struct facts_entry {
    uint64_t key; /* 0: empty */
    uint32_t facts;
};
struct facts_maker {
    struct facts_entry *entries;
    size_t size, count;
};
/* Adds facts by OR; false when memory is out. */
bool facts_add(struct facts_maker *maker, uint64_t key, uint32_t facts);
/* What has been added so far; 0 when nothing. */
uint32_t facts_added(const struct facts_maker *maker, uint64_t key);
/* The packed table: *checks and *facts are owned by the caller (free()). False when memory is out.
 */
bool facts_pack(const struct facts_maker *maker, uint16_t **checks, uint32_t **facts,
                uint32_t *size);
void facts_maker_done(struct facts_maker *maker);

#endif
