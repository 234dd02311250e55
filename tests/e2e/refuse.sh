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

# What is named alone and can't be read is no empty screen; notes are no documents, named or not.
printf '\211PNG\r\n\032\n\000\000' >"$room/plaat.png"
printf 'T1\tPER 0 3\tXyz\n' >"$room/corpus/a.ann"
: >"$room/corpus/.ann"
if [ "$(id -u)" -ne 0 ]; then # root may read all the same
    printf 'Dicht\n' >"$room/dicht.txt"
    chmod 0 "$room/dicht.txt"
    says 2 "dicht.txt can't be read: Permission denied. Check its name and permissions." "$room/dicht.txt"
fi
says 2 "plaat.png is not text" "$room/plaat.png"
says 2 "a.ann holds notes or settings, no text" "$room/corpus/a.ann"
says 2 "a.ann holds notes or settings, no text" text "$room/corpus/a.ann"
says 0 "Verslag van de vergadering" text "$room/corpus/a.txt" "$room/corpus/a.ann"
told=$("$LEESZAAL" list "$room"/corpus/a.* 2>&1)
case $told in *a.ann*) echo "FAIL: a.ann was listed: $told"; exit 1 ;; esac
mkdir "$room/leeg"
says 0 "There are no documents in $room/leeg: put text files there" list "$room/leeg"
rm "$room/corpus/a.ann"

begin 80x24 dumb corpus
wait_for "dumb"
wait_for "ended with 2"

mkdir "$room/empty"
begin 80x24 xterm-256color empty
wait_for "There are no documents here:"
wait_for ":open"
keys q
wait_for "ended with 0"

# Without a dictionary the reading goes on, and what is missing is said: the whole sentence, on two rows where one is
# too narrow.
mkdir "$room/woorden"
printf 'stuk\n' | tee "$room/woorden/nl_NL.aff" >"$room/woorden/nl_NL.dic"
DICPATH=$room/woorden
export DICPATH
begin 100x24 xterm-256color corpus
wait_for "De voorzitter opent"
wait_for "The dictionary"
wait_for "checked: install the package hunspell-nl."
keys Q
wait_for "ended with 0"
unset DICPATH

printf 'corpus = %s\n[screen]\nmesure = 70\n' "$room/corpus" >"$room/config-file"
mkdir -p "$XDG_CONFIG_HOME/leeszaal"
cp "$room/config-file" "$XDG_CONFIG_HOME/leeszaal/config"
begin 120x24 xterm-256color
wait_for "Documents 3"
wait_for "mesure (line 3)"
keys Q
wait_for "ended with 0"
