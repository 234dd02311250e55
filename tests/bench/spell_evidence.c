/* Prints what the speller knows of each word that is not good in the documents of standard input: a
 * paragraph a line, a line with a form feed between documents. spell_fit.py fits weights.h on it.
 * The first line names the columns: document, line in it and byte in that (from 0), word, kind (0:
 * nothing can be said of it), better word, and the features of weigh.h.
 *     spell_evidence [MODEL]        MODEL: another tagger than the shipped one */
#include <config.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "src/base/place.h"
#include "src/language/neighbours.h"
#include "src/language/verdict.h"

struct line {
    char *text;
    size_t len;
};

struct bench {
    struct speller *speller;
    struct dictionary *dictionary;
    struct tagger *tagger;
    struct flags flags;
    struct line *lines; /* of the document */
    size_t count, cap;
    char *text; /* the line being read */
    size_t room;
};

static void print_features(const float *features, size_t count)
{
    for (size_t i = 0; i < count; i++)
        printf("\t%g", (double)features[i]);
}

static void print_word(struct bench *bench, const struct speller_document *document,
                       const struct flagged *flagged, struct span word)
{
    float of_word[WORD_FEATURES] = {0}, of_place[PLACE_FEATURES];
    struct buf better = {0};
    uint32_t times, capitals;
    bool digits = false;
    for (size_t i = 0; i < word.len; i++)
        digits = digits || (word.at[i] >= '0' && word.at[i] <= '9');
    struct evidence evidence = evidence_find(bench->dictionary, word, digits);
    lexicon_decode(dictionary_lexicon(bench->dictionary), evidence.better.codes,
                   evidence.better.count, &better);
    speller_times(document, flagged, &times, &capitals);
    struct place_facts facts = neighbours_facts(flagged, times, capitals);
    weigh_place_features(&facts, of_place);
    int kind = weigh_word_features(&evidence, of_word) ? (int)evidence.kind : 0;
    printf("%.*s\t%d\t%.*s", (int)word.len, word.at, kind, (int)better.len,
           better.len > 0 ? better.at : "");
    print_features(of_word, WORD_FEATURES);
    print_features(of_place, PLACE_FEATURES);
    putchar('\n');
    buf_done(&better);
}

static void print_line(struct bench *bench, struct speller_document *document, size_t number,
                       size_t at)
{
    struct span text = {bench->lines[at].text, bench->lines[at].len};
    struct paragraph paragraph = {.text = text};
    struct flags *flags = &bench->flags;
    if (!speller_check(document, &paragraph, flags) ||
        !neighbours_tag(bench->tagger, text, true, flags))
        exit(3);
    for (size_t i = 0; i < flags->count; i++) {
        const struct flagged *flagged = &flags->at[i];
        printf("%zu\t%zu\t%" PRIu32 "\t", number, at, flagged->start);
        print_word(bench, document, flagged,
                   (struct span){text.at + flagged->start, flagged->end - flagged->start});
    }
}

/* Reads the lines of the next document and counts their words. Whether another one follows. */
static bool read_document(struct bench *bench, struct speller_document *document)
{
    ssize_t len;
    bench->count = 0;
    while ((len = getline(&bench->text, &bench->room, stdin)) > 0 && bench->text[0] != '\f') {
        struct span line = {bench->text, (size_t)len - (bench->text[len - 1] == '\n')};
        if (!array_reserve(&bench->lines, &bench->cap, bench->count + 1, sizeof *bench->lines))
            exit(3);
        bench->lines[bench->count++] = (struct line){bytes_copy(line), line.len};
        struct paragraph paragraph = {.text = line};
        if (!speller_check(document, &paragraph, &bench->flags) ||
            !speller_learn(document, &bench->flags))
            exit(3);
    }
    return len > 0;
}

int main(int argc, char **argv)
{
    struct error error = {0};
    char *shipped = place_shipped(SHIPPED_LANGUAGE, "nl/model.bin", &error);
    struct bench bench = {.speller = speller_new("nl", false, &error),
                          .dictionary = dictionary_new("nl", &error),
                          .tagger = tagger_load(argc > 1 ? argv[1] : shipped, &error)};
    if (bench.speller == NULL || bench.dictionary == NULL || bench.tagger == NULL) {
        fprintf(stderr, "spell_evidence: %s\n", error.msgid);
        return 2;
    }
    printf("document\tline\tstart\tword\tkind\tbetter");
    for (unsigned i = 0; i < WEIGH_FEATURES; i++)
        printf("\t%s", weigh_feature_name(i));
    putchar('\n');
    bool more = true;
    for (size_t number = 0; more; number++) {
        struct speller_document *document = speller_document_new(bench.speller, NULL, NULL, NULL);
        more = read_document(&bench, document);
        for (size_t i = 0; i < bench.count; i++) {
            print_line(&bench, document, number, i);
            free(bench.lines[i].text);
        }
        speller_document_free(document);
    }
    free(bench.lines);
    free(bench.text);
    free(shipped);
    flags_done(&bench.flags);
    tagger_free(bench.tagger);
    dictionary_free(bench.dictionary);
    speller_free(bench.speller);
    return 0;
}
