"""`ate initialiser`: the filled example, and the next term begun from the last one."""
import csv
import io
import os
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
from pathlib import Path

from harness import ROOT, Dossier, ate


def rows(path):
    """The rows of a table that the program wrote: UTF-8 with its mark."""
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=csv.Sniffer().sniff(text.split("\n")[0], ",;").delimiter))


def everything(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


class Scratch(unittest.TestCase):
    def setUp(self):
        self.scratch = Path(tempfile.mkdtemp(prefix="ate-"))
        self.addCleanup(shutil.rmtree, self.scratch)
        self.new = self.scratch / "nouveau"

    def codes(self, dossier, gravity="erreur", date=None):
        ate("valider", "-C", dossier, *([f"--date={date}"] if date else []))
        found = Dossier.findings(type("D", (), {"read_json": Dossier.read_json, "output": dossier / "output"})())
        return sorted(f["code"] for f in found if f["gravite"] == gravity)


class Example(Scratch):
    FAULTS = ["lien-inconnu", "neq-forme", "remuneration-incoherente", "valeur-type", "valeur-type"]

    def test_it_teaches_with_five_faults(self):
        run = ate("initialiser", "--exemple", self.new)
        self.assertEqual(run.code, 0, run)
        self.assertIn("LISEZMOI.txt", run.err)
        self.assertTrue((self.new / "LISEZMOI.txt").is_file())
        self.assertEqual(self.codes(self.new), self.FAULTS)
        run = ate("valider", "-C", self.new)
        for hint in ("vouliez-vous dire « S3 »", "Excel entend par ce nombre le 2027-05-21",
                     "un NEQ a 10 chiffres ; celui-ci en a 9"):
            self.assertIn(hint, run.err)

    def test_it_is_produced_then_corrected(self):
        ate("initialiser", "--exemple", self.new)
        run = ate("produire", "-C", self.new)
        self.assertEqual(run.code, 1, run)
        for line in ("protocole : 5 documents, 2 retenus par des erreurs", "attestation : 2 documents",
                     "calendrier : 3 fichiers"):
            self.assertIn(line, run.err)
        table = self.new / "input/sequences.csv"
        table.write_bytes(table.read_bytes().replace(b";S33;", b";S3;"))
        run = ate("produire", "-C", self.new)
        self.assertEqual(self.codes(self.new), self.FAULTS[1:])
        self.assertIn("calendrier : 4 fichiers (2 déjà à jour)", run.err)

    def test_what_it_tells_to_do_is_right(self):
        """The date that Excel made a number is one of the sequence: nothing new is said of it."""
        ate("initialiser", "--exemple", self.new)
        table = self.new / "input/evaluations.csv"
        table.write_bytes(table.read_bytes().replace(b";46528;", b";2027-05-21;"))
        ate("valider", "-C", self.new)
        self.assertEqual(self.codes(self.new), self.FAULTS[:-1])

    def test_a_company_is_not_told_of_visits_that_an_error_hides(self):
        ate("initialiser", "--exemple", self.new)
        ate("produire", "-C", self.new, "--seulement=horaire-visites-entreprise,releve")
        told = lambda kind, key: subprocess.run(
            ["pdftotext", "-layout", self.new / f"output/documents/{kind}/{kind}-{key}.pdf", "-"],
            capture_output=True, text=True, check=True).stdout
        for key, hidden in (("e1", False), ("e3", True)):
            text = told("horaire-visites-entreprise", key)
            self.assertEqual("aux moments qui suivent" in text, not hidden, text)
            self.assertEqual("Le moment des visites n’est pas encore arrêté" in text, hidden, text)
        self.assertRegex(told("releve", "1005"), r"Heures faites en entreprise +0 ?h\n")

    def test_nobody_in_it_is_real(self):
        ate("initialiser", "--exemple", self.new)
        for path in (self.new / "input").iterdir():
            for row in rows(path):
                for column, value in row.items():
                    if column in ("courriel", "titulaire_courriel") and value:
                        self.assertTrue(value.endswith(".example"), value)
                    if column == "telephone" and value:
                        self.assertIn(" 555-01", value)

    def test_it_is_installed_with_the_program(self):
        done = subprocess.run(["make", "-s", "install", f"DESTDIR={self.scratch}", "PREFIX=/usr",
                               f"SANITIZE={os.environ.get('SANITIZE', '')}"],
                              cwd=ROOT, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        program = self.scratch / "usr/bin/ate"
        done = subprocess.run([program, "initialiser", "--exemple", self.new], capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(everything(self.new / "input"), everything(ROOT / "docs/exemple/input"))

    def test_with_a_last_term_it_is_refused(self):
        run = ate("initialiser", "--exemple", f"--depuis={self.scratch}", self.new)
        self.assertEqual(run.code, 2, run)
        self.assertFalse(self.new.exists())


class Next(Scratch):
    """The small dossier has three students; 1001 and 1002 go on, 1003 graduates."""
    AUTUMN = "2027-09-15"

    def setUp(self):
        super().setUp()
        self.old = Dossier("petit", parent=self.scratch)
        self.old.edit("input/eleves.csv", "5231,B,actif", "5231,B,diplome")

    def begin(self, code=0, *args):
        before = everything(self.old.path)
        run = ate("initialiser", f"--depuis={self.old.path}", self.new, *args)
        self.assertEqual(run.code, code, run)
        self.assertEqual(everything(self.old.path), before)
        return run

    def table(self, name):
        return self.new / "input" / f"{name}.csv"

    def add(self, name, **cells):
        path = self.table(name)
        header = path.read_bytes().decode("utf-8-sig").split("\r\n")[0].split(",")
        self.assertLessEqual(cells.keys(), set(header))
        line = io.StringIO()
        csv.writer(line).writerow([cells.get(c, "") for c in header])
        path.write_bytes(path.read_bytes() + line.getvalue().encode("utf-8"))

    def sql(self, query, dossier=None):
        base = sqlite3.connect(f"file:{dossier or self.new}/registre/registre.db?mode=ro", uri=True)
        try:
            return base.execute(query).fetchall()
        finally:
            base.close()

    # ---- the tables ----

    def test_who_goes_on_and_what_is_emptied(self):
        run = self.begin()
        self.assertEqual([r["id"] for r in rows(self.table("eleves"))], ["1001", "1002"])
        self.assertIn("2 élèves actifs ou suspendus", run.err)
        self.assertIn("Laissé : 1 élève diplômé ou qui a abandonné", run.err)
        for name in ("programmes", "personnel", "entreprises", "superviseurs"):
            self.assertEqual(self.table(name).read_bytes(), self.old.table(name).read_bytes())
        for name in ("sequences", "visites", "evaluations", "integrations", "activites"):
            header = self.old.table(name).read_text("utf-8").split("\n")[0]
            self.assertEqual(self.table(name).read_bytes(), b"\xef\xbb\xbf" + header.encode("utf-8") + b"\r\n")
        self.assertEqual(sorted(p.name for p in (self.new / "input").iterdir()),
                         sorted(p.name for p in (self.old.path / "input").iterdir()))

    def test_suspended_and_unreadable_students_stay(self):
        self.old.edit("input/eleves.csv", "5195,A,actif", "5195,A,suspendu")
        self.old.edit("input/eleves.csv", "5195,A,actif", "5195,A,en voyage")
        self.begin()
        self.assertEqual([r["id"] for r in rows(self.table("eleves"))], ["1001", "1002"])
        self.assertEqual(rows(self.table("eleves"))[1]["statut"], "en voyage")

    def test_what_was_done_becomes_the_path_of_before(self):
        self.begin()
        self.assertEqual([list(r.values()) for r in rows(self.table("sequences_anterieures"))],
                         [["1001", "1", "mise_en_oeuvre", "Soudure Petite-Anse inc.", "2026-10-05", "2026-11-13", "232"],
                          ["1002", "1", "mise_en_oeuvre", "Ateliers du Bic s.a.", "2026-11-02", "2026-12-11", "240"]])

    def test_a_sequence_carried_on_elsewhere_is_one(self):
        old = self.old.table("sequences").read_text("utf-8")
        header = old.split("\n")[0].split(",")
        out = io.StringIO()
        writer = csv.DictWriter(out, header + ["fin_reelle", "remplace"], restval="")
        writer.writeheader()
        for row in csv.DictReader(io.StringIO(old)):
            if row["id"] == "Q1":
                row.update(statut="interrompue", fin_reelle="2026-10-23", heures_realisees="112,5")
            if row["id"] == "Q2":
                row.update(statut="terminee", remplace="Q1", rang="1", heures_realisees="120", debut="2026-11-02",
                           fin="2026-11-20")
            writer.writerow(row)
        self.old.table("sequences").write_text(out.getvalue(), "utf-8")
        run = self.begin()
        self.assertEqual([list(r.values())[4:] for r in rows(self.table("sequences_anterieures"))][0],
                         ["2026-10-05", "2026-11-20", "232,5"])
        self.assertIn("2 séquences ne sont pas terminées (Q4, Q5)", run.err)

    def test_what_is_not_finished_is_said(self):
        self.old.table("lacunes").write_text(
            "sequence,competence,constat,origine,corrigee\nQ1,Souder,Trop lent,visite,non\nQ3,Lire,Oublis,visite,oui\n", "utf-8")
        run = self.begin()
        self.assertIn("1 lacune n'est pas corrigée ; elle n'est que dans l'ancien dossier", run.err)
        self.assertIn("3 séquences ne sont pas terminées (Q2, Q4, Q5). Finissez-les dans l'ancien dossier",
                      run.err)

    def test_contacts_tasks_and_days_in_part(self):
        self.old.table("contacts").write_text(
            "entreprise,nom,role,sequence,Note\nE1,Roy,signature,,à rappeler\nE1,Caron,credit,Q1,\n", "utf-8")
        self.old.table("taches").write_text(
            "id,tache,responsable,echeance,statut\nT1,Bilan,P1,2027-06-01,faite\nT2,\"=Suivi; budget\",P1,2027-08-01,a_faire\n",
            "utf-8")
        with self.old.table("calendrier").open("a", encoding="utf-8") as file:
            file.write("2027-12-20,2028-01-09,conge,ecole,,Fêtes\n")
        self.begin()
        self.assertEqual(rows(self.table("contacts")), [{"entreprise": "E1", "nom": "Roy", "role": "signature",
                                                         "sequence": "", "Note": "à rappeler"}])
        self.assertEqual([r["tache"] for r in rows(self.table("taches"))], ["=Suivi; budget"])
        self.assertEqual([r["date"] for r in rows(self.table("calendrier"))], ["2027-12-20"])

    def test_the_schools_own_headers_stay(self):
        self.old.edit("config.ini", "[sorties]", "[colonnes.eleves]\ngroupe = Groupe-repère\n\n[sorties]")
        self.old.edit("input/eleves.csv", "programme,groupe,", "programme,Groupe-repère,")
        self.begin()
        self.assertEqual(rows(self.table("eleves"))[0]["Groupe-repère"], "A")
        self.assertEqual(self.codes(self.new, date=self.AUTUMN), ["fichier-vide"])  # sequences.csv, to be filled

    def test_an_imposed_encoding_is_no_more(self):
        for table in (self.old.path / "input").iterdir():
            table.write_bytes(table.read_text("utf-8").replace("Ł", "L").replace("ś", "s").encode("windows-1252"))
        self.old.edit("config.ini", "[sorties]", "[entrees]\nencodage = windows-1252\n\n[sorties]")
        self.assertIn("encodage n'est plus imposé", self.begin().err)
        self.assertIn("\n; encodage = windows-1252\n", (self.new / "config.ini").read_text("utf-8"))
        self.assertEqual(rows(self.table("eleves"))[0]["prenom"], "Mikaël")
        self.assertEqual(self.codes(self.new, date=self.AUTUMN), ["fichier-vide"])

    def test_rows_that_cannot_be_read_are_said(self):
        with self.old.table("eleves").open("a", encoding="utf-8") as file:
            file.write("1009,trop,peu\n")
        self.assertIn("1 ligne illisible n'a pas été reprise", self.begin().err)

    # ---- config.ini and templates ----

    def test_only_the_dates_of_config_move(self):
        run = self.begin()
        before = (self.old.path / "config.ini").read_text("utf-8").split("\n")
        after = (self.new / "config.ini").read_text("utf-8").split("\n")
        self.assertEqual(len(before), len(after))
        self.assertEqual([(b, a) for b, a in zip(before, after) if b != a], [
            ("nom = Année 2026-2027", "nom = Année 2027-2028"),
            ("annee_scolaire = 2026-2027", "annee_scolaire = 2027-2028"),
            ("debut = 2026-08-24", "debut = 2027-08-24"),
            ("fin = 2027-06-23", "fin = 2028-06-23"),
            ("date_du_jour = 2027-03-15", "; date_du_jour = 2027-03-15")])
        self.assertIn("« Année 2027-2028 », du 2027-08-24 au 2028-06-23.", run.err)

    def test_a_shorter_term_begins_the_day_after(self):
        self.old.edit("config.ini", "nom = Année 2026-2027", "nom = Hiver 2027")
        self.old.edit("config.ini", "debut = 2026-08-24", "debut = 2027-01-18")
        run = self.begin()
        self.assertIn("« Hiver 2027 », du 2027-06-24 au 2027-11-27 (le nom est à récrire)", run.err)

    def test_folders_and_files_named_in_config(self):
        elsewhere = self.scratch / "modeles-communs"
        shutil.move(self.old.path / "templates", elsewhere)
        logo = (ROOT / "docs/terminal.png").read_bytes()
        (self.old.path / "images").mkdir()
        (self.old.path / "images/logo.png").write_bytes(logo)
        shutil.move(self.old.path / "input/eleves.csv", self.old.path / "eleves 2026.csv")
        self.old.edit("config.ini", "modeles = templates", "modeles = ../modeles-communs\r\ndossier = sorties")
        self.old.edit("config.ini", "coordination = P1", "coordination = P1\nlogo = images/logo.png")
        self.old.edit("config.ini", "[sorties]", "[entrees]\neleves = ./eleves 2026.csv\n\n[sorties]")
        self.begin()
        config = (self.new / "config.ini").read_text("utf-8")
        for line in ("modeles = templates\n", "dossier = sorties\n", "logo = logo.png\n", "eleves = eleves 2026.csv\n"):
            self.assertIn(line, config)
        self.assertEqual((self.new / "logo.png").read_bytes(), logo)
        self.assertTrue((self.new / "templates/catalogue.ini").is_file())
        self.assertEqual(self.codes_in(self.new / "sorties"), ["fichier-vide"])

    def codes_in(self, output):
        ate("valider", "-C", output.parent, f"--date={self.AUTUMN}")
        found = Dossier.findings(type("D", (), {"read_json": Dossier.read_json, "output": output})())
        return sorted(f["code"] for f in found if f["gravite"] == "erreur")

    def test_the_schools_templates_stay(self):
        self.old.edit("templates/fr/protocole.md", "#", "# Notre école\n\n#")
        (self.old.path / "templates/fr/mien.md").write_text("# Le mien\n", "utf-8")
        self.begin()
        self.assertEqual(everything(self.new / "templates"), everything(self.old.path / "templates"))

    # ---- the registry ----

    def finish(self, key="R1"):
        """A sequence of the new term, ended and evaluated, whose attestation is due."""
        day = dict.fromkeys(("protocole_signe_le", "signe_eleve_le", "signe_entreprise_le", "signe_etablissement_le"),
                            "2027-08-25")
        self.add("sequences", id=key, eleve="1001", entreprise="E2", superviseur="S2", responsable="P2", rang="2",
                 type="mise_en_oeuvre", statut="terminee", debut="2027-08-30", fin="2027-10-08",
                 jours="lun|mar|mer|jeu|ven", heures_semaine="40", heures="232", quart="jour", remuneree="oui",
                 taux_horaire="22", visites_convenues="1", heures_realisees="232", heures_encadrement="5",
                 declaration_entreprise_le="2027-10-12", credit_impot="oui", mandat="Souder.",
                 horaire="7 h 30 à 16 h 00, 30 minutes pour dîner", jumelage="assignation", **day)
        self.add("evaluations", id=f"E-{key}", sequence=key, type="finale", date_prevue="2027-10-08",
                 date_realisee="2027-10-08", resultat="atteint")

    def test_numbers_and_history_go_on(self):
        self.old.ate("produire")
        self.old.ate("declarer")
        given = self.sql("SELECT numero FROM documents WHERE genre = 'attestation' ORDER BY 1", self.old.path)
        self.assertEqual(given, [("2027-999056-00001",), ("2027-999056-00002",)])
        self.begin()
        self.assertEqual(everything(self.new / "registre/originaux"), everything(self.old.path / "registre/originaux"))
        self.assertEqual(self.sql("SELECT * FROM evenements"), self.sql("SELECT * FROM evenements", self.old.path))
        self.finish()
        for command in ("produire", "declarer", "envoyer"):
            run = ate(command, "-C", self.new, "--date=2027-10-20")
            self.assertIn(run.code, (0, 1), run)
        self.assertEqual(self.sql("SELECT numero FROM documents WHERE genre = 'attestation' ORDER BY 1"),
                         [*given, ("2027-999056-00003",)])
        # What the old dossier issued and declared stands: nothing is cancelled for want of its rows.
        self.assertEqual(self.sql("SELECT count(*) FROM evenements WHERE nature = 'annule'"), [(0,)])
        lots = self.sql("SELECT numero FROM lots ORDER BY id")
        self.assertEqual(len(lots), 2)
        lot = (self.new / "output/declaration" / lots[1][0] / f"{lots[1][0]}.csv").read_text("utf-8-sig")
        declared = csv.DictReader(io.StringIO(lot), delimiter=";")
        self.assertEqual([(r["NATURE"], r["SEQUENCE"]) for r in declared], [("A", "R1")])  # an addition, nothing else

    def test_originals_that_cannot_be_read_are_not_left_behind_in_silence(self):
        self.old.ate("produire")
        originals = self.old.path / "registre/originaux"
        originals.rename(self.scratch / "ailleurs")
        originals.write_bytes(b"")
        run = self.begin(3)
        self.assertIn("registre/originaux", run.err)
        self.assertFalse((self.new / "config.ini").exists())  # it is no dossier yet

    def test_an_attestation_of_the_old_term_is_still_ours(self):
        self.old.ate("produire")
        self.begin()
        paper, = (self.old.output / "documents/attestation").glob("*q1*.pdf")
        run = ate("verifier", "-C", self.new, paper)
        self.assertEqual(run.code, 0, run)

    def test_calendars_of_the_old_term_cancel_nothing(self):
        self.old.ate("produire")
        self.begin()
        self.finish()
        ate("produire", "-C", self.new, "--date=2027-10-20")
        for path in (self.new / "output/calendriers").iterdir():
            self.assertNotIn(b"CANCELLED", path.read_bytes())
        self.assertEqual(self.sql("SELECT count(*) FROM rendez_vous WHERE jour < '2027-08-24'"), [(0,)])

    def test_two_dossiers_do_not_give_the_same_numbers(self):
        self.old.ate("produire")
        self.assertIn(f"« ate etat -C {self.old.path} » le dit), finissez-le et recommencez. Ensuite, n'y "
                      "produisez plus", self.begin().err)
        self.finish()
        self.old.edit("input/evaluations.csv", "E-Q2,Q2,finale,2027-04-02,,", "E-Q2,Q2,finale,2027-04-02,2027-04-02,atteint")
        self.old.edit("input/sequences.csv", "2,mise_en_oeuvre,en_cours", "2,mise_en_oeuvre,terminee")
        self.old.ate("produire", "--date=2027-10-15")
        run = ate("produire", "-C", self.new, "--date=2027-10-20")
        self.assertEqual(run.code, 3, run)
        self.assertIn("tous deux donneraient les mêmes numéros", run.err)
        self.assertFalse((self.new / "output/documents").exists())
        # It reads all the same, and says so.
        run = ate("valider", "-C", self.new, "--date=2027-10-20")
        self.assertIn("tous deux donneraient les mêmes numéros", run.err)
        # The way out: the old registry in its place.
        shutil.rmtree(self.new / "registre")
        shutil.copytree(self.old.path / "registre", self.new / "registre")
        run = ate("produire", "-C", self.new, "--date=2027-10-20")
        self.assertIn(run.code, (0, 1), run)

    def test_the_old_dossier_may_go_away(self):
        self.old.ate("produire")
        self.begin()
        self.finish()
        self.old.remove()
        run = ate("produire", "-C", self.new, "--date=2027-10-20")
        self.assertIn(run.code, (0, 1), run)

    def test_a_dossier_that_produced_nothing_has_no_registry_to_carry(self):
        run = self.begin()
        self.assertFalse((self.new / "registre").exists())
        self.assertNotIn("registre", run.err)

    def test_a_run_that_was_cut_has_to_end_first(self):
        self.old.ate("produire")
        (self.old.path / "registre/registre.db-journal").write_bytes(b"x")
        run = self.begin(code=2)
        self.assertIn("n'a pas fini", run.err)
        self.assertFalse((self.new / "config.ini").exists())

    # ---- refusals ----

    def test_nothing_is_written_over(self):
        self.new.mkdir()
        (self.new / "notes.txt").write_text("à garder")
        self.begin(code=2)
        self.assertEqual(os.listdir(self.new), ["notes.txt"])

    def test_not_inside_the_old_one(self):
        before = everything(self.old.path)
        for inner in (self.old.path / "suivant", self.old.path / "a/b", self.old.path):
            run = ate("initialiser", f"--depuis={self.old.path}", inner)
            self.assertEqual(run.code, 2, run)
        run = ate("initialiser", "--depuis=.", "suivant", cwd=self.old.path)
        self.assertEqual(run.code, 2, run)
        self.assertIn("à côté de l'ancien dossier", run.err)
        self.assertEqual(everything(self.old.path), before)

    def test_what_is_no_dossier(self):
        run = ate("initialiser", f"--depuis={self.scratch / 'rien'}", self.new)
        self.assertEqual(run.code, 2, run)
        self.assertIn("n'a pas de config.ini", run.err)
        self.assertFalse(self.new.exists())

    def test_the_option_before_the_command(self):
        run = ate(f"--depuis={self.old.path}", "initialiser", self.new)
        self.assertEqual(run.code, 0, run)
        self.assertTrue((self.new / "input/eleves.csv").is_file())


if __name__ == "__main__":
    unittest.main()
