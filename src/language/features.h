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

#include "src/base/bytes.h"
#include "src/language/facts.h"

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

/* How a word is written: the class that the transition weights know. */
enum word_class {
    CLASS_LOWER,
    CLASS_PARTICLE, /* lower-case words that stand inside names: van, de, der, of, en */
    CLASS_TITLE,    /* Xxxx */
    CLASS_UPPER,    /* XXX */
    CLASS_LETTER,   /* X */
    CLASS_INITIAL,  /* X. X.Y. */
    CLASS_MIXED,    /* other words with a capital */
    CLASS_HYPHEN,   /* with a hyphen and a capital */
    CLASS_NUMBER,
    CLASS_CODE, /* letters and digits */
    CLASS_QUOTE,
    CLASS_BRACKET,
    CLASS_STOP, /* . ! ? */
    CLASS_COMMA,
    CLASS_OTHER,
    WORD_CLASSES
};

/* A word by itself. */
struct word {
    struct span text;   /* at most WORD_BYTES of it; borrowed from who owns the word */
    uint64_t key;       /* of the word, digits made 0 */
    uint64_t lower_key; /* of its lower-case form */
    uint64_t shape, collapsed;
    uint64_t prefixes[5], suffixes[5];
    uint64_t left, right; /* parts at the hyphen, 0 without one */
    uint64_t tail;        /* the longest lower-case word that it ends in, 0: none */
    uint32_t tail_facts;
    uint32_t facts; /* of the word as written, or of its nearest form that is known */
    uint32_t lower_facts;
    uint32_t part_facts[2];
    uint8_t letters; /* clipped to 31 */
    uint8_t word_class;
    bool capital; /* begins with a capital, or has one behind a hyphen or apostrophe */
    bool upper;   /* all letters are capitals, at least two */
    bool genitive;
    bool act;  /* the word for an act: Besluit, Sanctieregeling */
    bool year; /* 1800 to 2099 */
};
enum { WORD_BYTES = 192 };

/* What features are made with. */
struct feature_maker {
    struct facts facts;
    /* [FACTS_CLUSTERS][CLUSTER_LEVELS - 1]: the coarser numbers of a cluster; level 0 is the number
     * itself */
    const uint16_t *coarser;
    unsigned families; /* bits */
};

/* The part of a word that is looked at: all of any real one; of a longer one a beginning that ends
 * between characters. */
struct span word_clip(struct span text);
/* Looks a word over. `text`, clipped, must live as long as `word`. */
void word_make(struct word *word, struct span text, const struct feature_maker *maker);

/* Keys of a word by itself, seen from the word that it stands `offset` behind (-REACH to REACH).
 * NULL is the edge of the sentence. */
size_t word_features(const struct word *word, int offset, const struct feature_maker *maker,
                     uint64_t keys[FEATURES_MAX]);

/* What a document says of one word. */
struct word_uses {
    uint32_t lower, capital, first; /* times written small, with a capital, at a sentence's start */
    uint8_t run_length, run_place;  /* of the longest run with it: words, and its place there */
    uint16_t run_first, run_last;   /* name kinds of that run's first and last word */
};

/* Spans that are likely to be one name, seen by their borders. */
enum span_kind {
    SPAN_NONE,
    SPAN_QUOTED, /* a short quotation, without its marks */
    SPAN_ACT,    /* from the word for an act to a year: Sanctieregeling Zuid-Soedan 2015 */
};

/* One sentence, ready for features. Arrays are parallel. */
struct sentence {
    const struct word **words;
    struct word_uses **uses; /* of the word's lower-case form in this document */
    size_t count;
    /* made by sentence_look() */
    uint16_t *run_start, *run_end;   /* of the run a word is in; start == end: none */
    uint16_t *phrase;                /* name kinds of the longest listed name over it */
    uint8_t *phrase_place;           /* 0 none, 1 begin, 2 inside, 3 last, 4 only */
    uint16_t *span_start, *span_end; /* of the quotation or the title of an act that it is in */
    uint8_t *span;                   /* enum span_kind */
    size_t cap;
    uint8_t capitals; /* share of words with capitals, in eighths */
};
/* A longer sentence is cut. */
enum { SENTENCE_WORDS = 1024 };
bool sentence_reserve(struct sentence *sentence, size_t count);
void sentence_done(struct sentence *sentence);
/* Counts the words into their uses. */
void sentence_count_uses(const struct sentence *sentence);
void sentence_look(struct sentence *sentence, const struct feature_maker *maker);
/* Does anything but the words themselves speak here? */
bool sentence_active(const struct sentence *sentence, size_t at);
size_t context_features(const struct sentence *sentence, size_t at,
                        const struct feature_maker *maker, uint64_t keys[FEATURES_MAX]);

#endif
