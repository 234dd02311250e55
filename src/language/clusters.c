#include <config.h>

#include "src/language/clusters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "src/language/features.h"
#include "src/language/kmeans.h"
#include "src/language/random.h"

enum { SIZE = 64 }; /* of a vector */
typedef float vector[SIZE];

const struct clustering clustering_shipped = {.rare = 4,
                                              .reach = 4,
                                              .noise = 6,
                                              .passes = 4,
                                              .turns = 12,
                                              .numbers = FACTS_CLUSTERS - 1,
                                              .frequent = 1e-4};

enum { SENTENCE_MOST = 1000, NOISE_SIZE = 1 << 20, SIGMOID_SIZE = 2048, SIGMOID_REACH = 8 };
/* Tokens between two looks of the caller. */
enum { SLICE = 1 << 20 };
/* The coarser levels, and turns of k-means for each. */
static const size_t coarser_numbers[CLUSTER_LEVELS - 1] = {512, 128, 32};
enum { COARSER_TURNS = 30 };

struct clusters {
    const struct running *running;
    struct clustering clustering;
    uint64_t random;
    uint32_t *ranks; /* of the text's words: their place here, or `count` for a rare one */
    uint32_t *words; /* the other way */
    size_t count;
    uint64_t tokens;
    vector *inner;   /* [count] */
    vector *outer;   /* [2 * reach][count] */
    uint32_t *noise; /* words in proportion to their count to the power 3/4 */
    float *kept;     /* the share of its places at which a frequent word is looked at */
    float *sigmoid;
    unsigned pass, turn;
    size_t at; /* in the stream */
    uint64_t seen;

    struct kmeans kmeans;
    uint32_t *group;
    float *centres;
    uint16_t *coarser;
};

/* ---- vocabulary ---- */

struct ranked {
    uint32_t word, count;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *one = a, *other = b;
    if (one->count != other->count)
        return one->count < other->count ? 1 : -1;
    return one->word < other->word ? -1 : one->word > other->word;
}

static bool rank_words(struct clusters *clusters)
{
    const struct running *running = clusters->running;
    struct ranked *ranked = array_new(running->word_count + 1, sizeof *ranked);
    clusters->ranks = array_new(running->word_count + 1, sizeof *clusters->ranks);
    clusters->words = array_new(running->word_count + 1, sizeof *clusters->words);
    if (ranked == NULL || clusters->ranks == NULL || clusters->words == NULL) {
        free(ranked);
        return false;
    }
    for (size_t i = 0; i < running->word_count; i++)
        ranked[i] = (struct ranked){(uint32_t)i, running->words[i].count};
    qsort(ranked, running->word_count, sizeof *ranked, compare_ranked);
    while (clusters->count < running->word_count &&
           ranked[clusters->count].count >= clusters->clustering.rare) {
        clusters->words[clusters->count] = ranked[clusters->count].word;
        clusters->tokens += ranked[clusters->count].count;
        clusters->count++;
    }
    for (size_t i = 0; i < running->word_count; i++)
        clusters->ranks[ranked[i].word] = (uint32_t)(i < clusters->count ? i : clusters->count);
    free(ranked);
    return true;
}

static double count_of(const struct clusters *clusters, size_t rank)
{
    return clusters->running->words[clusters->words[rank]].count;
}

static void fill_noise(struct clusters *clusters)
{
    double total = 0, sum = 0;
    for (size_t i = 0; i < clusters->count; i++)
        total += pow(count_of(clusters, i), 0.75);
    size_t rank = 0;
    for (size_t i = 0; i < NOISE_SIZE; i++) {
        while (rank + 1 < clusters->count &&
               sum + pow(count_of(clusters, rank), 0.75) < total * (double)i / NOISE_SIZE)
            sum += pow(count_of(clusters, rank++), 0.75);
        clusters->noise[i] = (uint32_t)rank;
    }
}

static void fill_kept(struct clusters *clusters)
{
    for (size_t i = 0; i < clusters->count; i++) {
        double ratio =
            clusters->clustering.frequent * (double)clusters->tokens / count_of(clusters, i);
        clusters->kept[i] = (float)fmin(1, sqrt(ratio) + ratio);
    }
}

struct clusters *clusters_new(const struct running *running, const struct clustering *clustering)
{
    struct clusters *clusters = array_new(1, sizeof *clusters);
    if (clusters == NULL)
        return NULL;
    clusters->running = running;
    clusters->clustering = *clustering;
    clusters->random = RANDOM_SEED;
    bool fine = rank_words(clusters);
    size_t count = clusters->count + 1;
    clusters->inner = array_new(count, sizeof(vector));
    clusters->outer = array_new(count * 2 * clustering->reach, sizeof(vector));
    clusters->noise = array_new(NOISE_SIZE, sizeof *clusters->noise);
    clusters->kept = array_new(count, sizeof *clusters->kept);
    clusters->sigmoid = array_new(SIGMOID_SIZE, sizeof *clusters->sigmoid);
    clusters->group = array_new(count, sizeof *clusters->group);
    clusters->centres = array_new(clustering->numbers, sizeof(vector));
    clusters->coarser =
        array_new((size_t)FACTS_CLUSTERS * (CLUSTER_LEVELS - 1), sizeof *clusters->coarser);
    if (!fine || clusters->inner == NULL || clusters->outer == NULL || clusters->noise == NULL ||
        clusters->kept == NULL || clusters->sigmoid == NULL || clusters->group == NULL ||
        clusters->centres == NULL || clusters->coarser == NULL) {
        clusters_free(clusters);
        return NULL;
    }
    for (size_t i = 0; i < clusters->count; i++)
        for (size_t j = 0; j < SIZE; j++)
            clusters->inner[i][j] =
                ((float)(random_next(&clusters->random) >> 8) / (1 << 24) - 0.5f) / SIZE;
    for (int i = 0; i < SIGMOID_SIZE; i++)
        clusters->sigmoid[i] =
            1 / (1 + expf(-(float)(2 * i - SIGMOID_SIZE) * SIGMOID_REACH / SIGMOID_SIZE));
    fill_noise(clusters);
    fill_kept(clusters);
    return clusters;
}

void clusters_free(struct clusters *clusters)
{
    if (clusters == NULL)
        return;
    free(clusters->ranks);
    free(clusters->words);
    free(clusters->inner);
    free(clusters->outer);
    free(clusters->noise);
    free(clusters->kept);
    free(clusters->sigmoid);
    free(clusters->group);
    free(clusters->centres);
    free(clusters->coarser);
    free(clusters);
}

/* ---- vectors ---- */

static float product(const float *a, const float *b)
{
    float lanes[8] = {0};
    for (size_t i = 0; i < SIZE; i += 8)
        for (size_t j = 0; j < 8; j++)
            lanes[j] += a[i + j] * b[i + j];
    return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) +
           ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
}

static float sigmoid(const struct clusters *clusters, float x)
{
    if (x <= -SIGMOID_REACH)
        return 0;
    if (x >= SIGMOID_REACH)
        return 1;
    int at = (int)((x + SIGMOID_REACH) * (SIGMOID_SIZE / (2.0f * SIGMOID_REACH)));
    return clusters->sigmoid[at < SIGMOID_SIZE ? at : SIGMOID_SIZE - 1]; /* the sum may round up */
}

/* The word moves to its neighbour and away from random words, as does the neighbour. */
static void learn_pair(struct clusters *clusters, uint32_t word, uint32_t neighbour, vector *outer,
                       float rate, vector change)
{
    const float *inner = clusters->inner[word];
    for (unsigned k = 0; k <= clusters->clustering.noise; k++) {
        uint32_t other = neighbour;
        if (k > 0) {
            other = clusters->noise[random_next(&clusters->random) & (NOISE_SIZE - 1)];
            if (other == neighbour)
                continue;
        }
        float *out = outer[other];
        float error = rate * ((float)(k == 0) - sigmoid(clusters, product(inner, out)));
        for (size_t i = 0; i < SIZE; i++)
            change[i] += error * out[i];
        for (size_t i = 0; i < SIZE; i++)
            out[i] += error * inner[i];
    }
}

static void learn_sentence(struct clusters *clusters, const uint32_t *words, size_t count,
                           float rate)
{
    size_t reach = clusters->clustering.reach;
    for (size_t i = 0; i < count; i++) {
        vector change = {0};
        size_t from = i > reach ? i - reach : 0, to = i + reach < count ? i + reach + 1 : count;
        for (size_t j = from; j < to; j++) {
            if (j == i)
                continue;
            size_t place = j < i ? j + reach - i : j + reach - i - 1;
            learn_pair(clusters, words[i], words[j], clusters->outer + place * clusters->count,
                       rate, change);
        }
        for (size_t k = 0; k < SIZE; k++)
            clusters->inner[words[i]][k] += change[k];
    }
}

/* The next sentence of the stream, frequent words thinned out; its length. */
static size_t next_sentence(struct clusters *clusters, uint32_t *words)
{
    const struct running *running = clusters->running;
    size_t count = 0;
    while (clusters->at < running->stream_count && count < SENTENCE_MOST) {
        uint32_t word = running->stream[clusters->at++];
        if (word == RUNNING_END)
            break;
        uint32_t rank = clusters->ranks[word];
        if (rank == clusters->count)
            continue;
        clusters->seen++;
        if ((float)(random_next(&clusters->random) >> 8) / (1 << 24) < clusters->kept[rank])
            words[count++] = rank;
    }
    return count;
}

static void learn_slice(struct clusters *clusters)
{
    const float first_rate = 0.035f, last_rate = 0.0002f;
    uint32_t words[SENTENCE_MOST];
    uint64_t until = clusters->seen + SLICE, all = clusters->tokens * clusters->clustering.passes;
    while (clusters->at < clusters->running->stream_count && clusters->seen < until) {
        size_t count = next_sentence(clusters, words);
        float rate = first_rate * (1 - (float)((double)clusters->seen / (double)all));
        learn_sentence(clusters, words, count, fmaxf(rate, last_rate));
    }
    if (clusters->at == clusters->running->stream_count) {
        clusters->at = 0;
        clusters->pass++;
    }
}

/* ---- groups ---- */

static void begin_groups(struct clusters *clusters)
{
    for (size_t i = 0; i < clusters->count; i++)
        kmeans_normalise(clusters->inner[i], SIZE);
    size_t groups = clusters->clustering.numbers;
    clusters->kmeans = (struct kmeans){
        .points = &clusters->inner[0][0],
        .count = clusters->count,
        .size = SIZE,
        .centres = clusters->centres,
        .groups = groups < clusters->count ? groups : clusters->count,
        .group = clusters->group,
    };
    kmeans_begin(&clusters->kmeans, &clusters->random);
}

/* Groups of the groups' centres, each weighted by its words. */
static bool group_coarser(struct clusters *clusters, size_t level)
{
    size_t groups = clusters->kmeans.groups;
    float *weights = array_new(groups, sizeof *weights);
    float *centres = array_new(coarser_numbers[level], sizeof(vector));
    uint32_t *group = array_new(groups, sizeof *group);
    bool fine = weights != NULL && centres != NULL && group != NULL;
    if (fine) {
        for (size_t i = 0; i < clusters->count; i++)
            weights[clusters->group[i]]++;
        struct kmeans kmeans = {
            .points = clusters->centres,
            .weights = weights,
            .count = groups,
            .size = SIZE,
            .centres = centres,
            .groups = coarser_numbers[level] < groups ? coarser_numbers[level] : groups,
            .group = group,
        };
        size_t changed = 1;
        kmeans_begin(&kmeans, &clusters->random);
        for (int i = 0; fine && i < COARSER_TURNS && changed > 0; i++)
            fine = kmeans_turn(&kmeans, &clusters->random, &changed);
        for (size_t i = 0; i < groups; i++) /* 0 is no cluster */
            clusters->coarser[(i + 1) * (CLUSTER_LEVELS - 1) + level] = (uint16_t)(group[i] + 1);
    }
    free(weights);
    free(centres);
    free(group);
    return fine;
}

bool clusters_step(struct clusters *clusters)
{
    if (clusters->count == 0)
        return false;
    if (clusters->pass < clusters->clustering.passes) {
        learn_slice(clusters);
        if (clusters->pass == clusters->clustering.passes)
            begin_groups(clusters);
        return true;
    }
    size_t changed = 0;
    if (clusters->turn >= clusters->clustering.turns ||
        !kmeans_turn(&clusters->kmeans, &clusters->random, &changed))
        return false;
    if (++clusters->turn < clusters->clustering.turns)
        return true;
    for (size_t level = 0; level < CLUSTER_LEVELS - 1; level++)
        group_coarser(clusters, level);
    return false;
}

double clusters_share(const struct clusters *clusters)
{
    double all = (double)clusters->tokens * clusters->clustering.passes;
    double vectors = all > 0 ? (double)clusters->seen / all : 1;
    double groups = (double)clusters->turn / clusters->clustering.turns;
    return 0.9 * vectors + 0.1 * groups;
}

bool clusters_add_facts(const struct clusters *clusters, struct facts_maker *maker)
{
    for (size_t i = 0; i < clusters->count; i++) {
        uint64_t key = facts_word_key(running_text(clusters->running, clusters->words[i]));
        if (!facts_add(maker, key, (clusters->group[i] + 1) << FACT_CLUSTER_SHIFT))
            return false;
    }
    return true;
}

const uint16_t *clusters_coarser(const struct clusters *clusters)
{
    return clusters->coarser;
}
