#!/usr/bin/env python3
"""outside: puts escape sequences, C1, bidi, zero-width and tag characters into everything that comes
from outside (file names, titles, labels, notes, attributes, settings, arguments, environment), runs the
commands on it and drives the screen on a pseudo terminal, and looks at every byte that comes out."""
import fcntl, os, pty, re, select, shutil, struct, subprocess, sys, tempfile, termios, time

PROGRAM = os.path.abspath(os.environ.get("LEESZAAL", "./leeszaal"))
ROOM = tempfile.mkdtemp().encode()
CORPUS = ROOM + b"/corpus"
# 77;77 is no sequence that a terminal library would send.
ESCAPES = b"\x1b[77;77m\x1b]0;FORGED\x07\x1bPx\x1b\\\xc2\x9b77;77m\xc2\x9d0;X\xc2\x9c\x07\x08\x7f"
EVIL = ESCAPES + "\u202eom\u2066i\u2069\u200bz\u2060\ufeff\U000e0041t\u200f\u061c\u2028".encode()
WIDE = "漢字👩\u200d💻e\u0301\u0301\u0301\u0301\u0301\u0301🇳🇱한".encode()
MISSING = CORPUS + b"/none" + EVIL

# What ncurses sends: CSI sequences, character sets, keypad, palette; and our clipboard.
SENT = re.compile(rb"\x1b\[[?>=!]?[0-9;:]*[ -/]?[@-~]|\x1b[()][A-Z0-9]|\x1b[=>78DMEHc]"
                  rb"|\x1b\]104\x07|\x1b\]R|\x1b\]52;c;[A-Za-z0-9+/=]*(?:\x07|\x1b\\)")
failures = []


def is_unsafe(char):
    cp = ord(char)
    return (0x80 <= cp <= 0x9f or 0x202a <= cp <= 0x202e or 0x2066 <= cp <= 0x2069 or 0xe0000 <= cp <= 0xe007f
            or cp in (0x061c, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0x2060, 0xfeff))


def look(what, out, terminal):
    found = [mark for mark in (b"\x1b[77;77", b"\x1b]0;", b"\x1bPx", b"\xc2\x9b", b"FORGED\x07") if mark in out]
    rest = SENT.sub(b"", out) if terminal else out
    allowed = b"\r\n\b\t\x0e\x0f" if terminal else b"\n\t"
    found += [bytes([byte]) for byte in set(rest) if (byte < 32 and byte not in allowed) or byte == 127]
    found += [hex(ord(char)) for char in set(rest.decode("utf-8", "replace")) if is_unsafe(char)]
    if found:
        failures.append(f"{what}: {found}")


def environment(changes):
    env = {"PATH": os.environ["PATH"], "HOME": ROOM + b"/home", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    for name in ("CONFIG_HOME", "STATE_HOME", "CACHE_HOME", "DATA_HOME"):
        env["XDG_" + name] = ROOM + b"/" + name.encode()
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
        if name in os.environ:
            env[name] = os.environ[name]
    env.update(changes)
    return {name: value for name, value in env.items() if value is not None}


def command(*words, **changes):
    ran = subprocess.run([PROGRAM, *words], env=environment(changes), stdin=subprocess.DEVNULL, capture_output=True,
                         timeout=60)
    look(f"{words} {changes} output", ran.stdout, False)
    look(f"{words} {changes} messages", ran.stderr, False)
    if ran.returncode not in (0, 1, 2, 3, 4):
        failures.append(f"{words} {changes}: status {ran.returncode}")
    return ran


def screen(words, keys, size=(24, 80), **changes):
    """Types keys, each when nothing has come for a while; quits."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(PROGRAM, [PROGRAM, *words], environment(changes))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    out = bytearray()

    def take(patience):
        end = time.monotonic() + patience
        while select.select([terminal], [], [], max(0, end - time.monotonic()))[0]:
            try:
                got = os.read(terminal, 65536)
            except OSError:
                return False
            if not got:
                return False
            out.extend(got)
            end = min(end + 0.05, time.monotonic() + 0.15)
        return True

    alive = take(2)
    for key in [*keys, b"\x1b", b"q", b"q", b"q", b"q"]:
        if not alive:
            break
        try:
            os.write(terminal, key)
        except OSError:
            break
        alive = take(0.15)
    deadline = time.monotonic() + 10
    while (done := os.waitpid(child, os.WNOHANG))[0] == 0 and time.monotonic() < deadline:
        try:
            os.write(terminal, b"q")
        except OSError:
            pass
        take(0.1)
    if done[0] == 0:
        os.kill(child, 9)
        os.waitpid(child, 0)
        failures.append(f"screen {words} {size} {changes}: never ended")
    elif os.WIFSIGNALED(done[1]) or os.WEXITSTATUS(done[1]) > 3:
        failures.append(f"screen {words} {size} {changes}: ended with {done[1]:x}: {bytes(out[-300:])}")
    os.close(terminal)
    look(f"screen {words} {size} {changes}", bytes(out), True)


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def make_corpus():
    name = EVIL.replace(b"/", b"")
    write(CORPUS + b"/a" + name + b".txt", b"Titel " + EVIL + WIDE * 10 + b"\n\nEen alinea " + EVIL + b" die doorgaat.\n")
    write(CORPUS + b"/\xff\xfe\x80.txt", b"Een naam die geen UTF-8 is\n\nTekst.\n")
    write(CORPUS + b"/" + b"n" * 251 + b".txt", b"Een lange naam\n\nTekst.\n")
    write(CORPUS + b"/" + WIDE * 3 + b".txt", WIDE * 30 + b"\n\n" + WIDE * 50 + b"\n")
    write(CORPUS + b"/regel\neinde\ttab.txt", b"Een naam met een regeleinde\n\nTekst.\n")
    text = "Een brief over water.\n\nDe raad besluit dat het water blijft waar het is, en verder niets.\n"
    write(CORPUS + b"/brief.txt", text.encode())
    water, raad = text.index("water"), text.index("raad")
    note = EVIL.replace("\u2028".encode(), b"")
    write(CORPUS + b"/annotation.conf", b"[entities]\nGoed\nSlecht" + note + b"\n" + WIDE + b"\n[attributes]\nZeker" + note
          + b" Arg:<ENTITY>, Value:Ja" + note + b"|Nee\n[relations]\n[events]\n")
    write(CORPUS + b"/visual.conf", b"[labels]\nGoed | " + note + WIDE * 4 + b" | x\n[drawing]\nGoed bgColor:" + note + b"\n")
    write(CORPUS + b"/brief.ann", b"T1\tGoed %d %d\twater\n#1\tAnnotatorNotes T1\tnoot " % (water, water + 5) + note + WIDE * 20
          + b"\nT2\tSlecht" + note + b" %d %d\traad\n#2\tAnnotatorNotes T2\t" % (raad, raad + 4) + WIDE * 20
          + b"\nA1\tZeker" + note + b" T1 Ja" + note + b"\nT3\t" + WIDE + b" %d %d\traad\n" % (raad, raad + 4))
    write(ROOM + b"/CONFIG_HOME/leeszaal/config", b"[reader]\nmeasure = " + EVIL + b"\nonbekend" + EVIL + b" = 3\n[" + EVIL
          + b"]\nrommel" + EVIL + b"\n")


def commands():
    for words in (["list"], ["text"], ["find", "e"], ["notes"], ["entities"], ["spell"], ["export"], ["list", "--format=jsonl"],
                  ["find", "--format=jsonl", "e"], ["notes", "--format=jsonl"], ["entities", "--format=jsonl"]):
        command(*words, CORPUS)
    command("config", "--check")
    command("config", "--print")
    command("text", MISSING)
    command("text", b"--none" + EVIL, CORPUS)
    command("text", b"--format=" + EVIL, CORPUS)
    command("text", b"--output=/none/" + EVIL, CORPUS + b"/brief.txt")
    command("text", b"--encoding=" + EVIL, CORPUS)
    command("find", "--regex", b"(" + EVIL, CORPUS)
    command("find", b"--jobs=" + EVIL, "x", CORPUS)
    command("notes", "add", b"--label=" + EVIL, b"--at=" + EVIL, CORPUS + b"/brief.txt")
    command("notes", "remove", CORPUS + b"/brief.txt", b"T" + EVIL)
    command(b"none" + EVIL)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        for value in (None, "", "..", ROOM + b"/x" + EVIL):
            command("list", CORPUS, **{name: value})
    command("list", MISSING, LC_ALL=EVIL, LANGUAGE=EVIL, LANG=EVIL)
    command("list", MISSING, LC_ALL="xx_YY.KOI8-R")


def screens():
    walk = [b"\r", b"j", b"\t", b"\t", b"j", b"\r", b":notes\r", b"j", b"\r", b"\x1b", b"/e\r", b"n", b"zl", b"\x1b", b"R", b"G",
            b"g", b":open /none\x1b[77;77mx\r", b"\x07", b"?", b"q"]
    for size in ((24, 80), (36, 120), (24, 40), (8, 30)):
        screen([CORPUS], walk, size)
    screen([CORPUS + b"/brief.txt"], [b":notes\r", b"j", b"\r", b"\x1b", b"t", b"\x1b", b"a", b"\x1b"], (24, 40))
    for kind in (EVIL, b"none", b"", b"dumb", b"vt100", b"linux"):
        screen([CORPUS], [b"j", b"\r", b"G"], TERM=kind)
    for lines, columns in (("0", "0"), ("-1", "-1"), ("99999999", "99999999"), ("x", ESCAPES), ("1", "1"), ("24", "2147483648")):
        screen([CORPUS], [b"j", b"\r"], LINES=lines, COLUMNS=columns)
    screen([CORPUS], [b"j"], LC_ALL=EVIL, LANGUAGE=EVIL, LANG=EVIL)
    screen([CORPUS], [b"j", b"\r"], HOME=None, XDG_CONFIG_HOME=None, XDG_STATE_HOME=None, XDG_CACHE_HOME=None, XDG_DATA_HOME=None)
    for words in (["list", CORPUS], ["text", CORPUS], ["text", MISSING], ["notes", CORPUS], ["find", "e", CORPUS]):
        screen(words, [])


try:
    make_corpus()
    commands()
    screens()
finally:
    shutil.rmtree(ROOM, ignore_errors=True)
if failures:
    sys.exit("\n".join(failures))
