#!/bin/sh
# score_tags: the scorer of tags gives what conlleval gives, on a case worked out by hand.
set -eu
command -v python3 >/dev/null || exit 77
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# Gold: Jan Maes PER, Gent LOC, EU ORG, Raad van State ORG, Waalse MISC, An PER: six names.
# Found: Jan Maes PER (right), Gent ORG (wrong type), EU ORG (right), Raad ORG (too short), State LOC (an I
# behind O begins), Waalse MISC (right), An PER and Bos PER (two, by B and B; An is right): eight names, four right.
cat >"$dir/gold" <<'END'
Jan	B-PER
Maes	I-PER
in	O
Gent	B-LOC

EU	B-ORG
Raad	B-ORG
van	I-ORG
State	I-ORG

Waalse	B-MISC
An	B-PER
Bos	O
END
cat >"$dir/found" <<'END'
Jan	B-PER
Maes	I-PER
in	O
Gent	B-ORG

EU	B-ORG
Raad	B-ORG
van	O
State	I-LOC

Waalse	I-MISC
An	B-PER
Bos	B-PER
END
# By hand: precision 4/8, recall 4/6, F 57.14; tags alike 6 of 11; LOC 0 of 1; MISC 1 of 1; ORG 1 of 3 found, of 2;
# PER 2 of 3 found, of 2; borders alone: Gent too, 5 of 8 and of 6.
cat >"$dir/expected" <<'END'
processed 11 tokens with 6 phrases; found: 8 phrases; correct: 4.
accuracy:  54.55%; precision:  50.00%; recall:  66.67%; FB1:  57.14
              LOC: precision:   0.00%; recall:   0.00%; FB1:   0.00  1
             MISC: precision: 100.00%; recall: 100.00%; FB1: 100.00  1
              ORG: precision:  33.33%; recall:  50.00%; FB1:  40.00  3
              PER: precision:  66.67%; recall: 100.00%; FB1:  80.00  3
          untyped: precision:  62.50%; recall:  83.33%; FB1:  71.43  8
END
python3 "${top_srcdir:-.}/tests/bench/score_tags.py" "$dir/gold" "$dir/found" >"$dir/printed"
diff -u "$dir/expected" "$dir/printed"
