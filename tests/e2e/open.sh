#!/bin/sh
# The ways to open something: standard input, a line, a text, without box drawing; what can't be read
# is listed with its reason.
. "$top_srcdir/tests/e2e/lib.sh"
write_corpus

begin 80x24 xterm-256color corpus/b.txt:61
wait_for "Punt 30:"
wait_for "l. 61"
keys q
wait_for "ended with 0"

begin 80x24 xterm-256color corpus/b.txt +/Slotwoord
wait_for "Slotwoord van de nota."
keys Q
wait_for "ended with 0"

# Standard input: read to its end, then the keys come from the terminal.
begin 80x24 xterm-256color - '<corpus/c.txt'
wait_for "De brug is stuk."
keys q
wait_clean "ended with 0"

begin 80x24 xterm-256color --plain corpus
wait_for "Documents 3"
screen | grep -q '┌' && fail "box drawing with --plain"
wait_flag cursor_flag 1
keys Q
wait_for "ended with 0"

begin 80x24 xterm-256color --no-mouse corpus
wait_for "Documents 3"
wait_flag mouse_any_flag 0
keys M
wait_flag mouse_any_flag 1
keys Q
wait_clean "ended with 0"

# A locale that isn't there is said once; the language it asks for is spoken.
E2E_LOCALE=nl_XX.UTF-8 E2E_LANGUAGE= begin 110x24 xterm-256color corpus
wait_for "Documenten 3"
wait_for "niet geïnstalleerd"
keys j
wait_gone "niet geïnstalleerd"
keys Q
wait_for "ended with 0"

# A FIFO is never opened; binary files are told from text.
mkfifo "$room/corpus/pijp"
printf '\177ELF\001\002\003\004\005\006\007\010' >"$room/corpus/d.bin"
begin 80x24 xterm-256color corpus
wait_for "(binary)"
keys G Enter
wait_for "d.bin"
keys Q
wait_clean "ended with 0"

# --ann-crlf: a note made on the screen counts line ends as was asked, where its file has none yet.
printf 'Een kop\r\n\r\nHet peil daalt.\r\n' >"$room/corpus/crlf.txt"
begin 100x30 screen --ann-crlf=lf corpus/crlf.txt:3
wait_for "Het peil daalt."
text "a"
wait_for "Note:"
text "als een"
keys Enter
wait_for "Noted."
keys Q
wait_clean "ended with 0"
head -1 "$room/corpus/crlf.ann" | grep -q ' 9 24	Het peil daalt\.$' ||
    fail "CR LF as one: $(cat "$room/corpus/crlf.ann")"
