#!/bin/sh
# format: the layout of the code is clang-format's (version 14, Debian 12's; others differ in details and are skipped).
set -eu
command -v clang-format >/dev/null 2>&1 || exit 77
clang-format --version | grep -q ' version 14\.' || exit 77
cd "${top_srcdir:-.}"
clang-format --dry-run --Werror $(find src ui tests -name '*.[ch]') 2>&1 | head -40 >"${TMPDIR:-/tmp}/leeszaal-format.$$"
if [ -s "${TMPDIR:-/tmp}/leeszaal-format.$$" ]; then
    cat "${TMPDIR:-/tmp}/leeszaal-format.$$"
    rm -f "${TMPDIR:-/tmp}/leeszaal-format.$$"
    exit 1
fi
rm -f "${TMPDIR:-/tmp}/leeszaal-format.$$"
