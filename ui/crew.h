/* crew: numbered pieces of work done by several threads, their results taken in order. Threads run
 * only a little ahead of what has been taken, so that memory stays bounded. */
#ifndef LEESZAAL_UI_CREW_H
#define LEESZAAL_UI_CREW_H

#include <stdbool.h>
#include <stddef.h>

struct crew {
    size_t count;     /* of the pieces: 0 to count - 1 */
    unsigned threads; /* with one, all is done in the caller's */
    size_t ahead;     /* pieces a thread may be ahead; 0 is taken as 1 */
    /* In a thread: does piece `number`; the result, NULL when memory is out. */
    void *(*work)(const void *context, size_t number);
    /* In the caller's thread, in order: takes the result. False ends it all. */
    bool (*take)(void *taker, size_t number, void *result);
    /* Frees a result that is never taken; NULL is fine. */
    void (*drop)(void *result);
    const void *context; /* shared by the threads */
    void *taker;
};

void crew_run(const struct crew *crew);

#endif
