#!/bin/sh
# train: a model from marked text of each kind, the same bytes each time, and what it refuses.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
failed=0
fail() {
    echo "train: $*"
    failed=1
}
LC_ALL=C.UTF-8 LANGUAGE=en
export LC_ALL LANGUAGE

i=0
while [ $i -lt 12 ]; do
    printf 'Gisteren\tO\nzag\tO\nmevrouw\tO\nEls%d\tB-PER\nMaes\tI-PER\nGent\tB-LOC\n.\tO\n\n' $i
    i=$((i + 1))
done >"$dir/a.bio"
"$LEESZAAL" train --out="$dir/one.bin" "$dir/a.bio" 2>"$dir/said" || fail "a .bio is not learnt"
grep -q 'F1 .*untyped' "$dir/said" || fail "no score of the held-out part"
"$LEESZAAL" train --out="$dir/two.bin" "$dir/a.bio" 2>/dev/null
cmp -s "$dir/one.bin" "$dir/two.bin" || fail "two trainings give different bytes"

# A reader's marks beside a document: code points; what has no mark is passed over.
printf 'Één regel zonder iets.\n\nMevrouw Els Maes woont in Gent.\n' >"$dir/doc.txt"
printf 'T1\tPER 32 40\tEls Maes\nT2\tLOC 50 54\tGent\nT3\tVraag 0 3\tÉén\n' >"$dir/doc.ann"
"$LEESZAAL" train --score="$dir/a.bio" --out="$dir/ann.bin" "$dir/doc.ann" 2>"$dir/said" ||
    fail "a .ann is not learnt"
grep -q 'Going on from the shipped model with 7 words' "$dir/said" ||
    fail "not the marked paragraph alone: $(cat "$dir/said")"

# A rejection teaches, too; a text brings its notes, wherever they lie.
printf 'T1\tO 32 40\tEls Maes\n' >"$dir/doc.ann"
"$LEESZAAL" train --score="$dir/a.bio" --out="$dir/none.bin" "$dir/doc.txt" 2>"$dir/said" ||
    fail "a rejection is not learnt"
grep -q 'Going on from the shipped model with 7 words' "$dir/said" ||
    fail "not the paragraph with a rejection: $(cat "$dir/said")"
XDG_DATA_HOME="$dir/data" XDG_STATE_HOME="$dir/state"
export XDG_DATA_HOME XDG_STATE_HOME
rm "$dir/doc.ann"
"$LEESZAAL" notes pull "$dir/doc.txt" >/dev/null || fail "notes don't go to the overlay"
"$LEESZAAL" notes add --at=50:54 --label=LOC "$dir/doc.txt" >/dev/null
[ ! -e "$dir/doc.ann" ] || fail "the note isn't in the overlay"
"$LEESZAAL" train --score="$dir/a.bio" --out="$dir/none.bin" "$dir/doc.txt" 2>"$dir/said" ||
    fail "notes of the overlay are not learnt: $(cat "$dir/said")"

printf 'Niets.\n' >"$dir/bare.txt"
code=0
"$LEESZAAL" train --out="$dir/bad.bin" "$dir/bare.txt" 2>"$dir/said" || code=$?
[ $code -eq 2 ] || fail "a text without notes gives exit code $code"
grep -q 'bare.txt has no notes on names' "$dir/said" || fail "it is not said that notes are missing"

# What a reader has put right is found in another sentence, and what was found before still is.
names_by() {
    mkdir -p "$dir/with/nl"
    cp "$1" "$dir/with/nl/model.bin"
    printf 'De\nZandwijzer\nvertrok\nuit\nGent\n.\n' >"$dir/tokens"
    LEESZAAL_DATA="$dir/with" "$LEESZAAL" entities --tokens "$dir/tokens" | cut -f2 | tr '\n' ' '
}
i=0
while [ $i -lt 5 ]; do
    printf 'Er\tO\nligt\tO\neen\tO\nZandwijzer\tB-MISC\nin\tO\nBreda\tB-LOC\n.\tO\n\n'
    i=$((i + 1))
done >"$dir/own.bio"
"$LEESZAAL" train --out="$dir/own.bin" "$dir/own.bio" 2>/dev/null || fail "an own .bio is not learnt"
[ "$(names_by "$dir/own.bin")" = 'O B-MISC O O B-LOC O ' ] ||
    fail "the corrected name is not found: $(names_by "$dir/own.bin")"

# A corpus's own model is used for its documents.
mkdir -p "$dir/corpus/.leeszaal"
cp "$dir/own.bin" "$dir/corpus/.leeszaal/model.bin"
printf 'Toen vertrok een Zandwijzer uit Breda.\n' >"$dir/corpus/doc.txt"
"$LEESZAAL" entities "$dir/corpus" | grep -q 'Zandwijzer' || fail "the corpus's model is not used"

"$LEESZAAL" train --anew --score="$dir/a.bio" --out="$dir/anew.bin" "$dir/a.bio" 2>"$dir/said" ||
    fail "training from nothing fails"
grep -q 'Training from 84 words' "$dir/said" || fail "it doesn't begin anew: $(cat "$dir/said")"

printf 'Jan\tB-PER\nGent\tB-STAD\n' >"$dir/bad.bio"
code=0
"$LEESZAAL" train --out="$dir/bad.bin" "$dir/bad.bio" 2>"$dir/said" || code=$?
[ $code -eq 2 ] || fail "a wrong tag gives exit code $code"
grep -q 'bad.bio, line 2' "$dir/said" || fail "the line of a wrong tag is not named"
[ ! -e "$dir/bad.bin" ] || fail "a model was written in spite of an error"

: >"$dir/none.bio"
printf '\n \n' >"$dir/none.jsonl"
for file in none.bio none.jsonl; do
    code=0
    "$LEESZAAL" train --out="$dir/empty.bin" "$dir/$file" 2>"$dir/said" || code=$?
    [ $code -eq 2 ] || fail "$file without words gives exit code $code"
    grep -q "$file has no words" "$dir/said" || fail "it is not said that $file is empty"
    [ ! -e "$dir/empty.bin" ] || fail "a model was written from $file"
done
exit $failed
