#!/bin/sh
# How fast `spell` is beside `hunspell -l` (cold: no word is known yet) and `aspell list` (warm) on the same text in the
# same run. TSV: what, bytes, seconds; then how many times as fast.
#   LEESZAAL=./leeszaal tests/bench/spell_speed.sh TEXT...
set -eu
LC_ALL=C.UTF-8
export LC_ALL
cache=$(mktemp -d)
trap 'rm -rf "$cache"' EXIT
seconds() { # the fastest of $1 runs of the rest, in seconds
    runs=$1
    shift
    best=
    for _ in $(seq "$runs"); do
        start=$(date +%s%N)
        "$@" >/dev/null
        took=$(($(date +%s%N) - start))
        if [ -z "$best" ] || [ "$took" -lt "$best" ]; then best=$took; fi
    done
    awk -v t="$best" 'BEGIN { printf "%.3f", t / 1e9 }'
}
cold() {
    rm -rf "$cache/leeszaal"
    XDG_CACHE_HOME=$cache "${LEESZAAL:-leeszaal}" spell "$1"
}
warm() {
    XDG_CACHE_HOME=$cache "${LEESZAAL:-leeszaal}" spell "$1"
}
aspell_list() {
    aspell -l nl list <"$1"
}
for text in "$@"; do
    size=$(wc -c <"$text")
    cold=$(seconds 2 cold "$text")
    warm=$(seconds 3 warm "$text")
    printf 'spell cold\t%s\t%s\nspell warm\t%s\t%s\n' "$size" "$cold" "$size" "$warm"
    if command -v hunspell >/dev/null; then
        other=$(seconds 1 hunspell -d nl_NL -l "$text")
        printf 'hunspell -l\t%s\t%s\ncold times hunspell\t%s\t%s\n' "$size" "$other" "$size" \
            "$(awk -v a="$other" -v b="$cold" 'BEGIN { printf "%.1f", a / b }')"
    fi
    if command -v aspell >/dev/null; then
        other=$(seconds 3 aspell_list "$text")
        printf 'aspell list\t%s\t%s\nwarm times aspell\t%s\t%s\n' "$size" "$other" "$size" \
            "$(awk -v a="$other" -v b="$warm" 'BEGIN { printf "%.2f", a / b }')"
    fi
done
