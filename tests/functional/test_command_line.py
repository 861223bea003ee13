"""The command line: names in both languages, faults with a way out, exit codes."""
import os
import subprocess
import unittest

from harness import ATE, Dossier, DossierCase, ate


class CommandLine(unittest.TestCase):
    def refused(self, *args, says):
        run = ate(*args)
        self.assertEqual(run.code, 2, run)
        self.assertEqual(run.out, "", run)
        for words in says:
            self.assertIn(words, run.err)

    def test_help_names_every_command_in_both_languages(self):
        french, english = ate("--help"), ate("--help", "--lang=en")
        self.assertEqual((french.code, english.code), (0, 0))
        for name in ("initialiser", "valider", "produire", "declarer", "envoyer", "regles", "schema", "modeles"):
            self.assertIn(f"\n  {name} ", french.out)
        for name in ("init", "check", "build", "declare", "send", "rules", "schema", "templates"):
            self.assertIn(f"\n  {name} ", english.out)
        self.assertNotIn("Codes de sortie", english.out)

    def test_help_of_one_command(self):
        run = ate("produire", "--help")
        self.assertEqual(run.code, 0)
        self.assertIn("--seulement", run.out)
        self.assertNotIn("tableschema", run.out)

    def test_version(self):
        self.assertRegex(ate("--version").out, r"^ate \d+\.\d+\.\d+\n$")

    def test_faults_name_the_nearest(self):
        self.refused("valdier", says=["valdier", "« valider »"])
        self.refused("produire", "--seulment=x", says=["--seulment=x", "« --seulement »"])
        self.refused("valider", "--seulement=x", says=["n'est pas une option de « ate valider »"])
        self.refused("regles", "neq-form", says=["« neq-forme »"])
        self.refused("schema", "eleve", says=["« eleves »"])
        self.refused("check", "--lang=en", "--formta=json", says=["is not an option", "--format"])

    def test_faults_of_values(self):
        self.refused("produire", "-j", "deux", says=["-j deux"])
        self.refused("produire", "-j", "-1", says=["0 à 256"])
        self.refused("produire", "--date", says=["il manque une valeur"])
        self.refused("produire", "--strict=oui", says=["ne prend pas de valeur"])
        self.refused("valider", "--format=xml", says=["xml", "json"])
        self.refused("valider", "--lang=de", says=["fr", "en"])
        self.refused("valider", "x", says=["« x » est de trop"])
        self.refused("initialiser", says=["DOSSIER"])

    def test_an_empty_line_shows_the_help_and_fails(self):
        run = ate()
        self.assertEqual(run.code, 2)
        self.assertIn("Commandes", run.out)

    def test_absent_dossier(self):
        self.refused("valider", "-C", "/nonexistent/dossier", says=["/nonexistent/dossier", "initialiser"])

    def test_closed_standard_output_is_a_failure(self):
        with open("/dev/full", "w") as full:
            code = subprocess.run([ATE, "--help"], stdout=full, stderr=subprocess.DEVNULL).returncode
        self.assertEqual(code, 3)


class Day(DossierCase):
    def test_bad_dates_are_refused(self):
        for day in ("2026-02-30", "15/03/2027", "demain", ""):
            run = self.dossier.ate("valider", f"--date={day}")
            self.assert_exit(2, run)
        self.assert_exit(2, self.dossier.ate("valider", env={"SOURCE_DATE_EPOCH": "hier"}))

    def test_the_command_line_wins_over_the_environment_and_the_config(self):
        self.dossier.ate("valider", "--date=2026-12-01", env={"SOURCE_DATE_EPOCH": "1700000000"})
        self.assertEqual(self.dossier.read_json("constats.json")["date"], "2026-12-01")
        self.dossier.ate("valider", env={"SOURCE_DATE_EPOCH": "1700000000"})
        self.assertEqual(self.dossier.read_json("constats.json")["date"], "2023-11-14")


class Simulation(DossierCase):
    def test_nothing_is_written(self):
        for command in ("valider", "produire", "declarer"):
            self.assertIn(self.dossier.ate(command, "-n").code, (0, 1))
            self.assertFalse(self.dossier.output.exists(), command)
            self.assertFalse((self.dossier.path / "registre").exists(), command)


class Initialise(unittest.TestCase):
    def setUp(self):
        self.dossier = Dossier()
        self.addCleanup(self.dossier.remove)
        self.target = self.dossier.path / "nouveau"

    def test_makes_a_dossier_that_only_wants_filling(self):
        run = ate("initialiser", self.target)
        self.assertEqual(run.code, 0, run)
        header = (self.target / "input/sequences.csv").read_bytes()
        self.assertTrue(header.startswith(b"\xef\xbb\xbfid;eleve;entreprise;"))
        self.assertTrue(header.endswith(b";mandat\r\n"))
        self.assertEqual(len(list((self.target / "input").iterdir())), 22)
        self.assertTrue((self.target / "templates/catalogue.ini").is_file())
        self.assertIn(f"« ate produire -C {self.target} », puis ouvrez {self.target}/output/index.html.", run.err)
        # The empty config says all that is to be filled at once, then the last key by itself.
        run = ate("valider", "-C", self.target)
        self.assertEqual(run.code, 2)
        self.assertIn("config.ini : 12 clés obligatoires sont vides ou manquent\n  → remplissez [etablissement] nom, "
                      "code_organisme, reseau, adresse, ville, code_postal, signataire_nom, signataire_titre ; "
                      "[periode] nom, annee_scolaire, debut, fin\n", run.err)

    def test_the_next_step_is_said(self):
        book = f"Les cases à corriger sont en couleur dans {self.dossier.output}/constats.xlsx."
        run = self.dossier.ate("valider")
        self.assertIn(f"{book}\nEnsuite : corrigez et recommencez", run.err)
        clean = Dossier("propre")
        self.addCleanup(clean.remove)
        run = clean.ate("valider")
        self.assertNotIn("constats.xlsx", run.err)
        self.assertTrue(run.err.endswith("Ensuite : « ate produire ».\n"), run.err)

    def test_never_writes_over_anything(self):
        self.target.mkdir()
        (self.target / "notes.txt").write_text("à garder")
        run = ate("initialiser", self.target)
        self.assertEqual(run.code, 2)
        self.assertEqual(os.listdir(self.target), ["notes.txt"])


if __name__ == "__main__":
    unittest.main()
