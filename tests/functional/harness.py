"""A dossier in a scratch folder, and the program run on it as a user would."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ATE = os.environ.get("ATE", str(ROOT / "build" / "ate"))


class Run:
    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout.decode("utf-8", "strict")
        self.err = done.stderr.decode("utf-8", "strict")

    def __repr__(self):
        return f"exit {self.code}\n--- out\n{self.out[:3000]}\n--- err\n{self.err[:3000]}"


def ate(*args, cwd=None, env=None, **more):
    full = {k: v for k, v in os.environ.items() if k not in ("SOURCE_DATE_EPOCH", "NO_COLOR")}
    full.update(env or {})
    done = subprocess.run([ATE, *map(str, args)], cwd=cwd, env=full, capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=600, **more)
    return Run(done)


class Dossier:
    """A copy of a dossier: `sample` (the repository's own) or a folder of tests/dossiers."""

    def __init__(self, name="petit", parent=None):
        self.path = Path(tempfile.mkdtemp(prefix="ate-", dir=parent))
        source = ROOT if name == "sample" else ROOT / "tests" / "dossiers" / name
        config = (source / "config.ini").read_text("utf-8")
        (self.path / "config.ini").write_text(config.replace("../../../templates", "templates"), "utf-8")
        shutil.copytree(source / "input", self.path / "input")
        shutil.copytree(ROOT / "templates", self.path / "templates")

    def remove(self):
        shutil.rmtree(self.path, ignore_errors=True)

    def ate(self, command, *args, **more):
        return ate(command, "-C", self.path, *args, **more)

    @property
    def output(self):
        return self.path / "output"

    def table(self, name):
        return self.path / "input" / f"{name}.csv"

    def read_json(self, name):
        return json.loads((self.output / name).read_text("utf-8"))

    def findings(self, code=None):
        found = self.read_json("constats.json")["constats"]
        return [f for f in found if code is None or f["code"] == code]

    def files(self):
        """Every file of output/ with its bytes."""
        return {str(p.relative_to(self.output)): p.read_bytes()
                for p in sorted(self.output.rglob("*")) if p.is_file()}

    def edit(self, name, old, new, count=1):
        path = self.path / name
        text = path.read_text("utf-8")
        if old not in text:
            raise AssertionError(f"{old!r} is not in {name}")
        path.write_text(text.replace(old, new, count), "utf-8")


    def keep_kinds(self, *names):
        """The catalogue with these kinds only: for what is not about the kinds themselves."""
        path = self.path / "templates/catalogue.ini"
        head, *sections = re.split(r"(?m)^(?=\[)", path.read_text("utf-8"))
        kept = [s for s in sections if s[1:s.index("]")] in names]
        path.write_text(head + "".join(kept), "utf-8")


class DossierCase(unittest.TestCase):
    """A test on a fresh copy of a small dossier."""
    name = "petit"

    def setUp(self):
        self.dossier = Dossier(self.name)
        self.addCleanup(self.dossier.remove)

    def assert_exit(self, code, run):
        self.assertEqual(run.code, code, run)
