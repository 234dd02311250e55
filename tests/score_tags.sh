#!/bin/sh
# score_tags: the scorer of tags gives what conlleval gives, on a case worked out by hand.
set -eu
command -v python3 >/dev/null || exit 77
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# Gold: Jan Maes PER, Gent LOC, EU ORG, Raad van State ORG, Waalse MISC, An PER, Ajax ORG, Gent LOC (an I of another
# type begins): eight names.
# Found: Jan Maes PER (right), Gent ORG (wrong type), EU ORG (right), Raad ORG (too short), State LOC (an I
# behind O begins), Waalse MISC (right), An PER and Bos PER (two, by B and B; An is right), Ajax Gent ORG (one, too
# long): nine names, four right.
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

Ajax	B-ORG
Gent	I-LOC
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

Ajax	B-ORG
Gent	I-ORG
END
# By hand: precision 4/9, recall 4/8, F 47.06; tags alike 7 of 13; LOC 0 of 1 found, of 2; MISC 1 of 1; ORG 1 of 4 found,
# of 3; PER 2 of 3 found, of 2; borders alone: Gent too, 5 of 9 and of 8.
cat >"$dir/expected" <<'END'
processed 13 tokens with 8 phrases; found: 9 phrases; correct: 4.
accuracy:  53.85%; precision:  44.44%; recall:  50.00%; FB1:  47.06
              LOC: precision:   0.00%; recall:   0.00%; FB1:   0.00  1
             MISC: precision: 100.00%; recall: 100.00%; FB1: 100.00  1
              ORG: precision:  25.00%; recall:  33.33%; FB1:  28.57  4
              PER: precision:  66.67%; recall: 100.00%; FB1:  80.00  3
          untyped: precision:  55.56%; recall:  62.50%; FB1:  58.82  9
END
python3 "${top_srcdir:-.}/tests/bench/score_tags.py" "$dir/gold" "$dir/found" >"$dir/printed"
diff -u "$dir/expected" "$dir/printed"

# Perfect tags are scored as such, and a missing one is seen.
python3 "${top_srcdir:-.}/tests/bench/score_tags.py" "$dir/gold" "$dir/gold" >"$dir/printed"
grep -q '^accuracy: 100.00%.*FB1: 100.00$' "$dir/printed"
sed 's/^An	B-PER/An	O/' "$dir/gold" >"$dir/less"
python3 "${top_srcdir:-.}/tests/bench/score_tags.py" "$dir/gold" "$dir/less" >"$dir/printed"
grep -q 'found: 7 phrases; correct: 7' "$dir/printed"
