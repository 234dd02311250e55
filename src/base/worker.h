/* worker: jobs done behind the loop. A pool of threads takes jobs, newest first; each result is
 * handed back, by the main thread's own call, after a wake-up byte on a file descriptor that poll()
 * can wait on. A job owns its input or holds an immutable one; nobody but the main thread changes
 * the app. */
#ifndef LEESZAAL_BASE_WORKER_H
#define LEESZAAL_BASE_WORKER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "src/base/error.h"

/* One piece of work. Embedded at the start of the caller's own struct. */
struct job {
    void (*run)(
        struct job *job); /* in a worker thread; should look at job_cancelled() now and then */
    void (*deliver)(struct job *job,
                    void *context); /* in the main thread, cancelled or not; frees the job */
    uint64_t generation; /* the caller's: a result whose generation is old is dropped in deliver */
    atomic_bool cancel;
    struct job *next; /* of the pool */
};

struct worker;

/* `threads` workers with one queue. NULL and an error when threads or descriptors are out. */
struct worker *worker_new(unsigned threads, struct error *error);
/* Cancels what is queued and running, waits for the running, delivers all with context, what
 * deliveries add too, frees. NULL is fine. */
void worker_free(struct worker *worker, void *context);
/* Takes the job. The newest job runs first. */
void worker_add(struct worker *worker, struct job *job);
/* Readable when something waits to be delivered. */
int worker_fd(const struct worker *worker);
/* Delivers what is done; the number delivered. */
unsigned worker_deliver(struct worker *worker, void *context);
/* Jobs queued or running: for the status line. */
unsigned worker_busy(const struct worker *worker);
void job_cancel(struct job *job);
bool job_cancelled(const struct job *job);
/* A running job calls this to have the main loop wake up and look (progress counters); thread-safe.
 */
void worker_wake(struct worker *worker);

#endif
