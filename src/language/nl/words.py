#!/usr/bin/env python3
"""words: makes nl/words.tsv and nl/seen.tsv anew.

    words.py WORDFREQ DICTIONARY OUT_DIR

WORDFREQ    word TAB centibels, lower case (wordfreq 3, large list for Dutch, CC BY-SA 4.0)
DICTIONARY  the path of nl_NL.aff and nl_NL.dic without the suffix (OpenTaal 2.20, BSD-3-Clause or CC BY 3.0)

words.tsv holds every word that the dictionary takes, in its own capitals, with how often it is written (0 is always,
-900 is never seen); seen.tsv the words of WORDFREQ that the dictionary rejects: names, foreign words, and errors.
No list of errors has a part in it: suggestions and verdicts are measured on those.
"""

import ctypes
import ctypes.util
import re
import sys

NEVER_SEEN = -860  # below the rarest word that wordfreq knows, -799
SEEN_RARELY = -750  # below it a rejected word is more often an error than a name


class Hunspell:
    def __init__(self, path):
        self.lib = ctypes.CDLL(ctypes.util.find_library("hunspell-1.7"))
        self.lib.Hunspell_create.restype = ctypes.c_void_p
        self.lib.Hunspell_spell.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        self.handle = self.lib.Hunspell_create((path + ".aff").encode(), (path + ".dic").encode())

    def takes(self, word):
        return bool(self.lib.Hunspell_spell(self.handle, word.encode()))


def pairs(flags):
    return [flags[i : i + 2] for i in range(0, len(flags), 2)]


def read_affixes(path):
    rules = {}
    for line in open(path + ".aff", encoding="utf8"):
        field = line.split()
        if len(field) < 5 or field[0] not in ("SFX", "PFX"):
            continue
        strip = "" if field[2] == "0" else field[2]
        add, _, more = field[3].partition("/")
        add = "" if add == "0" else add
        anchored = field[4] + "$" if field[0] == "SFX" else "^" + field[4]
        condition = None if field[4] == "." else re.compile(anchored)
        rules.setdefault(field[1], []).append((field[0] == "SFX", strip, add, pairs(more), condition))
    return rules


def affixed(word, rules):
    for suffix, strip, add, more, condition in rules:
        if condition is not None and not condition.search(word):
            continue
        if suffix and word.endswith(strip):
            yield word[: len(word) - len(strip)] + add, more
        elif not suffix and word.startswith(strip):
            yield add + word[len(strip) :], more


def read_forms(path, forbidden="Fw"):
    """The stems of the dictionary and all their inflections."""
    rules = read_affixes(path)
    forms = set()
    for line in open(path + ".dic", encoding="utf8"):
        entry = line.strip().split("\t")[0]
        word, slash, flags = entry.rpartition("/")
        word, flags = (word, pairs(flags)) if slash else (entry, [])
        if forbidden in flags:
            continue
        forms.add(word)
        todo = [(word, flag) for flag in flags if flag in rules]
        seen = set()
        while todo:
            stem, flag = todo.pop()
            if (stem, flag) in seen:
                continue
            seen.add((stem, flag))
            for form, more in affixed(stem, rules[flag]):
                forms.add(form)
                todo.extend((form, flag) for flag in more if flag in rules)
    return forms


def plain(word):
    return word.replace("ĳ", "ij").replace("Ĳ", "IJ")


def is_word(word):
    """Letters with inner apostrophes, hyphens and full stops; no digits, no half compounds."""
    return (
        all((letter.isalpha() and ord(letter) < 0x250) or letter in "'-." for letter in word)
        and any(letter.isalpha() for letter in word)
        and not word.startswith("-")
        and not word.endswith("-")
        and len(word) <= 48
    )


def main():
    wordfreq, path, out = sys.argv[1:]
    hunspell = Hunspell(path)
    frequency = {}
    for line in open(wordfreq, encoding="utf8"):
        word, centibels = line.rstrip("\n").split("\t")
        if is_word(word):
            frequency[word] = int(centibels)

    words = {}
    for form in read_forms(path):
        word = plain(form)
        if is_word(word) and hunspell.takes(form):
            words[word] = NEVER_SEEN
    seen = {}
    for word, centibels in frequency.items():
        for cased in (word, word[0].upper() + word[1:], word.upper()):
            if hunspell.takes(cased):
                words.setdefault(cased, NEVER_SEEN)
                break
        else:
            if centibels >= SEEN_RARELY:
                seen[word] = centibels
    for word in words:
        lower = word.lower()
        if lower in frequency:
            # A word that has a lower-case twin is the rarer of the two.
            twin = 0 if word == lower or lower not in words else 100
            words[word] = max(frequency[lower] - twin, NEVER_SEEN)

    for name, table in (("words.tsv", words), ("seen.tsv", seen)):
        with open(f"{out}/{name}", "w", encoding="utf8") as file:
            for word in sorted(table, key=lambda word: word.encode()):
                file.write(f"{word}\t{table[word]}\n" if table[word] != NEVER_SEEN else f"{word}\n")


main()
