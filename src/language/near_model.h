/* near_model: what an error model is made of, for near.c and near_model.c. */
#ifndef LEESZAAL_LANGUAGE_NEAR_MODEL_H
#define LEESZAAL_LANGUAGE_NEAR_MODEL_H

#include "src/language/lexicon.h"

/* Costs of the slips that any letter can suffer. */
enum {
    COST_ACCENT = 60,  /* another mark on the same letter */
    COST_STRESS = 150, /* a stress mark too many: seldom a slip, it was put there */
    COST_DOUBLE = 95,  /* a doubled letter written once, a single one twice */
    COST_TWICE = 130,  /* a few letters written twice, and those that should be written once */
    COST_ONCE = 210,
    COST_SWAP = 150,    /* two neighbours in the wrong order */
    COST_LETTER = 215,  /* one letter for another */
    COST_VOWEL = 160,   /* one vowel for another */
    COST_MISSING = 160, /* a letter left out */
    COST_TAIL = 85,     /* each further letter left out at the end: a word broken off */
    COST_EXTRA = 190,   /* a letter too many */
    COST_HYPHEN = 95,   /* a hyphen, apostrophe or full stop left out or put in */
    COST_FIRST = 105,   /* more when it is the first letter: people look at that one */
    COST_FIRST_RULE = 30,
    COST_NO_LETTER = 105, /* with less left only accents and rules can be afforded */
    COST_NOTHING = 20,    /* with less nothing can */
};

#define RULE_LEN 5
/* That begin with the same letter. */
#define NEAR_RULES_MOST 40

struct coded_rule {
    uint8_t wrong[RULE_LEN], right[RULE_LEN];
    uint8_t wrong_len, right_len;
    uint8_t cost;
};

struct near_model {
    const struct lexicon *lexicon;
    struct coded_rule *rules; /* sorted by wrong[0], then cost */
    uint16_t first[257];      /* of the rules that begin with a code */
    uint8_t lower[256];
    uint8_t mute[256];      /* hyphen, apostrophe, full stop */
    uint8_t cost[256][256]; /* of one written letter for the one meant, both in lower case */
};

#endif
