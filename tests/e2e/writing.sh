#!/bin/sh
# Notes of several lines by keys: ^J and Alt-Enter begin a line, a paste keeps its lines, a kill while
# typing loses nothing, and the file keeps every line in brat's form.
. "$top_srcdir/tests/e2e/lib.sh"

write_corpus
E2E_LANGUAGE=en
begin 100x30 xterm-256color "$room/corpus/a.txt"
wait_for "De voorzitter opent"
keys a
wait_for "Note: "
text "eerste regel"
keys C-j
text "tweede regel"
keys Escape Enter
in_tmux set-buffer "$(printf 'derde regel\nvierde regel')"
in_tmux paste-buffer -p
wait_for "vierde regel"
wait_for "^J new line"
kill -9 "$(program)"
wait_for "ended with"

# What was typed is offered again, with its lines; Enter keeps it.
begin 100x30 xterm-256color "$room/corpus/a.txt"
wait_for "Note (not finished before): "
wait_for "vierde regel"
keys Enter
wait_for "Noted."
keys h # the caret stands in the note: it is shown whole
wait_for "tweede regel"
keys Q
wait_clean "ended with 0"
grep -q 'AnnotatorNotes T1	eerste regel$' "$room/corpus/a.ann" || fail "the first line is not in the file"
[ "$(grep -c 'LzNote T1	' "$room/corpus/a.ann")" = 3 ] || fail "three further lines are not in the file"

# The note on the document, on a narrow screen.
begin 40x20 xterm-256color "$room/corpus/b.txt"
wait_for "Nota over het"
keys A
wait_for "Note on the document: "
text "een"
keys C-j
text "twee"
wait_for "^J new line"
keys Enter
wait_for "Noted on the document."
keys Q
wait_clean "ended with 0"
grep -q 'LzNote T1	twee$' "$room/corpus/b.ann" || fail "the note on the document lost a line"

# The address of a note, as exports give it, leads to its passage.
at=$("$LEESZAAL" find "Punt 77" "$room/corpus/b.txt" | cut -f2,3 --output-delimiter=:)
id=$("$LEESZAAL" notes add --at="$at" --label=Vraag --note="ver weg" "$room/corpus/b.txt")
begin 100x30 xterm-256color --open "$room/corpus/b.txt#$id"
wait_for "Punt 77:"
wait_for "Vraag: ver weg"

# The same text everywhere: how many places there are is said before the label is chosen; one u.
keys g
text "}wviw*"
wait_for "The key of the label for 120 places: "
keys v
wait_for "120 places labelled Vraag"
keys u
wait_for "Taken back."

# The basket is shown, put in order, and written to one file; x takes out, u brings back.
keys g
text "B}B"
wait_for "2 passages in the basket"
text ":basket"
keys Enter
wait_for "Basket"
wait_for "1/2"
text "x"
wait_for "1/1"
text "u"
wait_for "1/2"
text ">s"
wait_for "Write to: "
keys C-u
text "mand.txt"
keys Enter
wait_for "Written: mand.txt"
head -1 "$room/mand.txt" | grep -q '^"Punt 1:' || fail "the order of the basket: $(cat "$room/mand.txt")"
keys Q
wait_clean "ended with 0"
