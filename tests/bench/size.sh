#!/bin/sh
# size: any size opens at once. First paint, end and back, paging, search and memory in files of 1 MB, 100 MB and 1 GB and
# in one line of 200 MB, first screen and filter in folders of 1,000, 20,000 and 100,000 files; beside less, vim and nnn
# where installed, in the same run. TSV: what, size, program, median ms (memory: MiB), ratio to ours/theirs.
#   size.sh [LARGEST-MB] [MOST-FILES]      needs LARGEST-MB + 300 of disk in TMPDIR
set -eu
LEESZAAL=${LEESZAAL:-./leeszaal}
here=$(dirname "$0")
paint=${PAINT:-tests/bench/paint} # built in the build tree
turns=${TURNS:-tests/bench/turns.so}
source=${top_srcdir:-$here/../..}/corpus/01-persbericht-waterveiligheid.txt
largest=${1:-1000}
most=${2:-100000}
runs=${RUNS:-7}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work/home" LC_ALL=C.UTF-8 XDG_CACHE_HOME="$work/cache" XDG_STATE_HOME="$work/state"
mkdir -p "$HOME"
unset XDG_CONFIG_HOME XDG_DATA_HOME LESS

median() { tail -n 1 | cut -f4; }
row() { printf '%s\t%s\t%s\t%s\t%s\n' "$@"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b }'; }

# grow FILE MB: the sample text over and over.
grow() {
    while [ $(($(stat -c %s "$work/mb") / 1000000)) -lt 1 ]; do cat "$source" >>"$work/mb"; done
    : >"$1"
    i=0
    while [ $i -lt "$2" ]; do
        cat "$work/mb"
        i=$((i + 1))
    done >"$1"
}
: >"$work/mb"

# against WHAT SIZE OURS THEIRS-NAME THEIRS
against() { row "$1" "$2" "$4" "$5" "$(ratio "$3" "$5")"; }

paint() { "$paint" -n "$runs" "$@" 2>/dev/null | median; }
# keys WHAT SIZE ARG…: from a key to its frame, and of that our own time (tests/bench/turns.h).
keys() {
    what=$1 size=$2
    shift 2
    "$paint" -t "$turns" "$@" 2>/dev/null >"$work/keys"
    row "$what" "$size" leeszaal "$(awk '$1 == "key" { print $4 }' FS='\t' "$work/keys")" ""
    row "$what, own, p99" "$size" leeszaal "$(awk '$1 == "own" { print $5 }' FS='\t' "$work/keys")" ""
}

files() {
    for mb in 1 100 1000; do
        [ "$mb" -le "$largest" ] || continue
        grow "$work/file.txt" "$mb"
        measure "$mb MB" "$work/file.txt"
    done
    if [ "$largest" -ge 200 ]; then
        grow "$work/file.txt" 200
        tr '\n' ' ' <"$work/file.txt" >"$work/line.txt"
        measure "200 MB line" "$work/line.txt"
        rm "$work/line.txt"
    fi
    rm -f "$work/file.txt"
}

measure() {
    ours=$(paint -e Beneden-Maas -- "$LEESZAAL" "$2")
    row "first paint" "$1" leeszaal "$ours" ""
    if command -v less >/dev/null; then against "first paint" "$1" "$ours" less "$(paint -e Beneden-Maas -- less "$2")"; fi
    if command -v vim >/dev/null; then
        against "first paint" "$1" "$ours" vim "$(RUNS=1 runs=1 paint -e Beneden-Maas -- vim -u NONE -R "$2")"
    fi
    keys "end and back (G g)" "$1" -n 10 -e Beneden-Maas -k Gg -- "$LEESZAAL" "$2"
    keys "paging (f f f b)" "$1" -q 0 -n 200 -e Beneden-Maas -k fffb -- "$LEESZAAL" "$2"
    "$paint" -n 12 -m -e Beneden-Maas -k GgffGb -- "$LEESZAAL" "$2" | grep '^memory' >"$work/memory"
    row "memory, most resident" "$1" leeszaal "$(awk '{ printf "%.1f", $3 / 1024 }' "$work/memory")" ""
    row "memory, private" "$1" leeszaal "$(awk '{ printf "%.1f", $4 / 1024 }' "$work/memory")" ""
    sh "$here/find.sh" "$LEESZAAL" "$2" zeldzaamwoord "$runs" >"$work/found"
    row "search, no hit" "$1" "leeszaal find" "$(awk 'NR == 1 { print $4 }' FS='\t| ms' "$work/found")" ""
    if command -v rg >/dev/null; then
        row "search, no hit" "$1" "rg -i" "$(awk 'NR == 2 { print $4 }' FS='\t| ms' "$work/found")" \
            "$(awk 'NR == 2 { print $NF }' "$work/found")"
    fi
}

folders() {
    for count in 1000 20000 100000; do
        [ "$count" -le "$most" ] || continue
        folder=$work/many
        i=0
        while [ $i -lt $((count / 1000)) ]; do
            mkdir -p "$folder/d$i"
            (cd "$folder/d$i" && seq -f "Stuk %g over het peil" 1000 | split -l 1 -a 3 --additional-suffix=.txt - s)
            i=$((i + 1))
        done
        ours=$(paint -e peil -- "$LEESZAAL" "$folder")
        row "first screen" "$count files" leeszaal "$ours" ""
        if command -v nnn >/dev/null; then against "first screen" "$count files" "$ours" nnn "$(paint -e d0 -- nnn "$folder")"; fi
        keys "filter, a key" "$count files" -n 9 -e peil -k Fstuk999x -- "$LEESZAAL" "$folder"
        rm -rf "$folder"
    done
}

printf 'what\tsize\tprogram\tmedian\tours/theirs\n'
files
folders
