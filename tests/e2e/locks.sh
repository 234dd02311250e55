#!/bin/sh
# `lock = dir`: who saves notes also locks a hidden file in their folder, the commands and the
# screen alike, and waits for who has it; without the setting no such file comes.
. "$top_srcdir/tests/e2e/lib.sh"
command -v flock >/dev/null || { echo "flock is missing: skipped"; exit 77; }
write_corpus
lock=$room/corpus/.leeszaal.lock doc=$room/corpus/b.txt ann=$room/corpus/b.ann

$LEESZAAL notes add --at=0:4 --label=A "$doc" >/dev/null || fail "no note without the setting"
[ ! -e "$lock" ] || fail "a lock file that nobody asked for"

mkdir -p "$XDG_CONFIG_HOME/leeszaal"
printf '[notes]\nlock = dir\n' >"$XDG_CONFIG_HOME/leeszaal/config"
$LEESZAAL config --check || fail "the setting is not known"
id=$($LEESZAAL notes add --at=5:7 --label=B "$doc") || fail "no note with the setting"
[ -e "$lock" ] || fail "no lock file beside the notes"
! $LEESZAAL list "$room/corpus" | grep -q leeszaal.lock || fail "the lock file is listed"

# waits NAME COMMAND…: runs it while another host, so to speak, has the lock; it must not have
# written, nor be done, before that one is.
waits() {
    what=$1
    shift
    rm -f "$room/held" "$room/early" "$room/free"
    flock "$lock" sh -c "cp '$ann' '$room/before'; : >'$room/held'; sleep 1
        cmp -s '$ann' '$room/before' || : >'$room/early'; : >'$room/free'" &
    other=$!
    until [ -e "$room/held" ]; do sleep 0.01; done
    "$@" >"$room/out" || fail "$what failed"
    [ -e "$room/free" ] || fail "$what did not wait"
    wait "$other"
    [ ! -e "$room/early" ] || fail "$what wrote while another had the lock"
}
waits "notes add" $LEESZAAL notes add --at=8:9 --label=C "$doc"
waits "notes remove" $LEESZAAL notes remove "$doc" "$id"
cp "$ann" "$room/base.ann"
cp "$ann" "$room/theirs.ann"
waits "notes merge" $LEESZAAL notes merge "$room/base.ann" "$ann" "$room/theirs.ann"
waits "notes pull" $LEESZAAL notes pull "$doc"
waits "notes push" $LEESZAAL notes push "$doc"

# The screen: its note is in the file only when the other is done.
rm -f "$room/go-on"
begin 100x30 screen corpus/b.txt
wait_for "Punt 1:"
flock "$lock" sh -c "until [ -e '$room/go-on' ]; do sleep 0.05; done" &
other=$!
text "a"
wait_for "Note:"
text "op slot"
keys Enter
wait_for "Noted."
sleep 0.6 # longer than a save is put off
! grep -q "op slot" "$ann" || fail "the screen saved while another had the lock"
: >"$room/go-on"
wait "$other"
keys Q
wait_clean "ended with 0"
grep -q "op slot" "$ann" || fail "the note was not saved"
