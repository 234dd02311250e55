/* anchor: passages of a text are looked for again after seeded edits (edits.c). One line of TSV for
 * each edit and class of passage, and totals: anchors; right and wrong among those placed
 * automatically (wrong: elsewhere, or placed at all though gone); copies: placed where the text
 * reads to a letter as it did around the passage, which no program can tell from it; doubt right
 * and wrong; orphan because gone, and orphan though there; milliseconds of a core.
 *
 *     anchor [--count=N] [--seed=N] [--repeat=BYTES] [--wrong] FILE…
 *
 * --repeat makes one long text of a file that is put behind itself; --wrong lists what was placed
 * wrong on standard error. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "src/notes/anchor.h"
#include "src/notes/matchtext.h"
#include "src/notes/quote.h"
#include "src/text/document.h"
#include "src/text/unicode.h"
#include "tests/bench/edits.h"

enum class { CLASS_WORD, CLASS_NAME, CLASS_PHRASE, CLASS_SENTENCE, CLASS_LONG, CLASSES };
static const char *const class_names[] = {"word", "name", "phrase", "sentence", "long"};

struct truth {
    enum class class;
    struct mark mark;   /* code points before */
    struct span exact;  /* of the text before */
    struct quote quote; /* its context */
    size_t start, end;  /* code points after */
    bool gone;
};

struct result {
    size_t right, wrong, copies, doubt_right, doubt_wrong, orphan_right, orphan_wrong;
    double ms;
};

struct options {
    size_t count, repeat, seed;
    bool wrong;
};

/* One text and what is marked in it. */
struct bench {
    const struct options *options;
    struct buf text;
    struct letters before;
    size_t *offs; /* byte of each code point of the text before, and of its end */
    struct matchtext index;
    struct truth *truths;
    struct mark *marks;
    size_t count;
};

/* ---- choosing passages ---- */

static bool is_word(const struct letters *letters, size_t i)
{
    return i < letters->count && letters->at[i].cp > ' ';
}

static size_t word_end(const struct letters *letters, size_t at)
{
    while (is_word(letters, at))
        at++;
    return at;
}

static size_t next_word(const struct letters *letters, size_t at)
{
    while (at < letters->count && !is_word(letters, at))
        at++;
    return at;
}

static size_t words_end(const struct letters *letters, size_t at, size_t words)
{
    size_t end = word_end(letters, at);
    for (; words > 1 && next_word(letters, end) < letters->count; words--)
        end = word_end(letters, next_word(letters, end));
    return end;
}

static size_t sentence_start(const struct letters *letters, size_t at)
{
    while (at > 0 && letters->at[at - 1].cp != '\n' &&
           !(at > 1 && letters->at[at - 1].cp == ' ' && letters->at[at - 2].cp == '.'))
        at--;
    return next_word(letters, at);
}

static size_t sentence_end(const struct letters *letters, size_t at)
{
    size_t most = at + 400;
    while (at + 1 < letters->count && at < most && letters->at[at].cp != '.')
        at++;
    return word_end(letters, at);
}

static bool is_capital(const struct letters *letters, size_t at)
{
    return at < letters->count && unicode_is_upper(letters->at[at].cp);
}

/* One to three words that begin with a capital, from the first one behind `at`. */
static struct mark choose_name(const struct letters *letters, size_t at)
{
    size_t most = at + 2000;
    while (at < letters->count && at < most && !is_capital(letters, at))
        at = next_word(letters, word_end(letters, at));
    size_t end = word_end(letters, at);
    for (size_t words = 1; words < 3 && is_capital(letters, next_word(letters, end)); words++)
        end = word_end(letters, next_word(letters, end));
    return (struct mark){at, end};
}

static struct mark choose(const struct letters *letters, enum class class)
{
    size_t at = chance_below(letters->count);
    while (at > 0 && is_word(letters, at - 1))
        at--;
    at = next_word(letters, at);
    switch (class) {
    case CLASS_NAME:
        return choose_name(letters, at);
    case CLASS_PHRASE:
        return (struct mark){at, words_end(letters, at, 2 + chance_below(5))};
    case CLASS_SENTENCE:
        at = sentence_start(letters, at);
        return (struct mark){at, sentence_end(letters, at)};
    case CLASS_LONG:
        return (struct mark){at, words_end(letters, at, 40 + chance_below(60))};
    default:
        return (struct mark){at, word_end(letters, at)};
    }
}

static bool make_truth(struct bench *bench, struct truth *truth)
{
    const struct letters *letters = &bench->before;
    enum class class = (enum class)chance_below(CLASSES);
    struct mark mark = choose(letters, class);
    if (mark.start >= mark.end || mark.end > letters->count || !is_word(letters, mark.end - 1))
        return false;
    struct span text = buf_span(&bench->text);
    size_t start = bench->offs[mark.start], len = bench->offs[mark.end] - start;
    size_t from = start > 1000 ? start - 1000 : 0;
    size_t to = start + len + 1000 < text.len ? start + len + 1000 : text.len;
    while (((unsigned char)text.at[from] & 0xc0) == 0x80)
        from++;
    *truth = (struct truth){.class = class, .mark = mark, .exact = {text.at + start, len}};
    return quote_surround(&truth->quote, (struct span){text.at + from, to - from}, start - from,
                          start + len - from, text, &bench->index);
}

static int truth_compare(const void *a, const void *b)
{
    const struct truth *one = a, *two = b;
    if (one->mark.start != two->mark.start)
        return one->mark.start < two->mark.start ? -1 : 1;
    return one->mark.end < two->mark.end ? -1 : one->mark.end > two->mark.end;
}

/* The byte of each code point, and of the end. */
static size_t *offsets_of(const struct letters *letters)
{
    size_t *offs = array_new(letters->count + 1, sizeof *offs), off = 0;
    char bytes[4];
    for (size_t i = 0; offs != NULL && i < letters->count; i++) {
        offs[i] = off;
        off += unicode_encode(letters->at[i].cp, bytes);
    }
    if (offs != NULL)
        offs[letters->count] = off;
    return offs;
}

static void make_truths(struct bench *bench)
{
    bench->count = bench->options->count;
    bench->truths = array_new(bench->count, sizeof *bench->truths);
    bench->marks = array_new(bench->count, sizeof *bench->marks);
    for (size_t i = 0; i < bench->count; i++)
        while (!make_truth(bench, &bench->truths[i]))
            quote_done(&bench->truths[i].quote);
    qsort(bench->truths, bench->count, sizeof *bench->truths, truth_compare);
    for (size_t i = 0; i < bench->count; i++)
        bench->marks[i] = bench->truths[i].mark;
}

/* ---- judging ---- */

/* Where it is now: from its first to its last surviving letter, if most are left and together. */
static void find_truth(struct truth *truth, const long *places)
{
    size_t left = 0, len = truth->mark.end - truth->mark.start;
    long first = -1, last = -1;
    for (size_t i = truth->mark.start; i < truth->mark.end; i++) {
        if (places[i] < 0)
            continue;
        left++;
        if (first < 0)
            first = places[i];
        if (places[i] > last)
            last = places[i];
    }
    truth->gone = left * 2 < len || last - first > (long)(2 * len + 8);
    truth->start = first < 0 ? 0 : (size_t)first;
    truth->end = (size_t)(last + 1);
}

static size_t distance(size_t a, size_t b)
{
    return a > b ? a - b : b - a;
}

/* A text after an edit. */
struct edited {
    const char *name;
    struct span text;
    const size_t *offs; /* byte of each code point, and of the end */
    size_t count;
};

static size_t cp_of(const struct edited *edited, size_t off)
{
    size_t low = 0, high = edited->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (edited->offs[middle] < off)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_right(const struct truth *truth, const struct edited *edited,
                     const struct anchor *anchor)
{
    size_t start = cp_of(edited, anchor->found_start), end = cp_of(edited, anchor->found_end);
    size_t slack = (truth->mark.end - truth->mark.start) / 8 + 2;
    return !truth->gone && distance(start, truth->start) <= slack &&
           distance(end, truth->end) <= slack;
}

/* Blanks and hyphens, which a new line break may put in, don't count. */
static void add_bare(struct buf *into, struct span text)
{
    for (size_t k = 0; k < text.len; k++)
        if ((unsigned char)text.at[k] > ' ' && text.at[k] != '-')
            buf_add_byte(into, text.at[k]);
}

/* Does the text read here exactly as it did around the passage? */
static bool is_copy(const struct truth *truth, struct span text, const struct anchor *anchor)
{
    struct buf one = {0}, two = {0};
    struct span prefix = buf_span(&truth->quote.prefix), suffix = buf_span(&truth->quote.suffix);
    size_t lead = 2 * prefix.len + 8, tail = 2 * suffix.len + 8;
    size_t from = anchor->found_start > lead ? anchor->found_start - lead : 0;
    size_t to = anchor->found_end + tail < text.len ? anchor->found_end + tail : text.len;
    add_bare(&one, prefix);
    add_bare(&one, truth->exact);
    add_bare(&one, suffix);
    add_bare(&two, (struct span){text.at + from, to - from});
    bool copied = memmem(two.at, two.len, one.at, one.len) != NULL;
    buf_done(&one);
    buf_done(&two);
    return copied;
}

static void print_wrong(const struct edited *edited, const struct truth *truth,
                        const struct anchor *anchor)
{
    struct span text = edited->text;
    size_t from = anchor->found_start > 60 ? anchor->found_start - 60 : 0;
    size_t to = anchor->found_end + 60 < text.len ? anchor->found_end + 60 : text.len;
    fprintf(stderr, "%s, %s, %s, stood %zu, is %zu, found %zu\n  before [%s|%.*s|%s]\n",
            edited->name, class_names[truth->class], truth->gone ? "gone" : "there",
            truth->mark.start, truth->start, cp_of(edited, anchor->found_start),
            truth->quote.prefix.len != 0 ? truth->quote.prefix.at : "", (int)truth->exact.len,
            truth->exact.at, truth->quote.suffix.len != 0 ? truth->quote.suffix.at : "");
    fprintf(stderr, "  found  [%.*s|%.*s|%.*s]\n", (int)(anchor->found_start - from),
            text.at + from, (int)(anchor->found_end - anchor->found_start),
            text.at + anchor->found_start, (int)(to - anchor->found_end),
            text.at + anchor->found_end);
}

static void judge(const struct bench *bench, const struct edited *edited, const struct truth *truth,
                  const struct anchor *anchor, struct result *result)
{
    bool right = anchor->state != NOTE_ORPHAN && is_right(truth, edited, anchor);
    if (anchor->state == NOTE_ORPHAN)
        truth->gone ? result->orphan_right++ : result->orphan_wrong++;
    else if (anchor->state == NOTE_DOUBT)
        right ? result->doubt_right++ : result->doubt_wrong++;
    else if (right)
        result->right++;
    else if (is_copy(truth, edited->text, anchor))
        result->copies++;
    else {
        result->wrong++;
        if (bench->options->wrong)
            print_wrong(edited, truth, anchor);
    }
}

/* ---- running ---- */

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static struct anchor ask(const struct truth *truth, struct span text, size_t start)
{
    size_t len = truth->exact.len;
    size_t end = start + len < text.len ? start + len : text.len;
    return (struct anchor){.exact = truth->exact,
                           .prefix = buf_span(&truth->quote.prefix),
                           .suffix = buf_span(&truth->quote.suffix),
                           .has_context = true,
                           .old_start = truth->mark.start,
                           .start = start,
                           .end = end,
                           .stands = end - start == len &&
                                     memcmp(text.at + start, truth->exact.at, len) == 0};
}

static void run(struct bench *bench, const struct edit *edit, struct result results[CLASSES])
{
    struct letters after = {0};
    struct buf text = {0};
    long *places = array_new(bench->before.count, sizeof *places);
    struct anchor *anchors = array_new(bench->count, sizeof *anchors);
    edit->perform(&after, &bench->before, &(struct marks_of_text){bench->marks, bench->count});
    letters_add_to(&after, 0, after.count, &text);
    size_t *offs = offsets_of(&after);
    for (size_t i = 0; i < bench->before.count; i++)
        places[i] = -1;
    for (size_t i = 0; i < after.count; i++)
        if (after.at[i].origin >= 0)
            places[after.at[i].origin] = (long)i;
    for (size_t i = 0; i < bench->count; i++) {
        find_truth(&bench->truths[i], places);
        size_t mark = bench->truths[i].mark.start;
        anchors[i] =
            ask(&bench->truths[i], buf_span(&text), offs[mark < after.count ? mark : after.count]);
    }
    double begin = now_ms();
    struct matchtext folded;
    if (!matchtext_make(&folded, buf_span(&text)) ||
        !anchor_find(&folded, anchors, bench->count, NULL, NULL))
        abort();
    matchtext_done(&folded);
    results[0].ms += now_ms() - begin;
    struct edited edited = {edit->name, buf_span(&text), offs, after.count};
    for (size_t i = 0; i < bench->count; i++)
        judge(bench, &edited, &bench->truths[i], &anchors[i], &results[bench->truths[i].class]);
    free(places);
    free(offs);
    free(anchors);
    free(after.at);
    buf_done(&text);
}

static bool read_text(struct bench *bench, const char *path)
{
    struct document *document = document_open(path, NULL);
    bool ok = document != NULL &&
              document_decode(document, 0, document_size(document), &bench->text) &&
              bench->text.len > 1000;
    document_free(document);
    struct buf once = {0};
    buf_add_span(&once, buf_span(&bench->text));
    while (ok && bench->text.len < bench->options->repeat)
        buf_add_span(&bench->text, buf_span(&once));
    buf_done(&once);
    if (!ok)
        fprintf(stderr, "anchor: %s is passed over\n", path);
    return ok && buf_ok(&bench->text);
}

static void bench_file(const char *path, const struct options *options, struct result *results)
{
    struct bench bench = {.options = options};
    chance_begin(options->seed);
    if (read_text(&bench, path)) {
        letters_of(&bench.before, buf_span(&bench.text));
        if (!matchtext_make(&bench.index, buf_span(&bench.text)) || !matchtext_index(&bench.index))
            abort();
        bench.offs = offsets_of(&bench.before);
        make_truths(&bench);
        for (size_t i = 0; i < edit_count; i++)
            run(&bench, &edits[i], results + i * CLASSES);
    }
    for (size_t i = 0; i < bench.count; i++)
        quote_done(&bench.truths[i].quote);
    free(bench.truths);
    free(bench.marks);
    free(bench.offs);
    free(bench.before.at);
    matchtext_done(&bench.index);
    buf_done(&bench.text);
}

static void add(struct result *sum, const struct result *r)
{
    sum->right += r->right;
    sum->wrong += r->wrong;
    sum->copies += r->copies;
    sum->doubt_right += r->doubt_right;
    sum->doubt_wrong += r->doubt_wrong;
    sum->orphan_right += r->orphan_right;
    sum->orphan_wrong += r->orphan_wrong;
    sum->ms += r->ms;
}

static void print(const char *edit, const char *class, const struct result *r)
{
    size_t all = r->right + r->wrong + r->copies + r->doubt_right + r->doubt_wrong +
                 r->orphan_right + r->orphan_wrong;
    printf("%s\t%s\t%zu\t%zu\t%zu\t%zu\t%zu\t%zu\t%zu\t%zu\t%.0f\n", edit, class, all, r->right,
           r->wrong, r->copies, r->doubt_right, r->doubt_wrong, r->orphan_right, r->orphan_wrong,
           r->ms);
}

/* Edits, each in classes; the classes over all edits; and what isn't about copies. */
static void print_all(const struct result *results)
{
    struct result classes[CLASSES] = {{0}}, all = {0}, honest = {0};
    puts("edit\tclass\tanchors\tright\twrong\tcopies\tdoubt_right\tdoubt_wrong\torphan_right\t"
         "orphan_wrong\tms");
    for (size_t i = 0; i < edit_count; i++) {
        struct result sum = {0};
        for (size_t k = 0; k < CLASSES; k++) {
            const struct result *r = &results[i * CLASSES + k];
            print(edits[i].name, class_names[k], r);
            add(&sum, r);
            add(&classes[k], r);
        }
        print(edits[i].name, "all", &sum);
        add(&all, &sum);
        if (strcmp(edits[i].name, "copies") != 0)
            add(&honest, &sum);
    }
    for (size_t k = 0; k < CLASSES; k++)
        print("all", class_names[k], &classes[k]);
    print("all but copies", "all", &honest);
    print("all", "all", &all);
}

int main(int argc, char **argv)
{
    struct options options = {.count = 250};
    struct result *results = array_new(edit_count * CLASSES, sizeof *results);
    for (int i = 1; i < argc && results != NULL; i++) {
        if (strncmp(argv[i], "--count=", 8) == 0)
            options.count = strtoul(argv[i] + 8, NULL, 10);
        else if (strncmp(argv[i], "--seed=", 7) == 0)
            options.seed = strtoul(argv[i] + 7, NULL, 10);
        else if (strncmp(argv[i], "--repeat=", 9) == 0)
            options.repeat = strtoul(argv[i] + 9, NULL, 10);
        else if (strcmp(argv[i], "--wrong") == 0)
            options.wrong = true;
        else
            bench_file(argv[i], &options, results);
    }
    if (results != NULL)
        print_all(results);
    free(results);
    return 0;
}
