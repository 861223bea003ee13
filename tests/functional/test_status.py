"""`etat`: what is to do and by when, what is produced, signed, held back, sent, declared."""
import json
import unittest

import jsonschema

from harness import ROOT, DossierCase
from test_protocol_life import UNSIGNED, Life

SCHEMA = json.loads((ROOT / "docs" / "etat.schema.json").read_text("utf-8"))


class State(Life):
    def state(self, *args, day="2027-03-15", code=1):
        run = self.dossier.ate("etat", "--format=json", f"--date={day}", *args)
        self.assert_exit(code, run)
        said = json.loads(run.out)
        jsonschema.validate(said, SCHEMA)
        return said

    @staticmethod
    def kind(said, name):
        return next(k for k in said["genres"] if k["genre"] == name)

    @staticmethod
    def duties(said, what=None):
        return [(d["quoi"], d["cle"], d["echeance"], d["en_retard"]) for d in said["a_faire"]
                if what in (None, d["quoi"])]

    def test_before_any_run(self):
        said = self.state()
        self.assertFalse((self.dossier.path / "registre").exists())
        self.assertFalse(self.dossier.output.exists())
        self.assertEqual(self.duties(said), [
            ("visite", "V-Q2-2", "2027-03-18", False), ("evaluation", "E-Q2", "2027-04-02", False),
            ("visite", "V-Q5-1", "2027-04-09", False), ("protocole_a_signer", "Q4", "2027-04-12", False),
            ("visite", "V-Q4-1", "2027-04-21", False), ("visite", "V-Q5-2", "2027-04-26", False),
            ("evaluation", "E-Q5", "2027-05-07", False), ("visite", "V-Q4-2", "2027-05-11", False),
            ("evaluation", "E-Q4", "2027-05-21", False), ("formulaire_prescrit", "Q3", "2027-06-11", False)])
        self.assertEqual(said["a_faire"][3]["manque"], ["eleve", "entreprise", "etablissement"])
        self.assertEqual(said["retenus"], [{"genre": "protocole", "cle": "Q4", "responsable": "P2",
                                            "codes": ["remuneration-incoherente"]}])
        self.assertEqual([(b["code"], b["documents"], b["fichier"], b["ligne"]) for b in said["blocages"]],
                         [("remuneration-incoherente", 1, "sequences.csv", 5)])
        protocol = self.kind(said, "protocole")
        self.assertEqual((protocol["produits"], protocol["a_faire"], protocol["retenus"]), (0, 4, 1))
        self.assertEqual(said["responsables"], [{"responsable": "P2", "sequences": 5, "a_signer": 1,
                                                 "en_retard": 0, "bientot": 1, "retenus": 1}])
        self.assertEqual(said["declaration"], {"declarees": 0, "a_declarer": 2, "dernier_lot": None,
                                               "fait_le": None})

    def test_late(self):
        said = self.state(day="2027-06-20")
        self.assertTrue(all(late for *_, late in self.duties(said)))
        self.assertIn(("sequence_a_clore", "Q2", "2027-04-02", True), self.duties(said))

    def test_after_a_run_a_lot_and_messages(self):
        self.make("2027-03-15")
        for command in ("declarer", "envoyer"):
            self.assertIn(self.dossier.ate(command, "--date=2027-03-15").code, (0, 1))
        before = self.dossier.files()
        said = self.state()
        self.assertEqual(self.dossier.files(), before)
        self.assertEqual(self.kind(said, "protocole"), {
            "genre": "protocole", "produits": 4, "a_faire": 0, "retenus": 1, "a_signer": 0, "signes": 4,
            "prets": 0, "envoyes": 0, "annules": 0})
        self.assertEqual((self.kind(said, "attestation")["produits"], self.kind(said, "attestation")["prets"]), (2, 2))
        self.assertEqual(said["declaration"]["declarees"], 2)
        self.assertEqual(said["declaration"]["a_declarer"], 0)
        self.assertEqual(said["declaration"]["fait_le"], "2027-03-15")
        self.assertGreater(said["messages"]["prets"], 0)

    def test_signatures_and_amendments(self):
        self.change("Q5", statut="jumelee", **{**UNSIGNED, "signe_eleve_le": "2027-03-10"})
        self.make("2027-03-11")
        said = self.state("--sequence=Q5")
        duty = next(d for d in said["a_faire"] if d["quoi"] == "protocole_a_signer")
        self.assertEqual((duty["echeance"], duty["manque"]), ("2027-03-30", ["entreprise", "etablissement"]))
        self.assertEqual(self.kind(said, "protocole")["a_signer"], 1)
        self.change("Q5", statut="signee", protocole_signe_le="2027-03-11")
        self.make("2027-03-12")
        self.change("Q5", fin="2027-05-14")
        self.make("2027-03-13")
        said = self.state("--sequence=Q5")
        self.assertEqual(self.duties(said, "avenant_a_signer"), [("avenant_a_signer", "Q5.a1", None, False)])
        self.assertEqual(self.kind(said, "avenant")["a_signer"], 1)
        self.assertEqual(self.kind(said, "protocole")["signes"], 1)
        self.change("Q5", statut="annulee")
        self.make("2027-03-14")
        said = self.state("--sequence=Q5")
        self.assertEqual(self.kind(said, "protocole")["annules"], 1)
        self.assertEqual(said["a_faire"], [])

    def test_filters(self):
        self.assertEqual({d["sequence"] for d in self.state("--eleve=1003")["a_faire"]}, {"Q5"})
        self.assertEqual({d["entreprise"] for d in self.state("--entreprise=E2")["a_faire"]}, {"E2"})
        self.assertEqual(self.state("--responsable=P1")["a_faire"], [])
        self.assertEqual(len(self.state("--responsable=P2")["a_faire"]), 10)
        said = self.state("--seulement=evaluation")
        self.assertEqual([d["cle"] for d in said["a_faire"]], ["E-Q2", "E-Q5", "E-Q4"])
        self.assertEqual([k["genre"] for k in said["genres"]], ["evaluation"])
        self.assertIsNone(said["declaration"])
        self.assert_exit(2, self.dossier.ate("etat", "--responsable=P9"))

    def test_the_text(self):
        run = self.dossier.ate("etat", "--date=2027-03-15")
        self.assert_exit(1, run)
        lines = run.out.splitlines()
        self.assertEqual(lines[:5], ["État au 2027-03-15", "", "À faire d'ici le 2027-03-29",
                                     "  2027-03-18             visite  V-Q2-2  Q2  P2",
                                     "  et 9 autres ensuite (« --tout » les montre)"])
        self.assertIn("  remuneration-incoherente : 1 document, sequences.csv:5", lines)
        run = self.dossier.ate("etat", "--date=2027-03-15", "--tout")
        self.assertIn("  2027-04-12             protocole à signer   Q4          P2  "
                      "il manque : élève, entreprise, établissement (retenu par une erreur)", run.out.splitlines())
        for name in ("Ross", "Turgeon", "Castonguay"):
            self.assertNotIn(name, run.out)

    def test_in_english(self):
        run = self.dossier.ate("status", "--date=2027-03-15", "--lang=en", "--all")
        self.assertIn("State on 2027-03-15", run.out)
        self.assertIn("missing: student, company, school", run.out)


del Life, DossierCase

if __name__ == "__main__":
    unittest.main()
