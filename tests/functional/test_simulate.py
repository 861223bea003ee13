"""`produire --simuler` says in words what the next run does and why; `--forcer` makes again what is
neither issued nor signed."""
import hashlib
import sqlite3
import unittest

from harness import DossierCase
from test_protocol_life import UNSIGNED, Life


class Simulate(Life):
    def foresee(self, *args, day="2027-03-15"):
        before = self.dossier.files()
        run = self.dossier.ate("produire", "--simuler", f"--date={day}", *args)
        self.assertIn(run.code, (0, 1), run)
        self.assertEqual(self.dossier.files(), before)
        return run.out.splitlines()

    def line(self, start, *args, **more):
        found = [line for line in self.foresee(*args, **more) if line.startswith(start)]
        self.assertEqual(len(found), 1, found)
        return found[0]

    def test_before_any_run_everything_is_new(self):
        lines = self.foresee()
        self.assertFalse((self.dossier.path / "registre").exists())
        self.assertFalse(self.dossier.output.exists())
        self.assertIn("depliant 5195 : nouveau : jamais produit", lines)
        self.assertIn("protocole Q1 : nouveau : transcription de ce qui a été signé", lines)
        self.assertIn("protocole Q4 : retenu par remuneration-incoherente", lines)
        self.assertEqual(lines[-1], "En tout : 37 à produire, 1 à libérer.")

    def test_then_nothing_is(self):
        self.make("2027-03-15")
        lines = self.foresee()
        self.assertEqual(lines, ["protocole Q4 : retenu par remuneration-incoherente",
                                 "En tout : 1 à libérer, 37 sans changement."])
        lines = self.foresee("--tout")
        self.assertIn("protocole Q1 (P-2027-999056-00001) : signé, reste tel quel", lines)
        self.assertIn("attestation Q1 (2027-999056-00001) : inchangé", lines)
        self.assertEqual(len(lines), 39)

    def test_changed_terms_are_named_with_their_values(self):
        self.change("Q5", statut="jumelee", **UNSIGNED)
        self.make("2027-03-01")
        self.change("Q5", fin="2027-05-14", heures="238")
        self.assertEqual(self.line("protocole Q5", day="2027-03-05"),
                         "protocole Q5 (P-2027-999056-00004) : révision 2, parce que ces termes changent : "
                         "fin (2027-05-07 → 2027-05-14), heures (203 → 238)")

    def test_an_amendment_says_its_changes(self):
        self.sign()
        self.change("Q5", fin="2027-05-21", heures="273")
        self.assertEqual(self.line("avenant Q5.a1"),
                         "avenant Q5.a1 : nouveau : avenant proposé, 2 changements : "
                         "fin (2027-05-14 → 2027-05-21), heures (238 → 273)")
        self.assertEqual(self.line("protocole Q5", "--tout"),
                         "protocole Q5 (P-2027-999056-00004) : signé, reste tel quel")
        self.make("2027-03-15")
        self.change("Q5", fin="2027-05-14", heures="238")
        self.assertEqual(self.line("avenant Q5.a1"),
                         "avenant Q5.a1 : sera annulé (les tables ne le demandent plus)")

    def test_changed_rows_are_named_without_their_values(self):
        self.make("2027-03-15")
        self.dossier.edit("input/eleves.csv", "rue des Ormes-Bleus, app. 1", "rue des Saules, app. 1")
        self.dossier.edit("input/entreprises.csv", "Ateliers du Bic s.a.", "Ateliers du Bic inc.")
        self.assertEqual(self.line("attestation Q3"),
                         "attestation Q3 (2027-999056-00002) : révision 2, parce que ces lignes ont changé : "
                         "entreprises.csv:3")
        self.assertNotIn("Saules", "\n".join(self.foresee()))

    def test_a_template_only_renders_again_what_is_free(self):
        self.make("2027-03-15")
        self.dossier.edit("templates/style.ini", "[corps]", "; une remarque\n[corps]")
        again = "refait, parce que le modèle, le style, les caractères ou le programme ont changé"
        self.assertEqual(self.line("engagement 1001"), f"engagement 1001 (E-2027-999056-00001) : {again}")
        for kept in ("attestation Q1", "protocole Q1"):
            self.assertNotIn(again, self.line(kept, "--tout"))

    def test_a_file_that_is_gone(self):
        self.make("2027-03-15")
        (self.dossier.output / "documents/releve/releve-1001.pdf").unlink()
        (self.dossier.output / "documents/attestation/attestation-q1.pdf").write_bytes(b"autre")
        self.assertEqual(self.line("releve 1001"),
                         "releve 1001 : refait, parce que son fichier manque ou n'est plus le même")
        self.assertEqual(self.line("attestation Q1"),
                         "attestation Q1 (2027-999056-00001) : remis tel quel, depuis l'original gardé")

    def test_what_is_no_longer_due(self):
        self.make("2027-03-15")
        self.change("Q5", statut="annulee")
        lines = self.foresee()
        self.assertIn("protocole Q5 : sera annulé (la séquence est annulée)", lines)
        self.assertIn("documents/protocole/protocole-q5.pdf : d'une production précédente, n'est plus bon "
                      "(n'est plus dû)", lines)
        self.assertIn("avis-annulation Q5 : nouveau : jamais produit", lines)

    def test_what_it_says_is_what_the_run_does(self):
        self.make("2027-03-15")
        self.dossier.edit("input/entreprises.csv", "Ateliers du Bic s.a.", "Ateliers du Bic inc.")
        said = {line.split(" (")[0].split(" : ")[0] for line in self.foresee() if "révision" in line}
        self.make("2027-03-16")
        done = {f"{kind} {key}" for kind, key in self.sql(
            "SELECT d.genre, d.cle FROM documents d JOIN revisions r ON r.document = d.id WHERE r.revision = 2")}
        self.assertEqual(said, done)
        self.assertGreater(len(done), 5)

    def test_in_english(self):
        lines = self.foresee("--lang=en")
        self.assertIn("depliant 5195: new: never made", lines)
        self.assertEqual(lines[-1], "In all: 37 to make, 1 to free.")


class Force(Life):
    """A file that the registry takes for what it made is left alone, until one forces."""
    def replace(self, path, kind, key):
        other = b"%PDF-1.7\nautre\n"
        (self.dossier.output / path).write_bytes(other)
        base = sqlite3.connect(self.dossier.path / "registre/registre.db")
        base.execute("UPDATE revisions SET sha256 = ? WHERE document = (SELECT id FROM documents"
                     " WHERE genre = ? AND cle = ?)", (hashlib.sha256(other).hexdigest(), kind, key))
        base.commit()
        base.close()
        return other

    def test_only_what_is_free_is_made_again(self):
        self.make("2027-03-15")
        before = self.dossier.files()
        path = "documents/releve/releve-1001.pdf"
        other = self.replace(path, "releve", "1001")
        self.make("2027-03-15")
        self.assertEqual(self.bytes_of(path), other)
        run = self.dossier.ate("produire", "--date=2027-03-15", "--forcer", "--simuler")
        self.assertIn("releve 1001 : refait, comme demandé", run.out)
        self.assertIn("En tout : 31 à refaire, 1 à libérer, 6 sans changement.", run.out)
        run = self.make("2027-03-15", "--force")
        self.assertIn("releve : 3 documents (2 refaits à l'identique)", run.err)
        self.assertIn("attestation : 2 documents (2 déjà à jour)", run.err)
        self.assertEqual(self.dossier.files(), before)


del Life, DossierCase

if __name__ == "__main__":
    unittest.main()
