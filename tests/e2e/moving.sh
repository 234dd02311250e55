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

# Appended to and cut short in place, by one who keeps it open or never opened it, while nobody types.
exec 3>>"$room/corpus/b.txt"
printf '\nEr komt iets bij.\n' >&3
wait_for "has changed on disk"
keys r
wait_for "Er komt iets bij."
exec 3>&-
if command -v perl >/dev/null; then
    perl -e 'truncate($ARGV[0], 60) or die' "$room/corpus/b.txt"
    wait_for "has changed on disk"
    keys r
    wait_gone "Er komt iets bij."
fi

# Something else takes its name, it is gone, it is back.
mv "$room/corpus/b.txt" "$room/weg"
wait_for "The file is gone"
mkdir "$room/corpus/b.txt"
wait_for "has the file's name now"
rmdir "$room/corpus/b.txt"
wait_for "The file is gone"
mkfifo "$room/corpus/b.txt"
wait_for "has the file's name now"
rm "$room/corpus/b.txt"
mv "$room/weg" "$room/corpus/b.txt"
wait_for "has changed on disk"
keys r
wait_for "read again" # the text stood there all the time
if [ "$(id -u)" -ne 0 ]; then # root may read all the same
    chmod 0 "$room/corpus/b.txt"
    wait_for "may not be read any more"
    chmod 600 "$room/corpus/b.txt"
    wait_for "has changed on disk"
    keys r
    wait_for "read again"
fi
wait_for "Documents 4"

# A link: the file it leads to lies in a folder that is not of the corpus.
mkdir "$room/elders"
printf 'Ver weg\n\nEerste versie.\n' >"$room/elders/ver.txt"
ln -s ../elders/ver.txt "$room/corpus/ver.txt"
wait_for "Documents 5"
keys Q
wait_for "ended with 0"
begin 120x30 xterm-256color corpus/ver.txt
wait_for "Eerste versie."
printf 'Tweede versie.\n' >>"$room/elders/ver.txt"
wait_for "has changed on disk"
keys Q
wait_for "ended with 0"
rm "$room/corpus/ver.txt"
begin 120x30 xterm-256color corpus
wait_for "Documents 4"
keys j Enter
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
