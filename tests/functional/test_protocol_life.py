"""The life of a protocol: issued, changed, signed, amended, refused, amended again, cancelled; and
what the other documents, the workbook and the lot say meanwhile."""
import csv
import io
import sqlite3
import subprocess
import unittest

from harness import DossierCase
from read_workbook import open_book

UNSIGNED = dict.fromkeys(("protocole_signe_le", "signe_eleve_le", "signe_entreprise_le",
                          "signe_etablissement_le"), "")
PROTOCOL = "documents/protocole/protocole-q5.pdf"


class Life(DossierCase):
    def change(self, key, **cells):
        path = self.dossier.table("sequences")
        header, *rows = csv.reader(io.StringIO(path.read_text("utf-8")))
        for column in cells:
            if column not in header:
                header.append(column)
                for row in rows:
                    row.append("")
        row = next(r for r in rows if r[0] == key)
        for column, value in cells.items():
            row[header.index(column)] = value
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([header, *rows])
        path.write_text(out.getvalue(), "utf-8")

    def amendments(self, *lines):
        text = "\n".join(["sequence,numero,effet_le,signe_le,statut", *lines]) + "\n"
        self.dossier.table("avenants").write_text(text, "utf-8")

    def make(self, day, *args):
        run = self.dossier.ate("produire", f"--date={day}", *args)
        self.assertIn(run.code, (0, 1), run)
        return run

    def sql(self, query, *args):
        base = sqlite3.connect(f"file:{self.dossier.path}/registre/registre.db?mode=ro", uri=True)
        try:
            return base.execute(query, args).fetchall()
        finally:
            base.close()

    def revisions(self, kind, key):
        return self.sql("SELECT d.numero, r.revision, r.etat FROM documents d JOIN revisions r"
                        " ON r.document = d.id WHERE d.genre = ? AND d.cle = ? ORDER BY 2", kind, key)

    def changes(self, key):
        return self.sql("SELECT t.nom, t.ancienne, t.valeur FROM documents d JOIN termes t ON t.document = d.id"
                        " WHERE d.genre = 'avenant' AND d.cle = ? AND t.revision ="
                        " (SELECT max(revision) FROM revisions WHERE document = d.id) ORDER BY 1", key)

    def events(self, kind, key):
        return [e for e, in self.sql("SELECT nature FROM evenements WHERE genre = ? AND cle = ? ORDER BY id",
                                     kind, key)]

    def bytes_of(self, path):
        return (self.dossier.output / path).read_bytes()

    def text_of(self, path):
        done = subprocess.run(["pdftotext", "-layout", self.dossier.output / path, "-"],
                              capture_output=True, check=True)
        return " ".join(done.stdout.decode("utf-8").replace("\u202f", " ").replace("\u00a0", " ").split())

    def states(self):
        return {f["chemin"]: f["etat"] for f in self.dossier.read_json("manifeste.json")["fichiers"]}

    def sign(self, day="2027-03-10"):
        """Issued on the 1st, changed on the 5th (revision 2), signed on `day`."""
        self.change("Q5", statut="jumelee", **UNSIGNED)
        self.make("2027-03-01")
        self.change("Q5", fin="2027-05-14", heures="238")
        self.make("2027-03-05")
        self.change("Q5", statut="signee", protocole_signe_le=day)
        self.make("2027-03-11")


class Signing(Life):
    def test_changes_before_the_signature_are_revisions(self):
        self.sign()
        self.assertEqual(self.revisions("protocole", "Q5"),
                         [("P-2027-999056-00004", 1, "remplace"), ("P-2027-999056-00004", 2, "courant")])
        self.assertEqual(self.events("protocole", "Q5"), ["emis", "remplace", "emis", "signe"])
        self.assertEqual(self.sql("SELECT partie, signe_le, revision FROM signatures s JOIN documents d"
                                  " ON d.id = s.document WHERE d.cle = 'Q5'"), [("toutes", "2027-03-10", 2)])
        text = self.text_of(PROTOCOL)
        self.assertIn("du 30 mars 2027 au 14 mai 2027", text)
        self.assertNotIn("Transcription", text)

    def test_its_bytes_are_kept_and_put_back(self):
        self.sign()
        before = self.bytes_of(PROTOCOL)
        sha256, = self.sql("SELECT o.sha256 FROM originaux o JOIN documents d ON d.id = o.document"
                           " WHERE d.genre = 'protocole' AND d.cle = 'Q5' AND o.revision = 2")[0]
        kept = self.dossier.path / "registre" / "originaux" / f"{sha256}.pdf"
        self.assertEqual(kept.read_bytes(), before)
        # a clause that changes, a file that goes, a style that changes: what was signed comes back
        self.dossier.edit("templates/fr/clauses/fin.md", "Le protocole se modifie", "Ce protocole se modifie")
        self.dossier.edit("templates/fr/clauses/objet.md", "\n", "\nPhrase nouvelle.\n")
        (self.dossier.output / PROTOCOL).unlink()
        self.make("2027-03-12")
        self.assertEqual(self.bytes_of(PROTOCOL), before)
        self.assertEqual(len(self.revisions("protocole", "Q5")), 2)
        (self.dossier.output / PROTOCOL).write_bytes(b"autre chose")
        self.make("2027-03-12")
        self.assertEqual(self.bytes_of(PROTOCOL), before)
        kept.chmod(0o600)
        kept.write_bytes(before[:-1] + b"x")
        run = self.make("2027-03-12")
        self.assertIn("l'original gardé", run.err)
        self.assertEqual(self.bytes_of(PROTOCOL), before)

    def test_an_earlier_revision_may_be_the_one_signed(self):
        self.sign(day="2027-03-03")
        run = self.make("2027-03-11")
        self.assertIn("protocole Q5 : la révision 1 est tenue pour la révision signée (première signature le "
                      "2027-03-03), et la révision 2 a été émise ensuite", run.err)
        self.assertEqual(self.changes("Q5.a1"), [("fin", "2027-05-07", "2027-05-14"), ("heures", "203", "238")])
        self.change("Q5", protocole_revision_signee="2")
        run = self.make("2027-03-12")
        self.assertNotIn("tenue pour la révision signée", run.err)
        self.assertIn("avenant Q5.a1 : annulé ; le numéro A-2027-999056-00001 ne servira plus", run.err)
        self.assertEqual(self.revisions("avenant", "Q5.a1"), [("A-2027-999056-00001", 1, "annule")])
        self.assertIn("au 14 mai 2027", self.text_of(PROTOCOL))

    def test_a_transcription_stays_as_it_is_too(self):
        self.make("2027-03-11")
        before = self.bytes_of(PROTOCOL)
        self.assertIn("l’original signé fait foi", self.text_of(PROTOCOL))
        self.change("Q5", fin="2027-05-14")
        self.make("2027-03-12")
        self.assertEqual(self.bytes_of(PROTOCOL), before)
        self.assertEqual(len(self.revisions("protocole", "Q5")), 1)
        self.assertEqual(self.changes("Q5.a1"), [("fin", "2027-05-07", "2027-05-14")])

    def test_a_correction_asks_for_nothing(self):
        self.sign()
        before = self.bytes_of(PROTOCOL)
        self.dossier.edit("input/superviseurs.csv", "418 555-0163", "418 555-0199")
        self.dossier.edit("input/entreprises.csv", "Comptoir agricole Neigette", "Comptoir agricole de Neigette")
        self.make("2027-03-12")
        self.assertEqual(self.bytes_of(PROTOCOL), before)
        self.assertEqual(self.sql("SELECT count(*) FROM documents WHERE genre = 'avenant'"), [(0,)])


class Amending(Life):
    def test_the_whole_life(self):
        self.sign()
        signed = self.bytes_of(PROTOCOL)
        first, second = "documents/avenant/avenant-q5-1.pdf", "documents/avenant/avenant-q5-2.pdf"

        # proposed; changed again, the same number is replaced
        self.change("Q5", fin="2027-05-21", heures="273")
        self.make("2027-03-12")
        self.assertEqual(self.changes("Q5.a1"), [("fin", "2027-05-14", "2027-05-21"), ("heures", "238", "273")])
        text = self.text_of(first)
        for part in ("Avenant n° 1 au protocole", "n° P-2027-999056-00004, révision 2", "Signé le 10 mars 2027",
                     "14 mai 2027 21 mai 2027", "238 h 273 h", "le jour de la dernière signature"):
            self.assertIn(part, text)
        self.change("Q5", fin="2027-05-28", taux_horaire="20")
        self.make("2027-03-13")
        self.assertEqual(self.revisions("avenant", "Q5.a1"),
                         [("A-2027-999056-00001", 1, "remplace"), ("A-2027-999056-00001", 2, "courant")])
        self.assertEqual(self.changes("Q5.a1"), [("fin", "2027-05-14", "2027-05-28"), ("heures", "238", "273"),
                                                 ("taux_horaire", "19.5", "20")])
        self.assertIn("qui n'a pas été signée".replace("'", "’"), self.text_of(first))
        self.assertEqual(self.bytes_of(PROTOCOL), signed)

        # a new day changes nothing
        before = self.dossier.files()
        self.make("2027-03-14")
        after = self.dossier.files()
        self.assertEqual({p for p in before if p.endswith(".pdf") and before[p] != after[p]}, set())

        # refused: the signed terms stay, nothing is proposed until the tables change again
        self.amendments("Q5,1,,,refuse")
        self.make("2027-03-15")
        self.assertEqual(self.revisions("avenant", "Q5.a1")[-1], ("A-2027-999056-00001", 2, "annule"))
        self.assertEqual(self.events("avenant", "Q5.a1")[-2:], ["annule", "refuse"])
        self.assertEqual(self.states()[first], "annule")
        self.assertFalse((self.dossier.output / second).exists())
        self.make("2027-03-15")
        self.assertEqual(self.events("avenant", "Q5.a1").count("refuse"), 1)

        # changed again: a second amendment, against the signed terms
        self.change("Q5", fin="2027-05-21", taux_horaire="19,50")
        self.amendments("Q5,1,,,refuse", "Q5,2,2027-04-12,,propose")
        self.make("2027-03-16")
        self.assertEqual(self.revisions("avenant", "Q5.a2"), [("A-2027-999056-00002", 1, "courant")])
        self.assertEqual(self.changes("Q5.a2"), [("fin", "2027-05-14", "2027-05-21"), ("heures", "238", "273")])
        self.assertIn("prend effet le 12 avril 2027", self.text_of(second))

        # signed: it stands too, and changes the terms on its day
        self.amendments("Q5,1,,,refuse", "Q5,2,2027-04-12,2027-03-17,signe")
        self.make("2027-03-18")
        amended = self.bytes_of(second)
        self.assertEqual(self.sql("SELECT count(*) FROM originaux o JOIN documents d ON d.id = o.document"
                                  " WHERE d.cle = 'Q5.a2'"), [(1,)])
        self.assertEqual(self.events("avenant", "Q5.a2"), ["emis", "signe"])
        self.change("Q5", fin="2027-05-28")
        self.make("2027-03-19")
        self.assertEqual(self.changes("Q5.a3"), [("fin", "2027-05-21", "2027-05-28")])
        self.assertEqual(self.bytes_of(second), amended)
        self.assertEqual(self.bytes_of(PROTOCOL), signed)
        self.assertEqual(self.states()[second], "courant")

        # back to what was agreed: the proposal is withdrawn
        self.change("Q5", fin="2027-05-21")
        run = self.make("2027-03-20")
        self.assertIn("avenant Q5.a3 : annulé", run.err)
        self.assertEqual(self.revisions("avenant", "Q5.a3")[-1][2], "annule")
        # … and comes back under its number
        self.change("Q5", fin="2027-06-04")
        self.make("2027-03-21")
        self.assertEqual(self.revisions("avenant", "Q5.a3")[-1], ("A-2027-999056-00003", 2, "courant"))
        self.assertEqual(self.sql("SELECT count(*) FROM documents WHERE genre = 'avenant'"), [(3,)])

    def test_lists_and_persons(self):
        self.sign()
        self.dossier.edit("input/activites.csv", "Q5,2,Lire des plans", "Q5,2,Lire des devis")
        self.dossier.edit("input/superviseurs.csv", "S3,E3,Côté,Aline",
                          "S4,E3,Bérubé,Marc,Comptable,marc.berube@comptoir-neigette.example,418 555-0164,35,\n"
                          "S3,E3,Côté,Aline")
        self.change("Q5", superviseur="S4", jours="")
        self.make("2027-03-12")
        self.assertEqual([c[0] for c in self.changes("Q5.a1")], ["activites.activite", "superviseur"])
        text = self.text_of("documents/avenant/avenant-q5-1.pdf")
        self.assertIn("Aline Côté", text)
        self.assertIn("Marc Bérubé", text)
        self.assertIn("4 Activités professionnelles", text)
        self.assertIn("des devis et préparer", text)

    def test_a_line_that_settles_nothing_is_said(self):
        self.sign()
        self.amendments("Q5,1,,2027-03-12,signe")
        run = self.make("2027-03-12")
        self.assertIn("avenants.csv:2 : l'avenant 1 de Q5 n'a jamais été proposé", run.err)
        self.assertEqual(self.sql("SELECT count(*) FROM documents WHERE genre = 'avenant'"), [(0,)])

    def test_another_company_is_no_amendment(self):
        self.sign()
        before = self.dossier.files()
        self.change("Q5", entreprise="E1", superviseur="S1")
        run = self.make("2027-03-12")
        found = self.dossier.findings("sequence-partie-changee")
        self.assertEqual([f["retient"] for f in found], [["avenant:Q5", "protocole:Q5"]])
        self.assertIn("avenant : 0 document, 1 retenu", run.err)
        self.assertEqual(self.dossier.files()[PROTOCOL], before[PROTOCOL])
        self.assertEqual(self.sql("SELECT count(*) FROM documents WHERE genre = 'avenant'"), [(0,)])
        (self.dossier.output / PROTOCOL).unlink()
        self.make("2027-03-12")
        self.assertEqual(self.bytes_of(PROTOCOL), before[PROTOCOL])

    def test_cancelled(self):
        self.sign()
        before = self.bytes_of(PROTOCOL)
        self.change("Q5", fin="2027-05-21")
        self.make("2027-03-12")
        self.change("Q5", statut="annulee", interruption_motif="Fermeture de l'atelier")
        run = self.make("2027-03-13")
        notice = "documents/avis-annulation/avis-annulation-q5.pdf"
        text = self.text_of(notice)
        for part in ("n° P-2027-999056-00004, révision 2", "Le protocole signé le 10 mars 2027",
                     "Fermeture de l’atelier", "n’aura pas lieu"):
            self.assertIn(part, text)
        self.assertIn("protocole Q5 : annulé ; le numéro P-2027-999056-00004 ne servira plus", run.err)
        self.assertEqual(self.revisions("protocole", "Q5")[-1][2], "annule")
        self.assertEqual(self.revisions("avenant", "Q5.a1")[-1][2], "annule")
        states = self.states()
        self.assertEqual((states[PROTOCOL], states["documents/avenant/avenant-q5-1.pdf"], states[notice]),
                         ("annule", "annule", "courant"))
        self.assertEqual(self.bytes_of(PROTOCOL), before)
        self.assertNotIn("ne servira plus", self.make("2027-03-13").err)


class Effect(Life):
    """Q2, signed, under way, ended: the attestation and the lot say what is in force."""

    def end(self):
        self.make("2027-03-01")
        self.change("Q2", fin="2027-04-09", taux_horaire="23")
        self.make("2027-03-02")
        self.assertEqual(self.changes("Q2.a1"), [("fin", "2027-04-02", "2027-04-09"),
                                                 ("taux_horaire", "21.75", "23")])

    def cell(self, day):
        self.make(day)
        book = open_book(self.dossier.output / "rapports" / "sommaire.xlsx")
        sheet = book["Séquences"]
        header = [c.value for c in sheet[1]]
        row = next(r for r in sheet.iter_rows(min_row=2, values_only=True) if r[0] == "Q2")
        return str(row[header.index("Fin")])[:10]

    def test_the_workbook_follows_the_day_of_effect(self):
        self.end()
        self.assertEqual(self.cell("2027-03-03"), "2027-04-02")
        self.amendments("Q2,1,2027-03-08,2027-03-05,signe")
        self.assertEqual(self.cell("2027-03-07"), "2027-04-02")
        self.assertEqual(self.cell("2027-03-08"), "2027-04-09")

    def test_the_sheets_follow_the_day_of_effect(self):
        self.end()
        sheet = "documents/presences/presences-q2.pdf"
        self.amendments("Q2,1,2027-03-08,2027-03-05,signe")
        for day, last, never in (("2027-03-07", "vendredi 2 avril 2027", "mardi 6 avril 2027"),
                                 ("2027-03-08", "vendredi 9 avril 2027", "lundi 12 avril 2027")):
            self.make(day)
            self.assertIn(last, self.text_of(sheet))
            self.assertNotIn(never, self.text_of(sheet))

    def finish(self):
        self.change("Q2", statut="terminee", heures_realisees="232", heures_encadrement="5",
                    declaration_entreprise_le="2027-04-12", retour_le="2027-04-12")
        self.dossier.edit("input/evaluations.csv", "E-Q2,Q2,finale,2027-04-02,,", "E-Q2,Q2,finale,2027-04-02,2027-04-01,atteint")

    def attested(self, day):
        self.make(day)
        return self.text_of("documents/attestation/attestation-q2.pdf")

    def declared_end(self, day):
        run = self.dossier.ate("declarer", f"--date={day}")
        self.assertIn(run.code, (0, 1), run)
        return self.sql("SELECT valeur FROM lot_valeurs WHERE sequence = 'Q2' AND champ = 'fin'"
                        " ORDER BY lot DESC LIMIT 1")[0][0]

    def test_attestation_and_lot_say_the_signed_terms(self):
        self.end()
        self.amendments("Q2,1,,,refuse")
        self.finish()
        self.assertIn("2 avril 2027", self.attested("2027-04-13"))
        self.assertEqual(self.declared_end("2027-04-13"), "2027-04-02")

    def test_attestation_and_lot_say_the_amended_terms(self):
        self.end()
        self.amendments("Q2,1,2027-03-08,2027-03-05,signe")
        self.finish()
        self.assertIn("9 avril 2027", self.attested("2027-04-13"))
        self.assertEqual(self.declared_end("2027-04-13"), "2027-04-09")


if __name__ == "__main__":
    unittest.main()
