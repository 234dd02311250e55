#include <config.h>

#include "src/language/chain.h"

#include <math.h>
#include <stdlib.h>

bool chain_init(struct chain *chain)
{
    *chain = (struct chain){
        .factors = array_new(WORD_CLASSES, sizeof *chain->factors),
        .scores = array_new(SENTENCE_WORDS, sizeof *chain->scores),
        .alpha = array_new(SENTENCE_WORDS, sizeof *chain->alpha),
        .beta = array_new(SENTENCE_WORDS, sizeof *chain->beta),
    };
    return chain->factors != NULL && chain->scores != NULL && chain->alpha != NULL &&
           chain->beta != NULL;
}

void chain_done(struct chain *chain)
{
    free(chain->factors);
    free(chain->scores);
    free(chain->alpha);
    free(chain->beta);
    *chain = (struct chain){0};
}

void chain_set_transitions(struct chain *chain, const chain_square *weights)
{
    for (unsigned class = 0; class < WORD_CLASSES; class ++)
        for (unsigned before = 0; before < MODEL_TAGS; before++)
            for (unsigned tag = 0; tag < MODEL_TAGS; tag++)
                chain->factors[class][before][tag] =
                    model_follows(before, tag) ? expf(weights[class][before][tag]) : 0;
}

static void normalise(float values[MODEL_TAGS])
{
    float sum = 0;
    for (int i = 0; i < MODEL_TAGS; i++)
        sum += values[i];
    float inverse = 1 / sum;
    for (int i = 0; i < MODEL_TAGS; i++)
        values[i] *= inverse;
}

static void forward(struct chain *chain, const uint8_t *classes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        float *alpha = chain->alpha[i];
        for (unsigned tag = 0; tag < MODEL_TAGS; tag++)
            alpha[tag] = i == 0 && !model_tag_joined(tag) ? 1 : 0;
        for (unsigned before = 0; i > 0 && before < MODEL_TAGS; before++) {
            float weight = chain->alpha[i - 1][before];
            const float *factors = chain->factors[classes[i]][before];
            for (unsigned tag = 0; tag < MODEL_TAGS; tag++)
                alpha[tag] += weight * factors[tag];
        }
        for (unsigned tag = 0; tag < MODEL_TAGS; tag++)
            alpha[tag] *= chain->scores[i][tag];
        normalise(alpha);
    }
}

static void backward(struct chain *chain, const uint8_t *classes, size_t count)
{
    for (size_t i = count; i-- > 0;) {
        float *beta = chain->beta[i];
        if (i + 1 == count) {
            for (unsigned tag = 0; tag < MODEL_TAGS; tag++)
                beta[tag] = model_tag_open(tag) ? 0 : 1;
            continue;
        }
        float next[MODEL_TAGS];
        for (unsigned tag = 0; tag < MODEL_TAGS; tag++)
            next[tag] = chain->scores[i + 1][tag] * chain->beta[i + 1][tag];
        for (unsigned before = 0; before < MODEL_TAGS; before++) {
            const float *factors = chain->factors[classes[i + 1]][before];
            float sum = 0;
            for (unsigned tag = 0; tag < MODEL_TAGS; tag++)
                sum += factors[tag] * next[tag];
            beta[before] = sum;
        }
        normalise(beta);
    }
}

void chain_sum(struct chain *chain, const uint8_t *classes, size_t count)
{
    forward(chain, classes, count);
    backward(chain, classes, count);
}

void chain_tags(const struct chain *chain, size_t at, float probabilities[MODEL_TAGS])
{
    for (unsigned tag = 0; tag < MODEL_TAGS; tag++)
        probabilities[tag] = chain->alpha[at][tag] * chain->beta[at][tag];
    normalise(probabilities);
}

void chain_pairs(const struct chain *chain, size_t at, unsigned class, chain_square probabilities)
{
    const float *first = chain->alpha[at - 1], *scores = chain->scores[at], *beta = chain->beta[at];
    float sum = 0;
    for (unsigned before = 0; before < MODEL_TAGS; before++)
        for (unsigned tag = 0; tag < MODEL_TAGS; tag++) {
            probabilities[before][tag] =
                first[before] * chain->factors[class][before][tag] * scores[tag] * beta[tag];
            sum += probabilities[before][tag];
        }
    for (unsigned before = 0; before < MODEL_TAGS; before++)
        for (unsigned tag = 0; tag < MODEL_TAGS; tag++)
            probabilities[before][tag] /= sum;
}
