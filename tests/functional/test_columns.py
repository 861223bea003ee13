"""ate initialiser --colonnes: an export is recognised, its headers are mapped, doubts are told, values are not."""
import csv
import io
import json
import random
import re
import shutil
import tempfile
import unittest
from pathlib import Path

from harness import ROOT, Dossier, ate

STUDENTS = """Liste des élèves;;;;;;;;;;
;;;;;;;;;;
Fiche;No permanent;Nom de l'élève;Prénom de l’élève;DDN;Prog.;Groupe repère;État;Adr. courriel;Tél. cell.;Casier
1234567;TREZ76530701;Tremblay;Zoé;2007-03-14;5195;SM-A;actif;zoe@x.example;819 555-0140;A-1
1234568;GAGL07018812;Gagnon;Luc;2006-01-08;5195;SM-A;actif;luc@x.example;819 555-0141;A-2
"""
TABLES = {lang: {t["nom"]: {c["nom"]: c["description"] for c in t["colonnes"]} for t in
                 json.loads(ate("schema", "--format=json", f"--lang={lang}").out)["tables"]} for lang in ("fr", "en")}


def rows_of(name):
    """The rows of a table of the sample, whatever program its file comes from."""
    raw = (ROOT / "input" / f"{name}.csv").read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    text = re.sub(r"\Asep=.\r?\n", "", text)
    separator = ";" if text.split("\n")[0].count(";") > text.split("\n")[0].count(",") else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def mappings(text):
    """{header: our column} of the lines to be pasted, those that are only proposed left out."""
    return {m[2]: m[1] for m in re.finditer(r"^([a-z_]+) = (.*)$", text, re.M)}


class ColumnsCase(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="ate-columns-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def guess(self, name, content, *args):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return ate("initialiser", f"--colonnes={path}", *args)


class Columns(ColumnsCase):
    def test_titles_of_several_values_above_the_headers(self):
        titles = "Centre de formation;Liste des élèves\nExporté le;5 janv. 2027\n"
        run = self.guess("gpi_2026.csv", titles + STUDENTS.split("\n", 2)[2])
        self.assertEqual(run.code, 0, run)
        said = "; Ses en-têtes sont à la ligne 3 : retirez les lignes au-dessus\n"
        plain = self.guess("gpi_2026.csv", STUDENTS.split("\n", 2)[2])
        self.assertIn(said, run.out)
        self.assertEqual(run.out.replace(said, ""), plain.out)

    def test_what_is_not_an_export(self):
        run = ate("initialiser", f"--colonnes={self.folder}/absent.csv")
        self.assertEqual(run.code, 2, run)
        self.assertIn("absent.csv : ce fichier n'existe pas\n  → donnez le chemin", run.err)
        run = self.guess("export.xlsx", b"PK\x03\x04" + bytes(200))
        self.assertEqual(run.code, 2, run)
        self.assertIn("dans Excel : Enregistrer sous, « CSV UTF-8 »", run.err)

    def test_an_export_of_students(self):
        run = self.guess("gpi_2026.csv", STUDENTS)
        self.assertEqual(run.code, 0, run)
        self.assertEqual(run.out, """\
; gpi_2026.csv, pris pour la table « eleves » (Élèves). Colonnes : 11, reconnues : 10
; À mettre dans input/ sous le nom eleves.csv, ou à nommer sous [entrees] : eleves = gpi_2026.csv
; Ses en-têtes sont à la ligne 3 : retirez les lignes au-dessus
[colonnes.eleves]
id = Fiche
code_permanent = No permanent
nom = Nom de l'élève
prenom = Prénom de l’élève
date_naissance = DDN
programme = Prog.
groupe = Groupe repère
statut = État
courriel = Adr. courriel
; À vérifier, puis enlever le « ; » — son nom ne fait que ressembler au nôtre :
;telephone = Tél. cell.
; Sans colonne chez nous, gardées pour les modèles : Casier
""")
        self.assertEqual(run.err, "")

    def test_whatever_the_encoding_the_separator_and_the_order(self):
        expected = mappings(self.guess("gpi_2026.csv", STUDENTS).out)
        text = STUDENTS.replace("’", "'")
        same = dict(expected)
        same["Prénom de l'élève"] = same.pop("Prénom de l’élève")
        self.assertEqual(mappings(self.guess("gpi_2026.csv", text.encode("cp1252")).out), same)
        self.assertEqual(mappings(self.guess("gpi_2026.csv", text.replace(";", "\t").encode("utf-16")).out), same)
        rows = [line.split(";") for line in STUDENTS.splitlines()[2:]]
        order = list(range(len(rows[0])))
        for seed in range(3):
            random.Random(seed).shuffle(order)
            shuffled = "\n".join(";".join(row[i] for i in order) for row in rows)
            self.assertEqual(mappings(self.guess("gpi_2026.csv", shuffled).out), expected)

    def test_companies_in_the_words_of_a_school(self):
        run = self.guess("employeurs.csv", """\
No entreprise,Raison sociale,NEQ,Adresse civique,Municipalité,CP,Personne-ressource,Fonction du contact,Courriel,Nb places
E1,Soudure,1194038692,"663, rue X",Rimouski,G5L 7X3,Gilles Anctil,Président,g@x.example,2
""")
        self.assertEqual(mappings(run.out), {
            "No entreprise": "id", "Raison sociale": "nom", "Adresse civique": "adresse", "Municipalité": "ville",
            "CP": "code_postal", "Personne-ressource": "representant_nom",
            "Fonction du contact": "representant_titre", "Nb places": "places"})
        self.assertIn("; Déjà à notre nom : NEQ, Courriel\n", run.out)
        self.assertIn("; Obligatoires, et non trouvées : statut\n", run.out)

    def test_english(self):
        run = self.guess("students.csv", """\
Student ID,Permanent code,Last name,First name,Date of birth,Program,Status,Email,Phone
12,TREZ76530701,A,B,2007-03-14,5195,actif,a@x.example,819 555-0140
""", "--lang=en")
        self.assertEqual(list(mappings(run.out).values()), [
            "id", "code_permanent", "nom", "prenom", "date_naissance", "programme", "statut", "courriel", "telephone"])
        self.assertIn("; students.csv, taken for the table “eleves” (Students). Columns: 9, recognised: 9\n", run.out)

    def test_values_alone_are_a_doubt(self):
        run = self.guess("x.csv", "A;B;C;D;E\nTREZ76530701;G5L 7X3;zoe@x.example;819 555-0140;bleu\n")
        self.assertEqual(mappings(run.out), {})
        for line in (";code_permanent = A\n", ";code_postal = B\n", ";courriel = C\n", ";telephone = D\n"):
            self.assertIn("son nom ne dit rien, mais ses valeurs en ont la forme :\n" + line, run.out)

    def test_values_that_contradict_a_name_are_a_doubt(self):
        content = "Fiche;No permanent;Nom;Prénom;Programme;Statut;Email\n" + \
            "1;TREZ76530701;A;B;5195;actif;819 555-0140\n" * 5
        run = self.guess("eleves.csv", content)
        self.assertNotIn("Email", mappings(run.out))
        self.assertNotIn("telephone = Nom", run.out)
        self.assertRegex(run.out, r"; À vérifier[^\n]*\n;(telephone|courriel) = Email\n")

    def test_a_box_that_is_only_ticked(self):
        run = self.guess("sequences.csv", "id;eleve;entreprise;rang;type;statut;debut;fin;heures_semaine;heures;"
                         "remuneree;Télétravail\nQ1;1;E1;1;developpement;prevue;2027-01-04;2027-01-29;35;140;non;x\n"
                         "Q2;2;E1;1;developpement;prevue;2027-01-04;2027-01-29;35;140;oui;\n")
        self.assertIn(";teletravail.vide = non\n", run.out)
        self.assertNotIn(";remuneree.vide", run.out)

    def test_no_value_is_shown(self):
        run = self.guess("gpi_2026.csv", STUDENTS)
        for value in ("Tremblay", "TREZ", "zoe@", "555", "2007", "1234567"):
            self.assertNotIn(value, run.out + run.err)

    def test_what_is_no_table(self):
        run = self.guess("x.csv", "bleu;vert\n1;2\n")
        self.assertEqual(run.code, 2, run)
        self.assertIn("aucune table ne ressemble à cette exportation", run.err)
        self.assertEqual(run.out, "")
        self.assertEqual(self.guess("vide.csv", "").code, 2)
        self.assertEqual(self.guess("titre.csv", "Un titre\n").code, 2)
        self.assertEqual(ate("initialiser", f"--colonnes={self.folder}/absent.csv").code, 2)
        self.assertEqual(ate("initialiser", f"--colonnes={self.folder}").code, 2)
        self.assertEqual(self.guess("gpi.csv", STUDENTS, self.folder / "dossier").code, 2)
        self.assertFalse((self.folder / "dossier").exists())

    def test_a_header_on_two_lines_is_not_pasted(self):
        run = self.guess("eleves.csv", 'id;"Code\npermanent";nom;prenom;programme;statut;"Date de\nnaissance"\n'
                                       "1;TREZ76530701;A;B;5195;actif;2007-03-14\n")
        self.assertEqual(run.code, 0, run)
        self.assertEqual(mappings(run.out), {})


class Sample(ColumnsCase):
    def test_every_table_by_our_descriptions_in_both_languages(self):
        """Its headers in words, its columns in another order: the table is told, and nothing is wrongly sure."""
        wrong = []
        for name in TABLES["fr"]:
            if not (ROOT / "input" / f"{name}.csv").exists():
                continue
            header, *rows = rows_of(name)
            for lang in ("fr", "en"):
                words = [TABLES[lang][name].get(h, h) for h in header]
                if len(set(words)) < len(words):
                    continue
                order = list(range(len(header)))
                random.Random(name).shuffle(order)
                out = io.StringIO()
                writer = csv.writer(out, delimiter=";")
                writer.writerow([words[i] for i in order])
                writer.writerows([row[i] for i in order] for row in rows if len(row) == len(header))
                run = self.guess("export.csv", out.getvalue(), f"--lang={lang}")
                self.assertEqual(run.code, 0, (name, lang, run))
                told = re.search(r"^\[colonnes\.(.*)\]$", run.out, re.M)[1]
                if told != name:
                    wrong.append((name, lang, told))
                    continue
                wanted = {w: h for w, h in zip(words, header) if h in TABLES["fr"][name]}
                wrong += [(name, lang, their, ours) for their, ours in mappings(run.out).items()
                          if wanted.get(their, ours) != ours]
        self.assertEqual(wrong, [])

    def test_pasted_it_makes_the_table_readable(self):
        dossier = Dossier()
        self.addCleanup(dossier.remove)
        names = {"id": "Fiche", "code_permanent": "No permanent", "date_naissance": "DDN", "groupe": "Gr.",
                 "courriel": "Adresse électronique", "code_postal": "CP", "consentement_le": "Consentement signé"}
        text = dossier.table("eleves").read_text("utf-8")
        header, rest = text.split("\n", 1)
        dossier.table("eleves").write_text(
            ",".join(names.get(c, c) for c in header.split(",")) + "\n" + rest, "utf-8")
        run = ate("initialiser", "--colonnes", dossier.table("eleves"))
        self.assertEqual(set(mappings(run.out)), set(names.values()))
        config = dossier.path / "config.ini"
        config.write_text(config.read_text("utf-8") + "\n" + run.out, "utf-8")
        checked = dossier.ate("valider")
        self.assertIn(checked.code, (0, 1), checked)
        codes = {f["code"] for f in dossier.findings() if f["fichier"] == "eleves.csv"}
        self.assertEqual(codes & {"colonne-absente", "colonne-inconnue", "colonne-double"}, set())


if __name__ == "__main__":
    unittest.main()
