#!/usr/bin/python3
"""Kill -9 at a random moment, then the run is resumed.

    ATE=build/ate tests/faults/kills.py [--all]

Each step of the campaign (campaign.py) is started from the state before it, and the whole group of
its processes, the program alone or one of its workers is killed somewhere in the time that a run
takes. Every file must then be whole, and the same command must give the files, numbers and registry
of an undisturbed run, with nothing left over. 20 trials, or 300.
"""
import argparse
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from campaign import Wrong, say_now, steps_in

VICTIMS = ("group", "program", "worker")
ATTEMPTS = 4  # where the run ended first


def children(pid):
    try:
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def kill(process, victim, chance):
    """Whether there was somebody to kill."""
    pids = {"group": [-process.pid], "program": [process.pid], "worker": children(process.pid)}[victim]
    if not pids or process.poll() is not None:
        return False
    try:
        os.kill(chance.choice(pids), signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def wait_until(done):
    while not done():
        time.sleep(0.001)


def wait_for_workers(pids):
    """A worker whose program is gone ends by itself: two of them must not meet the run that resumes."""
    until = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() and Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
              for pid in pids):
        if time.monotonic() > until:
            raise Wrong("a worker outlives the program")
        time.sleep(0.01)


def trial(step, victim, chance):
    """Whether the kill came before the end."""
    folder = step.fresh()
    with step.start(folder, start_new_session=True) as process:
        moment = chance.random() * step.length
        if victim == "worker":
            moment /= 2
            wait_until(lambda: children(process.pid) or process.poll() is not None)
        began = time.monotonic()
        wait_until(lambda: time.monotonic() - began >= moment or process.poll() is not None)
        workers = children(process.pid)
        hit = kill(process, victim, chance)
        said = process.communicate(timeout=120)[1].decode("utf-8", "replace")
    wait_for_workers(workers)
    code = process.returncode
    if hit and victim == "worker" and code not in (step.code, 3):
        raise Wrong(f"a worker died: exit {code}, said {said[-300:]!r}")
    if hit and victim == "worker" and code == 3 and not said.strip():
        raise Wrong("exit 3 without a word")
    step.check_whole(folder, killed=hit)
    step.check_resumed(folder)
    return hit


def time_run(step):
    folder = step.fresh()
    began = time.monotonic()
    step.run(folder)
    step.length = time.monotonic() - began


def kills(steps, count, say=lambda text: None):
    """A list of what went wrong, and the number of kills that hit, by victim."""
    wrong, hits, chance = [], dict.fromkeys(VICTIMS, 0), random.Random(1)
    for step in steps:
        time_run(step)
        for turn in range(count // 4):
            victim = VICTIMS[turn % len(VICTIMS)] if "-j2" in step.arguments else VICTIMS[turn % 2]
            try:
                hits[victim] += any(trial(step, victim, chance) for _ in range(ATTEMPTS))
            except Wrong as failure:
                wrong.append(f"{step.name} {victim}: {failure}")
                say(wrong[-1])
        say(f"{step.name}: {hits} kills so far")
    return wrong, hits


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", action="store_true")
    everything = parser.parse_args().all
    with tempfile.TemporaryDirectory(prefix="ate-kills-") as scratch:
        wrong, hits = kills(steps_in(Path(scratch)), 300 if everything else 20, say_now)
    print(f"{sum(hits.values())} kills hit {hits}, {len(wrong)} wrong")
    return bool(wrong) or not all(hits.values())


if __name__ == "__main__":
    sys.exit(main())
