#!/bin/sh
# However it ends, the terminal is clean: Q, SIGTERM, SIGHUP, ^Z and back.
. "$top_srcdir/tests/e2e/lib.sh"
write_corpus

begin 120x36 screen corpus
wait_for "Documents 3"
text "*" # a star must survive
wait_for "★"
kill -TERM "$(program)"
wait_clean "ended with 143"
grep -q "^s	" "$XDG_STATE_HOME/leeszaal/books" || fail "the star is lost"

begin 120x36 screen corpus
wait_for "★"
keys End
kill -HUP "$(program)"
wait_clean "ended with 129"

begin 80x24 xterm-256color corpus
wait_for "Documents 3"
keys C-z
wait_clean "ended with 1" # the shell has the terminal
text "fg"
keys Enter
wait_for "Documents 3"
keys Q
wait_for "shell>"

# The terminal goes away: the program ends by itself.
begin 80x24 vt100 corpus
wait_for "Documents 3"
left=$(program)
in_tmux kill-server
until_second=$(($(date +%s) + DEADLINE))
while kill -0 "$left" 2>/dev/null; do
    [ "$(date +%s)" -lt "$until_second" ] || { echo "FAIL: still runs without a terminal"; exit 1; }
    sleep 0.02
done
