/* Prints what the speller knows of each word that is not good in the lines of standard input, a
 * paragraph each: the table that spell_fit.py fits the weights of weights.h on.
 * Columns: line, start, word, kind, cost, frequency, parts, seen, own, letters, compound,
 * sentence start, neighbours in small letters, with capitals, times in the document, times with a
 * capital. */
#include <config.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/language/evidence.h"
#include "src/language/verdict.h"

struct line {
    char *text;
    size_t len;
};

static void print_line(struct dictionary *dictionary, struct speller_document *document,
                       const struct line *line, size_t number, struct flags *flags)
{
    struct paragraph paragraph = {.text = {line->text, line->len}};
    if (!speller_check(document, &paragraph, NULL, 0, flags))
        exit(3);
    for (size_t i = 0; i < flags->count; i++) {
        const struct flagged *flagged = &flags->at[i];
        struct span word = {line->text + flagged->start, flagged->end - flagged->start};
        bool digits = false;
        for (size_t k = 0; k < word.len; k++)
            digits = digits || (word.at[k] >= '0' && word.at[k] <= '9');
        struct evidence evidence = evidence_find(dictionary, word, digits);
        uint32_t count, capitals;
        speller_times(document, flagged, &count, &capitals);
        printf("%zu\t%" PRIu32 "\t%.*s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%" PRIu32
               "\t%" PRIu32 "\n",
               number, flagged->start, (int)word.len, word.at, evidence.kind, evidence.better.cost,
               evidence.better.frequency, evidence.better.parts, evidence.seen, evidence.own,
               evidence.better.mended, evidence.compound, flagged->context & CONTEXT_START,
               (flagged->context >> CONTEXT_LOWER_SHIFT) & 3,
               (flagged->context >> CONTEXT_UPPER_SHIFT) & 3, count, capitals);
    }
}

int main(void)
{
    struct error error = {0};
    struct speller *speller = speller_new("nl", false, &error);
    struct dictionary *dictionary = dictionary_new("nl", &error);
    if (speller == NULL || dictionary == NULL) {
        fprintf(stderr, "spell_evidence: %s\n", error.msgid);
        return 2;
    }
    struct speller_document *document = speller_document_new(speller, NULL, NULL, NULL);
    struct flags flags = {0};
    struct line *lines = NULL;
    size_t count = 0, cap = 0, room = 0;
    char *text = NULL;
    for (ssize_t len; document != NULL && (len = getline(&text, &room, stdin)) > 0;) {
        if (!array_reserve(&lines, &cap, count + 1, sizeof *lines))
            return 3;
        size_t end = (size_t)len - (text[len - 1] == '\n');
        lines[count++] = (struct line){bytes_copy((struct span){text, end}), end};
        struct paragraph paragraph = {.text = {lines[count - 1].text, end}};
        if (!speller_check(document, &paragraph, NULL, 0, &flags) ||
            !speller_learn(document, &flags))
            return 3;
    }
    for (size_t i = 0; i < count; i++) {
        print_line(dictionary, document, &lines[i], i + 1, &flags);
        free(lines[i].text);
    }
    free(lines);
    free(text);
    flags_done(&flags);
    speller_document_free(document);
    speller_free(speller);
    dictionary_free(dictionary);
    return 0;
}
