"""`verifier`: whether a file, a number or a scanned code is of our documents, and what became of it."""
import hashlib
import json
import shutil
import unittest

import jsonschema

from harness import ROOT, DossierCase
from test_protocol_life import PROTOCOL, UNSIGNED, Life

SCHEMA = json.loads((ROOT / "docs" / "verification.schema.json").read_text("utf-8"))
NUMBER = "P-2027-999056-00004"


class Verify(Life):
    def verify(self, code, *args):
        run = self.dossier.ate("verifier", *args)
        self.assert_exit(code, run)
        return run.out

    def results(self, *args):
        run = self.dossier.ate("verifier", "--format=json", *args)
        said = json.loads(run.out)
        jsonschema.validate(said, SCHEMA)
        self.assertEqual(run.code, int(any(r["verdict"] != "courant" for r in said["resultats"])), run)
        return said["resultats"]

    def verdict(self, *args):
        result, = self.results(*args)
        return result["verdict"], result["nature"], result["revision"], result["revision_en_vigueur"]

    def keep(self, path, name):
        """A copy of an output, as one has it in hand."""
        copy = self.dossier.path / name
        shutil.copyfile(self.dossier.output / path, copy)
        return copy

    def code(self, key, revision, kind="protocole"):
        number, digest = self.sql("SELECT d.numero, r.empreinte FROM documents d JOIN revisions r"
                                  " ON r.document = d.id WHERE d.genre = ? AND d.cle = ? AND r.revision = ?",
                                  kind, key, revision)[0]
        return f"--code=ATE1|999056|{number}|{revision}|{digest[:16]}"

    def test_a_current_document(self):
        self.make("2027-03-15")
        copy = self.keep("documents/attestation/attestation-q3.pdf", "a.pdf")
        self.assertEqual(self.verify(0, copy),
                         f"{copy} : de nous, intact, en vigueur\n"
                         "  document : attestation Q3, numéro 2027-999056-00002, révision 1 du 2027-03-15\n")
        self.assertEqual(self.results(copy), [{
            "demande": str(copy), "par": "fichier", "verdict": "courant", "nature": "document",
            "genre": "attestation", "cle": "Q3", "numero": "2027-999056-00002", "revision": 1,
            "emis_le": "2027-03-15", "revision_en_vigueur": 1, "en_vigueur_le": "2027-03-15",
            "transcription": False}])

    def test_without_a_number_and_without_the_tables(self):
        self.make("2027-03-15")
        for table in (self.dossier.path / "input").iterdir():
            table.unlink()
        self.assertEqual(self.verdict(self.dossier.output / "documents/releve/releve-1001.pdf"),
                         ("courant", "document", 1, 1))
        self.assertEqual(self.verdict(self.dossier.output / "rapports/sommaire.xlsx"),
                         ("courant", "rapport", None, None))

    def test_replaced(self):
        self.make("2027-03-15")
        old = self.keep("documents/attestation/attestation-q3.pdf", "vieux.pdf")
        self.dossier.edit("input/entreprises.csv", "Ateliers du Bic s.a.", "Ateliers du Bic inc.")
        self.make("2027-03-20")
        self.assertEqual(self.verify(1, old),
                         f"{old} : de nous, intact, mais remplacé\n"
                         "  document : attestation Q3, numéro 2027-999056-00002, révision 1 du 2027-03-15 ; "
                         "celle qui vaut est la révision 2 du 2027-03-20\n")
        self.assertEqual(self.verdict(self.dossier.output / "documents/attestation/attestation-q3.pdf"),
                         ("courant", "document", 2, 2))

    def test_the_signed_revision_stands(self):
        self.change("Q5", statut="jumelee", **UNSIGNED)
        self.make("2027-03-01")
        first = self.keep(PROTOCOL, "premier.pdf")
        self.sign(day="2027-03-03")
        self.assertEqual(self.verdict(self.dossier.output / PROTOCOL), ("courant", "document", 1, 1))
        self.assertEqual(self.verdict(f"--numero={NUMBER}"), ("courant", "document", 1, 1))
        self.assertEqual(self.verdict(self.code("Q5", 2)), ("remplace", "document", 2, 1))
        self.assertEqual(self.verdict(self.code("Q5", 1)), ("courant", "document", 1, 1))
        self.assertEqual(self.verdict(first)[0], "courant")

    def test_altered(self):
        self.make("2027-03-15")
        place = self.dossier.output / PROTOCOL
        place.write_bytes(place.read_bytes() + b"\n")
        self.assertEqual(self.verdict(place), ("modifie", "document", 1, 1))
        self.assertIn(f"{place} : modifié depuis sa production\n", self.verify(1, place))
        elsewhere = self.keep(PROTOCOL, "ailleurs.pdf")
        self.assertEqual(self.verdict(elsewhere), ("inconnu", None, None, None))
        self.assertIn("--code='ATE1|…'", self.verify(1, elsewhere))

    def test_cancelled(self):
        self.sign()
        copy = self.keep(PROTOCOL, "signe.pdf")
        self.change("Q5", statut="annulee")
        self.make("2027-03-12")
        self.assertEqual(self.verdict(copy), ("annule", "document", 2, 2))
        self.assertEqual(self.verdict(f"--numero={NUMBER}"), ("annule", "document", 2, 2))
        self.assertEqual(self.verdict(self.code("Q5", 2))[0], "annule")

    def test_a_signed_scan(self):
        self.sign()
        scan = self.dossier.path / "input/signes" / f"{NUMBER}.pdf"
        scan.parent.mkdir()
        scan.write_bytes(b"%PDF-1.4\nun exemplaire\n")
        self.assertEqual(self.verdict(scan)[0], "inconnu")
        self.make("2027-03-12")
        self.assertEqual(self.verdict(scan), ("courant", "exemplaire_signe", 2, 2))
        self.assertIn("exemplaire signé, numérisé : protocole Q5", self.verify(0, scan))

    def test_a_protected_copy(self):
        self.dossier.edit("config.ini", "[sorties]", "[sorties]\nmot_de_passe_commande = echo secret")
        run = self.dossier.ate("envoyer", "--date=2027-03-15")
        self.assertIn(run.code, (0, 1), run)
        copy = self.keep("proteges/attestation/attestation-q3.pdf", "protege.pdf")
        self.assertEqual(self.verdict(copy), ("courant", "copie_protegee", 1, 1))

    def test_codes(self):
        self.make("2027-03-15")
        code = self.code("Q3", 1, "attestation")
        self.assertEqual(self.verdict(code), ("courant", "document", 1, 1))
        self.assertEqual(self.verdict(code.replace("ATE1|", " ATE1|") + "\n"), ("courant", "document", 1, 1))
        last = code[-1]
        forged = code[:-1] + ("0" if last != "0" else "1")
        self.assertEqual(self.verdict(forged), ("modifie", "document", 1, 1))
        self.assertIn("un faux, ou un code mal lu", self.verify(1, forged))
        self.assertEqual(self.verdict(code.replace("|1|", "|7|"))[0], "inconnu")
        self.assertEqual(self.verdict(code.replace("|999056|", "|999057|", 1))[0], "inconnu")
        for bad in ("ATE1", "ATE1|999056|X|1|00", "ATE2" + code[11:], code[7:] + "|", "ATE1|999056|X|0|" + "0" * 16):
            run = self.dossier.ate("verifier", f"--code={bad}")
            self.assert_exit(2, run)
            self.assertIn("n'est pas le code d'un document", run.err)

    def test_the_code_is_the_one_printed(self):
        self.make("2027-03-15")
        text = "".join(self.text_of("documents/attestation/attestation-q3.pdf").split())
        self.assertIn(self.code("Q3", 1, "attestation").removeprefix("--code="), text)

    def test_numbers(self):
        self.make("2027-03-15")
        self.assertEqual(self.verdict("--numero=2027-999056-00002"), ("courant", "document", 1, 1))
        self.assertEqual(self.verify(1, "--numero=2027-999056-00020"),
                         "2027-999056-00020 : aucun document ne porte ce numéro\n"
                         "  → vouliez-vous dire « 2027-999056-00002 » ?\n")

    def test_several_at_once(self):
        self.make("2027-03-15")
        results = self.results(self.dossier.output / PROTOCOL, self.dossier.path / "absent.pdf",
                               "--numero=F-2027-999056-00001")
        self.assertEqual([r["verdict"] for r in results], ["courant", "illisible", "courant"])
        self.assertEqual([r["par"] for r in results], ["fichier", "fichier", "numero"])

    def test_nothing_is_written_nor_named(self):
        self.make("2027-03-15")
        registry = self.dossier.path / "registre/registre.db"
        before = hashlib.sha256(registry.read_bytes()).digest(), self.dossier.files()
        files = sorted((self.dossier.output / "documents").rglob("*.pdf"))
        run = self.dossier.ate("verifier", *files)
        self.assert_exit(0, run)
        for name in ("Ross", "Turgeon", "Bic", "Petite-Anse inc.", "Castonguay"):
            self.assertNotIn(name, run.out)
        self.assertEqual((hashlib.sha256(registry.read_bytes()).digest(), self.dossier.files()), before)

    def test_before_any_registry(self):
        self.assertEqual(self.verdict(f"--numero={NUMBER}")[0], "inconnu")
        self.assertFalse((self.dossier.path / "registre").exists())
        run = self.dossier.ate("verifier")
        self.assert_exit(2, run)
        self.assertIn("il manque quelque chose à vérifier", run.err)


del Life, DossierCase

if __name__ == "__main__":
    unittest.main()
