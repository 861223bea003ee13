#!/usr/bin/python3
"""Writes the sample term: input/*.csv of an invented vocational centre, 2026-2027.

    /usr/bin/python3 tests/sample/generate.py [FOLDER]

Everything is made up and nothing is drawn at random: the same bytes come out
every time. The rows are first made right by every rule; faults.py then spoils
about thirty of them on purpose, and tests/sample/attendus.csv says which finding
each fault is to give.
"""
import csv
import io
import os
import sys
from datetime import date, timedelta
from fractions import Fraction

import faults
from holidays import DAYS, HOLIDAYS, WEEK, span, worked_days
from identifiers import decimal, mailbox, neq, permanent_code, postal_code, telephone
from people import (COMPANY_GIVEN, COMPANY_STREETS, COMPANY_SURNAMES, HOME_TOWNS, STAFF, STREETS,
                    STUDENTS_ENGLISH, STUDENTS_FRENCH, SUPERVISORS_OF_THE_WORLD)
from plan import (CALENDAR, GROUPS, MINORS, SCHOOL_CLOSED, STORIES, TODAY, closed_days, day,
                  next_school_day)
from trades import (ACTIVITIES, COMPANIES, CRITERIA, MANDATES, PROGRAMMES, SECTORS, TOWNS, WAGES)

SCHOOL_DOMAIN = "cfp-trois-sources.example"


# --- The tables, one function each, in the order in which they lean on one another -------------------
class Term:
    def __init__(self):
        self.tables = {}

    def add(self, table, **row):
        self.tables.setdefault(table, []).append(row)
        return row

    def __getitem__(self, table):
        return self.tables[table]

    def find(self, table, key):
        return next(row for row in self[table] if key in (row.get("id"), row.get("code")))


def make_programmes(term):
    for code, (title, sanction, hours, units, sequences, visits) in PROGRAMMES.items():
        term.add("programmes", code=code, titre=title, sanction=sanction, heures=hours, unites=units,
                 sequences_prevues=3 if code == "5260" else sequences, visites_prevues=visits,
                 duree_admission=18,
                 conditions="Être inscrit à temps plein ; avoir réussi le premier bloc de compétences",
                 periodes="Automne 2026 et printemps 2027", contact="Isabelle Marcoux, 819 555-0101")


def make_staff(term):
    for serial, (key, surname, given, role, title) in enumerate(STAFF):
        term.add("personnel", id=key, nom=surname, prenom=given, role=role, titre=title,
                 courriel=f"{mailbox(given, surname)}@{SCHOOL_DOMAIN}",
                 telephone=telephone("819", 1, 2100 + serial),
                 visites_max_jour=4 if role == "encadrement" else "")


def make_companies(term):
    for serial, line in enumerate(COMPANIES, 1):
        name, town, programmes, domain = line.split("|")
        half, region, area = TOWNS[town]
        given = COMPANY_GIVEN[serial * 7 % len(COMPANY_GIVEN)]
        surname = COMPANY_SURNAMES[serial % len(COMPANY_SURNAMES)]
        partner = programmes != ""
        status = "confirmee" if partner else ("prospect", "sollicitee", "refusee", "sollicitee",
                                              "inactive")[serial % 5]
        public = name.startswith("Municipalité")
        abroad = town == "Hawkesbury"
        prefix = "88" if public else "22" if name.endswith("enr.") else \
            "33" if "s.e.n.c" in name else "11"
        asked = date(2026, 4, 13) + timedelta(days=serial)
        term.add("entreprises", id=f"E-{serial:03}", nom=name,
                 neq="" if abroad else neq(prefix, serial),
                 adresse=f"{120 + serial * 37}, {COMPANY_STREETS[serial % len(COMPANY_STREETS)]}",
                 ville=town, province="ON" if abroad else "QC", code_postal=postal_code(half, serial),
                 pays="Canada", region=region,
                 secteur=SECTORS[programmes.split()[0]] if partner else "",
                 langue="en" if name.startswith(("St. Lawrence", "Ottawa")) else "fr",
                 representant_nom=f"{given} {surname}",
                 representant_titre=("Direction générale", "Présidence", "Ressources humaines",
                                     "Propriétaire")[serial % 4],
                 courriel=f"{mailbox(given, surname)}@{domain}.example",
                 telephone=telephone(area, serial, 200 + serial if serial % 3 == 0 else 0),
                 statut=status,
                 sollicitee_le="" if status == "prospect" else asked,
                 confirmee_le=asked + timedelta(days=21) if partner else "",
                 criteres="oui" if partner else "", places=0,
                 etablissement_quebec="non" if abroad else "oui",
                 _programmes=programmes.split(), _domain=domain)


AVAILABILITY = ("", "lun-am|mar-am|mer-pm|jeu-am|jeu-pm|ven-am", "mar-pm|mer-am|mer-pm|jeu-pm|ven-am|ven-pm",
                "lun-pm|mar-am|mar-pm|jeu-am|ven-am|ven-pm")


def make_supervisors(term):
    serial = 0
    for rank, company in enumerate(c for c in term["entreprises"] if c["_programmes"]):
        for second in range(2 if rank % 5 == 0 else 1):
            serial += 1
            if rank % 5 == 2:
                surname, given = SUPERVISORS_OF_THE_WORLD[rank // 5]
            else:
                surname = COMPANY_SURNAMES[(serial * 3 + 11) % len(COMPANY_SURNAMES)]
                given = COMPANY_GIVEN[serial * 11 % len(COMPANY_GIVEN)]
            box = mailbox(given, surname) or "superviseur"
            term.add("superviseurs", id=f"S-{serial:03}", entreprise=company["id"], nom=surname,
                     prenom=given, titre=("Contremaître", "Chef d'équipe", "Responsable de service",
                                          "Chef de service")[serial % 4],
                     courriel=f"{box}@{company['_domain']}.example",
                     telephone=telephone(TOWNS[company["ville"]][2], serial + 20, 300 + serial),
                     heures_contrat_semaine=decimal(Fraction(75, 2) if serial % 2 else 40),
                     disponibilites=AVAILABILITY[serial % 4])


def birth_date(where, serial):
    if where in MINORS:  # 17 at the first sequence of the year
        return date(2009, 1, 5) + timedelta(days=serial * 13 % 160)
    if serial % 9 == 4:  # adults who come back to school
        return date(1979, 3, 2) + timedelta(days=serial * 397 % 7000)
    return date(2004, 1, 8) + timedelta(days=serial * 211 % 1500)


def make_students(term):
    french, english = iter(STUDENTS_FRENCH), iter(STUDENTS_ENGLISH)
    serial = 0
    for programme, group, count, _, waves in GROUPS:
        for rank in range(count):
            surname, given, sex = next(english if programme == "5731" else french).split(",")
            where, birth = (group, rank), birth_date((group, rank), serial)
            story = STORIES.get(where, "")
            half_town, half = HOME_TOWNS[serial % len(HOME_TOWNS)]
            term.add("eleves", id=f"{2600100 + serial * 7}",
                     code_permanent=permanent_code(surname, given, sex, birth, serial * 37),
                     nom=surname, prenom=given, date_naissance=birth, programme=programme, groupe=group,
                     statut=story if story in ("abandon", "suspendu", "diplome") else "actif",
                     langue="en" if programme == "5731" else "fr",
                     courriel=f"{mailbox(given, surname)}@eleves.{SCHOOL_DOMAIN}",
                     telephone=telephone(("819", "873", "418")[serial % 3], serial + 40),
                     adresse=f"{11 + serial * 17}, {STREETS[serial % len(STREETS)]}, app. {serial % 8 + 1}",
                     ville=half_town, code_postal=postal_code(half, serial + 4),
                     engagement_le=waves[0].first - timedelta(days=40 + serial % 9),
                     consentement_le=waves[0].first - timedelta(days=40 + serial % 9),
                     titulaire_nom=f"{('Marie', 'Luc', 'Suzanne', 'Robert')[serial % 4]} {surname}"
                                   if where in MINORS else "",
                     titulaire_courriel=f"titulaire.{serial}@famille.example" if where in MINORS else "",
                     retour_heures=120 + serial % 4 * 15, casier=f"{'ABCD'[serial % 4]}-{serial + 101}",
                     _where=where, _minor=where in MINORS)
            serial += 1


SHIFTS = {7: "8 h 00 à 16 h 00, une heure pour dîner", 8: "7 h 30 à 16 h 00, 30 minutes pour dîner",
          Fraction(15, 2): "8 h 00 à 16 h 00, 30 minutes pour dîner"}
SHIFTS_EN = {7: "8:00 to 16:00, one hour for lunch"}


def status_on(first, last, rank):
    if last < TODAY:
        return "terminee"
    if first <= TODAY:
        return "en_cours"
    near = (first - TODAY).days < 45
    return ("signee", "signee", "jumelee")[rank % 3] if near else ("jumelee", "prevue", "signee")[rank % 3]


class Placement:
    """Hands out companies to the students of a programme, in turn."""

    def __init__(self, term):
        self.term = term
        self.companies = {code: [c for c in term["entreprises"] if code in c["_programmes"]]
                          for code in PROGRAMMES}

    def choose(self, programme, rank, turn):
        choices = self.companies[programme]
        company = choices[(rank + turn * 4) % len(choices)]
        supervisors = [s for s in self.term["superviseurs"] if s["entreprise"] == company["id"]]
        return company, supervisors[(rank + turn) % len(supervisors)]


def spells_of(wave, first, last):
    if wave.spells:
        return [(a, b, wave.days) for a, b in wave.spells]
    return [(first, last, wave.days)]


def hours_of(wave, company, first, last):
    closed = closed_days(("entreprise", "tous"), company["id"])
    days = [d for d in worked_days(spells_of(wave, first, last), closed) if d <= last]
    return days, len(days) * wave.hours / len(wave.days)


def sign(sequence, student, on):
    sequence.update(protocole_signe_le=on, signe_eleve_le=on - timedelta(days=4),
                    signe_entreprise_le=on - timedelta(days=2), signe_etablissement_le=on)
    if student["_minor"]:
        sequence["signe_titulaire_le"] = on - timedelta(days=3)


def close(sequence, on, days_done):
    """What the school writes down once a sequence has ended."""
    claims = sequence["credit_impot"] == "oui"
    sequence.update(
        heures_realisees=decimal(days_done - (4 if int(sequence["id"][4:]) % 6 == 0 else 0)),
        heures_encadrement=5 + int(sequence["id"][4:]) % 4,
        declaration_entreprise_le=min(on + timedelta(days=12), TODAY) if claims else "",
        formulaire_prescrit_le=on + timedelta(days=39) if claims and on < day("2027-01-01") else "",
        retour_le=next_school_day(on))


# of a sequence whose company is still to be found
PLANNED_MODES = ("affichage", "offre_directe", "affichage", "assignation", "affichage", "offre_directe",
                 "affichage", "affichage")


def add_sequence(term, placement, student, wave, rank, **special):
    serial = len(term.tables.get("sequences", ())) + 1
    group, place = student["_where"]
    programme = student["programme"]
    company, supervisor = placement.choose(programme, place, rank + special.get("turn", 0))
    first, last = special.get("first", wave.first), special.get("last", wave.last)
    status = special.get("status") or status_on(first, last, place + rank)
    end = special.get("end", last)
    days, worked = hours_of(wave, company, first, end)
    if "last" in special:
        last = days[-1]
    agreed = hours_of(wave, company, first, last)[1]
    a_day = wave.hours / len(wave.days)
    paid = wave.paid and serial % 23 != 0
    evening = programme == "5260" and place % 5 == 1 and not student["_minor"]
    public = company["neq"].startswith("88") or company["etablissement_quebec"] == "non"
    matched = status not in ("prevue",)
    english = student["langue"] == "en"
    sequence = term.add(
        "sequences", id=f"SEQ-{serial:03}", eleve=student["id"], entreprise=company["id"],
        superviseur=supervisor["id"] if matched else "",
        responsable=next(g[3] for g in GROUPS if g[1] == group), rang=rank,
        type="developpement" if programme in ("5348", "5260") and rank == 1 else "mise_en_oeuvre",
        statut=status, debut=first, fin=last, jours="|".join(wave.days) if wave.days != WEEK else
        ("lun|mar|mer|jeu|ven" if serial % 8 else ""),
        heures_semaine=decimal(wave.hours), heures=decimal(agreed),
        horaire="15 h 00 à 23 h 00, pause de 30 minutes" if evening else
        (SHIFTS_EN if english else SHIFTS)[a_day],
        quart="soir" if evening else "jour",
        teletravail="oui" if programme in ("5231", "5731") and place % 6 == 0 else "",
        remuneree="oui" if paid else "non",
        taux_horaire=decimal(Fraction(WAGES[programme] + place % 4 * 25, 100)) if paid else "",
        avantages=("Repas fournis" if serial % 9 == 0 else "Équipement de protection fourni"
                   if programme in ("5195", "5260") else ""),
        jumelage=("affichage", "assignation", "offre_directe")[serial % 3] if matched else
        PLANNED_MODES[serial % 8],
        visites_convenues=2 if matched else "",
        credit_impot="non" if public or serial % 10 in (3, 7) else "oui",
        mandat=MANDATES[programme], _days=days, _student=student, _company=company,
        _supervisor=supervisor, _programme=programme, _evening=evening)
    if status in ("signee", "en_cours", "terminee", "interrompue"):
        sign(sequence, student, first - timedelta(days=10))
    if status == "jumelee" and serial % 2:
        sequence["signe_entreprise_le"] = TODAY - timedelta(days=4)
    if status in ("terminee", "interrompue"):
        close(sequence, end, worked)
    return sequence


def interrupt(term, placement, student, wave, rank):
    """A sequence broken off after 60 % of its length; the next one follows two weeks later."""
    length = (wave.last - wave.first).days
    end = wave.first + timedelta(days=length * 3 // 5)
    while end.weekday() > 4 or end in HOLIDAYS:
        end -= timedelta(days=1)
    broken = add_sequence(term, placement, student, wave, rank, status="interrompue", end=end)
    broken.update(fin_reelle=end,
                  interruption_motif="Manque de travail dans l'atelier ; les trois parties en ont convenu.")
    return broken


def make_student_sequences(term, placement, student, waves):
    story = STORIES.get(student["_where"], "")
    for rank, wave in enumerate(waves, 1):
        last = rank == len(waves)
        if story == "anterieure" and rank == 1 or story == "diplome" and rank == 2:
            continue
        if story == "diplome":
            add_sequence(term, placement, student, wave, 2)
        elif story == "poursuivie" and rank == 1:
            broken = interrupt(term, placement, student, wave, rank)
            first = broken["fin_reelle"] + timedelta(days=14 - broken["fin_reelle"].weekday())
            carried = add_sequence(term, placement, student, wave, rank, turn=1, first=first,
                                   last=first + (wave.last - broken["fin_reelle"]))
            carried["remplace"] = broken["id"]
        elif story == "abandon" and rank == 1:
            broken = interrupt(term, placement, student, wave, rank)
            broken["interruption_motif"] = "Abandon du programme par l'élève."
        elif story in ("abandon", "suspendu") and last:
            add_sequence(term, placement, student, wave, rank, status="annulee")
        elif story == "changement" and last:
            add_sequence(term, placement, student, wave, rank, status="annulee")
            add_sequence(term, placement, student, wave, rank, turn=2)
        else:
            add_sequence(term, placement, student, wave, rank)


def make_sequences(term):
    placement = Placement(term)
    for programme, group, _, _, waves in GROUPS:
        for student in (s for s in term["eleves"] if s["groupe"] == group):
            make_student_sequences(term, placement, student, waves)
            if STORIES.get(student["_where"]) in ("anterieure", "diplome"):
                term.add("sequences_anterieures", eleve=student["id"], rang=1, type="mise_en_oeuvre",
                         entreprise_nom=placement.choose(programme, 1, 1)[0]["nom"],
                         debut=day("2026-02-16"), fin=day("2026-03-27"),
                         heures=240 if programme == "5195" else 203)
    for sequence in term["sequences"]:
        wave = next(w for g in GROUPS for w in g[4]
                    if g[1] == sequence["_student"]["groupe"] and w.first <= sequence["debut"] <= w.last)
        for first, last in wave.spells:
            term.add("periodes", sequence=sequence["id"], debut=first, fin=last,
                     jours="lun|mar|mer|jeu|ven", heures_semaine=decimal(wave.hours))


def make_places(term):
    """As many places as there are trainees on the busiest day."""
    for company in term["entreprises"]:
        busy = {}
        for sequence in term["sequences"]:
            if sequence["entreprise"] == company["id"] and sequence["statut"] != "annulee":
                for on in span(sequence["debut"], sequence.get("fin_reelle") or sequence["fin"]):
                    busy[on] = busy.get(on, 0) + 1
        company["places"] = max([1, *busy.values()])


def make_activities(term):
    for rank, sequence in enumerate(term["sequences"]):
        if sequence["statut"] in ("prevue", "annulee"):
            continue
        choices = ACTIVITIES[sequence["_programme"]]
        count = 2 if sequence["statut"] == "interrompue" else 4
        for number in range(1, count + 1):
            activity, competence = choices[(rank + number) % len(choices)]
            done = "oui" if sequence["statut"] in ("terminee", "interrompue") or \
                sequence["statut"] == "en_cours" and number == 1 else ""
            term.add("activites", sequence=sequence["id"], numero=number, activite=activity,
                     competence=competence, realisee=done)


class Agenda:
    """Finds days and hours of visits: no two at once, one town a half-day, three a day."""

    def __init__(self):
        self.taken = {}  # responsable, day -> [(minute, town or None)]

    def fits(self, who, on, minute, town):
        day_of = self.taken.get((who, on), [])
        near = any(abs(minute - other) < 60 for other, _ in day_of)
        elsewhere = town and any(place and place != town and (other < 720) == (minute < 720)
                                 for other, place in day_of)
        return len(day_of) < 3 and not near and not elsewhere

    def find(self, sequence, days):
        company, supervisor = sequence["_company"], sequence["_supervisor"]
        free = supervisor["disponibilites"].split("|") if supervisor["disponibilites"] else None
        minutes = (930, 870) if sequence["_evening"] else (540, 630, 780, 870)
        for mode in ("sur_place", "visio", "telephone"):
            town = company["ville"] if mode == "sur_place" else None
            for on in days:
                for minute in minutes:
                    half = f"{DAYS[on.weekday()]}-{'am' if minute < 720 else 'pm'}"
                    if (mode != "sur_place" or not free or half in free) and \
                            self.fits(sequence["responsable"], on, minute, town):
                        self.taken.setdefault((sequence["responsable"], on), []).append((minute, town))
                        return on, minute, mode
        raise SystemExit(f"no visit for {sequence['id']}")


def visit_windows(sequence):
    days = [d for d in sequence["_days"] if d not in SCHOOL_CLOSED]
    start = sequence["debut"]
    early = [d for d in days if (d - start).days <= 11]
    late = [d for d in days if (d - early[-1]).days >= 10 or d == days[-1]][:10]
    turn = int(sequence["id"][4:])
    return [window[turn % len(window):] + window[:turn % len(window)] for window in (early, late)]


OBSERVED = ("Gants de protection à remplacer", "Peu de tâches liées à la compétence 2", "Pauses écourtées")
AGREED = ("Fournis par l'entreprise", "Tâches revues avec le superviseur", "Horaire rappelé à l'équipe")


def observed(sequence, on, done):
    """What one visit in nine found, and what was agreed on."""
    serial = int(sequence["id"][4:])
    found = done and serial % 9 == 4
    return dict(constats=OBSERVED[serial % 3] if found else "", correctifs=AGREED[serial % 3] if found else "",
                correctifs_echeance=max(on, TODAY) + timedelta(days=14) if found else "")


def make_visits(term):
    agenda = Agenda()
    for sequence in sorted(term["sequences"], key=lambda s: (s["debut"], s["id"])):
        if sequence["statut"] in ("prevue", "annulee"):
            continue
        for number, window in enumerate(visit_windows(sequence), 1):
            on, minute, mode = agenda.find(sequence, window)
            done = on < TODAY
            term.add("visites", id=f"V-{sequence['id'][4:]}-{number}", sequence=sequence["id"],
                     type="finale" if number == 2 else "suivi", date=on,
                     heure=f"{minute // 60}:{minute % 60:02}", mode=mode,
                     statut="realisee" if done else "confirmee" if number == 1 or
                     (on - TODAY).days < 15 else "proposee",
                     responsable=sequence["responsable"], entente_respectee="oui" if done else "",
                     engagement=("Assidu et ponctuel", "Pose de bonnes questions",
                                 "Prend des initiatives")[int(sequence["id"][4:]) % 3] if done else "",
                     comportement="Respecte les règles de l'entreprise" if done else "",
                     progression="Conforme au plan" if done else "", **observed(sequence, on, done))
    term["visites"].sort(key=lambda v: v["id"])


def make_evaluations(term):
    for rank, sequence in enumerate(term["sequences"]):
        if sequence["statut"] in ("prevue", "annulee"):
            continue
        days = sequence["_days"]
        ended = sequence["statut"] in ("terminee", "interrompue")
        if rank % 2 == 0 and sequence["statut"] != "interrompue":
            middle = days[len(days) // 2]
            term.add("evaluations", id=f"EV-{sequence['id'][4:]}-M", sequence=sequence["id"],
                     type="mi_parcours", date_prevue=middle,
                     date_realisee=middle if middle < TODAY else "",
                     resultat="atteint" if middle < TODAY else "", commentaires="")
        partial = ended and rank % 17 == 5
        term.add("evaluations", id=f"EV-{sequence['id'][4:]}-F", sequence=sequence["id"], type="finale",
                 date_prevue=days[-1], date_realisee=days[-1] if ended else "",
                 resultat="" if not ended else "partiel" if partial else "atteint",
                 commentaires="À consolider au retour en classe" if partial else "")
        if partial:
            make_gap(term, sequence, len(term.tables.get("lacunes", ())))


def make_gap(term, sequence, serial):
    done = serial % 2 == 0
    term.add("lacunes", id=f"L-{serial + 1:02}", sequence=sequence["id"],
             competence=ACTIVITIES[sequence["_programme"]][serial % 6][1],
             constat="Geste à reprendre avec plus d'autonomie", origine="evaluation",
             corrigee="oui" if done else "", recuperation="Atelier dirigé de trois heures",
             recuperation_responsable=sequence["responsable"],
             recuperation_echeance=sequence["retour_le"] + timedelta(days=14) if done
             else TODAY + timedelta(days=25),
             recuperation_statut="faite" if done else "prevue")


def make_meetings(term):
    for sequence in term["sequences"]:
        ended = sequence["statut"] in ("terminee", "interrompue")
        soon = sequence["statut"] == "en_cours" and (sequence["fin"] - TODAY).days < 25
        if not ended and not soon:
            continue
        on = sequence["retour_le"] if ended else next_school_day(sequence["fin"])
        for _ in range(2):
            on = next_school_day(on)
        held = on < TODAY
        term.add("integrations", id=f"R-{sequence['id'][4:]}", sequence=sequence["id"], date=on,
                 heure="13:30", lieu="Local B-112", statut="tenue" if held else "prevue",
                 presence="oui" if held else "",
                 bilan="Retour sur les activités et transfert des apprentissages" if held else "")


def make_contacts(term):
    roles = (("signature", "Direction générale"), ("credit", "Comptabilité"), ("suivi", "Contremaître"),
             ("recrutement", "Ressources humaines"))
    for serial, company in enumerate(term["entreprises"][:60:4]):
        role, title = roles[serial % 4]
        given = COMPANY_GIVEN[serial * 13 % 30]
        surname = COMPANY_SURNAMES[(serial * 7 + 3) % 50]
        term.add("contacts", entreprise=company["id"], nom=f"{given} {surname}", titre=title,
                 courriel=f"{mailbox(given, surname)}@{company['_domain']}.example",
                 telephone=telephone(TOWNS[company["ville"]][2], serial + 60), role=role, sequence="")


def make_amendments(term):
    under_way = [s for s in term["sequences"] if s["statut"] == "en_cours"]
    for status, sequence in zip(("signe", "propose", "refuse"), under_way[4::9]):
        term.add("avenants", sequence=sequence["id"], numero=1,
                 effet_le=sequence["debut"] + timedelta(days=14),
                 signe_le=sequence["debut"] + timedelta(days=9) if status == "signe" else "", statut=status)


def make_offers(term):
    next_wave = {}  # the days of each programme's next sequences
    for programme, _, _, _, waves in GROUPS:
        ahead = [wave for wave in waves if wave.first > TODAY]
        next_wave[programme] = ahead[-1] if ahead else next_wave.get(programme)
    for serial, company in enumerate(term["entreprises"][2:60:5], 1):
        programme = company["_programmes"][0]
        wave = next_wave[programme]
        term.add("offres", id=f"O-{serial:02}", entreprise=company["id"], programme=programme,
                 places=1 + serial % 2, mode=("affichage", "assignation", "offre_directe")[serial % 3],
                 debut=wave.first if wave else day("2027-04-12"),
                 fin=wave.last if wave else day("2027-05-21"),
                 taches="; ".join(a for a, _ in ACTIVITIES[programme][:3]),
                 exigences="Chaussures de sécurité" if programme in ("5195", "5260") else "",
                 date_limite=day("2027-03-26"), contact=company["representant_nom"])


def make_applications(term):
    """Students whose sequence is only planned. Those of a posting all want it first, then the same
    companies as one another: each company likes best the one who comes last in the list. The
    others found their company themselves, or leave it to the school."""
    waiting = [s for s in term["sequences"] if s["statut"] == "prevue"]
    for serial, sequence in enumerate(waiting):
        met = TODAY + timedelta(days=3 + serial % 5)
        if sequence["jumelage"] != "affichage":
            term.add("candidatures", eleve=sequence["eleve"], entreprise=sequence["entreprise"], offre="",
                     rang_eleve=1, rang_entreprise=1 + serial % 3, entrevue_le=met)
            continue
        programme = sequence["_programme"]
        same = [s for s in waiting if s["_programme"] == programme and s["jumelage"] == "affichage"]
        posted = [(o["entreprise"], o["id"]) for o in term["offres"]
                  if o["programme"] == programme and o["mode"] == "affichage"]
        wanted = posted + [(s["entreprise"], "") for s in same if s["entreprise"] not in dict(posted)]
        for rank, (company, offer) in enumerate(wanted, 1):
            term.add("candidatures", eleve=sequence["eleve"], entreprise=company, offre=offer,
                     rang_eleve=rank, rang_entreprise=len(same) - same.index(sequence),
                     entrevue_le=met if rank == 1 else "")


def make_criteria(term):
    for code, text, programme in CRITERIA:
        term.add("criteres", code=code, critere=text, programme=programme)
    for company in term["entreprises"]:
        for code, _, programme in CRITERIA:
            if company["_programmes"] and (not programme or programme in company["_programmes"]):
                term.add("criteres_entreprises", entreprise=company["id"], code=code, satisfait="oui",
                         verifie_le=company["confirmee_le"])


TASKS = [
    ("Recenser les entreprises à confirmer de nouveau", "P01", "2026-06-12", "faite", "19.1", ""),
    ("Présenter l'alternance aux nouveaux groupes", "P01", "2026-09-04", "faite", "18.1", 250),
    ("Recueillir les engagements signés", "P01", "2026-09-18", "faite", "18.3", ""),
    ("Former les superviseurs d'entreprise", "P16", "2026-10-02", "faite", "18.2", 1200),
    ("Déclarer les séquences de l'automne", "P03", "2027-03-26", "en_cours", "18.2", ""),
    ("Délivrer les formulaires prescrits de l'hiver", "P01", "2027-05-28", "a_faire", "18.2", ""),
    ("Préparer les rencontres d'intégration du printemps", "P14", "2027-04-16", "a_faire", "21.1", 180),
    ("Faire le bilan des visites avec l'équipe", "P02", "2027-06-11", "a_faire", "20.1", ""),
    ("Réviser la trousse du superviseur", "P01", "2027-04-23", "en_cours", "18.3", "487.5"),
]


def make_tasks(term):
    for serial, (text, who, due, status, statement, amount) in enumerate(TASKS, 1):
        term.add("taches", id=f"T-{serial:02}", tache=text, responsable=who, echeance=day(due),
                 statut=status, poste_budgetaire="ATE 2026-2027" if amount else "", montant=amount,
                 enonce=statement)


def make_calendar(term):
    for first, last, kind, scope, company, text in CALENDAR:
        term.add("calendrier", date=day(first), fin=day(last) if last else "", type=kind, portee=scope,
                 entreprise=company, description=text)


def make_term():
    term = Term()
    for make in (make_programmes, make_staff, make_companies, make_supervisors, make_students,
                 make_sequences, make_places, make_activities, make_visits, make_evaluations,
                 make_meetings, make_contacts, make_amendments, make_offers, make_applications,
                 make_criteria, make_tasks, make_calendar):
        make(term)
    return term


# --- What must hold before the faults go in -----------------------------------------------------------
def verify(term):
    assert len(term["sequences"]) == 250, len(term["sequences"])
    assert len(term["eleves"]) == 120 and len(term["entreprises"]) == 70
    for student in term["eleves"]:
        live = [s for s in term["sequences"] if s["eleve"] == student["id"] and s["statut"] != "annulee"]
        before = [s for s in term["sequences_anterieures"] if s["eleve"] == student["id"]]
        hours = sum(Fraction(s["heures"]) for s in live) + sum(s["heures"] for s in before)
        if student["statut"] in ("actif", "diplome"):
            assert len({s["rang"] for s in live}) + len(before) >= 2, student["id"]
            assert hours * 5 >= PROGRAMMES[student["programme"]][2], (student["groupe"], hours)
        ordered = sorted(live, key=lambda s: s["debut"])
        for one, other in zip(ordered, ordered[1:]):
            assert (one.get("fin_reelle") or one["fin"]) < other["debut"], (one["id"], other["id"])
    for visit in term["visites"]:
        sequence = term.find("sequences", visit["sequence"])
        assert visit["date"] in sequence["_days"], visit["id"]
        if visit["type"] == "suivi":
            assert (visit["date"] - sequence["debut"]).days < 14
    ahead = {v["responsable"] for v in term["visites"] if v["date"] > TODAY}
    assert ahead == {row[0] for row in STAFF if row[3] == "encadrement"}, ahead


# --- Writing ------------------------------------------------------------------------------------------
class Style:
    """The habits of the program that a school's file comes from."""

    def __init__(self, separator=",", end="\n", encoding="utf-8", prelude="", comma=False,
                 dates="%Y-%m-%d", headers=None):
        self.separator, self.end, self.encoding, self.prelude = separator, end, encoding, prelude
        self.comma, self.dates, self.headers = comma, dates, headers or {}


STYLES = {
    # the export of an old data base
    "entreprises": Style(";", "\r\n", "cp1252"),
    # saved by Excel in French: byte-order mark, sep=, decimal commas, the day first
    "sequences": Style(";", "\r\n", "utf-8", "\ufeffsep=;\r\n", True, "%d/%m/%Y"),
    # a sheet kept by hand, with the school's own headers: [colonnes.superviseurs] of config.ini
    "superviseurs": Style(headers={"prenom": "Prénom", "heures_contrat_semaine": "Heures au contrat",
                                   "disponibilites": "Plages libres"}),
}
NUMBERS = {"heures_semaine", "heures", "taux_horaire", "heures_realisees"}


def cell(value, column, style):
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime(style.dates)
    text = str(value)
    return text.replace(".", ",") if style.comma and column in NUMBERS else text


def write_table(folder, table, rows, extra_lines=()):
    style = STYLES.get(table, Style())
    columns = list(dict.fromkeys(c for row in rows for c in row if not c.startswith("_")))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=style.separator, lineterminator=style.end)
    writer.writerow(style.headers.get(c, c) for c in columns)
    for row in rows:
        writer.writerow(cell(row.get(c), c, style) for c in columns)
    text = style.prelude + out.getvalue() + "".join(line + style.end for line in extra_lines)
    with open(os.path.join(folder, table + ".csv"), "wb") as file:
        file.write(text.encode(style.encoding))


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "..", "..", "input")
    os.makedirs(folder, exist_ok=True)
    term = make_term()
    verify(term)
    expected, broken_lines = faults.spoil(term, TODAY)
    for table, rows in term.tables.items():
        write_table(folder, table, rows, broken_lines.get(table, ()))
    with open(os.path.join(here, "attendus.csv"), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "gravite", "fichier", "cle", "colonne", "pourquoi"))
        for code, severity, table, key, column, why in expected:
            header = STYLES.get(table, Style()).headers.get(column, column)
            writer.writerow((code, severity, table + ".csv", key, header, why))


if __name__ == "__main__":
    main()
