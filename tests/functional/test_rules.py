"""`ate regles`: every rule that is promised, its words, and docs/regles.md which it writes."""
import csv
import json
import tempfile
import unittest

from harness import ROOT, DossierCase, ate

E, W, I, NO = "erreur", "avertissement", "info", "ignorer"
# What is promised (specification of the rules): code, and severity in fp and collegial networks.
# A rule with several severities by case has here the gravest that it can take.
BOTH = {
    E: """fichier-absent fichier-illisible fichier-vide colonne-absente colonne-double
        enregistrement-invalide valeur-requise valeur-type valeur-trop-longue
        caractere-non-imprimable cle-double cle-reutilisee lien-inconnu config-invalide
        code-permanent-forme code-permanent-double neq-forme code-postal-forme courriel-forme
        programme-forme organisme-forme consentement-absent declaration-heures attestation-delai
        attestation-heures attestation-evaluation heures-realisees-absentes
        attestation-etablissement entreprise-non-confirmee entreprise-criteres programme-eleve
        superviseur-absent superviseur-entreprise responsable-absent signataire-absent
        protocole-apres-debut sequence-partie-changee mineur-age remuneration-incoherente
        sequence-dates sequence-chevauchement sequence-rang-double sequence-duree
        sequence-temps-plein interruption-motif visite-hors-sequence visite-jour visite-conflit
        integration-absente integration-date lacune-sans-recuperation""",
    W: """code-permanent-naissance code-permanent-nom code-permanent-absent neq-prefixe neq-cle
        code-postal-province telephone-forme courriel-domaine entreprise-double eleve-double
        stage-double engagement-absent sequence-non-declaree attestation-declaration
        attestation-organisme entreprise-lien superviseur-contrat tache-en-retard
        modele-non-approuve entreprise-places jumelage-absent responsable-role activites-absentes
        protocole-tardif mineur-titulaire mineur-nuit mineur-heures sequence-heures sequence-rang
        sequence-heures-min sequence-statut-date visites-nombre visite-tardive visite-correctifs
        evaluation-non-realisee evaluation-absente integration-tardive activite-non-realisee
        lacune-non-consignee recuperation-en-retard""",
    I: "encodage-detecte colonne-inconnue stagiaire-non-remunere",
}
PROMISED = {code: (severity, severity) for severity, codes in BOTH.items() for code in codes.split()}
PROMISED.update({
    "programme-unites": (W, NO), "stage-max-semaines": (NO, W), "salaire-minimum": (W, E),
    "remuneration-absente": (I, E), "sequences-min": (W, E), "heures-part": (W, E),
    "retour-absent": (W, E),
})
OURS = {"jours-presumes": (I, I), "declaration-refusee": (W, W), "declaration-refus-inconnu": (W, W)}
LOCKED = {"valeur-requise", "valeur-type", "lien-inconnu", "cle-double", "cle-reutilisee",
          "enregistrement-invalide", "caractere-non-imprimable", "signataire-absent", "mineur-age"}
HOLD_NOTHING = {"attestation-delai", "protocole-apres-debut", "integration-absente", "integration-date",
                "integration-tardive", "retour-absent", "evaluation-absente", "evaluation-non-realisee",
                "declaration-heures", "visites-nombre", "visite-hors-sequence", "visite-jour",
                "visite-tardive", "visite-conflit", "visite-correctifs"}


def rules(*args, **more):
    """The rules as JSON, run where there is no dossier."""
    with tempfile.TemporaryDirectory() as empty:
        run = ate("regles", "--format=json", *args, cwd=empty, **more)
    if run.code:
        raise AssertionError(run)
    return {rule["code"]: rule for rule in json.loads(run.out)["regles"]}


class Table(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rules = rules()

    def test_every_rule_promised_has_its_severities(self):
        found = {code: (rule["gravite"]["fp"], rule["gravite"]["collegial"])
                 for code, rule in self.rules.items()}
        self.assertEqual(found, {**PROMISED, **OURS})

    def test_what_may_not_be_lowered(self):
        self.assertEqual({code for code, rule in self.rules.items() if rule["verrouillee"]}, LOCKED)

    def test_no_rule_holds_back_its_cure(self):
        for code in HOLD_NOTHING:
            self.assertEqual(self.rules[code]["retient"], [], code)

    def test_every_rule_has_its_words_and_two_examples(self):
        for code, rule in self.rules.items():
            broken, kept = rule["exemple"]["faux"], rule["exemple"]["juste"]
            for text in (rule["titre"], rule["verifie"], rule["correction"], rule["famille"], broken, kept):
                self.assertTrue(text.strip(), code)
            self.assertNotEqual(broken, kept, code)

    def test_a_statement_of_the_guide_says_so(self):
        for code, rule in self.rules.items():
            if rule["source"] == "S" and code != "responsable-role":
                self.assertRegex(rule["enonce"] or "", r"^(18|19|20|21)\.\d$", code)


class Page(unittest.TestCase):
    def test_it_is_what_the_program_writes(self):
        with tempfile.TemporaryDirectory() as empty:
            run = ate("regles", "--format=markdown", "--lang=fr", cwd=empty)
        self.assertEqual(run.code, 0, run)
        page = (ROOT / "docs" / "regles.md").read_text("utf-8")
        self.assertEqual(page, run.out,
                         "faites : build/ate regles --format=markdown --lang=fr >docs/regles.md")

    def test_a_dossier_changes_nothing_of_it(self):
        plain = ate("regles", "--format=markdown")
        inside = ate("regles", "--format=markdown", cwd=ROOT / "tests" / "dossiers" / "college")
        self.assertEqual(plain.out, inside.out)

    def test_other_commands_do_not_write_it(self):
        self.assertEqual(ate("schema", "--format=markdown").code, 2)
        self.assertEqual(ate("regles", "--format=tableschema").code, 2)


class InForce(DossierCase):
    name = "college"

    def test_thresholds_of_the_dossier(self):
        self.dossier.edit("config.ini", "[periode]", "[profil.collegial]\nheures_min = 210\n\n[periode]")
        run = self.dossier.ate("regles", "sequence-heures-min")
        self.assert_exit(0, run)
        self.assertIn("seuil [profil.collegial] heures_min : 210 — ", run.out)
        self.assertNotIn("profil.fp", run.out)
        run = ate("regles", "sequence-heures-min", "-c", self.dossier.path / "config.ini")
        self.assertIn("heures_min : 210 — ", run.out)

    def test_severity_of_the_dossier(self):
        path = self.dossier.path / "config.ini"
        path.write_text(path.read_text("utf-8") + "\n[regles]\nneq-cle = info\n", "utf-8")
        run = self.dossier.ate("regles", "neq-cle", "--format=json")
        self.assertEqual(json.loads(run.out)["regles"][0]["gravite"]["reglee"], "info")

    def test_without_a_config_the_defaults_of_both(self):
        (self.dossier.path / "config.ini").unlink()
        run = self.dossier.ate("regles", "sequence-heures-min")
        self.assert_exit(0, run)
        self.assertIn("[profil.fp] heures_min : non jugé", run.out)
        self.assertIn("[profil.collegial] heures_min : 224 (par défaut)", run.out)

    def test_faults(self):
        self.assert_exit(2, ate("regles", "-C", "/nonexistent/dossier"))
        self.assert_exit(2, ate("regles", "-c", self.dossier.path / "absent.ini"))
        (self.dossier.path / "config.ini").write_text("[periode\n", "utf-8")
        self.assert_exit(2, self.dossier.ate("regles", "neq-cle"))


class Since(DossierCase):
    def setUp(self):
        super().setUp()
        self.dossier.ate("valider")
        self.past = self.dossier.path / "avant.json"
        self.past.write_bytes((self.dossier.output / "constats.json").read_bytes())

    def since(self, *args, path=None):
        return self.dossier.ate("valider", f"--depuis={path or self.past}", *args)

    def insert_sequence(self):
        """A cancelled sequence above all others: every finding of the table goes down by a line."""
        path = self.dossier.table("sequences")
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))
        cancelled = dict(zip(rows[0], rows[1]), id="Q0", statut="annulee")
        rows.insert(1, list(cancelled.values()))
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)

    def test_nothing_changed(self):
        run = self.since()
        count = len(self.dossier.findings())
        self.assertIn(f"nouveaux : 0, réparés : 0, inchangés : {count}\n", run.err)

    def test_a_row_above_makes_nothing_new(self):
        before = self.dossier.findings()
        self.assertGreater(len([f for f in before if f["fichier"] == "sequences.csv"]), 2)
        self.insert_sequence()
        run = self.since("--tout")
        self.assertNotEqual([f["ligne"] for f in before], [f["ligne"] for f in self.dossier.findings()])
        self.assertIn(f"nouveaux : 0, réparés : 0, inchangés : {len(before)}\n", run.err)

    def test_new_and_mended(self):
        path = self.dossier.table("superviseurs")
        path.unlink()
        run = self.since()
        self.assertEqual(run.code, 1)
        self.assertIn("  nouveau [fichier-absent] superviseurs.csv : ", run.err)
        self.dossier.ate("valider")
        broken = self.dossier.output / "constats.json"
        self.past.write_bytes(broken.read_bytes())
        path.write_bytes((ROOT / "tests/dossiers/petit/input/superviseurs.csv").read_bytes())
        self.assertIn("  réparé [fichier-absent] superviseurs.csv : ", self.since().err)

    def test_the_file_of_the_last_run_itself(self):
        run = self.since(path=self.dossier.output / "constats.json")
        self.assertIn("nouveaux : 0, réparés : 0", run.err)

    def test_json_stays_constats_json(self):
        self.dossier.table("superviseurs").unlink()
        run = self.since("--format=json")
        self.assertEqual(run.out, (self.dossier.output / "constats.json").read_text("utf-8"))
        self.assertIn("nouveau [fichier-absent]", run.err)

    def test_another_language_makes_nothing_new(self):
        run = self.dossier.ate("check", f"--since={self.past}", "--lang=en")
        count = len(self.dossier.findings())
        self.assertRegex(run.err, rf"avant\.json .*: 0, .*: 0, .*: {count}\n")

    def test_faults_come_before_anything_is_written(self):
        sums = self.dossier.files()
        (self.dossier.path / "x.json").write_text('{"version": 1}', "utf-8")
        for path, place in (("/nonexistent.json", "/nonexistent.json"),
                            (self.dossier.table("eleves"), "eleves.csv:1"),
                            (self.dossier.path / "x.json", "x.json"),
                            (self.dossier.path, str(self.dossier.path))):
            run = self.since(path=path)
            self.assert_exit(2, run)
            self.assertIn(place, run.err)
            self.assertIn("→", run.err)
        self.assertEqual(self.dossier.files(), sums)


if __name__ == "__main__":
    unittest.main()
