#!/bin/sh
# Replays the nasty files, and pieces of them put together, through the fuzz target of the text.
set -eu
dir=$(mktemp -d "${TMPDIR:-/tmp}/leeszaal-fuzz.XXXXXX")
trap 'rm -rf "$dir"' EXIT
sh "$top_srcdir/tests/nasty.sh" "$dir/nasty"
mkdir "$dir/seeds"
for file in "$dir"/nasty/*; do
    name=$(basename "$file")
    for first in 0 4 11; do # the target's first byte: blocks of 16, 256 and 32768 bytes
        { printf "\\0$first" && head -c 20000 "$file"; } >"$dir/seeds/$first-$name"
    done
done
# All after each other, the middle of some of them cut out.
{ printf '\003' && for file in "$dir"/nasty/*.txt; do head -c 600 "$file"; done; } >"$dir/seeds/all"
{ printf '\005' && for file in "$dir"/nasty/*.txt; do tail -c 37 "$file"; done; } >"$dir/seeds/tails"
"$top_builddir/tests/fuzz/fuzz_text" "$dir"/seeds/*
