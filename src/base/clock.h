/* clock: time that passes, whatever is done to the date. */
#ifndef LEESZAAL_BASE_CLOCK_H
#define LEESZAAL_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds of CLOCK_MONOTONIC. */
int64_t clock_ms(void);

#endif
