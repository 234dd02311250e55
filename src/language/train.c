#include <config.h>

#include "src/language/train.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "src/language/chain.h"
#include "src/language/random.h"
#include "src/language/sample.h"
#include "src/language/tagger.h"

const struct training training_shipped = {.models = 8,
                                          .rounds = 12,
                                          .step = 0.1f,
                                          .dropped = 0.5f,
                                          .missed = 1.5f,
                                          .mistaken = 1,
                                          .size_limit = 8000000};
const struct training training_further = {
    .models = 1, .rounds = 20, .step = 0.03f, .missed = 0.5f, .mistaken = 0.5f, .known = 25};

typedef float row[MODEL_ROW];

/* Weights of one model under training, and what AdaGrad and the averaging keep of each. */
struct weights {
    row *rows, *squares, *drift;
    chain_square *transitions, *transition_squares, *transition_drift; /* [WORD_CLASSES] */
};

struct trainer {
    const struct feature_maker *maker;
    const struct model *model; /* that it goes on from; NULL: from nothing */
    struct training training;
    struct sample sample;
    uint32_t *order; /* of the sentences */
    uint64_t random;
    struct weights weights;
    row *total; /* sums of the finished models */
    chain_square *total_transitions;
    struct chain chain;
    unsigned done;  /* rounds */
    double updates; /* since averaging began */
    double loss;

    bool *dropped; /* a flag for each feature of the sentence at hand */
    size_t dropped_cap;
};

static void shuffle(uint32_t *order, size_t count, uint64_t *random)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = random_next(random) % i;
        uint32_t kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
}

/* ---- making ---- */

static bool weights_new(struct weights *weights, size_t rows)
{
    *weights = (struct weights){
        array_new(rows, sizeof(row)),
        array_new(rows, sizeof(row)),
        array_new(rows, sizeof(row)),
        array_new(WORD_CLASSES, sizeof(chain_square)),
        array_new(WORD_CLASSES, sizeof(chain_square)),
        array_new(WORD_CLASSES, sizeof(chain_square)),
    };
    return weights->rows != NULL && weights->squares != NULL && weights->drift != NULL &&
           weights->transitions != NULL && weights->transition_squares != NULL &&
           weights->transition_drift != NULL;
}

/* What the model that it goes on from says of a feature; false when that is nothing. */
static bool first_weights(const struct trainer *trainer, size_t feature, row weights)
{
    bool known = false;
    memset(weights, 0, sizeof(row));
    if (trainer->model != NULL)
        model_add(trainer->model, trainer->sample.keys[feature], weights);
    for (int k = 0; k < MODEL_ROW; k++) {
        weights[k] /= MODEL_UNIT;
        known = known || weights[k] != 0;
    }
    return known;
}

static void weights_begin(struct trainer *trainer)
{
    struct weights *weights = &trainer->weights;
    size_t rows = trainer->sample.key_count;
    for (size_t i = 0; i < rows; i++) {
        bool known = first_weights(trainer, i, weights->rows[i]);
        for (int k = 0; k < MODEL_ROW; k++)
            weights->squares[i][k] = known ? trainer->training.known : 0;
    }
    memset(weights->drift, 0, rows * sizeof(row));
    for (unsigned class = 0; class < WORD_CLASSES; class ++)
        for (unsigned before = 0; before < MODEL_TAGS; before++)
            for (unsigned tag = 0; tag < MODEL_TAGS; tag++)
                weights->transitions[class][before][tag] =
                    trainer->model != NULL
                        ? (float)trainer->model->transitions[class][before][tag] / MODEL_UNIT
                        : 0;
    memset(weights->transition_squares, 0, WORD_CLASSES * sizeof(chain_square));
    memset(weights->transition_drift, 0, WORD_CLASSES * sizeof(chain_square));
}

static void weights_done(struct weights *weights)
{
    free(weights->rows);
    free(weights->squares);
    free(weights->drift);
    free(weights->transitions);
    free(weights->transition_squares);
    free(weights->transition_drift);
}

struct trainer *trainer_new(const struct tagged *tagged, const struct feature_maker *maker,
                            const struct training *training)
{
    struct trainer *trainer = array_new(1, sizeof *trainer);
    if (trainer == NULL)
        return NULL;
    trainer->maker = maker;
    trainer->training = *training;
    trainer->random = RANDOM_SEED;
    bool fine = sample_make(&trainer->sample, tagged, maker);
    size_t rows = trainer->sample.key_count + 1;
    trainer->order = array_new(trainer->sample.sentence_count + 1, sizeof *trainer->order);
    trainer->total = array_new(rows, sizeof(row));
    trainer->total_transitions = array_new(WORD_CLASSES, sizeof(chain_square));
    fine = weights_new(&trainer->weights, rows) && fine && chain_init(&trainer->chain) &&
           trainer->order != NULL && trainer->total != NULL && trainer->total_transitions != NULL &&
           array_reserve(&trainer->dropped, &trainer->dropped_cap, trainer->sample.longest + 1, 1);
    if (!fine) {
        trainer_free(trainer);
        return NULL;
    }
    for (size_t i = 0; i < trainer->sample.sentence_count; i++)
        trainer->order[i] = (uint32_t)i;
    return trainer;
}

struct trainer *trainer_of_model(const struct tagged *tagged, const struct model *model,
                                 const struct training *training)
{
    struct trainer *trainer = trainer_new(tagged, &model->maker, training);
    if (trainer != NULL)
        trainer->model = model;
    return trainer;
}

void trainer_free(struct trainer *trainer)
{
    if (trainer == NULL)
        return;
    sample_done(&trainer->sample);
    weights_done(&trainer->weights);
    free(trainer->order);
    free(trainer->total);
    free(trainer->total_transitions);
    chain_done(&trainer->chain);
    free(trainer->dropped);
    free(trainer);
}

unsigned trainer_rounds(const struct trainer *trainer)
{
    return trainer->training.models * trainer->training.rounds;
}

double trainer_loss(const struct trainer *trainer)
{
    return trainer->loss;
}

/* ---- one sentence ---- */

/* Makes wrong tags look better than they are while learning, each by what it would cost: the right
 * one must win by that margin (softmax-margin: Gimpel and Smith 2010). A name passed over costs
 * most, since a reader can't see what isn't marked. */
static void add_costs(const struct training *training, unsigned right, row sums)
{
    for (unsigned tag = 1; tag < MODEL_TAGS; tag++) {
        if (right == 0)
            sums[tag - 1] += training->spurious;
        else
            sums[tag - 1] += (tag == right ? 0 : training->mistaken) - training->missed;
    }
}

/* The sum of the weights of a word's features, of those that aren't dropped this time. */
static void score_word(struct trainer *trainer, size_t word, bool *dropped, row sums)
{
    const struct sample *sample = &trainer->sample;
    uint32_t threshold = (uint32_t)((double)trainer->training.dropped * UINT32_MAX);
    for (size_t j = sample->starts[word]; j < sample->starts[word + 1]; j++) {
        *dropped = random_next(&trainer->random) < threshold;
        if (*dropped++)
            continue;
        const float *weights = trainer->weights.rows[sample->features[j]];
        for (int k = 0; k < MODEL_ROW; k++)
            sums[k] += weights[k];
    }
}

static void score_sentence(struct trainer *trainer, const struct sample_sentence *sentence)
{
    const struct sample *sample = &trainer->sample;
    size_t base = sample->starts[sentence->first];
    for (size_t i = 0; i < sentence->count; i++) {
        size_t word = sentence->first + i;
        row sums = {0};
        score_word(trainer, word, trainer->dropped + (sample->starts[word] - base), sums);
        add_costs(&trainer->training, sample->tags[word], sums);
        float most = 0, *scores = trainer->chain.scores[i];
        for (int k = 0; k < MODEL_ROW; k++)
            most = sums[k] > most ? sums[k] : most;
        scores[0] = expf(-most);
        for (int k = 0; k < MODEL_ROW; k++)
            scores[k + 1] = expf(sums[k] - most);
    }
}

/* One step of AdaGrad; the change. */
static inline float descend(float gradient, float *square_sum, float step)
{
    *square_sum += gradient * gradient;
    return step * gradient / sqrtf(*square_sum + 1e-2f);
}

static void update_rows(struct trainer *trainer, size_t word, size_t base,
                        const float gradient[MODEL_TAGS])
{
    const struct sample *sample = &trainer->sample;
    struct weights *weights = &trainer->weights;
    float step = trainer->training.step, updates = (float)trainer->updates;
    for (size_t j = sample->starts[word]; j < sample->starts[word + 1]; j++) {
        if (trainer->dropped[j - base])
            continue;
        uint32_t feature = sample->features[j];
        float *at = weights->rows[feature], *squares = weights->squares[feature],
              *drift = weights->drift[feature];
        for (int k = 0; k < MODEL_ROW; k++) {
            float change = descend(gradient[k + 1], &squares[k], step);
            at[k] -= change;
            drift[k] += updates * change;
        }
    }
}

static void update_transitions(struct trainer *trainer, const struct sample_sentence *sentence,
                               size_t i)
{
    const uint8_t *tags = trainer->sample.tags + sentence->first;
    unsigned class = trainer->sample.classes[sentence->first + i];
    struct weights *weights = &trainer->weights;
    chain_square likely;
    chain_pairs(&trainer->chain, i, class, likely);
    if (likely[0][0] > 0.999f && tags[i - 1] == 0 && tags[i] == 0)
        return;
    for (unsigned before = 0; before < MODEL_TAGS; before++)
        for (unsigned tag = 0; tag < MODEL_TAGS; tag++) {
            float gradient = likely[before][tag] - (tags[i - 1] == before && tags[i] == tag);
            if (!model_follows(before, tag) || fabsf(gradient) < 1e-4f)
                continue;
            float change = descend(gradient, &weights->transition_squares[class][before][tag],
                                   trainer->training.step);
            weights->transitions[class][before][tag] -= change;
            weights->transition_drift[class][before][tag] += (float)trainer->updates * change;
        }
}

static void learn_sentence(struct trainer *trainer, const struct sample_sentence *sentence)
{
    score_sentence(trainer, sentence);
    chain_sum(&trainer->chain, trainer->sample.classes + sentence->first, sentence->count);
    size_t base = trainer->sample.starts[sentence->first];
    for (size_t i = 0; i < sentence->count; i++) {
        float gradient[MODEL_TAGS], most = 0;
        chain_tags(&trainer->chain, i, gradient);
        unsigned right = trainer->sample.tags[sentence->first + i];
        trainer->loss -= log((double)gradient[right] + 1e-20);
        gradient[right] -= 1;
        for (unsigned tag = 1; tag < MODEL_TAGS; tag++)
            most = fmaxf(most, fabsf(gradient[tag]));
        if (most > 1e-3f) /* most words are O beyond doubt */
            update_rows(trainer, sentence->first + i, base, gradient);
        if (i > 0)
            update_transitions(trainer, sentence, i);
    }
}

/* ---- rounds ---- */

/* The average over the rounds since averaging began: the last weights, less what later changes have
 * done too much. */
static void add_to_total(struct trainer *trainer)
{
    const struct weights *weights = &trainer->weights;
    float share = 1 / (float)trainer->training.models, updates = (float)trainer->updates + 1;
    for (size_t i = 0; i < trainer->sample.key_count; i++)
        for (int k = 0; k < MODEL_ROW; k++)
            trainer->total[i][k] += share * (weights->rows[i][k] + weights->drift[i][k] / updates);
    for (unsigned class = 0; class < WORD_CLASSES; class ++)
        for (unsigned before = 0; before < MODEL_TAGS; before++)
            for (unsigned tag = 0; tag < MODEL_TAGS; tag++)
                trainer->total_transitions[class][before][tag] +=
                    share * (weights->transitions[class][before][tag] +
                             weights->transition_drift[class][before][tag] / updates);
}

bool trainer_round(struct trainer *trainer)
{
    enum { FACTORS_KEPT = 4 }; /* sentences between two makings of the factors, which cost much */
    if (trainer->done >= trainer_rounds(trainer))
        return false;
    unsigned round = trainer->done % trainer->training.rounds;
    unsigned averaged_from = trainer->training.rounds / 2;
    size_t count = trainer->sample.sentence_count;
    if (round == 0)
        weights_begin(trainer);
    shuffle(trainer->order, count, &trainer->random);
    trainer->loss = 0;
    for (size_t i = 0; i < count; i++) {
        if (i % FACTORS_KEPT == 0)
            chain_set_transitions(&trainer->chain,
                                  (const chain_square *)trainer->weights.transitions);
        trainer->updates = round < averaged_from ? 0 : trainer->updates + 1;
        learn_sentence(trainer, &trainer->sample.sentences[trainer->order[i]]);
    }
    if (round + 1 == trainer->training.rounds)
        add_to_total(trainer);
    return ++trainer->done < trainer_rounds(trainer);
}

/* Rows of the features; of a model that training went on from, those that have changed only. NULL
 * when memory is out. */
static struct model_row *changed_rows(const struct trainer *trainer, size_t *count)
{
    struct model_row *rows = array_new(trainer->sample.key_count + 1, sizeof *rows);
    *count = 0;
    for (size_t i = 0; rows != NULL && i < trainer->sample.key_count; i++) {
        row first;
        first_weights(trainer, i, first);
        if (memcmp(first, trainer->total[i], sizeof first) == 0)
            continue;
        rows[*count].key = trainer->sample.keys[i];
        memcpy(rows[*count].weights, trainer->total[i], sizeof first);
        ++*count;
    }
    return rows;
}

bool trainer_pack(const struct trainer *trainer, struct buf *into)
{
    size_t count;
    struct model_row *rows = changed_rows(trainer, &count);
    if (rows == NULL)
        return false;
    const void *transitions = trainer->total_transitions;
    struct model_parts parts = {.families = trainer->maker->families,
                                .facts = trainer->maker->facts,
                                .coarser = trainer->maker->coarser,
                                .rows = rows,
                                .row_count = count,
                                .transitions = transitions};
    bool fine = trainer->model != NULL ? model_patch(trainer->model, rows, count, transitions, into)
                                       : model_pack(&parts, trainer->training.size_limit, into);
    free(rows);
    return fine;
}
