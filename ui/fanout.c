#include <config.h>

#include "ui/fanout.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "ui/command.h"

/* Documents a thread may be ahead of what has been printed. */
#define AHEAD 8

struct result {
    struct output rows;
    struct error error; /* ERROR_NONE when all went well */
    bool done;
};

struct crew {
    const struct fanout *fanout;
    const struct inputs *inputs;
    const struct output *output; /* whose form the rows take */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct result *results; /* a ring of `window` */
    size_t window;
    size_t next;  /* the document that nobody has begun */
    size_t taken; /* the document whose rows are printed next */
    bool stop;
    unsigned working;     /* threads that have a seat */
    struct error no_seat; /* why a thread has none */
};

static void work_one(const struct fanout *fanout, const struct inputs *inputs, void *seat,
                     size_t number, struct output *rows, struct error *error)
{
    *error = (struct error){0};
    struct document *document = inputs_document(inputs, number, error);
    if (document == NULL)
        return;
    if (!document_is_binary(document) || fanout->takes_binary)
        fanout->work(seat, document, rows, error);
    else if (!inputs_was_found(inputs, number))
        error_set(error, ERROR_INPUT, N_("{subject} is not text; only text can be read."),
                  inputs_path(inputs, number));
    document_free(document);
}

static void *seat_make(const struct fanout *fanout, struct error *error)
{
    if (fanout->seat_new != NULL)
        return fanout->seat_new(fanout->context, error);
    return (void *)fanout->context; /* the work knows that it is shared */
}

static void seat_drop(const struct fanout *fanout, void *seat)
{
    if (fanout->seat_free != NULL)
        fanout->seat_free(seat);
}

static int worst(int a, int b)
{
    return a > b ? a : b;
}

/* ---- one thread ---- */

static int run_alone(const struct fanout *fanout, const struct inputs *inputs,
                     struct output *output)
{
    struct error error = {0};
    void *seat = seat_make(fanout, &error);
    if (seat == NULL && error.kind != ERROR_NONE)
        return command_fail(&error);
    int code = inputs->code;
    for (size_t i = 0; i < inputs_count(inputs); i++) {
        work_one(fanout, inputs, seat, i, output, &error);
        code = worst(code, command_fail(&error));
        if (!output_flush(output))
            break;
    }
    seat_drop(fanout, seat);
    return code;
}

/* ---- several ---- */

static bool claim(struct crew *crew, size_t *number)
{
    while (!crew->stop && crew->next < inputs_count(crew->inputs) &&
           crew->next >= crew->taken + crew->window)
        pthread_cond_wait(&crew->changed, &crew->lock);
    if (crew->stop || crew->next >= inputs_count(crew->inputs))
        return false;
    *number = crew->next++;
    return true;
}

static void *work(void *argument)
{
    struct crew *crew = argument;
    struct error error = {0};
    void *seat = seat_make(crew->fanout, &error);
    bool seated = seat != NULL || error.kind == ERROR_NONE;
    size_t number;
    pthread_mutex_lock(&crew->lock);
    if (!seated) {
        crew->no_seat = error;
        crew->working--;
        pthread_cond_broadcast(&crew->changed);
    }
    while (seated && claim(crew, &number)) {
        struct result *result = &crew->results[number % crew->window];
        pthread_mutex_unlock(&crew->lock);
        output_part(&result->rows, crew->output);
        work_one(crew->fanout, crew->inputs, seat, number, &result->rows, &result->error);
        pthread_mutex_lock(&crew->lock);
        result->done = true;
        pthread_cond_broadcast(&crew->changed);
    }
    pthread_mutex_unlock(&crew->lock);
    if (seated)
        seat_drop(crew->fanout, seat);
    return NULL;
}

/* Prints what is done, in order; the lock is held but while printing. */
static int take_all(struct crew *crew, struct output *output)
{
    int code = crew->inputs->code;
    while (crew->taken < inputs_count(crew->inputs)) {
        struct result *result = &crew->results[crew->taken % crew->window];
        while (!result->done && crew->working > 0)
            pthread_cond_wait(&crew->changed, &crew->lock);
        if (!result->done)
            return worst(code, command_fail(&crew->no_seat));
        pthread_mutex_unlock(&crew->lock);
        output_join(output, &result->rows);
        code = worst(code, command_fail(&result->error));
        bool goes_on = output_flush(output);
        pthread_mutex_lock(&crew->lock);
        *result = (struct result){0};
        crew->taken++;
        crew->stop = !goes_on;
        pthread_cond_broadcast(&crew->changed);
        if (!goes_on)
            break;
    }
    return code;
}

static unsigned start_threads(struct crew *crew, pthread_t *threads, unsigned jobs)
{
    unsigned started = 0;
    sigset_t all, before;
    sigfillset(&all); /* signals belong to the main thread */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (started < jobs && pthread_create(&threads[started], NULL, work, crew) == 0)
        started++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

int fanout_run(const struct fanout *fanout, const struct inputs *inputs, unsigned jobs,
               struct output *output)
{
    size_t count = inputs_count(inputs);
    jobs = jobs < count ? jobs : (unsigned)count;
    struct crew crew = {
        .fanout = fanout, .inputs = inputs, .output = output, .window = (size_t)jobs * AHEAD};
    pthread_t *threads = jobs > 1 ? array_new(jobs, sizeof *threads) : NULL;
    crew.results = jobs > 1 ? array_new(crew.window, sizeof *crew.results) : NULL;
    int code;
    unsigned started = 0;
    pthread_mutex_init(&crew.lock, NULL);
    pthread_cond_init(&crew.changed, NULL);
    if (threads != NULL && crew.results != NULL) {
        pthread_mutex_lock(&crew.lock);
        started = crew.working = start_threads(&crew, threads, jobs);
        code = started > 0 ? take_all(&crew, output) : EXIT_DONE;
        crew.stop = true;
        pthread_cond_broadcast(&crew.changed);
        pthread_mutex_unlock(&crew.lock);
    }
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 0; started > 0 && i < crew.window; i++)
        output_cancel(&crew.results[i].rows);
    if (started == 0)
        code = run_alone(fanout, inputs, output);
    pthread_cond_destroy(&crew.changed);
    pthread_mutex_destroy(&crew.lock);
    free(crew.results);
    free(threads);
    return code;
}
