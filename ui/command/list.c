/* list: the documents with what their heads tell. */
#include <config.h>

#include <string.h>

#include "src/library/correction.h"
#include "src/library/metadata.h"
#include "src/text/token.h"
#include "ui/command.h"
#include "ui/fanout.h"

static const struct column columns[] = {
    {"path", COLUMN_PATH},    {"title", COLUMN_TEXT},     {"date", COLUMN_TEXT},
    {"source", COLUMN_TEXT},  {"reference", COLUMN_TEXT}, {"encoding", COLUMN_TEXT},
    {"bytes", COLUMN_NUMBER}, {"words", COLUMN_NUMBER},
};

static bool count_words(struct text *text, uint64_t *words)
{
    struct tokens tokens = {0};
    bool ok = true;
    const struct paragraph *paragraph = text_at(text, 0);
    for (; ok && paragraph != NULL; paragraph = text_next(text, paragraph)) {
        ok = tokens_split(&tokens, paragraph->text);
        for (size_t i = 0; ok && i < tokens.count; i++)
            *words += tokens.at[i].kind != TOKEN_PUNCTUATION;
    }
    tokens_done(&tokens);
    return ok;
}

static void add_text(struct output *rows, const char *text)
{
    output_field(rows, span_of(text != NULL ? text : ""));
}

static void add_row(struct output *rows, struct document *document, const struct metadata *metadata)
{
    add_text(rows, document_path(document));
    add_text(rows, metadata->title);
    add_text(rows, metadata->date);
    add_text(rows, metadata->source);
    add_text(rows, metadata->reference);
    add_text(rows, encoding_name(document_encoding(document)));
    output_number(rows, document_size(document));
}

/* What each document is looked at with. */
struct lister {
    const struct judge *judge;
    struct corrections *corrections;
};

static bool list_text(const struct lister *lister, struct document *document, struct output *rows,
                      struct error *error)
{
    struct metadata metadata = {0};
    uint64_t words = 0;
    struct text *text = text_new(document, lister->judge);
    bool ok = text != NULL && metadata_find(&metadata, text) &&
              corrections_apply(lister->corrections, document_path(document), &metadata) &&
              count_words(text, &words);
    document_scan(document, UINT64_MAX);
    if (ok) {
        add_row(rows, document, &metadata);
        output_number(rows, words);
    }
    metadata_done(&metadata);
    text_free(text);
    return ok || error_memory(error);
}

static bool list_one(void *seat, struct document *document, struct output *rows,
                     struct error *error)
{
    const struct lister *lister = seat;
    static const struct metadata nothing;
    if (!document_is_binary(document))
        return list_text(lister, document, rows, error);
    add_row(rows, document, &nothing);
    add_text(rows, NULL);
    return true;
}

static int list_run(const struct options *options)
{
    struct output output;
    struct inputs inputs;
    struct error error = {0};
    unsigned jobs;
    if (!inputs_jobs(options, &jobs, &error) ||
        !output_begin(&output, options, columns, ARRAY_LEN(columns), &error))
        return command_fail(&error);
    if (!inputs_open(&inputs, options, 0, &error)) {
        output_cancel(&output);
        return command_fail(&error);
    }
    struct lister lister = {&inputs.judge.judge, corrections_load()};
    struct fanout fanout = {.work = list_one, .context = &lister, .takes_binary = true};
    int code = lister.corrections != NULL ? fanout_run(&fanout, &inputs, jobs, &output)
                                          : (error_memory(&error), command_fail(&error));
    corrections_free(lister.corrections);
    if (!output_end(&output, &error))
        code = command_fail(&error);
    inputs_close(&inputs);
    return code;
}

const struct command command_list = {
    .name = "list",
    .arguments = "PATH…",
    .help = N_("list documents with title, date, source and number"),
    .run = list_run,
};
