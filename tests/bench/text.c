/* text: how fast documents open, count, reflow, split and wrap. A line of TSV a measurement:
 *
 *   what, value, unit, file
 *
 * Files are arguments; without one, 64 MB of running text and one line of it are made in TMPDIR. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "src/text/judge.h"
#include "src/text/paragraph.h"
#include "src/text/token.h"
#include "src/text/wrap.h"

struct bench {
    const char *path;
    struct document *document;
    struct text *text;
    double size; /* MB */
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void tell(const struct bench *bench, const char *what, double value, const char *unit)
{
    printf("%s\t%.3f\t%s\t%s\n", what, value, unit, bench->path);
    fflush(stdout);
}

/* The first paragraph from nothing, the last ones, and places all over the file. */
static void measure_places(struct bench *bench)
{
    struct error error;
    double start = now();
    bench->document = document_open(bench->path, &error);
    if (bench->document == NULL) {
        fprintf(stderr, "%s: %s\n", bench->path, error.msgid);
        exit(2);
    }
    bench->text = text_new(bench->document, &judge_rules);
    text_at(bench->text, 0);
    tell(bench, "open and first paragraph", (now() - start) * 1e3, "ms");
    uint64_t size = document_size(bench->document);
    bench->size = (double)size / 1e6;
    start = now();
    const struct paragraph *at = text_at(bench->text, size - size / 1000 - 1);
    for (int i = 0; i < 40 && at != NULL; i++)
        at = text_before(bench->text, at);
    tell(bench, "end and 40 paragraphs back", (now() - start) * 1e3, "ms");
    double worst = 0;
    uint64_t random = 1;
    for (int i = 0; i < 300; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        start = now();
        text_at(bench->text, (uint64_t)((double)size * (double)(random >> 40) / 16777216.0));
        double took = now() - start;
        worst = took > worst ? took : worst;
    }
    tell(bench, "any place, worst of 300", worst * 1e3, "ms");
}

static void measure_scan(struct bench *bench)
{
    double start = now();
    document_scan(bench->document, UINT64_MAX);
    tell(bench, "document_scan", bench->size / (now() - start), "MB/s");
    uint64_t size = document_size(bench->document);
    start = now();
    for (uint64_t i = 0; i < 1000; i++)
        document_cp_of(bench->document, size / 1000 * (i * 37 % 1000));
    tell(bench, "document_cp_of anywhere", (now() - start) * 1e3, "us");
}

static void measure_text(struct bench *bench)
{
    struct tokens tokens = {0};
    struct rows rows = {0};
    double start = now(), splitting = 0, wrapping = 0;
    uint64_t count = 0, bytes = 0, wrapped = 0;
    for (const struct paragraph *at = text_at(bench->text, 0); at != NULL;
         at = text_next(bench->text, at))
        bytes += at->text.len;
    tell(bench, "text_next", bench->size / (now() - start), "MB/s");
    for (const struct paragraph *at = text_at(bench->text, 0); at != NULL;
         at = text_next(bench->text, at)) {
        start = now();
        tokens_split(&tokens, at->text);
        splitting += now() - start;
        count += tokens.count;
        if (wrapped > 8000000)
            continue;
        start = now();
        rows.count = 0;
        wrap_rows(&rows, at->text, 76, 0, 0, wrap_width_plain);
        wrapping += now() - start;
        wrapped += at->text.len;
    }
    tell(bench, "tokens_split", (double)count / 1e6 / splitting, "M tokens/s");
    tell(bench, "tokens_split", (double)bytes / 1e6 / splitting, "MB/s");
    tell(bench, "wrap_rows", (double)wrapped / 1e6 / wrapping, "MB/s");
    tokens_done(&tokens);
    rows_done(&rows);
}

static void measure(const char *path)
{
    struct bench bench = {.path = path};
    measure_places(&bench);
    measure_scan(&bench);
    measure_text(&bench);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    tell(&bench, "most memory so far", (double)usage.ru_maxrss / 1024, "MB");
    text_free(bench.text);
    document_free(bench.document);
}

/* Words of a few letters by a Zipf-like law, in sentences and paragraphs, or all on one line. */
static char *make_file(size_t size, bool one_line)
{
    static const char *const words[] = {
        "de",         "van",     "het",         "een",
        "en",         "in",      "is",          "dat",
        "op",         "te",      "voor",        "met",
        "die",        "zijn",    "aan",         "niet",
        "worden",     "door",    "regering",    "lidstaten",
        "besluit",    "artikel", "bij",         "maatregelen",
        "Raad",       "EU",      "coördinatie", "niet-statelijke",
        "19/06/2017", "foto's",  "tot",         "veiligheid",
    };
    const char *dir = getenv("TMPDIR");
    struct buf path = {0}, text = {0};
    buf_printf(&path, "%s/leeszaal-bench-XXXXXX", dir != NULL ? dir : "/tmp");
    char *name = buf_take(&path);
    int fd = name != NULL ? mkstemp(name) : -1;
    uint64_t random = 42;
    size_t done = 0;
    for (unsigned i = 1; fd >= 0 && done < size; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        unsigned pick = (unsigned)(random >> 33) % 32 * ((unsigned)(random >> 45) % 32) / 32;
        buf_add_string(&text, words[pick]);
        buf_add_string(&text, i % 120 == 0 && !one_line ? ".\n" : i % 17 == 0 ? ". De " : " ");
        if (text.len < 1 << 16)
            continue;
        if (write(fd, text.at, text.len) != (ssize_t)text.len)
            exit(2);
        done += text.len;
        buf_cut(&text, 0);
    }
    if (fd < 0)
        exit(2);
    close(fd);
    buf_done(&text);
    return name;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        measure(argv[i]);
    for (int one_line = 0; argc < 2 && one_line < 2; one_line++) {
        char *path = make_file(64u << 20, one_line != 0);
        measure(path);
        unlink(path);
        free(path);
    }
    return 0;
}
