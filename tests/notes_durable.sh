#!/bin/sh
# Kills, faults and company: nothing that was told to be kept is lost. The full run is
# LZ_KILL_ROUNDS=1000 LZ_ADDS=500 make check TESTS=tests/notes_durable.sh.
command -v python3 >/dev/null || exit 77
exec python3 "$top_srcdir/tests/notes_durable.py"
