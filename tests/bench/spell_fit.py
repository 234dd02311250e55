#!/usr/bin/env python3
"""spell_fit: fits src/language/weights.h, and says what red costs.

    spell_fit.py LEESZAAL EVIDENCE DATA WORDS [--families]

LEESZAAL    the program, which trains two taggers, each on half of the marked sentences
EVIDENCE    the program tests/bench/spell_evidence
DATA        folder with development data: ner/leeszaal.*.jsonl, text/*.txt.xz, text/sanctions/, spell/
WORDS       words.tsv, for how rare a word is (src/language/nl/words.tsv)

A logistic regression for each kind of word: is it a slip, or a word or name that we don't know? What is unknown in texts
believed right says the one; the same texts with slips put in say the other: as scanners and writers err (spell_seed.py),
and as the pairs of a wrong and a right word have it (OpenTaal). Rarer words are chosen more often: writers know the usual
ones. The tagger that says what is a name in a sentence never saw that sentence.

Prints the header. On stderr: the curve of what share of the words of right text is red at which recall, on CLIN28 (whose
0.4 % chose the threshold) and on a hold-out that nothing was fitted on; with --families also without each family
of features.
"""

import json
import lzma
import math
import os
import random
import re
import subprocess
import sys
import tempfile

import spell_seed

KINDS = {2: "LOWER", 3: "CAPITAL", 4: "CAPITALS", 5: "MIXED"}
TAGS = ["name", "person", "surname", "named"]
FAMILIES = {
    "parts": ["part", "beside", "part_near"],
    "seen": ["seen", "own"],
    "cased": ["cased_own", "inflected", "namelike"],
    "near words": ["lower", "upper", "wide"],
    "foreign words": ["foreign"],
    "quoted": ["quoted"],
    "times": ["more", "again"],
    "start": ["start"],
    "tagger": TAGS,
}
CHEAP = 0.8  # a cost; slips so usual that they are made again in a text
RED = 0.37  # % of the words of CLIN28's corrected text: the threshold
SMALL = 0.5  # what is in small letters is a slip more often than in the texts fitted on, which have many in names
WORD = re.compile(r"(?<![\w’'.@/-])[^\W\d_]{4,}(?![\w’'@/-])")
HEADER = """/* Weights of the features of a word and its place (weigh.h), the threshold included: a logistic
 * regression for each kind of word, printed by tests/bench/spell_fit.py, which says what it was
 * fitted on; don't edit. */
#ifndef LEESZAAL_LANGUAGE_WEIGHTS_H
#define LEESZAAL_LANGUAGE_WEIGHTS_H

#include "src/language/weigh.h"

/* clang-format off */
static const float weights[][WEIGH_FEATURES] = {
%s
};
/* clang-format on */

#endif"""


# ---- texts: lists of documents, a document a list of lines ----


def chunks(lines, size):
    return [lines[at : at + size] for at in range(0, len(lines), size)]


def sentences(rows):
    """Twenty sentences of one source are a document."""
    sources = {}
    for row in rows:
        sources.setdefault(row["source"].split(":")[0], []).append(row["text"].replace("\n", " "))
    return [chunk for lines in sources.values() for chunk in chunks(lines, 20)]


def running(path, start, end):
    text = lzma.open(path, "rt", encoding="utf8").read()
    return chunks(text[int(len(text) * start) : int(len(text) * end)].split("\n"), 400)


def read_lines(path):
    return open(path, encoding="utf8").read().split("\n")


def seeded(documents, slip, share, words, chance):
    """The documents with a slip in a share of the lines, and where: (document, line, byte): right word."""
    plan = []
    for number, lines in enumerate(documents):
        for at, line in enumerate(lines):
            found = list(WORD.finditer(line))
            if not found or chance.random() > share:
                continue
            capitals = [match for match in found if match.group()[0].isupper()]
            found = capitals if capitals and chance.random() < 0.3 else found
            rarity = [max(0.3, -words.get(match.group(), words.get(match.group().lower(), -700)) / 100 - 1.5) ** 1.5 for match in found]
            match = chance.choices(found, rarity)[0]
            plan.append((number, at, match.start(), match.group(), *slip(match.group())))
    return put_in(documents, plan)


def put_in(documents, plan):
    wrong = spell_seed.rejected({word for place in plan for word in place[3:5]})
    documents, places = [list(lines) for lines in documents], {}
    for number, at, start, word, bad, right in plan:
        if bad == word or bad not in wrong or (right == word and word in wrong):
            continue
        line = documents[number][at]
        places[number, at, len(line[:start].encode())] = right
        documents[number][at] = line[:start] + bad + line[start + len(word) :]
    return documents, places


class Pairs:
    """Wrong words of a list, each put in the place of some word of the same case."""

    def __init__(self, pairs):
        self.small = [pair for pair in pairs if not pair[1][0].isupper()]
        self.large = [pair for pair in pairs if pair[1][0].isupper()]

    def slip(self, word):
        pairs = self.large if word[0].isupper() else self.small
        return pairs.pop() if pairs else (word, word)


# ---- evidence ----


class Row:
    def __init__(self, fields, names):
        self.place = tuple(map(int, fields[:3]))
        self.word, self.kind = fields[3], int(fields[4])
        self.x = [(at, float(value)) for at, value in enumerate(fields[6:]) if float(value) != 0]
        self.names = names
        self.better = fields[5]
        self.right = None  # the word that was meant, when a slip was put in

    def is_mended(self):
        return self.better.lower() in ("", self.right.lower()) or self.value("parts") != 0

    def value(self, name):
        return dict(self.x).get(self.names.index(name), 0)


def evidence(program, documents, model=None):
    text = "\f\n".join("\n".join(lines) + "\n" for lines in documents)
    run = [program] + ([model] if model else [])
    out = subprocess.run(run, input=text, stdout=subprocess.PIPE, encoding="utf8", check=True).stdout.split("\n")
    names = out[0].split("\t")
    return [Row(line.split("\t"), names[6:]) for line in out[1:] if line]


class Source:
    """Rows of right text and of the same with slips, by kind of slip."""

    def __init__(self, tools, documents, model, share, pairs=()):
        program, words, known, chance = tools
        self.words = sum(len(line.split()) for lines in documents for line in lines)
        # What a list of errors has is none the less an error in a text believed right.
        self.right = [row for row in evidence(program, documents, model) if row.word.lower() not in known]
        self.slips, self.put = {}, {}
        kinds = {
            "writer": lambda word: (spell_seed.writer(word, chance), word),
            "scanner": lambda word: (spell_seed.scanner(word, chance), word),
        }
        if pairs:
            kinds["pairs"] = Pairs(list(pairs)).slip
        for kind, slip in kinds.items():
            texts, places = seeded(documents, slip, share, words, chance)
            self.slips[kind] = [row for row in evidence(program, texts, model) if row.place in places]
            for row in self.slips[kind]:
                row.right = places[row.place]
            self.put[kind] = len(places)


def train_tagger(leeszaal, rows, path):
    with open(path + ".jsonl", "w", encoding="utf8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    subprocess.run([leeszaal, "train", "--out=" + path, path + ".jsonl"], check=True, capture_output=True)


def read_sources(leeszaal, tools, data, pairs, folder):
    """What is fitted on, with the weights of right and wrong rows, and the hold-out."""
    chance = tools[3]
    rows = [json.loads(line) for line in open(f"{data}/ner/leeszaal.train.jsonl", encoding="utf8")]
    chance.shuffle(rows)
    halves = [rows[0::2], rows[1::2]]
    train, hold = {}, {}
    for number, half in enumerate(halves):
        model = f"{folder}/model{number}"
        train_tagger(leeszaal, halves[1 - number], model)
        train[f"sentences {number + 1}"] = (1.0, Source(tools, sentences(half), model, 0.5, pairs[number::3]))
    rows = [json.loads(line) for line in open(f"{data}/ner/leeszaal.dev.jsonl", encoding="utf8")]
    hold["sentences"] = Source(tools, sentences(rows), None, 1.0, pairs[2::3])
    for name, start, end, more, weight in (
        ("laws-64mb", 0, 0.02, 0.5, 0.5),
        ("treaties-16mb", 0, 0.06, 0.6, 0.5),
        ("debian-docs-5mb", 0, 0.5, 0.5, 0.15),
    ):
        path = f"{data}/text/{name}.txt.xz"
        train[name] = (weight, Source(tools, running(path, start, end), None, 0.1))
        hold[name] = Source(tools, running(path, more, min(1, more + end)), None, 0.1)
    papers = [read_lines(f"{data}/text/sanctions/{name}") for name in sorted(os.listdir(f"{data}/text/sanctions"))]
    hold["sanctions"] = Source(tools, papers, None, 0.5)
    return train, hold


class Clin28:
    def __init__(self, program, data):
        base = f"{data}/spell/clin28.validation."
        self.right = evidence(program, [read_lines(base + "corrected.txt")])
        self.wrong = evidence(program, [read_lines(base + "orig.txt")])
        self.words = sum(len(line.split()) for line in read_lines(base + "corrected.txt"))
        rows = [line.split("\t") for line in read_lines(base + "tsv") if line]
        words = [row[0] for row in rows if row[2] == "nonworderror" and " " not in row[0]]
        rejected = spell_seed.rejected(words)
        self.annotated = [word for word in words if word in rejected]

    def missed(self, red):
        found = {row.word for row in self.wrong if red(row)}
        return [word for word in self.annotated if word not in found]


# ---- fitting ----

SLIP_WEIGHT = {"writer": 0.25, "scanner": 0.25, "pairs": 0.6}


def samples_of(train, kind, without):
    """(features, label, weight). A usual slip is made more than once in a text, others seldom. A slip in a name counts
    when the better word is the right one; in a person's hardly, for nobody knows how that person is spelt."""
    for weight, source in train.values():
        names = source.right[0].names
        off = {names.index(name) for name in without}
        more, again = names.index("more"), names.index("again")
        for row in source.right:
            if row.kind == kind:
                yield [(at, value) for at, value in row.x if at not in off], 0, weight
        for slip, rows in source.slips.items():
            for row in rows:
                if row.kind != kind or (kind != 2 and not row.is_mended()):
                    continue
                person = 0.2 if row.value("person") or row.value("surname") else 1
                x = [(at, value) for at, value in row.x if at not in off and at not in (more, again)]
                for times in range(3 if row.value("cost") <= CHEAP and again not in off else 1):
                    yield x + ([(again, times)] if times else []), 1, weight * SLIP_WEIGHT[slip] * person


def solve(matrix, vector):
    """Gauss elimination."""
    size = len(vector)
    rows = [matrix[i][:] + [vector[i]] for i in range(size)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, size):
            factor = rows[k][i] / rows[i][i]
            if factor:
                for j in range(i, size + 1):
                    rows[k][j] -= factor * rows[i][j]
    result = [0.0] * size
    for i in reversed(range(size)):
        result[i] = (rows[i][size] - sum(rows[i][j] * result[j] for j in range(i + 1, size))) / rows[i][i]
    return result


def fit(samples, size, ridge=1.0, steps=10):
    """Newton's method on the logistic likelihood."""
    weights = [0.0] * size
    for _ in range(steps):
        gradient = [-ridge * w for w in weights]
        hessian = [[ridge if i == j else 0.0 for j in range(size)] for i in range(size)]
        for x, label, weight in samples:
            z = sum(value * weights[at] for at, value in x)
            p = 1 / (1 + math.exp(-max(-30, min(30, z))))
            curve = weight * p * (1 - p)
            for i, a in x:
                gradient[i] += weight * (label - p) * a
                row = hessian[i]
                for j, b in x:
                    row[j] += curve * a * b
        weights = [w + c for w, c in zip(weights, solve(hessian, gradient))]
    return weights


class Weights:
    def __init__(self, train, size, without=()):
        self.of = {}
        for kind in KINDS:
            # What is in small letters is not asked of the tagger.
            off = list(without) + (TAGS + ["start"] if kind == 2 else [])
            self.of[kind] = fit(list(samples_of(train, kind, off)), size)
        self.of[2][0] += SMALL
        self.threshold = 0.0

    def odds(self, row):
        weights = self.of.get(row.kind)
        return sum(weights[at] * value for at, value in row.x) if weights else -99.0

    def red(self, row):
        return self.odds(row) > self.threshold

    def choose(self, clin28, percent):
        odds = sorted(map(self.odds, clin28.right), reverse=True)
        self.threshold = odds[int(clin28.words * percent / 100)]


def share(weights, source):
    return 100 * sum(map(weights.red, source.right)) / source.words


def recall(weights, hold, slip):
    sources = [source for source in hold.values() if slip in source.slips]
    return 100 * sum(sum(map(weights.red, s.slips[slip])) for s in sources) / sum(s.put[slip] for s in sources)


def print_row(label, weights, clin28, hold):
    missed = clin28.missed(weights.red)
    print(f"{label:20} {share(weights, clin28):6.3f} {len(clin28.annotated) - len(missed):4} | "
          + " ".join(f"{share(weights, source):9.3f}" for source in hold.values())
          + " | " + " ".join(f"{recall(weights, hold, slip):7.1f}" for slip in SLIP_WEIGHT),
          file=sys.stderr, flush=True)  # fmt: skip
    return missed


def print_curve(weights, clin28, hold):
    print(f"{'':20} CLIN28: red %, found of {len(clin28.annotated)} | hold-out, red %: {' '.join(hold)} | found %: "
          + " ".join(SLIP_WEIGHT), file=sys.stderr)  # fmt: skip
    for percent in (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.7, 1.0):
        weights.choose(clin28, percent)
        print_row(f"at most {percent} %", weights, clin28, hold)
    weights.choose(clin28, RED)
    print("missed: " + " ".join(print_row(f"chosen: {RED} %", weights, clin28, hold)), file=sys.stderr)


def main():
    leeszaal, program, data = sys.argv[1:4]
    chance = random.Random(28)
    words = {}
    for line in open(sys.argv[4], encoding="utf8"):
        word, _, frequency = line.rstrip("\n").partition("\t")
        words[word] = int(frequency or -860)
    pairs = [tuple(line.split("\t")[:2]) for line in read_lines(f"{data}/spell/opentaal-corrections.tsv") if line]
    pairs = [(wrong, right) for wrong, right in pairs if len(wrong) > 2 and " " not in wrong and "-" not in wrong]
    chance.shuffle(pairs)
    tools = (program, words, {wrong.lower() for wrong, _ in pairs}, chance)
    with tempfile.TemporaryDirectory() as folder:
        train, hold = read_sources(leeszaal, tools, data, pairs, folder)
    clin28 = Clin28(program, data)
    size = len(clin28.right[0].names)
    weights = Weights(train, size)
    print_curve(weights, clin28, hold)
    lines = []
    for kind, name in KINDS.items():
        values = weights.of[kind][:]
        values[0] -= weights.threshold
        lines.append(f"    [WORD_{name}] = {{" + ", ".join(f"{value:.2f}f" for value in values) + "},")
    print(HEADER % "\n".join(lines), flush=True)
    if "--families" in sys.argv:
        for family, names in FAMILIES.items():
            other = Weights(train, size, names)
            other.choose(clin28, RED)
            print_row("without " + family, other, clin28, hold)


if __name__ == "__main__":
    main()
