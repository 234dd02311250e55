#!/bin/sh
# One sitting by keys: open, read, find the errors, make a word good and take it back, walk the
# names, annotate a passage, list, undo, export; and what is on disk afterwards.
. "$top_srcdir/tests/e2e/lib.sh"
command -v hunspell >/dev/null || dictionary=missing
[ -e /usr/share/hunspell/nl_NL.aff ] || dictionary=missing

file=$room/corpus/nota.txt
cat >"$file" <<'TEXT'
Nota over de dijken

De provincie Zeeland en de gemeente Middelburg werken sinds 3 maart 2021 aan een nieuwe dijk. De samenwerkking
verloopt goed. In Middelburg is de helft van het werk klaar, en de andere helft volgt volgens het waterschap voor de
zomer van het volgende jaar, als het weer meewerkt en de aannemer genoeg mensen heeft om het buiten-
dijkse deel af te maken.

Wie vragen heeft, kan terecht bij Middelburg of bij het waterschap. De volgende vergadering is op 12 mei 2021.
TEXT
printf 'Tweede stuk\n\nDit is het tweede stuk van het corpus.\n' >"$room/corpus/tweede.txt"

begin 120x36 xterm-256color corpus
wait_for "De provincie Zeeland"
keys Tab # to the reader
wait_for "Space page"

# Search: over a line-end hyphen, counted, and back to all text.
text "/buitendijkse"
wait_for "/buitendijkse"
keys Enter
wait_for "1/1 buitendijkse"
keys g
text "/middelburg"
keys Enter
wait_for "1/3 middelburg"
keys n
wait_for "2/3 middelburg"
keys N
wait_for "1/3 middelburg"
keys Escape
wait_gone "1/3"

# Raw lines and reflowed text.
keys R
wait_for "het buiten-"
keys R
wait_for "het buitendijkse"

# Spelling: the one error, a suggestion kept as a note; a good word, and bad again.
keys g
if [ "$dictionary" != missing ]; then
    text "]s"
    wait_for "spelling error"
    wait_for "1 error"
    text "zg"
    wait_for "‘samenwerkking’ is good from now on."
    keys l
    wait_for "0 errors"
    grep -qx samenwerkking "$XDG_CONFIG_HOME/leeszaal/words.nl" || fail "the word is not in the list"
    text "zug"
    wait_for "taken from the word list"
    keys h
    wait_for "1 error"
    text "z="
    wait_for "Better words for ‘samenwerkking’"
    wait_for "1  samenwerking"
    keys Enter
    wait_for "Noted as a correction: samenwerking"
    keys u
    wait_for "Taken back."
fi

# Entities: the pane walks the mentions, the keys stay there; the reader goes to the next.
keys g
text "]e"
wait_for "place Zeeland"
keys C-w l
wait_for "Enter first"
text "/middelburg"
keys Enter
wait_for "place Middelburg"
keys Enter
wait_for "1/3"
keys n
wait_for "2/3"
keys n
wait_for "3/3"
keys N
wait_for "2/3"
keys C-w h

# A note on a selection, with the label of a key.
keys g
text "/werken sinds"
keys Enter
wait_for "1/1 werken sinds"
keys Escape
wait_gone "1/1 werken"
text "vee"
keys Enter
wait_for "Note:"
text "begin van het werk"
keys Enter
wait_for "Noted."
grep -q "	Notitie [0-9]* [0-9]*	werken sinds$" "$room/corpus/nota.ann" || fail "no note on disk"
text "t"
wait_for "Datum"
keys d
wait_for "The label is kept."
grep -q "^T[0-9]*	Datum [0-9]* [0-9]*	werken sinds$" "$room/corpus/nota.ann" ||
    fail "the label is not on disk: $(cat "$room/corpus/nota.ann")"
grep -q "AnnotatorNotes T[0-9]*	begin van het werk" "$room/corpus/nota.ann" || fail "no text of the note"
grep -q "LzAnchor" "$room/corpus/nota.ann" || fail "no anchor"

# The list of notes; deleting and taking back.
text ":notes"
keys Enter
wait_for "Notes"
wait_for "begin van het werk"
keys x
wait_for "u brings it back"
wait_gone "begin van het werk"
keys u
wait_for "begin van het werk"
keys Enter
wait_for "Space page"

# Export of the passage, and of all notes; an existing file is asked about.
text "s"
wait_for "Write to:"
keys C-u
text "uit.txt"
keys Enter
wait_for "Written: uit.txt"
head -1 "$room/uit.txt" | grep -qx '"werken sinds"' || fail "the passage: $(cat "$room/uit.txt")"
grep -q "^  -- nota.txt, regel 3, teken" "$room/uit.txt" || fail "no reference line"
grep -q "^   \[Datum\] begin van het werk$" "$room/uit.txt" || fail "no line of the note"
text "s"
wait_for "Write to:"
keys C-u
text "uit.txt"
keys Enter
wait_for "Overwrite it?"
keys n
wait_for "Nothing was written."
text "S"
wait_for "Write all notes"
keys C-u
text "alles.tsv"
keys Enter
wait_for "Written: alles.tsv"
grep -q "begin van het werk" "$room/alles.tsv" || fail "the notes: $(cat "$room/alles.tsv")"

# A copy: to the terminal and to our file of it.
text "y"
wait_for "Sent to the terminal"
[ -s "$XDG_STATE_HOME/leeszaal/clipboard" ] || fail "no clipboard file"

# The other document and back: marks, jumps, the place is kept.
text "ma"
keys J
wait_for "het tweede stuk van het corpus"
keys K
wait_for "De provincie Zeeland"
keys G
keys "'"
keys a
wait_for "l. 3"
keys Q
wait_clean "ended with 0"

# The place and the notes are there the next time; the document has not been touched.
begin 80x24 screen corpus/nota.txt
wait_for "1 note"
keys Q
wait_clean "ended with 0"
