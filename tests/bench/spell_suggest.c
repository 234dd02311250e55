/* How good and how fast suggestions are on pairs of a wrong and a right word, one `wrong TAB right`
 * a line of standard input; pairs whose wrong word the dictionary takes are passed over. TSV: what,
 * pairs, right first %, among five %, mean ms, longest ms. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "src/language/spelling.h"
#include "src/language/suggest.h"
#include "src/text/unicode.h"

#define FIVE 5

struct tally {
    unsigned pairs, first, five;
};

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static bool is_letters(struct span text)
{
    while (text.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(text, &cp);
        if (!unicode_is_letter(cp))
            return false;
        text.at += len;
        text.len -= len;
    }
    return true;
}

static void count(struct tally *tally, size_t rank)
{
    tally->pairs++;
    tally->first += rank == 1;
    tally->five += rank >= 1 && rank <= FIVE;
}

static void print(const char *name, const struct tally *tally, double mean, double longest)
{
    double share = tally->pairs > 0 ? 100.0 / tally->pairs : 0;
    printf("%s\t%u\t%.1f\t%.1f\t%.2f\t%.1f\n", name, tally->pairs, share * tally->first,
           share * tally->five, mean, longest);
}

static void print_miss(size_t rank, struct span wrong, struct span right, char **found,
                       size_t count)
{
    printf("%zu\t%.*s\t%.*s\t", rank, (int)wrong.len, wrong.at, (int)right.len, right.at);
    for (size_t i = 0; i < count; i++)
        printf("%s%s", i > 0 ? "|" : "", found[i]);
    printf("\n");
}

static void print_candidates(struct dictionary *dictionary, struct span wrong, struct span right)
{
    struct candidates found = {.count = 0};
    suggest_candidates(dictionary, wrong, &found);
    printf("%.*s\t%.*s", (int)wrong.len, wrong.at, (int)right.len, right.at);
    for (size_t i = 0; i < found.count; i++) {
        const struct candidate *candidate = &found.at[i];
        int32_t values[RANK_FEATURES];
        rank_features(&(struct rank_case){wrong, span_of(candidate->text), candidate->kind,
                                          candidate->frequency, candidate->cost},
                      values);
        printf("\t%s", candidate->text);
        for (size_t k = 0; k < RANK_FEATURES; k++)
            if (values[k] != 0)
                printf("|%zu:%d", k, values[k]);
    }
    printf("\n");
    candidates_done(&found);
}

int main(int argc, char **argv)
{
    bool candidates = argc > 1 && strcmp(argv[1], "--candidates") == 0;
    bool misses = argc > 1 && strcmp(argv[1], "--misses") == 0;
    struct error error = {0};
    struct dictionary *dictionary = dictionary_new("nl", &error);
    char *path = spelling_find("nl", &error);
    struct spelling *spelling = path != NULL ? spelling_new(path, &error) : NULL;
    if (dictionary == NULL || spelling == NULL || !dictionary_load(dictionary, &error)) {
        fprintf(stderr, "spell_suggest: %s\n", error.msgid);
        return 2;
    }
    struct tally all = {0}, letters = {0};
    double total = 0, longest = 0;
    char *line = NULL;
    size_t room = 0;
    for (ssize_t len; (len = getline(&line, &room, stdin)) > 0;) {
        struct span right = span_trim((struct span){line, (size_t)len});
        struct span wrong = span_cut(&right, '\t');
        if (right.at == NULL || spelling_takes(spelling, wrong))
            continue;
        if (candidates) {
            print_candidates(dictionary, wrong, right);
            continue;
        }
        char *found[FIVE];
        size_t rank = 0;
        double start = now_ms();
        size_t found_count = suggest_words(dictionary, wrong, found, FIVE);
        double took = now_ms() - start;
        total += took;
        longest = took > longest ? took : longest;
        for (size_t i = 0; i < found_count; i++)
            if (rank == 0 && span_equal(span_of(found[i]), right))
                rank = i + 1;
        if (misses && rank != 1)
            print_miss(rank, wrong, right, found, found_count);
        for (size_t i = 0; i < found_count; i++)
            free(found[i]);
        count(&all, rank);
        if (is_letters(wrong) && is_letters(right))
            count(&letters, rank);
    }
    print("suggest all", &all, all.pairs > 0 ? total / all.pairs : 0, longest);
    print("suggest letters", &letters, all.pairs > 0 ? total / all.pairs : 0, longest);
    free(line);
    free(path);
    spelling_free(spelling);
    dictionary_free(dictionary);
    return 0;
}
