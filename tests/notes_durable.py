#!/usr/bin/env python3
"""No note is ever lost: kills, faults, company.

Uses $LEESZAAL, $top_srcdir. Counts by $LZ_KILL_ROUNDS (20; 1000 for the full run) and $LZ_ADDS (40
each of two processes; 500 for the full run). Prints one line a test; exit 1 when one fails.
"""
import errno
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

LEESZAAL = os.environ["LEESZAAL"]
SOURCE = os.environ.get("top_srcdir", ".")
ROUNDS = int(os.environ.get("LZ_KILL_ROUNDS", "20"))
ADDS = int(os.environ.get("LZ_ADDS", "40"))
TEXT = ("Café Zeezicht 🐟 in Scheveningen:\nburgemeester Jan de\n"
        "Vries opende het op 3 maart 1998.\n") * 40


class Place:
    """A folder with a document, and state and data folders of its own."""

    def __init__(self, text=TEXT):
        self.dir = os.path.realpath(tempfile.mkdtemp(prefix="lz-durable-"))
        self.corpus = os.path.join(self.dir, "corpus")
        os.mkdir(self.corpus)
        self.text = os.path.join(self.corpus, "doc.txt")
        self.ann = os.path.join(self.corpus, "doc.ann")
        with open(self.text, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        self.hash = self.digest()
        self.env = dict(os.environ, XDG_STATE_HOME=self.dir + "/state",
                        XDG_DATA_HOME=self.dir + "/data", LC_ALL="C.UTF-8", LANGUAGE="en")

    def digest(self):
        with open(self.text, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()

    def start(self, *args, **more):
        env = dict(self.env, **more.get("env", {}))
        return subprocess.Popen([LEESZAAL, "notes"] + list(args), env=env, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)

    def run(self, *args, **more):
        process = self.start(*args, **more)
        out, err = process.communicate()
        return process.returncode, out.decode(), err.decode()

    def add(self, start, end, note, **more):
        return self.run("add", "--at=%d:%d" % (start, end), "--label=A", "--note=" + note,
                        self.text, **more)

    def notes(self):
        """id -> note text."""
        code, out, err = self.run("list", self.text)
        assert code == 0, err
        rows = [line.split("\t") for line in out.splitlines()]
        assert len({row[1] for row in rows}) == len(rows), "an id twice"
        return {row[1]: row[8] for row in rows}

    def bytes(self):
        if not os.path.exists(self.ann):
            return None
        with open(self.ann, "rb") as file:
            return file.read()

    def check(self):
        assert self.digest() == self.hash, "the document was written"
        if os.path.exists(self.ann):
            rules = subprocess.run([sys.executable, SOURCE + "/tests/brat_rules.py", self.ann],
                                   stdout=subprocess.PIPE, check=False)
            assert rules.returncode == 0, rules.stdout.decode()

    def end(self):
        shutil.rmtree(self.dir)


def kills():
    """Processes killed at random moments: what was acknowledged is there, nothing is torn."""
    place = Place()
    random.seed(5)
    told, killed = {}, 0
    begin = time.monotonic()
    for _ in range(5):
        assert place.add(0, 4, "before")[0] == 0
    usual = (time.monotonic() - begin) / 5
    for number in range(ROUNDS):
        process = place.start("add", "--at=0:4", "--label=A", "--note=n%d" % number, place.text)
        time.sleep(random.random() * 2 * usual)
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate()
        killed += process.returncode == -signal.SIGKILL
        if out:
            told[out.decode().strip()] = "n%d" % number
        if number % 10 == 0:
            place.check()
    code, out, err = place.add(0, 4, "last")
    assert code == 0, err
    told[out.strip()] = "last"
    notes = place.notes()
    for key, note in told.items():
        assert notes.get(key) == note, "%s %s was told and is gone" % (key, note)
    place.check()
    place.end()
    return "%d rounds, %d killed, %d told" % (ROUNDS, killed, len(told))


def company(linked=False):
    """Two processes add to one document: all are there, no id twice."""
    place = Place()
    first = set()
    if linked: # then it is written in place
        done, out, err = place.add(0, 4, "first")
        assert done == 0, err
        first = {out.strip()}
        os.link(place.ann, place.corpus + "/other")
    script = ("for i in $(seq %d); do \"$0\" notes add --at=0:4 --label=A --note=$1-$i \"$2\" "
              "|| exit 1; done" % ADDS)
    both = [subprocess.Popen(["sh", "-c", script, LEESZAAL, name, place.text], env=place.env,
                             stdout=subprocess.PIPE) for name in ("een", "twee")]
    told = []
    for process in both:
        out, _ = process.communicate()
        assert process.returncode == 0
        told += out.decode().split()
    assert len(set(told)) == 2 * ADDS, "%d ids told" % len(set(told))
    notes = place.notes()
    lost = set(told) - set(notes)
    assert not lost, "told and gone: %s" % sorted(lost)
    for key in first:
        del notes[key]
    assert set(notes) == set(told)
    wanted = {"%s-%d" % (name, i + 1) for name in ("een", "twee") for i in range(ADDS)}
    assert set(notes.values()) == wanted
    place.check()
    place.end()
    return "%d notes" % (2 * ADDS)


def company_linked():
    """The same with a hard link: no window takes another one's write for an interrupted one."""
    return company(linked=True)


def faults():
    """Each call of the save path fails in turn: the old file or the new one, and it is told."""
    library = tempfile.mkdtemp(prefix="lz-fault-") + "/fault.so"
    compiler = os.environ.get("CC", "cc").split()
    built = subprocess.run(compiler + ["-shared", "-fPIC", "-o", library,
                                       SOURCE + "/tests/fault.c", "-ldl"], check=False)
    if built.returncode != 0:
        return "left out: no shared library can be made"
    if b"libasan" in subprocess.run(["ldd", LEESZAAL], stdout=subprocess.PIPE,
                                    check=False).stdout:
        return "left out: a sanitized program takes no preloaded library"
    count = 0
    for layout in ("plain", "hardlink", "state"):
        for code in (errno.ENOSPC, errno.EIO, errno.EDQUOT):
            count += fault_round(library, layout, code)
    shutil.rmtree(os.path.dirname(library))
    return "%d faults" % count


def fault_round(library, layout, code):
    for number in range(1, 200):
        place = Place()
        done, _, err = place.add(0, 4, "first")
        assert done == 0, err
        if layout == "hardlink":
            os.link(place.ann, place.ann + "2")
        old = place.bytes()
        log = place.dir + "/fault.log"
        where = place.dir + "/state" if layout == "state" else place.corpus + "/"
        env = {"LD_PRELOAD": library, "FAULT_AT": str(number), "FAULT_ERRNO": str(code),
               "FAULT_DIR": where, "FAULT_LOG": log}
        done, out, err = place.add(5, 13, "second", env=env)
        name = "%s, fault %d" % (layout, number)
        hit = os.path.exists(log)
        if hit:
            with open(log, encoding="ascii") as file:
                name += " (%s)" % file.read().strip()
        new = place.bytes()
        if done == 0:
            assert b"second" in new and out.strip() == "T2", name
        else:
            assert out == "" and err != "", name + ": not told"
            assert new == old or b"second" in new, name + ": torn"
        assert new.startswith(old), name + ": torn\n%r" % new
        place.check()
        notes = place.notes()
        assert notes.get("T1") == "first", name + ": lost"
        # Afterwards it works again.
        again, _, err = place.add(19, 31, "third")
        assert again == 0, name + ": " + err
        place.check()
        assert "third" in place.notes().values(), name
        place.end()
        if not hit:
            return number - 1
    raise AssertionError("the faults never end")


def closed():
    """A folder that can't be written: the overlay takes the notes, the corpus stays as it is."""
    if os.geteuid() == 0:
        runner = shutil.which("setpriv")
        if runner is None:
            return "left out: root can write everywhere"
    place = Place()
    done, _, err = place.add(0, 4, "first")
    assert done == 0, err
    old = place.bytes()
    os.chmod(place.ann, 0o444)
    os.chmod(place.corpus, 0o555)
    os.chmod(place.dir, 0o777)
    for name in ("state", "data"):
        shutil.rmtree(place.dir + "/" + name, ignore_errors=True)
    prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] \
        if os.geteuid() == 0 else []

    def run(*args):
        process = subprocess.run(prefix + [LEESZAAL, "notes"] + list(args), env=place.env,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        return process.returncode, process.stdout.decode(), process.stderr.decode()

    if run("list", place.text)[0] != 0:
        os.chmod(place.corpus, 0o755)
        place.end()
        return "left out: another user can't run the program from here"
    done, out, err = run("add", "--at=5:13", "--label=B", "--note=apart", place.text)
    assert done == 0 and out.strip() == "T2", err
    assert place.bytes() == old, "the corpus was written"
    rows = run("list", place.text)[1].splitlines()
    assert [row.split("\t")[8] for row in rows] == ["first", "apart"], rows
    # The corpus changes meanwhile: both are seen.
    os.chmod(place.corpus, 0o755)
    os.chmod(place.ann, 0o644)
    with open(place.ann, "ab") as file:
        file.write("T7\tC 19 31\tScheveningen\n".encode())
    os.chmod(place.ann, 0o444)
    os.chmod(place.corpus, 0o555)
    rows = run("list", place.text)[1].splitlines()
    assert [row.split("\t")[1] for row in rows] == ["T1", "T2", "T7"], rows
    os.chmod(place.corpus, 0o777)
    os.chmod(place.ann, 0o666)
    done, _, err = run("push", place.text)
    assert done == 0, err
    assert b"apart" in place.bytes() and b"T7\t" in place.bytes()
    place.check()
    os.chmod(place.corpus, 0o755)
    place.end()
    return "overlay, merge, push"


def mounted(*command):
    """Mounts something; false where that isn't allowed."""
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          check=False)
    return done.returncode == 0


def full():
    """A real full disk: the old file stays whole, it is told, and with room again all goes on."""
    place = Place()
    if not mounted("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", place.corpus):
        place.end()
        return "left out: nothing can be mounted here"
    try:
        with open(place.text, "w", encoding="utf-8", newline="") as file:
            file.write(TEXT)
        assert place.add(0, 4, "first")[0] == 0
        ballast, refused, told = place.corpus + "/ballast", 0, {"first"}
        with open(ballast, "wb", buffering=0) as file:
            try:
                while file.write(b"x" * 4096) > 0:
                    pass
            except OSError:
                pass
        for number in range(40):
            old = place.bytes()
            code, out, err = place.add(5, 13, "x%d " % number + "y" * 2000)
            if code == 0:
                told.add("x%d " % number + "y" * 2000)
            else:
                refused += 1
                assert err != "" and out == "" and place.bytes() == old, "not told, or torn"
            place.check()
        assert refused > 0, "the disk never was full"
        os.unlink(ballast)
        code, _, err = place.add(19, 31, "last")
        assert code == 0, err
        place.check()
        assert told | {"last"} <= set(place.notes().values())
    finally:
        subprocess.run(["umount", place.corpus], check=False)
    place.end()
    return "%d refused, none torn" % refused


def sealed():
    """A file system that can't be written: the overlay takes the notes, as for anybody."""
    place = Place()
    assert place.add(0, 4, "first")[0] == 0
    old = place.bytes()
    if not mounted("mount", "--bind", place.corpus, place.corpus):
        place.end()
        return "left out: nothing can be mounted here"
    try:
        if not mounted("mount", "-o", "remount,ro,bind", place.corpus):
            return "left out: nothing can be mounted read-only here"
        code, out, err = place.add(5, 13, "apart")
        assert code == 0 and out.strip() == "T2", err
        assert place.bytes() == old
        assert sorted(place.notes().values()) == ["apart", "first"]
        assert place.run("push", place.text)[0] != 0, "pushed to what can't be written"
        assert sorted(place.notes().values()) == ["apart", "first"]
    finally:
        subprocess.run(["umount", place.corpus], check=False)
    code, _, err = place.run("push", place.text)
    assert code == 0 and b"apart" in place.bytes(), err
    place.check()
    place.end()
    return "overlay, push refused, push"


def clock():
    """Times that lie: a file from the future, and one that is older than what it replaced."""
    place = Place()
    assert place.add(0, 4, "first")[0] == 0
    for when in (4102444800, 0):
        os.utime(place.ann, (when, when))
        code, _, err = place.add(5, 13, "at %d" % when)
        assert code == 0, err
        with open(place.ann, "ab") as file:
            file.write(b"T%d\tC 19 31\tScheveningen\n" % (90 + when % 7))
        os.utime(place.ann, (when, when))
    code, _, err = place.add(19, 31, "last")
    assert code == 0, err
    assert len(place.notes()) == 6, place.notes()
    place.check()
    place.end()
    return "future and past"


def kept():
    """Modes, symbolic and hard links stay what they are."""
    place = Place()
    assert place.add(0, 4, "first")[0] == 0
    real = place.corpus + "/elsewhere.standoff"
    os.rename(place.ann, real)
    os.symlink("elsewhere.standoff", place.ann)
    os.chmod(real, 0o640)
    assert place.add(0, 4, "second")[0] == 0
    assert os.path.islink(place.ann) and os.stat(real).st_mode & 0o777 == 0o640
    os.link(real, place.corpus + "/other")
    inode = os.stat(real).st_ino
    assert place.add(0, 4, "third")[0] == 0
    assert os.stat(real).st_ino == inode and os.stat(real).st_nlink == 2
    assert sorted(place.notes().values()) == ["first", "second", "third"]
    place.check()
    place.end()
    return "link, mode, hard link"


def main():
    failed = 0
    names = sys.argv[1:] or ["kills", "company", "company_linked", "faults", "closed", "kept", "full",
                             "sealed", "clock"]
    for name in names:
        try:
            print("ok   %s: %s" % (name, globals()[name]()))
        except AssertionError as error:
            print("FAIL %s: %s" % (name, error))
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
