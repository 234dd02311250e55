/* Weights of the features of a word and its place (weigh.h), the threshold included: a logistic
 * regression for each kind of word, printed by tests/bench/spell_fit.py, which says what it was
 * fitted on; don't edit. */
#ifndef LEESZAAL_LANGUAGE_WEIGHTS_H
#define LEESZAAL_LANGUAGE_WEIGHTS_H

#include "src/language/weigh.h"

/* clang-format off */
static const float weights[][WEIGH_FEATURES] = {
    [WORD_LOWER] = {5.57f, -1.29f, -0.62f, 0.27f, -0.08f, -0.30f, -0.23f, -2.26f, 0.34f, 0.20f, -0.76f, -0.67f, -1.21f, -1.95f, -1.05f, -0.61f, -0.81f, -0.07f, -0.09f, -1.13f, -0.90f, -1.66f, -3.50f, 0.06f, 0.00f, 0.00f, 0.00f, 0.00f, 0.00f},
    [WORD_CAPITAL] = {3.19f, -1.90f, -0.99f, 1.02f, 0.25f, 0.17f, -0.51f, -1.38f, 0.68f, -0.18f, -0.20f, -0.20f, -2.71f, -1.18f, -0.79f, -0.74f, 1.32f, -1.14f, -1.04f, -0.37f, -0.76f, -0.22f, -1.65f, -0.18f, 1.63f, 0.60f, -1.71f, -2.28f, -0.37f},
    [WORD_CAPITALS] = {0.12f, -0.98f, -0.10f, 0.20f, 0.13f, -0.88f, 0.00f, -0.05f, -0.04f, 0.05f, -0.00f, 0.00f, -0.52f, -0.65f, 0.00f, -0.37f, -0.03f, 0.11f, -0.48f, 0.01f, 0.21f, -0.35f, -0.66f, -0.36f, 0.35f, -0.57f, 0.10f, -0.23f, 0.05f},
    [WORD_MIXED] = {1.11f, -1.74f, -0.13f, 0.69f, -0.10f, -0.76f, -0.84f, -0.91f, 0.11f, -0.16f, -0.47f, 0.00f, -1.05f, -0.58f, -0.68f, -0.06f, 1.51f, -0.15f, -0.06f, -0.32f, -0.02f, -0.50f, -1.33f, 0.29f, 0.98f, 0.43f, 0.19f, -0.34f, 0.98f},
};
/* clang-format on */

#endif
