#include <config.h>

#include "ui/options.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/bytes.h"

/* clang-format off */
const struct option_row common_options[] = {
    {"format",   'f',  "FORMAT",            N_("output format, tsv (the default) or jsonl")},
    {"output",   'o',  "FILE",              N_("write to FILE (atomically) instead of standard output")},
    {"force",    '\0', NULL,                N_("replace an existing output file")},
    {"jobs",     'j',  "N",                 N_("use N threads; the output is the same whatever N")},
    {"lang",     '\0', "nl",                N_("language of the texts")},
    {"encoding", '\0', "NAME",              N_("read the files as utf-8, utf-16le, utf-16be or windows-1252")},
    {"glob",     '\0', "PATTERN",           N_("only documents whose name matches PATTERN")},
    {"header",   '\0', NULL,                N_("begin a table with the names of its columns")},
    {"progress", '\0', "auto|never|always", N_("show progress on standard error")},
    {"no-index", '\0', NULL,                N_("do not use the index")},
    {"no-cache", '\0', NULL,                N_("use neither index nor caches")},
    {"help",     '\0', NULL,                N_("show this help")},
    {"version",  '\0', NULL,                N_("show the version")},
};
/* clang-format on */
const size_t common_option_count = ARRAY_LEN(common_options);

static const struct option_row *find_row(const struct option_row *rows, size_t count,
                                         struct span name)
{
    for (size_t i = 0; i < count; i++) {
        if (name.len == 1 && rows[i].letter == name.at[0])
            return &rows[i];
        if (name.len > 1 && span_equal(span_of(rows[i].name), name))
            return &rows[i];
    }
    return NULL;
}

/* Is value one of "a|b|c"? A table without '|' takes anything. */
static bool is_allowed(const char *list, const char *value)
{
    if (strchr(list, '|') == NULL)
        return true;
    struct span rest = span_of(list);
    while (rest.at != NULL)
        if (span_equal(span_cut(&rest, '|'), span_of(value)))
            return true;
    return false;
}

static bool add_value(struct options *options, const struct option_row *row, const char *value,
                      struct error *error)
{
    if (value != NULL && !is_allowed(row->argument, value)) {
        struct buf told = {0};
        buf_printf(&told, "--%s=%s (%s)", row->name, value, row->argument);
        error_set(error, ERROR_USAGE, N_("{subject}: not one of the values this option takes."),
                  buf_ok(&told) ? told.at : row->name);
        buf_done(&told);
        return false;
    }
    if (!array_reserve(&options->values, &options->cap, options->count + 1,
                       sizeof *options->values))
        return error_memory(error);
    options->values[options->count++] = (struct option_value){row, value};
    return true;
}

static bool add_arg(struct options *options, const char *arg, struct error *error)
{
    if (!array_reserve(&options->args, &options->arg_cap, options->arg_count + 1,
                       sizeof *options->args))
        return error_memory(error);
    options->args[options->arg_count++] = arg;
    return true;
}

/* One word that begins with '-'. *next is the word behind it, set to NULL when it was taken as the
 * value. */
static bool parse_option(struct options *options, const struct option_row *rows, size_t row_count,
                         const char *word, const char **next, struct error *error)
{
    bool is_long = word[1] == '-';
    struct span name =
        is_long ? (struct span){word + 2, strcspn(word + 2, "=")} : (struct span){word + 1, 1};
    const char *value = is_long ? (word[2 + name.len] == '=' ? word + 3 + name.len : NULL)
                                : (word[2] != '\0' ? word + 2 : NULL);
    const struct option_row *row = find_row(rows, row_count, name);
    if (row == NULL)
        row = find_row(common_options, common_option_count, name);
    if (row == NULL || (is_long && name.len < 2))
        return error_set(error, ERROR_USAGE,
                         N_("{subject}: this option is not known here; --help lists them."), word);
    if (row->argument == NULL) {
        if (value != NULL)
            return error_set(error, ERROR_USAGE, N_("{subject}: this option takes no value."),
                             word);
        return add_value(options, row, NULL, error);
    }
    if (value == NULL) {
        value = *next;
        *next = NULL;
    }
    if (value == NULL)
        return error_set(error, ERROR_USAGE, N_("{subject}: this option needs a value."), word);
    return add_value(options, row, value, error);
}

bool options_parse(struct options *options, const struct option_row *rows, size_t row_count,
                   int argc, char **argv, struct error *error)
{
    bool only_args = false;
    for (int i = 0; i < argc; i++) {
        const char *word = argv[i];
        if (only_args || word[0] != '-' || word[1] == '\0') {
            if (!add_arg(options, word, error))
                return false;
        } else if (strcmp(word, "--") == 0) {
            only_args = true;
        } else {
            const char *next = i + 1 < argc ? argv[i + 1] : NULL;
            const char *given = next;
            if (!parse_option(options, rows, row_count, word, &next, error))
                return false;
            i += given != next;
        }
    }
    return true;
}

void options_done(struct options *options)
{
    free(options->values);
    free(options->args);
    *options = (struct options){0};
}

static const struct option_value *find_value(const struct options *options, const char *name)
{
    for (size_t i = options->count; i > 0; i--)
        if (strcmp(options->values[i - 1].row->name, name) == 0)
            return &options->values[i - 1];
    return NULL;
}

bool options_has(const struct options *options, const char *name)
{
    return find_value(options, name) != NULL;
}

const char *options_get(const struct options *options, const char *name, const char *fallback)
{
    const struct option_value *value = find_value(options, name);
    return value != NULL && value->value != NULL ? value->value : fallback;
}

bool options_number(const struct options *options, const char *name, uint64_t low, uint64_t high,
                    uint64_t *number, struct error *error)
{
    const char *value = options_get(options, name, NULL);
    uint64_t read;
    if (value == NULL)
        return true;
    if (!span_number(span_of(value), &read) || read < low || read > high) {
        struct buf told = {0};
        buf_printf(&told, "--%s=%s (%llu-%llu)", name, value, (unsigned long long)low,
                   (unsigned long long)high);
        error_set(error, ERROR_USAGE, N_("{subject}: not a number in the range this option takes."),
                  buf_ok(&told) ? told.at : name);
        buf_done(&told);
        return false;
    }
    *number = read;
    return true;
}

bool options_encoding(const struct options *options, enum encoding_choice *choice,
                      struct error *error)
{
    const char *name = options_get(options, "encoding", NULL);
    if (name == NULL || encoding_choice_find(span_of(name), choice))
        return true;
    return error_set(error, ERROR_USAGE,
                     N_("--encoding={subject}: there is no encoding of that name; choose utf-8, "
                        "utf-16le, utf-16be or windows-1252 (latin1)."),
                     name);
}

struct notes_options options_notes(const struct options *options)
{
    const char *crlf = options_get(options, "ann-crlf", "");
    return (struct notes_options){.ann_dir = options_get(options, "ann-dir", NULL),
                                  .crlf = strcmp(crlf, "raw") == 0  ? NOTES_CRLF_RAW
                                          : strcmp(crlf, "lf") == 0 ? NOTES_CRLF_LF
                                                                    : NOTES_CRLF_AUTO};
}
