#!/bin/sh
# manpage: the page that is installed names every command, every option and every key of the help, and troff has nothing
# to say against it.
set -eu
: "${LEESZAAL:=./leeszaal}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
LC_ALL=C.UTF-8 LANGUAGE=en "$LEESZAAL" help --man >"$work/leeszaal.1"
sed 's/\\-/-/g' "$work/leeszaal.1" >"$work/plain"
for command in $(LC_ALL=C.UTF-8 LANGUAGE=en "$LEESZAAL" help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
    grep -q "^\.SS $command" "$work/plain" || { echo "manpage: no section for $command"; failed=1; }
    for option in $(LC_ALL=C.UTF-8 LANGUAGE=en "$LEESZAAL" "$command" --help | sed -n 's/^  .*\(--[a-z-]*\).*/\1/p'); do
        grep -q -e "$option" "$work/plain" || { echo "manpage: $command lacks $option"; failed=1; }
    done
done
for title in Everywhere Reader Documents Entities FILES 'EXIT STATUS'; do
    grep -q "^\.S[SH] $title" "$work/plain" || { echo "manpage: no section $title"; failed=1; }
done
if command -v groff >/dev/null 2>&1; then
    groff -man -Kutf8 -Tutf8 -ww -z "$work/leeszaal.1" 2>"$work/said" || failed=1
    if [ -s "$work/said" ]; then
        cat "$work/said"
        failed=1
    fi
fi
exit $failed
