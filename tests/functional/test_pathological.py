"""Templates and data that nobody should write, through the whole program: the document comes out with all
its text, inside its margins, or there is a finding that says where and what. (tests/unit/page/ has more.)"""
import re
import subprocess
import unicodedata
import unittest

import layout
from harness import DossierCase

KIND = """
[{name}]
titre = Essai {name}
titre_en = Trial {name}
portee = etablissement
modele = {name}
fichier = {name}.pdf
destinataires = ecole
"""


def text_of(pdf):
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", pdf, "-"], capture_output=True, check=True)
    return unicodedata.normalize("NFC", done.stdout.decode("utf-8"))


def letters(text):
    """Without what setting lines may add or turn: blanks, hyphens, apostrophes."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text.replace("’", "'"))


class Templates(DossierCase):
    def make(self, name, text):
        templates = self.dossier.path / "templates"
        catalogue = templates / "catalogue.ini"
        catalogue.write_text(catalogue.read_text("utf-8") + KIND.format(name=name), "utf-8")
        for lang in ("fr", "en"):
            (templates / lang / f"{name}.md").write_text(text, "utf-8")
        run = self.dossier.ate("produire", f"--seulement={name}")
        self.assertIn(run.code, (0, 1), run)
        pdf = self.dossier.output / "documents" / name / f"{name}.pdf"
        self.assertTrue(pdf.exists(), run)
        checked = subprocess.run(["qpdf", "--check", pdf], capture_output=True, text=True)
        self.assertEqual(checked.returncode, 0, checked)
        return pdf

    def assert_words(self, pdf, words):
        """Each once, whatever the order of cells side by side and the hyphens in them."""
        said = letters(text_of(pdf))
        self.assertEqual([word for word in words if said.count(word) != 1][:5], [])

    def test_an_empty_template(self):
        for name, text in (("vide", ""), ("blanche", "\n\n   \n")):
            pdf = self.make(name, text)
            self.assertIn("page 1 de 1", text_of(pdf))

    def test_a_word_of_ten_thousand_letters(self):
        word = "".join("abcdefghijklmnopqrstuvwxyz"[i * 7 % 26] for i in range(10_000))
        pdf = self.make("mot", f"# Mot\n\n{word}\n")
        body = re.sub(r"\n[^\n]*page \d+ de \d+\n", "\n", text_of(pdf))
        self.assertIn(word, letters(body.replace("\f", "")))
        self.assertEqual(layout.faults(pdf), [])

    def test_a_table_of_sixty_columns(self):
        rows = ["|" + "|".join(f"{a}{b}" for b in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ01234567")
                + "|" for a in "XYZ"]
        pdf = self.make("large", "\n".join([rows[0], "|" + "---|" * 60, *rows[1:]]) + "\n")
        counts = {a: letters(text_of(pdf)).count(a) for a in "XYZ"}
        self.assertGreaterEqual(min(counts.values()), 60, counts)
        self.assertEqual(layout.faults(pdf), [])

    def test_a_table_of_five_thousand_rows(self):
        rows = "".join(f"| {i} | ligne{i:04}x | note |\n" for i in range(5000))
        pdf = self.make("longue", f"| N° | Nom | Note |\n|---:|:---|:---|\n{rows}")
        self.assert_words(pdf, [f"ligne{i:04}x" for i in range(5000)])
        self.assertEqual(layout.faults(pdf), [])

    def test_a_table_without_rows(self):
        pdf = self.make("sans", "# Sans\n\n| Colonne A | Colonne B |\n|---|---|\n\nSuite\n")
        said = text_of(pdf)
        for word in ("Colonne A", "Colonne B", "Suite"):
            self.assertIn(word, said)

    def test_a_list_fifty_deep(self):
        items = "".join("  " * i + f"- niveau{i:02}x\n" for i in range(50))
        pdf = self.make("profonde", items)
        self.assert_words(pdf, [f"niveau{i:02}x" for i in range(50)])
        self.assertEqual(layout.faults(pdf), [])

    def test_a_block_of_signatures_longer_than_a_page(self):
        lines = "".join(f"Partie{i:02}x | Signataire{i:02}x | déléguée\n" for i in range(80))
        pdf = self.make("signataires", f"# Signatures\n\n```signatures\n{lines}```\n")
        self.assert_words(pdf, [f"{who}{i:02}x" for i in range(80) for who in ("Partie", "Signataire")])
        self.assertEqual(layout.faults(pdf), [])
        for page in text_of(pdf).split("\f"):
            self.assertEqual(sorted(re.findall(r"Partie(\d\d)x", page)), sorted(re.findall(r"Signataire(\d\d)x", page)))

    def test_headings(self):
        long = " ".join(f"titre{i:03}x" for i in range(500))
        many = "".join(f"{'#' * (1 + i % 4)} Article{i:03}x\n\n" for i in range(200))
        pdf = self.make("titres", f"# {long}\n\n{many}")
        self.assert_words(pdf, [f"titre{i:03}x" for i in range(500)] + [f"Article{i:03}x" for i in range(200)])
        self.assertEqual(layout.faults(pdf), [])


class Data(DossierCase):
    def rename(self, name):
        """The first company."""
        table = self.dossier.table("entreprises")
        lines = table.read_text("utf-8").split("\n")
        column = lines[0].lstrip("\ufeff").split(",").index("nom")
        cells = lines[1].split(",")
        cells[column] = name
        lines[1] = ",".join(cells)
        table.write_text("\n".join(lines), "utf-8")

    def protocols(self):
        return {path.name: text_of(path) for path in (self.dossier.output / "documents/protocole").glob("*.pdf")}

    def test_right_to_left_is_a_finding(self):
        for name in ("شركة النور", "אור בע״מ", "Atelier נגר inc."):
            self.rename(name)
            self.assert_exit(1, self.dossier.ate("produire"))
            found = self.dossier.findings("caractere-non-imprimable")
            self.assertEqual({(f["fichier"], f["ligne"], f["gravite"]) for f in found},
                             {("entreprises.csv", 2, "erreur")}, name)
            self.assertTrue(self.protocols(), "those of other companies are made")
            self.assertFalse([said for said in self.protocols().values() if name in said])

    def test_combining_marks_are_composed(self):
        self.rename(unicodedata.normalize("NFD", "Atelier Nguyễn & Dvořák"))
        self.assertIn(self.dossier.ate("produire").code, (0, 1))
        self.assertTrue(any("Atelier Nguyễn & Dvořák" in said for said in self.protocols().values()))
        for pdf in (self.dossier.output / "documents/protocole").glob("*.pdf"):
            self.assertEqual(layout.faults(pdf), [], pdf.name)


if __name__ == "__main__":
    unittest.main()
