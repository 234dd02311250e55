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
    [WORD_LOWER] = {5.06f, -1.26f, -0.74f, 0.70f, 0.10f, 0.23f, -0.39f, -4.07f, -0.75f, -1.03f, -1.38f, -0.54f, -2.32f, -1.09f, -1.92f, 2.58f, 0.00f},
    [WORD_CAPITAL] = {2.53f, -1.47f, -0.46f, 0.95f, 0.24f, 0.47f, -0.49f, -4.39f, -0.25f, -2.35f, -1.13f, -0.04f, -1.10f, -0.62f, -0.97f, 2.11f, 1.22f},
    [WORD_CAPITALS] = {1.01f, -1.22f, -0.05f, 0.37f, 0.36f, -0.40f, 0.02f, -0.32f, 0.00f, -0.24f, -0.29f, -0.04f, -0.04f, -0.53f, -0.16f, 0.00f, 0.17f},
    [WORD_MIXED] = {1.53f, -0.81f, -0.19f, 0.33f, -0.09f, -0.89f, -1.08f, -1.97f, 0.00f, -1.09f, -0.50f, -0.07f, -0.27f, -0.20f, -0.23f, 0.33f, 0.43f},
};
/* clang-format on */

#endif
