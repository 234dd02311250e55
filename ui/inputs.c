#include <config.h>

#include "ui/inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/config.h"
#include "src/base/file.h"
#include "src/base/place.h"
#include "ui/command.h"
#include "ui/message.h"

#define JOBS_MOST 256

/* ---- standard input ---- */

/* A file without a name: nothing is left behind whatever happens. */
static int nameless_file(void)
{
    const char *dir = getenv("TMPDIR");
    char *path = file_join(dir != NULL && *dir == '/' ? dir : "/tmp", "leeszaal-XXXXXX");
    if (path == NULL)
        return -1;
    int fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        unlink(path);
    free(path);
    return fd;
}

static bool spool(int from, int to)
{
    char block[65536];
    for (;;) {
        ssize_t got = read(from, block, sizeof block);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            return true;
        if (!file_write_all(to, block, (size_t)got))
            return false;
    }
}

static bool standard_open(struct inputs *inputs, struct error *error)
{
    inputs->standard = nameless_file();
    if (inputs->standard >= 0 && spool(STDIN_FILENO, inputs->standard))
        return true;
    return error_set_code(error, ERROR_INPUT, N_("Standard input can't be kept: {reason}."), NULL,
                          errno);
}

/* ---- the list ---- */

static void say_problem(const struct error *error, void *context)
{
    struct inputs *inputs = context;
    message_say_error(error);
    inputs->code = EXIT_USAGE;
}

static bool take_options(struct inputs *inputs, const struct options *options, struct error *error)
{
    const char *language = options_get(options, "lang", "nl");
    if (strcmp(language, "nl") != 0)
        return error_set(error, ERROR_USAGE,
                         N_("--lang={subject}: there is no data for that language, only for nl."),
                         language);
    return options_encoding(options, &inputs->encoding, error);
}

static void say_empty(const struct inputs *inputs, const char *path)
{
    struct buf sentence = {0};
    if (inputs->code != EXIT_DONE || inputs->corpus->count > 0)
        return;
    message_format(
        &sentence,
        _("There are no documents in {subject}: put text files there, or name another folder."),
        path, 0);
    if (buf_ok(&sentence))
        message_say(sentence.at);
    buf_done(&sentence);
}

/* The folder that the configuration names. Its other lines, right or wrong, are no matter here. */
static void take_corpus(const struct config_line *line, void *context)
{
    char **corpus = context;
    if (line->section.len != 0 || !span_equal(line->key, span_of("corpus")) || line->value.len == 0)
        return;
    free(*corpus);
    *corpus = bytes_copy(line->value);
}

static void pass_problem(const struct error *error, void *context)
{
}

static char *configured_corpus(void)
{
    char *corpus = NULL, *path = place_path(PLACE_CONFIG, "config", NULL);
    struct config_reader reader = {take_corpus, pass_problem, &corpus};
    if (path != NULL)
        config_load(path, &reader, NULL);
    free(path);
    return corpus;
}

static bool scan(struct inputs *inputs, const struct options *options, const char *const *paths,
                 size_t count, struct error *error)
{
    for (size_t i = 0; i < count && inputs->standard < 0; i++)
        if (strcmp(paths[i], "-") == 0 && !standard_open(inputs, error))
            return false;
    inputs->corpus = corpus_scan(paths, count, options_get(options, "glob", NULL), NULL,
                                 say_problem, inputs, error);
    if (inputs->corpus == NULL)
        return false;
    say_empty(inputs, paths[0]);
    struct error no_words;
    if (!judge_words_load(&inputs->judge, &no_words))
        message_say_error(&no_words); /* it judges by its rules alone */
    return true;
}

bool inputs_open(struct inputs *inputs, const struct options *options, size_t first,
                 struct error *error)
{
    *inputs = (struct inputs){.standard = -1};
    if (!take_options(inputs, options, error))
        return false;
    char *configured = options->arg_count <= first ? configured_corpus() : NULL;
    const char *only[] = {configured};
    bool given = options->arg_count > first;
    bool ok = given || configured != NULL;
    if (!ok)
        error_set(error, ERROR_USAGE,
                  N_("Nothing to read was named: give a folder, a file, or - for standard input."),
                  NULL);
    else if (given)
        ok = scan(inputs, options, options->args + first, options->arg_count - first, error);
    else
        ok = scan(inputs, options, only, 1, error);
    free(configured);
    if (!ok)
        inputs_close(inputs);
    return ok;
}

void inputs_close(struct inputs *inputs)
{
    if (inputs->corpus != NULL)
        judge_words_done(&inputs->judge);
    corpus_free(inputs->corpus);
    if (inputs->standard >= 0)
        close(inputs->standard);
    *inputs = (struct inputs){.standard = -1};
}

size_t inputs_count(const struct inputs *inputs)
{
    return inputs->corpus->count;
}

const char *inputs_path(const struct inputs *inputs, size_t number)
{
    return inputs->corpus->entries[number].path;
}

struct document *inputs_document(const struct inputs *inputs, size_t number, struct error *error)
{
    const char *path = inputs_path(inputs, number);
    if (strcmp(path, "-") != 0)
        return document_open_as(path, inputs->encoding, error);
    int fd = fcntl(inputs->standard, F_DUPFD_CLOEXEC, 0);
    if (fd < 0) {
        error_set_code(error, ERROR_INPUT, N_("Standard input can't be kept: {reason}."), NULL,
                       errno);
        return NULL;
    }
    struct document *document = document_open_fd(fd, path, error);
    document_read_as(document, inputs->encoding);
    return document;
}

bool inputs_was_found(const struct inputs *inputs, size_t number)
{
    return !corpus_is_named(inputs->corpus, number);
}

bool inputs_jobs(const struct options *options, unsigned *jobs, struct error *error)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    uint64_t number = processors > 0 ? (uint64_t)processors : 1;
    if (number > JOBS_MOST)
        number = JOBS_MOST;
    if (!options_number(options, "jobs", 1, JOBS_MOST, &number, error))
        return false;
    *jobs = (unsigned)number;
    return true;
}
