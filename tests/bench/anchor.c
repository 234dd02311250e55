/* anchor: passages of a text are looked for again after seeded edits: noise of OCR, new line
 * breaks, look-alikes put in, passages taken out, blocks moved, all of it. TSV: edit, anchors,
 * right, wrong (placed automatically elsewhere, or placed at all though gone), doubt right, doubt
 * wrong, orphan though there, orphan because gone, milliseconds.
 *
 *     anchor [--count=N] [--seed=N] FILE… */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "src/base/file.h"
#include "src/notes/anchor.h"
#include "src/notes/quote.h"
#include "src/text/document.h"
#include "src/text/unicode.h"

/* A text as code points that know where they came from; -1: put in. */
struct letter {
    uint32_t cp;
    long origin;
};
struct letters {
    struct letter *at;
    size_t count, cap;
};

static uint64_t state;

static uint64_t next_random(void)
{
    state ^= state << 13; /* xorshift64, Marsaglia 2003 */
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static size_t below(size_t most)
{
    return most != 0 ? (size_t)(next_random() % most) : 0;
}

static void put(struct letters *letters, uint32_t cp, long origin)
{
    if (!array_reserve(&letters->at, &letters->cap, letters->count + 1, sizeof *letters->at))
        abort();
    letters->at[letters->count++] = (struct letter){cp, origin};
}

static void copy(struct letters *to, const struct letters *from, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        put(to, from->at[i].cp, from->at[i].origin);
}

/* ---- edits ---- */

static void noise(struct letters *to, const struct letters *from)
{
    static const char wrong[] = "eaoncrltui1.,'";
    for (size_t i = 0; i < from->count; i++) {
        struct letter letter = from->at[i];
        bool hit = letter.cp > ' ' && below(100) < 2;
        unsigned kind = hit ? (unsigned)below(4) : 9;
        if (kind == 0)
            continue;
        put(to, kind == 1 ? (uint32_t)wrong[below(sizeof wrong - 1)] : letter.cp, letter.origin);
        if (kind == 2)
            put(to, (uint32_t)wrong[below(sizeof wrong - 1)], -1);
        if (kind == 3)
            put(to, letter.cp, -1);
    }
}

static bool is_blank_line(const struct letters *from, size_t i)
{
    return i + 1 < from->count && from->at[i].cp == '\n' && from->at[i + 1].cp == '\n';
}

static void reflow(struct letters *to, const struct letters *from)
{
    size_t column = 0, width = 40 + below(40);
    for (size_t i = 0; i < from->count; i++) {
        struct letter letter = from->at[i];
        bool paragraph_end = is_blank_line(from, i) || (i > 0 && is_blank_line(from, i - 1));
        if (paragraph_end) {
            put(to, '\n', letter.origin);
            column = 0;
        } else if (letter.cp == ' ' || letter.cp == '\n') {
            put(to, column > width ? '\n' : ' ', letter.origin);
            column = column > width ? 0 : column + 1;
        } else {
            put(to, letter.cp, letter.origin);
            column++;
        }
    }
}

/* Passages copied to other places, every tenth letter changed. */
static void look_alikes(struct letters *to, const struct letters *from)
{
    for (size_t i = 0; i < from->count; i++) {
        if (below(1500) == 0) {
            size_t start = below(from->count), len = 100 + below(300);
            for (size_t k = start; k < start + len && k < from->count; k++)
                put(to, below(10) == 0 ? 'x' : from->at[k].cp, -1);
        }
        put(to, from->at[i].cp, from->at[i].origin);
    }
}

static void deletions(struct letters *to, const struct letters *from)
{
    for (size_t i = 0; i < from->count; i++) {
        if (below(3000) == 0)
            i += 100 + below(700);
        if (i < from->count)
            put(to, from->at[i].cp, from->at[i].origin);
    }
}

static void move(struct letters *to, const struct letters *from)
{
    size_t start = below(from->count), end = start + from->count / 10;
    end = end < from->count ? end : from->count;
    size_t target = below(from->count);
    target = target > start && target < end ? end : target;
    if (target <= start) {
        copy(to, from, 0, target);
        copy(to, from, start, end);
        copy(to, from, target, start);
        copy(to, from, end, from->count);
    } else {
        copy(to, from, 0, start);
        copy(to, from, end, target);
        copy(to, from, start, end);
        copy(to, from, target, from->count);
    }
}

static void all_of_it(struct letters *to, const struct letters *from)
{
    void (*const steps[])(struct letters *, const struct letters *) = {noise, look_alikes,
                                                                       deletions, move};
    struct letters before = {0};
    copy(&before, from, 0, from->count);
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        struct letters after = {0};
        steps[i](&after, &before);
        free(before.at);
        before = after;
    }
    reflow(to, &before);
    free(before.at);
}

static const struct {
    const char *name;
    void (*edit)(struct letters *to, const struct letters *from);
} edits[] = {
    {"noise", noise},         {"reflow", reflow}, {"look-alikes", look_alikes},
    {"deletions", deletions}, {"move", move},     {"all", all_of_it},
};

/* ---- anchors and truth ---- */

struct truth {
    size_t start, end; /* code points before */
    struct quote quote;
    char *exact;
    size_t new_start, new_end; /* code points after */
    bool gone;
};

static void add_letters(struct buf *into, const struct letters *letters, size_t start, size_t end)
{
    for (size_t i = start; i < end && i < letters->count; i++)
        unicode_add(into, letters->at[i].cp);
}

static bool is_word(const struct letters *letters, size_t i)
{
    return i < letters->count && letters->at[i].cp > ' ';
}

/* A word, or a run of 30 to 220 characters, beginning and ending with a word's letters. */
static void choose(struct truth *truth, const struct letters *letters, struct span text)
{
    size_t start, end;
    do {
        start = below(letters->count);
        while (is_word(letters, start) && start > 0 && is_word(letters, start - 1))
            start--;
        size_t len = below(2) == 0 ? 4 : 30 + below(190);
        end = start + len;
        while (is_word(letters, end))
            end++;
    } while (!is_word(letters, start) || end > letters->count || !is_word(letters, end - 1));
    *truth = (struct truth){.start = start, .end = end};
    struct buf exact = {0}, before = {0}, behind = {0};
    add_letters(&exact, letters, start, end);
    for (size_t most = 32; most <= 96; most += 16) {
        before.len = behind.len = 0;
        buf_cut(&truth->quote.prefix, 0);
        buf_cut(&truth->quote.suffix, 0);
        add_letters(&before, letters, start > 120 ? start - 120 : 0, start);
        add_letters(&behind, letters, end, end + 120);
        buf_add_span(&truth->quote.prefix, quote_prefix(buf_span(&before), most));
        buf_add_span(&truth->quote.suffix, quote_suffix(buf_span(&behind), most));
        struct buf whole = {0};
        buf_add_span(&whole, buf_span(&truth->quote.prefix));
        buf_add_span(&whole, buf_span(&exact));
        buf_add_span(&whole, buf_span(&truth->quote.suffix));
        const char *found = memmem(text.at, text.len, whole.at, whole.len);
        size_t left = text.len - (size_t)(found - text.at) - 1;
        bool twice = memmem(found + 1, left, whole.at, whole.len) != NULL;
        buf_done(&whole);
        if (!twice)
            break;
    }
    truth->exact = buf_take(&exact);
    buf_done(&before);
    buf_done(&behind);
}

/* Where it is now: from its first to its last surviving letter, if most are left and together. */
static void find_truth(struct truth *truth, const struct letters *after, const long *places)
{
    size_t left = 0;
    long first = -1, last = -1;
    for (size_t i = truth->start; i < truth->end; i++) {
        if (places[i] < 0)
            continue;
        left++;
        if (first < 0)
            first = places[i];
        if (places[i] > last)
            last = places[i];
    }
    size_t len = truth->end - truth->start;
    truth->gone = left * 2 < len || last - first > (long)(2 * len + 8);
    truth->new_start = first < 0 ? 0 : (size_t)first;
    truth->new_end = (size_t)(last + 1);
}

static int truth_compare(const void *a, const void *b)
{
    const struct truth *one = a, *two = b;
    return one->start < two->start ? -1 : one->start > two->start;
}

static bool is_right(const struct truth *truth, struct span text, const struct anchor *anchor)
{
    size_t start = unicode_count((struct span){text.at, anchor->found_start});
    size_t end = start + unicode_count((struct span){text.at + anchor->found_start,
                                                     anchor->found_end - anchor->found_start});
    size_t slack = (truth->end - truth->start) / 8 + 2;
    size_t a = start > truth->new_start ? start - truth->new_start : truth->new_start - start;
    size_t b = end > truth->new_end ? end - truth->new_end : truth->new_end - end;
    return !truth->gone && a <= slack && b <= slack;
}

/* Does the text read here exactly as it did around the passage, white space aside? */
static bool is_copy(const struct truth *truth, struct span text, const struct anchor *anchor)
{
    struct buf one = {0}, two = {0};
    const struct span before[] = {buf_span(&truth->quote.prefix), span_of(truth->exact),
                                  buf_span(&truth->quote.suffix)};
    size_t lead = before[0].len + 8, tail = before[2].len + 8;
    size_t from = anchor->found_start > lead ? anchor->found_start - lead : 0;
    size_t to = anchor->found_end + tail < text.len ? anchor->found_end + tail : text.len;
    for (size_t i = 0; i < ARRAY_LEN(before); i++)
        for (size_t k = 0; k < before[i].len; k++)
            if ((unsigned char)before[i].at[k] > ' ')
                buf_add_byte(&one, before[i].at[k]);
    for (size_t k = from; k < to; k++)
        if ((unsigned char)text.at[k] > ' ')
            buf_add_byte(&two, text.at[k]);
    bool copied = memmem(two.at, two.len, one.at, one.len) != NULL;
    buf_done(&one);
    buf_done(&two);
    return copied;
}

struct result {
    size_t right, wrong, copies, doubt_right, doubt_wrong, lost, gone;
};

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void run(const struct letters *before, struct truth *truths, size_t count, size_t edit,
                struct result *result, double *ms)
{
    struct letters after = {0};
    struct buf text = {0};
    edits[edit].edit(&after, before);
    add_letters(&text, &after, 0, after.count);
    long *places = array_new(before->count, sizeof *places);
    struct anchor *anchors = array_new(count, sizeof *anchors);
    for (size_t i = 0; i < before->count; i++)
        places[i] = -1;
    for (size_t i = 0; i < after.count; i++)
        if (after.at[i].origin >= 0)
            places[after.at[i].origin] = (long)i;
    for (size_t i = 0; i < count; i++) {
        find_truth(&truths[i], &after, places);
        size_t start = unicode_offset(buf_span(&text), truths[i].start);
        size_t len = strlen(truths[i].exact);
        anchors[i] = (struct anchor){.exact = span_of(truths[i].exact),
                                     .prefix = buf_span(&truths[i].quote.prefix),
                                     .suffix = buf_span(&truths[i].quote.suffix),
                                     .has_context = true,
                                     .old_start = truths[i].start,
                                     .start = start,
                                     .end = start + len,
                                     .stands = start + len <= text.len &&
                                               memcmp(text.at + start, truths[i].exact, len) == 0};
        if (anchors[i].end > text.len)
            anchors[i].end = text.len;
    }
    double begin = now_ms();
    if (!anchor_find(buf_span(&text), anchors, count, NULL, NULL))
        abort();
    *ms += now_ms() - begin;
    for (size_t i = 0; i < count; i++) {
        enum note_state found = anchors[i].state;
        bool right = found != NOTE_ORPHAN && is_right(&truths[i], buf_span(&text), &anchors[i]);
        if (found == NOTE_ORPHAN)
            truths[i].gone ? result->gone++ : result->lost++;
        else if (found == NOTE_DOUBT)
            right ? result->doubt_right++ : result->doubt_wrong++;
        else if (right)
            result->right++;
        else
            is_copy(&truths[i], buf_span(&text), &anchors[i]) ? result->copies++ : result->wrong++;
        if (getenv("BENCH_WRONG") != NULL && !right && (found == NOTE_OK || found == NOTE_MOVED) &&
            !is_copy(&truths[i], buf_span(&text), &anchors[i]))
            fprintf(stderr, "%s gone=%d truth=%zu found=%zu [%s] in [%s|%s]\n", edits[edit].name,
                    truths[i].gone, truths[i].new_start,
                    unicode_count((struct span){text.at, anchors[i].found_start}), truths[i].exact,
                    truths[i].quote.prefix.at, truths[i].quote.suffix.at);
    }
    free(places);
    free(anchors);
    free(after.at);
    buf_done(&text);
}

static void bench_file(const char *path, size_t count, struct result *results, double *ms)
{
    struct error error = {0};
    struct document *document = document_open(path, &error);
    struct buf text = {0};
    struct letters before = {0};
    if (document == NULL || !document_decode(document, 0, document_size(document), &text) ||
        text.len < 1000) {
        fprintf(stderr, "anchor: %s is passed over\n", path);
        document_free(document);
        buf_done(&text);
        return;
    }
    for (struct span rest = buf_span(&text); rest.len > 0;) {
        uint32_t cp;
        size_t len = unicode_decode(rest, &cp);
        put(&before, cp, (long)before.count);
        rest.at += len;
        rest.len -= len;
    }
    struct truth *truths = array_new(count, sizeof *truths);
    for (size_t i = 0; i < count; i++)
        choose(&truths[i], &before, buf_span(&text));
    qsort(truths, count, sizeof *truths, truth_compare);
    for (size_t i = 0; i < ARRAY_LEN(edits); i++)
        run(&before, truths, count, i, &results[i], &ms[i]);
    for (size_t i = 0; i < count; i++) {
        quote_done(&truths[i].quote);
        free(truths[i].exact);
    }
    free(truths);
    free(before.at);
    buf_done(&text);
    document_free(document);
}

int main(int argc, char **argv)
{
    struct result results[ARRAY_LEN(edits)] = {{0}};
    double ms[ARRAY_LEN(edits)] = {0};
    size_t count = 250;
    state = 20261125;
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "--count=", 8) == 0)
            count = strtoul(argv[i] + 8, NULL, 10);
        else if (strncmp(argv[i], "--seed=", 7) == 0)
            state = strtoul(argv[i] + 7, NULL, 10) * 2 + 1;
        else
            bench_file(argv[i], count, results, ms);
    }
    printf("edit\tanchors\tright\twrong\tcopies\tdoubt_right\tdoubt_wrong\tlost\tgone\tms\n");
    for (size_t i = 0; i < ARRAY_LEN(edits); i++) {
        struct result *r = &results[i];
        size_t all =
            r->right + r->wrong + r->copies + r->doubt_right + r->doubt_wrong + r->lost + r->gone;
        printf("%s\t%zu\t%zu\t%zu\t%zu\t%zu\t%zu\t%zu\t%zu\t%.0f\n", edits[i].name, all, r->right,
               r->wrong, r->copies, r->doubt_right, r->doubt_wrong, r->lost, r->gone, ms[i]);
    }
    return 0;
}
