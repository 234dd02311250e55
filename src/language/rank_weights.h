/* What candidates are ranked by: the weights of rank.h's features, as they are scaled there.
 * Printed by tests/bench/suggest_fit.py, which says how they were fitted and on what; don't edit.
 */
#ifndef LEESZAAL_LANGUAGE_RANK_WEIGHTS_H
#define LEESZAAL_LANGUAGE_RANK_WEIGHTS_H

#include <stdint.h>

/* What the cost weighs. */
#define RANK_WEIGHT_ONE 1000

/* clang-format off */
static const int16_t rank_weights[] = {
    192, /* near */
    60, /* name */
    22, /* tail */
    -203, /* head */
    77, /* link */
    -60, /* hyphen */
    -71, /* split */
    107, /* case */
    -27, /* stress */
    -0, /* drawn */
    -205, /* closed */
    155, /* variant */
    321, /* frequency */
    35, /* square */
    57, /* rare */
    50, /* short */
    -1000, /* cost */
    -148, /* short cost */
    268, /* two */
    -23, /* part frequency */
    -350, /* part cost */
    -148, /* lost */
    54, /* first */
    37, /* double */
    -233, /* undouble */
    293, /* missing vowel */
    120, /* missing */
    -140, /* extra vowel */
    -111, /* extra */
    -21, /* vowels */
    41, /* consonants */
    -250, /* letters */
    78, /* swap */
    466, /* t for d */
    346, /* d for t */
    453, /* t */
    163, /* d */
    -117, /* no d */
    250, /* s for n */
    -169, /* s */
    -164, /* n */
    159, /* e */
    -134, /* no e */
};
/* clang-format on */

#endif
