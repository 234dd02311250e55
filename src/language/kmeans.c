#include <config.h>

#include "src/language/kmeans.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/bytes.h"
#include "src/language/random.h"

void kmeans_normalise(float *vector, size_t size)
{
    float sum = 0;
    for (size_t i = 0; i < size; i++)
        sum += vector[i] * vector[i];
    float inverse = sum > 0 ? 1 / sqrtf(sum) : 0;
    for (size_t i = 0; i < size; i++)
        vector[i] *= inverse;
}

static void pick_centre(struct kmeans *kmeans, size_t group, uint64_t *random)
{
    const float *point = kmeans->points + random_next(random) % kmeans->count * kmeans->size;
    memcpy(kmeans->centres + group * kmeans->size, point, kmeans->size * sizeof *point);
}

void kmeans_begin(struct kmeans *kmeans, uint64_t *random)
{
    for (size_t i = 0; i < kmeans->groups; i++)
        pick_centre(kmeans, i, random);
}

/* The sum of products, in eight lanes that a compiler turns into vector instructions. */
static float product(const float *a, const float *b, size_t size)
{
    float lanes[8] = {0};
    size_t i = 0;
    for (; i + 8 <= size; i += 8)
        for (size_t j = 0; j < 8; j++)
            lanes[j] += a[i + j] * b[i + j];
    for (; i < size; i++)
        lanes[0] += a[i] * b[i];
    return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) +
           ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
}

static uint32_t nearest(const struct kmeans *kmeans, const float *point)
{
    uint32_t best = 0;
    float closest = -2;
    for (size_t i = 0; i < kmeans->groups; i++) {
        float close = product(point, kmeans->centres + i * kmeans->size, kmeans->size);
        if (close > closest) {
            closest = close;
            best = (uint32_t)i;
        }
    }
    return best;
}

bool kmeans_turn(struct kmeans *kmeans, uint64_t *random, size_t *changed)
{
    size_t size = kmeans->size;
    float *sums = array_new(kmeans->groups * size, sizeof *sums);
    if (sums == NULL)
        return false;
    *changed = 0;
    for (size_t i = 0; i < kmeans->count; i++) {
        const float *point = kmeans->points + i * size;
        uint32_t group = nearest(kmeans, point);
        *changed += group != kmeans->group[i];
        kmeans->group[i] = group;
        float weight = kmeans->weights != NULL ? kmeans->weights[i] : 1;
        for (size_t j = 0; j < size; j++)
            sums[group * size + j] += weight * point[j];
    }
    for (size_t i = 0; i < kmeans->groups; i++) {
        kmeans_normalise(sums + i * size, size);
        memcpy(kmeans->centres + i * size, sums + i * size, size * sizeof *sums);
        if (product(sums + i * size, sums + i * size, size) == 0) {
            pick_centre(kmeans, i, random);
            ++*changed;
        }
    }
    free(sums);
    return true;
}
