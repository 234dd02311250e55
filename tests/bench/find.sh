#!/bin/sh
# find: seconds to find a rare phrase in one large file, beside ripgrep where it is installed: the best of five runs each,
# warm, and their ratio. Usage: find.sh LEESZAAL FILE PHRASE
set -eu
program=$1 file=$2 phrase=$3

# best COMMAND…: the least wall time of five runs, in milliseconds.
best() {
    least=
    for _ in 1 2 3 4 5; do
        before=$(date +%s%N)
        "$@" >/dev/null 2>&1 || true
        took=$((($(date +%s%N) - before) / 1000000))
        if [ -z "$least" ] || [ "$took" -lt "$least" ]; then least=$took; fi
    done
    echo "$least"
}

cat "$file" >/dev/null
ours=$(best "$program" find "$phrase" "$file")
printf 'find\t%s\tleeszaal\t%s ms\n' "$phrase" "$ours"
if command -v rg >/dev/null; then
    theirs=$(best rg -i -n --column -b -e "$phrase" "$file")
    printf 'find\t%s\trg\t%s ms\t%s\n' "$phrase" "$theirs" "$(awk "BEGIN { printf \"%.2f\", $ours / ($theirs + 0.001) }")"
fi
