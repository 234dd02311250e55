#include <config.h>

#include "ui/fanout.h"

#include <stdlib.h>

#include "ui/command.h"
#include "ui/crew.h"

/* Documents a thread may be ahead of what has been printed. */
#define AHEAD 8

/* What the threads share, and where the main one puts it. */
struct run {
    const struct fanout *fanout;
    const struct inputs *inputs;
    struct output *output;
    int code;
};

/* Of one document. */
struct result {
    struct output rows;
    struct error error; /* ERROR_NONE when all went well */
};

static void work_one(const struct run *run, size_t number, struct output *rows, struct error *error)
{
    *error = (struct error){0};
    struct document *document = inputs_document(run->inputs, number, error);
    if (document == NULL)
        return;
    if (!document_is_binary(document) || run->fanout->takes_binary)
        run->fanout->work((void *)run->fanout->context, document, rows, error);
    else if (!inputs_was_found(run->inputs, number))
        error_set(error, ERROR_INPUT, N_("{subject} is not text; only text can be read."),
                  inputs_path(run->inputs, number));
    document_free(document);
}

static void *work(const void *context, size_t number)
{
    const struct run *run = context;
    struct result *result = array_new(1, sizeof *result);
    if (result == NULL)
        return NULL;
    output_part(&result->rows, run->output);
    work_one(run, number, &result->rows, &result->error);
    return result;
}

static void drop(void *taken)
{
    struct result *result = taken;
    if (result != NULL)
        output_cancel(&result->rows);
    free(result);
}

static void say(struct run *run, const struct error *error)
{
    if (error->kind != ERROR_NONE)
        progress_wipe(run->fanout->progress);
    int code = command_fail(error);
    run->code = code > run->code ? code : run->code;
}

/* Rows may go to the same terminal as the progress. */
static bool flush(struct run *run)
{
    progress_wipe(run->fanout->progress);
    return output_flush(run->output);
}

static bool take(void *taker, size_t number, void *taken)
{
    struct run *run = taker;
    struct result *result = taken;
    if (result == NULL) {
        struct error error;
        error_memory(&error);
        say(run, &error);
        return true;
    }
    output_join(run->output, &result->rows);
    say(run, &result->error);
    drop(result);
    return flush(run);
}

/* One thread: rows go out as they are found, however many one document has. */
static void run_alone(struct run *run)
{
    for (size_t i = 0; i < inputs_count(run->inputs); i++) {
        struct error error;
        work_one(run, i, run->output, &error);
        say(run, &error);
        if (!flush(run))
            break;
    }
}

int fanout_run(const struct fanout *fanout, const struct inputs *inputs, unsigned jobs,
               struct output *output)
{
    struct run run = {fanout, inputs, output, inputs->code};
    struct crew crew = {.count = inputs_count(inputs),
                        .threads = jobs,
                        .ahead = AHEAD,
                        .work = work,
                        .take = take,
                        .drop = drop,
                        .context = &run,
                        .taker = &run};
    if (jobs == 1 || crew.count <= 1)
        run_alone(&run);
    else
        crew_run(&crew);
    return run.code;
}
