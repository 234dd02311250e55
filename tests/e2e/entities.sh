#!/bin/sh
# entities: what the command prints in each form, to the byte; names of the user's own; bad input.
# LEESZAAL is the program. The corpus is made here, in a folder that goes again. Sentences about the
# model (there or not) are not looked at.
set -u
LEESZAAL=${LEESZAAL:-./leeszaal}
case $LEESZAAL in /*) ;; *) LEESZAAL=$PWD/$LEESZAAL ;; esac
place=$(mktemp -d) || exit 99
trap 'rm -rf "$place"' EXIT
cd "$place" || exit 99
HOME=$place/home LC_ALL=C.UTF-8
export HOME LC_ALL
unset LANGUAGE XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME LEESZAAL_DATA
mkdir -p home/.config/leeszaal/names c/.leeszaal/names
failed=0 done=0

fail() {
    failed=$((failed + 1))
    printf 'FAIL: %s\n' "$1"
    shift
    for line in "$@"; do printf '  %s\n' "$line"; done
}

run() {
    "$LEESZAAL" entities "$@" >home/out 2>home/err </dev/null
    code=$?
}

# says NAME EXPECTED: the last output was exactly this (printf %b; a newline is added).
says() {
    done=$((done + 1))
    printf '%b\n' "$2" >home/expected
    cmp -s home/out home/expected ||
        fail "$1" "expected:" "$(cat home/expected)" "got:" "$(cat home/out)"
}

ends() {
    done=$((done + 1))
    [ "$code" = "$2" ] || fail "$1" "exit $code instead of $2" "$(cat home/err)"
}

warns() {
    done=$((done + 1))
    grep -q -e "$2" home/err || fail "$1" "no '$2' in: $(cat home/err)"
}

printf 'Op 3 mei 2019 sprak de\r\nEuropese Unie met\r\nde EU\342\200\221landen over € 3,5 miljard.\r\n' >c/a.txt
printf 'Bel +32 2 281 53 16.\n' >c/b.txt

run c
ends 'rows' 0
says 'rows' 'c/a.txt\t3\t13\t1\t4\tDATE\t3 mei 2019\t2019-05-03
c/a.txt\t24\t37\t2\t1\tORG\tEuropese Unie\tEuropese Unie
c/a.txt\t46\t55\t3\t4\tMISC\tEU\0342\0200\0221landen\tEuropese Unie
c/a.txt\t61\t74\t3\t19\tMONEY\t€ 3,5 miljard\t3500000000 EUR
c/b.txt\t4\t19\t1\t5\tPHONE\t+32 2 281 53 16\t+3222815316'
cp home/out home/rows
run -j1 c
cmp -s home/out home/rows || fail 'the same rows whatever -j'
run -f jsonl --header c/b.txt
says 'JSON Lines' '{"path":"c/b.txt","start":4,"end":19,"line":1,"column":5,"type":"PHONE","text":"+32 2 281 53 16","norm":"+3222815316"}'
run --header c/b.txt
says 'a header' 'path\tstart\tend\tline\tcolumn\ttype\ttext\tnorm
c/b.txt\t4\t19\t1\t5\tPHONE\t+32 2 281 53 16\t+3222815316'

printf 'De Raad van de\nEuropese Unie en Malta stemden gisteren na lang overleg toch nog in.\n' >c/c.txt
run -f ann c/c.txt
says 'standoff, in fragments over a line end' 'T1\tORG 3 14;15 28\tRaad van de Europese Unie
T2\tLOC 32 37\tMalta'
run -f conll c/c.txt
done=$((done + 1))
head -7 home/out >home/head
mv home/head home/out
says 'columns' '-DOCSTART- c/c.txt

De\tO\t0\t2
Raad\tB-ORG\t3\t7\tT1
van\tI-ORG\t8\t11\tT1
de\tI-ORG\t12\t14\tT1
Europese\tI-ORG\t15\t23\tT1'
run -f ann c
ends 'standoff of two documents' 2
warns 'standoff of two documents' 'one document'
run -f xml c/b.txt
ends 'an unknown form' 2
warns 'an unknown form' 'xml'
run weg c/b.txt
ends 'a missing path' 2
warns 'a missing path' 'weg'
says 'a missing path' 'c/b.txt\t4\t19\t1\t5\tPHONE\t+32 2 281 53 16\t+3222815316'

printf 'ORG Zandkasteelbouwers Verenigd = ZKBV\nkapot\n' >home/.config/leeszaal/names/eigen.txt
printf 'LOC Duinendam = De Duinen\n' >c/.leeszaal/names/plaatsen.txt
printf 'De ZKBV bouwt in Duinendam.\n' >c/d.txt
run c/d.txt
ends 'own names' 0
says 'own names' 'c/d.txt\t3\t7\t1\t4\tORG\tZKBV\tZandkasteelbouwers Verenigd
c/d.txt\t17\t26\t1\t18\tLOC\tDuinendam\tDuinendam'
warns 'a wrong line of names' 'eigen.txt, line 2'

printf '\357\273\277ORG Zandkasteelbouwers Verenigd = ZKBV\r\n' >home/.config/leeszaal/names/eigen.txt
run c/d.txt
says 'own names from elsewhere: a mark of bytes, CR LF' 'c/d.txt\t3\t7\t1\t4\tORG\tZKBV\tZandkasteelbouwers Verenigd
c/d.txt\t17\t26\t1\t18\tLOC\tDuinendam\tDuinendam'
mkdir home/.config/leeszaal/names/map.txt
ln -s /dev/zero home/.config/leeszaal/names/nul.txt
run c/d.txt
ends 'files of names that are none' 0
warns 'files of names that are none' 'map.txt'
rm -r home/.config/leeszaal/names/map.txt home/.config/leeszaal/names/nul.txt

# The model: empty, cut, something else, of another version. Rules and names go on.
data=$(dirname "$LEESZAAL")/src/language
if [ -s "$data/nl/model.bin" ]; then
    mkdir -p data/nl
    ln -s "$data/nl/names" data/nl/names
    for kind in empty cut foreign newer; do
        rm -f data/nl/model.bin
        case $kind in
        empty) : >data/nl/model.bin ;;
        cut) head -c 100000 "$data/nl/model.bin" >data/nl/model.bin ;;
        foreign) head -c 300000 "$LEESZAAL" >data/nl/model.bin ;;
        newer) { head -c 8 "$data/nl/model.bin"; printf '\377\377'; tail -c +11 "$data/nl/model.bin"; } >data/nl/model.bin ;;
        esac
        LEESZAAL_DATA=$place/data
        export LEESZAAL_DATA
        run c/b.txt
        unset LEESZAAL_DATA
        ends "a model that is $kind" 0
        warns "a model that is $kind" 'model.bin'
        says "a model that is $kind" 'c/b.txt\t4\t19\t1\t5\tPHONE\t+32 2 281 53 16\t+3222815316'
    done
fi

printf 'Samenvatting en Conclusies\n\nIn dit stuk leest u hoe de gemeente haar plannen maakt en wie daarbij is.\n' >c/kop.txt
run c/kop.txt
done=$((done + 1))
[ ! -s home/out ] || fail 'a heading of ordinary words gives a name' "$(cat home/out)"

printf 'De\nEU\nin\nMalta\n\n-DOCSTART-\nhet\nkanaal\n' >tokens
run --tokens tokens
ends 'tokens' 0
says 'tokens' 'De\tO\nEU\tB-ORG\nin\tO\nMalta\tB-LOC\n\n-DOCSTART-\tO\nhet\tO\nkanaal\tO'
"$LEESZAAL" entities --tokens - <tokens >home/out 2>home/err
code=$?
ends 'tokens of standard input' 0
says 'tokens of standard input' 'De\tO\nEU\tB-ORG\nin\tO\nMalta\tB-LOC\n\n-DOCSTART-\tO\nhet\tO\nkanaal\tO'
run --tokens weg
ends 'tokens of a missing file' 2
warns 'tokens of a missing file' 'weg'

: >c/leeg.txt
run c/leeg.txt
ends 'an empty document' 0
done=$((done + 1))
[ ! -s home/out ] || fail 'an empty document gives rows'
head -c 1000000 /dev/zero | tr '\0' A >c/lang.txt
run c/lang.txt
ends 'a token of a megabyte' 0
run --tokens c/lang.txt
ends 'a token of a megabyte, in tokens' 0
done=$((done + 1))
[ "$(wc -c <home/out)" = 1000003 ] || fail 'a token of a megabyte, in tokens, is not whole'

# The party behind a person is no abbreviation of the person.
printf 'Volgens Pieter Scholten (PS) is dat zo. De PS zweeg in Brussel.\n' >c/partij.txt
run c/partij.txt
done=$((done + 1))
! grep -q 'PS	Pieter' home/out || fail 'a party is its member' "$(cat home/out)"

# What was found in a large document is kept, and is what is found again.
XDG_CACHE_HOME=$place/cache
export XDG_CACHE_HOME
for i in $(seq 6000); do echo "Op $((i % 28 + 1)) mei 2019 sprak de Raad met Malta over de EU-lidstaten."; done >c/groot.txt
run --no-cache c/groot.txt
cp home/out home/expected
done=$((done + 3))
[ ! -e cache ] || fail 'without cache something is kept' "$(find cache)"
run c/groot.txt
cmp -s home/out home/expected || fail 'what is kept differs from what was found'
[ "$(find cache -type f | wc -l)" = 1 ] || fail 'nothing is kept of a large document'
run c/groot.txt
done=$((done + 2))
cmp -s home/out home/expected || fail 'what was kept differs from what was found'
find cache -type f -exec cp home/out {} \;
run c/groot.txt
cmp -s home/out home/expected || fail 'a broken file of the cache is believed'

printf '%s: %d checks, %d failed\n' "${0##*/}" "$done" "$failed"
[ "$failed" = 0 ]
