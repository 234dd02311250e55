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
    176, /* near */
    56, /* name */
    23, /* tail */
    -158, /* head */
    30, /* link */
    -82, /* hyphen */
    -80, /* split */
    56, /* case */
    -1, /* stress */
    42, /* drawn */
    -234, /* closed */
    199, /* variant */
    330, /* frequency */
    40, /* square */
    42, /* rare */
    18, /* short */
    -1000, /* cost */
    -118, /* short cost */
    364, /* two */
    -34, /* part frequency */
    -327, /* part cost */
    -200, /* lost */
    145, /* first */
    56, /* double */
    -185, /* undouble */
    258, /* missing vowel */
    51, /* missing */
    -85, /* extra vowel */
    -138, /* extra */
    -47, /* vowels */
    39, /* consonants */
    -223, /* letters */
    116, /* swap */
    445, /* t for d */
    317, /* d for t */
    465, /* t */
    145, /* d */
    -117, /* no d */
    230, /* s for n */
    -271, /* s */
    -145, /* n */
    143, /* e */
    -153, /* no e */
};
/* clang-format on */

#endif
