#!/usr/bin/env python3
"""spell_seed: puts errors as scanners make them into texts.

    spell_seed.py COUNT SEED OUT_DIR TEXT...

Writes each TEXT with its share of COUNT errors to OUT_DIR, and OUT_DIR/errors.tsv: file, the wrong word, the right one.
A word is changed once, by letters that look alike, a letter lost or doubled, or a footnote's number stuck to it; only
what hunspell rejects counts as an error, and only words that hunspell knew were changed. COUNT 0 changes a word in
every line.
"""

import os
import random
import re
import subprocess
import sys

ALIKE = [
    ("m", "rn"), ("rn", "m"), ("n", "u"), ("u", "n"), ("e", "c"), ("c", "e"), ("l", "i"), ("i", "l"), ("l", "1"),
    ("i", "1"), ("h", "b"), ("h", "li"), ("t", "f"), ("f", "t"), ("ë", "é"), ("ë", "e"), ("ï", "i"), ("é", "e"),
    ("ü", "ii"), ("u", "ii"), ("d", "cl"), ("w", "vv"), ("ij", "ii"), ("in", "m"), ("o", "0"), ("ö", "o"), ("g", "q"),
    ("t", "l"), ("a", "o"), ("b", "h"), ("li", "h"), ("r", "i"), ("v", "y"), ("s", "5"), ("I", "l"), ("D", "O"),
]  # fmt: skip


def lost(word, chance):
    at = chance.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def doubled(word, chance):
    at = chance.randrange(len(word))
    return word[:at] + word[at].lower() + word[at:] if at > 0 else word[0] + word


def footnote(word, chance):
    return word + str(chance.randrange(1, 30))


def scanner(word, chance):
    kind = chance.choices([lambda word, chance: replaced(word, ALIKE, chance), lost, doubled, footnote], [60, 18, 18, 4])[0]
    return kind(word, chance)


# How writers err: letters beside each other on the keyboard, and what sounds alike.
KEYS = dict(zip("qwertyuiopasdfghjklzxcvbnm",
    "wa qes wrd etf ryg tuh yij uok ipl ol qsz awdx sefc drgv fthb gyjn hukm jil kop xas zsdc xdfv cfgb vghn bhjm njk".split()))  # fmt: skip
SOUNDS = [
    ("ij", "ei"), ("ei", "ij"), ("ou", "au"), ("au", "ou"), ("d", "t"), ("t", "d"), ("dt", "d"), ("d", "dt"),
    ("ie", "i"), ("i", "ie"), ("c", "k"), ("k", "c"), ("s", "z"), ("z", "s"), ("f", "v"), ("v", "f"), ("g", "ch"),
    ("ch", "g"), ("th", "t"), ("t", "th"), ("x", "ks"), ("y", "i"), ("i", "y"), ("qu", "kw"), ("s", "c"), ("c", "s"),
    ("en", "e"), ("e", "en"), ("isch", "ies"), ("ph", "f"), ("oe", "u"), ("ee", "e"), ("aa", "a"), ("oo", "o"),
]  # fmt: skip
ACCENTS = [("ë", "e"), ("ï", "i"), ("é", "e"), ("ö", "o"), ("ü", "u"), ("è", "e")]


def replaced(word, pairs, chance):
    choices = [(at, a, b) for a, b in pairs for at in range(len(word)) if word.startswith(a, at)]
    if not choices:
        return word
    at, a, b = chance.choice(choices)
    return word[:at] + b + word[at + len(a) :]


def added(word, chance):
    at = chance.randrange(1, len(word) + 1)
    return word[:at] + chance.choice([chance.choice("entraisdol"), word[max(0, at - 2)].lower()]) + word[at:]


def swapped(word, chance):
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def single(word, chance):
    choices = [at for at in range(1, len(word)) if word[at] == word[at - 1]]
    at = chance.choice(choices) if choices else len(word)
    return word[:at] + word[at + 1 :]


def vowel(word, chance):
    choices = [at for at in range(1, len(word)) if word[at] in "aeiou"]
    at = chance.choice(choices) if choices else len(word)
    return word[:at] + chance.choice("aeiou") + word[at + 1 :] if choices else word


def beside(word, chance):
    at = chance.randrange(1, len(word))
    return word[:at] + chance.choice(KEYS.get(word[at], "e")) + word[at + 1 :]


WRITERS = [
    (26, lost), (10, single), (10, doubled), (10, added), (9, swapped), (9, vowel), (6, beside),
    (16, lambda word, chance: replaced(word, SOUNDS, chance)), (8, lambda word, chance: replaced(word, ACCENTS, chance)),
]  # fmt: skip


def writer(word, chance):
    """One slip; the same word when it has no room for the slip drawn."""
    kind = chance.choices([slip for _, slip in WRITERS], [share for share, _ in WRITERS])[0]
    return kind(word, chance)


def rejected(words):
    env = dict(os.environ, LC_ALL="C.UTF-8")
    run = ["hunspell", "-d", "nl_NL", "-i", "utf-8", "-l"]
    out = subprocess.run(run, input="\n".join(words), env=env, stdout=subprocess.PIPE, encoding="utf8", check=True)
    return set(out.stdout.split())


def main():
    count, seed, out, paths = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]
    chance = random.Random(seed)
    texts = [open(path, encoding="utf8").read() for path in paths]
    places = []
    for number, text in enumerate(texts):
        for match in re.finditer(r"(?<![\w’'.@/-])[^\W\d_]{4,}(?![\w’'@/-])", text):
            places.append((number, match.start(), match.group()))
    chance.shuffle(places)
    tried = [(number, at, word, scanner(word, chance)) for number, at, word in places]
    wrong = rejected({word for place in tried for word in place[2:]})
    lines, chosen = set(), []
    for number, at, word, bad in tried:
        line = (number, texts[number].count("\n", 0, at)) if count == 0 else (number, at)
        if word == bad or word in wrong or bad not in wrong or line in lines:
            continue
        lines.add(line)
        chosen.append((number, at, word, bad))
        if count and len(chosen) == count:
            break
    os.makedirs(out, exist_ok=True)
    chosen.sort(key=lambda choice: (choice[0], -choice[1]))
    for number, at, word, bad in chosen:
        texts[number] = texts[number][:at] + bad + texts[number][at + len(word) :]
    for path, text in zip(paths, texts):
        with open(os.path.join(out, os.path.basename(path)), "w", encoding="utf8") as file:
            file.write(text)
    with open(os.path.join(out, "errors.tsv"), "w", encoding="utf8") as file:
        for number, at, word, bad in sorted(chosen):
            file.write(f"{os.path.basename(paths[number])}\t{bad}\t{word}\n")


if __name__ == "__main__":
    main()
