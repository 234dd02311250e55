#!/usr/bin/env python3
"""spell_fit: fits src/language/weights.h.

    spell_fit.py EVIDENCE CLEAN_DIR SEEDED_DIR PAIRS

EVIDENCE    the program tests/bench/spell_evidence
CLEAN_DIR   texts believed right, a paragraph a line
SEEDED_DIR  the same texts with errors put in, and errors.tsv (spell_seed.py): how scanners err
PAIRS       wrong TAB right: how writers err

A logistic regression for each kind of word: is it a slip, or a word or name that we don't know? Prints the header,
and on stderr what share of the tokens is flagged at which recall; BIAS holds the thresholds that were chosen from that.
"""

import glob
import math
import os
import subprocess
import sys

KINDS = {2: "LOWER", 3: "CAPITAL", 4: "CAPITALS", 5: "MIXED"}
FEATURES = ["one", "cost", "twice", "frequency", "letters", "short", "slim", "parts", "compound", "seen", "own", "cheaply", "lower", "upper", "more", "again", "start"]
FAR = 999
BIAS = {"LOWER": 1.6, "CAPITAL": 1.3, "CAPITALS": 2.0, "MIXED": 1.0}
HEADER = """/* Weights of the evidence of one word, and of where it stands: the logarithm of the odds that it is a
 * slip is their sum; above 0 it is an `error`. Printed by tests/bench/spell_fit.py, which says what
 * they were fitted on; don't edit. */
#ifndef LEESZAAL_LANGUAGE_WEIGHTS_H
#define LEESZAAL_LANGUAGE_WEIGHTS_H

enum weight {
%s
    WEIGHTS
};

/* A slip so usual that it is no wonder when others write the word so, or the text again. */
#define WEIGHT_CHEAP %d
/* Above this cost a slip is not one of sound or looks; a short word is so near others by chance. */
#define WEIGHT_SOUNDS %d
/* How often the word stands in the document is counted in doublings, to this many. */
#define WEIGHT_MORE_MOST %d

/* clang-format off */
static const float weights[][WEIGHTS] = {
%s
};
/* clang-format on */

#endif"""
SOUNDS = 150  # costlier slips are not of sound or looks; a short word is near others by chance
ONE_SLIP = 260  # NEAR_ONE_SLIP
MORE_MOST = 3  # doublings that are counted
CHEAP = 80  # a slip that many make: that others wrote the word so says less


def features(row):
    kind, cost, frequency, parts, seen, own, letters, compound, start, lower, upper, count, capitals = map(int, row)
    doublings = min(MORE_MOST, math.floor(math.log2((count + 1) // 2))) if count > 0 else 0
    return [
        1.0,
        cost / 100,
        1 if cost > ONE_SLIP else 0,
        (frequency + 650) / 100,
        min(letters, 14) - 8,
        max(0, 5 - letters),
        max(0, 6 - letters) if cost > SOUNDS else 0,
        parts,
        compound,
        seen,
        (own + 750) / 100 if seen else 0,
        1 if seen and cost <= CHEAP else 0,
        lower,
        upper,
        doublings if cost > CHEAP else 0,
        doublings if cost <= CHEAP else 0,
        start if kind != 2 and capitals == 0 else 0,
    ]


def ask(program, text, name=""):
    out = subprocess.run([program], input=text, capture_output=True, encoding="utf8").stdout
    fields = (line.split("\t") for line in out.split("\n"))
    return [(name, f[2], int(f[3]), int(f[4]), features(f[3:])) for f in fields if len(f) == 16]


def read(program, folder):
    """Rows of all texts: file, word, kind, cost, features; and the number of words."""
    rows, words = [], 0
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        text = open(path, encoding="utf8").read()
        words += len(text.split())
        rows += ask(program, text, os.path.basename(path))
    return rows, words


def usable(row):
    return row[2] in KINDS and 0 < row[3] < FAR


def repeated(row):
    """A writer errs inside sentences too, and a usual slip is made more than once."""
    x, index = row[4], FEATURES.index("more")
    for again in range(3 if row[3] <= CHEAP else 1):
        yield x[:index] + [0, again, 0]


def solve(matrix, vector):
    """Gauss elimination."""
    size = len(vector)
    rows = [matrix[i][:] + [vector[i]] for i in range(size)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, size):
            factor = rows[k][i] / rows[i][i]
            for j in range(i, size + 1):
                rows[k][j] -= factor * rows[i][j]
    result = [0.0] * size
    for i in reversed(range(size)):
        result[i] = (rows[i][size] - sum(rows[i][j] * result[j] for j in range(i + 1, size))) / rows[i][i]
    return result


def fit(samples, ridge=1.0, steps=12):
    """Newton's method on the logistic likelihood; a sample is (features, label, weight)."""
    size = len(samples[0][0])
    weights = [0.0] * size
    for _ in range(steps):
        gradient = [-ridge * w for w in weights]
        hessian = [[ridge if i == j else 0.0 for j in range(size)] for i in range(size)]
        for x, label, weight in samples:
            z = sum(a * b for a, b in zip(x, weights))
            p = 1 / (1 + math.exp(-max(-30, min(30, z))))
            for i in range(size):
                if x[i] == 0:
                    continue
                gradient[i] += weight * (label - p) * x[i]
                for j in range(size):
                    hessian[i][j] += weight * p * (1 - p) * x[i] * x[j]
        change = solve(hessian, gradient)
        weights = [w + c for w, c in zip(weights, change)]
    return weights


def main():
    program, clean, seeded, pairs = sys.argv[1:]
    negative, words = read(program, clean)
    rows, _ = read(program, seeded)
    errors = {tuple(line.split("\t")[:2]) for line in open(os.path.join(seeded, "errors.tsv"), encoding="utf8")}
    positive = [row for row in rows if (row[0], row[1]) in errors]
    wrong = [line.split("\t")[0] for line in open(pairs, encoding="utf8")]
    written = ask(program, "\n".join(word for word in wrong if word.isalpha()) + "\n")
    weights, rows = {}, []
    for kind, name in KINDS.items():
        samples = [(row[4], 0, 1.0) for row in negative if usable(row) and row[2] == kind]
        samples += [(row[4], 1, 0.2) for row in positive if usable(row) and row[2] == kind]
        mine = [row for row in written if usable(row) and row[2] == kind]
        samples += [(x, 1, 0.3) for row in mine for x in repeated(row)]
        weights[kind] = fit(samples)
        weights[kind][0] += BIAS[name]
        rows.append(f"    [WORD_{name}] = {{" + ", ".join(f"{w:.2f}f" for w in weights[kind]) + "},")
    print(HEADER % ("\n".join(f"    WEIGHT_{name.upper()}," for name in FEATURES), CHEAP, SOUNDS, MORE_MOST, "\n".join(rows)))
    for shift in (-2, -1, -0.5, 0, 0.5, 1, 2):

        def flagged(row):
            return usable(row) and sum(a * b for a, b in zip(row[4], weights[row[2]])) > shift

        wrong = sum(map(flagged, negative))
        found = sum(map(flagged, positive))
        print(
            f"threshold {shift:4}: flagged {100 * wrong / words:.3f} % of {words} words, "
            f"found {100 * found / len(errors):.1f} % of {len(errors)} scanner's errors "
            f"and {100 * sum(map(flagged, written)) / len(written):.1f} % of {len(written)} writer's",
            file=sys.stderr,
        )


main()
