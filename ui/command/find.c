/* find: a query in all documents, with its surroundings. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/library/search.h"
#include "ui/command.h"
#include "ui/fanout.h"

#define CONTEXT 40 /* code points to the left and to the right (COMMANDS.md) */

static const struct column columns[] = {
    {"path", COLUMN_PATH},   {"start", COLUMN_NUMBER},  {"end", COLUMN_NUMBER},
    {"line", COLUMN_NUMBER}, {"column", COLUMN_NUMBER}, {"left", COLUMN_TEXT},
    {"match", COLUMN_TEXT},  {"right", COLUMN_TEXT},
};

struct finder {
    const struct query *query;
    const struct judge *judge;
};

static bool add_row(struct output *rows, struct text *text, struct hit hit)
{
    struct document *document = text_document(text);
    struct buf left = {0}, match = {0}, right = {0};
    uint64_t start = document_cp_of(document, hit.start);
    uint64_t line = document_line_of(document, hit.start);
    uint64_t begin = document_cp_of(document, document_line_start(document, line));
    bool ok = hit_context(text, hit, CONTEXT, &left, &match, &right);
    output_field(rows, span_of(document_path(document)));
    output_number(rows, start);
    output_number(rows, document_cp_of(document, hit.end));
    output_number(rows, line + 1);
    output_number(rows, start - begin + 1);
    output_field(rows, buf_span(&left));
    output_field(rows, buf_span(&match));
    output_field(rows, buf_span(&right));
    buf_done(&left);
    buf_done(&match);
    buf_done(&right);
    return ok;
}

static bool find_in(const struct finder *finder, struct text *text, struct output *rows)
{
    struct hits hits = {0};
    bool ok = true;
    const struct paragraph *paragraph = text_at(text, 0);
    while (ok && paragraph != NULL) {
        uint64_t start = paragraph->start;
        hits.count = 0;
        ok = query_paragraph(finder->query, text, paragraph, &hits);
        for (size_t i = 0; ok && i < hits.count; i++)
            ok = add_row(rows, text, hits.at[i]);
        /* Rows may have asked for other blocks: the paragraph is taken anew. */
        if (hits.count > 0)
            paragraph = text_at(text, start);
        if (paragraph != NULL)
            paragraph = text_next(text, paragraph);
    }
    hits_done(&hits);
    return ok;
}

static bool find_one(void *seat, struct document *document, struct output *rows,
                     struct error *error)
{
    const struct finder *finder = seat;
    struct text *text = text_new(document, finder->judge);
    bool ok = text != NULL && find_in(finder, text, rows);
    text_free(text);
    return ok || error_memory(error);
}

static int find_all(const struct options *options, const struct query *query, unsigned jobs,
                    struct output *output)
{
    struct inputs inputs;
    struct error error = {0};
    if (!inputs_open(&inputs, options, 1, &error))
        return command_fail(&error);
    struct finder finder = {query, &inputs.judge.judge};
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
    if (!output_begin(&output, options, columns, ARRAY_LEN(columns), &error)) {
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
