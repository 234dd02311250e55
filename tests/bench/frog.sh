#!/bin/sh
# How fast `entities` is beside Frog (tokenizer, its tagger and names; all else skipped) on the same text in the same run.
# Seconds are of the processor, as others may be busy; starting up is measured on one word and taken off. Frog reads the
# text once, Leeszaal two hundred copies of it. TSV: what, value, unit. Says nothing where Frog isn't installed.
#   LEESZAAL=./leeszaal tests/bench/frog.sh TEXT...
set -eu
LC_ALL=C.UTF-8
export LC_ALL
copies=200
command -v frog >/dev/null || exit 0
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
XDG_CACHE_HOME=$place/cache
export XDG_CACHE_HOME
seconds() { # of the processor, of the rest
    "$@" >/dev/null 2>&1 || { echo "$1 fails; is its data (frogdata) installed?" >&2; exit 2; }
}
# The processor's seconds of a command, start and end of it in a shell of its own.
cost() {
    (
        seconds "$@"
        times
    ) | awk 'NR == 2 { split($1, user, /[ms]/); split($2, kernel, /[ms]/)
                       printf "%.3f", user[1] * 60 + user[2] + kernel[1] * 60 + kernel[2] }'
}
ours() { "${LEESZAAL:-leeszaal}" entities --no-cache -j1 "$1"; }
theirs() { (cd "$place" && frog --skip=mplac -t "$1" -o "$place/out"); }
printf 'Nederland\n' >"$place/word.txt"
for text in "$@"; do
    cp "$text" "$place/text.txt"
    for _ in $(seq "$copies"); do cat "$text"; echo; done >"$place/copies.txt"
    tokens=$("${LEESZAAL:-leeszaal}" entities -f conll "$text" | grep -c '	')
    awk -v tokens="$tokens" -v copies="$copies" \
        -v ours="$(cost ours "$place/copies.txt")" -v ours_start="$(cost ours "$place/word.txt")" \
        -v theirs="$(cost theirs "$place/text.txt")" -v theirs_start="$(cost theirs "$place/word.txt")" '
        BEGIN {
            our_rate = tokens * copies / (ours - ours_start)
            their_rate = tokens / (theirs - theirs_start)
            printf "entities\t%.0f\ttokens/s\nfrog names\t%.0f\ttokens/s\n", our_rate, their_rate
            printf "entities times frog\t%.0f\t\n", our_rate / their_rate
            printf "start of entities\t%.0f\tms\nstart of frog\t%.0f\tms\n", ours_start * 1e3, theirs_start * 1e3
        }'
done
