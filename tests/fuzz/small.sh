#!/bin/sh
# Replays seeds of the standoff and training data targets.
set -eu
dir=$(mktemp -d "${TMPDIR:-/tmp}/leeszaal-fuzz.XXXXXX")
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/standoff" "$dir/tagged"
base='T1\tPersoon 0 3\tJan\n#1\tAnnotatorNotes T1\toud\n'
printf "$base" >"$dir/standoff/one"
printf "$base"'\000'"$base"'T2\tPlaats 4 9\tDelft\n\000T1\tPersoon 0 3\tJan\n#1\tAnnotatorNotes T1\tnieuw\n' >"$dir/standoff/three"
printf "$base"'\000\000T1\tOrganisatie 0 3\tJan\nR1\tKent Arg1:T1 Arg2:T9\n*\tZelfde T1 T2\n' >"$dir/standoff/deleted"
printf 'T1 kapot\n\n\t\nT99999999999999999999\tX 0 1\ta\n#\n\000T1\tX 5 2;0 0\tz\000' >"$dir/standoff/broken"
printf '\000Jan\tB-PER\nliep\tO\n\nDelft\tB-LOC\n' >"$dir/tagged/bio"
printf '\000Jan\tB-PER\textra\nX\tQ\n' >"$dir/tagged/wrong"
printf '\001{"text":"Jan liep","entities":[[0,3,"PER"]]}\n{"text":' >"$dir/tagged/jsonl"
printf '\002LZMODEL' >"$dir/tagged/model"
"$top_builddir/tests/fuzz/fuzz_standoff" "$dir"/standoff/*
"$top_builddir/tests/fuzz/fuzz_standoff"
"$top_builddir/tests/fuzz/fuzz_tagged" "$dir"/tagged/*
"$top_builddir/tests/fuzz/fuzz_tagged"
