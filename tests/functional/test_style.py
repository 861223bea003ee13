"""style.ini as an officer changes it: faces by name, files of one's own, faults at their line."""
import shutil
import subprocess
import unittest
from pathlib import Path

from harness import DossierCase

NOTO = Path("/usr/share/fonts/truetype/noto")


class Faces(DossierCase):
    def write_style(self, text):
        (self.dossier.path / "templates" / "style.ini").write_text(text, "utf-8")

    def faces(self):
        """The faces of an attestation: their names, without the tags of subsets."""
        path = sorted((self.dossier.output / "documents" / "attestation").glob("*.pdf"))[0]
        shown = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True)
        return {line.split()[0].partition("+")[2] for line in shown.stdout.splitlines()[2:]}

    def test_a_known_face(self):
        self.write_style("[polices]\ntexte = Noto Serif\n")
        self.assertIn(self.dossier.ate("produire").code, (0, 1))
        faces = self.faces()
        self.assertIn("NotoSerif-Regular", faces)
        self.assertIn("NotoSans-Bold", faces)
        self.assertFalse([face for face in faces if face.startswith("Gentium")])

    def test_one_face_for_all(self):
        self.write_style("[polices]\ntexte = Noto Sans\ntitres = noto sans\n")
        self.assertIn(self.dossier.ate("produire").code, (0, 1))
        self.assertFalse([face for face in self.faces() if not face.startswith("NotoSans-")])

    def test_files_of_ones_own(self):
        folder = self.dossier.path / "templates" / "polices"
        folder.mkdir()
        for style in ("Regular", "Bold", "Italic", "BoldItalic"):
            shutil.copy(NOTO / f"NotoSerif-{style}.ttf", folder / f"Maison-{style}.ttf")
        self.write_style("[polices]\ntitres = polices/Maison\n")
        self.assertIn(self.dossier.ate("produire").code, (0, 1))
        self.assertIn("Maison-Bold", self.faces())
        (folder / "Maison-Italic.ttf").unlink()
        run = self.dossier.ate("produire")
        self.assertEqual(run.code, 2)
        self.assertIn("style.ini:2 : ", run.err)
        self.assertIn("Maison-Italic.ttf", run.err)

    def test_a_name_that_is_not_known(self):
        self.write_style("[polices]\n\ntexte = Gentium\n")
        run = self.dossier.ate("produire")
        self.assertEqual(run.code, 2)
        self.assertIn("style.ini:3 : « Gentium » n'est pas une police connue", run.err)
        self.assertIn("« Gentium Plus »", run.err)
        run = self.dossier.ate("produire", "--lang=en")
        self.assertIn("“Gentium” is not a known font", run.err)


if __name__ == "__main__":
    unittest.main()
