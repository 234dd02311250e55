#!/bin/sh
# The world moves while the room is open: documents come, go, change, shrink; a folder vanishes; the place in the list
# stays.
. "$top_srcdir/tests/e2e/lib.sh"
write_corpus
mkdir "$room/corpus/map"
printf 'Een los blad\n\nTekst van het blad.\n' >"$room/corpus/map/d.txt"

begin 120x30 xterm-256color corpus
wait_for "Documents 4"
keys j Enter
wait_for "Punt 1:"

# A new document is listed by itself, before the chosen one, which stays chosen.
printf 'Aankondiging\n\nEr komt een feest.\n' >"$room/corpus/aa.txt"
wait_for "Documents 5"
wait_for "Aankondiging"
screen | grep -q '▌.*Nota over het w' || fail "the chosen document is no longer chosen"

# A new folder with a document in it.
mkdir "$room/corpus/nieuw"
printf 'In de nieuwe map\n\nOok dit wordt gezien.\n' >"$room/corpus/nieuw/e.txt"
wait_for "Documents 6"

# One is removed, a whole folder goes.
rm "$room/corpus/aa.txt"
wait_for "Documents 5"
rm -r "$room/corpus/map"
wait_for "Documents 4"

# The open document shrinks under the reader's eyes: it is told, and r reads it again.
printf 'Nota over het waterpeil\n\nMeer is er niet over.\n' >"$room/corpus/b.txt"
wait_for "has changed on disk"
keys r
wait_for "Meer is er niet over."

# Emptied, then gone.
: >"$room/corpus/b.txt"
wait_for "has changed on disk"
keys r
wait_gone "Meer is er niet over."
rm "$room/corpus/b.txt"
wait_for "Documents 3"

# No permission any more (root may read all the same), and a FIFO that would block.
mkfifo "$room/corpus/pijp.txt"
ln -s ../corpus "$room/corpus/rond"
printf 'Later\n\nNog een.\n' >"$room/corpus/z.txt"
wait_for "Documents 4"
keys Q
wait_clean "ended with 0"
