#!/bin/sh
# What else the reader's keys do: filter, jumps, marks, the basket, a pipe, an editor, the mouse,
# labels of every place; and a note being typed when the program is killed.
. "$top_srcdir/tests/e2e/lib.sh"
write_corpus
printf '#!/bin/sh\nprintf "eerste regel\\ntweede regel\\n" >"$1"\n' >"$room/editor"
chmod +x "$room/editor"
EDITOR=$room/editor
export EDITOR

begin 120x36 xterm-256color corpus
wait_for "De voorzitter opent"
keys j Enter
wait_for "Punt 1:"

# A filter shows only what matches; Esc shows all.
text "&vak 7"
keys Enter
wait_gone "Punt 1:"
wait_for "Punt 75:"
keys Escape
wait_for "Punt 1:"

# Percent, jumps back and forward, marks.
text "50%"
wait_for "Punt 61:"
keys C-o
wait_for "Punt 1:"
text "]o"
wait_for "Punt 61:"
text "mb"
wait_for "Mark b is set."
keys g
wait_for "Punt 1:"
text "'b"
wait_for "Punt 61:"
text "''"
wait_for "Punt 1:"

# Narrower and wider, told in columns.
text "="
wait_for "columns wide"
text "-"
wait_for "columns wide"
text "="

# A mouse press puts the caret, a drag selects.
text "M"
wait_for "The mouse"
in_tmux send-keys -l "$(printf '\033[<0;35;4M')"
in_tmux send-keys -l "$(printf '\033[<32;45;4M')"
in_tmux send-keys -l "$(printf '\033[<0;45;4m')"
keys Escape

# The basket takes passages and writes them.
keys g
text "}B"
wait_for "1 passage in the basket"
text "}B"
wait_for "2 passages in the basket"
text ":basket mand.txt"
keys Enter
wait_for "Written: mand.txt"
[ "$(grep -c '^  -- b.txt' "$room/mand.txt")" = 2 ] || fail "the basket: $(cat "$room/mand.txt")"

# A command gets the selection.
keys g
text "}vee|"
wait_for "| "
text "cat >gekregen.txt; echo klaar met lezen"
keys Enter
wait_for "klaar met lezen"
wait_for "Enter goes back"
keys Enter
wait_for "Punt 1:"
grep -qx "Punt 1" "$room/gekregen.txt" || fail "the command got: $(cat "$room/gekregen.txt")"

# A note of several lines from the editor.
text "a"
wait_for "Note:"
text "kort"
keys Enter
wait_for "Noted."
text ":notes"
keys Enter
wait_for "kort"
keys e
wait_for "The note is kept."
grep -q "AnnotatorNotes T1	eerste regel" "$room/corpus/b.ann" || fail "no first line"
grep -q "LzNote T1	tweede regel" "$room/corpus/b.ann" || fail "no second line"
keys q
wait_for "Space page"

# The same words everywhere get one label, and lose it again in one step.
keys g
text "}vee*"
wait_for "Belangrijk"
text "b"
wait_for "places labelled Belangrijk"
[ "$(grep -c "	Belangrijk " "$room/corpus/b.ann")" -ge 2 ] || fail "not labelled everywhere"
keys u
wait_for "Taken back."
grep -q "	Belangrijk " "$room/corpus/b.ann" && fail "labels are left"

# A note half typed when the program is killed is there again.
keys g
text "}}a"
wait_for "Note:"
text "half getypt"
wait_for "half getypt"
kill -KILL "$(program)"
wait_for "ended with"
begin 120x36 xterm-256color corpus/b.txt
wait_for "not finished before"
wait_for "half getypt"
keys Enter
wait_for "Noted."
grep -q "	half getypt" "$room/corpus/b.ann" || fail "the note is lost"
keys Q
wait_clean "ended with 0"
