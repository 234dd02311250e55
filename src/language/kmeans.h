/* kmeans: points on the unit sphere put in groups around centres. The first centres are points
 * picked by the caller's random state; a centre that loses all its points gets another one. */
#ifndef LEESZAAL_LANGUAGE_KMEANS_H
#define LEESZAAL_LANGUAGE_KMEANS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kmeans {
    const float *points;  /* [count][size], each of length 1 */
    const float *weights; /* [count]; NULL: all 1 */
    size_t count, size;
    float *centres; /* [groups][size] */
    size_t groups;
    uint32_t *group; /* [count] */
};
/* Picks the first centres. */
void kmeans_begin(struct kmeans *kmeans, uint64_t *random);
/* One turn: points to their nearest centre, centres to the middle of their points. *changed
 * is the number of points and centres that went elsewhere. False when memory is out. */
bool kmeans_turn(struct kmeans *kmeans, uint64_t *random, size_t *changed);
/* Makes `vector` of length 1 (unless it is 0). */
void kmeans_normalise(float *vector, size_t size);

#endif
