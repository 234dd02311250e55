#!/bin/sh
# Passages are looked for again after seeded edits of the sample corpus, and of a text that repeats
# itself: fewer than one in a thousand is placed wrong automatically, a new line break misplaces
# none, most are found, and the answer is the same each time.
bench="$top_builddir/tests/bench/anchor"
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT

# judge FILE LEAST: at least LEAST in a hundred right by themselves.
judge() {
    awk -F '\t' -v least="$2" '
        $1 == "all but copies" {
            if ($5 * 1000 >= $3) { print $5 " of " $3 " placed wrong"; bad = 1 }
            if ($4 * 100 < least * $3) { print "only " $4 " of " $3 " right"; bad = 1 }
            seen = 1
        }
        $1 == "reflow" && $5 > 0 { print $5 " misplaced by new line breaks"; bad = 1 }
        END { exit bad || !seen }' "$1" || { cat "$1"; exit 1; }
}

"$bench" --count=80 --seed=1 "$top_srcdir"/corpus/0[0-8]*.txt >"$dir/one" || exit 1
"$bench" --count=80 --seed=1 "$top_srcdir"/corpus/0[0-8]*.txt >"$dir/two" || exit 1
cut -f1-10 "$dir/one" >"$dir/first"
cut -f1-10 "$dir/two" | cmp - "$dir/first" || { echo "not the same twice"; exit 1; }
judge "$dir/one" 60
"$bench" --count=400 --seed=1 --repeat=30000 "$top_srcdir/corpus/03-raadsstuk-erfgoed.txt" >"$dir/again"
judge "$dir/again" 10
grep -h '^all but copies' "$dir/one" "$dir/again"
