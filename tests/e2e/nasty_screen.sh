#!/bin/sh
# Each file of the nasty corpus lies open in turn, joined and as raw lines, beside the list of all: no byte of it moves the
# cursor, names the window or reaches the terminal as a control, so the frame stays whole and tmux notices nothing.
. "$top_srcdir/tests/e2e/lib.sh"
sh "$top_srcdir/tests/nasty.sh" "$room/corpus" || exit 99
cp "$room/corpus/crlf.txt" "$room/corpus/$(printf 'naam\033]0;weg\007\033[31m\nregel\342\200\256\302\233.txt')"
count=$("$LEESZAAL" list "$room/corpus" | wc -l)

begin 100x24 xterm-256color corpus
wait_for "Documents $count"
title=$(flag pane_title)
in_tmux pipe-pane "cat >>'$room/raw'" # what the program sends from here on

# The borders stand, each where it was, whatever is shown between them.
assert_whole() {
    screen | awk '
        NR == 1 { bad = bad || !/^┌ Documents .*┬ .*┐$/ }
        NR > 1 && NR < 22 { bad = bad || !/^│.*│.*│.*│$/ }
        NR == 22 { bad = bad || !/^├(─)*┴(─)*┴(─)*┤$/ }
        NR == 23 { bad = bad || !/^│.*│$/ }
        NR == 24 { bad = bad || !/^└.*┘$/ }
        END { exit bad || NR != 24 }' || fail "the frame is broken by document $1"
    [ "$(flag pane_title)" = "$title" ] || fail "the window is named by document $1"
}

# Opens the chosen document; false when it is told to be no text.
open_chosen() {
    keys Enter
    until_second=$(($(date +%s) + DEADLINE))
    while :; do
        case $(screen | sed -n 23p) in
        *" l. "*) return 0 ;;
        *"is not a text"*) return 1 ;;
        esac
        [ "$(date +%s)" -lt "$until_second" ] || fail "document $1 was not opened"
        sleep 0.02
    done
}

number=1
while [ "$number" -le "$count" ]; do
    wait_for "document $number/$count"
    assert_whole "$number"
    if open_chosen "$number"; then
        assert_whole "$number, open"
        keys R G # its raw lines, to the end
        wait_for "raw lines"
        assert_whole "$number, raw"
        keys R C-w h
    fi
    keys j
    number=$((number + 1))
done
keys Q
wait_clean "ended with 0"

# What stands in those files and must never be sent: a title, a device's string, C1, a bidi control, a tag, a joiner alone.
[ -s "$room/raw" ] || fail "nothing was recorded"
for bytes in '\033]0;weg' '\033Pq' '\302\233' '\302\235' '\342\200\256' '\342\201\246' '\342\200\213' '\357\273\277' \
    '\363\240\201\201' '\b\b\b'; do
    # shellcheck disable=SC2059
    ! LC_ALL=C grep -qF -- "$(printf "$bytes")" "$room/raw" || fail "sent to the terminal: $bytes"
done
