"""The pages themselves: a dozen beside the images kept in tests/pages/, and on all the documents of the
sample term no text out of the margins or on other text.

`UPDATE=1 tests/functional/test_pages.py` draws the images anew: look at them before they are committed.
When a page differs, what was drawn and the difference are left in build/pages/."""
import os
import subprocess
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image, ImageChops

import layout
from harness import ROOT, Dossier

KEPT = ROOT / "tests" / "pages"
LEFT = ROOT / os.environ.get("BUILD", "build") / "pages"
DOTS = 40       # an inch
BLUR = 4        # squares of so many dots are averaged: anti-aliasing vanishes, a word does not
TOLERANCE = 20  # of 255, on a square

KIND = """
[blocs]
titre = Tous les blocs
titre_en = All blocks
portee = etablissement
modele = blocs
fichier = blocs.pdf
destinataires = ecole
"""
PAGES = [
    ("petit", "protocole/protocole-q1", 1), ("petit", "protocole/protocole-q1", 2), ("petit", "protocole/protocole-q1", 4),
    ("petit", "attestation/attestation-q1", 1), ("petit", "fiche-credit/fiche-credit-q1", 1),
    ("petit", "horaire-visites/horaire-visites-p2", 1), ("petit", "blocs/blocs", 1), ("petit", "blocs/blocs", 2),
    ("college", "protocole/protocole-c2", 1), ("college", "protocole/protocole-c2", 3),
    ("college", "protocole/protocole-a1", 1), ("college", "attestation/attestation-b2", 1),
]


def draw(pdf, page):
    done = subprocess.run(["pdftoppm", "-gray", "-r", str(DOTS), "-f", str(page), "-l", str(page), pdf],
                          capture_output=True, check=True)
    header, size, _, dots = done.stdout.split(b"\n", 3)
    return Image.frombytes("L", tuple(map(int, size.split())), dots)


def difference(image, kept):
    """An image of how far the squares of two pages are from each other, and the farthest."""
    if image.size != kept.size:
        return image, 255
    apart = ImageChops.difference(image.reduce(BLUR), kept.reduce(BLUR))
    return apart.resize(image.size, Image.NEAREST), apart.getextrema()[1]


class Images(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dossiers = {}
        for name in sorted({name for name, _, _ in PAGES}):
            dossier = cls.dossiers[name] = Dossier(name)
            cls.addClassCleanup(dossier.remove)
            templates = dossier.path / "templates"
            (templates / "catalogue.ini").write_text((templates / "catalogue.ini").read_text("utf-8") + KIND, "utf-8")
            for lang in ("fr", "en"):
                (templates / lang / "blocs.md").write_bytes((KEPT / "blocs.md").read_bytes())
            run = dossier.ate("produire")
            if run.code not in (0, 1):
                raise AssertionError(run)
        cls.images = {f"{name}-{Path(document).name}-{page}.png":
                      draw(cls.dossiers[name].output / "documents" / f"{document}.pdf", page)
                      for name, document, page in PAGES}
        if os.environ.get("UPDATE"):
            for path in KEPT.glob("*.png"):
                path.unlink()
            for name, image in cls.images.items():
                image.save(KEPT / name, optimize=True)

    def test_pages_look_as_kept(self):
        self.assertEqual({path.name for path in KEPT.glob("*.png")}, set(self.images))
        for name, image in self.images.items():
            with self.subTest(page=name):
                apart, farthest = difference(image, Image.open(KEPT / name))
                if farthest > TOLERANCE:
                    LEFT.mkdir(parents=True, exist_ok=True)
                    image.save(LEFT / name)
                    apart.save(LEFT / name.replace(".png", "-difference.png"))
                    self.fail(f"{name} differs by {farthest} of 255 somewhere: see {LEFT}; if the page is "
                              "right as it is, UPDATE=1 keeps it")

    def test_a_change_is_seen(self):
        """A word less, a line moved by a dot and a half, a shade: each is more than the tolerance."""
        page = Image.open(KEPT / "petit-protocole-q1-1.png")
        word = page.copy()
        box = ImageChops.invert(page).getbbox()
        word.paste(255, (box[0], box[1], box[0] + 30, box[1] + 10))
        moved = ImageChops.offset(page, 0, 2)
        shade = page.copy()
        shade.paste(225, (200, 200, 240, 240))
        for other in (word, moved, shade):
            self.assertGreater(difference(other, page)[1], TOLERANCE)
        self.assertEqual(difference(page, page)[1], 0)

    def test_blocks_are_inside(self):
        for dossier in self.dossiers.values():
            for pdf in sorted((dossier.output / "documents").rglob("*.pdf")):
                self.assertEqual(layout.faults(pdf), [], pdf.name)


class SampleTerm(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = []
        for jobs in ("-j2", "-j1"):
            dossier = Dossier("sample")
            cls.addClassCleanup(dossier.remove)
            run = dossier.ate("produire", "-q", jobs)
            if run.code not in (0, 1):
                raise AssertionError(run)
            cls.made.append({str(path.relative_to(dossier.output)): path
                             for path in sorted((dossier.output / "documents").rglob("*.pdf"))})

    def test_text_is_inside_and_apart(self):
        with ThreadPoolExecutor() as pool:
            for name, faults in zip(self.made[0], pool.map(layout.faults, self.made[0].values())):
                self.assertEqual(faults[:5], [], name)
        self.assertGreater(len(self.made[0]), 300)

    def test_one_worker_says_the_same(self):
        """Byte for byte, hence the text that pdftotext reads too: compared on some of them all the same."""
        two, one = self.made
        self.assertEqual(list(two), list(one))
        self.assertEqual([name for name in two if two[name].read_bytes() != one[name].read_bytes()], [])
        for name in list(two)[::20]:
            texts = [subprocess.run(["pdftotext", made[name], "-"], capture_output=True, check=True).stdout
                     for made in self.made]
            self.assertTrue(texts[0].strip(), name)
            self.assertEqual(*texts, name)


class Faults(unittest.TestCase):
    """The check itself finds what it should, in a PDF written here."""

    def faults(self, *texts):
        """Each text is (x, y from the foot, size, words), in Helvetica."""
        contents = "".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n" for x, y, size, text in texts)
        objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                   "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
                   f"<</Length {len(contents)}>>\nstream\n{contents}endstream",
                   "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
        body, places = "%PDF-1.7\n", []
        for number, text in enumerate(objects, 1):
            places.append(len(body))
            body += f"{number} 0 obj\n{text}\nendobj\n"
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        body += (f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<</Size 6/Root 1 0 R>>\n"
                 f"startxref\n{len(body)}\n%%EOF\n")
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(body.encode("latin-1"))
            file.flush()
            return layout.faults(file.name)

    def test_what_is_right(self):
        self.assertEqual(self.faults((80, 700, 10, "Une ligne"), (80, 686, 10, "et la suivante"), (80, 42, 7, "pied")), [])

    def test_text_on_text(self):
        said = self.faults((80, 700, 10, "dessous"), (95, 703, 10, "dessus"))
        self.assertEqual(len(said), 1, said)
        self.assertIn("« dessous » sur « dessus »", said[0])
        self.assertEqual(len(self.faults((80, 700, 10, "gauche"), (90, 700, 10, "droite"))), 1)

    def test_text_outside(self):
        for x, y in ((60, 400), (510, 400), (80, 740), (80, 60), (80, 10)):
            said = self.faults((x, y, 12, "longuement"))
            self.assertEqual(len(said), 1, (x, y, said))
            self.assertIn("hors des marges", said[0])


if __name__ == "__main__":
    unittest.main()
