#!/usr/bin/env python3
"""The forms of `leeszaal entities` say the same, and say what is in the files.

usage: entity_forms.py LEESZAAL FILE…

For each file: rows never overlap and their text is what stands there (blanks and line ends aside);
JSON Lines, standoff and CoNLL columns, read back, give the same spans, types and norms; the rows of
all files are the same whatever the number of threads. Exit 1 when anything differs.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

RULES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "brat_rules.py")
failed = []


def run(leeszaal, *arguments):
    done = subprocess.run([leeszaal, "entities", "--no-cache", *arguments], capture_output=True)
    return done.stdout.decode("utf-8")


def rows_of(leeszaal, path):
    rows = []
    for row in run(leeszaal, path).splitlines():
        cells = row.split("\t")
        rows.append((int(cells[1]), int(cells[2]), cells[5], cells[6], cells[7]))
    return rows


def bare(text):
    """Only what counts: a line-end hyphen may be kept or dropped, blanks are one."""
    return re.sub(r"[\s\u00ad\u2011\u00ac-]", "", text)


def check_text(path, text, rows):
    last = 0
    for start, end, kind, words, _ in rows:
        if start < last or end <= start:
            failed.append(f"{path}: {start}-{end} overlaps or is empty")
        if bare(text[start:end]) != bare(words):
            failed.append(f"{path}: {start}-{end} {kind} is {text[start:end]!r}, told {words!r}")
        last = end


def check_json(leeszaal, path, rows):
    objects = [json.loads(line) for line in run(leeszaal, "-f", "jsonl", path).splitlines()]
    told = [(o["start"], o["end"], o["type"], o["text"], o["norm"]) for o in objects]
    if told != rows:
        failed.append(f"{path}: JSON Lines differ from rows")


def check_standoff(leeszaal, path, text, rows):
    content = run(leeszaal, "-f", "ann", path)
    told = []
    for line in content.splitlines():
        spans = line.split("\t")[1].split(" ", 1)[1].split(";")
        kind = line.split("\t")[1].split(" ", 1)[0]
        told.append((int(spans[0].split()[0]), int(spans[-1].split()[1]), kind))
    if told != [row[:3] for row in rows]:
        failed.append(f"{path}: standoff differs from rows")
    with tempfile.TemporaryDirectory() as place:
        stem = os.path.join(place, "a")
        with open(stem + ".txt", "w", encoding="utf-8", newline="") as file:
            file.write(text)
        with open(stem + ".ann", "w", encoding="utf-8", newline="") as file:
            file.write(content)
        rules = subprocess.run([sys.executable, RULES, stem + ".ann"], capture_output=True)
        if rules.returncode != 0:
            failed.append(f"{path}: standoff breaks rules: {rules.stdout.decode('utf-8')}")


def check_columns(leeszaal, path, rows):
    """A mention's tokens cover it; two mentions in one token share it."""
    spans = {}
    before = None
    for line in run(leeszaal, "-f", "conll", path).splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) < 4:
            if line != "":
                failed.append(f"{path}: a line of columns is {line!r}")
            continue
        mention = cells[4] if len(cells) > 4 else None
        if (mention is None) != (cells[1] == "O"):
            failed.append(f"{path}: tag {cells[1]} with id {mention}")
        if mention is not None:
            first = cells[1].startswith("B-")
            if first == (mention == before) or first != (mention not in spans):
                failed.append(f"{path}: {mention} begins wrongly")
            start = spans[mention][0] if mention in spans else int(cells[2])
            spans[mention] = (start, int(cells[3]), cells[1][2:])
        before = mention
    for mention, (start, end, kind) in spans.items():
        row = rows[int(mention[1:]) - 1]
        if start > row[0] or end < row[1] or kind != row[2]:
            failed.append(f"{path}: columns of {mention} are {start}-{end} {kind}, not {row}")
    missing = len(rows) - len(spans)
    shared = sum(b[0] - a[1] <= 1 for a, b in zip(rows, rows[1:]))
    if missing > shared:
        failed.append(f"{path}: {missing} mentions have no columns")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    leeszaal, paths = sys.argv[1], sys.argv[2:]
    for path in paths:
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        rows = rows_of(leeszaal, path)
        check_text(path, text, rows)
        check_json(leeszaal, path, rows)
        check_standoff(leeszaal, path, text, rows)
        check_columns(leeszaal, path, rows)
    if run(leeszaal, "-j1", *paths) != run(leeszaal, "-j4", *paths):
        failed.append("rows depend on the number of threads")
    for what in failed[:20]:
        print(what)
    print(f"{len(paths)} files, {len(failed)} differences")
    sys.exit(1 if failed else 0)


main()
