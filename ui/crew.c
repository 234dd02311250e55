#include <config.h>

#include "ui/crew.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "src/base/bytes.h"

struct seat {
    void *result;
    bool done;
};

struct room {
    const struct crew *crew;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct seat *seats; /* a ring of `window` results */
    size_t window;
    size_t next;  /* the piece that nobody has begun */
    size_t taken; /* the piece whose result is taken next */
    bool stop;
};

static void run_alone(const struct crew *crew)
{
    for (size_t i = 0; i < crew->count; i++)
        if (!crew->take(crew->taker, i, crew->work(crew->context, i)))
            break;
}

static bool claim(struct room *room, size_t *number)
{
    while (!room->stop && room->next < room->crew->count &&
           room->next >= room->taken + room->window)
        pthread_cond_wait(&room->changed, &room->lock);
    if (room->stop || room->next >= room->crew->count)
        return false;
    *number = room->next++;
    return true;
}

static void *work(void *argument)
{
    struct room *room = argument;
    size_t number;
    pthread_mutex_lock(&room->lock);
    while (claim(room, &number)) {
        pthread_mutex_unlock(&room->lock);
        void *result = room->crew->work(room->crew->context, number);
        pthread_mutex_lock(&room->lock);
        room->seats[number % room->window] = (struct seat){result, true};
        pthread_cond_broadcast(&room->changed);
    }
    pthread_mutex_unlock(&room->lock);
    return NULL;
}

/* The lock is held but while a result is taken. */
static void take_all(struct room *room)
{
    const struct crew *crew = room->crew;
    while (room->taken < crew->count && !room->stop) {
        struct seat *seat = &room->seats[room->taken % room->window];
        while (!seat->done)
            pthread_cond_wait(&room->changed, &room->lock);
        void *result = seat->result;
        *seat = (struct seat){NULL, false};
        pthread_mutex_unlock(&room->lock);
        bool goes_on = crew->take(crew->taker, room->taken, result);
        pthread_mutex_lock(&room->lock);
        room->taken++;
        room->stop = !goes_on;
        pthread_cond_broadcast(&room->changed);
    }
}

static unsigned start_threads(struct room *room, pthread_t *threads, unsigned wanted)
{
    unsigned started = 0;
    sigset_t all, before;
    sigfillset(&all); /* signals belong to the main thread */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (started < wanted && pthread_create(&threads[started], NULL, work, room) == 0)
        started++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

/* False when not even one thread could be had, and nothing is done. */
static bool run_together(struct room *room, pthread_t *threads, unsigned wanted)
{
    pthread_mutex_init(&room->lock, NULL);
    pthread_cond_init(&room->changed, NULL);
    pthread_mutex_lock(&room->lock);
    unsigned started = start_threads(room, threads, wanted);
    if (started > 0)
        take_all(room);
    room->stop = true;
    pthread_cond_broadcast(&room->changed);
    pthread_mutex_unlock(&room->lock);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 0; i < room->window; i++)
        if (room->seats[i].done)
            room->crew->drop(room->seats[i].result);
    pthread_cond_destroy(&room->changed);
    pthread_mutex_destroy(&room->lock);
    return started > 0;
}

void crew_run(const struct crew *crew)
{
    unsigned wanted = crew->threads < crew->count ? crew->threads : (unsigned)crew->count;
    size_t ahead = crew->ahead != 0 ? crew->ahead : 1;
    struct room room = {.crew = crew, .window = wanted * ahead};
    pthread_t *threads = wanted > 1 ? array_new(wanted, sizeof *threads) : NULL;
    room.seats = wanted > 1 ? array_new(room.window, sizeof *room.seats) : NULL;
    if (threads == NULL || room.seats == NULL || !run_together(&room, threads, wanted))
        run_alone(crew);
    free(room.seats);
    free(threads);
}
