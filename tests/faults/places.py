#!/usr/bin/python3
"""Places where nothing can be written, or little: then they are mended and the run is resumed.

    ATE=build/ate tests/faults/places.py [--all]

Each step of the campaign (campaign.py) is run with output/ or registre/ on a disk that fills, that
has no inode left, that is read-only (as root only: they are mounted), under a limit of the size of
files, with its standard output or error closed or full. Right is as for a fault: what an undisturbed
run gives, or exit 3 with a message and the earlier output whole; and once there is room, the files,
numbers and registry of an undisturbed run.
"""
import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from campaign import Wrong, say_now, steps_in

ROOMY = "size=64m,nr_inodes=1m"


def mount(*arguments):
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


def can_mount():
    with tempfile.TemporaryDirectory() as folder:
        return mount("-t", "tmpfs", "tmpfs", folder) and not subprocess.run(["umount", folder], check=True).returncode


class Disk:
    """A folder of a dossier on a file system of its own, with what it held."""

    def __init__(self, folder):
        self.folder = folder
        held = folder.with_name("held")
        folder.mkdir(exist_ok=True)
        shutil.copytree(folder, held)
        if not mount("-t", "tmpfs", "-o", ROOMY, "tmpfs", folder):
            raise OSError("tmpfs")
        shutil.copytree(held, folder, dirs_exist_ok=True)
        shutil.rmtree(held)

    def leave(self, room, inodes):
        """Room for so many bytes and so many files more than there are."""
        stat = os.statvfs(self.folder)
        taken, files = (stat.f_blocks - stat.f_bfree) * stat.f_frsize, stat.f_files - stat.f_ffree
        self.remount(f"size={taken + max(room, stat.f_frsize)},nr_inodes={files + inodes}")

    def remount(self, options):
        if not mount("-o", f"remount,{options}", self.folder):
            raise OSError(f"remount {options}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", self.folder], check=True)


def judge(step, folder, code, said, silent=False):
    """Whether the place was felt."""
    if code == step.code:
        step.check_same(folder, "as if nothing had failed")
        return False
    if code != 3:
        raise Wrong(f"exit {code}, said: {said[-300:]!r}")
    if not said.strip() and not silent:
        raise Wrong("exit 3 without a word")
    step.check_whole(folder)
    return True


def on_disk(step, name, room=1 << 26, inodes=1 << 20, read_only=False):
    folder = step.fresh()
    with Disk(folder / name) as disk:
        if read_only:
            disk.remount("ro")
        else:
            disk.leave(room, inodes)
        felt = judge(step, folder, *step.run(folder))
        disk.remount("rw," + ROOMY)
        step.check_resumed(folder)
    return felt


def limited(step, size):
    folder = step.fresh()
    felt = judge(step, folder, *step.run(
        folder, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))))
    step.check_resumed(folder)
    return felt


def closed(step, descriptors):
    """The files that the program opens take the numbers of those that are closed."""
    folder = step.fresh()
    code, said = step.run(folder, stdin=None, stdout=None, stderr=None if 2 in descriptors else subprocess.PIPE,
                          preexec_fn=lambda: [os.close(d) for d in descriptors])
    felt = judge(step, folder, code, said, silent=2 in descriptors)
    step.check_resumed(folder)
    return felt


def full(step, stream):
    folder = step.fresh()
    with open("/dev/full", "wb") as device:
        code, said = step.run(folder, **{stream: device})
    felt = judge(step, folder, code, said, silent=stream == "stderr")
    step.check_resumed(folder)
    return felt


def spread(few, many, everything):
    return many if everything else few


def trials(everything, mounts):
    """Name of the place, and what it takes of a step."""
    for descriptors in ((1,), (2,), (0, 1, 2)):
        yield "closed", lambda step, d=descriptors: closed(step, d)
    for stream in ("stdout", "stderr"):
        yield "/dev/full", lambda step, s=stream: full(step, s)
    for size in spread((0, 30_000), (0, 1, 511, 4096, 8192, 20_000, 30_000, 50_000, 100_000, 200_000), everything):
        yield "file size", lambda step, s=size: limited(step, s)
    if not mounts:
        return
    for name in ("output", "registre"):
        yield "read-only", lambda step, n=name: on_disk(step, n, read_only=True)
        for room in spread((0, 100_000), range(0, 2_000_001, 50_000), everything):
            yield "full disk", lambda step, n=name, r=room: on_disk(step, n, room=r)
        for inodes in spread((0, 3), range(0, 60, 2), everything):
            yield "no inode", lambda step, n=name, i=inodes: on_disk(step, n, inodes=i)


def places(steps, everything=False, say=lambda text: None):
    """A list of what went wrong, and how often each place was felt."""
    wrong, hits, mounts = [], {}, can_mount()
    for step in steps:
        for place, run in trials(everything, mounts):
            hits.setdefault(place, 0)
            try:
                hits[place] += run(step)
            except (Wrong, OSError, subprocess.TimeoutExpired) as failure:
                wrong.append(f"{step.name} {place}: {failure}")
                say(wrong[-1])
        say(f"{step.name}: {hits} so far")
    return wrong, hits


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", action="store_true")
    everything = parser.parse_args().all
    with tempfile.TemporaryDirectory(prefix="ate-places-") as scratch:
        wrong, hits = places(steps_in(Path(scratch)), everything, say_now)
    print(f"{sum(hits.values())} runs hindered {hits}, {len(wrong)} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
