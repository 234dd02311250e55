/* Weights of the evidence of one word, and of where it stands: the logarithm of the odds that it is
 * a slip is their sum; above 0 it is an `error`. Printed by tests/bench/spell_fit.py, which says
 * what they were fitted on; don't edit. */
#ifndef LEESZAAL_LANGUAGE_WEIGHTS_H
#define LEESZAAL_LANGUAGE_WEIGHTS_H

enum weight {
    WEIGHT_ONE,
    WEIGHT_COST,
    WEIGHT_TWICE,
    WEIGHT_FREQUENCY,
    WEIGHT_LETTERS,
    WEIGHT_SHORT,
    WEIGHT_SLIM,
    WEIGHT_PARTS,
    WEIGHT_COMPOUND,
    WEIGHT_SEEN,
    WEIGHT_OWN,
    WEIGHT_CHEAPLY,
    WEIGHT_LOWER,
    WEIGHT_UPPER,
    WEIGHT_MORE,
    WEIGHT_AGAIN,
    WEIGHT_START,
    WEIGHTS
};

/* A slip so usual that it is no wonder when others write the word so, or the text again. */
#define WEIGHT_CHEAP 80
/* Above this cost a slip is not one of sound or looks; a short word is so near others by chance. */
#define WEIGHT_SOUNDS 150
/* How often the word stands in the document is counted in doublings, to this many. */
#define WEIGHT_MORE_MOST 3

/* clang-format off */
static const float weights[][WEIGHTS] = {
    [WORD_LOWER] = {5.62f, -1.86f, 0.20f, 0.72f, 0.12f, -0.15f, -0.02f, -3.58f, -0.58f, -0.85f, -1.32f, -0.65f, -2.02f, -1.09f, -1.84f, 2.52f, 0.00f},
    [WORD_CAPITAL] = {3.18f, -2.14f, 0.15f, 0.97f, 0.27f, 0.47f, -0.32f, -3.69f, -0.06f, -2.27f, -1.20f, -0.11f, -1.13f, -0.64f, -0.87f, 2.05f, 1.16f},
    [WORD_CAPITALS] = {1.15f, -1.30f, -0.05f, 0.51f, 0.43f, -0.39f, 0.01f, -0.10f, 0.00f, -0.23f, -0.27f, -0.03f, -0.05f, -0.55f, -0.14f, 0.00f, 0.18f},
    [WORD_MIXED] = {1.72f, -0.90f, -0.47f, 0.33f, 0.14f, -0.70f, -0.87f, -2.09f, 0.00f, -0.94f, -0.51f, -0.08f, -0.20f, -0.21f, -0.64f, 0.21f, 0.60f},
};
/* clang-format on */

#endif
