/* score: how well found names agree with the right ones, as conlleval of CoNLL-2002 counts: a name
 * is right when its first word, last word and type are; an I that continues nothing begins a name.
 */
#ifndef LEESZAAL_LANGUAGE_SCORE_H
#define LEESZAAL_LANGUAGE_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/language/tagged.h"
#include "src/language/tagger.h"

struct score_row {
    size_t gold, found, right;
};
struct score {
    struct score_row types[TAGGER_TYPES];
    struct score_row all;
    size_t right_untyped; /* names whose borders are right, whatever their type */
};

/* Adds one sentence, `count` tags of tagger.h each. */
void score_add(struct score *score, const uint8_t *gold, const uint8_t *found, size_t count);
/* 2 PR / (P + R) in percent; 0 when nothing is right. */
double score_f1(const struct score_row *row);
/* Tags the text with the tagger, a document at a time, and scores. False when memory is out. */
bool score_tagger(struct score *score, const struct tagger *tagger, const struct tagged *gold);

#endif
