/* turns: what tests/bench/turns.c tells of a program's main loop. A turn goes from the return of
 * one poll() to the call of the next. Milliseconds; moments by CLOCK_MONOTONIC, which all processes
 * share. */
#ifndef LEESZAAL_TESTS_BENCH_TURNS_H
#define LEESZAAL_TESTS_BENCH_TURNS_H

/* The environment variable with the number of the descriptor that turns are written to. */
#define TURNS_FD "LEESZAAL_TURNS_FD"

struct turn {
    double begun;  /* poll() returned */
    double shown;  /* the last write to the terminal was done */
    double own;    /* what passed between them, but for waiting until a processor was free */
    double before; /* the same of the longest turn without a key since the last with one */
};

#endif
