#!/bin/sh
# spell and config: words of the reader's own lists, what lists and dictionaries can have wrong with them, options.
# LEESZAAL is the program. Needs a Dutch dictionary of hunspell; without one it is passed over.
set -u
LEESZAAL=${LEESZAAL:-./leeszaal}
case $LEESZAAL in /*) ;; *) LEESZAAL=$PWD/$LEESZAAL ;; esac
place=$(mktemp -d) || exit 99
trap 'chmod -R u+rwx "$place"; rm -rf "$place"' EXIT
cd "$place" || exit 99
mkdir home texts
HOME=$place/home LC_ALL=C.UTF-8
export HOME LC_ALL
unset LANGUAGE DICPATH XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME
lists=$HOME/.config/leeszaal
failed=0 done=0

run() {
    "$LEESZAAL" "$@" >"$place/out" 2>"$place/err" </dev/null
    code=$?
}
check() { # NAME CONDITION...
    name=$1
    shift
    done=$((done + 1))
    "$@" && return
    failed=$((failed + 1))
    printf 'FAIL: %s (exit %s)\n' "$name" "$code"
    sed 's/^/  out: /' "$place/out" | head -n 5
    sed 's/^/  err: /' "$place/err" | head -n 5
}
ends() { [ "$code" -eq "$1" ]; }
flagged() { [ "$(cut -f7 "$place/out" | tr '\n' ' ')" = "$1" ]; }
said() { [ "$(wc -l <"$place/err")" -eq "$1" ]; }
mentions() { grep -q -e "$1" "$place/err"; }

printf 'Een gewone zin zonder fouten.\n' >texts/good.txt
run spell texts/good.txt
[ $code -eq 0 ] || { cat "$place/err"; exit 77; }
check 'a text without errors gives no rows' flagged ''
check 'and no messages' said 0

# ---- own words, with ij, its ligature and the apostrophe ----
printf 'De tijdlijjn, de tĳdlijjn en het foto’s-allbum; hij heeft gegnoft, hij gnoft.\n' >texts/own.txt
run spell --all texts/own.txt
check 'slips are errors' test -s "$place/out"
printf '3\ntijdlijjn\nfoto'"'"'s-allbum\ngnoffen/boffen\n*zonder\nb\351d\n' >hunspell.words
run config --import-words=hunspell.words
check 'importing tells of bytes that are no UTF-8' mentions 'Line 6'
check 'and how many words it took over' mentions '4 words'
check 'and ends with 2, as something was left out' ends 2
run config --import-words=hunspell.words
check 'a second time there is nothing to add' mentions '0 words'
run spell --all texts/own.txt
check 'own words with ij, ligature and apostrophes are good' flagged ''
if command -v hunspell >/dev/null; then
    hunspell -i utf-8 -d nl_NL -p "$lists/words.nl" -l texts/own.txt >"$place/out" 2>"$place/err"
    check 'hunspell takes the words of the same list' test -z "$(grep -e lijjn -e allbum "$place/out")"
fi
run spell texts/good.txt
check 'a word listed as wrong is an error' flagged 'zonder '
run config --import-words=nowhere
check 'a list that is not there is told' ends 2
check 'in one line' said 1

printf 'tijdlijjn\n\377\376\nfoto\n' >"$lists/words.nl"
run spell --all texts/own.txt
check 'a list with bad bytes is told once' said 1
check 'its other lines count' flagged 'foto’s-allbum gegnoft gnoft '
check 'its lines stay' grep -qa "$(printf '\377\376')" "$lists/words.nl"
rm -f "$lists/words.nl"

mkdir -p texts/.leeszaal
printf 'tijdlijjn\ngnoft\n' >texts/.leeszaal/words
run spell --all texts
check 'the list of a corpus counts for its documents' flagged 'foto’s-allbum gegnoft '
rm -r texts/.leeszaal

# ---- settings ----
run config --print
check 'the settings are printed' grep -q '^measure = 76$' "$place/out"
cp "$place/out" "$lists/config"
run config --check
check 'what is printed is a configuration file' ends 0
printf '[screen]\nmeasure = veel\n' >"$lists/config"
run config --check
check 'a wrong value is told with its line' mentions 'line 2'
check 'and ends with 2' ends 2
rm "$lists/config"
run config
check 'config alone asks what to do' ends 2

# ---- options ----
i=0
while [ $i -lt 40 ]; do
    printf 'Dit is het %s stuk mett een foutt en een gewoon wordo.\n\nNog een alineea.\n' $i >"texts/$i.txt"
    i=$((i + 1))
done
run spell -j1 --suggest --all texts
cp "$place/out" one
run spell -j4 --suggest --all --no-cache texts
check 'the rows are the same whatever the threads and the cache' cmp -s one "$place/out"
run spell -j3 --progress=always texts
check 'progress is shown when asked for' mentions '%'
run spell -j3 texts
check 'and not by itself where there is no terminal' said 0
run spell -f jsonl --suggest texts/1.txt
check 'suggestions are an array in JSON' grep -q '"text":"foutt".*"suggestions":\["fout"' "$place/out"
run spell --format=xml texts
check 'an unknown format ends with 2' ends 2
run spell texts/1.txt nowhere.txt
check 'a missing file ends with 2, the others are read' grep -q foutt "$place/out"
check 'and is told' said 1

# ---- the cache ----
cache=$HOME/.cache/leeszaal/words.cache
check 'verdicts are kept' test -s "$cache"
for damage in 'x' "$(head -c 3000 "$cache" | tr -d '\000')" "$(printf '%s' "$LEESZAAL")"; do
    printf '%s' "$damage" >"$cache"
    run spell --suggest --all texts
    check 'a damaged cache is made anew' cmp -s one "$place/out"
    check 'without a word' said 0
done
rm -f "$cache"
mkdir "$cache"
run spell --suggest --all texts
check 'a cache that is a folder does no harm' cmp -s one "$place/out"
rmdir "$cache"
chmod 500 "$HOME/.cache/leeszaal"
run spell --suggest --all texts
check 'nor does one that cannot be written' cmp -s one "$place/out"
chmod 700 "$HOME/.cache/leeszaal"

# ---- words ----
awk 'BEGIN { for (i = 0; i < 10000; i++) printf "%s", substr("abcijt", i % 6 + 1, 1); print " einde" }' >texts/long.txt
run spell --suggest texts/long.txt
check 'a word of 10,000 letters is no error' flagged ''
check 'and nothing breaks' ends 0

# ---- dictionaries ----
mkdir dic
source=$(for folder in /usr/share/hunspell /usr/share/myspell/dicts /usr/share/myspell; do
    for name in nl_NL nl; do [ -f $folder/$name.aff ] && echo $folder/$name; done
done | head -n 1)
broken() { # NAME: a dictionary put into dic is refused in one line, with exit 2
    DICPATH=$place/dic "$LEESZAAL" spell --no-cache texts/1.txt >"$place/out" 2>"$place/err" </dev/null
    code=$?
    check "$1 is refused" ends 2
    check "$1 is told in one line" said 1
}
if [ -n "$source" ]; then
    cp "$source.aff" dic/nl_NL.aff
    : >dic/nl_NL.dic
    broken 'an empty .dic'
    head -c 4000 "$source.dic" >dic/nl_NL.dic
    broken 'half a .dic'
    cp "$source.dic" dic/nl_NL.dic
    head -c 9000 "$source.aff" >dic/nl_NL.aff
    broken 'half an .aff'
    printf 'SET UTF-8\n\000\000' >dic/nl_NL.aff
    broken 'an .aff with NUL'
    sed 's/SET UTF-8/SET ISO8859-1/' "$source.aff" >dic/nl_NL.aff
    broken 'an .aff in another encoding'
    head -c 200000 /dev/urandom >dic/nl_NL.aff
    broken 'an .aff of noise'
fi

# Without any: in a name space of our own, where folders of the system can be covered.
if unshare -rm sh -c 'mount -t tmpfs none /usr/share/hunspell' 2>/dev/null; then
    unshare -rm sh -c 'for folder in /usr/share/hunspell /usr/share/myspell; do
            [ ! -d $folder ] || mount -t tmpfs none $folder
        done; exec "$0" spell texts/1.txt' "$LEESZAAL" >"$place/out" 2>"$place/err" </dev/null
    code=$?
    check 'without a dictionary its package is named' mentions hunspell-nl
    check 'in one line' said 1
    check 'and it ends with 2' ends 2
fi

echo "$done checks, $failed failed"
[ $failed -eq 0 ]
