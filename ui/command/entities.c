/* entities: the people, bodies, places, dates and references of documents. */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "src/language/entity_cache.h"
#include "ui/command.h"
#include "ui/entity_print.h"
#include "ui/fanout.h"
#include "ui/message.h"
#include "ui/token_file.h"

/* What the command can print, by the name that --format gives it. */
struct form {
    const char *name;
    bool is_table;  /* else plain text */
    bool is_single; /* one document only: its ids would come twice */
    bool (*print)(struct output *rows, struct text *text, const struct entities *entities);
};
// clang-format off
static const struct form forms[] = {
    {"tsv",   true,  false, entity_print_rows},
    {"jsonl", true,  false, entity_print_rows},
    {"conll", false, false, entity_print_conll},
    {"ann",   false, true,  entity_print_ann},
};
// clang-format on

/* Shared by the threads, and only read. */
struct search {
    const struct recognizer *recognizer;
    const struct judge *judge;
    const struct form *form;
    bool cached; /* what was found in large documents is kept */
};

static bool find_in_document(void *seat, struct document *document, struct output *rows,
                             struct error *error)
{
    const struct search *search = seat;
    struct text *text = text_new(document, search->judge);
    if (text == NULL)
        return error_memory(error);
    struct entities *entities =
        search->cached
            ? entities_find_cached(search->recognizer, text, search->judge, NULL, NULL, error)
            : entities_find(search->recognizer, text, NULL, NULL, error);
    bool ok = entities != NULL;
    if (ok && !search->form->print(rows, text, entities))
        ok = error_memory(error);
    entities_free(entities);
    text_free(text);
    return ok;
}

static int find_in_all(const struct options *options, const struct recognizer *recognizer,
                       const struct form *form, struct output *output)
{
    struct inputs inputs;
    struct error error = {0};
    unsigned jobs;
    if (!inputs_jobs(options, &jobs, &error) || !inputs_open(&inputs, options, 0, &error))
        return command_fail(&error);
    struct search search = {recognizer, &inputs.judge.judge, form,
                            !options_has(options, "no-cache")};
    struct fanout fanout = {.work = find_in_document, .context = &search};
    int code;
    if (form->is_single && inputs_count(&inputs) > 1) {
        error_set(&error, ERROR_USAGE,
                  N_("--format={subject} takes one document at a time: name just one."),
                  form->name);
        code = command_fail(&error);
    } else {
        code = fanout_run(&fanout, &inputs, jobs, output);
    }
    inputs_close(&inputs);
    return code;
}

/* The root of the first PATH, whose .leeszaal/names counts: the folder, or a file's folder; NULL
 * for standard input. */
static char *corpus_folder(const struct options *options)
{
    struct stat status;
    const char *path = options->arg_count != 0 ? options->args[0] : "-";
    if (stat(path, &status) != 0)
        return NULL;
    if (S_ISDIR(status.st_mode))
        return bytes_copy(span_of(path));
    const char *slash = strrchr(path, '/');
    return slash != NULL ? bytes_copy((struct span){path, (size_t)(slash - path) + 1})
                         : bytes_copy(span_of("."));
}

static int search_all(const struct options *options, const struct form *form, struct output *output)
{
    struct error error = {0};
    struct recognizer_warnings warnings;
    char *folder = corpus_folder(options);
    struct recognizer *recognizer = recognizer_new("nl", folder, &warnings);
    free(folder);
    if (recognizer == NULL) {
        error_memory(&error);
        return command_fail(&error);
    }
    if (warnings.names.kind != ERROR_NONE) /* the work goes on without */
        message_say_error(&warnings.names);
    if (warnings.model.kind != ERROR_NONE)
        message_say_error(&warnings.model);
    const char *tokens = options_get(options, "tokens", NULL);
    int code;
    if (tokens == NULL)
        code = find_in_all(options, recognizer, form, output);
    else
        code =
            token_file_tag(recognizer, tokens, output, &error) ? EXIT_DONE : command_fail(&error);
    recognizer_free(recognizer);
    return code;
}

/* output_begin() knows tables and plain text; which of them the form is, it is told here. */
static bool begin_output(struct output *output, const struct options *options,
                         const struct form *form, struct error *error)
{
    bool tokens = options_has(options, "tokens");
    if (!tokens && (form == NULL || form->is_table))
        return output_begin(output, options, entity_columns, entity_column_count, error);
    struct options others = *options;
    others.values = array_new(options->count, sizeof *others.values);
    if (others.values == NULL)
        return error_memory(error);
    others.count = 0;
    for (size_t i = 0; i < options->count; i++)
        if (strcmp(options->values[i].row->name, "format") != 0)
            others.values[others.count++] = options->values[i];
    bool ok = output_begin(output, &others, NULL, 0, error);
    free(others.values);
    return ok;
}

static int entities_run(const struct options *options)
{
    const char *format = options_get(options, "format", "tsv");
    const struct form *form = NULL; /* an unknown one is told by output_begin() */
    struct output output;
    struct error error = {0};
    for (size_t i = 0; i < ARRAY_LEN(forms); i++)
        if (strcmp(forms[i].name, format) == 0)
            form = &forms[i];
    if (!begin_output(&output, options, form, &error))
        return command_fail(&error);
    int code = search_all(options, form, &output);
    if (!output_end(&output, &error)) {
        int failed = command_fail(&error);
        code = failed > code ? failed : code;
    }
    return code;
}

static const struct option_row rows[] = {
    {"tokens", '\0', "FILE", N_("tag the names in FILE (-: standard input), one token a line")},
};

const struct command command_entities = {
    .name = "entities",
    .arguments = "PATH…",
    .help = N_("list the people, bodies, places, dates and references"),
    .options = rows,
    .option_count = ARRAY_LEN(rows),
    .run = entities_run,
};
