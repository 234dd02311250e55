#!/bin/sh
# commands: what list, text, find and help print, to the byte, and with which exit code.
# LEESZAAL is the program. The corpus is made here, in a folder that goes again.
set -u
LEESZAAL=${LEESZAAL:-./leeszaal}
case $LEESZAAL in /*) ;; *) LEESZAAL=$PWD/$LEESZAAL ;; esac
place=$(mktemp -d) || exit 99
trap 'chmod -R u+rwx "$place"; rm -rf "$place"' EXIT
cd "$place" || exit 99
mkdir home
HOME=$place/home LC_ALL=C.UTF-8
export HOME LC_ALL
unset LANGUAGE XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME
tab=$(printf '\t')
failed=0 done=0

# The last run: out, err, code.
run() {
    "$LEESZAAL" "$@" >"$place/home/out" 2>"$place/home/err" </dev/null
    code=$?
}

fail() {
    failed=$((failed + 1))
    printf 'FAIL: %s\n' "$1"
    shift
    for line in "$@"; do printf '  %s\n' "$line"; done
}

# says NAME EXPECTED: the last output was exactly this (printf format of backslashes; a newline is
# added unless it is empty).
says() {
    done=$((done + 1))
    if [ -n "$2" ]; then printf '%b\n' "$2"; fi >"$place/home/expected"
    cmp -s "$place/home/out" "$place/home/expected" ||
        fail "$1" "expected:" "$(cat "$place/home/expected")" "got:" "$(cat "$place/home/out")"
}

ends() {
    done=$((done + 1))
    [ "$code" = "$2" ] || fail "$1" "exit $code instead of $2" "$(cat "$place/home/err")"
}

warns() {
    done=$((done + 1))
    grep -q -e "$2" "$place/home/err" || fail "$1" "no '$2' in: $(cat "$place/home/err")"
}

is_silent() {
    done=$((done + 1))
    [ ! -s "$place/home/err" ] || fail "$1" "said: $(cat "$place/home/err")"
}

# ---- the corpus ----
mkdir -p c/map c/.verborgen leeg
printf 'Brug over het kanaal open\n\nGemeente Zuiderveen\n24 mei 2018\n12/18\n\nDe raad besloot dat de brug er komt. Foto\342\200\231s van de raad volgen later deze week nog.\n' >c/a.txt
printf 'Een regel die zo lang is dat hij zeker wordt doorgelezen met de buiten-\nlandse zaken en daarna ook nog langs de rest moet gaan, met de bereidheid\nvan staten om naar de lange volgende regel te gaan.\n' >c/map/b.txt
printf 'Kop\r\n\r\nde caf\351s zijn dicht \200 5\r\n' >c/map.txt
printf '\377\376R\000a\000a\000d\000\n\000' >c/utf16
printf '\211PNG\r\n\032\n\000\000\000\rIHDR' >c/plaat.png
printf 'T1\tPER 0 3\tKop\n' >c/map.ann
printf 'x' >c/.verborgen/x.txt
printf 'x' >c/oud.txt~
: >leeg.txt

# ---- list ----
run list c
ends 'list of a folder' 0
is_silent 'list of a folder'
says 'list of a folder' "c/a.txt${tab}Brug over het kanaal open${tab}2018-05-24${tab}Gemeente Zuiderveen${tab}12/18${tab}utf-8${tab}152${tab}28
c/map/b.txt${tab}${tab}${tab}${tab}${tab}utf-8${tab}198${tab}37
c/map.txt${tab}Kop${tab}${tab}${tab}${tab}windows-1252${tab}32${tab}6
c/plaat.png${tab}${tab}${tab}${tab}${tab}binary${tab}16${tab}
c/utf16${tab}Raad${tab}${tab}Raad${tab}${tab}utf-16le${tab}12${tab}1"
run list --header leeg.txt
says 'a header and an empty file' "path${tab}title${tab}date${tab}source${tab}reference${tab}encoding${tab}bytes${tab}words
leeg.txt${tab}${tab}${tab}${tab}${tab}utf-8${tab}0${tab}0"
run list --format=jsonl c/map.txt c/plaat.png
says 'list as JSON Lines' '{"path":"c/map.txt","title":"Kop","date":null,"source":null,"reference":null,"encoding":"windows-1252","bytes":32,"words":6}
{"path":"c/plaat.png","title":null,"date":null,"source":null,"reference":null,"encoding":"binary","bytes":16,"words":null}'
run list --glob='*.txt' c/
says 'a slash behind the folder, and a glob' "$("$LEESZAAL" list c/a.txt c/map/b.txt c/map.txt)"
run list -j1 c
cp home/out home/one
run list -j7 c
cmp -s home/one home/out || fail 'list is the same whatever -j'
run list leeg
ends 'an empty folder' 0
says 'an empty folder' ''
warns 'an empty folder' 'leeg'
run list weg c/map.txt
ends 'a missing path' 2
warns 'a missing path' 'weg'
says 'a missing path' "c/map.txt${tab}Kop${tab}${tab}${tab}${tab}windows-1252${tab}32${tab}6"
run list
ends 'no path' 2
warns 'no path' 'named'
mkdir -p home/.config/leeszaal
printf 'corpus = %s/c/map\n' "$place" >home/.config/leeszaal/config
run text
ends 'the configured corpus' 0
grep -q buitenlandse home/out || fail 'the configured corpus'
rm home/.config/leeszaal/config
mkfifo pijp
run list pijp
ends 'a FIFO' 2
warns 'a FIFO' 'pijp'
if [ "$(id -u)" != 0 ]; then
    cp c/a.txt dicht.txt
    chmod 0 dicht.txt
    run list dicht.txt leeg.txt
    ends 'an unreadable file' 2
    warns 'an unreadable file' 'dicht.txt'
    says 'an unreadable file' "leeg.txt${tab}${tab}${tab}${tab}${tab}utf-8${tab}0${tab}0"
fi
printf 'Kop\n' >"$(printf 'raar\033\377.txt')"
run list "$(printf 'raar\033\377.txt')"
says 'an unsafe file name' "raar\\\\x1b\\\\xff.txt${tab}Kop${tab}${tab}${tab}${tab}utf-8${tab}4${tab}1"

# ---- text ----
run text c/a.txt
says 'paragraphs' 'Brug over het kanaal open

Gemeente Zuiderveen
24 mei 2018
12/18

De raad besloot dat de brug er komt. Foto’s van de raad volgen later deze week nog.'
run text c/map/b.txt
says 'joined lines' 'Een regel die zo lang is dat hij zeker wordt doorgelezen met de buitenlandse zaken en daarna ook nog langs de rest moet gaan, met de bereidheid van staten om naar de lange volgende regel te gaan.'
run text --width=40 c/map/b.txt
says 'wrapped lines' 'Een regel die zo lang is dat hij zeker
wordt doorgelezen met de buitenlandse
zaken en daarna ook nog langs de rest
moet gaan, met de bereidheid van staten
om naar de lange volgende regel te gaan.'
run text --raw c/map.txt
says 'raw lines' 'Kop

de cafés zijn dicht € 5'
printf 'a\tb\n\342\200\256omgekeerd\033[31m\n1234567\tx\n' >vals.txt
run text --raw vals.txt
says 'tabs and unsafe characters' 'a       b
<U+202E>omgekeerd<U+001B>[31m
1234567 x'
run text c/map.txt leeg.txt
says 'several files' '==> c/map.txt <==
Kop

de cafés zijn dicht € 5

==> leeg.txt <=='
run text c/plaat.png
ends 'a binary file' 2
warns 'a binary file' 'plaat.png'
run text --width=0 c/a.txt
ends 'a width that is none' 2
printf 'uit een pijp\n' >home/in
"$LEESZAAL" text - <home/in >home/out 2>home/err
code=$?
ends 'standard input' 0
says 'standard input' 'uit een pijp'

# ---- find ----
run find raad c
ends 'find' 0
says 'find' "c/a.txt${tab}69${tab}73${tab}7${tab}4${tab}De ${tab}raad${tab} besloot dat de brug er komt. Foto’s van
c/a.txt${tab}117${tab}121${tab}7${tab}52${tab}loot dat de brug er komt. Foto’s van de ${tab}raad${tab} volgen later deze week nog.
c/utf16${tab}1${tab}5${tab}1${tab}2${tab}${tab}Raad${tab}"
run find buitenlandse c
says 'over a hyphen' "c/map/b.txt${tab}64${tab}78${tab}1${tab}65${tab} dat hij zeker wordt doorgelezen met de ${tab}buitenlandse${tab} zaken en daarna ook nog langs de rest m"
run find 'bereidheid van' c
says 'over a line end' "c/map/b.txt${tab}135${tab}149${tab}2${tab}64${tab}ook nog langs de rest moet gaan, met de ${tab}bereidheid van${tab} staten om naar de lange volgende regel "
run find cafes c
says 'over an accent' "c/map.txt${tab}10${tab}15${tab}3${tab}4${tab}de ${tab}cafés${tab} zijn dicht € 5"
run find "foto's" -f jsonl c
says 'an apostrophe, as JSON' '{"path":"c/a.txt","start":103,"end":109,"line":7,"column":38,"left":"De raad besloot dat de brug er komt. ","match":"Foto’s","right":" van de raad volgen later deze week nog."}'
run find --word landse c
ends 'no whole word' 1
says 'no whole word' ''
run find --regex '^de \w+s' c
says 'a pattern' "c/map.txt${tab}7${tab}15${tab}3${tab}1${tab}${tab}de cafés${tab} zijn dicht € 5"
run find --case EEN c
ends 'exact' 1
run find --regex '(' c
ends 'a wrong pattern' 2
warns 'a wrong pattern' '('
run find '' c
ends 'an empty query' 2
run find raad
ends 'no path to find in' 2
run find --variants raad c
ends 'an option of later' 2
run find niets weg
ends 'nothing found and a missing path' 2

# ---- output, options, help ----
run find raad c -o uit.tsv
ends 'into a file' 0
says 'into a file' ''
[ "$(wc -l <uit.tsv)" -eq 3 ] || fail 'into a file' "$(cat uit.tsv)"
run find raad c -o uit.tsv
ends 'an existing file' 3
run find cafes c -o uit.tsv --force
ends 'an existing file, forced' 0
[ "$(wc -l <uit.tsv)" -eq 1 ] || fail 'an existing file, forced'
run list --format=xml c
ends 'an unknown format' 2
run list --wat c
ends 'an unknown option' 2
warns 'an unknown option' 'wat'
printf 'caf\303\251\n' >c-enc.txt
run text --encoding=latin1 c-enc.txt
ends 'an encoding that is chosen' 0
says 'an encoding that is chosen' 'cafÃ©'
run find --encoding=windows-1252 Ã c-enc.txt
says 'offsets in the encoding chosen' "c-enc.txt${tab}3${tab}4${tab}1${tab}4${tab}caf${tab}Ã${tab}©"
for command in list text 'find x' spell entities 'notes list' export; do
    run $command --encoding=klinkklank c-enc.txt
    ends "an unknown encoding: $command" 2
    warns "an unknown encoding: $command" 'windows-1252'
done
rm c-enc.txt
# The same text in any encoding gives the same rows to the byte: places are code points.
if command -v iconv >/dev/null; then
    mkdir enc
    printf 'Op 3 maart 2021 ging caf\303\251 \342\200\230De Beer\342\200\231 open: \342\202\254 12,50 de man.\n\nAdres: info@beer.example\n' >enc/plain
    for name in UTF-8 UTF-16LE UTF-16BE WINDOWS-1252; do
        iconv -f UTF-8 -t "$name" enc/plain >enc/x.txt
        for command in text 'text --raw' entities 'find de' 'spell --all'; do
            run $command --no-cache --encoding="$name" enc/x.txt
            ends "$command in $name" 0
            key=enc/$(printf %s "$command" | tr -d ' -')
            [ -f "$key" ] || cp home/out "$key"
            cmp -s home/out "$key" || fail "$command in $name" "$(cat home/out)"
        done
    done
    rm -r enc
fi
run list -j0 c
ends 'no jobs' 2
"$LEESZAAL" text --raw c/a.txt c/a.txt 2>home/err | :
[ ! -s home/err ] || fail 'a closed pipe is silent' "$(cat home/err)"
if [ -w /dev/full ]; then
    "$LEESZAAL" list c >/dev/full 2>home/err
    code=$?
    ends 'a full disk' 3
fi
run help
ends 'help' 0
for name in list text find help; do
    grep -q "^  $name " home/out || fail "help names $name"
done
run help find
grep -q -e '--word' home/out || fail 'help of a command'
run help wat
ends 'help of nothing' 2
run help --man
grep -q '^\.TH LEESZAAL 1' home/out || fail 'the man page'
LANGUAGE=nl "$LEESZAAL" list weg 2>home/err
warns 'Dutch' 'kan niet worden gelezen'

# ---- how an .ann counts CR LF ----
mkdir crlf
printf 'een\r\ntwee\r\naaaa\r\n' >crlf/d.txt
run notes add --at=11:13 --label=A --ann-crlf=lf crlf/d.txt
ends 'a note in a file that counts CR LF as one' 0
grep -q "^T1${tab}A 9 11${tab}aa\$" crlf/d.ann || fail 'CR LF as one' "$(cat crlf/d.ann)"
printf 'T1\tA 11 13\taa\n' >crlf/d.ann # fits both
for rule in raw:11:13:1 lf:13:15:3; do
    IFS=: read -r name start end column <<E
$rule
E
    run notes list --ann-crlf="$name" crlf/d.txt
    says "notes list, $name" "crlf/d.txt${tab}T1${tab}$start${tab}$end${tab}3${tab}$column${tab}A${tab}aa${tab}${tab}ok"
    run export --as=tsv --ann-crlf="$name" crlf/d.txt
    done=$((done + 1))
    [ "$(cut -f 3-6 home/out)" = "$start$tab$end${tab}3$tab$column" ] ||
        fail "export, $name" "$(cat home/out)"
done
run notes check --ann-crlf=raw crlf/d.txt
ends 'check as raw' 0
run notes check --ann-crlf=lf crlf/d.txt
says 'check as lf' "crlf/d.txt${tab}${tab}counting${tab}lf"
run export --as=ann --ann-crlf=lf crlf/d.txt
says 'ann: how it is written, not how it is read' "T1${tab}A 9 11${tab}aa"
run notes list --ann-crlf=cr crlf/d.txt
ends 'no such counting' 2

printf '%d checks, %d failed\n' "$done" "$failed"
[ "$failed" -eq 0 ]
