# lib: drives Leeszaal in a tmux of its own (own socket, no configuration) and waits for what the
# screen should show, with a deadline. Sourced by the scenarios beside it. Ends only the server it
# started.

: "${LEESZAAL:?set LEESZAAL to the program}"
command -v tmux >/dev/null || { echo "tmux is missing: skipped"; exit 77; }

DEADLINE=${DEADLINE:-10} # seconds
room=$(mktemp -d) || exit 99
servers=0
socket=$room/tmux0
export HOME=$room/home XDG_CONFIG_HOME=$room/config XDG_DATA_HOME=$room/data \
    XDG_STATE_HOME=$room/state XDG_CACHE_HOME=$room/cache
mkdir -p "$HOME" "$room/corpus"
unset TMUX LINES COLUMNS NO_COLOR LANGUAGE

in_tmux() { tmux -S "$socket" -f /dev/null "$@"; }

end_room() {
    in_tmux kill-server 2>/dev/null
    rm -rf "$room" 2>/dev/null || { sleep 0.2; rm -rf "$room"; } # the program may be writing still
}
trap end_room EXIT
trap 'exit 1' INT TERM HUP

# begin COLSxROWS TERM ARGUMENT…: opens the program from an interactive shell (so that ^Z works),
# whose prompt comes back when it ends.
begin() {
    size=$1 kind=$2
    shift 2
    quoted=
    for word; do # a redirection stays one
        case $word in \<*) quoted="$quoted $word" ;; *) quoted="$quoted '$word'" ;; esac
    done
    printf '%s\necho "ended with $?"\n' "$LEESZAAL$quoted" >"$room/go"
    in_tmux kill-server 2>/dev/null
    servers=$((servers + 1)) # a server that is ending would refuse the next session
    socket=$room/tmux$servers
    in_tmux new-session -d -x "${size%x*}" -y "${size#*x}" \
        "TERM=$kind LC_ALL=${E2E_LOCALE:-C.UTF-8} LANGUAGE=${E2E_LANGUAGE-en} PS1='shell> '; \
         export TERM LC_ALL LANGUAGE PS1; cd '$room'; exec sh -i"
    wait_for "shell>"
    text ". ./go"
    keys Enter
}

screen() { in_tmux capture-pane -p; }
keys() { in_tmux send-keys -- "$@"; }
text() { in_tmux send-keys -l -- "$1"; }
flag() { in_tmux display-message -p "#{$1}"; }

fail() {
    echo "FAIL: $1"
    echo "---- the screen:"
    screen
    exit 1
}

# wait_for TEXT: until the screen shows it; a deadline, never a bare sleep.
wait_for() {
    until_second=$(($(date +%s) + DEADLINE))
    until screen | grep -qF -- "$1"; do
        [ "$(date +%s)" -lt "$until_second" ] || fail "never showed: $1"
        sleep 0.02
    done
}

wait_gone() {
    until_second=$(($(date +%s) + DEADLINE))
    while screen | grep -qF -- "$1"; do
        [ "$(date +%s)" -lt "$until_second" ] || fail "still shows: $1"
        sleep 0.02
    done
}

# wait_flag NAME VALUE: until tmux says so of the pane.
wait_flag() {
    until_second=$(($(date +%s) + DEADLINE))
    until [ "$(flag "$1")" = "$2" ]; do
        [ "$(date +%s)" -lt "$until_second" ] || fail "$1 is $(flag "$1"), not $2"
        sleep 0.02
    done
}

# The terminal is as it was: no alternate screen, a cursor, no mouse, keys that echo.
wait_clean() {
    wait_for "$1"
    wait_flag alternate_on 0
    wait_flag cursor_flag 1
    wait_flag mouse_any_flag 0
    text "echo its-echo-works"
    wait_for "echo its-echo-works"
    keys Enter
}

# The process number of the program in the pane.
program() {
    parent=$(flag pane_pid)
    until_second=$(($(date +%s) + DEADLINE))
    while :; do
        for child in $(cat "/proc/$parent/task/$parent/children"); do
            case $(cat "/proc/$child/comm" 2>/dev/null) in
            leeszaal | lt-leeszaal) echo "$child" && return ;;
            esac
        done
        [ "$(date +%s)" -lt "$until_second" ] || fail "the program is not there"
        sleep 0.02
    done
}

# Three documents of our own.
write_corpus() {
    printf '%s\n\n%s\n' 'Verslag van de vergadering' \
        'De voorzitter opent de vergadering om negen uur en heet de leden welkom.' \
        >"$room/corpus/a.txt"
    {
        printf 'Nota over het waterpeil\n\n'
        i=1
        while [ $i -le 120 ]; do
            printf 'Punt %d: het peil van vak %d wordt elke week gemeten.\n\n' $i $i
            i=$((i + 1))
        done
        printf 'Slotwoord van de nota.\n'
    } >"$room/corpus/b.txt"
    printf 'Brief aan de gemeente\n\nGeachte leden van de raad,\n\nDe brug is stuk.\n' \
        >"$room/corpus/c.txt"
}
