/* weigh: how likely the evidence of a word makes it that it is a slip, in logarithms of odds: a sum
 * of weights (weights.h), one part for what the word says by itself, which is kept with the word,
 * and one for the place where it stands. Pure. */
#ifndef LEESZAAL_LANGUAGE_WEIGH_H
#define LEESZAAL_LANGUAGE_WEIGH_H

#include "src/language/evidence.h"

/* The evidence as a number of 16 bits, never 0: the kind, whether it was seen, and how much
 * likelier a slip is than a new word, as far as the word tells (evidence_weigh). */
uint16_t evidence_pack(const struct evidence *evidence);
enum word_kind evidence_kind(uint16_t packed);
bool evidence_seen(uint16_t packed);
/* Logarithm of the odds that it is an error, in sixteenths. */
int evidence_odds(uint16_t packed);
/* The same before packing, as a plain logarithm. */
double evidence_weigh(const struct evidence *evidence);

/* What is known of the place of a word. */
struct place_facts {
    uint16_t packed;       /* evidence of the word */
    unsigned lower, upper; /* unknown neighbours in small letters, and with capitals */
    uint32_t count;        /* how often the word stands in the document */
    bool start;            /* its capital is its sentence's */
};
/* What the place adds to evidence_odds(). */
int evidence_place_odds(const struct place_facts *facts);

#endif
