#!/bin/sh
# po: every sentence a person reads is in po/POTFILES.in's reach and has its Dutch translation.
set -eu
command -v xgettext >/dev/null 2>&1 || exit 77
cd "${top_srcdir:-.}"
failed=0
for file in $(grep -lE '(^|[^A-Za-z0-9_])(_|N_|P_)\("' $(find src ui -name '*.[ch]')); do
    grep -qx "$file" po/POTFILES.in || { echo "po: $file has messages but is not in po/POTFILES.in"; failed=1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
grep -v '^#' po/POTFILES.in | grep . >"$work/files"
xgettext --files-from="$work/files" --keyword=_ --keyword=N_ --keyword=P_:1,2 --from-code=UTF-8 --no-location \
    --output="$work/leeszaal.pot"
msgfmt --check --output-file=/dev/null po/nl.po
msgmerge --quiet --no-fuzzy-matching --output-file="$work/nl.po" po/nl.po "$work/leeszaal.pot"
for kind in --untranslated --only-fuzzy; do
    msgattrib $kind --no-obsolete "$work/nl.po" >"$work/left"
    if grep -q '^msgid' "$work/left"; then
        echo "po: nl.po lacks a translation ($kind):"
        grep -A3 '^msgid' "$work/left"
        failed=1
    fi
done
if msgattrib --only-obsolete "$work/nl.po" | grep '^#~ msgid'; then
    echo "po: nl.po translates sentences that are nowhere any more (above)"
    failed=1
fi
exit $failed
