#!/usr/bin/env python3
"""Reads standoff files by the rules of FORMATS.md section 1 and tells what breaks them.

    brat_rules.py FILE.ann …      each beside its FILE.txt

Written from that section alone; shares no code with the program. Exit 1 when any rule is broken.
"""
import codecs
import os
import re
import sys

# What Python's str.splitlines() splits at, LF aside: brat reads lines with it.
BREAKS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
TYPE = r"[A-Za-z0-9_-]+"


def legacy(error):
    """Bytes that are not UTF-8 count one each, as in Windows-1252."""
    bad = error.object[error.start:error.end]
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in bad), error.end


codecs.register_error("legacy", legacy)


def decode(raw):
    """The code points that offsets count; a byte order mark is the first of them."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16-le" if raw[:1] == b"\xff" else "utf-16-be", "replace")
    return raw.decode("utf-8", "legacy")


class Rules:
    def __init__(self, path):
        self.path = path
        self.broken = []
        self.number = 0
        self.kinds = {}   # id -> kind letter
        self.types = {}   # T id -> type
        self.uses = []    # (line, id that is referred to)
        self.triggers = []

    def fail(self, what):
        self.broken.append("%s:%d: %s" % (self.path, self.number, what))

    def read(self, path):
        with open(path, "rb") as file:
            return file.read()

    def run(self):
        raw = self.read(self.path)
        stem = self.path[: -len(".ann")]
        text_path = stem + ".txt" if os.path.exists(stem + ".txt") else stem
        text = decode(self.read(text_path))
        if raw == b"":
            return
        if raw.startswith(b"\xef\xbb\xbf"):
            self.fail("byte order mark")
        if not raw.endswith(b"\n"):
            self.fail("no final newline")
        body = raw.decode("utf-8", errors="strict")
        for self.number, line in enumerate(body[:-1].split("\n"), 1):
            for char in BREAKS:
                if char in line:
                    self.fail("raw U+%04X" % ord(char))
            self.line(line, text)
        for self.number, other in self.uses:
            if other not in self.kinds:
                self.fail("refers to %s, which isn't there" % other)
        for self.number, trigger, kind in self.triggers:
            if self.types.get(trigger) != kind:
                self.fail("trigger %s is not a %s" % (trigger, kind))

    def line(self, line, text):
        match = re.match(r"^([TREAMN#])([0-9]+)\t", line)
        if line.startswith("*\t"):
            return self.group(line)
        if not match:
            return self.fail("not a line of the grammar: %r" % line[:40])
        key = match.group(1) + match.group(2)
        if key in self.kinds:
            self.fail("id %s again" % key)
        self.kinds[key] = match.group(1)
        rest = line[match.end():]
        {"T": self.text_bound, "R": self.relation, "E": self.event, "A": self.attribute,
         "M": self.attribute, "N": self.normalization, "#": self.note}[match.group(1)](
             key, rest, text)

    def group(self, line):
        match = re.match(r"^\*\t(%s)((?: [A-Z#][0-9]+){2,})$" % TYPE, line)
        if not match:
            return self.fail("not a group")
        for other in match.group(2).split():
            self.uses.append((self.number, other))

    def text_bound(self, key, rest, text):
        match = re.match(r"^(%s) ([0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*)\t([^\t]+)$" % TYPE, rest)
        if not match:
            return self.fail("not a text-bound annotation")
        self.types[key] = match.group(1)
        pieces, behind = [], 0
        for fragment in match.group(2).split(";"):
            start, end = (int(number) for number in fragment.split())
            if start >= end or end > len(text):
                return self.fail("fragment %s is empty or outside the text" % fragment)
            if start < behind:
                return self.fail("fragments overlap or go back")
            behind = end
            piece = text[start:end]
            if any(char in piece for char in BREAKS + "\n\t"):
                self.fail("fragment %s crosses a line break or TAB" % fragment)
            if piece != piece.strip():
                self.fail("fragment %s has blanks at its ends" % fragment)
            pieces.append(piece)
        if " ".join(pieces) != match.group(3):
            self.fail("text %r is not %r" % (match.group(3), " ".join(pieces)))

    def relation(self, key, rest, text):
        match = re.match(r"^%s (\S+?):(\S+) (\S+?):(\S+)$" % TYPE, rest)
        if not match or match.group(1) == match.group(3):
            return self.fail("not a relation of two roles")
        self.uses += [(self.number, match.group(2)), (self.number, match.group(4))]

    def event(self, key, rest, text):
        match = re.match(r"^(%s):(T[0-9]+)((?: \S+?:\S+)*)$" % TYPE, rest)
        if not match:
            return self.fail("not an event")
        self.uses.append((self.number, match.group(2)))
        self.triggers.append((self.number, match.group(2), match.group(1)))
        for argument in match.group(3).split():
            self.uses.append((self.number, argument.split(":", 1)[1]))

    def attribute(self, key, rest, text):
        match = re.match(r"^%s (\S+)(?: .+)?$" % TYPE, rest)
        if not match:
            return self.fail("not an attribute")
        self.uses.append((self.number, match.group(1)))

    def normalization(self, key, rest, text):
        match = re.match(r"^Reference (\S+) [^:\s]+:[^\t]+\t+.*$", rest)
        if not match:
            return self.fail("not a normalization")
        self.uses.append((self.number, match.group(1)))

    def note(self, key, rest, text):
        match = re.match(r"^(%s) (\S+)\t([^\t]+)$" % TYPE, rest)
        if not match:
            return self.fail("not a note of three fields")
        self.uses.append((self.number, match.group(2)))


def main():
    broken = []
    for path in sys.argv[1:]:
        rules = Rules(path)
        try:
            rules.run()
        except UnicodeDecodeError as error:
            rules.fail("not UTF-8: %s" % error)
        broken += rules.broken
    for line in broken:
        print(line)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
