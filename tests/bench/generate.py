#!/usr/bin/python3
"""Writes a dossier of COUNT invented sequences, every table present, its rows coherent.

    /usr/bin/python3 tests/bench/generate.py FOLDER COUNT

Each student does one sequence in autumn and one in spring; all else grows with the sequences.
Nothing is drawn at random: the same bytes come out every time.
"""
import csv
import sys
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "sample"))
from holidays import HOLIDAYS  # noqa: E402
from identifiers import neq, permanent_code, postal_code, telephone  # noqa: E402

CONSONANTS, VOWELS = "BCDFGLMNPRST", "AEIOU"
ACTIVITIES = ("Lire des plans et préparer le travail", "Exécuter le travail selon les règles",
              "Contrôler la qualité du travail")
AUTUMN, SPRING = date(2026, 9, 14), date(2027, 4, 12)


def iso(day, plus=0):
    return (day + timedelta(days=plus)).isoformat()


def surname(serial):
    letters = ""
    for _ in range(3):
        letters += CONSONANTS[serial % 12] + VOWELS[serial // 12 % 5]
        serial //= 60
    return letters.capitalize()


def weekdays(first, count):
    """The `count` first working days that are no holiday."""
    day, found = first, []
    while len(found) < count:
        if day.weekday() < 5 and day not in HOLIDAYS:
            found.append(day)
        day += timedelta(days=1)
    return found


class Tables:
    def __init__(self, folder):
        self.folder, self.open = folder, {}

    def add(self, table, **row):
        if table not in self.open:
            file = (self.folder / f"{table}.csv").open("w", encoding="utf-8", newline="")
            self.open[table] = csv.writer(file), file
            self.open[table][0].writerow(row)
        self.open[table][0].writerow(row.values())

    def close(self):
        for _, file in self.open.values():
            file.close()


def write_fixed(tables):
    for code, title in (("5195", "Soudage-montage"), ("5231", "Comptabilité"), ("5223", "Techniques d'usinage")):
        tables.add("programmes", code=code, titre=title, sanction="DEP", heures=1800, unites=120,
                   sequences_prevues=2, visites_prevues=1)
    tables.add("personnel", id="P-1", nom="Morneau", prenom="Line", role="coordination", titre="Conseillère",
               courriel="line.morneau@banc.example", telephone="418 555-0120", visites_max_jour="")
    for first, last, kind, text in ((date(2026, 8, 24), "", "reprise", "Début"),
                                    (date(2026, 12, 19), "2027-01-10", "conge", "Congé des fêtes"),
                                    (date(2027, 3, 1), "2027-03-05", "conge", "Semaine de lecture")):
        tables.add("calendrier", date=iso(first), fin=last, type=kind, portee="ecole", entreprise="", description=text)
    for code in ("SUPERVISION", "SECURITE"):
        tables.add("criteres", code=code, critere=f"Critère {code.lower()}", programme="")


def write_company(tables, n):
    key = f"E-{n}"
    name = surname(n * 7) + "ault"  # no student's
    tables.add("entreprises", id=key, nom=f"Ateliers {name} {n} inc.", neq=neq("11", n),
               adresse=f"{n}, rue du Parc", ville="Rimouski", province="QC", code_postal=postal_code("G5L", n),
               pays="Canada", region="Bas-Saint-Laurent", secteur="Métal", langue="fr",
               representant_nom=f"Gilles {name}", representant_titre="Présidence",
               courriel=f"info@ateliers-{n}.example", telephone=telephone("418", n), statut="confirmee",
               sollicitee_le="2026-03-02", confirmee_le="2026-03-23", criteres="oui", places=40,
               etablissement_quebec="oui")
    tables.add("superviseurs", id=f"S-{n}", entreprise=key, nom=name, prenom="Guy", titre="Contremaître",
               courriel=f"guy@ateliers-{n}.example", telephone=telephone("418", n + 1, n % 900 + 100),
               heures_contrat_semaine=40, disponibilites="lun-am|mar-am|mer-am|jeu-am|ven-am|lun-pm|mar-pm")
    tables.add("contacts", entreprise=key, nom=f"Alice {name}", titre="Comptabilité",
               courriel=f"comptes@ateliers-{n}.example", telephone=telephone("418", n), role="credit", sequence="")
    for code in ("SUPERVISION", "SECURITE"):
        tables.add("criteres_entreprises", entreprise=key, code=code, satisfait="oui", verifie_le="2026-03-23")
    tables.add("offres", id=f"O-{n}", entreprise=key, programme="5195", places=2, mode="affichage",
               debut="2027-04-12", fin="2027-05-21", taches="Souder et contrôler des assemblages",
               exigences="Chaussures de sécurité", date_limite="2027-03-26", contact=f"Gilles {name}")


def write_staff(tables, n):
    tables.add("personnel", id=f"P-{n + 2}", nom=surname(n * 11), prenom="Rémi", role="encadrement",
               titre="Enseignant", courriel=f"enseignant{n}@banc.example", telephone=telephone("418", n, 100 + n % 900),
               visites_max_jour=4)
    tables.add("taches", id=f"T-{n}", tache="Joindre les entreprises de la prochaine année", responsable=f"P-{n + 2}",
               echeance="2027-05-01", statut="a_faire", poste_budgetaire="ATE", montant="250", enonce="18.1")


def write_student(tables, n):
    birth = date(2004, 1, 8) + timedelta(days=n % 1200)
    name = surname(n)
    tables.add("eleves", id=f"{1000000 + n}", code_permanent=permanent_code(name, "Zoé", "f", birth, n // 1200),
               nom=name, prenom="Zoé", date_naissance=iso(birth), programme="5195", groupe=f"G{n // 20}",
               statut="actif", langue="fr", courriel=f"eleve{n}@banc.example", telephone=telephone("581", n),
               adresse=f"{n}, rue des Ormes", ville="Rimouski", code_postal=postal_code("G5L", n),
               engagement_le="2026-06-20", consentement_le="2026-06-20", titulaire_nom="", titulaire_courriel="",
               retour_heures=120)
    if n % 10 == 0:
        tables.add("candidatures", eleve=f"{1000000 + n}", entreprise="E-0", offre="O-0", rang_eleve=1,
                   rang_entreprise=n // 10 + 1, entrevue_le="2027-03-18")


def write_sequence(tables, n, companies):
    student, spring = n // 2, n % 2 == 1
    key, company, staff = f"SEQ-{n:06}", student % companies, student // 20
    first = SPRING if spring else AUTUMN
    last = first + timedelta(days=39)
    days = len([d for d in (first + timedelta(days=i) for i in range(40)) if d.weekday() < 5 and d not in HOLIDAYS])
    signed = iso(first, -40) if not spring else ""
    tables.add("sequences", id=key, eleve=1000000 + student, entreprise=f"E-{company}", superviseur=f"S-{company}",
               responsable=f"P-{staff + 2}", rang=1 + spring, type="mise_en_oeuvre",
               statut="jumelee" if spring else "terminee", debut=iso(first), fin=iso(last),
               jours="lun|mar|mer|jeu|ven", heures_semaine=40, heures=days * 8,
               horaire="7 h 30 à 16 h 00, 30 minutes pour dîner", quart="jour", remuneree="oui",
               taux_horaire="21,50", avantages="Équipement fourni", jumelage="assignation", visites_convenues=1,
               protocole_signe_le=signed, signe_eleve_le=signed, signe_entreprise_le=signed,
               signe_etablissement_le=signed, heures_realisees="" if spring else days * 8,
               heures_encadrement="" if spring else 6, declaration_entreprise_le="" if spring else iso(last, 7),
               credit_impot="oui", formulaire_prescrit_le="" if spring else iso(last, 20),
               retour_le="" if spring else iso(last, 3),
               mandat="Participer à la fabrication de châssis et de garde-corps en acier.")
    for number, activity in enumerate(ACTIVITIES, 1):
        tables.add("activites", sequence=key, numero=number, activite=activity, competence="Préparation",
                   realisee="" if spring else "oui")
    rank = student % 20
    visit = weekdays(first + timedelta(days=7), 10)[rank // 2]
    tables.add("visites", id=f"V-{n}", sequence=key, type="suivi", date=iso(visit),
               heure="13:30" if rank % 2 else "9:30", mode="sur_place", statut="confirmee" if spring else "realisee",
               responsable=f"P-{staff + 2}", entente_respectee="" if spring else "oui",
               engagement="" if spring else "Assidu")
    tables.add("evaluations", id=f"EV-{n}", sequence=key, type="finale", date_prevue=iso(last),
               date_realisee="" if spring else iso(last), resultat="" if spring else "atteint", commentaires="")
    if not spring:
        tables.add("integrations", id=f"R-{n}", sequence=key, date=iso(last, 5), heure="10:00", lieu="Salle C-204",
                   statut="tenue", presence="oui", bilan="Transfert des apprentissages")
    if n % 20 == 0:
        tables.add("lacunes", id=f"L-{n}", sequence=key, competence="Lecture de plans", constat="Geste à reprendre",
                   origine="evaluation", corrigee="oui", recuperation="Atelier dirigé",
                   recuperation_responsable=f"P-{staff + 2}", recuperation_echeance="2026-12-18",
                   recuperation_statut="faite")
        tables.add("avenants", sequence=key, numero=1, effet_le=iso(first, 7), signe_le=iso(first, 4), statut="signe")
    if n % 20 == 1:
        tables.add("periodes", sequence=key, debut=iso(first), fin=iso(last), jours="lun|mar|mer|jeu|ven",
                   heures_semaine=40)
        tables.add("sequences_anterieures", eleve=1000000 + student + 1, rang=3, type="mise_en_oeuvre",
                   entreprise_nom="Ailleurs inc.", debut="2025-02-03", fin="2025-03-14", heures=200)


def write(folder, count):
    (folder / "input").mkdir(parents=True)
    config = (ROOT / "tests/dossiers/petit/config.ini").read_text("utf-8")
    config = config.replace("../../../templates", str(ROOT / "templates")).replace("coordination = P1", "coordination = P-1")
    # No lot was ever declared here: that alone would be a finding for every other sequence.
    config += "\n[regles]\nsequence-non-declaree = ignorer\n"
    (folder / "config.ini").write_text(config, "utf-8")
    tables = Tables(folder / "input")
    companies = max(1, count // 20)
    write_fixed(tables)
    for n in range(companies):
        write_company(tables, n)
    for n in range(count // 40 + 1):
        write_staff(tables, n)
    for n in range((count + 1) // 2 + 1):
        write_student(tables, n)
    for n in range(count):
        write_sequence(tables, n, companies)
    tables.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
