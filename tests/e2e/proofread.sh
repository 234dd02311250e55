#!/bin/sh
# A proofreader's sitting: all flagged words at once, better words for all places of one, one's own
# words with ij, apostrophes and inflections, at once and after a restart.
. "$top_srcdir/tests/e2e/lib.sh"
[ -e /usr/share/hunspell/nl_NL.aff ] || { echo "no Dutch dictionary: skipped"; exit 77; }

file=$room/corpus/nota.txt
cat >"$file" <<'TEXT'
Nota over de samenwerkking

De samenwerkking verloopt goed. De helft van het werkk is klaar. Zonder samenwerkking geen dijk.

Wie dit leest, kan zien dat de tijdlijjn en de foto’tjjes nog niet goed zijn.
TEXT
words=$XDG_CONFIG_HOME/leeszaal/words.nl
note=$room/corpus/nota.ann

begin 120x36 xterm-256color corpus/nota.txt
wait_for "6 errors"

# The list of flagged words: better words for one, kept in all of its places.
text "zl"
wait_for "Marked words"
wait_for "3  samenwerkking"
text "z="
wait_for "Better words for ‘samenwerkking’"
keys Enter
wait_for "in 3 places: samenwerking"
[ "$(grep -c 'AnnotatorNotes.*samenwerking$' "$note")" = 3 ] || fail "three notes with the better word"
[ "$(grep -c 'Correctie' "$note")" = 3 ] || fail "three notes labelled Correctie"
keys u
wait_for "Taken back."
grep -q Correctie "$note" && fail "one u takes all three back"

# Behind that one is back in the list, on the next word. A better word of one's own.
wait_for "Marked words"
text "e"
wait_for "Better word: "
keys C-u
text "arbeid"
keys Enter
wait_for "Noted as a correction: arbeid"
grep -q 'arbeid$' "$note" || fail "the typed word is kept"
keys u
wait_for "Taken back."

# Passed over, and brought back.
text "x"
wait_for "is good until you quit"
keys u
wait_for "taken from the word list"
wait_for "1  foto’tjjes"
keys Escape

# Words with ij and an apostrophe, from the page.
keys g
text "/tijdlijjn"
keys Enter
wait_for "1/1 tijdlijjn"
text "zg"
wait_for "‘tijdlijjn’ is good from now on."
keys Escape
text "/tjjes"
keys Enter
wait_for "1/1 tjjes"
keys h h
text "zg"
wait_for "tjjes’ is good from now on."
keys Escape
text ":good-like stappen"
keys Enter
wait_for "and its inflections are good"
keys u # what the list said before is back
wait_for "‘foto’tjjes’ is good from now on."
grep -qx tijdlijjn "$words" || fail "the word with ij is in the list"
grep -qx "foto'tjjes" "$words" || fail "the word with an apostrophe is in the list"
text "Q"
wait_for "ended with 0"

begin 120x36 xterm-256color corpus/nota.txt
wait_for "4 errors"
text "Q"
wait_for "ended with 0"

# A damaged dictionary, and none at all: said once; the page is read on, without red.
mkdir "$room/dic"
cp /usr/share/hunspell/nl_NL.aff "$room/dic/"
: >"$room/dic/nl_NL.dic"
export DICPATH="$room/dic"
program=$LEESZAAL
rm -rf "$XDG_CACHE_HOME"
begin 80x24 xterm-256color corpus/nota.txt
wait_for "is damaged, so spelling is"
keys Escape
text "]s"
wait_for "is damaged"
text "Q"
wait_for "ended with 0"
unset DICPATH
if unshare -rm sh -c 'mount -t tmpfs none /usr/share/hunspell' 2>/dev/null; then
    cat >"$room/without" <<'EOF'
#!/bin/sh
exec unshare -rm sh -c 'for folder in /usr/share/hunspell /usr/share/myspell; do
    [ ! -d $folder ] || mount -t tmpfs none $folder
done; exec "$0" "$@"' PROGRAM "$@"
EOF
    sed -i "s|PROGRAM|$program|" "$room/without"
    chmod +x "$room/without"
    LEESZAAL=$room/without
    begin 80x24 xterm-256color corpus/nota.txt
    wait_for "hunspell-nl"
    keys Escape
    wait_for "De samenwerkking verloopt goed"
    text "z="
    wait_for "hunspell-nl"
    text "Q"
    wait_for "ended with 0"
fi
