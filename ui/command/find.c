/* find: a query in all documents, with its surroundings. */
#include <config.h>

#include "ui/command.h"
#include "ui/command/find_document.h"
#include "ui/fanout.h"

/* Bytes of a stretch of a large file that is one thread's piece of work. */
#define STRETCH ((uint64_t)8 << 20)

static bool find_one(void *context, struct document *document, struct output *rows,
                     struct error *error)
{
    return find_document(context, document, rows, error);
}

static int find_all(const struct options *options, const struct query *query, unsigned jobs,
                    struct output *output)
{
    struct inputs inputs;
    struct error error = {0};
    if (!inputs_open(&inputs, options, 1, &error))
        return command_fail(&error);
    /* One document has all threads; else each thread has its own. */
    struct finder finder = {query, &inputs, inputs_count(&inputs) == 1 ? jobs : 1, STRETCH};
    struct fanout fanout = {.work = find_one, .context = &finder};
    int code = fanout_run(&fanout, &inputs, jobs, output);
    if (query_gave_up(query)) {
        query_gave_up_error(query, &error);
        int failed = command_fail(&error);
        code = failed > code ? failed : code;
    }
    inputs_close(&inputs);
    return code;
}

static bool query_make(const struct options *options, struct query **query, struct error *error)
{
    if (options->arg_count == 0)
        return error_set(error, ERROR_USAGE,
                         N_("What is to be found was not given: leeszaal find QUERY PATH…"), NULL);
    unsigned flags = (options_has(options, "word") ? SEARCH_WORD : 0) |
                     (options_has(options, "regex") ? SEARCH_REGEX : 0) |
                     (options_has(options, "case") ? SEARCH_CASE : 0);
    *query = query_new(span_of(options->args[0]), flags, error);
    return *query != NULL;
}

static int find_run(const struct options *options)
{
    struct output output;
    struct query *query = NULL;
    struct error error = {0};
    unsigned jobs;
    if (command_refuses(options, "variants") || command_refuses(options, "query"))
        return EXIT_USAGE;
    if (!inputs_jobs(options, &jobs, &error) || !query_make(options, &query, &error))
        return command_fail(&error);
    if (!output_begin(&output, options, find_columns, find_column_count, &error)) {
        query_free(query);
        return command_fail(&error);
    }
    int code = find_all(options, query, jobs, &output);
    if (code == EXIT_DONE && output.rows == 0)
        code = EXIT_NOTHING;
    if (!output_end(&output, &error))
        code = command_fail(&error);
    query_free(query);
    return code;
}

static const struct option_row rows[] = {
    {"word", '\0', NULL, N_("whole words only; a hyphen is a border")},
    {"regex", '\0', NULL, N_("QUERY is a PCRE2 pattern; ^ and $ are the ends of a paragraph")},
    {"case", '\0', NULL, N_("capitals and accents count")},
    {"query", '\0', NULL, N_("QUERY is in the query language")},
    {"variants", '\0', NULL, N_("find old and misread spellings too")},
};

const struct command command_find_text = {
    .name = "find",
    .arguments = "QUERY PATH…",
    .help = N_("find a phrase or a pattern, with its context"),
    .options = rows,
    .option_count = ARRAY_LEN(rows),
    .run = find_run,
};
