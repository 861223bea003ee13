"""ate jumeler: posted, direct and assigned places; never where a company may not be given anyone; each
result explained; the same whatever the order of rows and the locale."""
import csv
import io
import itertools
import json
import random
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import openpyxl

from harness import ROOT, Dossier, ate

CONFIG = """[etablissement]
nom = Centre inventé
code_organisme = 999056
reseau = fp
adresse = 8, rue du Havre
ville = Rimouski
code_postal = G5L 3B7
signataire_nom = Yves Thibeault
signataire_titre = Directeur
[periode]
nom = Année 2026-2027
annee_scolaire = 2026-2027
debut = 2026-08-24
fin = 2027-06-23
date_du_jour = 2027-03-15
[sorties]
modeles = {templates}
[courriel]
expediteur = ate@centre.example
"""
PLANNED = dict(rang=1, type="mise_en_oeuvre", statut="prevue", debut="2027-04-12", fin="2027-05-21",
               heures_semaine=35, heures=210, remuneree="non")


class Town:
    """A dossier of students and companies, written as it is described."""

    def __init__(self):
        self.path = Path(tempfile.mkdtemp(prefix="ate-match-"))
        self.tables = {
            "programmes": [dict(code=c, titre=c, sanction="DEP", heures=1350, sequences_prevues=2)
                           for c in ("5195", "5231")],
            "personnel": [dict(id="P1", nom="Roy", prenom="Ève", role="encadrement")],
            "eleves": [], "entreprises": [], "superviseurs": [], "sequences": []}

    def add(self, table, **row):
        self.tables.setdefault(table, []).append(row)
        return row

    def student(self, key, planned=True, code="G5L 1A1", programme="5231", **more):
        self.add("eleves", id=key, nom="Nom" + key, prenom="Prénom", programme=programme, statut="actif",
                 code_postal=code, consentement_le="2026-09-01", **more)
        if planned:
            self.sequence("Q-" + key, key, planned if isinstance(planned, str) else "E0")

    def sequence(self, key, student, company, **more):
        return self.add("sequences", **{**PLANNED, "id": key, "eleve": student, "entreprise": company, **more})

    def company(self, key, places=1, code="G5L 1B1", **more):
        row = dict(id=key, nom="Entreprise " + key, adresse="1, rue A", ville="Rimouski", code_postal=code,
                   representant_nom="Luc Côté", statut="confirmee", confirmee_le="2026-09-01", criteres="oui",
                   places=places)
        row.update(more)
        self.add("entreprises", **row)
        self.add("superviseurs", id="S-" + key, entreprise=key, nom="Chef", prenom="Zoé")

    def offer(self, key, company, places=1, mode="affichage", programme="5231", **more):
        self.add("offres", id=key, entreprise=company, programme=programme, places=places, mode=mode,
                 **{"debut": "2027-04-12", "fin": "2027-05-21", **more})

    def apply(self, student, *companies, ranks=None, **more):
        """In the order of his choices; `ranks`: what each company makes of him."""
        for rank, company in enumerate(companies, 1):
            offer = company if company.startswith("O") else ""
            home = next((o["entreprise"] for o in self.tables.get("offres", []) if o["id"] == offer), company)
            self.add("candidatures", **{"eleve": student, "entreprise": home, "offre": offer, "rang_eleve": rank,
                                        "rang_entreprise": ranks[rank - 1] if ranks else "", **more})

    def write(self, shuffle=None):
        (self.path / "config.ini").write_text(CONFIG.format(templates=ROOT / "templates"), "utf-8")
        (self.path / "input").mkdir(exist_ok=True)
        for name, rows in self.tables.items():
            columns = list(dict.fromkeys(c for row in rows for c in row)) or ["id", "entreprise", "nom", "prenom"]
            rows = list(rows)
            if shuffle:
                shuffle.shuffle(rows)
            with open(self.path / "input" / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, restval="")
                writer.writeheader()
                writer.writerows(rows)

    def run(self, *args, **more):
        return ate("jumeler", "-C", self.path, *args, **more)

    def proposals(self):
        text = (self.path / "output/propositions/jumelage-propose.csv").read_bytes().decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))

    def sheet(self, name):
        book = openpyxl.load_workbook(self.path / "output/propositions/jumelage-propose.xlsx")
        header, *rows = book[name].iter_rows(values_only=True)
        return [dict(zip(header, row)) for row in rows]

    def files(self):
        return {p.name: p.read_bytes() for p in sorted((self.path / "output/propositions").iterdir())}

    def remove(self):
        shutil.rmtree(self.path, ignore_errors=True)


class MatchCase(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.town = Town()
        self.town.company("E0", places=0)  # what planned sequences name, and nobody can have
        self.addCleanup(self.town.remove)

    def match(self):
        """{student: (company, mode)}; the sheet « Sans placement » is in self.left."""
        self.town.write()
        run = self.town.run()
        self.assertIn(run.code, (0, 1), run)
        self.left = {row["Fiche"]: row["Pourquoi"] for row in self.town.sheet("Sans placement")}
        self.why = {row["Fiche"]: row["Pourquoi"] for row in self.town.sheet("Jumelages")}
        return {row["eleve"]: (row["entreprise"], row["jumelage"]) for row in self.town.proposals()}


class Posted(MatchCase):
    def test_both_rankings_with_places(self):
        """E1 takes two, E2 one: the student who is best for nobody goes where there is room."""
        self.town.company("E1", 2)
        self.town.company("E2", 1)
        self.town.company("E3", 1)
        for student, wishes, ranks in (("1", ("E1", "E2"), (3, 1)), ("2", ("E1", "E3"), (1, 2)),
                                       ("3", ("E2", "E1"), (2, 2)), ("4", ("E1", "E3"), (4, 1))):
            self.town.student(student)
            self.town.apply(student, *wishes, ranks=ranks)
        placed = self.match()
        self.assertEqual({s: c for s, (c, _) in placed.items()}, {"1": "E1", "2": "E1", "3": "E2", "4": "E3"})
        self.assertEqual(self.why["1"], "1er choix")
        self.assertEqual(self.why["4"], "2e choix ; 1er choix, E1 : complète, ses 2 places libres vont à des "
                                        "élèves qu'elle classe mieux")

    def test_the_answer_is_the_students_best(self):
        """Two stable answers: each student has his first choice, not each company."""
        self.town.company("E1")
        self.town.company("E2")
        self.town.student("1")
        self.town.student("2")
        self.town.apply("1", "E1", "E2", ranks=(2, 1))
        self.town.apply("2", "E2", "E1", ranks=(2, 1))
        self.assertEqual(self.match(), {"1": ("E1", "affichage"), "2": ("E2", "affichage")})

    def test_ties_and_missing_ranks(self):
        """Between equals: who ranked it higher, then who was met, then the identifier."""
        for key in ("E1", "E2", "E3", "E4"):
            self.town.company(key)
        for student in ("1", "2", "3", "4", "5", "6", "7", "8"):
            self.town.student(student)
        self.town.apply("1", "E4", "E1", ranks=(9, 1))       # his second choice
        self.town.apply("2", "E1", ranks=(1,))               # equal rank, his first: he has it
        self.town.apply("3", "E2", ranks=("",))              # not ranked by the company: after those who are
        self.town.apply("4", "E2", ranks=(5,))
        self.town.apply("5", "E3", ranks=(1,))
        self.town.apply("6", "E3", ranks=(1,), entrevue_le="2027-03-01")
        self.town.apply("7", "E4", ranks=(1,))
        self.town.apply("8", "E4", ranks=(1,))
        placed = {s: c for s, (c, _) in self.match().items()}
        self.assertEqual({s: placed[s] for s in ("2", "4", "6", "7")}, {"2": "E1", "4": "E2", "6": "E3", "7": "E4"})

    def test_student_without_rank_takes_companies_by_key_after_ranked_ones(self):
        for key in ("E1", "E2", "E3"):
            self.town.company(key)
        self.town.student("1")
        for company, rank in (("E2", ""), ("E1", ""), ("E3", 7)):
            self.town.add("candidatures", eleve="1", entreprise=company, offre="", rang_eleve=rank, rang_entreprise=1)
        self.town.student("2")
        self.town.apply("2", "E3", ranks=("0.5",))
        placed = self.match()
        self.assertEqual(placed["2"][0], "E3")
        self.assertEqual(placed["1"][0], "E1")

    def test_one_place_asked_for_twice(self):
        self.town.company("E1")
        self.town.student("1")
        self.town.apply("1", "E1", ranks=(1,))
        self.town.apply("1", "E1", ranks=(4,))
        self.assertEqual(self.match(), {"1": ("E1", "affichage")})

    def test_places_of_the_offer_prevail_and_the_workbook_says_what_the_company_wrote(self):
        self.town.company("E1", 1)
        self.town.offer("O1", "E1", 2)
        for student in ("1", "2", "3"):
            self.town.student(student)
            self.town.apply(student, "O1", ranks=(int(student),))
        self.assertEqual(set(self.match()), {"1", "2"})
        row = next(r for r in self.town.sheet("Entreprises") if r["Offre"] == "O1")
        self.assertEqual((row["Places"], row["Déjà prises"], row["Proposées"], row["Restantes"]), (2, 0, 2, 0))
        self.assertEqual(row["Élèves proposés"], "Nom1, Prénom\nNom2, Prénom")
        self.assertIn("places dans entreprises.csv : 1", row["Remarque"])


class Never(MatchCase):
    """Where nobody may be placed, by any of the modes."""

    def refuse(self, reason, places=1, **company):
        self.town.company("E1", places, **company)
        self.town.student("1")
        self.town.apply("1", "E1", ranks=(1,))
        self.town.student("2", planned=False)
        self.town.sequence("OLD", "2", "E1", statut="terminee", debut="2026-09-01", fin="2026-10-01",
                           fin_reelle="2026-10-01")  # the programme is known there: it could be assigned
        self.assertEqual(self.match(), {})
        self.assertIn(reason, self.left["1"])

    def test_company_not_confirmed(self):
        self.refuse("E1 : n'est pas confirmée (statut « sollicitee »)", statut="sollicitee")

    def test_company_refused(self):
        self.refuse("E1 : n'est pas confirmée (statut « refusee »)", statut="refusee")

    def test_company_confirmed_long_ago(self):
        self.refuse("confirmée le 2025-08-23, plus de 12 mois", confirmee_le="2025-08-23")

    def test_confirmed_twelve_months_before_is_enough(self):
        self.town.company("E1", confirmee_le="2025-08-24")
        self.town.student("1")
        self.town.apply("1", "E1", ranks=(1,))
        self.assertEqual(self.match(), {"1": ("E1", "affichage")})

    def test_criteria_failed(self):
        self.refuse("ne satisfait pas aux critères", criteres="non")

    def test_criteria_unknown(self):
        self.refuse("ses critères n'ont pas été vérifiés", criteres="")

    def test_one_criterion_failed(self):
        self.town.add("criteres", code="C1", critere="Supervision", programme="")
        self.town.add("criteres_entreprises", entreprise="E1", code="C1", satisfait="non")
        self.refuse("ne satisfait pas au critère C1")

    def test_one_criterion_unknown(self):
        for code in ("C1", "C2"):
            self.town.add("criteres", code=code, critere="Critère", programme="")
        self.town.add("criteres_entreprises", entreprise="E1", code="C1", satisfait="oui")
        self.refuse("le critère C2 n'a pas été vérifié", criteres="")

    def test_criterion_of_another_programme_is_not_asked(self):
        self.town.add("criteres", code="C1", critere="Soudage", programme="5195")
        self.town.add("criteres", code="C2", critere="Tous", programme="")
        self.town.add("criteres_entreprises", entreprise="E1", code="C1", satisfait="non")
        self.town.add("criteres_entreprises", entreprise="E1", code="C2", satisfait="oui")
        self.town.company("E1", criteres="")
        self.town.student("1")
        self.town.apply("1", "E1", ranks=(1,))
        self.assertEqual(self.match(), {"1": ("E1", "affichage")})

    def test_no_place(self):
        self.refuse("E1 : n'offre aucune place", places=0)

    def test_places_unknown(self):
        self.refuse("on ne sait pas combien de places elle offre", places="")

    def test_offer_without_place(self):
        self.town.offer("O1", "E1", 0)
        self.refuse("E1 : n'offre aucune place", places=0)

    def test_place_taken_on_the_same_days(self):
        self.town.student("9", planned=False)
        self.town.sequence("Q9", "9", "E1", statut="signee", debut="2027-05-21", fin="2027-06-18")
        self.refuse("complète, sa place est prise (Q9)")

    def test_place_taken_on_other_days_is_free(self):
        self.town.company("E1")
        self.town.student("9", planned=False)
        self.town.sequence("Q9", "9", "E1", statut="en_cours", debut="2027-03-01", fin="2027-04-09")
        self.town.student("1")
        self.town.apply("1", "E1", ranks=(1,))
        self.assertEqual(self.match(), {"1": ("E1", "affichage")})

    def test_two_who_follow_one_another_take_one_place(self):
        self.town.company("E1", 2)
        for key, first, last in (("8", "2027-04-12", "2027-04-23"), ("9", "2027-04-26", "2027-05-21")):
            self.town.student(key, planned=False)
            self.town.sequence("Q" + key, key, "E1", statut="jumelee", debut=first, fin=last)
        self.town.student("1")
        self.town.apply("1", "E1", ranks=(1,))
        self.assertEqual(self.match(), {"1": ("E1", "affichage")})

    def test_offer_written_twice(self):
        self.town.offer("O1", "E1", 1)
        self.town.offer("O1", "E1", 3)
        self.refuse("l'offre O1 est écrite deux fois", places=0)

    def test_offer_begun(self):
        self.town.company("E1", 0)
        self.town.offer("O1", "E1", debut="2027-03-01")
        self.town.student("1")
        self.town.apply("1", "O1", ranks=(1,))
        self.assertEqual(self.match(), {})
        self.assertIn("l'offre O1 est commencée ou passée", self.left["1"])

    def test_offer_of_another_company_and_other_programme(self):
        self.town.company("E1", 0)
        self.town.company("E2", 0)
        self.town.offer("O1", "E1", programme="5195")
        for student, company in (("1", "E1"), ("2", "E2")):
            self.town.student(student)
            self.town.add("candidatures", eleve=student, entreprise=company, offre="O1", rang_eleve=1)
        self.assertEqual(self.match(), {})
        self.assertIn("n'offre pas de place dans ce programme", self.left["1"])
        self.assertIn("l'offre O1 est d'une autre entreprise", self.left["2"])

    def test_offer_on_other_days(self):
        self.town.company("E1", 0)
        self.town.offer("O1", "E1", debut="2027-06-01", fin="2027-06-18")
        self.town.student("1")
        self.town.apply("1", "O1", ranks=(1,))
        self.assertEqual(self.match(), {})
        self.assertIn("ses dates (2027-06-01 à 2027-06-18) ne sont pas celles de Q-1", self.left["1"])


class Whom(MatchCase):
    def apply_only(self, **student):
        self.town.company("E1", 3)
        self.town.student("1", planned=False, **student)
        self.town.apply("1", "E1", ranks=(1,))

    def test_one_matched_is_not_placed_again(self):
        self.apply_only()
        self.town.sequence("Q1", "1", "E0", statut="jumelee")
        self.town.sequence("Q2", "1", "E0", rang=2, debut="2027-05-25", fin="2027-06-18")
        self.assertEqual(self.match(), {})
        self.assertEqual(self.left, {"1": "a déjà la séquence Q1 (jumelee)"})

    def test_one_under_way_without_another_planned(self):
        self.apply_only()
        self.town.sequence("Q1", "1", "E0", statut="en_cours", debut="2027-03-01")
        self.assertEqual(self.match(), {})
        self.assertEqual(self.left, {"1": "a déjà la séquence Q1 (en_cours)"})

    def test_one_under_way_and_the_next_planned(self):
        self.apply_only()
        self.town.sequence("Q1", "1", "E0", statut="en_cours", debut="2027-03-01", fin="2027-04-02")
        self.town.sequence("Q2", "1", "E0", rang=2)
        self.assertEqual(self.match(), {"1": ("E1", "affichage")})
        self.assertEqual([r["id"] for r in self.town.proposals()], ["Q2"])

    def test_path_complete(self):
        self.apply_only()
        self.town.add("sequences_anterieures", eleve="1", rang=2, debut="2026-02-02", fin="2026-03-01", heures=200)
        self.assertEqual(self.match(), {})
        self.assertEqual(self.left, {"1": "son parcours a déjà toutes ses séquences"})

    def test_not_active(self):
        self.apply_only()
        self.town.tables["eleves"][0]["statut"] = "suspendu"
        self.assertEqual(self.match(), {})
        self.assertEqual(self.left, {"1": "n'est pas actif (statut « suspendu »)"})

    def test_reversed_dates(self):
        self.apply_only()
        self.town.sequence("Q1", "1", "E0", debut="2027-05-21", fin="2027-04-12")
        self.assertEqual(self.match(), {})
        self.assertEqual(self.left, {"1": "les dates de la séquence Q1 sont à corriger"})

    def test_student_and_sequence_written_twice(self):
        self.apply_only()
        self.town.student("1", planned=False)
        self.town.student("2", planned=False)
        self.town.apply("2", "E1", ranks=(1,))
        self.town.sequence("Q2", "2", "E0")
        self.town.sequence("Q2", "2", "E0")
        self.assertEqual(self.match(), {})
        self.assertIn("sa fiche est écrite deux fois", self.left["1"])
        self.assertIn("la séquence Q2 est écrite deux fois", self.left["2"])

    def test_new_sequence_takes_the_days_of_the_offer(self):
        self.town.company("E1", 0)
        self.town.offer("O1", "E1")
        self.town.student("1", planned=False)
        self.town.sequence("Q1", "1", "E0", statut="interrompue", debut="2026-09-01", fin="2026-10-30",
                           fin_reelle="2026-10-01")
        self.town.apply("1", "O1", ranks=(1,))
        self.match()
        row = self.town.proposals()[0]
        self.assertEqual({c: row[c] for c in ("id", "rang", "statut", "debut", "fin", "superviseur", "heures", "type")},
                         {"id": "J-1-1", "rang": "1", "statut": "jumelee", "debut": "2027-04-12",
                          "fin": "2027-05-21", "superviseur": "S-E1", "heures": "", "type": ""})
        self.assertEqual(self.town.sheet("Jumelages")[0]["À voir"],
                         "à remplir : type, heures_semaine, heures, remuneree")

    def test_new_sequence_beside_another_of_the_same_days(self):
        self.town.company("E1", 0)
        self.town.offer("O1", "E1")
        self.town.student("1", planned=False)
        self.town.sequence("Q1", "1", "E0", statut="terminee", debut="2027-02-01", fin="2027-04-12")
        self.town.apply("1", "O1", ranks=(1,))
        self.assertEqual(self.match(), {})
        self.assertIn("ses dates chevauchent celles de Q1", self.left["1"])


class Direct(MatchCase):
    def test_what_the_student_found_is_confirmed(self):
        self.town.company("E1")
        self.town.student("1", planned=False)
        self.town.sequence("Q1", "1", "E1", jumelage="offre_directe", horaire="8 h à 16 h")
        self.assertEqual(self.match(), {"1": ("E1", "offre_directe")})
        self.assertEqual(self.why["1"], "sa seule candidature, trouvé par l'élève")
        self.assertEqual(self.town.proposals()[0]["horaire"], "8 h à 16 h")

    def test_and_checked(self):
        self.town.company("E1", statut="prospect")
        self.town.student("1", planned=False)
        self.town.sequence("Q1", "1", "E1", jumelage="offre_directe")
        self.town.company("E2", 5)
        self.assertEqual(self.match(), {})
        self.assertEqual(self.left["1"], "sa seule candidature, E1 : n'est pas confirmée (statut « prospect ») ; "
                                         "pas d'assignation : sa séquence dit « offre_directe »")

    def test_offer_made_to_him(self):
        self.town.company("E1")
        self.town.offer("O1", "E1", mode="offre_directe")
        self.town.student("1")
        self.town.apply("1", "O1")
        self.assertEqual(self.match(), {"1": ("E1", "offre_directe")})

    def test_what_he_found_comes_before_choices_without_a_rank(self):
        self.town.company("E1")
        self.town.company("E2")
        self.town.offer("O1", "E1")
        self.town.student("1", planned=False)
        self.town.sequence("Q1", "1", "E2", jumelage="offre_directe")
        self.town.add("candidatures", eleve="1", entreprise="E1", offre="O1", rang_entreprise=1)
        self.assertEqual(self.match(), {"1": ("E2", "offre_directe")})

    def test_places_beyond_the_offers_for_another_programme(self):
        self.town.company("E1", 2)
        self.town.offer("O1", "E1", 1, programme="5195")
        for student in ("1", "2"):
            self.town.student(student, planned=False)
            self.town.sequence("Q" + student, student, "E1", jumelage="offre_directe")
        self.assertEqual(set(self.match()), {"1"})


class Assigned(MatchCase):
    def assigning(self, *companies, **more):
        for key, code, places in companies:
            self.town.company(key, 0, code, **more)
            self.town.offer("O" + key, key, places, mode="assignation")

    def test_nearest_in_all(self):
        """Each alone would have E1; together they go least far when the second leaves it."""
        self.assigning(("E1", "G5L 2B2", 1), ("E2", "G5M 2B2", 1))
        self.town.student("1", code="G5L 1A1")
        self.town.student("2", code="H2X 1A1")
        self.assertEqual(self.match(), {"1": ("E1", "assignation"), "2": ("E2", "assignation")})
        self.assertEqual(self.why["1"], "assignation")
        self.assertEqual([row["Codes postaux du domicile et de l'entreprise"] for row in self.town.sheet("Jumelages")],
                         ["3 premiers caractères communs", "rien de commun, ou inconnu"])

    def test_as_many_as_can_be(self):
        """The nearest place of one is the only place of the other."""
        self.assigning(("E1", "G5L 2B2", 1), ("E2", "H2X 2B2", 1))
        self.town.student("1", code="G5L 1A1")
        self.town.student("2", code="G5L 1A1")
        self.town.sequence("OLD", "2", "E2", statut="interrompue", debut="2026-09-01", fin="2026-10-30",
                           fin_reelle="2026-10-01")
        self.assertEqual({s: c for s, (c, _) in self.match().items()}, {"1": "E2", "2": "E1"})

    def test_another_setting_than_before(self):
        self.assigning(("E1", "G5L 2B2", 1), ("E2", "G5M 2B2", 1))
        self.town.student("1")
        self.town.add("sequences_anterieures", eleve="1", rang=0, entreprise_nom="entreprise e1", debut="2026-02-02",
                      fin="2026-03-01", heures=200)
        self.assertEqual(self.match()["1"][0], "E2")

    def test_interest_and_criteria_weigh(self):
        self.assigning(("E1", "G5L 2B2", 1), ("E2", "H2X 2B2", 1))
        self.town.student("1")
        self.town.apply("1", "OE2")
        self.assertEqual(self.match()["1"], ("E2", "assignation"))
        self.assertIn("il y a posé sa candidature", self.why["1"])
        self.town.tables["candidatures"].clear()
        self.town.add("criteres", code="C1", critere="Supervision", programme="")
        self.town.tables["entreprises"][-2]["code_postal"] = "H2X 1B1"
        self.town.add("criteres_entreprises", entreprise="E2", code="C1", satisfait="oui")
        self.assertEqual(self.match()["1"][0], "E2")

    def test_never_another_programme(self):
        self.assigning(("E1", "G5L 2B2", 5))
        self.town.company("E2", 5)  # nobody knows what it takes
        self.town.student("1", programme="5195")
        self.assertEqual(self.match(), {})
        self.assertEqual(self.left["1"], "aucune candidature ; assignation : aucune place libre pour ce programme "
                                         "et ces dates")
        row = next(r for r in self.town.sheet("Entreprises") if r["Entreprise"] == "E2")
        self.assertIn("ses programmes ne sont pas connus", row["Remarque"])

    def test_company_without_offer_that_is_known_to_take_the_programme(self):
        self.town.company("E2", 1)
        self.town.add("criteres", code="C1", critere="Logiciel", programme="5231")
        self.town.add("criteres_entreprises", entreprise="E2", code="C1", satisfait="oui")
        self.town.student("1")
        self.town.student("2")
        self.assertEqual(self.match(), {"1": ("E2", "assignation")})
        self.assertEqual(self.left["2"], "aucune candidature ; assignation : les places possibles sont toutes données")

    def test_planned_mode_is_kept(self):
        self.assigning(("E1", "G5L 2B2", 1))
        self.town.company("E2")
        self.town.student("1", planned=False)
        self.town.sequence("Q1", "1", "E0", jumelage="affichage")
        self.town.student("2", planned=False)
        self.town.sequence("Q2", "2", "E0", jumelage="assignation")
        self.town.apply("2", "E2", ranks=(1,))
        self.assertEqual(self.match(), {"2": ("E1", "assignation")})
        self.assertIn("pas d'assignation : sa séquence dit « affichage »", self.left["1"])

    def test_refused_everywhere_then_assigned(self):
        self.assigning(("E1", "G5L 2B2", 1))
        self.town.company("E2")
        for student in ("1", "2"):
            self.town.student(student)
            self.town.apply(student, "E2", ranks=(int(student),))
        self.assertEqual(self.match(), {"1": ("E2", "affichage"), "2": ("E1", "assignation")})
        self.assertEqual(self.why["2"], "assignation ; 1er choix, E2 : "
                                        "complète, sa place va à un élève qu'elle classe mieux")


class Files(MatchCase):
    def fill(self):
        for rows in self.town.tables.values():
            rows[:] = [row for row in rows if row.get("id") in ("E0", "S-E0", "P1") or "sanction" in row]
        for key in ("E1", "E2", "E3"):
            self.town.company(key)
        self.town.offer("O3", "E3", mode="assignation")
        for student, wishes in (("1", ("E1", "E2")), ("2", ("E1", "E2")), ("3", ("E1",)), ("4", ())):
            self.town.student(student)
            self.town.apply(student, *wishes)

    def test_shape_of_the_csv(self):
        self.fill()
        self.town.write()
        run = self.town.run()
        self.assertEqual(run.code, 0, run)
        raw = (self.town.path / "output/propositions/jumelage-propose.csv").read_bytes()
        self.assertTrue(raw.startswith(b"\xef\xbb\xbf"))
        self.assertTrue(raw.endswith(b"\r\n"))
        schema = json.loads(ate("schema", "sequences", "--format=json").out)
        text = json.dumps(schema)
        header = raw.decode("utf-8-sig").split("\r\n")[0].split(";")
        self.assertEqual(header[:4], ["id", "eleve", "entreprise", "superviseur"])
        self.assertTrue(all(f'"{name}"' in text for name in header))
        self.assertEqual(len(header), len(set(header)))
        self.assertEqual(raw.count(b"\r\n"), 4)

    def test_summary_and_exit_code(self):
        self.fill()
        self.town.write()
        run = self.town.run()
        self.assertEqual(run.code, 0, run)
        self.assertEqual(run.out, "3 jumelages proposés : affichage 2, offre directe 0, assignation 1.\n"
                                  "1 élève reste sans placement.\n")
        english = self.town.run("--lang=en")
        self.assertEqual(english.out, "3 matches proposed: posted 2, direct offer 0, assigned 1.\n"
                                      "1 student is left without a placement.\n")
        self.assertEqual(ate("match", "-C", self.town.path, "--inconnue").code, 2)

    def test_nothing_of_the_inputs_is_touched_and_simulation_writes_nothing(self):
        self.fill()
        self.town.write()
        before = {p: p.read_bytes() for p in self.town.path.rglob("*") if p.is_file()}
        run = self.town.run("--simuler")
        self.assertEqual(run.code, 0, run)
        self.assertIn("1 → E1 (affichage) : 1er choix\n", run.out)
        self.assertIn("sans placement : ", run.out)
        self.assertEqual(before, {p: p.read_bytes() for p in self.town.path.rglob("*") if p.is_file()})
        self.town.run()
        self.assertEqual(before, {p: p.read_bytes() for p in before})

    def test_what_is_copied_is_accepted_and_not_proposed_again(self):
        self.fill()
        self.town.write()
        self.town.run()
        proposed = {row["id"]: {k: v for k, v in row.items() if v} for row in self.town.proposals()}
        self.town.tables["sequences"] = [proposed.get(row["id"], row) for row in self.town.tables["sequences"]]
        self.town.write()
        checked = ate("valider", "-C", self.town.path)
        self.assertIn(checked.code, (0, 1), checked)
        findings = json.loads((self.town.path / "output/constats.json").read_text("utf-8"))["constats"]
        codes = ("entreprise-", "sequence-chevauchement", "jumelage", "cle-", "lien-", "valeur-", "superviseur-")
        about = [f for f in findings if f["code"].startswith(codes) and f["cellule"] != "J2"]  # places of E0
        self.assertEqual(about, [])
        self.town.run()
        self.assertEqual(self.town.proposals(), [])

    def test_what_was_written_of_a_planned_sequence_is_kept_to_the_letter(self):
        self.town.company("E1")
        self.town.student("1", planned=False)
        text = 'Souder; découper "au trait"\net meuler'
        self.town.sequence("Q1", "1", "E1", jumelage="offre_directe", mandat=text, debut="12/04/2027", heures="217,5",
                           avantages="-repas fournis")
        self.town.write()
        self.town.run()
        row = self.town.proposals()[0]
        self.assertEqual((row["mandat"], row["debut"], row["heures"], row["avantages"]),
                         (text, "12/04/2027", "217,5", "-repas fournis"))

    def test_what_was_agreed_with_another_company_is_not_kept(self):
        self.town.company("E1")
        self.town.company("E2", 0)
        self.town.student("1", planned=False)
        self.town.sequence("Q1", "1", "E2", superviseur="S-E2", mandat="Souder", horaire="8 h à 16 h",
                           lieu="Chantier", taux_horaire="20", responsable="P1")
        self.town.apply("1", "E1", ranks=(1,))
        self.town.write()
        self.town.run()
        row = self.town.proposals()[0]
        self.assertEqual([row[c] for c in ("entreprise", "superviseur", "mandat", "horaire", "lieu", "taux_horaire",
                                           "responsable", "heures")], ["E1", "S-E1", "", "", "", "", "P1", "210"])
        self.assertEqual(self.town.sheet("Jumelages")[0]["À voir"],
                         "la séquence prévue nommait E2 : ce qui la concernait est effacé")

    def test_nothing_to_match_leaves_a_header_alone(self):
        self.town.student("1", planned=False)
        self.town.sequence("Q1", "1", "E0", statut="prevue", debut="2026-09-14", fin="2026-10-16")
        self.town.tables["eleves"][0]["statut"] = "abandon"
        self.town.write()
        self.assertEqual(self.town.run().code, 0)
        self.assertEqual(self.town.proposals(), [])

    def test_a_row_that_cannot_be_read_stops_it(self):
        """It may be what says that a student is placed, or a place taken."""
        for table in ("sequences", "candidatures", "criteres_entreprises"):
            self.fill()
            self.town.add("criteres_entreprises", entreprise="E1", code="C1", satisfait="oui")
            self.town.write()
            with open(self.town.path / f"input/{table}.csv", "a", encoding="utf-8") as file:
                file.write("une,de,trop,pour,cette,table,qui,n,en,a,pas,autant,de,colonnes,ici\n")
            run = self.town.run()
            self.assertEqual(run.code, 1, run)
            self.assertIn(f"{table}.csv n'est pas là, ou a une ligne illisible : rien n'est proposé", run.err)
            self.assertEqual(self.town.proposals(), [])
        (self.town.path / "input/sequences.csv").unlink()
        self.assertIn("rien n'est proposé", self.town.run().err)
        self.assertEqual(self.town.proposals(), [])

    def test_no_name_and_no_postal_code_is_said(self):
        self.fill()
        self.town.write()
        said = self.town.run("--simuler")
        for secret in ("Nom1", "Prénom", "G5L"):
            self.assertNotIn(secret, said.out + said.err)

    def test_the_manifest_lists_them(self):
        self.fill()
        self.town.write()
        self.town.run()
        manifest = json.loads((self.town.path / "output/manifeste.json").read_text("utf-8"))
        self.assertEqual([f["chemin"] for f in manifest["fichiers"] if f["chemin"].startswith("propositions/")],
                         ["propositions/jumelage-propose.csv", "propositions/jumelage-propose.xlsx"])


def crowd(town, seed, students, companies):
    """A school where everything happens, drawn from a seed."""
    draw = random.Random(seed)
    for c in range(companies):
        town.company(f"E{c + 1}", draw.choice((0, 1, 1, 2, 3)), f"G{draw.randint(1, 9)}{draw.choice('ABC')} 1A1",
                     statut=draw.choice(("confirmee",) * 5 + ("sollicitee",)),
                     criteres=draw.choice(("oui",) * 5 + ("", "non")))
        for n in range(draw.choice((0, 1, 2))):
            town.offer(f"O{c + 1}-{n}", f"E{c + 1}", draw.randint(0, 2),
                       draw.choice(("affichage", "assignation", "offre_directe")), draw.choice(("5195", "5231")))
    offers = town.tables.get("offres", [])
    for s in range(students):
        key, programme = str(100 + s), draw.choice(("5195", "5231"))
        town.student(key, planned=draw.random() < 0.7, code=f"G{draw.randint(1, 9)}{draw.choice('ABC')} 2B2",
                     programme=programme)
        if draw.random() < 0.1:
            town.sequence("D" + key, key, f"E{draw.randint(1, companies)}", jumelage="offre_directe")
        if draw.random() < 0.15:
            town.sequence("T" + key, key, f"E{draw.randint(1, companies)}", statut="signee")
        for rank in range(draw.randint(0, 4)):
            offer = {"id": "", "entreprise": f"E{draw.randint(1, companies)}"}
            if draw.random() < 0.6:
                offer = draw.choice([o for o in offers if o["programme"] == programme] or offers)
            town.add("candidatures", eleve=key, entreprise=offer["entreprise"], offre=offer["id"],
                     rang_eleve=draw.choice((rank + 1, rank + 1, 1, "")),
                     rang_entreprise=draw.choice((1, 2, 3, 4, "")), entrevue_le=draw.choice(("", "2027-03-02")))


class Crowd(MatchCase):
    def test_order_of_rows_and_locale_change_nothing(self):
        crowd(self.town, 7, 80, 25)
        self.town.write()
        self.assertIn(self.town.run().code, (0, 1))
        expected = self.town.files()
        self.assertGreater(len(self.town.proposals()), 15)
        for seed in range(3):
            self.town.write(random.Random(seed))
            self.assertIn(self.town.run().code, (0, 1))
            self.assertEqual(self.town.files(), expected)
        folder = tempfile.mkdtemp(prefix="ate-locale-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        if subprocess.run(["localedef", "-i", "tr_TR", "-f", "UTF-8", f"{folder}/tr_TR.UTF-8"],
                          capture_output=True).returncode > 1:
            self.skipTest("localedef is not there")
        self.town.run(env={"LOCPATH": folder, "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Auckland"})
        self.assertEqual(self.town.files(), expected)

    def test_never_over_the_places_and_never_where_it_may_not(self):
        for seed in range(6):
            town = Town()
            self.addCleanup(town.remove)
            town.company("E0", 0)
            crowd(town, seed, 60, 15)
            town.write()
            self.assertIn(town.run().code, (0, 1))
            companies = {c["id"]: c for c in town.tables["entreprises"]}
            students = {s["id"]: s for s in town.tables["eleves"]}
            signed = {q["eleve"] for q in town.tables["sequences"] if q["statut"] == "signee"}
            placed = town.proposals()
            self.assertEqual(len({row["eleve"] for row in placed}), len(placed))
            for row in placed:
                company = companies[row["entreprise"]]
                self.assertEqual((company["statut"], company["criteres"]), ("confirmee", "oui"))
                self.assertNotIn(row["eleve"], signed)
            for line in town.sheet("Entreprises"):
                self.assertLessEqual(line["Proposées"], max(0, line["Places"] - line["Déjà prises"]), line)
            offers = {(o["entreprise"], o["programme"]) for o in town.tables["offres"]}
            for row in placed:
                if row["jumelage"] == "assignation" and any(o[0] == row["entreprise"] for o in offers):
                    self.assertIn((row["entreprise"], students[row["eleve"]]["programme"]), offers)

    def test_no_student_and_company_would_rather_have_each_other(self):
        """Read back from the files: stability of the posted places, ranks all different."""
        for seed in range(4):
            town, draw = Town(), random.Random(seed)
            self.addCleanup(town.remove)
            town.company("E0", 0)
            places = {f"E{c}": draw.randint(0, 2) for c in range(1, 7)}
            for key, count in places.items():
                town.company(key, count)
            ranks = {key: draw.sample(range(1, 30), 15) for key in places}
            wishes = {}
            for s in range(15):
                key = str(100 + s)
                town.student(key)
                wishes[key] = draw.sample(sorted(places), draw.randint(1, 5))
                town.apply(key, *wishes[key], ranks=[ranks[c][s] for c in wishes[key]])
            town.write()
            town.run()
            got = {row["eleve"]: row["entreprise"] for row in town.proposals() if row["jumelage"] == "affichage"}
            liked = {(c, str(100 + s)): ranks[c][s] for c, s in itertools.product(places, range(15))}
            for student, wanted in wishes.items():
                for company in wanted:
                    if got.get(student) == company:
                        break
                    there = [s for s, c in got.items() if c == company]
                    self.assertEqual(len(there), places[company], (seed, student, company))
                    self.assertTrue(all(liked[company, s] < liked[company, student] for s in there))


def cheapest(students, places, cost):
    """(placed, cost) of the best of all assignments: as many as can be, then the least cost."""
    best = (0, 0)
    options = [[None] + [p for p in places if cost(s, p) is not None] for s in students]
    for choice in itertools.product(*options):
        taken = [p for p in choice if p]
        if all(taken.count(p) <= places[p] for p in set(taken)):
            total = sum(cost(s, p) for s, p in zip(students, choice) if p)
            best = max(best, (len(taken), -total))
    return best[0], -best[1]


class Cost(MatchCase):
    def test_no_assignment_costs_less(self):
        """As README says costs, against every assignment of small schools."""
        for seed in range(8):
            town, draw = Town(), random.Random(seed)
            self.addCleanup(town.remove)
            town.company("E0", 0)
            town.add("criteres", code="C1", critere="Supervision", programme="")
            places, codes, doubts, been, asked = {}, {}, {}, {}, set()
            for n in range(1, 5):
                key = f"E{n}"
                places[key], codes[key] = draw.randint(0, 2), draw.choice(("G5L", "G5M", "G1R", "H2X"))
                town.company(key, 0, codes[key] + " 2B2")
                town.offer("O" + key, key, places[key], mode="assignation")
                doubts[key] = draw.random() < 0.5
                if not doubts[key]:
                    town.add("criteres_entreprises", entreprise=key, code="C1", satisfait="oui")
            for s in map(str, range(1, 6)):
                codes[s] = draw.choice(("G5L", "G5M", "G1R", "H2X"))
                town.student(s, planned=False, code=codes[s] + " 1A1")
                been[s] = draw.choice((None, "E1", "E2"))
                town.sequence("Q-" + s, s, "E0")
                if been[s]:
                    town.add("sequences_anterieures", eleve=s, rang=0, entreprise_nom="Entreprise " + been[s],
                             debut="2026-02-02", fin="2026-03-01", heures=200)
                if draw.random() < 0.4:
                    wish = draw.choice(sorted(places))
                    asked.add((s, wish))
                    town.apply(s, "O" + wish)

            def cost(student, place):
                alike = next((n for n in (3, 2, 1) if codes[student][:n] == codes[place][:n]), 0)
                return 10 * (3 - alike) + 25 * (been[student] == place) + 2 * doubts[place] + \
                    40 * ((student, place) not in asked) + 30

            town.write()
            town.run()
            placed = [(row["eleve"], row["entreprise"]) for row in town.proposals()]
            self.assertEqual((len(placed), sum(cost(*pair) for pair in placed)),
                             cheapest([str(s) for s in range(1, 6)], places, cost), seed)


class Sample(unittest.TestCase):
    def test_the_sample_shows_the_three_modes(self):
        dossier = Dossier("sample")
        self.addCleanup(dossier.remove)
        run = dossier.ate("jumeler")
        self.assertEqual(run.code, 1, run)
        self.assertEqual(run.out, "6 jumelages proposés : affichage 4, offre directe 1, assignation 1.\n"
                                  "2 élèves restent sans placement.\n")
        book = openpyxl.load_workbook(dossier.output / "propositions/jumelage-propose.xlsx")
        self.assertEqual(book.sheetnames, ["Jumelages", "Sans placement", "Entreprises"])
        left = {row[0]: row[-1] for row in book["Sans placement"].iter_rows(min_row=2, values_only=True)}
        self.assertIn("l'offre O-05 est écrite deux fois", left["2600506"])
        self.assertIn("les dates de la séquence SEQ-127 sont à corriger", left["2600485"])


if __name__ == "__main__":
    unittest.main()
