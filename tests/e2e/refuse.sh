#!/bin/sh
# What can't be is said in one sentence that names it, with the exit code of COMMANDS.md.
. "$top_srcdir/tests/e2e/lib.sh"
write_corpus
LC_ALL=C.UTF-8 LANGUAGE=en
export LC_ALL LANGUAGE

# says CODE TEXT ARGUMENT…
says() {
    code=$1 expected=$2
    shift 2
    told=$("$LEESZAAL" "$@" 2>&1 </dev/null)
    got=$?
    [ "$got" = "$code" ] || { echo "FAIL: $*: exit $got, not $code: $told"; exit 1; }
    case $told in
    *"$expected"*) ;;
    *) echo "FAIL: $*: $told"; exit 1 ;;
    esac
}

says 2 "leeszaal text" "$room/corpus"
says 2 "$room/nowhere" "$room/nowhere"
says 2 "--nonsense" --nonsense
says 2 "--open" --open=nothing
says 0 "Usage:" --help

begin 80x24 dumb corpus
wait_for "dumb"
wait_for "ended with 2"

mkdir "$room/empty"
begin 80x24 xterm-256color empty
wait_for "There are no documents here."
keys q
wait_for "ended with 0"

printf 'corpus = %s\n[screen]\nmesure = 70\n' "$room/corpus" >"$room/config-file"
mkdir -p "$XDG_CONFIG_HOME/leeszaal"
cp "$room/config-file" "$XDG_CONFIG_HOME/leeszaal/config"
begin 120x24 xterm-256color
wait_for "Documents 3"
wait_for "mesure (line 3)"
keys Q
wait_for "ended with 0"
