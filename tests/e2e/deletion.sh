#!/bin/sh
# Another program deletes most notes while the document lies open: the screen asks, and the answer
# holds: a whole word puts them back beside what was added, or deletes them here too; keys that were
# meant for the page, and anything else, leave it open.
. "$top_srcdir/tests/e2e/lib.sh"
write_corpus
ann=$room/corpus/b.ann

# Only what is old is not being written at this moment.
replace_ann() {
    printf "$1" >"$ann"
    touch -d '2001-01-01' "$ann"
}

for i in 1 2 3 4 5 6 7 8 9; do
    "$LEESZAAL" notes add --at=0:4 --label=A --note="noot $i" "$room/corpus/b.txt" >/dev/null
done

begin 80x24 screen corpus/b.txt
wait_for "9 notes"
replace_ann 'T40\tB 0 4\tNota\n'
wait_for "Type delete or restore:"
text "restore"
keys Enter
wait_for "The notes are back."
[ "$(grep -c '^T' "$ann")" = 10 ] || fail "not put back: $(cat "$ann")"
grep -q "^T40	B 0 4	Nota$" "$ann" || fail "what was added is lost"

replace_ann ''
wait_for "Type delete or restore:"
keys y Enter
wait_for "Left open"
[ ! -s "$ann" ] || fail "written without an answer: $(cat "$ann")"
text "a"
wait_for "Note:"
text "intussen"
keys Enter
wait_for "Type delete or restore:"
text "delete"
keys Enter
wait_for "deleted here too"
[ "$(grep -c '^T' "$ann")" -le 1 ] || fail "not deleted: $(cat "$ann")"
keys Q
wait_clean "ended with 0"
"$LEESZAAL" notes list "$room/corpus/b.txt" | grep -q "intussen" || fail "the own note is lost"
[ "$("$LEESZAAL" notes list "$room/corpus/b.txt" | wc -l)" = 1 ] || fail "more is left"
