/* features: what the tagger looks at. A feature is a 64-bit key; its weights are a row of the
 * model. Training and tagging use the same functions here, so that they can't differ. Three layers:
 * what a word says by itself, seen from a place up to two words away (worked out once for each
 * different word); what the places around a word say together; what the rest of the document says
 * of it. */
#ifndef LEESZAAL_LANGUAGE_FEATURES_H
#define LEESZAAL_LANGUAGE_FEATURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/language/sentence.h"

/* Families of features, to be left out one by one when measuring what each is worth. */
enum feature_family {
    FEATURES_WORD,     /* the word, its lower-case form, the same of the neighbours */
    FEATURES_AFFIX,    /* beginnings and ends of one to five letters, parts of a compound */
    FEATURES_SHAPE,    /* capitals, digits, signs */
    FEATURES_NAMES,    /* the lists of names, of one word and of several */
    FEATURES_CLUSTER,  /* word clusters at four sizes */
    FEATURES_CASE,     /* frequency and usual case of the lower-case form */
    FEATURES_RUN,      /* the run of capitalised words around it, and what stands beside the run */
    FEATURES_PAIR,     /* what two or three neighbours say together */
    FEATURES_DOCUMENT, /* how the word is written elsewhere in the document */
    FEATURE_FAMILIES
};
#define FEATURES_ALL ((1u << FEATURE_FAMILIES) - 1)
const char *feature_family_name(enum feature_family family);

enum { REACH = 2 };          /* neighbours each side whose own features count */
enum { FEATURES_MAX = 384 }; /* keys that one call gives at most */
enum { CLUSTER_LEVELS = 4 };

/* What features are made with. */
struct feature_maker {
    struct facts facts;
    /* [FACTS_CLUSTERS][CLUSTER_LEVELS - 1]: the coarser numbers of a cluster; level 0 is the number
     * itself */
    const uint16_t *coarser;
    unsigned families; /* bits */
};

/* For sentence_look(): NULL when the family of names is left out. */
const struct facts *features_facts(const struct feature_maker *maker);

/* Keys of a word by itself, seen from the word that it stands `offset` behind (-REACH to REACH).
 * NULL is the edge of the sentence. */
size_t word_features(const struct word *word, int offset, const struct feature_maker *maker,
                     uint64_t keys[FEATURES_MAX]);

/* Keys of what stands around a word; none where nothing but the words themselves speak. */
size_t context_features(const struct sentence *sentence, size_t at,
                        const struct feature_maker *maker, uint64_t keys[FEATURES_MAX]);

#endif
