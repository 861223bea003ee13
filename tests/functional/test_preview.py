"""`ate modeles --apercu`: what each kind looks like, on invented data, without touching anything."""
import json
import re
import shutil
import subprocess
import unittest

from harness import ROOT, DossierCase, ate


def text_of(pdf):
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode()


class Preview(DossierCase):
    def preview(self, *args):
        run = self.dossier.ate("modeles", *args)
        self.assert_exit(0, run)
        return run.out.splitlines()

    def kinds(self):
        catalogue = (self.dossier.path / "templates/catalogue.ini").read_text("utf-8")
        return re.findall(r"^\[(.+)\]", catalogue, re.M)

    def test_every_kind_in_both_languages(self):
        shutil.rmtree(self.dossier.path / "input")
        told = self.preview("--apercu")
        folder = self.dossier.output / "apercu"
        wanted = [str(folder / f"{kind}-{lang}.pdf") for kind in self.kinds() for lang in ("fr", "en")]
        self.assertEqual(told, wanted)
        self.assertEqual(sorted(p.name for p in folder.iterdir()), sorted(p.split("/")[-1] for p in wanted))
        self.assertFalse((self.dossier.path / "registre").exists())
        self.assertEqual([p.name for p in self.dossier.output.iterdir()], ["apercu"])
        for path in wanted:
            with self.subTest(path):
                subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
                letters = re.sub(r"\s", "", text_of(path))
                self.assertNotIn("{{", letters)
                mark = "SPÉCIMEN" if path.endswith("-fr.pdf") else "SPECIMEN"
                self.assertNotIn(mark, letters)
                self.assertIn(mark, re.sub(r"\s", "", self.text_with_watermark(path)), path)

    @staticmethod
    def text_with_watermark(path):
        """It is seen and not read: the empty /ActualText that hides it is taken away. It is set
        aslant, and its letters are found one by one."""
        shown = subprocess.run(["qpdf", "--qdf", path, "-"], check=True, capture_output=True).stdout
        hidden = b"/Span<</ActualText()>>BDC"
        done = subprocess.run(["pdftotext", "-raw", "-", "-"], capture_output=True,
                              input=shown.replace(hidden, hidden.replace(b"Text", b"None")))
        return done.stdout.decode()

    def test_numbers_are_patterns(self):
        protocol = text_of(self.preview("--apercu=protocole")[0])
        self.assertIn("P-0000-000000-00000", protocol)
        self.assertNotRegex(protocol, r"P-20\d\d")

    def test_no_number_is_taken_and_nothing_else_moves(self):
        self.dossier.ate("produire")
        before = self.dossier.files()
        registry = (self.dossier.path / "registre/registre.db").read_bytes()
        self.preview("--apercu")
        after = {name: data for name, data in self.dossier.files().items() if not name.startswith("apercu/")}
        self.assertEqual(after, before)
        self.assertEqual((self.dossier.path / "registre/registre.db").read_bytes(), registry)
        self.dossier.ate("produire")
        again = {name: data for name, data in self.dossier.files().items() if not name.startswith("apercu/")}
        self.assertEqual(again, before)

    def test_none_of_the_data_is_shown(self):
        students = self.dossier.table("eleves").read_text("utf-8-sig").splitlines()[1:]
        names = {name for line in students for name in re.split(r"[;,]", line)[1:3] if len(name) > 3}
        self.assertTrue(names)
        said = "".join(text_of(path) for path in self.preview("--apercu"))
        for name in names:
            self.assertNotIn(name, said)

    def test_some_kinds_only(self):
        for args in (["--apercu=attestation"], ["--apercu", "--seulement=attestation"],
                     ["--preview=attestation"]):
            told = self.preview(*args)
            self.assertEqual([p.split("/")[-1] for p in told], ["attestation-fr.pdf", "attestation-en.pdf"])
        run = self.dossier.ate("modeles", "--apercu=atestation")
        self.assert_exit(2, run)
        self.assertIn("vouliez-vous dire « attestation » ?", run.err)

    def test_same_bytes_whatever_the_day(self):
        self.preview("--apercu")
        first = self.dossier.files()
        self.preview("--apercu", "--date=2027-06-01")
        self.assertEqual(self.dossier.files(), first)

    def test_a_changed_text_shows(self):
        self.dossier.edit("templates/fr/protocole.md", "# Protocole d'entente tripartite",
                          "# Entente à trois")
        self.assertIn("Entente à trois", text_of(self.preview("--apercu=protocole")[0]))

    def test_a_fault_is_told(self):
        self.dossier.edit("templates/fr/protocole.md", "{{document.numero}}", "{{document.numro}}")
        run = self.dossier.ate("modeles", "--apercu")
        self.assert_exit(2, run)
        self.assertIn("« document.numero »", run.err)

    def test_a_dossier_from_before_has_no_specimen(self):
        shutil.rmtree(self.dossier.path / "templates/specimen")
        self.assertEqual(len(self.preview("--apercu=protocole")), 2)

    def test_invented_data_are_without_error(self):
        """The specimen is a dossier: what it shows must be what a real one would."""
        specimen = self.dossier.path / "templates/specimen"
        config = specimen / "config.ini"
        config.write_text(config.read_text("utf-8") + "\n[sorties]\nmodeles = ../\n", "utf-8")
        run = self.dossier.ate("valider", "-C", specimen, "--format=json")
        found = json.loads(run.out)["constats"]
        self.assertEqual([f for f in found if f["gravite"] == "erreur"], [])

    def test_a_new_dossier_has_its_specimen(self):
        fresh = self.dossier.path / "neuf"
        self.assert_exit(0, ate("initialiser", fresh))
        for path in (ROOT / "templates/specimen").rglob("*.*"):
            name = path.relative_to(ROOT)
            self.assertEqual((fresh / name).read_bytes(), path.read_bytes(), name)
        # before anything is filled in
        run = ate("-C", fresh, "modeles", "--apercu=protocole")
        self.assert_exit(0, run)
        self.assertEqual(len(run.out.splitlines()), 2)
        self.assert_exit(0, ate("-C", fresh, "modeles", "--verifier"))


if __name__ == "__main__":
    unittest.main()
