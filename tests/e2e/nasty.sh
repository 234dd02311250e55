#!/bin/sh
# nasty: whatever is in a file or in its name, what the commands print to a terminal is letters, blanks and newlines: no
# control character, no C1, no bidi control, no zero-width character. And no command dies of it.
set -u
LEESZAAL=${LEESZAAL:-./leeszaal}
case $LEESZAAL in /*) ;; *) LEESZAAL=$PWD/$LEESZAAL ;; esac
place=$(mktemp -d) || exit 99
trap 'rm -rf "$place"' EXIT
sh "${top_srcdir:-.}/tests/nasty.sh" "$place/nasty" || exit 99
cp "$place/nasty/crlf.txt" "$place/nasty/$(printf 'naam\033[31m\nregel\342\200\256\302\233.txt')"
mkdir "$place/home"
HOME=$place/home LC_ALL=C.UTF-8
export HOME LC_ALL
unset LANGUAGE XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME
failed=0 done=0

# The lines of FILE with a character that must not be there: controls (TAB is a column's end), DEL; C1 as UTF-8; LRM, RLM,
# bidi controls and isolates, ALM; ZWSP, word joiner, BOM.
unsafe() {
    tr -d '\n\t\040-\176\200-\377' <"$1" | wc -c
    LC_ALL=C grep -c "$(printf '\302[\200-\237]')" "$1"
    LC_ALL=C grep -c "$(printf '\342\200[\213\216\217\252-\256]')" "$1"
    LC_ALL=C grep -c "$(printf '\342\201[\240-\251]')" "$1"
    LC_ALL=C grep -c "$(printf '\330\234')" "$1"
    LC_ALL=C grep -c "$(printf '\357\273\277')" "$1"
}

check() { # COMMAND…: prints nothing unsafe and ends with 0, 1 or 2
    done=$((done + 1))
    "$LEESZAAL" "$@" >"$place/out" 2>"$place/err" </dev/null
    code=$?
    if [ $code -gt 2 ]; then
        failed=$((failed + 1))
        printf 'FAIL: %s: exit code %s\n' "$*" $code
        cat "$place/err"
    fi
    for stream in out err; do
        if [ "$(unsafe "$place/$stream" | tr -d ' \n')" != 000000 ]; then
            failed=$((failed + 1))
            printf 'FAIL: %s: unsafe characters in its std%s\n' "$*" $stream
            LC_ALL=C cat -v "$place/$stream" | head -c 600
        fi
    done
}

check list "$place/nasty"
check text "$place/nasty"
check text --raw "$place/nasty"
check text --width=20 "$place/nasty"
check spell --all "$place/nasty"
check entities "$place/nasty"
check find e "$place/nasty"
check find --format=jsonl woord "$place/nasty"

printf '%s checks, %s failed\n' $done $failed
[ $failed -eq 0 ]
