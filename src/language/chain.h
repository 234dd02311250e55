/* chain: the sums over all taggings of a sentence under a linear-chain conditional random field, by
 * the forward-backward algorithm with scaling (Rabiner 1989). Pure arithmetic on arrays that the
 * chain owns: who trains fills in the scores and reads the probabilities. */
#ifndef LEESZAAL_LANGUAGE_CHAIN_H
#define LEESZAAL_LANGUAGE_CHAIN_H

#include "src/language/model.h"

typedef float chain_square[MODEL_TAGS][MODEL_TAGS];

struct chain {
    chain_square *factors;       /* [WORD_CLASSES]: exp of the transitions, 0 where not allowed */
    float (*scores)[MODEL_TAGS]; /* [SENTENCE_WORDS]: in proportion to exp of the score of a tag */
    float (*alpha)[MODEL_TAGS], (*beta)[MODEL_TAGS]; /* each row sums to 1 */
};

bool chain_init(
    struct chain *chain); /* false when memory is out; chain_done() is due all the same */
void chain_done(struct chain *chain);
/* From the weights of the transitions, by the class of the word behind. */
void chain_set_transitions(struct chain *chain, const chain_square *weights);
/* Fills alpha and beta from the scores of `count` words; `classes` are theirs. */
void chain_sum(struct chain *chain, const uint8_t *classes, size_t count);
/* The probability of each tag at word `at`. */
void chain_tags(const struct chain *chain, size_t at, float probabilities[MODEL_TAGS]);
/* The probability of each pair of tags at words `at` - 1 and `at`, which is of this class. */
void chain_pairs(const struct chain *chain, size_t at, unsigned class, chain_square probabilities);

#endif
