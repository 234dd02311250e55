#!/bin/sh
# The room opens, moves, helps, changes size and closes, and leaves the terminal as it was.
. "$top_srcdir/tests/e2e/lib.sh"
write_corpus

begin 120x36 xterm-256color corpus
wait_for "Documents 3"
wait_for "De voorzitter opent" # the first document lies open
wait_for "Nota over het w"
keys j Enter
wait_for "Punt 1:"

# Home and End in every form they come in.
keys End
wait_for "Slotwoord van de nota."
keys Home
wait_for "Punt 1:"
text "$(printf '\033[4~')"
wait_for "Slotwoord van de nota."
text "$(printf '\033OH')"
wait_for "Punt 1:"

# Help, generated, scrolls and closes.
keys '?'
wait_for "Keys"
wait_for "A number before a key"
keys q
wait_for "Punt 1:"

# The command line completes; a wrong name is told.
text ":theme l"
keys Tab
wait_for ":theme light"
keys Escape
wait_gone ":theme"
text ":nonsense"
keys Enter
wait_for "nonsense: there is no command of that name"

# Three panes, two, one, too small, and back.
in_tmux resize-window -x 80 -y 24
wait_gone "Entities"
wait_for "Documents 3"
in_tmux resize-window -x 40 -y 20
wait_gone "Documents 3"
wait_for "Punt 1:"
keys Tab
keys Tab
keys Tab
in_tmux resize-window -x 20 -y 5
wait_for "window is too"
text "axVd" # nothing is done that can't be seen
keys Enter
in_tmux resize-window -x 120 -y 36
wait_for "Documents 3"
for note in "$room"/corpus/*.ann; do [ ! -s "$note" ] || fail "a note was made unseen"; done

# A filter as you type; Esc brings the list back. A pasted newline is no Enter.
keys C-w h
text "F"
wait_for "Filter:"
in_tmux set-buffer "brief
aan"
in_tmux paste-buffer -p
wait_for "Filter: brief aan"
wait_for "Documents 1/3"
keys Escape
wait_for "Documents 3"


# Only the documents that say something; Esc shows all again.
text "L"
wait_for "Only documents with:"
text "brug star"
keys Enter
wait_for "0 documents for"
text "Lbrug"
keys Enter
wait_for "Documents 1/3"
wait_for "1 document for"
keys Escape
wait_for "Documents 3"

# The mouse: a click chooses, a second one opens.
text "$(printf '\033[<0;5;4M\033[<0;5;4m')"
wait_for "document 3/3"
text "$(printf '\033[<0;5;4M\033[<0;5;4m')"
wait_for "De brug is stuk."
text "$(printf '\033[<64;5;4M')" # the wheel, over the list
keys C-w h
keys g

# A title is corrected, and stays so.
text "et"
wait_for "Title: "
keys C-u
text "Anders genoemd"
keys Enter
wait_for "Anders genoemd"

keys Q
wait_clean "ended with 0"

begin 120x36 xterm-256color corpus
wait_for "Anders genoemd"
keys Q
wait_for "ended with 0"
