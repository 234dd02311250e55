#include <config.h>

#include "src/base/worker.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include "src/base/bytes.h"

#define WORKER_NICE 10

struct worker {
    pthread_mutex_t lock;
    pthread_cond_t work;
    struct job *queue; /* newest first */
    struct job *done, **done_end;
    struct job **running; /* one slot a thread, for cancelling at the end */
    unsigned busy;
    bool stop;
    int fd;
    unsigned started;
    pthread_t *threads;
};

void worker_wake(struct worker *worker)
{
    uint64_t one = 1;
    ssize_t written = write(worker->fd, &one, sizeof one);
    (void)written; /* the counter is full: the loop is awake anyway */
}

struct seat {
    struct worker *worker;
    unsigned number;
};

/* Work gives way to the keys. */
static void step_back(void)
{
#ifdef __linux__
    setpriority(PRIO_PROCESS, 0, WORKER_NICE); /* there: this thread alone */
#endif
}

static void *work(void *argument)
{
    struct seat seat = *(struct seat *)argument;
    struct worker *worker = seat.worker;
    free(argument);
    step_back();
    pthread_mutex_lock(&worker->lock);
    for (;;) {
        while (worker->queue == NULL && !worker->stop)
            pthread_cond_wait(&worker->work, &worker->lock);
        if (worker->stop)
            break;
        struct job *job = worker->queue;
        worker->queue = job->next;
        worker->running[seat.number] = job;
        pthread_mutex_unlock(&worker->lock);
        if (!job_cancelled(job))
            job->run(job);
        pthread_mutex_lock(&worker->lock);
        worker->running[seat.number] = NULL;
        job->next = NULL;
        *worker->done_end = job;
        worker->done_end = &job->next;
        worker->busy--;
        worker_wake(worker);
    }
    pthread_mutex_unlock(&worker->lock);
    return NULL;
}

static bool start(struct worker *worker)
{
    struct seat *seat = array_new(1, sizeof *seat);
    if (seat == NULL)
        return false;
    *seat = (struct seat){worker, worker->started};
    /* Signals belong to the main thread and its pipe. */
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int code = pthread_create(&worker->threads[worker->started], NULL, work, seat);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (code != 0) {
        free(seat);
        return false;
    }
    worker->started++;
    return true;
}

struct worker *worker_new(unsigned threads, struct error *error)
{
    struct worker *worker = array_new(1, sizeof *worker);
    if (worker == NULL) {
        error_memory(error);
        return NULL;
    }
    pthread_mutex_init(&worker->lock, NULL);
    pthread_cond_init(&worker->work, NULL);
    worker->done_end = &worker->done;
    worker->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    worker->threads = array_new(threads, sizeof *worker->threads);
    worker->running = array_new(threads, sizeof(struct job *));
    if (worker->fd >= 0 && worker->threads != NULL && worker->running != NULL)
        while (worker->started < threads && start(worker))
            ;
    if (worker->started == 0) {
        error_set_code(error, ERROR_MEMORY, N_("No background work is possible: {reason}."), NULL,
                       errno);
        worker_free(worker, NULL);
        return NULL;
    }
    return worker;
}

unsigned worker_deliver(struct worker *worker, void *context)
{
    uint64_t count;
    ssize_t got = read(worker->fd, &count, sizeof count);
    (void)got;
    pthread_mutex_lock(&worker->lock);
    struct job *done = worker->done;
    worker->done = NULL;
    worker->done_end = &worker->done;
    pthread_mutex_unlock(&worker->lock);
    unsigned delivered = 0;
    while (done != NULL) {
        struct job *next = done->next;
        done->deliver(done, context);
        delivered++;
        done = next;
    }
    return delivered;
}

/* Moves what never ran to the done list, cancelled. */
static void cancel_all(struct worker *worker)
{
    for (unsigned i = 0; i < worker->started; i++)
        if (worker->running[i] != NULL)
            job_cancel(worker->running[i]);
    while (worker->queue != NULL) {
        struct job *job = worker->queue;
        worker->queue = job->next;
        job_cancel(job);
        job->next = NULL;
        *worker->done_end = job;
        worker->done_end = &job->next;
        worker->busy--;
    }
}

void worker_free(struct worker *worker, void *context)
{
    if (worker == NULL)
        return;
    pthread_mutex_lock(&worker->lock);
    worker->stop = true;
    cancel_all(worker);
    pthread_cond_broadcast(&worker->work);
    pthread_mutex_unlock(&worker->lock);
    for (unsigned i = 0; i < worker->started; i++)
        pthread_join(worker->threads[i], NULL);
    if (worker->fd >= 0) {
        while (worker_deliver(worker, context) > 0)
            cancel_all(worker); /* what a delivery has added */
        close(worker->fd);
    }
    pthread_cond_destroy(&worker->work);
    pthread_mutex_destroy(&worker->lock);
    free(worker->threads);
    free(worker->running);
    free(worker);
}

void worker_add(struct worker *worker, struct job *job)
{
    pthread_mutex_lock(&worker->lock);
    job->next = worker->queue;
    worker->queue = job;
    worker->busy++;
    pthread_cond_signal(&worker->work);
    pthread_mutex_unlock(&worker->lock);
}

int worker_fd(const struct worker *worker)
{
    return worker->fd;
}

unsigned worker_busy(const struct worker *worker)
{
    struct worker *unlocked =
        (struct worker *)worker; /* the lock is not part of what const promises */
    pthread_mutex_lock(&unlocked->lock);
    unsigned busy = worker->busy;
    pthread_mutex_unlock(&unlocked->lock);
    return busy;
}

void job_cancel(struct job *job)
{
    atomic_store(&job->cancel, true);
}

bool job_cancelled(const struct job *job)
{
    return atomic_load(&job->cancel);
}
