/* train: makes a model from marked text. A linear-chain conditional random field (Lafferty,
 * McCallum and Pereira 2001), trained by stochastic gradient with a step size of its own for each
 * weight (AdaGrad: Duchi, Hazan and Singer 2011), with a margin that grows with the cost of a
 * mistake, with features dropped at random (which keeps it from leaning on the words of the
 * training text alone), the weights averaged over the later rounds and over several models that saw
 * the sentences in different orders. One thread, random numbers of its own: the same input gives
 * the same bytes. */
#ifndef LEESZAAL_LANGUAGE_TRAIN_H
#define LEESZAAL_LANGUAGE_TRAIN_H

#include "src/language/model.h"
#include "src/language/tagged.h"

struct training {
    unsigned models; /* how many are averaged */
    unsigned rounds; /* times that each sees the text */
    float step;      /* size */
    float dropped;   /* share of the features, each time */
    /* What a word's wrong tag costs: no name instead of one, another name's tag, a name too many */
    float missed, mistaken, spurious;
    /* The sum of squared gradients that a feature of the model gone on from begins with: steps are
     * the smaller, so that what is new to it learns first. */
    float known;
    size_t size_limit; /* bytes of the model file */
};
extern const struct training training_shipped; /* as the shipped model is made */
/* For going on from a model with what a reader has marked: small steps. */
extern const struct training training_further;

struct trainer;
/* Looks at the text with the features of `maker` (borrowed, as is the text); NULL when memory is
 * out. Empty text is fine, and gives a model that finds nothing. */
struct trainer *trainer_new(const struct tagged *tagged, const struct feature_maker *maker,
                            const struct training *training);
/* The same, but weights begin as those of `model` (borrowed), whose facts and features are used:
 * what the text says nothing about stays as it is. Empty text gives the same model. */
struct trainer *trainer_of_model(const struct tagged *tagged, const struct model *model,
                                 const struct training *training);
void trainer_free(struct trainer *trainer);
/* One round over the text; true when there is another to do. */
bool trainer_round(struct trainer *trainer);
unsigned trainer_rounds(const struct trainer *trainer); /* all that there are to do */
/* Of the last round: the sum over all words of -log the probability of the right tag. */
double trainer_loss(const struct trainer *trainer);
/* After the last round: appends the model file. False when memory is out. */
bool trainer_pack(const struct trainer *trainer, struct buf *into);

#endif
