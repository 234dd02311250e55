#!/usr/bin/env python3
"""Scores the names that `leeszaal entities` finds in documents against a hand-made list.

usage: score_entities.py LEESZAAL GOLD.tsv FOLDER

GOLD.tsv has columns file (in FOLDER), start, end (code points), type, text, line. A name counts when
its span is exactly the same: typed when its type is too, untyped without. Prints precision, recall
and F1 and each difference.
"""
import subprocess
import sys

NAMES = {"PER", "ORG", "LOC", "MISC"}


def read_gold(path):
    gold = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            name, start, end, kind, text, *_ = line.rstrip("\n").split("\t")
            gold[(name, int(start), int(end))] = (kind, text)
    return gold


def find(leeszaal, folder, names):
    found = {}
    paths = [f"{folder.rstrip('/')}/{name}" for name in sorted(names)]
    rows = subprocess.run([leeszaal, "entities", *paths], capture_output=True, check=True).stdout
    for row in rows.decode("utf-8").splitlines():
        path, start, end, _, _, kind, text, _ = row.split("\t")
        if kind in NAMES:
            found[(path.rsplit("/", 1)[1], int(start), int(end))] = (kind, text)
    return found


def score(what, right, found, gold):
    precision = right / found if found else 0.0
    recall = right / gold if gold else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    print(f"{what}\t{100 * precision:.1f}\t{100 * recall:.1f}\t{100 * f1:.1f}")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    gold = read_gold(sys.argv[2])
    found = find(sys.argv[1], sys.argv[3], {name for name, _, _ in gold})
    print("scheme\tprecision\trecall\tf1")
    score("typed", sum(gold.get(at, ("", ""))[0] == kind for at, (kind, _) in found.items()),
          len(found), len(gold))
    score("untyped", sum(at in gold for at in found), len(found), len(gold))
    for at in sorted(gold.keys() | found.keys()):
        want, have = gold.get(at), found.get(at)
        if want is None or have is None or want[0] != have[0]:
            print("differs", *at, "gold", want, "found", have, sep="\t")


main()
