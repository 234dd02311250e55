#!/bin/sh
# layers: the list of modules in Makefile.am is the architecture. A file includes only headers listed at or above its own
# place; each library of others has one includer; the engine never prints, exits, translates or sees a terminal.
set -eu
cd "${top_srcdir:-.}"

list=$(mktemp)
trap 'rm -f "$list"' EXIT
# "PLACE FILE" for each source of the two libraries and the program, in the order of Makefile.am.
awk '/^(libleeszaal_a|libdoors_a|leeszaal)_SOURCES *=/ { on = 1 }
     on { place++; for (i = 1; i <= NF; i++) if ($i ~ /\.[ch]$/) print place, $i }
     on && !/\\$/ { on = 0 }' Makefile.am >"$list"

failed=0
fail() {
    echo "layers: $*"
    failed=1
}

# Upward includes, and includes of what is not listed.
awk -v list="$list" '
    BEGIN {
        while ((getline line < list) > 0) { split(line, part, " "); place[part[2]] = part[1]; order[++count] = part[2] }
        for (i = 1; i <= count; i++) {
            file = order[i]
            while ((status = (getline line < file)) > 0) {
                if (line !~ /^#include "/) continue
                split(line, part, "\"")
                target = part[2]
                if (!(target in place)) { print "layers: " file " includes " target ", which Makefile.am does not list"; bad = 1 }
                else if (place[target] > place[file]) { print "layers: " file " includes " target ", which stands above it"; bad = 1 }
            }
            if (status < 0) { print "layers: " file " is listed but can not be read"; bad = 1 }
            close(file)
        }
        exit bad
    }' || failed=1

# Every source is listed.
for file in $(find src ui -name '*.[ch]' | sort); do
    grep -q " $file\$" "$list" || grep -q "$file" Makefile.am || fail "$file is not listed in Makefile.am"
done

# One includer for each library of others: PATTERN FILES…
only() {
    pattern=$1
    shift
    for file in $(grep -lE "^#include <($pattern)" $(find src ui -name '*.[ch]') || true); do
        case " $* " in
        *" $file "*) ;;
        *) fail "$file includes <$pattern>; only $* may" ;;
        esac
    done
}
only 'n?curses' ui/term.c
only 'hunspell' src/language/spelling.c
only 'uni(ctype|norm|str|gbrk|wbrk|lbrk|case|width)' src/text/unicode.c
only 'pcre2' src/library/search_regex.c src/library/search.c
only 'sqlite3' src/library/index.c
only 'jansson' src/notes/quote.c
only 'libintl' ui/message.h
only 'sha2' src/base/digest.c

# The engine is silent and stays alive.
if grep -nE '(^|[^a-zA-Z_>.])(printf|puts|putchar|perror|fprintf|exit|_exit|abort|setlocale|gettext|ngettext)\(' $(find src -name '*.c') |
    grep -vE ':[0-9]+: *(/?\*|//)' | grep -v 'src/[a-z]*/tool_'; then
    fail "the engine prints, exits or translates (lines above)"
fi
if grep -nE '"ui/|"tests/' $(find src -name '*.[ch]'); then
    fail "the engine includes a door (lines above)"
fi
exit $failed
