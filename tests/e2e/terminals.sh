#!/bin/sh
# What is sent to a terminal: to an old one no mouse, paste, focus or clipboard sequences and no signs but ASCII; one that
# can't be driven is told so; characters of ambiguous width have the columns that the setting says.
. "$top_srcdir/tests/e2e/lib.sh"
write_corpus

# Everything the program writes to the terminal, from its first byte on.
record() {
    in_tmux pipe-pane -o "cat >>'$room/raw'"
}
recorded() { LC_ALL=C grep -qF -- "$1" "$room/raw"; }
must_not_have() { recorded "$1" && fail "sent to $kind: $2"; }

# begin, with the recorder on before the program starts.
begin_recorded() {
    : >"$room/raw"
    begin "$@"
    record
    keys Q
    wait_for "ended with 0"
    text "clear; . ./go"
    keys Enter
}

esc=$(printf '\033')
for kind in xterm-256color vt100; do
    begin_recorded 100x24 "$kind" corpus
    wait_for "De voorzitter opent"
    keys C-w l
    text "y"
    if [ "$kind" = vt100 ]; then
        wait_for "takes no clipboard"
        text "M"
        wait_for "has no mouse"
    else
        wait_for "Sent to the terminal"
    fi
    keys Q
    wait_for "ended with 0"
    if [ "$kind" = vt100 ]; then
        must_not_have "$esc]52" "a clipboard"
        for mode in 1000 1002 1004 1006 2004; do
            must_not_have "$esc[?$mode" "mode $mode"
        done
        others=$(LC_ALL=C tr -d '\000-\177' <"$room/raw" | wc -c)
        [ "$others" -eq 0 ] || fail "$others bytes were sent that are not ASCII"
    else
        for mode in 1002 1006 2004; do
            recorded "$esc[?${mode}h" || fail "mode $mode was not asked of $kind"
            recorded "$esc[?${mode}l" || fail "mode $mode was left on"
        done
        recorded "$esc]52;c;" || fail "no clipboard was sent"
    fi
done

# A terminal that can't move its cursor gets a sentence and nothing else.
begin 80x24 dumb corpus
wait_for "dumb: a terminal of this kind can't show the screen"
wait_for "ended with 2"

# An ambiguous character has one column, or two; the columns behind it stand where they should.
printf 'Graden\n\n20 \302\260C en 30 \302\260C | hier\n' >"$room/corpus/a.txt"
mkdir -p "$XDG_CONFIG_HOME/leeszaal"
begin_recorded 60x12 xterm-256color corpus/a.txt
wait_for "30 °C | hier"
text ":set ambiguous-width wide"
keys Enter
wait_for "+----" # borders that have one column in any case
text ":set ambiguous-width"
keys Enter
wait_for "ambiguous-width = wide"
keys Q
wait_for "ended with 0"
