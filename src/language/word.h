/* word: what one word says by itself: how it is written, its parts, what the lists know of it.
 * Worked out once for each different word of a text. */
#ifndef LEESZAAL_LANGUAGE_WORD_H
#define LEESZAAL_LANGUAGE_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"
#include "src/language/facts.h"

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

/* The part of a word that is looked at: all of any real one; of a longer one a beginning that ends
 * between characters. */
struct span word_clip(struct span text);
/* Looks a word over. `text`, clipped, must live as long as `word`. */
void word_make(struct word *word, struct span text, const struct facts *facts);

/* One key of two; the order counts. */
static inline uint64_t key_mix(uint64_t a, uint64_t b)
{
    uint64_t hash = (a ^ b * 0x9e3779b97f4a7c15u) * 0xd6e8feb86659fd93u;
    return hash ^ hash >> 32;
}

#endif
