#!/bin/sh
# Names, titles, labels, notes, settings, words of the command line and the environment: what comes
# from outside reaches a terminal or a pipe only as visible text.
command -v python3 >/dev/null || exit 77
exec python3 "$top_srcdir/tests/outside.py"
