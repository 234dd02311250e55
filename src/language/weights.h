/* Weights of the evidence of one word, and of where it stands: the logarithm of the odds that it is a
 * slip is their sum; above 0 it is an `error`. Printed by tests/bench/spell_fit.py, which says what
 * they were fitted on; don't edit. */
#ifndef LEESZAAL_LANGUAGE_WEIGHTS_H
#define LEESZAAL_LANGUAGE_WEIGHTS_H

enum weight {
    WEIGHT_ONE,
    WEIGHT_COST,
    WEIGHT_FREQUENCY,
    WEIGHT_LETTERS,
    WEIGHT_SHORT,
    WEIGHT_PARTS,
    WEIGHT_COMPOUND,
    WEIGHT_SEEN,
    WEIGHT_OWN,
    WEIGHT_CHEAPLY,
    WEIGHT_LOWER,
    WEIGHT_UPPER,
    WEIGHT_MORE,
    WEIGHT_START,
    WEIGHTS
};

/* A slip so usual that others writing the word so says little for it. */
#define WEIGHT_CHEAP 80

/* clang-format off */
static const float weights[][WEIGHTS] = {
    [WORD_LOWER] = {5.34f, -1.72f, 1.07f, 0.11f, 0.32f, -3.70f, -0.75f, -1.83f, -1.54f, -1.46f, -2.04f, -0.73f, -1.07f, 0.00f},
    [WORD_CAPITAL] = {3.65f, -1.94f, 1.03f, 0.27f, 0.30f, -3.47f, -0.29f, -2.36f, -1.43f, -0.91f, -1.17f, -0.59f, -1.09f, 1.22f},
    [WORD_CAPITALS] = {0.96f, -1.14f, 0.30f, 0.40f, -0.29f, -0.27f, -0.07f, -0.39f, -0.48f, -0.02f, -0.04f, -0.49f, -0.34f, 0.14f},
    [WORD_MIXED] = {2.20f, -0.82f, 0.51f, 0.00f, -1.05f, -1.76f, 0.00f, -1.18f, -0.73f, 0.00f, -0.24f, -0.01f, -0.16f, 0.45f},
};
/* clang-format on */

#endif
