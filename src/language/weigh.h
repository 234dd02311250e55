/* weigh: how likely the evidence makes it that a word is a slip: a sum of weighted features
 * (weights.h), one part for what the word says by itself, which is kept with the word as 16 bits,
 * and one for the place where it stands. Sums are logarithms of odds in sixteenths; above 0 the
 * word is an error. Pure. */
#ifndef LEESZAAL_LANGUAGE_WEIGH_H
#define LEESZAAL_LANGUAGE_WEIGH_H

#include "src/language/evidence.h"

/* Of the word. */
enum word_feature {
    WORD_ONE,       /* always 1 */
    WORD_COST,      /* of the better word, in hundreds */
    WORD_TWICE,     /* more than one slip away */
    WORD_FREQUENCY, /* of the better word, in hundreds from -650 */
    WORD_LETTERS,   /* that were mended, from 8, at most 14 */
    WORD_SHORT,     /* letters less than 5 */
    WORD_SLIM,      /* letters less than 6, when the slip is not one of sound or looks */
    WORD_PARTS,     /* the better word is a compound with a part mended */
    WORD_PART,      /* letters of that part, from 6 */
    WORD_BESIDE,    /* letters of the part that is right, from 5 */
    WORD_PART_NEAR, /* the part is near */
    WORD_COMPOUND,  /* how good a compound it is as it stands */
    WORD_SEEN,      /* others write it, though it is in no dictionary */
    WORD_OWN,       /* how often they do, in hundreds from -750 */
    WORD_CASED_OWN, /* the same of the word with other capitals */
    WORD_INFLECTED, /* it is the better word and an ending */
    WORD_NAMELIKE,  /* the better word has a capital */
    WORD_FEATURES
};
/* Of the place. */
enum place_feature {
    PLACE_LOWER,   /* unknown words in small letters, two to each side, at most 3 */
    PLACE_UPPER,   /* the same with capitals */
    PLACE_WIDE,    /* unknown words in small letters, six to each side, at most 4 */
    PLACE_FOREIGN, /* little words of other languages, four to each side, at most 2 */
    PLACE_QUOTED,  /* beside a quotation mark or bracket */
    PLACE_MORE,    /* doublings of how often the document has it */
    PLACE_AGAIN,   /* the same when the slip is a usual one */
    PLACE_START,   /* its capital is its sentence's */
    PLACE_NAME,    /* the tagger takes it for a name of something */
    PLACE_PERSON,  /* for the first name of a person */
    PLACE_SURNAME, /* for a later one */
    PLACE_NAMED,   /* for any name, and the better word has a capital too */
    PLACE_FEATURES
};
#define WEIGH_FEATURES (WORD_FEATURES + PLACE_FEATURES)
/* "one", "cost" … "named": the word's, then the place's. */
const char *weigh_feature_name(unsigned feature);

/* What the tagger says of a word. */
enum weigh_tag { WEIGH_NO_NAME, WEIGH_NAME, WEIGH_PERSON, WEIGH_SURNAME };

/* What is known of the place of a word. */
struct place_facts {
    uint16_t packed; /* evidence of the word */
    unsigned lower, upper, wide, foreign;
    bool quoted, start;
    enum weigh_tag tag;
    uint32_t count; /* how often the word stands in the document */
};

/* The features themselves, to fit weights on. False when nothing can be said of such a word: it is
 * good, odd, or has no better word. */
bool weigh_word_features(const struct evidence *evidence, float features[WORD_FEATURES]);
void weigh_place_features(const struct place_facts *facts, float features[PLACE_FEATURES]);

/* The evidence as a number of 16 bits, never 0. */
uint16_t weigh_pack(const struct evidence *evidence);
enum word_kind weigh_kind(uint16_t packed);
bool weigh_seen(uint16_t packed);
/* What the word says. */
int weigh_word(uint16_t packed);
/* What the place adds to it. */
int weigh_place(const struct place_facts *facts);
/* The most that the tagger's word could add to it. */
int weigh_tag_most(uint16_t packed);

#endif
