"""The witness of the last run: with it or without it, a run says and leaves the same."""
import json
import os
import shutil

from harness import DossierCase
from test_kinds import OTHER_PNG, PNG
from test_stale import Stale

SCAN = b"%PDF-1.7\n% a signed copy\n%%EOF\n"


class Witness(Stale):
    def setUp(self):
        super().setUp()
        self.dossier.keep_kinds("protocole", "attestation", "fiche-credit", "horaire-visites")
        self.path = self.dossier.path / "registre/temoin.json"

    def stamps(self):
        roots = (self.dossier.output, self.dossier.path / "registre")
        return {p: (p.stat().st_mtime_ns, p.stat().st_ctime_ns, p.stat().st_ino)
                for root in roots for p in root.rglob("*") if p.is_file()}

    def alone(self, *args):
        """A run that no witness helps, on a copy; and what it leaves."""
        copy = self.dossier.path.with_name(self.dossier.path.name + "-copy")
        shutil.copytree(self.dossier.path, copy)
        self.addCleanup(shutil.rmtree, copy, ignore_errors=True)
        (copy / "registre/temoin.json").unlink(missing_ok=True)
        own, self.dossier.path = self.dossier.path, copy
        try:
            run = self.dossier.ate("produire", *args)
            return (run.code, run.out, run.err.replace(str(copy), str(own))), self.dossier.files()
        finally:
            self.dossier.path = own
            shutil.rmtree(copy)

    def compare(self, *args):
        said, files = self.alone(*args)
        run = self.dossier.ate("produire", *args)
        self.assertEqual((run.code, run.out, run.err), said)
        self.assertEqual(self.dossier.files(), files)
        return run

    def used(self):
        """Whether a run takes the witness's word: it plants a note that only a witness can say."""
        told = json.loads(self.path.read_text("utf-8"))
        told["dit"] += "le témoin a parlé\n"
        self.path.write_text(json.dumps(told), "utf-8")
        return "le témoin a parlé" in self.dossier.ate("produire").err


class Unchanged(Witness):
    def test_the_next_run_takes_its_word_and_touches_nothing(self):
        self.make()
        before = self.stamps()
        run = self.compare()
        self.assertIn("déjà à jour", run.err)
        self.assertEqual(self.stamps(), before)
        self.assertTrue(self.used())

    def test_what_stands_is_said_again_and_what_happened_is_not(self):
        self.change("sequences", "Q2", protocole_signe_le="2027-01-04")
        self.make()
        self.change("sequences", "Q3", statut="annulee")
        self.make()
        scans = self.dossier.path / "input/signes"
        scans.mkdir()
        (scans / "P-2027-999000-99999.pdf").write_bytes(SCAN)
        self.assertIn("aucun document ne porte ce numéro", self.compare().err)
        again = self.compare().err
        self.assertIn("aucun document ne porte ce numéro", again)
        self.assertIn("n'est plus dû", again)
        self.assertNotIn("ne servira plus", again)

    def test_none_of_a_run_for_a_part_or_to_foresee(self):
        self.make("--sequence=Q1")
        self.assertFalse(self.path.exists())
        self.make()
        self.assertTrue(self.path.exists())
        self.compare("--sequence=Q1")
        self.compare("--simuler")
        self.compare("--forcer")

    def test_it_is_no_authority(self):
        self.make()
        for spoiled in (b"", b"{", b"[]", b'{"version":1}', b'{"version":2,"fichiers":{"a":[1]}}', b"\xff\x00"):
            with self.subTest(spoiled):
                self.path.write_bytes(spoiled)
                self.compare()
                self.assertTrue(self.used())

    def test_a_copy_of_the_dossier_looks_for_itself(self):
        self.make()
        copy = self.dossier.path.with_name(self.dossier.path.name + "-elsewhere")
        self.addCleanup(shutil.rmtree, copy, ignore_errors=True)
        shutil.copytree(self.dossier.path, copy)
        shutil.rmtree(self.dossier.path)
        copy.rename(self.dossier.path)
        self.assertFalse(self.used())
        self.compare()


class Changed(Witness):
    """Each change is seen, whatever the witness said before it."""

    def check(self, change, *args):
        self.make()
        self.make()
        change()
        self.compare(*args)
        self.compare()

    def document(self):
        return self.dossier.output / "documents/protocole/protocole-q2.pdf"

    def test_a_document_altered_in_its_length_and_time(self):
        def alter():
            path = self.document()
            times = path.stat()
            data = bytearray(path.read_bytes())
            data[-20] ^= 1
            path.write_bytes(data)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        self.make()
        good = self.document().read_bytes()
        self.check(alter)
        self.assertEqual(self.document().read_bytes(), good)

    def test_a_document_or_a_report_that_is_gone(self):
        self.check(lambda: self.document().unlink())
        self.check(lambda: (self.dossier.output / "rapports/sommaire.xlsx").unlink())
        self.check(lambda: (self.dossier.output / "manifeste.json").unlink())
        self.check(lambda: shutil.rmtree(self.dossier.output))

    def test_a_cell_a_table_more_and_a_table_less(self):
        self.check(lambda: self.change("sequences", "Q2", quart="soir"))
        self.check(lambda: self.dossier.table("offres").write_text("id,entreprise,programme,places,mode\n", "utf-8"))
        self.check(lambda: self.dossier.table("visites").unlink())

    def test_the_config_a_template_and_the_style(self):
        self.check(lambda: self.dossier.edit("config.ini", "[etablissement]", "[etablissement]\n; rien"))
        self.check(lambda: self.dossier.edit("templates/fr/fiche-credit.md", "\n\n", "\n\nAjout.\n\n"))
        self.check(lambda: (self.dossier.path / "templates/style.ini").touch())

    def test_the_day_the_language_and_severity(self):
        self.check(lambda: None, "--date=2027-03-20")
        self.check(lambda: None, "--lang=en")
        self.check(lambda: None, "--strict")

    def test_an_original_that_is_gone(self):
        def lose():
            next((self.dossier.path / "registre/originaux").iterdir()).unlink()
        self.check(lose)
        self.assertIn("l'original gardé", self.compare().err)

    def test_a_signed_copy_that_comes(self):
        def scan():
            number = next(f["numero"] for f in self.dossier.read_json("manifeste.json")["fichiers"]
                          if f["genre"] == "protocole")
            folder = self.dossier.path / "input/signes"
            folder.mkdir(exist_ok=True)
            (folder / f"{number}.pdf").write_bytes(SCAN)
        self.check(scan)

    def test_what_other_commands_did(self):
        self.make()
        for command in ("valider", "declarer", "envoyer"):
            with self.subTest(command):
                self.dossier.ate(command)
                self.compare()
                self.compare()

    def test_a_picture_of_a_template(self):
        picture = self.dossier.path / "templates/cachet.png"
        picture.write_bytes(PNG)
        self.dossier.edit("templates/fr/fiche-credit.md", "\n\n", "\n\n![Le cachet](cachet.png)\n\n")
        self.make()
        page = next((self.dossier.output / "documents/fiche-credit").iterdir())
        before = page.read_bytes()
        self.check(lambda: picture.write_bytes(OTHER_PNG))
        self.assertTrue(page.read_bytes() != before)

    def test_a_clause_that_no_document_has(self):
        """Its letters choose how the fonts are cut."""
        self.check(lambda: (self.dossier.path / "templates/fr/clauses/plus-tard.md").write_text("Ω ж\n", "utf-8"))

    def test_a_table_that_is_there_and_unreadable(self):
        def fold():
            self.dossier.table("offres").unlink(missing_ok=True)
            self.dossier.table("offres").mkdir()
        self.dossier.table("offres").unlink(missing_ok=True)
        self.check(fold)
