"""The scripted year of tests/year/: at each of its dates, what the program makes of the tables, against
the texts kept in tests/year/attendu/ (`GOLDEN=write make check` writes them anew: read the diff, each
line of it is a promise); and what an officer may do meanwhile."""
import os
import shutil
import sys
import unittest

from harness import ROOT

sys.path.insert(0, str(ROOT / "tests" / "year"))
import script  # noqa: E402
import year  # noqa: E402

KEPT = ROOT / "tests" / "year" / "attendu"


class Lived(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        self.year = year.Year()
        self.addCleanup(self.year.dossier.remove)

    def test_the_year(self):
        if os.environ.get("GOLDEN") == "write":
            shutil.rmtree(KEPT, ignore_errors=True)
            KEPT.mkdir()
        self.assertEqual(len(script.YEAR), 12)
        for day in script.YEAR:
            with self.subTest(date=day.date):
                self.compare(day, self.year.live(day))
            with self.subTest(date=day.date, after=True):
                getattr(self, "after_" + day.date.replace("-", "_"), lambda: None)()
        self.assertEqual(sorted(p.stem for p in KEPT.iterdir()), [day.date for day in script.YEAR])
        self.assert_numbers_are_given_once()

    def compare(self, day, told):
        path = KEPT / f"{day.date}.txt"
        if os.environ.get("GOLDEN") == "write":
            path.write_text(told, "utf-8")
        self.assertEqual(told, path.read_text("utf-8"))

    def ate(self, command, date, *args):
        return self.year.dossier.ate(command, f"--date={date}", *args)

    def assert_says(self, path, *words):
        text = self.year.text_of(path)
        for part in words:
            self.assertIn(part, text, path)

    def assert_numbers_are_given_once(self):
        for kind, last in self.year.sql("SELECT genre, sum(dernier) FROM compteurs GROUP BY genre"):
            numbers = [n for n, in self.year.sql("SELECT numero FROM documents WHERE genre = ? ORDER BY numero", kind)]
            self.assertEqual(len(set(numbers)), last, kind)

    # ---- what an officer does on the way ----

    def after_2027_03_01(self):
        """What is agreed is what all documents say, until an amendment is signed."""
        self.assert_says("documents/presences/presences-q2.pdf", "du 1er mars 2027 au 9 avril 2027", "232 h en tout")
        self.assertNotIn("16 avril 2027", self.year.text_of("documents/journal/journal-q2.pdf"))
        self.assert_says("documents/avenant/avenant-q2-1.pdf", "9 avril 2027", "16 avril 2027", "232", "272")

    def after_2027_03_22(self):
        self.assert_says("documents/presences/presences-q2.pdf", "vendredi 16 avril 2027", "272 h en tout")
        self.assertNotIn("20,00", self.year.text_of("documents/protocole/protocole-q4.pdf"))

    def after_2027_03_29(self):
        self.assert_says("documents/bilan/bilan-q3.pdf", "Fermeture de l’atelier")

    def after_2027_04_26(self):
        """Twenty runs of each command change nothing, whatever the number of workers."""
        before = self.year.stamp()
        for turn in range(20):
            for command in year.COMMANDS:
                workers = () if command == "declarer" else ("-j", 1 + turn % 3)
                run = self.ate(command, "2027-04-26", *workers)
                self.assertEqual(run.code, 1, run)
        self.assertEqual(self.changed(before), [])

    def changed(self, before):
        after = self.year.stamp()
        return sorted(p.name for p in before.keys() | after.keys() if before.get(p) != after.get(p))

    def after_2027_05_17(self):
        """What was refused came again once, as an addition; the same file of refusals changes nothing more."""
        self.assertEqual(self.year.sql("SELECT l.numero, s.nature FROM lot_sequences s JOIN lots l ON l.id = s.lot"
                                       " WHERE s.sequence = 'Q4' ORDER BY l.id"),
                         [("ATE-2026-2027-003", "ajout"), ("ATE-2026-2027-004", "ajout")])
        before = self.year.stamp()
        for _ in range(3):
            self.assertIn(self.ate("declarer", "2027-05-17").code, (0, 1))
        self.assertEqual(self.changed(before), [])

    def after_2027_06_21(self):
        """The attestation that replaces says so; then output/ is lost, and made again."""
        self.assert_says("documents/attestation/attestation-q1.pdf", "2027-999061-00003", "228",
                         "remplace la révision 1 du 17 mai 2027")
        before = self.year.dossier.files()
        states = self.states()
        shutil.rmtree(self.year.dossier.output)
        for command in year.COMMANDS:
            self.assertIn(self.ate(command, "2027-06-21").code, (0, 1))
        after = self.year.dossier.files()
        told = {"index.html", "manifeste.json"}  # they list what is lost
        lost = {p for p in before if p not in after}
        self.assertEqual({states[p] for p in lost}, {"annule"})  # forms that are not due any more
        self.assertEqual([p for p in after if after[p] != before.get(p) and p not in told], [])
        self.assertEqual([p for p in self.states() if self.states()[p] != states[p]], [])
        list(self.year.documents())  # what is lost is no news at the next date
        self.spring = self.year.dossier.path / "sauvegarde"
        shutil.copytree(self.year.dossier.path / "registre", self.spring)

    def states(self):
        return {f["chemin"]: f["etat"] for f in self.year.dossier.read_json("manifeste.json")["fichiers"]}

    def after_2027_09_27(self):
        """A registry of before the summer is put back by mistake: it knows nothing of R1, R2 and R4, and
        would give their numbers again. It is refused; the right one is put back."""
        registry, right = self.year.dossier.path / "registre", self.year.dossier.path / "le-bon"
        before = self.year.stamp()
        registry.rename(right)
        shutil.copytree(self.spring, registry)
        for command in year.COMMANDS:
            run = self.ate(command, "2027-09-27")
            self.assertEqual(run.code, 3, run)
            self.assertIn("ce registre est plus ancien que output : il ne connaît pas N-2027-999061-00001", run.err)
        shutil.rmtree(registry)
        right.rename(registry)
        for command in year.COMMANDS:
            self.assertEqual(self.ate(command, "2027-09-27").code, 0)
        self.assertEqual(self.changed(before), [])

    def after_2027_12_13(self):
        """The year is archived: one file a student, until the day that the school's schedule says."""
        run = self.ate("archiver", "2027-12-13")
        self.assertEqual(run.code, 0, run)
        lines = (self.year.dossier.output / "dossiers/2027-2028/index.csv").read_text("utf-8-sig").splitlines()[1:]
        self.assertEqual([(cells[1], cells[4]) for cells in (line.split(";") for line in lines)],
                         [("2001", "2033-06-30"), ("2002", "2033-06-30"), ("2003", "2032-06-30"), ("2004", "2033-06-30")])
        self.assert_says("dossiers/2027-2028/2001.pdf", "P-2027-999061-00001", "P-2027-999061-00007", "2027-999061-00003")
        before = self.year.stamp()
        self.assertEqual(self.ate("archiver", "2027-12-13").code, 0)
        for day, due in (("2032-06-30", []), ("2032-07-01", ["2003"]), ("2033-07-01", ["2001", "2002", "2003", "2004"])):
            run = self.ate("archiver", day, "--purger", "--simuler")
            self.assertEqual(run.code, 0, run)
            for student in ("2001", "2002", "2003", "2004"):
                self.assertEqual(student in run.out + run.err, student in due, (day, student, run))
        for path, code in (("attestation/attestation-q1.pdf", 0), ("protocole/protocole-q2.pdf", 0),
                           ("protocole/protocole-q5.pdf", 0), ("protocole/protocole-r4.pdf", 1)):
            run = self.year.dossier.ate("verifier", self.year.dossier.output / "documents" / path)
            self.assertEqual(run.code, code, run)
        self.assertEqual(self.changed(before), [])


if __name__ == "__main__":
    unittest.main()
