/* clusters: words that stand in the same surroundings. Vectors by structured skip-gram with
 * negative sampling (Mikolov et al. 2013; a set of output vectors for each place around the word:
 * Ling, Dyer, Black and Trancoso 2015), then k-means on their directions, and the centres again to
 * coarser clusters. One thread, random numbers of its own: the same text gives the same clusters on
 * one machine. */
#ifndef LEESZAAL_LANGUAGE_CLUSTERS_H
#define LEESZAAL_LANGUAGE_CLUSTERS_H

#include "src/language/facts.h"
#include "src/language/running.h"

struct clustering {
    unsigned rare;    /* words that stand less often are left out */
    unsigned reach;   /* words each side */
    unsigned noise;   /* random words against each real neighbour */
    unsigned passes;  /* over the text */
    unsigned turns;   /* of k-means */
    unsigned numbers; /* clusters: at most FACTS_CLUSTERS - 1 */
    double frequent;  /* share of the text above which a word is thinned out */
};
extern const struct clustering clustering_shipped;

struct clusters;
/* The text is borrowed. NULL when memory is out. */
struct clusters *clusters_new(const struct running *running, const struct clustering *clustering);
void clusters_free(struct clusters *clusters);
/* Some more of the work; true while there is more to do. */
bool clusters_step(struct clusters *clusters);
double clusters_share(const struct clusters *clusters); /* of the work done, 0 to 1 */
/* Adds the numbers to the facts. */
bool clusters_add_facts(const struct clusters *clusters, struct facts_maker *maker);
/* [FACTS_CLUSTERS][CLUSTER_LEVELS - 1], as feature_maker.coarser; borrowed. */
const uint16_t *clusters_coarser(const struct clusters *clusters);

#endif
