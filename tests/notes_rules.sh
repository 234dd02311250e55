#!/bin/sh
# Every standoff file that the unit tests of notes write keeps the rules of the format, as another
# program reads them; and that program does find what breaks them.
command -v python3 >/dev/null || exit 77
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
rules="$top_srcdir/tests/brat_rules.py"
export LZ_KEEP_ANN="$dir/kept"
for test in annotation anchor hard placing durable; do
    "$top_builddir/tests/unit/test_$test" >"$dir/log" 2>&1 || { cat "$dir/log"; exit 1; }
done
set -- $(find "$dir/kept" -name '*.ann')
[ $# -gt 20 ] || { echo "only $# files were kept"; exit 1; }
python3 "$rules" "$@" || exit 1
echo "$# files keep the rules"

# What must be found.
printf 'een\ntwee drie\n' >"$dir/bad.txt"
while IFS= read -r line; do
    printf "$line" >"$dir/bad.ann"
    if python3 "$rules" "$dir/bad.ann" >"$dir/log"; then
        echo "not found: $line"
        exit 1
    fi
done <<'LINES'
T1\tA 0 3\teen
\357\273\277T1\tA 0 3\teen\n
\n
# comment\n
T1\tA 0 8\teen twee\n
T1\tA 0 3\ttwee\n
T1\tA 0 99\teen\n
T1\tA 2 2\t\n
T1\tA 0 3;2 3\teen n\n
T1\tA 0 3\teen\nT1\tA 0 3\teen\n
T1\tA b 0 3\teen\n
T1\tA\303\251 0 3\teen\n
T1\tA 4 9\ttwee \n
T1\tA 0 3\teen\n#1\tAnnotatorNotes T2\tx\n
T1\tA 0 3\teen\n#1\tAnnotatorNotes T1\tx\ty\n
T1\tA 0 3\teen\n#1\tAnnotatorNotes T1\tx\342\200\250y\n
T1\tA 0 3\teen\nR1\tX Arg1:T1 Arg1:T1\n
T1\tA 0 3\teen\nE1\tB:T1\n
T1\tA 0 3\teen\n*\tX T1\n
LINES
printf 'T1\tA 0 3;4 8\teen twee\n#1\tAnnotatorNotes T1\tgoed\nA1\tZ T1 x y\nE1\tA:T1\n' >"$dir/bad.ann"
python3 "$rules" "$dir/bad.ann"

# Documents that are not UTF-8: code points of what they say, a byte order mark is the first.
printf '\377\376e\000\075\330\037\334n\000\n\000' >"$dir/wide.txt"
printf 'T1\tA 3 4\tn\n' >"$dir/wide.ann"
python3 "$rules" "$dir/wide.ann" || exit 1
printf 'T1\tA 4 5\tn\n' >"$dir/wide.ann"
python3 "$rules" "$dir/wide.ann" >"$dir/log" && { echo "UTF-16 units taken for code points"; exit 1; }
printf 'caf\351 een\n' >"$dir/old.txt"
printf 'T1\tA 0 4\tcaf\303\251\nT2\tA 5 8\teen\n' >"$dir/old.ann"
python3 "$rules" "$dir/old.ann"
