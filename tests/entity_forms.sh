#!/bin/sh
# What `leeszaal entities` prints in each form is the same, and is what the files hold.
command -v python3 >/dev/null || exit 77
exec python3 "$top_srcdir/tests/entity_forms.py" ./leeszaal "$top_srcdir"/corpus/*.txt
