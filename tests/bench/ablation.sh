#!/bin/sh
# ablation: what each family of features is worth. Trains a model without it and scores that one.
#
#   ablation.sh LEESZAAL TRAIN SCORE
#
# TSV: the family left out, F1, F1 without types.
set -eu
if [ $# -ne 3 ]; then
    sed -n '2,7p' "$0" >&2
    exit 2
fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
for family in none word affix shape names cluster case run pair document; do
    without=$family
    [ "$family" = none ] && without=
    "$1" train --anew --orders=2 --out="$dir/model.bin" --without="$without" --score="$3" "$2" 2>"$dir/log"
    sed -n 's/^ *F1 \([0-9.]*\) .*untyped \([0-9.]*\)$/'"$family"'	\1	\2/p' "$dir/log"
done
