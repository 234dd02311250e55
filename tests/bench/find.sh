#!/bin/sh
# find: milliseconds to find a phrase in one large file, warm, beside ripgrep where it is installed: medians of runs in turn,
# so that other work on the machine meets both, and their ratio. Usage: find.sh LEESZAAL FILE PHRASE [RUNS]
set -eu
program=$1 file=$2 phrase=$3 runs=${4:-9}

# took COMMAND…: its wall time in milliseconds.
took() {
    before=$(date +%s%N)
    "$@" >/dev/null 2>&1 || true
    echo $((($(date +%s%N) - before) / 1000000))
}
median() { tr ' ' '\n' | sort -n | awk 'NF { at[++count] = $1 } END { print at[int((count + 1) / 2)] }'; }

cat "$file" >/dev/null
ours= theirs=
for _ in $(seq "$runs"); do
    ours="$ours $(took "$program" find "$phrase" "$file")"
    if command -v rg >/dev/null; then theirs="$theirs $(took rg -i -n --column -b -e "$phrase" "$file")"; fi
done
ours=$(echo "$ours" | median)
printf 'find\t%s\tleeszaal\t%s ms\n' "$phrase" "$ours"
if [ -n "$theirs" ]; then
    theirs=$(echo "$theirs" | median)
    printf 'find\t%s\trg\t%s ms\t%s\n' "$phrase" "$theirs" "$(awk "BEGIN { printf \"%.2f\", $ours / ($theirs + 0.001) }")"
fi
