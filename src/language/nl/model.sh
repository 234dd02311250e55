#!/bin/sh
# model: makes the shipped tagger model from the development data (see MODEL).
#
#   model.sh LEESZAAL DATA OUT
#
# DATA is the folder with gazetteers/ ner/ spell/ text/.
set -eu
if [ $# -ne 3 ]; then
    sed -n '2,6p' "$0" >&2
    exit 2
fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
for text in laws-64mb treaties-16mb debian-docs-5mb; do
    xz -dc "$2/text/$text.txt.xz" >"$dir/$text.txt"
done
"$1" train --out="$3" \
    --names="$2/gazetteers" \
    --frequencies="$2/spell/wordfreq-large-nl.tsv" \
    --clusters="$dir/laws-64mb.txt" \
    --clusters="$dir/treaties-16mb.txt" \
    --clusters="$dir/debian-docs-5mb.txt" \
    --clusters="$2/spell/clin28.validation.corrected.txt" \
    --clusters="$2/ner/europeana.bio" \
    --score="$2/ner/leeszaal.dev.bio" \
    "$2/ner/leeszaal.train.bio"
