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
grep -q 'Training from 7 words' "$dir/said" || fail "not the marked paragraph alone: $(cat "$dir/said")"

printf 'Jan\tB-PER\nGent\tB-STAD\n' >"$dir/bad.bio"
code=0
"$LEESZAAL" train --out="$dir/bad.bin" "$dir/bad.bio" 2>"$dir/said" || code=$?
[ $code -eq 2 ] || fail "a wrong tag gives exit code $code"
grep -q 'bad.bio, line 2' "$dir/said" || fail "the line of a wrong tag is not named"
[ ! -e "$dir/bad.bin" ] || fail "a model was written in spite of an error"

: >"$dir/none.bio"
"$LEESZAAL" train --out="$dir/none.bin" "$dir/none.bio" 2>/dev/null || fail "an empty file is refused"
exit $failed
