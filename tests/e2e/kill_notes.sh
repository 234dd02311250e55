#!/bin/sh
# SIGKILL at random moments while notes are made by keys: what the screen confirmed is there when the
# document is opened again, once; no file is torn; the document is never written. The full run is
# LZ_KILL_ROUNDS=1000 make check TESTS=tests/e2e/kill_notes.sh.
. "$top_srcdir/tests/e2e/lib.sh"
command -v python3 >/dev/null || { echo "python3 is missing: skipped"; exit 77; }
rounds=${LZ_KILL_ROUNDS:-8}
write_corpus
text_file=$room/corpus/b.txt ann=$room/corpus/b.ann told=$room/told
: >"$told"
before=$(sha256sum <"$text_file")

# Milliseconds below $1.
random() { echo $(($(od -An -N2 -tu2 /dev/urandom) % $1)); }

# One server for all rounds; a killed program's screen stays to be read.
in_tmux new-session -d -x 100 -y 30 "exec sleep 100000"
in_tmux set-option -g remain-on-exit on

is_dead() { [ "$(flag pane_dead)" = 1 ]; }

# shows TEXT: until the screen shows it; false when the program is killed before.
shows() {
    until_second=$(($(date +%s) + DEADLINE))
    while :; do
        screen | grep -qF -- "$1" && return 0
        is_dead && { screen | grep -qF -- "$1"; return; }
        [ "$(date +%s)" -lt "$until_second" ] || fail "round $round: never showed: $1"
        sleep 0.005
    done
}

# Enter on a prompt that shows a note; the message can only stand there when the prompt is gone.
confirm() {
    keys Enter
    shows "Noted." || return 1
    echo "$1" >>"$told"
}

open_document() {
    in_tmux respawn-pane -k "cd '$room'; TERM=screen LC_ALL=C.UTF-8 LANGUAGE=en; \
        export TERM LC_ALL LANGUAGE; exec $LEESZAAL corpus/b.txt"
}

# A note that was being typed when the program was killed is asked about; of the whole ones, some are
# finished.
finish_draft() {
    screen | grep -qF "not finished before" || return 0
    left=$(screen | sed -n 's/.*not finished before): \(r[0-9]*n[0-9]*e\) .*/\1/p')
    drafts=$((drafts + 1))
    if [ -z "$left" ] || [ "$(random 2)" = 0 ]; then
        keys Escape
        until_second=$(($(date +%s) + DEADLINE))
        while ! is_dead && screen | grep -qF "not finished before"; do
            [ "$(date +%s)" -lt "$until_second" ] || fail "the draft does not go"
            sleep 0.005
        done
        return 0
    fi
    confirm "$left"
}

make_notes() {
    number=0
    shows "b.txt" || return
    finish_draft || return
    while ! is_dead; do
        number=$((number + 1))
        keys a
        shows "Note: " || return
        text "r${round}n${number}e"
        shows "Note: r${round}n${number}e" || return
        confirm "r${round}n${number}e" || return
        keys "}"
    done
}

check() {
    if [ -e "$ann" ]; then
        python3 "$top_srcdir/tests/brat_rules.py" "$ann" >"$room/rules" ||
            fail "round $round: the file breaks the rules: $(cat "$room/rules")"
    fi
    "$LEESZAAL" notes list "$text_file" >"$room/list" || fail "round $round: notes list"
    cut -f9 "$room/list" | sort >"$room/there"
    sort "$told" >"$room/wanted"
    comm -13 "$room/there" "$room/wanted" >"$room/lost"
    [ ! -s "$room/lost" ] || fail "round $round: confirmed and lost: $(cat "$room/lost")"
    [ "$(cut -f2 "$room/list" | sort | uniq -d)" = "" ] || fail "round $round: an id twice"
    [ "$(sha256sum <"$text_file")" = "$before" ] || fail "round $round: the document was written"
}

round=0 drafts=0
while [ "$round" -lt "$rounds" ]; do
    round=$((round + 1))
    open_document
    victim=$(flag pane_pid)
    delay=$(random 1200)
    (sleep "$((delay / 1000)).$(printf %03d $((delay % 1000)))" && kill -KILL "$victim") &
    make_notes
    wait $!
    wait_flag pane_dead 1
    check
done

# Opened and left in the usual way: all is in the file itself, and no file lies about.
round=last
open_document
shows "b.txt"
finish_draft
keys Q
wait_flag pane_dead 1
check
while read -r note; do
    grep -q "	$note\$" "$ann" || fail "not in the file: $note"
done <"$told"
twice=$(cut -f9 "$room/list" | sort | uniq -d)
[ -z "$twice" ] || fail "made twice: $twice"
count=$(wc -l <"$told")
[ "$count" -gt 0 ] || fail "no note was ever confirmed"
echo "$rounds kills, $count notes confirmed, $drafts drafts found, none lost"
