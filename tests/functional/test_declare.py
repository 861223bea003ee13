"""`declarer`: lots over the runs, refusals, what is said, what is lost and made again."""
import csv
import io
import random
import re
import shutil
import subprocess
import unittest
from decimal import Decimal

from harness import DossierCase

LOT_1, LOT_2, LOT_3 = (f"ATE-2026-2027-00{n}" for n in (1, 2, 3))


class Declaring(DossierCase):
    name = "propre"

    def declare(self, *args, code=0):
        run = self.dossier.ate("declarer", *args)
        self.assert_exit(code, run)
        return run

    def lots(self):
        folder = self.dossier.output / "declaration"
        return sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []

    def records(self, lot):
        text = (self.dossier.output / "declaration" / lot / f"{lot}.csv").read_bytes().decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))

    def told(self, lot):
        return [(r["SEQUENCE"], r["NATURE"]) for r in self.records(lot)]

    def set(self, key, **cells):
        """Cells of a row of sequences.csv."""
        path = self.dossier.table("sequences")
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline=""), delimiter=";"))
        row = next(r for r in rows if r[0] == key)
        for name, value in cells.items():
            row[rows[0].index(name)] = value
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
        path.write_text(out.getvalue(), "utf-8")

    def refuse(self, *rows):
        self.dossier.table("declaration-refus").write_text("numero;code;message\n" + "".join(f"{r}\n" for r in rows), "utf-8")

    def findings(self, code):
        self.dossier.ate("valider")
        return self.dossier.findings(code)


class Differences(Declaring):
    def test_a_lot_holds_differences_only(self):
        self.assertIn(f"Il est dans {self.dossier.output}/declaration/{LOT_1}, avec son rapport", self.declare().err)
        self.assertEqual(self.told(LOT_1), [(k, "A") for k in ("S1", "S3", "S4", "S6", "S9")])
        run = self.declare()
        self.assertIn("Rien de nouveau", run.err)
        self.assertNotIn("Il est dans", run.err)
        self.assertEqual(self.lots(), [LOT_1])
        self.set("S1", heures_realisees="270,5")
        self.set("S9", statut="annulee", interruption_motif="Erreur de saisie")
        run = self.dossier.ate("declarer", "--simuler")
        self.assertEqual(run.out.splitlines(), ["modification S1 : heures 273 → 270.5",
                                                "annulation S9 : déclarée, elle n'est plus terminée ni interrompue"])
        self.assertEqual(self.lots(), [LOT_1])
        self.dossier.ate("declarer")
        self.assertEqual(self.told(LOT_2), [("S1", "M"), ("S9", "X")])
        self.assertEqual(self.records(LOT_2)[1]["HEURES"], "273,00")

    def test_a_name_that_changes_is_told_without_it(self):
        self.declare()
        self.dossier.edit("input/eleves.csv", "Béland;Océane", "Béland-Roy;Océane")
        run = self.dossier.ate("declarer", "--simuler")
        self.assertEqual(run.out, "modification S1 : nom\n")

    def test_simulation_writes_nothing(self):
        run = self.declare("--simuler")
        self.assertEqual(run.out.splitlines()[0], "ajout S1 : programme 5195, 273 h")
        self.assertIn(f"Le lot {LOT_1} serait écrit : ajouts 5, modifications 0, annulations 0.", run.err)
        self.assertEqual(sorted(p.name for p in self.dossier.path.iterdir()), ["config.ini", "input", "templates"])

    def test_another_layout_declares_again_only_what_changed(self):
        self.declare()
        self.dossier.edit("config.ini", "[periode]", "[declaration]\nformat = local-xml\n\n[periode]")
        run = self.declare()
        self.assertIn(f"Le modèle a changé depuis le lot {LOT_1} : 5 séquences déjà déclarées", run.err)
        self.assertEqual(self.lots(), [LOT_1])
        self.set("S4", heures_realisees="272")
        self.declare(code=1)  # declaration-heures, until this lot corrects them
        text = (self.dossier.output / "declaration" / LOT_2 / f"{LOT_2}.xml").read_text("utf-8")
        self.assertEqual(re.findall(r'<sequence numero="(.*)" nature="(.)">', text), [(f"{LOT_2}-0001", "M")])
        report = subprocess.run(["pdftotext", "-raw", self.dossier.output / "declaration" / LOT_2 / "rapport.pdf", "-"],
                                capture_output=True, check=True).stdout.decode("utf-8")
        self.assertIn(f"Le modèle a changé depuis le lot {LOT_1}", report)


class Kept(Declaring):
    def test_what_is_lost_is_made_again_from_the_registry(self):
        self.declare()
        self.set("S1", heures_realisees="270")
        self.declare(code=1)
        before = {n: b for n, b in self.dossier.files().items() if n.startswith("declaration/")}
        self.assertEqual(len(before), 6)
        shutil.rmtree(self.dossier.output)
        shutil.rmtree(self.dossier.path / "templates/declaration")
        shutil.copytree(self.dossier.path / "templates", self.dossier.path / "others")
        run = self.declare("--lot=1")  # neither layout nor tables are asked
        self.assertEqual(self.lots(), [LOT_1])
        self.assertIn("modèle local-csv : 5 enregistrements, 3 fichiers", run.err)
        self.assertEqual(run.out.splitlines()[:2], ["ajout S1", "ajout S3"])
        self.declare(f"--lot={LOT_2}")
        self.assertEqual({n: b for n, b in self.dossier.files().items() if n.startswith("declaration/")}, before)

    def test_one_lot(self):
        run = self.declare("--lot=1", code=2)
        self.assertIn("le registre n'a pas de lot « 1 »", run.err)
        self.declare()
        run = self.declare("--lot=2", code=2)
        self.assertIn(LOT_1, run.err)
        shutil.rmtree(self.dossier.output)
        self.declare("--lot=1", "--simuler")
        self.assertEqual(self.lots(), [])


class Refusals(Declaring):
    def test_refused_records_return_with_the_finding(self):
        self.declare()
        self.refuse(f"{LOT_1}-0002;E12;Code permanent de Thibodeau inconnu")
        found = self.findings("declaration-refusee")
        self.assertEqual([(f["gravite"], f["fichier"], f["ligne"], f["cellule"]) for f in found],
                         [("avertissement", "declaration-refus.csv", 2, "A2")])
        self.assertEqual(found[0]["message"], f"le destinataire a refusé la séquence S3 (lot {LOT_1}, code E12)")
        self.assertNotIn("Thibodeau", str(found))
        run = self.declare("--simuler")
        self.assertEqual(run.out, f"ajout S3 : programme 5195, 105 h (refusée au lot {LOT_1})\n")
        self.declare()
        self.assertEqual(self.told(LOT_2), [("S3", "A")])
        # Taken again: neither the finding nor the lot comes back, with the same file or without it.
        self.assertEqual(self.findings("declaration-refusee"), [])
        self.assertIn("Rien de nouveau", self.declare().err)
        self.dossier.table("declaration-refus").unlink()
        self.assertIn("Rien de nouveau", self.declare().err)
        self.assertIn("ajout S3 (refusée)", self.declare("--lot=1").out)

    def test_what_was_taken_again_is_no_refusal_any_more(self):
        self.declare()
        self.refuse(f"{LOT_1}-0002;E12;")
        self.declare()
        self.set("S3", heures_realisees="104")
        run = self.dossier.ate("declarer", "--simuler")
        self.assertEqual(run.out, "modification S3 : heures 105 → 104\n")

    def test_a_whole_lot_or_a_sequence(self):
        self.declare()
        self.refuse(f"{LOT_1};T1;")
        self.declare()
        self.assertEqual(len(self.told(LOT_2)), 5)
        self.refuse("S6;Z;;")
        self.dossier.ate("declarer")
        self.refuse("S6;Z;")
        self.dossier.ate("declarer")
        self.assertEqual(self.told(LOT_3), [("S6", "A")])

    def test_an_unknown_number(self):
        self.declare()
        self.refuse(f"{LOT_1}-0042;E;", "S2;E;")
        found = self.findings("declaration-refus-inconnu")
        self.assertEqual([f["ligne"] for f in found], [2, 3])
        self.assertIn("Rien de nouveau", self.declare().err)

    def test_without_refusals_nothing_is_said(self):
        self.dossier.ate("valider")
        self.assertEqual([f for f in self.dossier.findings() if f["fichier"] == "declaration-refus.csv"], [])


class Cells(Declaring):
    def test_what_the_encoding_lacks_is_an_error_at_its_cell(self):
        self.dossier.edit("input/eleves.csv", "Thibodeau;", "Łoś;")
        for layout, place in (("local-fixe", "eleves.csv:3 (C3)"), ("local-xml", None)):
            run = self.dossier.ate("declarer", f"--modele={layout}", "--simuler")
            self.assertEqual(run.code, 1 if place else 0, run)
            if place:
                for key in ("S3", "S4"):
                    self.assertIn(f"non déclarée : {key} — champ NOM : le caractère « Ł » (U+0141) n'existe pas "
                                  f"en ISO-8859-1 [{place}]", run.err)
        layout = self.dossier.path / "templates/declaration/local-fixe.ini"
        layout.write_text(layout.read_text("utf-8").replace("majuscules, couper", "majuscules, sans accents, couper"), "utf-8")
        self.dossier.edit("input/eleves.csv", "Łoś;", "Łoś-l’Œuvré;")
        self.declare("--modele=local-fixe")
        text = (self.dossier.output / "declaration" / LOT_1 / f"{LOT_1}.txt").read_bytes()
        self.assertIn(b"LOS-L'OEUVRE ", text)

    def test_cut_names_are_told(self):
        self.dossier.edit("input/eleves.csv", "Thibodeau;", "Thibodeau-" + "é" * 30 + ";")
        self.declare("--modele=local-fixe")
        folder = self.dossier.output / "declaration" / LOT_1
        self.assertIn(("THIBODEAU-" + "É" * 20).encode("iso-8859-1"), (folder / f"{LOT_1}.txt").read_bytes())
        report = subprocess.run(["pdftotext", "-raw", folder / "rapport.pdf", "-"], capture_output=True, check=True)
        text = report.stdout.decode("utf-8")
        self.assertIn("Textes coupés à la largeur du modèle\nSéquence Champ\nS3 NOM\nS4 NOM\n", text)
        self.assertNotIn("Thibodeau", text)


class Control(Declaring):
    def test_the_sheet_has_each_record_and_each_omission(self):
        self.declare()
        self.set("S1", heures_realisees="270,5")
        self.dossier.edit("input/eleves.csv", "THIJ90020627", "THIJ9002")
        self.refuse(f"{LOT_1}-0004;=E1;NEQ inconnu")
        self.dossier.ate("declarer")
        text = (self.dossier.output / "declaration" / LOT_2 / "controle.csv").read_bytes().decode("utf-8-sig")
        head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
        self.assertEqual(head, ["numero", "nature", "sequence", "programme", "heures", "heures_avant", "refusee_au_lot",
                                "code_du_refus", "ou", "motif"])
        self.assertEqual([r[:9] for r in rows], [
            [f"{LOT_2}-0001", "modification", "S1", "5195", "270,5", "273", "", "", ""],
            [f"{LOT_2}-0002", "ajout", "S6", "5731", "280", "", LOT_1, "'=E1", ""],
            ["", "non_declaree", "S3", "5195", "", "", "", "", "sequences.csv:4"],
            ["", "non_declaree", "S4", "5195", "", "", "", "", "sequences.csv:5"]])
        self.assertEqual(rows[2][9], "retenue par des erreurs : code-permanent-forme")


class Hours(Declaring):
    def test_declared_hours_are_attested_hours(self):
        """Whatever they are: in the lot, its sums, its report, and on the attestation."""
        chance = random.Random(20270315)
        self.dossier.keep_kinds("attestation")
        for turn in range(4):
            # twentieths: an attestation is in hours and minutes
            hours = {key: Decimal(chance.randrange(2800, 8000)) / 20 for key in ("S1", "S3", "S4", "S9")}
            for key, value in hours.items():
                self.set(key, heures_realisees=f"{value:f}".replace(".", ",").rstrip("0").rstrip(","))
            self.dossier.ate("declarer", f"--modele={('local-fixe', 'local-csv')[turn % 2]}")
            self.dossier.ate("produire")
            lot = self.lots()[-1]
            self.assertEqual(self.dossier.findings("declaration-heures"), [])
            if turn % 2:
                told = {r["SEQUENCE"]: Decimal(r["HEURES"].replace(",", ".")) for r in self.records(lot)}
            else:
                lines = (self.dossier.output / "declaration" / lot / f"{lot}.txt").read_text("iso-8859-1").splitlines()
                told = {line[197:237].strip(): Decimal(line[119:125]) / 100 for line in lines if line[0] == "5"}
                self.assertEqual(Decimal(lines[-1][25:35]) / 100, sum(told.values()))
            self.assertEqual({k: told[k] for k in hours}, hours)
            for key, value in hours.items():
                path = self.dossier.output / f"documents/attestation/attestation-{key.lower()}.pdf"
                text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode("utf-8")
                whole, minutes = re.search(r"semaine, (\d+) h(?: (\d+))? réalisées", " ".join(text.split())).groups()
                self.assertEqual(int(whole) * 60 + int(minutes or 0), value * 60, (turn, key))


if __name__ == "__main__":
    unittest.main()
