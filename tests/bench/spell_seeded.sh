#!/bin/sh
# How many of 200 scanner's errors, put into texts by spell_seed.py, `spell` finds. TSV: what, errors, found, %.
#   LEESZAAL=./leeszaal tests/bench/spell_seeded.sh TEXT...        SEED=2 for another 200
set -eu
here=$(dirname "$0")
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
python3 "$here/spell_seed.py" "${COUNT:-200}" "${SEED:-1}" "$out" "$@"
mv "$out/errors.tsv" "$out.tsv"
"${LEESZAAL:-leeszaal}" spell "$out" | awk -F '\t' '{ n = split($1, path, "/"); print path[n] "\t" $7 }' >"$out.found"
awk -F '\t' 'NR == FNR { found[$1 FS $2] = 1; next } { n++; if (($1 FS $2) in found) k++; else print "missed: " $2 " (" $3 ")" > "/dev/stderr" }
    END { printf "spell seeded\t%d\t%d\t%.1f\n", n, k, 100 * k / n }' "$out.found" "$out.tsv"
rm -f "$out.tsv" "$out.found"
