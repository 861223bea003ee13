"""Bad input: a message with a place and a way out, the right exit code, earlier output intact."""
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from harness import DossierCase, ate

SEQUENCES = "sequences"


class BadTables(DossierCase):
    """A bad table is a finding at its file: exit 1, and the run goes on."""

    def after(self, change, code, table=SEQUENCES, exit_code=1):
        change(self.dossier.table(table))
        run = self.dossier.ate("valider")
        self.assert_exit(exit_code, run)
        found = [f for f in self.dossier.findings(code) if f["fichier"] == f"{table}.csv"]
        self.assertTrue(found, f"{code} not found: {self.dossier.findings()[:5]}")
        self.assertTrue(found[0]["message"])
        self.assertTrue(found[0]["correction"])
        return found

    def test_missing_required(self):
        self.after(lambda p: p.unlink(), "fichier-absent")

    def test_missing_optional_is_information(self):
        (self.dossier.table("visites")).unlink(missing_ok=True)
        self.dossier.ate("valider")
        found = [f for f in self.dossier.findings("fichier-absent") if f["fichier"] == "visites.csv"]
        self.assertEqual([f["gravite"] for f in found], ["info"])

    def test_folder_instead_of_a_file(self):
        def change(path):
            path.unlink()
            path.mkdir()
        self.after(change, "fichier-illisible")

    def test_empty_file(self):
        self.after(lambda p: p.write_bytes(b""), "fichier-vide")

    def test_only_a_byte_order_mark(self):
        self.after(lambda p: p.write_bytes(b"\xef\xbb\xbf"), "fichier-vide")

    def test_only_a_header(self):
        self.after(lambda p: p.write_bytes(p.read_bytes().splitlines(keepends=True)[0]), "fichier-vide")

    def test_binary(self):
        self.after(lambda p: p.write_bytes(bytes(range(256)) * 64), "fichier-illisible")

    def test_declared_encoding_that_is_wrong(self):
        self.dossier.edit("config.ini", "[periode]", "[entrees]\nencodage = UTF-8\n[periode]")
        found = self.after(lambda p: p.write_bytes(p.read_bytes() + "é\n".encode("cp1252")), "enregistrement-invalide")
        self.assertEqual(len(found), 1)

    def test_missing_column(self):
        self.after(lambda p: p.write_bytes(p.read_bytes().replace(b"debut", b"dbt", 1)), "colonne-absente")

    def test_a_title_above_the_headers(self):
        found = self.after(lambda p: p.write_bytes("Liste des séquences\n".encode() + p.read_bytes()),
                           "colonne-absente")
        self.assertEqual({f["correction"] for f in found},
                         {"retirez les lignes au-dessus des titres : ils semblent être à la ligne 2"})
        self.assertEqual(self.dossier.findings("enregistrement-invalide"), [])

    def test_titles_of_several_values_above_the_headers(self):
        titles = "Centre de formation,Liste des séquences\nExporté,le 5 janv. 2027\n"
        found = self.after(lambda p: p.write_bytes(titles.encode() + p.read_bytes()), "colonne-absente")
        self.assertEqual({f["correction"] for f in found},
                         {"retirez les lignes au-dessus des titres : ils semblent être à la ligne 3"})

    def test_a_date_in_words(self):
        found = self.after(lambda p: p.write_bytes(p.read_bytes().replace(b",2027-", b",5 janv. 2027-", 1)),
                           "valeur-type")
        self.assertEqual(len(found), 1)
        self.assertIn("format de cellule « aaaa-mm-jj »", found[0]["correction"])

    def test_rows_without_an_identifier_are_named_by_their_line(self):
        found = self.after(lambda p: p.write_bytes(p.read_bytes().replace(b"id,", b"No,", 1)), "colonne-absente")
        held = found[0]["retient"]
        self.assertIn("declaration:ligne 2", held)
        self.assertTrue(all(label.split(":", 1)[1] for label in held), held)

    def test_duplicate_header(self):
        self.after(lambda p: p.write_bytes(p.read_bytes().replace(b"mandat", b"D\xc3\xa9but", 1)
                                           if b"mandat" in p.read_bytes() else
                                           p.read_bytes().replace(b"horaire", b"D\xc3\xa9but", 1)), "colonne-double")

    def test_too_many_columns(self):
        self.after(lambda p: p.write_bytes(b";".join(b"c%d" % i for i in range(100000)) + b"\n"),
                   "fichier-illisible")

    def test_huge_field(self):
        def change(path):
            lines = path.read_bytes().splitlines(keepends=True)
            path.write_bytes(b"".join(lines) + b"S" * 70000 + b"\n")
        self.after(change, "enregistrement-invalide")

    def test_nul(self):
        def change(path):
            lines = path.read_bytes().splitlines(keepends=True)
            lines[1] = lines[1].replace(b";", b"\0;", 1) if b";" in lines[1] else lines[1].replace(b",", b"\0,", 1)
            path.write_bytes(b"".join(lines))
        found = self.after(change, "enregistrement-invalide")
        self.assertEqual(found[0]["ligne"], 2)

    def test_unpaired_quote_does_not_swallow_the_file(self):
        def change(path):
            lines = path.read_bytes().splitlines(keepends=True)
            lines[1] = b'"' + lines[1]
            path.write_bytes(b"".join(lines))
        found = self.after(change, "enregistrement-invalide")
        self.assertEqual(found[0]["ligne"], 2)
        self.assertEqual(len(found), 1)

    def test_line_ends_change_nothing(self):
        def findings():
            self.dossier.ate("valider")
            return [(f["code"], f["fichier"], f["ligne"], f["cellule"]) for f in self.dossier.findings()]
        before = findings()
        original = {p: p.read_bytes().replace(b"\r\n", b"\n") for p in (self.dossier.path / "input").iterdir()}
        for end in (b"\r\n", b"\r"):
            for path, data in original.items():
                path.write_bytes(data.replace(b"\n", end))
            self.assertEqual(findings(), before, end)


class Unreadable(DossierCase):
    @unittest.skipUnless(os.geteuid() == 0, "needs to drop root's rights")
    def test_unreadable_file(self):
        # Root reads everything: the program runs as nobody here.
        os.chmod(self.dossier.path, 0o777)
        for folder, _, files in os.walk(self.dossier.path):
            os.chmod(folder, 0o777)
            for name in files:
                os.chmod(Path(folder) / name, 0o644)
        self.dossier.table(SEQUENCES).chmod(0)
        copy = Path(tempfile.mkdtemp(prefix="ate-bin-"))
        os.chmod(copy, 0o755)
        self.addCleanup(lambda: subprocess.run(["rm", "-rf", copy]))
        from harness import ATE
        program = copy / "ate"
        program.write_bytes(Path(ATE).read_bytes())
        program.chmod(0o755)
        done = subprocess.run([program, "valider", "-C", self.dossier.path], user=65534, group=65534,
                              extra_groups=[], capture_output=True)
        self.assertEqual(done.returncode, 1, done.stderr.decode())
        found = self.dossier.findings("fichier-illisible")
        self.assertTrue(found)
        self.assertIn("accès refusé par les droits", found[0]["message"])


    def test_who_coordinates_is_read_of_the_staff(self):
        """The commitment is signed by that person: it waits for the table, and is not issued without."""
        staff = self.dossier.table("personnel")
        whole = staff.read_bytes()
        staff.write_bytes(bytes(range(256)) * 64)
        self.assert_exit(1, self.dossier.ate("produire"))
        found, = [f for f in self.dossier.findings("fichier-illisible") if f["fichier"] == "personnel.csv"]
        self.assertIn("engagement:1001", found["retient"])
        self.assertFalse((self.dossier.output / "documents" / "engagement").exists())
        staff.write_bytes(whole)
        self.assert_exit(1, self.dossier.ate("produire"))
        entries = self.dossier.read_json("manifeste.json")["fichiers"]
        self.assertEqual([e["revision"] for e in entries if e["genre"] == "engagement"], [1, 1, 1])


class BadConfig(DossierCase):
    def refused(self, old, new, *says):
        self.dossier.edit("config.ini", old, new)
        run = self.dossier.ate("produire")
        self.assert_exit(2, run)
        self.assertRegex(run.err, r"config\.ini:\d+")
        for words in says:
            self.assertIn(words, run.err)
        self.assertFalse(self.dossier.output.exists())

    def test_unknown_section(self):
        self.refused("[periode]", "[period]", "periode")

    def test_unknown_key(self):
        self.refused("annee_scolaire", "anne_scolaire", "annee_scolaire")

    def test_bad_value(self):
        self.refused("reseau = fp", "reseau = fpp", "« fpp »", "« fp »")

    def test_bad_rule(self):
        self.refused("[periode]", "[regles]\nneq-form = info\n[periode]", "neq-forme")

    def test_a_rule_that_may_not_be_lowered(self):
        self.refused("[periode]", "[regles]\ncle-double = info\n[periode]", "cle-double")

    def test_missing_config(self):
        (self.dossier.path / "config.ini").unlink()
        run = self.dossier.ate("valider")
        self.assert_exit(2, run)
        self.assertIn("config.ini", run.err)
        self.assertIn("  → lancez ate dans le dossier qui contient config.ini", run.err)
        self.assertNotIn("No such file", run.err)

    def test_missing_input_folder(self):
        os.rename(self.dossier.path / "input", self.dossier.path / "autre")
        self.assert_exit(2, self.dossier.ate("valider"))


class BadTemplates(DossierCase):
    def refused(self, name, old, new, *says):
        self.dossier.edit(name, old, new)
        run = self.dossier.ate("produire")
        self.assert_exit(2, run)
        for words in says:
            self.assertIn(words, run.err)
        self.assertFalse((self.dossier.output / "documents").exists())

    def test_unknown_variable_has_its_place_and_the_nearest_name(self):
        self.dossier.edit("templates/fr/protocole.md", "{{", "{{eleve.prenmo}} {{", 1)
        run = self.dossier.ate("produire")
        self.assert_exit(2, run)
        self.assertRegex(run.err, r"templates/fr/protocole\.md:\d+")
        self.assertIn("prenmo", run.err)
        self.assertIn("prenom", run.err)

    def test_unclosed_section(self):
        path = self.dossier.path / "templates/fr/protocole.md"
        path.write_text(path.read_text("utf-8") + "\n{{#eleve}}\n", "utf-8")
        run = self.dossier.ate("produire")
        self.assert_exit(2, run)
        self.assertRegex(run.err, r"templates/fr/protocole\.md:\d+")

    def test_unknown_catalogue_key(self):
        self.refused("templates/catalogue.ini", "portee =", "porte =", "catalogue.ini", "portee")

    def test_bad_condition(self):
        self.refused("templates/catalogue.ini", "du =", "du = (", "catalogue.ini")

    def test_missing_template(self):
        (self.dossier.path / "templates/en/protocole.md").unlink()
        run = self.dossier.ate("produire")
        self.assert_exit(2, run)
        self.assertIn("protocole", run.err)


class BadOutput(DossierCase):
    def test_output_that_is_a_file(self):
        self.dossier.output.write_text("un fichier")
        run = self.dossier.ate("produire")
        self.assert_exit(3, run)
        self.assertIn("output", run.err)
        self.assertEqual(self.dossier.output.read_text(), "un fichier")

    @unittest.skipUnless(os.geteuid() == 0, "mounts a small disk")
    def test_full_disk_keeps_what_was_there_and_a_second_run_finishes(self):
        self.dossier.output.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=150k", "ate", self.dossier.output],
                          capture_output=True).returncode:
            self.skipTest("no right to mount")
        try:
            run = self.dossier.ate("produire")
            self.assert_exit(3, run)
            self.assertIn("ate:", run.err)
            for path in self.dossier.output.rglob("*.pdf"):
                self.assertTrue(path.read_bytes().rstrip().endswith(b"%%EOF"), path)
            self.assertEqual(list(self.dossier.output.rglob(".ate-*")), [])
        finally:
            subprocess.run(["umount", self.dossier.output], check=True)
        run = self.dossier.ate("produire")
        self.assertIn(run.code, (0, 1), run)
        again = self.dossier.files()
        self.dossier.ate("produire")
        self.assertEqual(self.dossier.files(), again)

    def test_earlier_output_survives_a_broken_config(self):
        self.dossier.ate("produire")
        before = self.dossier.files()
        self.assertTrue(before)
        self.dossier.edit("config.ini", "[periode]", "[period]")
        self.assert_exit(2, self.dossier.ate("produire"))
        self.assertEqual(self.dossier.files(), before)

    def test_unknown_key_on_the_command_line(self):
        for option in ("--sequence", "--eleve", "--entreprise"):
            run = self.dossier.ate("produire", f"{option}=NULLE-PART")
            self.assert_exit(2, run)
            self.assertIn("NULLE-PART", run.err)
        self.assert_exit(2, self.dossier.ate("produire", "--seulement=protocol"))


if __name__ == "__main__":
    unittest.main()
