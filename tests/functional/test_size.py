"""What documents weigh: fonts are most of it, and only what is printed is carried."""
import json
import subprocess
import unittest

from harness import Dossier

# Bytes of the heaviest document of a kind, names of every alphabet included; of the mean one.
CEILINGS = {
    "protocole": (74_000, 64_000),
    "attestation": (62_000, 52_000),
    "fiche-credit": (64_000, 54_000),
    "horaire-visites": (58_000, 45_000),
}
FONT_STREAMS_MOST = 34_000  # of a protocol whose names are plain French


def text_of(path):
    run = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    if run.stderr:
        raise AssertionError(run.stderr)
    return run.stdout


class Size(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dossier = Dossier("sample")
        cls.dossier.ate("produire")

    @classmethod
    def tearDownClass(cls):
        cls.dossier.remove()

    def documents(self, kind):
        return sorted((self.dossier.output / "documents" / kind).glob("*.pdf"))

    def test_documents_stay_light(self):
        for kind, (heaviest, mean) in CEILINGS.items():
            sizes = [path.stat().st_size for path in self.documents(kind)]
            self.assertGreater(len(sizes), 5)
            self.assertLessEqual(max(sizes), heaviest, kind)
            self.assertLessEqual(sum(sizes) / len(sizes), mean, kind)

    def test_fonts_are_a_small_part(self):
        """The streams of the fonts of a protocol, as they lie in the file."""
        shown = subprocess.run(["qpdf", "--json=1", "--json-key=objects",
                                str(self.documents("protocole")[0])],
                               capture_output=True, text=True, check=True).stdout
        objects = json.loads(shown)["objects"]
        lengths = [o["/Length"] for o in objects.values() if isinstance(o, dict) and "/Length1" in o]
        total = sum(objects[n] if isinstance(n, str) else n for n in lengths)
        self.assertGreater(len(lengths), 3)
        self.assertLessEqual(total, FONT_STREAMS_MOST)

    def test_fonts_are_embedded_and_can_be_copied(self):
        for kind in CEILINGS:
            for path in self.documents(kind)[::40]:
                fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True)
                lines = fonts.stdout.splitlines()[2:]
                self.assertEqual(fonts.stderr, "")
                self.assertGreater(len(lines), 2)
                for line in lines:
                    self.assertRegex(line, r"^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes ")
                self.assertNotIn("\ufffd", text_of(path))

    def test_a_rare_name_changes_its_own_documents_only(self):
        dossier = Dossier("petit")
        self.addCleanup(dossier.remove)
        dossier.ate("produire")
        before = {n: data for n, data in dossier.files().items() if n.endswith(".pdf")}
        dossier.edit("input/personnel.csv", "Castonguay,Rémi", "Castonguay,Ǧǻmila")
        dossier.ate("produire")
        changed = [n for n, data in dossier.files().items() if before.get(n) not in (None, data)]
        self.assertTrue(changed)
        self.assertLess(len(changed), len(before))
        for name in changed:
            self.assertIn("Ǧǻmila", text_of(dossier.output / name))


if __name__ == "__main__":
    unittest.main()
