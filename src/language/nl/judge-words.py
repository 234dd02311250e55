#!/usr/bin/env python3
"""Makes judge.words: Dutch words that keep a hyphen at a line end (src/text/judge.h).

    judge-words.py DATA >judge.words

DATA is a folder with running text in text/ (*.txt, *.txt.xz) and a list of words with
their frequency, spell/wordfreq-large-nl.tsv. A pair of parts is listed when it is found
with a hyphen inside a line at least twice, and its solid form is not a word of the list
nor found in the text (or a tenth as often at most); a pair found twenty times needs only
that the text hardly ever has it solid, because the list has common errors too. A solid word that begins like a prefix of judge.c (expeditie, oudere) is listed
with = between its parts, wherever it could be split: there the hyphen goes.
"""
import collections
import glob
import lzma
import re
import sys

# A comment line sorts before all words, so that the file can be searched as it is.
SOURCES = """\
# Dutch words that keep a hyphen at a line end, made by judge-words.py from: Dutch laws,
# treaties and sanction regulations (official texts, statengeneraal/laws-markdown), Dutch
# manuals of Debian packages (free licences), solid forms of wordfreq (CC BY-SA 4.0).
"""
# Those of judge.c that begin other words too.
PREFIXES = ("ex", "interim", "leerling", "loco", "meester", "niet", "non", "oud", "pseudo", "quasi", "semi", "sint", "vice")
COMMON = -650  # centibels: a word that is met in print now and then
WORD = re.compile(r"[^\W\d_]+(?:[-\u2011][^\W\d_]+)*")


def texts(data):
    for path in sorted(glob.glob(data + "/text/**/*.txt*", recursive=True)):
        opener = lzma.open if path.endswith(".xz") else open
        with opener(path, "rt", encoding="utf-8", errors="replace") as text:
            yield from text


def main(data):
    solid, pairs = collections.Counter(), collections.Counter()
    for line in texts(data):
        for word in WORD.findall(line.replace("\u2011", "-")):
            if "-" not in word:
                solid[word.lower()] += 1
                continue
            parts = word.split("-")
            for left, right in zip(parts, parts[1:]):
                # Capitals are the rules' affair; one letter is no word.
                if left[1:].islower() and right.islower() and len(right) > 2:
                    pairs[left.lower(), right] += 1
    listed, common = set(), set()
    with open(data + "/spell/wordfreq-large-nl.tsv", encoding="utf-8") as words:
        for line in words:
            word, frequency = line.rstrip("\n").split("\t")
            listed.add(word)
            common.update([word] if int(frequency) >= COMMON else [])
    keep = []
    hanging = {"en", "of", "de", "het", "een", "te", "in"}  # no parts of a word
    for (left, right), count in pairs.items():
        joined = left + right
        often = count >= 20 and solid[joined] * 50 <= count
        if left not in hanging and (
            often or count >= 2 and joined not in listed and solid[joined] * 10 <= count
        ):
            keep.append(left + "-" + right)
    common.update(word for word, count in solid.items() if count >= 5)
    for word in common:
        for prefix in PREFIXES:
            rest = word[len(prefix) :]
            if word.startswith(prefix) and len(rest) > 1 and pairs[prefix, rest] * 3 < max(solid[word], 3):
                keep.append(prefix + "=" + rest)
    keep.sort(key=lambda word: word.encode())
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    print(SOURCES + "\n".join(keep))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
