"""The dossiers of students as a school opens them, and what is left of one that was destroyed."""
import csv
import hashlib
import io
import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
from pathlib import Path

import pdf_check
from harness import ATE, DossierCase
from pdf_file import Pdf

YEAR = "dossiers/2026-2027"
AFTER = {"SOURCE_DATE_EPOCH": "2035756800"}  # 2034-07-06
TAGS = (pdf_check.check_contents, pdf_check.check_tree, pdf_check.check_order, pdf_check.check_headings,
        pdf_check.check_tables, pdf_check.check_lists, pdf_check.check_figures, pdf_check.check_fonts)
# A page from another program: untagged, with an annotation that says it is of a tree.
SCAN = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/StructParents 0/Annots[7 0 R]
/Resources<</Font<</F 5 0 R>>>>>> endobj
4 0 obj <</Length 47>> stream
BT /F 18 Tf 20 200 Td (SIGNATURES RECUES) Tj ET
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
6 0 obj <</Type/StructTreeRoot/ParentTree<</Nums[]>>>> endobj
7 0 obj <</Type/Annot/Subtype/Square/Rect[0 0 9 9]/StructParent 1>> endobj
trailer <</Root 1 0 R/Size 8>>
"""


def shell(*args):
    return subprocess.run([str(a) for a in args], capture_output=True, check=True, timeout=120).stdout


def pages(path):
    return int(re.search(rb"Pages:\s+(\d+)", shell("pdfinfo", path)).group(1))


def words(path):
    return re.sub(r"\s+", " ", shell("pdftotext", "-layout", path, "-").decode())


class Archive(DossierCase):
    def setUp(self):
        super().setUp()
        self.dossier.ate("produire")

    def archive(self, *args, code=0, **more):
        run = self.dossier.ate("archiver", *args, **more)
        self.assert_exit(code, run)
        return run

    def sql(self, query):
        base = sqlite3.connect(f"file:{self.dossier.path / 'registre/registre.db'}?mode=ro", uri=True)
        try:
            return base.execute(query).fetchall()
        finally:
            base.close()

    def retention(self, *lines):
        with open(self.dossier.path / "config.ini", "a", encoding="utf-8") as config:
            config.write("\n[registre]\n" + "".join(f"{line}\n" for line in lines))

    def of(self, student):
        return self.dossier.output / YEAR / f"{student}.pdf"

    def bookmarks(self, student):
        """Titles and first pages, of the first level."""
        return [(o["title"], o["destpageposfrom1"], [k["title"] for k in o["kids"]])
                for o in json.loads(shell("qpdf", "--json", "--json-key=outlines", self.of(student)))
                ["outlines"]]

    def scan(self, number, data=SCAN):
        folder = self.dossier.path / "input/signes"
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.pdf").write_bytes(data)
        self.dossier.ate("produire")


class Gathered(Archive):
    def entries(self, student):
        """The documents about a student, by the manifest."""
        return [f for f in self.dossier.read_json("manifeste.json")["fichiers"]
                if f["cles"]["eleve"] == student and f["genre"] != "dossier"]

    def test_a_dossier_holds_every_document_once(self):
        self.archive()
        for student in "1001", "1002", "1003":
            path, entries = self.of(student), self.entries(student)
            shell("qpdf", "--check", path)
            sheet = self.bookmarks(student)[1][1] - 1
            self.assertEqual(pages(path), sheet + sum(f["pages"] for f in entries))
            self.assertEqual(len(self.bookmarks(student)), 1 + len(entries))
            whole = words(path)
            for entry in entries:
                part = words(self.dossier.output / entry["chemin"])
                self.assertIn(part[100:400], whole, entry["chemin"])
                self.assertIn(entry["sha256"][:16], whole)

    def test_bookmarks_name_the_documents_and_lead_to_them(self):
        self.archive()
        found = self.bookmarks("1001")
        self.assertEqual([title for title, *_ in found], [
            "Dossier de l’élève — 1001", "Engagement de l'élève E-2027-999056-00001",
            "Protocole d'entente P-2027-999056-00001", "Protocole d'entente P-2027-999056-00002",
            "Fiche de visite V-Q2-2", "Feuille de présences Q2", "Journal de bord Q2",
            "Fiche d'évaluation Q2", "Bilan de la séquence Q1",
            "Attestation de participation à un stage 2027-999056-00001",
            "Fiche du crédit d'impôt F-2027-999056-00001", "Relevé des séquences 1001"])
        self.assertIn("1. Parties", found[2][2])
        for title, page, _ in found[1:]:
            text = shell("pdftotext", "-f", page, "-l", page, self.of("1001"), "-").decode()
            number = title.split()[-1]
            self.assertIn(number if re.search(r"\d{5}$", number) else title.split()[0], text)

    def test_the_tags_of_the_parts_are_one_valid_tree(self):
        self.archive()
        kinds = dict(pdf_check.CHILDREN)
        pdf_check.CHILDREN = {**kinds, "Part": kinds["Document"], "Document": {"Part"}}
        try:
            pdf = Pdf(self.of("1001"))
            reading = pdf_check.Reading(pdf)
            self.assertEqual([p for check in (*TAGS, pdf_check.check_nesting) for p in check(reading)
                              if "H1" not in p], [])
        finally:
            pdf_check.CHILDREN = kinds

    def test_the_rows_of_the_student_are_attached(self):
        self.dossier.edit("input/eleves.csv", "Ross,Mikaël", "=Ross,Mikaël")
        self.dossier.ate("produire")
        self.archive()
        with tempfile.TemporaryDirectory() as folder:
            shell("pdfdetach", "-saveall", "-o", folder, self.of("1001"))
            files = {p.name: p.read_bytes() for p in Path(folder).iterdir()}
        self.assertEqual(sorted(files), ["activites.csv", "eleves.csv", "evaluations.csv", "integrations.csv",
                                         "sequences.csv", "visites.csv"])
        for name, data in files.items():
            self.assertTrue(data.startswith(b"\xef\xbb\xbf"), name)
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
            self.assertEqual(rows[0], self.dossier.table(name[:-4]).read_text("utf-8").splitlines()[0].split(","))
            self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        self.assertIn("1001;ROSM67050511;'=Ross;Mikaël;2005-05-05", files["eleves.csv"].decode())
        self.assertNotIn("1002", files["eleves.csv"].decode())
        self.assertEqual([r.split(";")[0] for r in files["sequences.csv"].decode().splitlines()[1:]], ["Q1", "Q2"])
        listed = shell("qpdf", "--show-object=trailer", self.of("1001")).decode()
        self.assertNotIn("/Encrypt", listed)
        self.assertIn(b"/AFRelationship /Source", shell("qpdf", "--qdf", "--object-streams=disable", self.of("1001"),
                                                        "-"))

    def test_nothing_is_written_twice_and_workers_change_nothing(self):
        self.archive("-j1")
        before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (self.dossier.output / YEAR).iterdir()}
        self.assertIn("écrits maintenant : 0", self.archive("-j2").err)
        self.assertEqual(before, {p: (p.read_bytes(), p.stat().st_mtime_ns)
                                  for p in (self.dossier.output / YEAR).iterdir()})
        for path in before:
            path.unlink()
        self.archive("-j2", "--date=2027-05-01")
        self.assertEqual({p: b for p, (b, _) in before.items()},
                         {p: p.read_bytes() for p in (self.dossier.output / YEAR).iterdir()})

    def test_the_index_and_the_manifest_list_them(self):
        self.retention("conservation_annees = 7")
        self.archive()
        index = (self.dossier.output / YEAR / "index.csv").read_bytes()
        rows = list(csv.reader(io.StringIO(index.decode("utf-8-sig")), delimiter=";"))
        self.assertEqual(rows[0], ["fichier", "eleve", "pages", "sha256", "conserver_jusqu_au"])
        for file, student, count, sha256, until in rows[1:]:
            data = (self.dossier.output / YEAR / file).read_bytes()
            self.assertEqual((file, int(count), sha256, until),
                             (f"{student}.pdf", pages(self.of(student)), hashlib.sha256(data).hexdigest(),
                              "2034-06-30"))
            entry, = [f for f in self.dossier.read_json("manifeste.json")["fichiers"]
                      if f["chemin"] == f"{YEAR}/{file}"]
            self.assertEqual((entry["genre"], entry["destinataires"], entry["cles"]["eleve"], entry["sha256"]),
                             ("dossier", ["ecole"], student, sha256))
        self.assertEqual(len(rows), 4)
        self.assertIn("vendredi 30 juin 2034", words(self.of("1001")))
        # one alone leaves the others, and so does the next production
        self.of("1001").unlink()
        self.archive("--eleve=1001")
        self.assertEqual((self.dossier.output / YEAR / "index.csv").read_bytes(), index)
        self.dossier.ate("produire")
        self.assertEqual([f["etat"] for f in self.dossier.read_json("manifeste.json")["fichiers"]
                          if f["genre"] == "dossier"], ["courant"] * 3)

    def test_a_signed_copy_follows_its_document(self):
        self.scan("P-2027-999056-00002")
        self.archive()
        found = [b[0] for b in self.bookmarks("1001")]
        at = found.index("Protocole d'entente P-2027-999056-00002")
        self.assertEqual(found[at + 1], "Protocole d'entente P-2027-999056-00002 — exemplaire signé")
        page = self.bookmarks("1001")[at + 1][1]
        self.assertIn(b"SIGNATURES RECUES", shell("pdftotext", "-f", page, "-l", page, self.of("1001"), "-"))
        shell("qpdf", "--check", self.of("1001"))
        # no tag is left that points nowhere
        flat = shell("qpdf", "--qdf", "--object-streams=disable", self.of("1001"), "-")
        self.assertNotIn(b"/StructParent 1", flat)
        self.assertEqual(flat.count(b"/StructParents "), pages(self.of("1001")) - 1)

    def test_what_cannot_be_read_is_said_and_left_out(self):
        self.scan("P-2027-999056-00002", b"%PDF-1.4\nceci n'est pas un PDF")
        (self.dossier.output / "documents/releve/releve-1001.pdf").unlink()
        run = self.archive()
        self.assertIn("1001 : 2 documents absents ou illisibles", run.err)
        shell("qpdf", "--check", self.of("1001"))
        last = self.bookmarks("1001")[1][1] - 1
        sheet = shell("pdftotext", "-layout", "-l", last, self.of("1001"), "-").decode()
        self.assertEqual(sheet.split("L’empreinte est")[0].count("absent"), 2)

    def test_a_file_that_was_altered_is_left_out(self):
        path = self.dossier.output / "documents/releve/releve-1001.pdf"
        path.write_bytes(path.read_bytes() + b"\n")
        self.assertIn("1001 : 1 document absent ou illisible", self.archive().err)

    def test_a_student_without_document(self):
        with open(self.dossier.table("eleves"), "a", encoding="utf-8") as table:
            table.write("1009,,Nul,Ève,,5231,B,abandon,fr,,,,,,,,,,\n")
            table.write("1010,,Parti,Léo,,5231,B,abandon,fr,,,,,,,,,,\n")
        with open(self.dossier.table("sequences"), "a", encoding="utf-8") as table:
            table.write("Q9,1010,E3,S3,P2,1,mise_en_oeuvre,interrompue,2026-10-05,2026-11-13,,35,200,,,non"
                        + "," * 14 + "\n")
        self.dossier.keep_kinds("protocole", "attestation")
        for path in (self.dossier.output, self.dossier.path / "registre"):
            shutil.rmtree(path)
        self.dossier.edit("templates/catalogue.ini", "en_cours, terminee, interrompue", "en_cours, terminee")
        self.dossier.ate("produire")
        run = self.archive()
        self.assertIn("1 élève n'a encore ni document ni séquence terminée", run.err)
        self.assertFalse(self.of("1009").exists())
        self.assertIn("Aucun document n’a été émis", words(self.of("1010")))
        self.assertIn("pas fixé de durée", words(self.of("1010")))

    def test_simulation_writes_nothing(self):
        before = self.dossier.files()
        self.assertIn(f"1001 : 11 documents, {YEAR}/1001.pdf", self.archive("-n").out)
        self.assertEqual(self.dossier.files(), before)

    def test_in_english(self):
        config = self.dossier.path / "config.ini"
        config.write_text(config.read_text("utf-8").replace("coordination = P1", "coordination = P1\nlangue = en"),
                          "utf-8")
        self.archive()
        self.assertEqual(self.bookmarks("1001")[0][0], "Student's dossier — 1001")
        self.assertIn("Documents in this file", words(self.of("1001")))


class Purged(Archive):
    NAMES = ("Łoś", "LOSE79610128", "ewa.los", "2001-11-17", "E-2027-999056-00002", "protocole-q3")

    def leave(self, student="1002", sequences=("Q3", "Q4")):
        """Takes a student's rows out of the tables."""
        for path in (self.dossier.path / "input").glob("*.csv"):
            lines = path.read_text("utf-8").splitlines(keepends=True)
            path.write_text("".join(line for line in lines
                                    if not {student, *sequences} & set(line.strip().split(","))), "utf-8")

    def all_bytes(self):
        return {p: p.read_bytes() for folder in ("output", "registre")
                for p in (self.dossier.path / folder).rglob("*") if p.is_file()}

    def test_without_a_time_of_retention_nothing_is_destroyed(self):
        self.leave()
        run = self.archive("--purger", "--oui", code=2, env=AFTER)
        self.assertIn("conservation_annees n'est pas donné", run.err)

    def test_a_time_is_a_whole_number_of_years(self):
        self.retention("conservation_annees = 0,5")
        self.assertIn("n'est pas une durée", self.archive(code=2).err)

    def test_on_the_last_day_it_is_kept(self):
        self.retention("conservation_annees = 7")
        self.leave()
        self.assertIn("Rien à détruire", self.archive("--purger", "-n", "--date=2034-06-30").err)
        self.assertIn("1002 : à conserver jusqu'au 2034-06-30 ; 7 documents à détruire",
                      self.archive("--purger", "-n", "--date=2034-07-01").out)

    def test_a_student_of_the_tables_is_never_destroyed(self):
        self.retention("conservation_annees = 7")
        before = self.all_bytes()
        run = self.archive("--purger", "--oui", env=AFTER)
        self.assertIn("1002 : sa durée est passée, mais il est encore dans les tables", run.err)
        self.assertIn("est encore dans les tables",
                      self.archive("--purger", "--oui", "--eleve=1002", code=2, env=AFTER).err)
        self.assertEqual(self.all_bytes(), before)

    def test_a_row_that_still_names_him_is_enough(self):
        self.retention("conservation_annees = 7")
        path = self.dossier.table("eleves")
        path.write_text("".join(line for line in path.read_text("utf-8").splitlines(keepends=True)
                                if not line.startswith("1002,")), "utf-8")
        self.assertIn("1002 : sa durée est passée, mais", self.archive("--purger", "--oui", env=AFTER).err)
        self.assertTrue(self.sql("SELECT * FROM documents WHERE eleve = '1002'"))

    def test_tables_that_are_not_whole_stop_it(self):
        self.retention("conservation_annees = 7")
        for name in "eleves", "sequences":
            text = self.dossier.table(name).read_text("utf-8")
            self.dossier.table(name).unlink()
            self.assertIn("ne se lit pas au complet", self.archive("--purger", "--oui", code=2, env=AFTER).err)
            self.dossier.table(name).write_text(text + '1008,"sans fin\n', "utf-8")
            self.assertIn("ne se lit pas au complet", self.archive("--purger", "--oui", code=2, env=AFTER).err)
            self.dossier.table(name).write_text(text, "utf-8")

    def test_it_asks_and_takes_only_the_number(self):
        self.retention("conservation_annees = 7")
        self.leave()
        before = self.all_bytes()
        self.assertIn("se tape au terminal", self.archive("--purger", code=2, env=AFTER).err)
        self.assertIn("ne prend pas « --date »", self.archive("--purger", "--oui", "--date=2034-07-06", code=2).err)
        for answer in b"oui\n", b"2\n", b"\n", b"1 2\n":
            self.assertEqual(self.typed(answer), 2, answer)
        self.assertEqual(self.all_bytes(), before)
        self.assertEqual(self.typed(b"1\n"), 0)
        self.assertFalse(self.sql("SELECT 1 FROM documents WHERE genre = 'protocole' AND eleve = '1002'"))

    def typed(self, answer):
        parent, child = pty.openpty()
        try:
            process = subprocess.Popen([ATE, "archiver", "-C", self.dossier.path, "--purger"], stdin=child,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                       env={**os.environ, **AFTER})
            os.write(parent, answer)
            return process.wait(60)
        finally:
            os.close(parent)
            os.close(child)

    def test_nothing_of_him_is_left(self):
        self.retention("conservation_annees = 7", "conservation_attestations = 7")
        self.dossier.ate("declarer")
        returned = self.dossier.table("declaration-refus")
        returned.write_text("numero;code;message\nQ3;E1;Ewa est inconnue\n", "utf-8")
        self.dossier.ate("declarer")
        self.assertEqual(self.sql("SELECT sequence, message FROM lot_refus"), [("Q3", "Ewa est inconnue")])
        returned.unlink()
        self.dossier.ate("envoyer")
        self.dossier.ate("envoyer", "--deja-envoye", "--oui")
        self.assertGreater(self.sql("SELECT count(*) FROM envois")[0][0], 0)
        self.scan("P-2027-999056-00003")
        self.archive()
        (self.dossier.path / "registre/registre.db.avant-v2").write_bytes(b"LOSE79610128")
        originals = {p.name for p in (self.dossier.path / "registre/originaux").iterdir()}
        his = {r[0] + ".pdf" for r in self.sql(
            "SELECT sha256 FROM originaux o JOIN documents d ON d.id = o.document WHERE d.eleve = '1002'")}
        others = self.sql("SELECT genre, cle, numero FROM documents WHERE eleve IN ('1001', '1003') ORDER BY 1, 2")
        self.assertEqual(len(his), 3)  # the protocol, its signed copy, the attestation
        self.leave()
        run = self.archive("--purger", "--oui", env=AFTER)
        self.assertNotIn("Ewa", run.out + run.err)
        self.assertIn("8 documents à détruire", run.out)
        self.assertIn("P-2027-999056-00003.pdf", run.err)  # of input/signes, for the school to remove
        for path, data in self.all_bytes().items():
            for name in self.NAMES:
                if name != "E-2027-999056-00002" or path.name != "registre.db":  # a number stays taken
                    self.assertFalse(name.encode() in data, (name, path))
            if path.suffix not in (".pdf", ".xlsx"):
                self.assertFalse(re.search(rb"\bQ[34]\b", data), path)
        self.assertFalse(self.of("1002").exists())
        self.assertEqual({p.name for p in (self.dossier.path / "registre/originaux").iterdir()}, originals - his)
        for table in "documents", "sequences":
            self.assertEqual(self.sql(f"SELECT count(*) FROM {table} WHERE eleve = '1002'"), [(0,)])
        self.assertEqual(
            self.sql("SELECT genre, cle, numero FROM documents WHERE eleve IN ('1001', '1003') ORDER BY 1, 2"), others)
        self.assertEqual(self.sql("SELECT annee_scolaire, genre, nombre FROM purges"), [
            ("2026-2027", kind, count) for kind, count in [
                ("attestation", 1), ("bilan", 1), ("engagement", 1), ("fiche-credit", 1), ("fiche-visite", 2),
                ("protocole", 1), ("releve", 1)]])
        self.assertEqual(self.sql("SELECT jour, genre, cle, detail FROM evenements WHERE nature = 'purge'"),
                         [("2034-07-06", "dossier", "", "eleves=1 documents=8")])
        self.assertEqual(self.sql("PRAGMA integrity_check") + self.sql("PRAGMA foreign_key_check"), [("ok",)])
        self.assertNotIn("1002", (self.dossier.output / YEAR / "index.csv").read_text("utf-8"))
        self.assertTrue(self.of("1001").exists())
        # there is nothing more to do, and the next runs go on
        self.assertIn("Rien à détruire", self.archive("--purger", "--oui", env=AFTER).err)
        self.dossier.ate("produire")
        self.dossier.ate("declarer")
        self.archive()
        for path, data in self.all_bytes().items():
            self.assertFalse(b"LOSE79610128" in data, path)

    def test_reports_that_say_he_was_left_out_go_too(self):
        self.retention("conservation_annees = 7", "conservation_attestations = 7")
        self.dossier.edit("input/eleves.csv", "LOSE79610128", "")
        self.dossier.ate("declarer")
        self.assertEqual(self.sql("SELECT sequence FROM lot_sequences"), [("Q1",)])
        self.assertEqual(self.sql("SELECT nom FROM lot_fichiers ORDER BY nom"),
                         [("ATE-2026-2027-001.csv",), ("controle.csv",), ("rapport.pdf",)])
        self.leave()
        self.archive("--purger", "--oui", env=AFTER)
        self.assertEqual(self.sql("SELECT nom FROM lot_fichiers"), [("ATE-2026-2027-001.csv",)])

    def test_the_proof_of_a_tax_credit_stays(self):
        self.retention("conservation_annees = 7")
        self.leave()
        run = self.archive("--purger", "--oui", env=AFTER)
        self.assertIn("gardé sans limite, comme preuve du crédit d'impôt", run.out)
        self.assertIn("attestation 2027-999056-00002", run.out)
        self.assertEqual(self.sql("SELECT genre, numero FROM documents WHERE eleve = '1002'"),
                         [("attestation", "2027-999056-00002")])
        sha256, = self.sql("SELECT sha256 FROM originaux o JOIN documents d ON d.id = o.document"
                           " WHERE d.eleve = '1002'")
        self.assertTrue((self.dossier.path / f"registre/originaux/{sha256[0]}.pdf").exists())
        self.assertIn("Rien à détruire", self.archive("--purger", "--oui", env=AFTER).err)

    def test_a_longer_time_for_the_proof(self):
        self.retention("conservation_annees = 7", "conservation_attestations = 8")
        self.leave()
        self.assertIn("gardé jusqu'au 2035-06-30", self.archive("--purger", "--oui", env=AFTER).out)
        later = {"SOURCE_DATE_EPOCH": str(2035756800 + 400 * 86400)}
        self.assertIn("1 document à détruire : attestation", self.archive("--purger", "--oui", env=later).out)
        self.assertEqual(self.sql("SELECT count(*) FROM documents WHERE eleve = '1002'"), [(0,)])

    def test_numbers_are_not_given_again(self):
        self.retention("conservation_annees = 7")
        self.dossier.edit("templates/catalogue.ini", "numero = E-{annee}-{organisme}-{seq:5}", "numero = E-{seq:5}")
        shutil.rmtree(self.dossier.path / "registre")
        shutil.rmtree(self.dossier.output)
        self.dossier.ate("produire")
        taken = {n for n, in self.sql("SELECT numero FROM documents WHERE genre = 'engagement'")}
        self.assertEqual(taken, {"E-00001", "E-00002", "E-00003"})
        self.leave()
        self.archive("--purger", "--oui", env=AFTER)
        with open(self.dossier.table("eleves"), "a", encoding="utf-8") as table:
            table.write("1011,,Neuf,Léa,2001-01-01,5231,B,actif,fr,,,,,,,,,,\n")
        self.dossier.ate("produire", "--date=2028-01-10")  # the counters of another year begin again
        new, = self.sql("SELECT numero FROM documents WHERE genre = 'engagement' AND cle = '1011'")
        self.assertEqual(new, ("E-00004",))


if __name__ == "__main__":
    unittest.main()
