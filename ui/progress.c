#include <config.h>

#include "ui/progress.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/bytes.h"
#include "src/base/clock.h"

/* A command that is done sooner needs none; ms. */
#define FIRST_MS 500
#define EACH_MS 200

struct progress {
    uint64_t total;
    atomic_uint_fast64_t done;
    atomic_int_fast64_t next; /* ms; when it is shown again */
    pthread_mutex_t lock;     /* of what is on the screen */
    bool shown;
};

struct progress *progress_new(const struct options *options, uint64_t total)
{
    const char *when = options_get(options, "progress", "auto");
    bool always = strcmp(when, "always") == 0;
    if (strcmp(when, "never") == 0 || total == 0 || (!always && !isatty(STDERR_FILENO)))
        return NULL;
    struct progress *progress = array_new(1, sizeof *progress);
    if (progress == NULL)
        return NULL; /* it is only for show */
    progress->total = total;
    pthread_mutex_init(&progress->lock, NULL);
    atomic_store(&progress->next, clock_ms() + (always ? 0 : FIRST_MS));
    return progress;
}

void progress_add(struct progress *progress, uint64_t amount)
{
    if (progress == NULL)
        return;
    uint64_t done = atomic_fetch_add(&progress->done, amount) + amount;
    int64_t now = clock_ms(), next = atomic_load(&progress->next);
    /* Of the threads that come at the time, one shows it. */
    if (now < next || !atomic_compare_exchange_strong(&progress->next, &next, now + EACH_MS))
        return;
    double share = done < progress->total ? (double)done / (double)progress->total : 1;
    pthread_mutex_lock(&progress->lock);
    fprintf(stderr, "\r%3.0f %%", 100 * share);
    progress->shown = true;
    pthread_mutex_unlock(&progress->lock);
}

void progress_wipe(struct progress *progress)
{
    if (progress == NULL)
        return;
    pthread_mutex_lock(&progress->lock);
    if (progress->shown)
        fputs("\r      \r", stderr);
    progress->shown = false;
    pthread_mutex_unlock(&progress->lock);
}

void progress_free(struct progress *progress)
{
    if (progress == NULL)
        return;
    progress_wipe(progress);
    pthread_mutex_destroy(&progress->lock);
    free(progress);
}
