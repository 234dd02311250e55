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

    # Attributes: tags in JSON-LD, A lines in an .ann; the columns have no place for them.
    columns = [list(o) for o in objects]
    with open(os.path.join(folder, "a b.ann"), "a", encoding="utf-8") as file:
        file.write("A1\tZekerheid T1 \"hoog\"\nA2\tLevend T1\n")
    tagged = json.loads(run("export", "--as=jsonld", folder))
    walk(tagged)
    tags = [[body["value"] for body in item["body"] if body["purpose"] == "tagging"]
            for item in tagged["first"]["items"]]
    assert tags == [["Zekerheid=\"hoog\"", "Levend"]] + [[]] * (len(NOTES) - 1), tags
    assert columns == [list(json.loads(line)) for line in
                       run("export", "--as=jsonl", folder).splitlines()]
    assert "A1\tZekerheid T1 \"hoog\"\nA2\tLevend T1\n" in run("export", "--as=ann", folder)

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

    # Every other option, each read back by another program than ours.
    bom = run("export", "--as=csv", "--csv-bom", folder)
    assert bom.startswith("\ufeffpath,"), bom[:9]
    table = run("export", "--as=tsv", "--header", folder).splitlines()
    assert table[0].split("\t")[:4] == ["path", "id", "start", "end"]
    assert all(len(line.split("\t")) == 14 for line in table), table
    places = list(csv.DictReader(io.StringIO(run("export", "--as=csv", "--label=Plaats", folder))))
    assert [place["text"] for place in places] == ["Scheveningen"]
    for unit, measure in (("utf16", lambda s: len(s.encode("utf-16-le")) // 2),
                          ("byte", lambda s: len(s.encode("utf-8")))):
        counted = csv.DictReader(io.StringIO(run("export", "--as=csv", "--offsets=" + unit, folder)))
        for note, row in zip(sorted(NOTES, key=lambda n: (n[0], -n[1])), counted):
            assert int(row["start"]) == measure(TEXT[:note[0]]), (unit, row)
            assert int(row["end"]) == measure(TEXT[:note[1]]), (unit, row)
    based = json.loads(run("export", "--as=jsonld", "--base-iri=https://voorbeeld.nl/c/", folder))
    assert {item["target"]["source"] for item in based["first"]["items"]} == \
        {"https://voorbeeld.nl/c/a%20b.txt"}
    two = [line for line in run("export", "--as=conll", "--conll=2", "--overlap=longest", folder,
                                code=1).splitlines() if line and not line.startswith("-DOC")]
    assert all(len(line.split(" ")) == 2 for line in two), two
    with open(top + "/types", "w", encoding="utf-8") as file:
        file.write("# eigen namen\nOrganisatie=BODY\nVoornaam = GIVEN\n")
    tags = {line.split("\t")[1] for line in
            run("export", "--as=conll", "--overlap=longest", "--conll-types=" + top + "/types",
                folder, code=1).splitlines() if line.count("\t")}
    assert {"B-BODY", "I-BODY", "B-PER", "B-LOC"} <= tags and "B-ORG" not in tags, tags
    with open(top + "/types", "a", encoding="utf-8") as file:
        file.write("zonder gelijkteken\n")
    run("export", "--as=conll", "--conll-types=" + top + "/types", folder, code=2)
    run("export", "--as=conll", "--overlap=error", folder, code=2)
    brat = os.path.join(top, "brat")
    os.mkdir(brat)
    rules = os.path.join(os.path.dirname(os.path.abspath(__file__)), "brat_rules.py")
    shutil.copy(path, brat + "/a.txt")
    run("export", "--as=ann", "-o", brat + "/a.ann", folder)
    subprocess.run([sys.executable, rules, brat + "/a.ann"], check=True)
    with open(brat + "/a.ann", encoding="utf-8", newline="\n") as file:
        assert re.search(r"\bPersoon 47 53;55 60\t", file.read())
    assert re.search(r"\bPersoon 47 60\t", run("export", "--as=ann", "--ann-fragments=cover", folder))
    unix = run("export", "--as=ann", "--ann-crlf=lf", folder)
    for kind, spans in re.findall(r"^T\d+\t(\w+) ([\d ;]+)\t", unix, re.M):
        start, end = int(spans.split()[0]), int(spans.split()[-1])
        wanted = [TEXT[n[0]:n[1]].replace("\r\n", "\n") for n in NOTES if n[2] == kind]
        assert TEXT.replace("\r\n", "\n")[start:end] in wanted, (kind, spans)
    plain = run("export", "--as=text", "--wrap=40", folder)
    assert max(len(line) for line in plain.splitlines() if line.startswith('"')) <= 42, plain
    assert re.search(r"Jan de\s*\n\s*Vries", run("export", "--as=text", "--wrap=keep", folder))
    run("export", "--as=text", "--wrap=x", folder, code=2)
    assert run("export", "--as=text", "--raw", "--label=Persoon", folder) == "Jan de\r\nVries"
    marked = run("export", "--as=markdown", folder)
    assert "# a b.txt" in marked and "**Scheveningen**" in marked
    assert "file://" in marked and "#char=19,31" in marked

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
