#!/usr/bin/env python3
"""suggest_fit: fits src/language/rank_weights.h, what suggestions are ranked by.

    spell_suggest --candidates <PAIRS >CANDIDATES
    suggest_fit.py CANDIDATES [HELD_OUT...]

CANDIDATES  wrong TAB right TAB candidate|feature:value|... TAB ..., for each pair of a wrong and a right word
HELD_OUT    the same of other pairs, which have no part in the fit

A log-linear model: the chance that a candidate is the word that was meant goes by the exponential of a weighted sum of
features, normalised over the candidates of that word; weights by gradient ascent on the likelihood, drawn towards what
the costs and frequencies say by themselves (ridge). Prints the header; on stderr the share of pairs whose right word is
first and among five: of the pairs fitted on, of each fifth of them by weights fitted on the other four (what unseen pairs
may expect), and of the held-out ones.
"""

import math
import random
import sys

# In the order of the enums of rank.h and slips.h.
KINDS = ["near", "name", "tail", "head", "link", "hyphen", "split", "case", "stress", "drawn", "closed", "variant"]
SLOPES = ["frequency", "square", "rare", "short", "cost", "short cost", "two", "part frequency", "part cost", "lost", "first"]
SLIPS = ["double", "undouble", "missing vowel", "missing", "extra vowel", "extra", "vowels", "consonants", "letters", "swap"]
ENDS = ["t for d", "d for t", "t", "d", "no d", "s for n", "s", "n", "e", "no e"]
FEATURES = KINDS + SLOPES + SLIPS + ENDS
FREQUENCY, COST = FEATURES.index("frequency"), FEATURES.index("cost")
STEEP = 2.0  # of the likelihood: how much surer than centibels
RIDGE = 2.0
ROUNDS = 150
FOLDS = 5
ONE = 1000  # of the weights printed


def read(path):
    pairs = []
    for line in open(path, encoding="utf8"):
        wrong, right, *rest = line.rstrip("\n").split("\t")
        if not all("|" in field for field in rest):
            continue  # the figures at the end
        texts, rows = [], []
        for text, *values in (field.split("|") for field in rest):
            if text != wrong:
                texts.append(text)
                rows.append([(int(at), int(value) / 100) for at, value in (value.split(":") for value in values)])
        pairs.append((wrong, right, texts.index(right) if right in texts else -1, rows))
    return pairs


def start():
    weights = [0.0] * len(FEATURES)
    weights[FREQUENCY], weights[COST] = 0.3 * STEEP, -STEEP
    return weights


def scores(weights, rows):
    return [sum(weights[at] * value for at, value in row) for row in rows]


def gradient(weights, pairs):
    total = [2 * RIDGE * (before - now) for before, now in zip(start(), weights)]
    for _, _, gold, rows in pairs:
        if gold < 0:
            continue
        each = scores(weights, rows)
        top = max(each)
        chances = [math.exp(score - top) for score in each]
        whole = sum(chances)
        for number, (row, chance) in enumerate(zip(rows, chances)):
            share = (number == gold) - chance / whole
            if abs(share) > 1e-4:
                for at, value in row:
                    total[at] += share * value
    return total


def fit(pairs):
    """Steps that grow while the sign of a slope stays (Rprop)."""
    weights, steps, before = start(), [0.05] * len(FEATURES), [0.0] * len(FEATURES)
    for _ in range(ROUNDS):
        slopes = gradient(weights, pairs)
        for at, slope in enumerate(slopes):
            steps[at] *= 1.2 if slope * before[at] > 0 else 0.5 if slope * before[at] < 0 else 1
            if slope * before[at] < 0:
                slope = 0.0
            weights[at] += math.copysign(steps[at], slope) if slope else 0
            before[at] = slope
    return weights


def ranks(weights, pairs):
    for wrong, right, gold, rows in pairs:
        each = scores(weights, rows)
        rank = 1 + sum(score > each[gold] for score in each) if gold >= 0 else 0
        yield (wrong + right).isalpha(), rank


def tell(name, found):
    found = list(found)
    parts = []
    for what, chosen in (("all", [rank for _, rank in found]), ("letters", [rank for letters, rank in found if letters])):
        first, five = (100 * sum(1 <= rank <= most for rank in chosen) / max(1, len(chosen)) for most in (1, 5))
        parts.append(f"{what} {len(chosen)}: first {first:.1f}, in five {five:.1f}, a candidate {100 * sum(rank > 0 for rank in chosen) / max(1, len(chosen)):.1f}")
    print(f"{name}: {'; '.join(parts)}", file=sys.stderr)


def cross(pairs):
    order = pairs[:]
    random.Random(1).shuffle(order)
    for fold in range(FOLDS):
        held = order[fold::FOLDS]
        weights = fit([pair for at, pair in enumerate(order) if at % FOLDS != fold])
        yield from ranks(weights, held)


def header(weights):
    print(
        """/* What candidates are ranked by: the weights of rank.h's features, as they are scaled there. Printed
 * by tests/bench/suggest_fit.py, which says how they were fitted and on what; don't edit. */
#ifndef LEESZAAL_LANGUAGE_RANK_WEIGHTS_H
#define LEESZAAL_LANGUAGE_RANK_WEIGHTS_H

#include <stdint.h>

/* What the cost weighs. */
#define RANK_WEIGHT_ONE %d

/* clang-format off */
static const int16_t rank_weights[] = {"""
        % ONE
    )
    for name, weight in zip(FEATURES, weights):
        print(f"    {-ONE * weight / weights[COST]:.0f}, /* {name} */")
    print("};\n/* clang-format on */\n\n#endif")


def main():
    pairs = read(sys.argv[1])
    before = start()
    tell("before", ranks(before, pairs))
    weights = fit(pairs)
    tell("fitted", ranks(weights, pairs))
    tell("cross-validated", cross(pairs))
    for path in sys.argv[2:]:
        tell(path, ranks(weights, read(path)))
    header(weights)


main()
