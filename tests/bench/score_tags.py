#!/usr/bin/env python3
"""Scores tags against hand-made ones, counting as conlleval of CoNLL-2000 to 2003 does.

usage: score_tags.py GOLD FOUND
       leeszaal entities --tokens TOKENS | score_tags.py GOLD -

Both files hold a token and, in the last column, its tag a line, with blank lines between sentences.
A name begins at a B, and at an I that follows O, another type or the start of a sentence; it counts
when its first word, its last word and its type are the same. The last line leaves the type out.
"""
import sys


def read_tags(lines):
    """The tags of all lines; None for a blank line."""
    for line in lines:
        columns = line.split()
        yield columns[-1] if columns else None


def names(tags):
    """The names as (start, end, type), end exclusive."""
    found, start, kind = [], None, None
    for place, tag in enumerate(list(tags) + [None]):
        head, _, this = (tag or "O").partition("-")
        goes_on = head == "I" and start is not None and this == kind
        if start is not None and not goes_on:
            found.append((start, place, kind))
            start = None
        if head in "BI" and not goes_on:
            start, kind = place, this
    return found


def percent(part, whole):
    return 100.0 * part / whole if whole else 0.0


def row(label, gold, found):
    right = len(gold & found)
    precision, recall = percent(right, len(found)), percent(right, len(gold))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"{label:>17}: precision: {precision:6.2f}%; recall: {recall:6.2f}%; FB1: {f1:6.2f}  {len(found)}"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as lines:
        gold_tags = list(read_tags(lines))
    with sys.stdin if sys.argv[2] == "-" else open(sys.argv[2], encoding="utf-8") as lines:
        found_tags = list(read_tags(lines))
    # Blank lines only part sentences; several, or some at the end, are as good as one.
    gold_tags, found_tags = squeeze(gold_tags), squeeze(found_tags)
    if len(gold_tags) != len(found_tags):
        sys.exit(f"score_tags: {len(gold_tags)} lines against {len(found_tags)}")
    gold, found = set(names(gold_tags)), set(names(found_tags))
    pairs = [pair for pair in zip(gold_tags, found_tags) if pair[0] is not None]
    same = sum(one == other for one, other in pairs)
    print(f"processed {len(pairs)} tokens with {len(gold)} phrases; "
          f"found: {len(found)} phrases; correct: {len(gold & found)}.")
    print(f"accuracy: {percent(same, len(pairs)):6.2f}%;" + row("", gold, found)[18:-len(f'  {len(found)}')])
    for kind in sorted({name[2] for name in gold | found}):
        print(row(kind, {name for name in gold if name[2] == kind},
                  {name for name in found if name[2] == kind}))
    print(row("untyped", {name[:2] for name in gold}, {name[:2] for name in found}))


def squeeze(tags):
    kept = []
    for tag in tags:
        if tag is not None or (kept and kept[-1] is not None):
            kept.append(tag)
    while kept and kept[-1] is None:
        kept.pop()
    return kept


if __name__ == "__main__":
    main()
