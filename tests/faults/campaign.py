#!/usr/bin/python3
"""Every Nth call of the program fails, once and for ever after; then the run is resumed.

    ATE=build/ate FAULT=build/tests/faults/fault.so tests/faults/campaign.py [--all] [CALL …]

Each step of a small term (produce, declare, send, and produce again after a change) is run from the
state before it with one fault (see fault.c). Right is: the output of an undisturbed run; or exit 3
with a message (2 when it is config.ini or a template that could not be opened), every file of
output/ whole, documents as before the step or as after it, and the registry sound; or, when a table
could not be opened, exit 1 and the finding that says so. Then the same step without a fault must
give the files, numbers and registry of an undisturbed run. A kind of call in which no fault hits is
a failure of the campaign itself.

By default a few ranks of each call are tried; with --all, every rank of the calls that reach the
disk, and some thousands of those of malloc.
"""
import argparse
import contextlib
import errno
import json
import os
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ATE = os.environ.get("ATE", str(ROOT / "build" / "ate"))
FAULT = os.environ.get("FAULT", str(ROOT / "build" / "tests" / "faults" / "fault.so"))
CALLS = {"open": errno.EACCES, "write": errno.ENOSPC, "short": 0, "fsync": errno.EIO,
         "rename": errno.EIO, "close": errno.EIO, "unlink": errno.EACCES, "malloc": errno.ENOMEM}
BEYOND = 10**9
TEMPORARY = ".ate-"  # base/file.c: what a run that was killed leaves, and the next one removes
# Beside a registry, and of no import: who holds it, which a run that was killed leaves there; the
# seal and the witness, put when they can be.
PASSING = {"registre.db-journal", "en-cours", "registre.sceau", "temoin.json"}


class Wrong(Exception):
    """What the program did that it must not."""


def make_dossier(folder):
    source = ROOT / "tests" / "dossiers" / "petit"
    templates = folder.with_name("templates")  # beside it: they are not copied for each run
    config = (source / "config.ini").read_text("utf-8").replace("../../../templates", str(templates))
    (folder / "config.ini").write_text(config, "utf-8")
    shutil.copytree(source / "input", folder / "input")
    shutil.copytree(ROOT / "templates", templates)


def change_inputs(folder):
    """Hours done of one sequence: a new revision of its attestation, a modification to declare."""
    path = folder / "input" / "sequences.csv"
    text = path.read_text("utf-8")
    changed = text.replace(",232,5,2026-11-23", ",230,5,2026-11-23")
    assert changed != text
    path.write_text(changed, "utf-8")


LEAVER = {"1002", "Q3", "Q4"}  # a student and his sequences
AFTER_RETENTION = {"SOURCE_DATE_EPOCH": "2035756800"}  # 2034-07-06


def let_leave(folder):
    """The tables of years later, without him."""
    for path in (folder / "input").glob("*.csv"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not LEAVER & set(line.strip().split(","))), "utf-8")
    with open(folder / "config.ini", "a", encoding="utf-8") as config:
        config.write("\n[registre]\nconservation_annees = 7\nconservation_attestations = 7\n")


def rows_by_key(database):
    """Every row of every table, sorted; a document is named by its kind and key, since its internal
    id says only in which order documents came, that of an event in which it was told."""
    names = {i: f"{kind}:{key}" for i, kind, key in database.execute("SELECT id, genre, cle FROM documents")}
    rows = []
    for table, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        cursor = database.execute(f"SELECT * FROM {table}")
        columns = [c[0] for c in cursor.description]
        for row in cursor:
            cells = dict(zip(columns, row))
            if table in ("documents", "evenements"):
                del cells["id"]
            elif "document" in cells:
                cells["document"] = names.get(cells["document"])
            rows.append(f"{table} {cells}")
    return sorted(rows)


class State:
    """The files of output/, the rows of the registry, and a copy of both to start from."""

    def __init__(self, folder, copy=None):
        output = folder / "output"
        self.files = {str(p.relative_to(output)): p.read_bytes()
                      for p in output.rglob("*") if p.is_file()} if output.is_dir() else {}
        self.rows = self.read_registry(folder)
        registry = folder / "registre"
        self.kept = {str(p.relative_to(registry)) for p in registry.rglob("*")} - PASSING
        self.copy = copy
        if copy:
            shutil.copytree(folder, copy)

    @staticmethod
    def read_registry(folder):
        path = folder / "registre" / "registre.db"
        if not path.is_file() or path.stat().st_size == 0:
            return []
        # Not read-only: a journal that a fault left must be played back, as the program would.
        with contextlib.closing(sqlite3.connect(path)) as database:
            if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise Wrong("the registry is not sound")
            return rows_by_key(database)


def is_report(path):
    """What says what a run did, so that a disturbed one writes another."""
    return Path(path).suffix in (".json", ".xlsx", ".html") or path.startswith("rapports/") or \
        Path(path).name == "index.csv"


def check_report(path):
    """It must be whole."""
    if path.suffix == ".json":
        json.loads(path.read_text("utf-8"))
    elif path.suffix == ".xlsx" and zipfile.ZipFile(path).testzip():
        raise Wrong(f"{path.name} is damaged")
    elif path.suffix == ".csv" and not path.read_bytes().endswith(b"\n"):
        raise Wrong(f"{path.name} is cut")
    elif path.suffix == ".html" and not path.read_text("utf-8").rstrip().endswith("</html>"):
        raise Wrong(f"{path.name} is cut")


class Step:
    def __init__(self, scratch, name, arguments, before, **env):
        self.scratch, self.name, self.arguments, self.before = scratch, name, arguments, before
        self.env = env
        self.counts = {}  # calls of an undisturbed run, by name
        folder = self.fresh()
        self.code, _ = self.run(folder)
        self.after = State(folder, scratch / f"after-{name}")

    def fresh(self):
        folder = self.scratch / "work"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.before, folder)
        return folder

    def start(self, folder, fault=None, **more):
        env = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"} | self.env
        if fault:
            env |= {"LD_PRELOAD": FAULT, "ATE_FAULT": fault, "ATE_FAULT_LEDGER": str(self.scratch / "ledger")}
            (self.scratch / "ledger").write_bytes(bytes(16))
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE} | more
        return subprocess.Popen([ATE, *self.arguments, "-C", folder], env=env, **streams)

    def run(self, folder, fault=None, **more):
        with self.start(folder, fault, **more) as process:
            try:
                said = process.communicate(timeout=120)[1] or b""
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        return process.returncode, said.decode("utf-8", "replace")

    def ledger(self):
        return struct.unpack("qq", (self.scratch / "ledger").read_bytes())

    def count(self, call):
        if call not in self.counts:
            self.run(self.fresh(), f"{call}:{BEYOND}:{CALLS[call]}:once")
            self.counts[call] = self.ledger()[0]
        return self.counts[call]

    def check_whole(self, folder, killed=False):
        now, old = State(folder), State(self.before)
        for path, data in now.files.items():
            if killed and Path(path).name.startswith(TEMPORARY):
                continue
            if is_report(path):
                check_report(folder / "output" / path)
            elif data not in (old.files.get(path), self.after.files.get(path)):
                raise Wrong(f"{path} is neither the former file nor the new one")
        for path in old.files:
            if path in self.after.files and path not in now.files:
                raise Wrong(f"{path} is lost")

    def check_same(self, folder, when):
        now = State(folder)
        if now.files != self.after.files:
            paths = {p for p in now.files.keys() | self.after.files.keys()
                     if now.files.get(p) != self.after.files.get(p)}
            raise Wrong(f"{when}: not the files of an undisturbed run: {sorted(paths)[:5]}")
        if now.rows != self.after.rows:
            raise Wrong(f"{when}: not the registry of an undisturbed run")
        if now.kept != self.after.kept:
            raise Wrong(f"{when}: beside the registry: {sorted(now.kept ^ self.after.kept)[:5]}")

    def check(self, call, rank, mode):
        """Whether the fault hit."""
        folder = self.fresh()
        code, said = self.run(folder, f"{call}:{rank}:{CALLS[call]}:{mode}")
        if self.ledger()[1] == 0:
            return False
        if code == 1 and call == "open" and "fichier-illisible" in said:
            pass  # the table that could not be opened is a finding, and holds back what reads it
        elif code == self.code:
            self.check_same(folder, "as if nothing had failed")
        elif code != 3 and not (code == 2 and call == "open"):
            raise Wrong(f"exit {code}, said: {said[-300:]!r}")
        elif not said.strip() and not (call == "write" and mode == "ever"):
            raise Wrong("exit 3 without a word")
        else:
            self.check_whole(folder)
        self.check_resumed(folder)
        return True

    def check_resumed(self, folder):
        code, said = self.run(folder)
        if code != self.code:
            raise Wrong(f"resumed with exit {code}, said: {said[-300:]!r}")
        self.check_same(folder, "resumed")


def steps_in(scratch):
    first = scratch / "before"
    first.mkdir()
    make_dossier(first)
    made = Step(scratch, "produire", ["produire", "-j2"], first)
    yield made
    declared = Step(scratch, "declarer", ["declarer"], made.after.copy)
    yield declared
    sent = Step(scratch, "envoyer", ["envoyer", "-j2"], declared.after.copy)
    yield sent
    change_inputs(sent.after.copy)
    again = Step(scratch, "produire-2", ["produire", "-j2"], sent.after.copy)
    yield again
    archived = Step(scratch, "archiver", ["archiver"], again.after.copy)
    yield archived
    let_leave(archived.after.copy)
    yield Step(scratch, "purger", ["archiver", "--purger", "--oui"], archived.after.copy, **AFTER_RETENTION)


def ranks(count, call, everything):
    if everything and call != "malloc":
        return range(1, count + 1)
    some = 500 if everything else 1
    chosen = random.Random(f"{call}{count}").sample(range(1, count + 1), min(some, count))
    return sorted(set(chosen) | {1, count})


def campaign(steps, calls=tuple(CALLS), everything=False, say=lambda text: None):
    """A list of what went wrong, and the number of faults that hit, by call."""
    wrong, hits = [], dict.fromkeys(calls, 0)
    for step in steps:
        for call in calls:
            for rank in ranks(step.count(call), call, everything):
                for mode in ("once", "ever") if everything else (("once", "ever")[rank % 2],):
                    try:
                        hits[call] += step.check(call, rank, mode)
                    except (Wrong, subprocess.TimeoutExpired) as failure:
                        wrong.append(f"{step.name} {call}:{rank}:{mode}: {failure}")
                        say(wrong[-1])
            say(f"{step.name}: {call}, {step.count(call)} calls, {hits[call]} faults so far")
    return wrong, hits


def say_now(text):
    print(text, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", action="store_true")
    parser.add_argument("calls", nargs="*", default=list(CALLS), metavar="CALL")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ate-faults-") as scratch:
        wrong, hits = campaign(steps_in(Path(scratch)), arguments.calls, arguments.all, say_now)
    print(f"{sum(hits.values())} faults hit {hits}, {len(wrong)} wrong")
    return bool(wrong) or not all(hits.values())


if __name__ == "__main__":
    sys.exit(main())
