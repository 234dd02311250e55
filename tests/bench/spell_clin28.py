#!/usr/bin/env python3
"""spell_clin28: how often `spell` is right on text whose errors are annotated.

    spell_clin28.py LEESZAAL ORIGINAL CORRECTED PAIRS

ORIGINAL and CORRECTED are the same text with and without its errors, PAIRS the annotations: wrong TAB right TAB class
(CLIN28 shared task). Prints, as TSV: the share of blank-separated tokens of CORRECTED that are `error`, and how many of
the annotated non-word errors that hunspell rejects are `error` in ORIGINAL, with the words that were missed on stderr.

An annotation is one occurrence: a word that is annotated twice must be found twice.
"""

import collections
import subprocess
import sys

import spell_seed


def errors(leeszaal, path):
    run = [leeszaal, "spell", "--no-cache", path]
    out = subprocess.run(run, stdout=subprocess.PIPE, encoding="utf8", check=True).stdout
    return collections.Counter(line.split("\t")[6] for line in out.splitlines())


def main():
    leeszaal, original, corrected, pairs = sys.argv[1:]
    tokens = len(open(corrected, encoding="utf8").read().split())
    flagged = sum(errors(leeszaal, corrected).values())
    print(f"clin28 corrected\t{tokens} tokens\t{flagged} errors\t{100 * flagged / tokens:.3f} %")
    rows = [line.rstrip("\n").split("\t") for line in open(pairs, encoding="utf8")]
    wrong = [row[0] for row in rows if row[2] == "nonworderror" and " " not in row[0]]
    known = spell_seed.rejected(wrong)
    wanted = collections.Counter(word for word in wrong if word in known)
    found = errors(leeszaal, original)
    missed = wanted - found
    total = wanted.total()
    print(f"clin28 original\t{total} annotated\t{total - missed.total()} errors\t"
          f"{100 - 100 * missed.total() / max(1, total):.1f} %")  # fmt: skip
    if missed.total():
        print("missed: " + " ".join(missed.elements()), file=sys.stderr)


main()
