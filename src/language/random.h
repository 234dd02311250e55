/* random: numbers that look random and are the same each time (xorshift64, Marsaglia 2003), so that
 * training gives the same bytes. The caller owns the state, which must not be 0. */
#ifndef LEESZAAL_LANGUAGE_RANDOM_H
#define LEESZAAL_LANGUAGE_RANDOM_H

#include <stdint.h>

#define RANDOM_SEED 88172645463325252u

static inline uint32_t random_next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)(*state >> 32);
}

#endif
