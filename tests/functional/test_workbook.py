"""rapports/sommaire.xlsx and its CSV files from outside: by openpyxl, by the csv module, recomputed by LibreOffice."""
import csv
import datetime
import hashlib
import io
import json
import re
import subprocess
import unittest
import zipfile

import openpyxl

from harness import ROOT, Dossier, DossierCase
from read_workbook import charts, names, open_book

SHEETS = {"sequences": "Séquences", "eleves": "Élèves", "entreprises": "Entreprises", "visites": "Visites",
          "evaluations": "Évaluations", "integration": "Intégration", "attestations": "Attestations",
          "declaration": "Déclaration", "taches": "Tâches", "non_remuneres": "Non rémunérés", "constats": "Constats"}
TASKS = """id,tache,responsable,echeance,statut,poste_budgetaire,montant,enonce
T1,"=HYPERLINK(""http://x.example"")",P2,2027-01-15,a_faire,Déplacements,"120,50",20.1
T2,Former les superviseurs,P2,2027-01-15,faite,Formation,1200,18.2
T3,@rappel,P2,2027-06-01,en_cours,Déplacements,80,20.1
"""
GAPS = """id,sequence,competence,constat,origine,corrigee,recuperation,recuperation_responsable,recuperation_echeance,recuperation_statut
L1,Q1,Lecture de plans,-à reprendre,evaluation,non,Atelier,P2,2027-02-01,en_cours
L2,Q9,Soudage,À revoir,visite,non,,,,
"""
KINDS = ("protocole", "attestation", "avenant")


def prepared(*kinds):
    dossier = Dossier("petit")
    dossier.keep_kinds(*(kinds or KINDS))
    dossier.table("taches").write_text(TASKS, "utf-8")
    dossier.table("lacunes").write_text(GAPS, "utf-8")
    dossier.edit("input/sequences.csv", 'oui,"19,5",assignation', "non,,assignation")
    return dossier


def plain(dossier, key):
    """A CSV as its reader sees it: the header, then the rows."""
    text = (dossier.output / "rapports" / f"{key}.csv").read_bytes().decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    return header, rows


def records(dossier, key):
    header, rows = plain(dossier, key)
    return [dict(zip(header, row)) for row in rows]


def as_plain(cell):
    """What the CSV has for a cell of the workbook."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    if isinstance(value, (int, float)):
        return f"{round(value, 4):.4f}".rstrip("0").rstrip(".").replace(".", ",")
    return "'" + value if value[0] in "=+-@\t\r" else value


class Book(unittest.TestCase):
    """One run on a small dossier; a lot was made in between."""
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.dossier = prepared()
        cls.addClassCleanup(cls.dossier.remove)
        for command in ("produire", "declarer", "produire"):
            run = cls.dossier.ate(command)
            assert run.code in (0, 1), run
        cls.path = cls.dossier.output / "rapports/sommaire.xlsx"
        cls.book = open_book(cls.path)
        cls.front = cls.book["Résumé"]

    def figures(self, label):
        """The three cells beside a label of the front sheet."""
        values = open_book(self.path, values=True)["Résumé"]
        row = next(r for r in range(1, values.max_row + 1) if values.cell(r, 1).value == label)
        return [values.cell(row, c).value for c in (2, 3, 4)]

    def test_each_sheet_and_its_csv_say_the_same(self):
        for key, title in SHEETS.items():
            header, rows = plain(self.dossier, key)
            sheet = self.book[title]
            cells = list(sheet.iter_rows(min_row=2))
            if key == "constats":  # what is shown of a link is where it leads
                place = header.index("fiche")
                rows = [row[:place] + [as_plain(cells[i][place])] + row[place + 1:] for i, row in enumerate(rows)]
            self.assertEqual(len(header), sheet.max_column, key)
            self.assertEqual([[as_plain(c) for c in row] for row in cells], rows, key)

    def test_every_column_of_every_sheet_is_named(self):
        defined = {name: self.book.defined_names[name].attr_text for name in names(self.book)}
        for key, title in SHEETS.items():
            header, rows = plain(self.dossier, key)
            last = max(len(rows), 1) + 1
            for i, column in enumerate(header, 1):
                letter = openpyxl.utils.get_column_letter(i)
                self.assertEqual(defined[f"{key}.{column}"], f"'{title}'!${letter}$2:${letter}${last}")
            self.assertEqual(defined[key], f"'{title}'!$A$1:${letter}${last}")

    def test_text_that_looks_like_a_formula_stays_text(self):
        tasks = self.book["Tâches"]
        self.assertEqual((tasks["B2"].value, tasks["B2"].data_type), ('=HYPERLINK("http://x.example")', "s"))
        self.assertEqual([r["tache"] for r in records(self.dossier, "taches")],
                         ["'=HYPERLINK(\"http://x.example\")", "Former les superviseurs", "'@rappel"])
        self.assertIn("'-à reprendre", [r["constat"] for r in records(self.dossier, "integration")])

    def test_the_csv_is_what_a_spreadsheet_in_french_opens(self):
        raw = (self.dossier.output / "rapports/taches.csv").read_bytes()
        self.assertTrue(raw.startswith(b"\xef\xbb\xbfid;tache;"))
        self.assertTrue(raw.endswith(b"\r\n"))
        self.assertEqual(raw.count(b"\n"), raw.count(b"\r\n"))
        self.assertEqual(records(self.dossier, "taches")[0]["montant"], "120,5")

    def test_tasks_and_budget(self):
        late = {r["id"]: r["retard"] for r in records(self.dossier, "taches")}
        self.assertEqual(late, {"T1": "59", "T2": "", "T3": ""})
        self.assertEqual(self.figures("Déplacements"), [200.5, 0, 2])
        self.assertEqual(self.figures("Formation"), [1200, 1200, 1])

    def test_integration_has_meetings_and_gaps(self):
        lines = [(r["sequence"], r["nature"], r["statut"], r["competence"], r["retard"])
                 for r in records(self.dossier, "integration")]
        self.assertEqual(lines, [("Q1", "rencontre", "tenue", "", ""), ("Q1", "lacune", "", "Lecture de plans", "42"),
                                 ("Q3", "rencontre", "tenue", "", ""), ("", "lacune", "", "Soudage", "")])

    def test_unpaid_trainees_are_in_their_register(self):
        lines = [(r["fiche"], r["nom"], r["sequence"], r["entreprise"], r["adresse"], r["ville"])
                 for r in records(self.dossier, "non_remuneres")]
        self.assertEqual(lines, [
            ("1002", "Łoś", "Q4", "Soudure Petite-Anse inc.", "663, rue du Parc-Technologique", "Rimouski"),
            ("1003", "Turgeon-Pâquet", "Q5", "Comptoir agricole Neigette", "689, rue du Parc-Technologique", "Rimouski")])

    def test_declaration_follows_the_lots(self):
        lines = {r["sequence"]: r for r in records(self.dossier, "declaration")}
        self.assertEqual(sorted(lines), ["Q1", "Q3"])
        first = lines["Q1"]
        self.assertEqual((first["etat"], first["lot"], first["nature"], first["heures_declarees"]),
                         ("déclarée", "ATE-2026-2027-001", "ajout", "232"))
        self.assertEqual(first["lot_le"], "2027-03-15")

    def test_the_front_sheet_counts_what_the_tables_have(self):
        self.assertEqual(self.figures("Protocoles signés")[:2], [4, 5])
        done = [r for r in records(self.dossier, "visites") if r["statut"] == "réalisée"]
        self.assertEqual(self.figures("Visites réalisées")[:2], [len(done), len(records(self.dossier, "visites"))])
        self.assertEqual(self.figures("Séquences finies et déclarées")[:2], [2, 2])
        self.assertEqual(self.figures("Tâches faites")[:2], [1, 3])
        findings = self.dossier.findings()
        for severity in ("erreur", "avertissement", "info"):
            self.assertEqual(self.figures(severity)[0], sum(f["gravite"] == severity for f in findings))

    def test_four_charts_show_the_blocks(self):
        drawn = list(charts(self.front))
        self.assertEqual(len(drawn), 4)
        for chart in drawn:
            for first, last in re.findall(r"\$A\$(\d+):\$A\$(\d+)", chart):
                self.assertTrue(all(self.front.cell(r, 1).value for r in range(int(first), int(last) + 1)))

    def test_a_finding_leads_to_the_line_of_its_record(self):
        followed = set()
        for row in self.book["Constats"].iter_rows(min_row=2):
            if not row[6].hyperlink:
                self.assertIsNone(row[6].value)
                continue
            sheet, cell = re.fullmatch(r"'(.+)'!([A-Z]+\d+)", row[6].hyperlink.location).groups()
            self.assertEqual(row[6].value, f"{sheet} {cell}")
            line = [c.value for c in self.book[sheet][int(re.sub(r"\D", "", cell))]]
            followed.add((row[1].value, sheet, line[0]))
        self.assertIn(("remuneration-incoherente", "Séquences", "Q4"), followed)
        self.assertIn(("recuperation-en-retard", "Intégration", "Q1"), followed)

    def test_links_lead_to_the_faulty_column(self):
        row = next(r for r in self.book["Constats"].iter_rows(min_row=2) if r[1].value == "recuperation-en-retard")
        sheet, cell = re.fullmatch(r"'(.+)'!([A-Z]+\d+)", row[6].hyperlink.location).groups()
        self.assertEqual(self.book[sheet][cell].value, datetime.datetime(2027, 2, 1))

    def test_late_and_wrong_values_are_coloured_by_rules(self):
        rules = {}
        for sheet in self.book:
            for area in sheet.conditional_formatting:
                for rule in area.rules:
                    rules.setdefault(sheet.title, []).append((str(area.sqref), rule.operator or rule.type, *rule.formula))
        self.assertIn(("G2:G4", "greaterThan", "0"), rules["Tâches"])
        self.assertIn(("F2:F4", "equal", '"faite"'), rules["Tâches"])
        self.assertIn(("K2:K6", "equal", '"terminée"'), rules["Séquences"])
        self.assertIn(("P2:P4", "dataBar"), rules["Élèves"])

    def test_the_manifest_lists_every_report(self):
        listed = {f["chemin"]: f for f in self.dossier.read_json("manifeste.json")["fichiers"]}
        for path in sorted((self.dossier.output / "rapports").iterdir()):
            entry = listed[f"rapports/{path.name}"]
            self.assertEqual(entry["sha256"], hashlib.sha256(path.read_bytes()).hexdigest())
            self.assertEqual((entry["genre"], entry["destinataires"]), ("rapport", ["ecole"]))
        self.assertEqual({p.stem for p in (self.dossier.output / "rapports").glob("*.csv")}, set(SHEETS))

    def test_what_a_spreadsheet_computes_is_what_was_written(self):
        """LibreOffice is given the formulas without their values, and has to find them again."""
        bare, made = self.dossier.path / "sans-valeurs.xlsx", self.dossier.path / "recalcul"
        with zipfile.ZipFile(self.path) as source, zipfile.ZipFile(bare, "w") as target:
            for item in source.namelist():
                target.writestr(item, re.sub(rb"</f><v>[^<]*</v>", b"</f>", source.read(item)))
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{self.dossier.path}/lo", "--convert-to",
                        "xlsx", "--outdir", made, bare], capture_output=True, check=True)
        found, written = (open_book(path, values=True)["Résumé"] for path in (made / bare.name, self.path))
        formulas = [c.coordinate for row in self.front.iter_rows() for c in row if c.data_type == "f"]
        self.assertGreater(len(formulas), 25)
        self.assertEqual([(at, round(found[at].value, 12)) for at in formulas],
                         [(at, round(written[at].value, 12)) for at in formulas])


class Chosen(DossierCase):
    """[rapports] chooses columns and their order."""

    def setUp(self):
        super().setUp()
        self.dossier.keep_kinds("protocole")

    def ask(self, *lines):
        path = self.dossier.path / "config.ini"
        text = path.read_text("utf-8").replace("[rapports]\n", "")
        path.write_text(text + "\n[rapports]\n" + "\n".join(lines) + "\n", "utf-8")
        return len(path.read_text("utf-8").splitlines())

    def test_the_workbook_and_the_csv_follow(self):
        self.ask("sequences = fin , id,mandat", "evaluations = sequence, commentaires")
        self.assert_exit(1, self.dossier.ate("produire"))
        book = open_book(self.dossier.output / "rapports/sommaire.xlsx")
        self.assertEqual([c.value for c in book["Séquences"][1]], ["Fin", "Séquence", "Mandat"])
        self.assertEqual(book["Séquences"]["A2"].value, datetime.datetime(2026, 11, 13))
        self.assertEqual(plain(self.dossier, "sequences")[0], ["fin", "id", "mandat"])
        self.assertEqual(plain(self.dossier, "evaluations")[0], ["sequence", "commentaires"])
        self.assertEqual(len(plain(self.dossier, "visites")[0]), 15)
        # what a formula would count is not shown any more: the front sheet has the number
        front = book["Résumé"]
        row = next(r for r in range(1, front.max_row) if front.cell(r, 1).value == "terminée")
        self.assertEqual(front.cell(row, 2).value, 2)

    def test_a_link_leads_to_a_column_that_is_shown(self):
        self.ask("sequences = fin, taux_horaire, id")
        self.dossier.ate("produire")
        book = open_book(self.dossier.output / "rapports/sommaire.xlsx")
        row = next(r for r in book["Constats"].iter_rows(min_row=2) if r[1].value == "remuneration-incoherente")
        self.assertRegex(row[6].hyperlink.location, r"^'Séquences'![AB]5$")

    def refused(self, line, *wanted, command="produire"):
        at = self.ask(line)
        run = self.dossier.ate(command)
        self.assert_exit(2, run)
        for text in (f"config.ini:{at}", *wanted):
            self.assertIn(text, run.err)
        self.assertFalse((self.dossier.output / "rapports").exists())

    def test_an_unknown_column_names_its_place_and_the_nearest(self):
        self.refused("sequences = id, entreprisse", "« entreprisse »", "vouliez-vous dire « entreprise » ?")

    def test_far_from_any_all_are_named(self):
        self.refused("taches = id, zzz", "il y a : id, tache, enonce, responsable", command="valider")

    def test_an_unknown_sheet_names_the_nearest(self):
        self.refused("sequence = id", "« sequence »", "vouliez-vous dire « sequences » ?")

    def test_a_column_named_twice_is_refused(self):
        self.refused("visites = date, heure, date", "« date »", "deux fois")

    def test_no_column_that_may_be_asked_for_shows_what_is_personal(self):
        text = (ROOT / "docs/classeur.md").read_text("utf-8")
        lines = []
        for key, table in re.findall(r"### [^\n]+ : `(\w+)`\n\n(.+?)(?:\n\n|\n<!--)", text, re.S):
            lines.append(f"{key} = " + ", ".join(re.findall(r"^\| `(\w+)`", table, re.M)))
        self.assertEqual(len(lines), len(SHEETS))
        self.ask(*lines)
        self.assert_exit(1, self.dossier.ate("produire"))
        with open(self.dossier.table("eleves"), encoding="utf-8", newline="") as file:
            students = list(csv.DictReader(file))
        hidden = [s[c] for s in students for c in ("code_permanent", "date_naissance", "adresse", "code_postal")]
        shown = "".join(p.read_text("utf-8") for p in (self.dossier.output / "rapports").glob("*.csv"))
        book = open_book(self.dossier.output / "rapports/sommaire.xlsx")
        shown += json.dumps([str(c) for s in book for row in s.iter_rows(values_only=True) for c in row],
                            ensure_ascii=False)
        self.assertEqual([h for h in hidden if h in shown], [])


class Amended(DossierCase):
    """What was signed is shown where the tables say otherwise, and told from it."""

    def test_the_value_in_force_is_marked_and_the_other_one_said(self):
        self.dossier.keep_kinds(*KINDS)
        self.dossier.ate("produire", "--date=2027-03-01")
        self.dossier.edit("input/sequences.csv", "2027-02-22,2027-04-02", "2027-02-22,2027-04-09")
        self.dossier.ate("produire", "--date=2027-03-02")
        book = open_book(self.dossier.output / "rapports/sommaire.xlsx")
        row = next(r for r in records(self.dossier, "sequences") if r["id"] == "Q2")
        self.assertEqual((row["fin"], row["ecarts"], row["avenant"]), ("2027-04-02", "fin : 2027-04-09", "1, proposé"))
        header = [c.value for c in book["Séquences"][1]]
        cells = dict(zip(header, next(r for r in book["Séquences"].iter_rows(min_row=2) if r[0].value == "Q2")))
        self.assertTrue(cells["Fin"].font.italic)
        self.assertEqual(cells["Fin"].fill.fgColor.rgb, "FFEBE1F5")
        self.assertFalse(cells["Début"].font.italic)
        self.assertFalse(book["Séquences"]["M2"].font.italic)


class Declared(DossierCase):
    def test_a_state_that_cannot_be_read_cancels_nothing(self):
        self.dossier.keep_kinds("protocole")
        self.dossier.ate("declarer")
        self.dossier.edit("input/sequences.csv", "Q1,1001,E1,S1,P2,1,mise_en_oeuvre,terminee",
                          "Q1,1001,E1,S1,P2,1,mise_en_oeuvre,fini")
        self.dossier.ate("produire")
        lines = {r["sequence"]: (r["etat"], r["lot"]) for r in records(self.dossier, "declaration")}
        self.assertEqual(lines["Q1"], ("déclarée", "ATE-2026-2027-001"))
        self.assertNotIn("annulation Q1", self.dossier.ate("declarer", "--simuler").out)


class Cancelled(DossierCase):
    def test_what_was_to_be_done_in_it_is_not_late_nor_counted(self):
        self.dossier.keep_kinds("protocole")
        self.dossier.edit("input/sequences.csv", "2,mise_en_oeuvre,jumelee", "2,mise_en_oeuvre,annulee")
        self.dossier.edit("input/integrations.csv", "R-Q3,Q3,2026-12-16,10:00,Salle C-204,tenue,oui,Transfert des apprentissages\n", "")
        self.dossier.ate("produire", "--date=2027-06-15")
        visits = records(self.dossier, "visites")
        self.assertTrue([v for v in visits if v["sequence"] == "Q4"])
        self.assertEqual({v["retard"] for v in visits if v["sequence"] == "Q4"}, {""})
        self.assertEqual({v["retard"] for v in visits if v["sequence"] == "Q2" and v["statut"] == "confirmée"}, {"89"})
        front = open_book(self.dossier.output / "rapports/sommaire.xlsx", values=True)["Résumé"]
        self.assertEqual((front["A7"].value, front["B7"].value, front["C7"].value),
                         ("Visites réalisées", 5, len([v for v in visits if v["sequence"] != "Q4"])))
        self.assertEqual([(r["sequence"], r["nature"]) for r in records(self.dossier, "integration")],
                         [("Q1", "rencontre"), ("Q3", "sans rencontre")])
        self.assertNotIn("Q4", [r["sequence"] for r in records(self.dossier, "non_remuneres")])


class Again(DossierCase):
    def test_a_second_run_and_another_language(self):
        self.dossier.keep_kinds("protocole")
        self.dossier.ate("produire")
        before = self.dossier.files()
        inodes = {p: p.stat().st_ino for p in (self.dossier.output / "rapports").iterdir()}
        self.dossier.ate("produire")
        self.assertEqual(before, self.dossier.files())
        self.assertEqual(inodes, {p: p.stat().st_ino for p in (self.dossier.output / "rapports").iterdir()})
        header = plain(self.dossier, "sequences")[0]
        self.dossier.ate("produire", "--lang=en")
        self.assertEqual(plain(self.dossier, "sequences")[0], header)
        book = open_book(self.dossier.output / "rapports/sommaire.xlsx")
        self.assertEqual(book.sheetnames, ["Summary", "Sequences", "Students", "Companies", "Visits", "Evaluations",
                                           "Integration", "Attestations", "Declaration", "Tasks", "Unpaid", "Findings"])
        self.assertEqual(book["Summary"]["A6"].value, "Agreements signed")

    def test_a_partial_run_keeps_the_attestations_of_the_registry(self):
        self.dossier.keep_kinds("protocole", "attestation")
        self.dossier.ate("produire")
        issued = [(r["sequence"], r["numero"], r["etat"]) for r in records(self.dossier, "attestations")]
        self.assertTrue(issued)
        self.dossier.ate("produire", "--seulement=protocole")
        self.assertEqual([(r["sequence"], r["numero"], r["etat"]) for r in records(self.dossier, "attestations")], issued)


if __name__ == "__main__":
    unittest.main()
