#!/usr/bin/env python3
"""Exports read by other programs: CSV by Python's csv, JSON by json, JSON-LD held against the terms of
the W3C's anno.jsonld context, CoNLL counted. Uses $LEESZAAL."""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

LEESZAAL = os.environ["LEESZAAL"]
TEXT = ("Café Zeezicht 🐟 in Scheveningen:\r\nburgemeester Jan de\r\n"
        "Vries; opende \"het\", op 3 maart 1998.\r\n\r\nTweede alinea met _tekens_ | en <b>.\r\n")
# The terms of http://www.w3.org/ns/anno.jsonld that an annotation of ours can hold.
KEYS = {"@context", "id", "type", "motivation", "created", "creator", "name", "body", "target",
        "purpose", "value", "language", "format", "source", "state", "sourceDate", "selector",
        "start", "end", "exact", "prefix", "suffix", "first", "items", "startIndex", "total"}
TYPES = {"Annotation", "AnnotationCollection", "AnnotationPage", "TextualBody", "TimeState",
         "TextPositionSelector", "TextQuoteSelector", "Person"}
MOTIVES = {"classifying", "commenting", "describing", "identifying", "linking", "tagging"}
NOTES = [(0, 13, "Organisatie", "een, \"twee\";\n=drie"), (19, 31, "Plaats", ""),
         (47, 60, "Persoon", "zelfde?\nals"), (47, 50, "Voornaam", "-1")]


def walk(value):
    if isinstance(value, dict):
        assert set(value) <= KEYS, set(value) - KEYS
        assert value.get("type") in TYPES or "source" in value, value
        for key in ("motivation", "purpose"):
            assert value.get(key, "tagging") in MOTIVES
        for inner in value.values():
            walk(inner)
    elif isinstance(value, list):
        for inner in value:
            walk(inner)


def main():
    top = tempfile.mkdtemp(prefix="lz-export-")
    folder = os.path.join(top, "corpus")
    os.mkdir(folder)
    path = os.path.join(folder, "a b.txt")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(TEXT)
    env = dict(os.environ, XDG_STATE_HOME=top + "/state", XDG_DATA_HOME=top + "/data",
               LC_ALL="C.UTF-8", LANGUAGE="en")

    def run(*args, code=0):
        process = subprocess.run([LEESZAAL] + list(args), env=env, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, check=False)
        assert process.returncode == code, (args, process.returncode, process.stderr)
        return process.stdout.decode()

    for start, end, label, note in NOTES:
        run("notes", "add", "--at=%d:%d" % (start, end), "--label=" + label, "--note=" + note, path)

    out = run("export", "--as=csv", "--sep=;", folder)
    rows = list(csv.DictReader(io.StringIO(out, newline=""), delimiter=";"))
    assert [(int(r["start"]), int(r["end"]), r["label"], r["note"]) for r in rows] == \
        sorted(NOTES, key=lambda n: (n[0], -n[1])), rows
    assert all(line.endswith("\r\n") for line in out.splitlines(True) if line.count("\r"))
    objects = [json.loads(line) for line in run("export", "--as=jsonl", folder).splitlines()]
    assert [o["note"] for o in objects] == [r["note"] or None for r in rows]
    assert all(isinstance(o["start"], int) for o in objects)
    for row in csv.DictReader(io.StringIO(run("export", "--as=csv", "--csv-safe", folder))):
        assert row["note"][:1] not in ("=", "-", "+", "@")

    text = TEXT
    collection = json.loads(run("export", "--as=jsonld", folder))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    walk(collection)
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len(NOTES)
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", item["id"])
        assert "@context" not in item
        assert item["target"]["source"].endswith("/a%20b.txt")
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])
    assert collection == json.loads(run("export", "--as=jsonld", folder)), "not stable"

    for more, wide in (((), 1), (("--overlap=longest",), 0)):
        out = run("export", "--as=conll", *more, folder, code=0 if wide else 1)
        rows = [line.split("\t") for line in out.splitlines()
                if line and not line.startswith("-DOCSTART-")]
        assert {len(row) for row in rows} == {5 + wide}, rows
        for row in rows:
            start, end = int(row[-3]), int(row[-2])
            assert row[0] == text[start:end], row
            assert not re.search(r"\s", row[0])
        tags = [row[1] for row in rows]
        for before, tag in zip(["O"] + tags, tags):
            assert not tag.startswith("I-") or before[2:] == tag[2:], "IOB2"
        assert out.endswith("\n\n")

    for kind, key in (("doccano", "label"), ("prodigy", "spans")):
        value = json.loads(run("export", "--as=jsonl", "--jsonl=" + kind, folder))
        assert value["text"] == text and len(value[key]) == len(NOTES)

    target = top + "/out.csv"
    run("export", "--as=csv", "-o", target, folder)
    run("export", "--as=csv", "-o", target, folder, code=3)
    run("export", "--as=csv", "-o", target, "--force", folder)
    run("export", "--as=word", folder, code=2)
    run("export", "--as=csv", folder + "/nothing", code=2)
    shutil.rmtree(top)
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
