#!/bin/sh
# What the keys do in the pane of entities, each with its undo, in a wide and a narrow window.
. "$top_srcdir/tests/e2e/lib.sh"
{
    printf 'Nota over het waterpeil\n\n'
    printf 'Op 3 mei 2019 sprak de Europese Unie met China over € 3,5 miljard.\n\n'
    printf 'De EU zegt dat China en de EU-lidstaten het peil van 12 mei 2019 volgen.\n'
} >"$room/corpus/a.txt"
printf 'Verslag\n\nIn Frankrijk gaf de EU het woord aan China.\n' >"$room/corpus/b.txt"

notes() { cat "$room"/corpus/*.ann 2>/dev/null; }
# wait_notes TEXT: until a note says so; "" until none is left.
wait_notes() {
    until_second=$(($(date +%s) + DEADLINE))
    until [ -n "$1" ] && notes | grep -q "$1" || { [ -z "$1" ] && [ -z "$(notes)" ]; }; do
        [ "$(date +%s)" -lt "$until_second" ] || fail "the notes are: $(notes)"
        sleep 0.02
    done
}

begin 120x36 xterm-256color corpus/a.txt
wait_for "Organisations"
keys Tab
wait_for "Europese Unie · 3 mentions" # the first of the list

# Enter, n, N walk; the keys stay here.
keys Enter
wait_for "· 1/3"
keys n
wait_for "· 2/3"
keys N
wait_for "· 1/3"

# Accept, reject, another type: a note each, taken back and given again.
keys a
wait_notes "^T1	ORG "
keys u
wait_notes ""
keys C-r
wait_notes "^T[0-9]*	ORG "
keys u
wait_notes ""
keys X
wait_for "is no entity"
wait_notes "^T"
keys u
wait_notes ""
keys T
wait_for "p person"
keys l
wait_for "is a place"
wait_notes "	LOC "
keys u
wait_notes ""

# Hidden, and back with the cursor on it.
keys x
wait_for "is hidden"
keys u
wait_for "organisation Europese Unie ·"

# A label asked for and not given: the keys come back here. Given: all mentions.
keys t
wait_for "The key of the label"
keys Escape
wait_for "organisation Europese Unie ·"
keys t
wait_for "The key of the label"
keys b
wait_for "3 places labelled"
keys u
wait_notes ""

# The concordance has every form of it.
keys C
wait_for "Concordance of ‘Europese Unie’"
wait_for "1/3"
keys Escape
wait_for "organisation Europese Unie ·"

# Kinds and orders.
keys f
wait_for "people"
keys f
wait_for "places"
wait_gone "Organisations"
keys f f f
wait_for "all kinds"
text ">"
wait_for "Sorted by name"
text "<"
wait_for "Sorted by number of mentions"

# Looked for by name, copied, good in spelling, written to a file.
text "/chin"
keys Enter
wait_for "place China"
keys y
wait_for "Sent to the terminal"
text "zg"
wait_for "‘China’"
keys u
text "s"
wait_for "entities.tsv"
keys C-u
text "$room/lijst.tsv"
keys Enter
until_second=$(($(date +%s) + DEADLINE))
until grep -q "^LOC	China	2" "$room/lijst.tsv" 2>/dev/null; do
    [ "$(date +%s)" -lt "$until_second" ] || fail "the list is not written"
    sleep 0.02
done
keys q
text "Q"
wait_for "ended with 0"

# The whole corpus: Enter opens the first document that has it.
begin 120x36 xterm-256color corpus
wait_for "Organisations"
keys Tab Tab
text "c"
wait_for "Frankrijk"
text "/frank"
keys Enter Enter
wait_for "gaf de EU het woord"
text "Q"
wait_for "ended with 0"

# A window of forty columns: the pane takes the place of the page, n goes on in the page.
begin 40x20 xterm-256color corpus/a.txt
wait_for "waterpeil"
keys E
wait_for "Organisations"
keys Enter
wait_for "waterpeil"
text "Q"
wait_for "ended with 0"
