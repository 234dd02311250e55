#!/bin/sh
# A corpus that can't be written: notes go to the data folder, the screen says so, and the corpus is
# as it was. Two windows on one document know of each other.
. "$top_srcdir/tests/e2e/lib.sh"
write_corpus
ann=$room/corpus/b.ann

# As root every folder can be written: then as somebody else, who must be able to get there.
if [ "$(id -u)" = 0 ]; then
    command -v setpriv >/dev/null || { echo "setpriv is missing: skipped"; exit 77; }
    mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_STATE_HOME" "$XDG_CACHE_HOME"
    chmod 755 "$room"
    chmod 777 "$HOME" "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_STATE_HOME" "$XDG_CACHE_HOME"
    LEESZAAL="setpriv --reuid=65534 --regid=65534 --clear-groups $LEESZAAL"
    $LEESZAAL list "$room/corpus" >/dev/null 2>&1 ||
        { echo "another user can't run the program from here: skipped"; exit 77; }
    said=$($LEESZAAL entities "$room/corpus/b.txt" 2>&1 >/dev/null)
    [ -z "$said" ] || { echo "another user can't read the program's data from here: skipped"; exit 77; }
fi
mkdir -p "$XDG_CONFIG_HOME/leeszaal"
printf '[notes]\nlock = dir\n' >"$XDG_CONFIG_HOME/leeszaal/config"
chmod 555 "$room/corpus"

begin 100x30 screen corpus/b.txt
wait_for "Punt 1:"
text "a"
wait_for "Note:"
text "alleen lezen"
keys Enter
wait_for "Noted."
keys j
wait_for "1 note, outside the corpus"

# Another window makes a note of its own meanwhile.
$LEESZAAL notes add --at=0:4 --label=A --note=elders "$room/corpus/b.txt" >/dev/null ||
    fail "no note beside"
keys j
wait_for "2 notes, outside the corpus"

in_tmux new-window "TERM=screen LC_ALL=C.UTF-8 LANGUAGE=en; export TERM LC_ALL LANGUAGE; \
    cd '$room'; exec $LEESZAAL corpus/b.txt"
wait_for "are kept in"
keys "}" a
wait_for "Note:"
text "tweede venster"
keys Enter
wait_for "Noted."
keys j
wait_for "3 notes, outside the corpus"
wait_for "also open in another window"
keys Q
wait_flag session_windows 1 # back in the first
keys j
wait_for "3 notes, outside the corpus"
keys Q
wait_clean "ended with 0"
[ ! -e "$ann" ] || fail "the corpus was written"
[ ! -e "$room/corpus/.leeszaal.lock" ] || fail "a lock file in a corpus that is only read"
begin 100x30 screen corpus/b.txt
wait_for "are kept in"
keys Q
wait_clean "ended with 0"
chmod 755 "$room/corpus"
