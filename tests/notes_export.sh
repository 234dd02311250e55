#!/bin/sh
# What is exported is read by other programs.
command -v python3 >/dev/null || exit 77
exec python3 "$top_srcdir/tests/notes_export.py"
