/* rank: how likely a candidate is the word that was meant. By how it was found, how usual it is,
 * what its slips cost, and which slips they are; a weighted sum in centibels, as in near.h. Pure.
 */
#ifndef LEESZAAL_LANGUAGE_RANK_H
#define LEESZAAL_LANGUAGE_RANK_H

#include "src/base/bytes.h"
#include "src/language/slips.h"

/* How a candidate was found. */
enum candidate_kind {
    FOUND_NEAR,    /* a word of the lexicon close by */
    FOUND_NAME,    /* the same, one with a capital where none was written */
    FOUND_TAIL,    /* a compound whose second part is mended */
    FOUND_HEAD,    /* its first part */
    FOUND_LINK,    /* what links its parts */
    FOUND_HYPHEN,  /* a hyphen put between its parts, or taken out */
    FOUND_SPLIT,   /* two words run together */
    FOUND_CASE,    /* other capitals */
    FOUND_STRESS,  /* stress marks as they are printed */
    FOUND_DRAWN,   /* letters drawn out */
    FOUND_CLOSED,  /* a mark that belongs behind */
    FOUND_VARIANT, /* one slip put right gives a word that no list has */
    CANDIDATE_KINDS
};

/* What is summed, behind one feature for each kind; in hundredths. */
enum rank_feature {
    RANK_FREQUENCY = CANDIDATE_KINDS,
    RANK_SQUARE,         /* the frequency, from the middle, squared */
    RANK_RARE,           /* how far the frequency is below that of rare words */
    RANK_SHORT,          /* the frequency, the more the shorter the word */
    RANK_COST,           /* of the slips */
    RANK_SHORT_COST,     /* the more the shorter the word */
    RANK_TWO,            /* what it is above that of one slip */
    RANK_PART_FREQUENCY, /* in a compound */
    RANK_PART_COST,
    RANK_LOST,  /* a few letters at the end that are too many */
    RANK_FIRST, /* another first letter */
    RANK_SLIPS, /* one for each kind of slip */
    RANK_ENDS = RANK_SLIPS + SLIPS,
    RANK_END_COUNT = 10, /* one end written for another */
    RANK_FEATURES = RANK_ENDS + RANK_END_COUNT
};

struct rank_case {
    struct span written, meant;
    enum candidate_kind kind;
    int frequency, cost;
};

void rank_features(const struct rank_case *rank_case, int32_t values[RANK_FEATURES]);
/* Higher is likelier. */
int rank_score(const struct rank_case *rank_case);

#endif
