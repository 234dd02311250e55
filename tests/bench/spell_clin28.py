#!/usr/bin/env python3
"""spell_clin28: how often `spell` is right on text whose errors are annotated.

    spell_clin28.py LEESZAAL ORIGINAL CORRECTED PAIRS

ORIGINAL and CORRECTED are the same text with and without its errors, PAIRS the annotations: wrong TAB right TAB class
(CLIN28 shared task). Prints, as TSV: the share of blank-separated tokens of CORRECTED that are `error`, and how many of
the annotated non-word errors that hunspell rejects are `error` in ORIGINAL, with the words that were missed on stderr.
"""

import os
import subprocess
import sys


def errors(leeszaal, path):
    out = subprocess.run([leeszaal, "spell", path], capture_output=True, encoding="utf8").stdout
    return [line.split("\t")[6] for line in out.splitlines()]


def rejected(words):
    env = dict(os.environ, LC_ALL="C.UTF-8")
    run = ["hunspell", "-d", "nl_NL", "-i", "utf-8", "-l"]
    out = subprocess.run(run, input="\n".join(words), env=env, capture_output=True, encoding="utf8").stdout
    return set(out.split())


def main():
    leeszaal, original, corrected, pairs = sys.argv[1:]
    tokens = len(open(corrected, encoding="utf8").read().split())
    flagged = len(errors(leeszaal, corrected))
    print(f"clin28 corrected\t{tokens} tokens\t{flagged} errors\t{100 * flagged / tokens:.3f} %")
    rows = [line.rstrip("\n").split("\t") for line in open(pairs, encoding="utf8")]
    wrong = [row[0] for row in rows if row[2] == "nonworderror" and " " not in row[0]]
    known = rejected(wrong)
    wrong = [word for word in wrong if word in known]
    found = set(errors(leeszaal, original))
    missed = [word for word in wrong if word not in found]
    print(f"clin28 original\t{len(wrong)} annotated\t{len(wrong) - len(missed)} errors\t"
          f"{100 - 100 * len(missed) / max(1, len(wrong)):.1f} %")  # fmt: skip
    if missed:
        print("missed: " + " ".join(missed), file=sys.stderr)


main()
