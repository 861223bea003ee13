"""The school year of the sample: its groups, their spells in companies, its calendar."""
from datetime import date, timedelta
from fractions import Fraction

from holidays import HOLIDAYS, WEEK, span

TODAY = date(2027, 3, 15)  # [periode] date_du_jour of config.ini


def day(text):
    return date.fromisoformat(text)


class Wave:
    """The spell in companies of a group: what its students share."""

    def __init__(self, first, last, hours, days=WEEK, spells=None, paid=True):
        self.first, self.last, self.hours = day(first), day(last), Fraction(str(hours))
        self.days, self.paid = days, paid
        self.spells = [(day(a), day(b)) for a, b in spells or ()]


def autumn_and_spring(*waves):
    return [Wave(*wave) for wave in waves]


# programme, group, students, responsable, waves in the order of their ranks
GROUPS = [
    ("5195", "SM-A", 11, "P11", autumn_and_spring(("2026-09-21", "2026-10-30", 40),
                                                  ("2027-02-22", "2027-04-02", 40))),
    ("5195", "SM-B", 11, "P12", autumn_and_spring(("2026-11-02", "2026-12-11", 40),
                                                  ("2027-04-12", "2027-05-21", 40))),
    ("5260", "MI-A", 10, "P13", autumn_and_spring(("2026-10-05", "2026-10-30", 40),
                                                  ("2027-01-18", "2027-02-12", 40),
                                                  ("2027-04-19", "2027-05-14", 40))),
    ("5260", "MI-B", 10, "P13", autumn_and_spring(("2026-11-09", "2026-12-18", 37.5),
                                                  ("2027-05-03", "2027-06-11", 37.5))),
    ("5231", "CO-A", 11, "P14", autumn_and_spring(("2026-10-26", "2026-11-27", 35),
                                                  ("2027-03-01", "2027-04-02", 35))),
    ("5231", "CO-B", 11, "P14", autumn_and_spring(("2027-01-11", "2027-02-12", 35),
                                                  ("2027-05-17", "2027-06-18", 35))),
    ("5731", "AC-A", 14, "P15", autumn_and_spring(("2026-11-16", "2026-12-18", 35),
                                                  ("2027-03-08", "2027-04-09", 35))),
    ("5357", "SE-A", 10, "P16", autumn_and_spring(("2026-09-28", "2026-10-30", 35),
                                                  ("2027-02-15", "2027-03-19", 35))),
    # two days a week in the company, unpaid
    ("5357", "SE-B", 10, "P16", [
        Wave("2026-09-03", "2026-12-18", 14, ("jeu", "ven"), paid=False),
        Wave("2027-01-14", "2027-05-14", 14, ("jeu", "ven"), paid=False)]),
    ("5348", "PH-A", 11, "P17", autumn_and_spring(("2026-07-06", "2026-08-14", 40),
                                                  ("2027-05-03", "2027-05-28", 40))),
    # one week in the company, two or three at school: periodes.csv
    ("5348", "PH-B", 11, "P18", [
        Wave("2026-09-14", "2026-11-20", 35,
             spells=[("2026-09-14", "2026-09-18"), ("2026-10-05", "2026-10-09"),
                     ("2026-10-26", "2026-10-30"), ("2026-11-16", "2026-11-20")]),
        Wave("2027-02-08", "2027-05-14", 35,
             spells=[("2027-02-08", "2027-02-12"), ("2027-03-08", "2027-03-12"),
                     ("2027-03-22", "2027-03-26"), ("2027-04-12", "2027-04-16"),
                     ("2027-05-10", "2027-05-14")])]),
]

# What happened to some students: group and rank in it -> story
STORIES = {
    ("SM-A", 3): "poursuivie", ("MI-B", 4): "poursuivie", ("CO-A", 6): "poursuivie",
    ("SE-A", 2): "abandon", ("PH-A", 5): "abandon", ("CO-B", 9): "suspendu",
    ("SM-B", 1): "changement", ("MI-A", 7): "changement", ("CO-B", 2): "changement",
    ("PH-A", 8): "changement", ("PH-B", 6): "changement",
    ("AC-A", 2): "diplome", ("AC-A", 8): "diplome",
    ("AC-A", 4): "anterieure", ("AC-A", 5): "anterieure", ("AC-A", 10): "anterieure",
    ("AC-A", 11): "anterieure", ("AC-A", 13): "anterieure", ("SM-A", 9): "anterieure",
}
MINORS = {("SM-B", 5), ("CO-A", 3), ("SE-A", 7), ("PH-A", 2), ("PH-B", 9), ("MI-B", 2), ("AC-A", 6),
          ("CO-B", 7), ("SM-B", 8), ("PH-B", 3)}

CALENDAR = [  # first, last, kind, scope, company, description
    ("2026-08-24", "", "reprise", "ecole", "", "Début des cours"),
    ("2026-09-25", "", "pedagogique", "ecole", "", "Journée pédagogique"),
    ("2026-10-13", "", "pedagogique", "ecole", "", "Journée pédagogique"),
    ("2026-11-13", "", "pedagogique", "ecole", "", "Journée pédagogique"),
    ("2026-11-27", "", "fermeture", "entreprise", "E-022", "Inventaire"),
    ("2026-12-21", "2027-01-08", "conge", "ecole", "", "Congé des Fêtes"),
    ("2026-12-24", "2027-01-03", "fermeture", "entreprise", "", "Fermeture des Fêtes"),
    ("2027-01-11", "", "reprise", "ecole", "", "Retour du congé des Fêtes"),
    ("2027-01-29", "", "fermeture", "tous", "", "Tempête : écoles et entreprises fermées"),
    ("2027-02-15", "", "pedagogique", "ecole", "", "Journée pédagogique"),
    ("2027-03-01", "2027-03-05", "conge", "ecole", "", "Semaine de relâche"),
    ("2027-03-08", "", "reprise", "ecole", "", "Retour de la relâche"),
    ("2027-03-29", "", "conge", "ecole", "", "Lundi de Pâques"),
    ("2027-04-30", "", "pedagogique", "ecole", "", "Journée pédagogique"),
    ("2027-05-10", "2027-05-11", "fermeture", "entreprise", "E-008", "Déménagement de l'atelier"),
    ("2027-06-23", "", "conge", "ecole", "", "Fin des cours"),
]


def closed_days(scopes, company=None):
    days = set()
    for first, last, kind, scope, whose, _ in CALENDAR:
        if kind != "reprise" and scope in scopes and (not whose or whose == company):
            days.update(span(day(first), day(last or first)))
    return days


SCHOOL_CLOSED = closed_days(("ecole", "tous"))


def next_school_day(after):
    later = after + timedelta(days=1)
    while later.weekday() > 4 or later in HOLIDAYS or later in SCHOOL_CLOSED:
        later += timedelta(days=1)
    return later
