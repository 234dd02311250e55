/* entities: how fast the language data loads and entities are found, from bytes to mentions, on one
 * core. A line of TSV a measurement:
 *
 *   what, value, unit, file
 *
 * Files are arguments; without one, the sample corpus, a hundred times over. */
#include <config.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "src/base/file.h"
#include "src/base/place.h"
#include "src/language/entity.h"
#include "src/text/token.h"

#define SAMPLE_TIMES 100

/* Seconds of one core. */
static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time); /* others may be busy too */
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void tell(const char *what, double value, const char *unit, const char *file)
{
    printf("%s\t%.3f\t%s\t%s\n", what, value, unit, file);
    fflush(stdout);
}

static void give_up(const struct error *error)
{
    fprintf(stderr, "%s: %s\n", error->subject, error->msgid);
    exit(2);
}

static uint64_t count_tokens(struct text *text)
{
    struct tokens tokens = {0};
    uint64_t count = 0;
    for (const struct paragraph *at = text_at(text, 0); at != NULL; at = text_next(text, at))
        if (tokens_split(&tokens, at->text))
            count += tokens.count;
    tokens_done(&tokens);
    return count;
}

static void measure(const struct recognizer *recognizer, struct document *document)
{
    struct error error = {0};
    struct text *text = text_new(document, &judge_rules);
    double start = now();
    struct entities *entities =
        text != NULL ? entities_find(recognizer, text, NULL, NULL, &error) : NULL;
    double took = now() - start;
    if (entities == NULL)
        give_up(&error);
    const char *path = document_path(document);
    tell("entities_find", (double)count_tokens(text) / 1e6 / took, "M tokens/s", path);
    tell("mentions", (double)entities->mention_count, "", path);
    tell("entities", (double)entities->entity_count, "", path);
    entities_free(entities);
    text_free(text);
}

/* The documents of the sample corpus, one behind the other. */
static void read_sample(struct buf *into)
{
    struct error error = {0};
    char *folder = place_shipped(SHIPPED_CORPUS, NULL, &error);
    DIR *dir = folder != NULL ? opendir(folder) : NULL;
    if (dir == NULL)
        give_up(&error);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        char *path = file_join(folder, entry->d_name);
        if (path != NULL && span_ends(span_of(path), ".txt"))
            file_read(path, 1u << 24, into, NULL);
        buf_add_string(into, "\n\n");
        free(path);
    }
    closedir(dir);
    free(folder);
}

static void measure_sample(const struct recognizer *recognizer)
{
    struct buf once = {0}, all = {0};
    read_sample(&once);
    for (int i = 0; i < SAMPLE_TIMES; i++)
        buf_add_span(&all, buf_span(&once));
    struct document *document = document_of(buf_span(&all), "sample corpus");
    if (document != NULL)
        measure(recognizer, document);
    document_free(document);
    buf_done(&once);
    buf_done(&all);
}

int main(int argc, char **argv)
{
    struct error error = {0};
    double start = now();
    struct recognizer_warnings warnings;
    struct recognizer *recognizer = recognizer_new("nl", NULL, &warnings);
    if (recognizer == NULL || warnings.model.kind != ERROR_NONE)
        give_up(&warnings.model);
    tell("recognizer_new", (now() - start) * 1e3, "ms", "");
    for (int i = 1; i < argc; i++) {
        struct document *document = document_open(argv[i], &error);
        if (document == NULL)
            give_up(&error);
        measure(recognizer, document);
        document_free(document);
    }
    if (argc < 2)
        measure_sample(recognizer);
    recognizer_free(recognizer);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    tell("most memory", (double)usage.ru_maxrss / 1024, "MB", "");
    return 0;
}
