"""The same bytes whatever the workers, the locale, the zone, the order of rows; nothing new, nothing written."""
import os
import shutil
import subprocess
import tempfile
import unittest

from harness import Dossier

COMMANDS = ("produire", "declarer", "envoyer")


def make(name="petit", change=None, env=None, args=()):
    dossier = Dossier(name)
    try:
        if change:
            change(dossier)
        for command in COMMANDS:
            run = dossier.ate(command, *(args if command == "produire" else ()), env=env)
            if run.code not in (0, 1):
                raise AssertionError(run)
        return dossier.files()
    finally:
        dossier.remove()


class Determinism(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.reference = make(args=("-j", "1"))

    def assert_same(self, files):
        self.assertEqual(sorted(files), sorted(self.reference))
        self.assertEqual([n for n in files if files[n] != self.reference[n]], [])

    def settled(self):
        """A dossier whose registry knows its lot: the first lot changes what is found afterwards."""
        dossier = Dossier()
        self.addCleanup(dossier.remove)
        for command in COMMANDS * 2:
            dossier.ate(command)
        return dossier

    def test_workers(self):
        self.assert_same(make(args=("-j", "2")))
        self.assert_same(make(args=("-j", "5")))

    def test_time_zones(self):
        self.assert_same(make(env={"TZ": "Pacific/Auckland"}))
        self.assert_same(make(env={"TZ": "America/Vancouver"}))

    def test_locales(self):
        folder = tempfile.mkdtemp(prefix="ate-locale-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        for name in ("fr_CA", "tr_TR"):
            if subprocess.run(["localedef", "-i", name, "-f", "UTF-8", f"{folder}/{name}.UTF-8"],
                              capture_output=True).returncode > 1:
                self.skipTest("localedef is not there")
            self.assert_same(make(env={"LOCPATH": folder, "LC_ALL": f"{name}.UTF-8", "LANG": f"{name}.UTF-8"}))

    def test_order_of_rows_reaches_no_document(self):
        def reverse(dossier):
            for path in (dossier.path / "input").glob("*.csv"):
                header, *rows = path.read_bytes().splitlines(keepends=True)
                path.write_bytes(header + b"".join(reversed(rows)))
        files = make(change=reverse)
        documents = {n: b for n, b in self.reference.items() if n.startswith(("documents/", "declaration/", "courriels/"))}
        self.assertTrue(documents)
        self.assertEqual([n for n, b in documents.items() if files.get(n) != b], [])

    def test_a_second_run_writes_nothing(self):
        dossier = self.settled()
        before = {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in dossier.output.rglob("*") if p.is_file()}
        for command in COMMANDS:
            self.assertIn(dossier.ate(command).code, (0, 1))
        after = {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in dossier.output.rglob("*") if p.is_file()}
        self.assertEqual([str(p) for p in before.keys() | after.keys() if before.get(p) != after.get(p)], [])

    def test_output_can_be_made_again_from_the_registry(self):
        dossier = self.settled()
        before = dossier.files()
        shutil.rmtree(dossier.output)
        for command in COMMANDS:
            self.assertIn(dossier.ate(command).code, (0, 1))
        after = dossier.files()
        self.assertEqual(sorted(after), sorted(before))
        self.assertEqual([n for n in after if after[n] != before[n]], [])

    def test_a_later_date_leaves_issued_documents_alone(self):
        dossier = Dossier()
        self.addCleanup(dossier.remove)
        dossier.ate("produire", "--date=2027-03-15")
        before = {n: b for n, b in dossier.files().items() if n.startswith(("documents/attestation", "documents/protocole"))}
        dossier.ate("produire", "--date=2027-03-22")
        after = dossier.files()
        self.assertTrue(before)
        self.assertEqual([n for n, b in before.items() if after.get(n) != b], [])


if __name__ == "__main__":
    unittest.main()
