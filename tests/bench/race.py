#!/usr/bin/python3
"""The letter of the bench (letter/), made by the program and by others, in one run.

    ATE_BENCH=build/tests/bench tests/bench/race.py                the program and the limit loop
    ATE_BENCH=build/tests/bench tests/bench/race.py build/peers    the rivals too

Each line of the table is the median of three rounds, in which all take turns on the same core
(taskset), each long enough for three seconds. Two workers have two cores. BENCH_FULL=1 makes
100,000 letters to see that memory does not grow.
"""
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
BENCH = Path(os.environ["ATE_BENCH"])
ROUNDS, SECONDS, MOST_FILES = 3, 3, 4000


class Runner:
    """One line of the table. `command` makes `count` letters where {count} stands."""

    def __init__(self, name, command, first=100, cores="0", files=False):
        self.name, self.command, self.cores, self.files = name, [str(word) for word in command], cores, files
        self.count, self.rounds = first, []

    def run(self, scratch):
        for path in scratch.iterdir():
            path.unlink()
        words = [word.format(count=self.count, scratch=scratch) for word in self.command]
        done = subprocess.run(["taskset", "-c", self.cores, *words], capture_output=True, text=True, cwd=HERE.parents[1])
        if done.returncode:
            sys.exit(f"{' '.join(words)}: exit {done.returncode}\n{done.stderr}")
        return json.loads(done.stdout)

    def calibrate(self, scratch):
        self.count = max(self.count, int(1.1 * SECONDS * self.run(scratch)["per_second"]))
        if self.files:
            self.count = min(self.count, MOST_FILES)

    def median(self, key):
        return statistics.median(measure[key] for measure in self.rounds)


def own(program, mode, workers=1, **more):
    command = [BENCH / program, mode, workers, "{count}"] + (["{scratch}"] if mode != "memory" else [])
    return Runner(f"{program} {mode} {workers}", command, cores="0,1" if workers > 1 else "0",
                  files=mode != "memory", **more)


def own_runners():
    return {"ours": own("letter", "memory"), "ours nosync": own("letter", "nosync"), "ours disk": own("letter", "disk"),
            "ours two": own("letter", "memory", 2), "limit": own("limit", "memory", first=1000),
            "limit nosync": own("limit", "nosync", first=1000), "limit disk": own("limit", "disk", first=1000)}


def rival_runners(peers):
    letter = [peers / "cairo", peers / "letter.pango", HERE / "letter" / "records.json", "{count}"]
    python = ["/usr/bin/python3", "-B", HERE / "peers" / "letter.py", "{count}"]
    typst = ["node", HERE / "peers" / "letter.mjs", peers]
    return {"cairo": Runner("cairo + pango", letter), "reportlab": Runner("ReportLab", python),
            "reportlab deflated": Runner("ReportLab", python + ["--compress"]),
            "typst fast": Runner("typst", typst + ["fast", "{count}"]),
            "typst": Runner("typst", typst + ["default", "{count}"])}


NAMES = {
    "ours": "ate, en mémoire", "ours nosync": "ate, fichiers sans fsync", "ours disk": "ate, fichiers comme livré (fsync)",
    "ours two": "ate, en mémoire, deux processus", "limit": "boucle limite, en mémoire",
    "limit nosync": "boucle limite, fichiers sans fsync", "limit disk": "boucle limite, fichiers avec fsync",
    "cairo": "cairo + pango", "reportlab": "ReportLab, pages non comprimées", "reportlab deflated": "ReportLab, pages comprimées",
    "typst fast": "typst, lignes une à une, sans balises", "typst": "typst, comme livré",
}


def number(value, digits=0):
    return f"{value:,.{digits}f}".replace(",", "\u202f").replace(".", ",")


def print_table(runners):
    ours = runners["ours"].median("per_cpu_second")
    print("| la même lettre de deux pages | par seconde de processeur | par seconde d'horloge | octets par document "
          "| mémoire (Mio) | ate / elle |")
    print("|---|--:|--:|--:|--:|--:|")
    for key, runner in runners.items():
        speed = runner.median("per_cpu_second")
        print(f"| {NAMES[key]} | {number(speed)} | {number(runner.median('per_second'))} "
              f"| {number(runner.median('bytes'))} | {number(runner.median('peak_kib') / 1024, 1)} "
              f"| {number(ours / speed, 2)} |")


def print_goals(runners, rivals):
    ours = runners["ours"]

    def share(mode):
        mine, limit = (runners[who + mode].median("per_cpu_second") for who in ("ours", "limit"))
        return number(mine / limit, 2)

    two = statistics.median(two["per_second"] / one["per_second"]
                            for one, two in zip(ours.rounds, runners["ours two"].rounds))
    goals = [("ate / boucle limite, en mémoire", share(""), "≥ 0,35"),
             ("ate / boucle limite, fichiers sans fsync", share(" nosync"), "≥ 0,35"),
             ("ate / boucle limite, fichiers avec fsync", share(" disk"), "≥ 0,35"),
             ("deux processus / un, par l'horloge", number(two, 2), "≥ 1,7"),
             ("octets par document", number(ours.median("bytes")), "≤ 40\u202f000")]
    if rivals:
        best = max(rivals, key=lambda key: runners[key].median("per_cpu_second"))
        ratio = ours.median("per_cpu_second") / runners[best].median("per_cpu_second")
        goals.insert(0, (f"ate / le rival le plus rapide ({NAMES[best]})", number(ratio, 1), "≥ 10"))
    if os.environ.get("BENCH_FULL"):
        many = json.loads(subprocess.run([BENCH / "letter", "memory", "1", "100000"], check=True, capture_output=True,
                                         cwd=HERE.parents[1]).stdout)
        goals.append(("mémoire pour 100\u202f000 lettres (Mio)", number(many["peak_kib"] / 1024, 1), "< 64"))
    print("\n| | mesuré | but |\n|---|--:|--:|")
    for goal in goals:
        print("| " + " | ".join(goal) + " |")


def check_files(runners, scratch):
    """What is timed is a sound PDF, once for each of our two programs."""
    for key in ("ours disk", "limit disk"):
        runners[key].run(scratch)
        one = sorted(scratch.glob("*.pdf"))[0]
        done = subprocess.run(["qpdf", "--check", one], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{key}: {done.stdout}{done.stderr}")


def race(peers=None):
    rivals = rival_runners(peers) if peers else {}
    runners = {**own_runners(), **rivals}
    scratch = Path(tempfile.mkdtemp(prefix="race-", dir=BENCH))
    try:
        if shutil.which("qpdf"):
            check_files(runners, scratch)
        for runner in runners.values():
            runner.calibrate(scratch)
        for _ in range(ROUNDS):
            for runner in runners.values():
                runner.rounds.append(runner.run(scratch))
    finally:
        shutil.rmtree(scratch)
    print_table(runners)
    print_goals(runners, rivals)


if __name__ == "__main__":
    race(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None)
