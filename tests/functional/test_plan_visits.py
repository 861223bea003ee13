"""ate planifier: visits for the sequences that lack them, as a user gets them."""
import csv
import io
import json
import random
import re
import subprocess
import unittest
from collections import Counter
from datetime import date

import jsonschema
import openpyxl

from harness import ROOT, Dossier, DossierCase, ate

PROPOSED = "propositions/visites-proposees.csv"
BOOK = "propositions/visites-proposees.xlsx"
VISIT_RULES = ("visites-nombre", "visite-hors-sequence", "visite-jour", "visite-conflit", "visite-tardive")


def proposals(dossier):
    raw = (dossier.output / PROPOSED).read_bytes()
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))


def rows_of(path, sheet):
    return [list(row) for row in openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)]


def without_visits(dossier, keep=lambda line: False):
    """Takes the visits out of visites.csv, but those that `keep` wants."""
    path = dossier.table("visites")
    head, *lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([head, *filter(keep, lines)]) + "\n", "utf-8")


def copy_proposals(dossier):
    """What the user does: the proposed rows at the end of visites.csv, in place of those of the same id."""
    path = dossier.table("visites")
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    names = list(rows[0]) if rows else proposals(dossier)[0].keys()
    new = proposals(dossier)
    ids = {p["id"] for p in new}
    out = io.StringIO()
    writer = csv.DictWriter(out, names, extrasaction="ignore")
    writer.writeheader()
    writer.writerows([r for r in rows if r["id"] not in ids] + new)
    path.write_text(out.getvalue(), "utf-8")


class Small(DossierCase):
    def plan(self, *args, code=1, **more):  # 1: the dossier has errors of its own
        run = self.dossier.ate("planifier", *args, **more)
        self.assert_exit(code, run)
        return run

    def test_nothing_lacks(self):
        run = self.plan()
        self.assertEqual(run.out, "Aucune séquence ne manque de visites.\n")
        self.assertEqual(proposals(self.dossier), [])
        self.assertEqual(rows_of(self.dossier.output / BOOK, "Visites")[1:], [])

    def test_rows_ready_to_be_copied(self):
        without_visits(self.dossier, lambda line: "realisee" in line)
        run = self.plan()
        self.assertIn("3 séquences manquent de visites : 5 visites proposées, 0 sans place.", run.out)
        raw = (self.dossier.output / PROPOSED).read_bytes()
        self.assertTrue(raw.startswith(b"\xef\xbb\xbfid;sequence;type;date;heure;mode;statut;responsable;"))
        self.assertEqual(raw.count(b"\r\n"), 6)
        rows = proposals(self.dossier)
        self.assertEqual([(r["id"], r["sequence"], r["type"]) for r in rows],
                         [("Q2-V1", "Q2", "finale"), ("Q4-V1", "Q4", "suivi"), ("Q4-V2", "Q4", "finale"),
                          ("Q5-V1", "Q5", "suivi"), ("Q5-V2", "Q5", "finale")])
        self.assertEqual({r["statut"] for r in rows}, {"proposee"})
        self.assertEqual({r["responsable"] for r in rows}, {"P2"})
        # The final evaluation is due on the last day of each: the visit waits for it.
        self.assertEqual({r["sequence"]: r["date"] for r in rows if r["type"] == "finale"},
                         {"Q2": "2027-04-02", "Q4": "2027-05-21", "Q5": "2027-05-07"})
        self.assertLess(rows[1]["date"], "2027-05-03")  # week 3 of Q4

    def test_once_copied_the_rules_say_nothing_and_nothing_lacks(self):
        without_visits(self.dossier, lambda line: "realisee" in line)
        self.plan()
        before = proposals(self.dossier)
        copy_proposals(self.dossier)
        self.dossier.ate("valider")
        self.assertEqual([f for c in VISIT_RULES for f in self.dossier.findings(c)], [])
        self.assertEqual(self.plan().out, "Aucune séquence ne manque de visites.\n")
        self.assertEqual(len(before), 5)

    def test_a_proposed_visit_that_cannot_be_is_proposed_anew_under_its_id(self):
        self.dossier.edit("input/visites.csv", "V-Q4-1,Q4,suivi,2027-04-21,9:30,sur_place,confirmee",
                          "V-Q4-1,Q4,suivi,2027-04-24,9:30,sur_place,proposee")  # a Saturday
        run = self.plan("--simuler")
        self.assertIn("au lieu de visites.csv:8", run.out)
        self.plan()
        (row,) = proposals(self.dossier)
        self.assertEqual((row["id"], row["sequence"], row["type"]), ("V-Q4-1", "Q4", "suivi"))
        self.assertLess(date.fromisoformat(row["date"]).weekday(), 5)
        copy_proposals(self.dossier)
        self.dossier.ate("valider")
        self.assertEqual([f for c in VISIT_RULES for f in self.dossier.findings(c)], [])

    def test_confirmed_and_done_visits_never_move(self):
        self.dossier.edit("input/visites.csv", "V-Q4-1,Q4,suivi,2027-04-21", "V-Q4-1,Q4,suivi,2027-04-24")
        run = self.dossier.ate("planifier")
        self.assert_exit(1, run)  # visite-jour: it is the user's to move
        self.assertEqual(proposals(self.dossier), [])

    def test_what_has_no_place_is_said_with_its_reason(self):
        without_visits(self.dossier, lambda line: "realisee" in line)
        table = self.dossier.table("superviseurs")
        text = table.read_text("utf-8")
        self.assertIn("418 555-0161,40,\n", text)
        table.write_text(text.replace("418 555-0161,40,\n", "418 555-0161,40,lun-am\n"), "utf-8")
        self.dossier.edit("input/sequences.csv", "jumelee,2027-04-12,2027-05-21,lun|mar|mer|jeu|ven",
                          "jumelee,2027-04-12,2027-05-21,mar|mer|jeu|ven")
        run = self.plan()
        self.assertIn("2 visites sans place : le superviseur n'est disponible aucune des demi-journées", run.out)
        self.assertIn("\n  Q4\n", run.out)
        rows = rows_of(self.dossier.output / BOOK, "Non placées")
        self.assertEqual([rows[1][0], rows[1][1], rows[1][4]], ["Q4", "P2", 2])
        self.assertIn("disponibilites", rows[1][6])
        found = json.loads(self.plan("--simuler", "--format=json").out)["non_placees"]
        self.assertEqual([(f["sequence"], f["nombre"], f["code"]) for f in found],
                         [("Q4", 2, "superviseur_indisponible")])

    def test_an_availability_is_kept(self):
        without_visits(self.dossier, lambda line: "realisee" in line)
        for phone, when in (("0161", "mar-pm"), ("0162", "jeu-am"), ("0163", "mer-pm|ven-pm")):
            path = self.dossier.table("superviseurs")
            path.write_text(path.read_text("utf-8").replace(f"418 555-{phone},40,\n", f"418 555-{phone},40,{when}\n")
                            .replace(f"418 555-{phone},35,\n", f"418 555-{phone},35,{when}\n"), "utf-8")
        self.plan()
        for row in proposals(self.dossier):
            day, hour = date.fromisoformat(row["date"]).weekday(), int(row["heure"].split(":")[0])
            allowed = {"Q4": {(1, 1)}, "Q2": {(3, 0)}, "Q5": {(2, 1), (4, 1)}}[row["sequence"]]
            self.assertIn((day, int(hour >= 12)), allowed, row)

    def test_remote_work_is_visited_through_a_screen(self):
        without_visits(self.dossier, lambda line: "realisee" in line)
        path = self.dossier.table("sequences")
        head, *lines = path.read_text("utf-8").splitlines()
        path.write_text("\n".join([head + ",teletravail", *(line + (",oui" if line.startswith("Q5") else ",")
                                                            for line in lines)]) + "\n", "utf-8")
        self.plan()
        self.assertEqual({r["sequence"]: r["mode"] for r in proposals(self.dossier)},
                         {"Q2": "sur_place", "Q4": "sur_place", "Q5": "visio"})

    def test_a_sequence_that_names_nobody(self):
        without_visits(self.dossier, lambda line: "realisee" in line)
        path = self.dossier.table("sequences")
        path.write_text(path.read_text("utf-8").replace("Q5,1003,E3,S3,P2,", "Q5,1003,E3,S3,,"), "utf-8")
        found = json.loads(self.dossier.ate("planifier", "-n", "--format=json").out)["propositions"]
        self.assertEqual({(f["sequence"], f["responsable"], f["responsable_choisi"]) for f in found},
                         {("Q2", "P2", False), ("Q4", "P2", False), ("Q5", "P2", True)})

    def test_dry_run_writes_nothing(self):
        without_visits(self.dossier)
        run = self.plan("--simuler")
        self.assertFalse(self.dossier.output.exists())
        self.assertRegex(run.out, r"(?m)^2027-\d\d-\d\d \d+:\d\d P2 Q4 \(sur_place, Rimouski\)$")
        for name in ("Castonguay", "Dionne", "Pineault"):
            self.assertNotIn(name, run.out + run.err)

    def test_schedules_are_marked_and_take_no_number(self):
        without_visits(self.dossier, lambda line: "realisee" in line)
        self.plan()
        folder = self.dossier.output / "propositions/horaires"
        self.assertEqual(sorted(p.name for p in folder.iterdir()),
                         ["horaire-visites-entreprise-e1.pdf", "horaire-visites-entreprise-e2.pdf",
                          "horaire-visites-entreprise-e3.pdf", "horaire-visites-p2.pdf"])
        text = subprocess.run(["pdftotext", "-layout", folder / "horaire-visites-p2.pdf", "-"], check=True,
                              capture_output=True, text=True).stdout
        self.assertIn("Comptoir agricole", text)
        self.assertIn("(proposée)", text)
        self.assertFalse((self.dossier.path / "registre").exists())
        self.assertFalse((self.dossier.output / "documents").exists())
        kinds = {f["chemin"]: f["genre"] for f in self.dossier.read_json("manifeste.json")["fichiers"]}
        self.assertEqual(kinds["propositions/horaires/horaire-visites-p2.pdf"], "horaire-visites")
        self.assertEqual(kinds[PROPOSED], "rapport")

    def test_schedules_of_an_earlier_proposal_go(self):
        without_visits(self.dossier, lambda line: "realisee" in line)
        self.plan()
        copy_proposals(self.dossier)
        self.plan()
        self.assertEqual(list((self.dossier.output / "propositions/horaires").iterdir()), [])
        paths = [f["chemin"] for f in self.dossier.read_json("manifeste.json")["fichiers"]]
        self.assertEqual([p for p in paths if "horaires" in p], [])

    def test_calendars_hold_the_proposals_until_they_are_copied(self):
        without_visits(self.dossier)
        self.plan()
        folder = self.dossier.output / "propositions/calendriers"
        rows = proposals(self.dossier)
        owners = {"responsable-" + row["responsable"].lower() for row in rows}
        self.assertLessEqual(owners, {p.stem for p in folder.iterdir()})
        for row in rows:
            text = (folder / f"responsable-{row['responsable'].lower()}.ics").read_text("utf-8").replace("\n ", "")
            event, = re.findall(rf"BEGIN:VEVENT\nUID:visite\.{row['id']}\.responsable.*?END:VEVENT", text, re.S)
            hour = row["heure"].replace(":", "").zfill(4)
            self.assertIn(f"DTSTART;TZID=America/Toronto:{row['date'].replace('-', '')}T{hour}00\n", event)
            self.assertIn("STATUS:TENTATIVE", event)
        self.assertEqual({f["etat"] for f in self.dossier.read_json("manifeste.json")["fichiers"]}, {"courant"})
        self.assertFalse((self.dossier.path / "registre").exists())
        copy_proposals(self.dossier)
        self.plan()
        self.assertEqual(list(folder.iterdir()), [])

    def test_hours_that_cannot_be_read(self):
        with (self.dossier.path / "config.ini").open("a", encoding="utf-8") as config:
            config.write("\n[visites]\nheures = le matin\n")
        run = self.plan(code=2)
        line = (self.dossier.path / "config.ini").read_text("utf-8").splitlines().index("heures = le matin") + 1
        self.assertIn(f"config.ini:{line}", run.err)

    def test_a_table_of_visits_without_a_line(self):
        self.dossier.table("visites").write_bytes(b"")
        run = self.plan()
        self.assertIn("3 séquences manquent de visites : 6 visites proposées", run.out + run.err)

    def test_english(self):
        without_visits(self.dossier, lambda line: "realisee" in line)
        run = ate("plan", "-C", self.dossier.path, "--lang=en")
        self.assertIn("3 sequences lack visits: 5 visits proposed, 0 without a place.", run.out)


class Clean(DossierCase):
    """A dossier without a fault: what has no place is all that there is to say."""
    name = "propre"

    def test_exit_codes(self):
        self.assert_exit(0, self.dossier.ate("planifier"))
        without_visits(self.dossier)
        self.assert_exit(0, self.dossier.ate("planifier"))
        self.dossier.edit("config.ini", "[visites]\n", "[visites]\necart_min_jours = 300\n")
        run = self.dossier.ate("planifier")
        self.assert_exit(1, run)
        self.assertIn("les jours qui conviennent sont trop près d'une autre visite", run.out)


class Sample(unittest.TestCase):
    """The sample term without its visits to come: 200 to propose."""

    @classmethod
    def setUpClass(cls):
        cls.dossier = Dossier("sample")
        cls.addClassCleanup(cls.dossier.remove)
        path = cls.dossier.table("visites")
        path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
        cls.run_ = cls.dossier.ate("planifier")
        cls.files = cls.dossier.files()

    def test_every_visit_is_proposed_or_said(self):
        self.assertEqual(self.run_.code, 1, self.run_)
        self.assertIn("108 séquences manquent de visites : 200 visites proposées, 16 sans place.", self.run_.out)
        self.assertEqual(len(proposals(self.dossier)), 200)

    def test_schema(self):
        schema = json.loads((ROOT / "docs/visites-proposees.schema.json").read_text("utf-8"))
        said = json.loads(self.dossier.ate("planifier", "-n", "--format=json").out)
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(said)
        self.assertEqual([len(said["propositions"]), sum(u["nombre"] for u in said["non_placees"])], [200, 16])
        codes = set(schema["$defs"]["non_placee"]["properties"]["code"]["enum"])
        source = (ROOT / "gen/plan/obstacle.c").read_text("utf-8")
        self.assertEqual(codes, set(re.findall(r'\{"([a-z_]+)"', source)))

    def test_loads_by_week(self):
        head, *rows = rows_of(self.dossier.output / BOOK, "Charge")
        self.assertEqual(head[:5], ["Responsable", "Nom", "Visites", "dont proposées ici", "sem. du 2027-03-15"])
        self.assertEqual(sum(row[3] for row in rows), 200)
        for row in rows:
            self.assertEqual(sum(n or 0 for n in row[4:]), row[2], row[0])
        days = [(p["responsable"], p["date"]) for p in proposals(self.dossier)]
        self.assertLessEqual(max(days.count(d) for d in set(days)), 4)

    def test_only_late_ones_are_late(self):
        """Copied, they add no finding of visits but the weeks that were past already."""
        other = Dossier("sample")
        self.addCleanup(other.remove)
        with other.table("visites").open("wb") as table:
            table.write((self.dossier.output / PROPOSED).read_bytes())
        other.ate("valider")
        found = [f for c in VISIT_RULES for f in other.findings(c)]
        ours = {f["code"] for f in found if f["fichier"] == "visites.csv"}
        self.assertEqual(ours, {"visite-tardive"})
        said = json.loads(self.dossier.ate("planifier", "-n", "--format=json").out)["propositions"]
        self.assertEqual(len([f for f in found if f["code"] == "visite-tardive"]), sum(p["tardive"] for p in said))

    def test_same_bytes_whatever_locale_workers_and_order(self):
        other = Dossier("sample")
        self.addCleanup(other.remove)
        dice = random.Random(7)
        for path in (other.path / "input").glob("*.csv"):
            raw = path.read_bytes()
            head, *lines = raw.splitlines(keepends=True)
            if path.stem == "visites":
                lines = []
            elif head.startswith(b"\xef\xbb\xbfsep=") or b'"' in raw or raw.startswith((b"\xff\xfe", b"\xfe\xff")):
                continue  # two lines of head, or values on several
            elif not raw.endswith(b"\n"):
                continue
            elif path.stem in ("personnel", "superviseurs", "entreprises", "evaluations", "calendrier"):
                dice.shuffle(lines)
            path.write_bytes(head + b"".join(lines))
        other.ate("planifier", "-j2", env={"LC_ALL": "fr_CA.UTF-8", "TZ": "Asia/Tokyo"})
        self.assertEqual(other.files()[PROPOSED], self.files[PROPOSED])

    def test_visits_without_a_responsable_are_shared(self):
        """Nobody is named: each of the staff gets a like number, and a company keeps one of them."""
        other = Dossier("sample")
        self.addCleanup(other.remove)
        other.table("visites").write_bytes(self.dossier.table("visites").read_bytes())
        path = other.table("sequences")
        path.write_bytes(re.sub(rb"(?m)^((?:[^;\n]*;){4})P\d\d;", rb"\1;", path.read_bytes()))
        other.ate("planifier")
        rows = proposals(other)
        load = Counter(r["responsable"] for r in rows)
        self.assertGreater(len(load), 5)
        self.assertLessEqual(max(load.values()) - min(load.values()), 6, load)
        self.assertGreater(len(rows), 195)

    def test_one_more_sequence(self):
        """From an earlier proposal, nothing else moves; without it, only its responsable's visits do."""
        other = Dossier("sample")
        self.addCleanup(other.remove)
        other.table("visites").write_bytes(self.dossier.table("visites").read_bytes())
        sequences = other.table("sequences").read_bytes()
        self.assertIn(b"\nSEQ-057;", sequences)
        lines = sequences.splitlines(keepends=True)
        other.table("sequences").write_bytes(b"".join(x for x in lines if not x.startswith(b"SEQ-057;")))
        other.ate("planifier")
        before = {(p["id"], p["date"], p["heure"], p["responsable"]) for p in proposals(other)}
        kept = other.path / "avant.csv"
        kept.write_bytes((other.output / PROPOSED).read_bytes())
        other.table("sequences").write_bytes(sequences)
        other.ate("planifier", f"--depuis={kept}")
        after = {(p["id"], p["date"], p["heure"], p["responsable"]) for p in proposals(other)}
        self.assertEqual({p[0] for p in after - before}, {"SEQ-057-V1", "SEQ-057-V2"})
        self.assertEqual(before - after, set())
        other.ate("planifier")
        afresh = {(p["id"], p["date"], p["heure"], p["responsable"]) for p in proposals(other)}
        self.assertEqual({p[3] for p in before - afresh} | {"P13"}, {"P13"})
        self.assertLess(len(before - afresh), 20)

    def test_an_earlier_proposal_that_is_none(self):
        self.assertEqual(self.dossier.ate("planifier", "-n", "--depuis=absent.csv").code, 2)
        run = self.dossier.ate("planifier", "-n", f"--depuis={self.dossier.table('personnel')}")
        self.assertEqual(run.code, 2)
        self.assertIn("ce n'est pas un fichier de visites proposées", run.err)

    def test_again_writes_the_same(self):
        self.dossier.ate("planifier", "-j2")
        self.assertEqual(self.dossier.files(), self.files)


if __name__ == "__main__":
    unittest.main()
