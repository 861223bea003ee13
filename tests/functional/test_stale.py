"""What an earlier run left: documents and messages that are no longer good, signed parties that
change, and a registry that is not there any more."""
import csv
import io
import shutil
import unittest

from harness import DossierCase
from test_index_page import Page


class Stale(DossierCase):
    def change(self, table, key, **cells):
        """Cells of one row, by its first column."""
        path = self.dossier.table(table)
        header, *rows = csv.reader(io.StringIO(path.read_text("utf-8")))
        row = next(r for r in rows if r[0] == key)
        for column, value in cells.items():
            row[header.index(column)] = value
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([header, *rows])
        path.write_text(out.getvalue(), "utf-8")

    def make(self, *args, code=1):
        run = self.dossier.ate("produire", *args)
        self.assert_exit(code, run)
        return run

    def states(self):
        return {f["chemin"]: f["etat"] for f in self.dossier.read_json("manifeste.json")["fichiers"]}

    def stale_of_page(self):
        page = Page((self.dossier.output / "index.html").read_text("utf-8"))
        lists = page.all("ul", **{"class": "stale"})
        return [line.strip() for line in lists[0]["text"].strip().splitlines()] if lists else []


class Documents(Stale):
    def setUp(self):
        super().setUp()
        self.dossier.keep_kinds("protocole", "attestation", "fiche-credit", "horaire-visites")

    def test_a_first_run_leaves_nothing_behind(self):
        self.assertNotIn("précédente", self.make().err)
        self.assertEqual(self.stale_of_page(), [])
        self.assertNotIn("précédente", self.make().err)

    def test_no_longer_due_and_held_are_said(self):
        self.make()
        gone, held = "documents/protocole/protocole-q2.pdf", "documents/protocole/protocole-q3.pdf"
        before = self.dossier.files()
        self.change("sequences", "Q2", statut="annulee")
        self.change("sequences", "Q3", debut="46300")
        run = self.make()
        said = run.err.split("précédente ne sont plus bons :\n")[1].splitlines()
        self.assertIn(f"  {gone} (n'est plus dû)", said)
        self.assertIn(f"  {held} (retenu par valeur-type)", said)
        page = self.stale_of_page()
        self.assertIn(f"{gone} — n'est plus dû", page)
        self.assertIn(f"{held} — retenu par valeur-type", page)
        self.assertEqual(page, sorted(page))
        self.assertIn(f"{len(page)} documents d'une production précédente", run.err)
        after = self.dossier.files()
        self.assertEqual((after[gone], after[held]), (before[gone], before[held]))
        self.assertEqual((self.states()[gone], self.states()[held]), ("annule", "courant"))

    def test_they_are_said_until_they_are_good_or_gone(self):
        self.make()
        path = "documents/protocole/protocole-q2.pdf"
        original = self.dossier.table("sequences").read_text("utf-8")
        self.change("sequences", "Q2", statut="annulee")
        for _ in range(2):
            self.assertIn("1 document d'une production précédente n'est plus bon :\n"
                          f"  {path} (n'est plus dû)\n", self.make().err)
        partial = self.make("--sequence=Q1")
        self.assertIn(f"  {path} (n'est plus dû)\n", partial.err)
        self.dossier.table("sequences").write_text(original, "utf-8")
        self.assertNotIn("précédente", self.make().err)
        self.assertEqual(self.states()[path], "courant")
        self.change("sequences", "Q2", statut="annulee")
        (self.dossier.output / path).unlink()
        self.assertNotIn("précédente", self.make().err)

    def test_cancelled_then_held_is_said_once(self):
        self.make()
        self.change("sequences", "Q2", statut="annulee")
        self.make()
        self.change("sequences", "Q2", statut="en_cours", debut="46300")
        self.make()
        self.assertEqual(self.stale_of_page(), ["documents/protocole/protocole-q2.pdf — retenu par valeur-type"])

    def test_what_was_issued_stands_when_the_tables_of_a_new_term_say_no_more_of_it(self):
        """Q1 is signed and attested; its data sheet is a mere working paper."""
        self.make()
        kinds = ("protocole", "attestation", "fiche-credit")
        paths = [f"documents/{kind}/{kind}-q1.pdf" for kind in kinds]
        for name in ("sequences", "activites", "visites", "evaluations", "integrations"):
            path = self.dossier.table(name)
            lines = path.read_text("utf-8").splitlines(keepends=True)
            path.write_text("".join(line for line in lines if not line.startswith("Q1,") and ",Q1," not in line), "utf-8")
        run = self.make()
        self.assertEqual([self.states()[path] for path in paths], ["courant", "courant", "annule"])
        self.assertIn(f"1 document d'une production précédente n'est plus bon :\n  {paths[2]} (n'est plus dû)\n", run.err)
        before = self.dossier.files()
        self.make()
        self.assertEqual(self.dossier.files(), before)

    def test_five_are_shown_and_the_others_counted(self):
        self.make()
        for key in ("Q1", "Q2", "Q3", "Q4", "Q5"):
            self.change("sequences", key, statut="annulee")
        run = self.make(code=0)
        self.assertEqual(len(self.stale_of_page()), 9, run)
        said = run.err.split("ne sont plus bons :\n")[1].splitlines()
        self.assertEqual([line.startswith("  documents/") for line in said[:6]], [True] * 5 + [False])
        self.assertEqual(said[5:7], ["  et 3 autres, dans index.html",
                                     "1 document sans numéro (formulaire, horaire, liste) ne sert plus ; index.html le nomme"])


class Messages(Stale):
    def prepare(self):
        run = self.dossier.ate("envoyer")
        self.assertIn(run.code, (0, 1), run)
        return run, sorted(p.name for p in (self.dossier.output / "courriels").glob("*.eml"))

    def test_a_refused_message_is_withdrawn(self):
        _, before = self.prepare()
        self.assertIn("E2-attestations.eml", before)
        self.change("entreprises", "E2", courriel="")
        run, after = self.prepare()
        gone = sorted(set(before) - set(after))
        self.assertIn("E2-attestations.eml", gone)
        self.assertTrue(all(name.startswith("E2-") for name in gone), gone)
        self.assertIn("  retiré : E2 attestations (courriels/E2-attestations.eml)\n", run.err)
        self.assertIn("  non préparé : E2 (attestations)", run.err)
        self.assertNotIn("courriels/E2-attestations.eml", self.states())
        run, again = self.prepare()
        self.assertEqual(again, after)
        self.assertNotIn("retiré", run.err)

    def test_a_message_no_longer_due_is_withdrawn(self):
        _, before = self.prepare()
        self.change("sequences", "Q3", statut="annulee")
        run, after = self.prepare()
        self.assertIn("E2-attestations.eml", set(before) - set(after))
        self.assertIn("retiré : E2 attestations", run.err)

    def test_one_company_is_looked_at_alone(self):
        _, before = self.prepare()
        self.change("entreprises", "E2", courriel="")
        run = self.dossier.ate("envoyer", "--entreprise=E1")
        self.assertNotIn("retiré", run.err)
        run = self.dossier.ate("envoyer", "--entreprise=E2")
        self.assertIn("retiré : E2 attestations", run.err)
        after = sorted(p.name for p in (self.dossier.output / "courriels").glob("*.eml"))
        self.assertEqual({n for n in before if n.startswith("E1-")}, {n for n in after if n.startswith("E1-")})

    def test_a_changed_message_keeps_its_place(self):
        _, before = self.prepare()
        self.change("entreprises", "E2", courriel="autre@exemple.example")
        run, after = self.prepare()
        self.assertEqual(after, before)
        self.assertNotIn("retiré", run.err)
        self.assertIn("courriels/E2-attestations.eml", self.states())


class LostRegistry(Stale):
    def lose(self):
        shutil.rmtree(self.dossier.path / "registre")

    def test_writing_stops(self):
        self.make()
        before = self.dossier.files()
        self.lose()
        for command in ("produire", "declarer", "envoyer"):
            run = self.dossier.ate(command)
            self.assert_exit(3, run)
            self.assertIn("registre.db : le registre n'est plus là, alors que output contient ", run.err)
            self.assertIn("remettez en place votre copie de sauvegarde de registre", run.err)
            self.assertFalse((self.dossier.path / "registre").exists())
        self.assertEqual(self.dossier.files(), before)

    def test_reading_says_so_and_goes_on(self):
        self.make()
        self.lose()
        for command in (["valider"], ["produire", "--simuler"]):
            run = self.dossier.ate(*command)
            self.assert_exit(1, run)
            self.assertIn("le registre n'est plus là", run.err)
        self.assertFalse((self.dossier.path / "registre").exists())

    def test_the_ways_out(self):
        self.make()
        backup = self.dossier.path / "sauvegarde"
        shutil.copytree(self.dossier.path / "registre", backup)
        before = self.dossier.files()
        self.lose()
        self.assert_exit(3, self.dossier.ate("produire"))
        backup.rename(self.dossier.path / "registre")
        self.make()
        self.assertEqual(self.dossier.files(), before)
        self.lose()
        shutil.rmtree(self.dossier.output)
        self.make()

    def test_a_first_run_after_a_check_is_no_loss(self):
        self.assert_exit(1, self.dossier.ate("valider"))
        self.assertNotIn("le registre n'est plus là", self.make().err)


class OlderRegistry(Stale):
    """A copy of the registry is put back that does not know all that output/ holds."""

    def setUp(self):
        super().setUp()
        self.make()
        self.registry, self.copy = self.dossier.path / "registre", self.dossier.path / "sauvegarde"
        shutil.copytree(self.registry, self.copy)

    def put_back(self):
        newest = self.dossier.path / "plus-recent"
        self.registry.rename(newest)
        shutil.copytree(self.copy, self.registry)
        return newest

    def assert_refused(self, number, file):
        newest, before = self.put_back(), self.dossier.files()
        for command in ("produire", "declarer", "envoyer"):
            run = self.dossier.ate(command)
            self.assert_exit(3, run)
            self.assertIn(f"registre.db : ce registre est plus ancien que output : il ne connaît pas {number} tel que "
                          f"{file} le porte", run.err)
            self.assertIn("remettez en place la copie la plus récente de registre", run.err)
        self.assertEqual(self.dossier.files(), before)
        run = self.dossier.ate("valider")
        self.assert_exit(1, run)
        self.assertIn("ce registre est plus ancien que output", run.err)
        shutil.rmtree(self.registry)
        newest.rename(self.registry)
        self.assertNotIn("plus ancien", self.make().err)

    def test_of_a_number(self):
        self.change("sequences", "Q2", statut="annulee")
        self.make()
        self.assert_refused("N-2027-999056-00001", "documents/avis-annulation/avis-annulation-q2.pdf")

    def test_of_a_revision(self):
        self.change("sequences", "Q3", heures_realisees="236")
        self.make()
        self.assert_refused("2027-999056-00002", "documents/attestation/attestation-q3.pdf")

    def test_of_a_lot(self):
        self.assertIn(self.dossier.ate("declarer").code, (0, 1))
        self.assert_refused("ATE-2026-2027-001", "declaration/ATE-2026-2027-001/ATE-2026-2027-001.csv")

    def test_a_file_that_is_gone_betrays_nothing(self):
        self.change("sequences", "Q2", statut="annulee")
        self.make()
        (self.dossier.output / "documents/avis-annulation/avis-annulation-q2.pdf").unlink()
        self.put_back()
        self.assertNotIn("plus ancien", self.make().err)


class Parties(Stale):
    def test_a_signed_sequence_keeps_its_company(self):
        self.make()
        path = "documents/protocole/protocole-q2.pdf"
        before = self.dossier.files()[path]
        self.change("sequences", "Q2", entreprise="E1", superviseur="S1")
        run = self.make()
        found = self.dossier.findings("sequence-partie-changee")
        self.assertEqual([(f["gravite"], f["colonne"], f["valeur"], f["retient"]) for f in found],
                         [("erreur", "entreprise", "E1", ["avenant:Q2", "protocole:Q2"])])
        self.assertIn(f"  {path} (retenu par sequence-partie-changee)", run.err)
        self.assertEqual(self.dossier.files()[path], before)
        self.make()
        self.assertEqual(len(self.dossier.findings("sequence-partie-changee")), 1)

    def test_an_unsigned_one_may_change_company_but_not_student(self):
        signatures = dict.fromkeys(("protocole_signe_le", "signe_eleve_le", "signe_entreprise_le",
                                    "signe_etablissement_le"), "")
        self.change("sequences", "Q2", **signatures)
        self.make()
        self.change("sequences", "Q2", entreprise="E1", superviseur="S1")
        self.make()
        self.assertEqual(self.dossier.findings("sequence-partie-changee"), [])
        self.change("sequences", "Q2", protocole_signe_le="2027-02-08")
        self.make()
        self.assertEqual(self.dossier.findings("sequence-partie-changee"), [])
        self.change("sequences", "Q2", protocole_signe_le="", eleve="1002")
        self.make()
        found = self.dossier.findings("cle-reutilisee")
        self.assertEqual([(f["gravite"], f["colonne"], f["valeur"]) for f in found], [("erreur", "id", "Q2")])
        self.assertIn("protocole:Q2", found[0]["retient"])


if __name__ == "__main__":
    unittest.main()
