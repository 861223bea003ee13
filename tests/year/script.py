"""A year of a small centre, as its tables change: what an officer re-exports at each date."""
from collections import namedtuple

Day = namedtuple("Day", "date title edits")
Add = namedtuple("Add", "table cells")          # a new row
Set = namedtuple("Set", "table keys cells")     # cells of the row whose `keys` are these
Config = namedtuple("Config", "key value")      # a line of config.ini
Leave = namedtuple("Leave", "table keys")       # a row that is not exported any more

SUPERVISOR = {"E1": "S1", "E2": "S2", "E3": "S3", "E4": "S4"}


def new_sequence(key, student, company, start, end, visit, hour="9:30", **more):
    """A matched sequence, with its activities, a visit and its final evaluation to come."""
    cells = {"id": key, "eleve": student, "entreprise": company, "superviseur": SUPERVISOR[company],
             "responsable": "P2", "rang": "1", "type": "mise_en_oeuvre", "statut": "jumelee", "debut": start,
             "fin": end, "jours": "lun|mar|mer|jeu|ven", "heures_semaine": "40", "heures": "240",
             "horaire": "7 h 30 à 16 h 00, 30 minutes pour dîner", "quart": "jour", "remuneree": "oui",
             "taux_horaire": "21,50", "jumelage": "assignation", "visites_convenues": "1", "credit_impot": "oui",
             "mandat": "Souder des assemblages."} | more
    yield Add("sequences", cells)
    for number, activity in enumerate(("Lire des plans", "Préparer les pièces", "Souder selon le plan"), 1):
        yield Add("activites", {"sequence": key, "numero": str(number), "activite": activity,
                                "competence": activity.split()[0]})
    yield Add("visites", {"id": f"V-{key}", "sequence": key, "type": "finale", "date": visit, "heure": hour,
                          "mode": "sur_place", "statut": "confirmee", "responsable": "P2"})
    yield Add("evaluations", {"id": f"E-{key}", "sequence": key, "type": "finale", "date_prevue": end})


def signed(key, day):
    return Set("sequences", {"id": key}, {"statut": "signee"} | dict.fromkeys(
        ("protocole_signe_le", "signe_eleve_le", "signe_entreprise_le", "signe_etablissement_le"), day))


def visited(key):
    return Set("visites", {"id": f"V-{key}"}, {"statut": "realisee", "entente_respectee": "oui", "engagement": "Assidu"})


def evaluated(key, day):
    return Set("evaluations", {"id": f"E-{key}"}, {"date_realisee": day, "resultat": "atteint"})


def ended(key, hours, back, status="terminee", **more):
    """What comes back at the end: hours, the company's declaration, the meeting, the activities done."""
    yield Set("sequences", {"id": key}, {"statut": status, "heures_realisees": hours, "heures_encadrement": "5",
                                         "declaration_entreprise_le": back, "retour_le": back} | more)
    yield Add("integrations", {"id": f"R-{key}", "sequence": key, "date": back, "heure": "10:00",
                               "lieu": "Salle 12", "statut": "tenue", "presence": "oui", "bilan": "Transfert"})
    for number in "123":
        yield Set("activites", {"sequence": key, "numero": number}, {"realisee": "oui"})


def confirmed(company, day, **more):
    return Set("entreprises", {"id": company}, {"statut": "confirmee", "confirmee_le": day, "criteres": "oui"} | more)


def left(key, student):
    """A student who is gone, and all that tells of the sequence."""
    yield from (Leave("activites", {"sequence": key, "numero": number}) for number in "123")
    yield Leave("visites", {"id": f"V-{key}"})
    yield Leave("evaluations", {"id": f"E-{key}"})
    yield Leave("sequences", {"id": key})
    yield Leave("eleves", {"id": student})


YEAR = (
    Day("2027-01-11", "L'offre : une entreprise à solliciter, une autre qui n'a pas répondu", []),
    Day("2027-02-01", "Les deux entreprises confirment ; cinq élèves sont jumelés", [
        confirmed("E3", "2027-01-25"), confirmed("E4", "2027-01-26", sollicitee_le="2027-01-11"),
        *new_sequence("Q1", "2001", "E1", "2027-03-01", "2027-04-09", "2027-03-18", heures="232"),
        *new_sequence("Q2", "2002", "E2", "2027-03-01", "2027-04-09", "2027-03-17", heures="232"),
        *new_sequence("Q3", "2003", "E1", "2027-03-01", "2027-04-09", "2027-03-18", "13:30", heures="232"),
        *new_sequence("Q4", "2004", "E2", "2027-03-01", "2027-04-09", "2027-03-17", "13:30", heures="232"),
        *new_sequence("Q5", "2005", "E4", "2027-03-01", "2027-04-09", "2027-03-16", heures="232")]),
    Day("2027-02-15", "Q1 commence une semaine plus tard, avant toute signature : révision 2. Q2 à Q5 sont signés", [
        Set("sequences", {"id": "Q1"}, {"debut": "2027-03-08", "fin": "2027-04-16"}),
        *(signed(key, "2027-02-12") for key in ("Q2", "Q3", "Q4", "Q5"))]),
    Day("2027-03-01", "Q1 est signé ; la fin de Q2 et le salaire de Q4 changent après la signature : deux avenants", [
        signed("Q1", "2027-02-26"),
        Set("sequences", {"id": "Q2"}, {"fin": "2027-04-16", "heures": "272"}),
        Set("sequences", {"id": "Q4"}, {"taux_horaire": "20,00"})]),
    Day("2027-03-22", "L'avenant de Q2 est signé, en vigueur ce jour ; celui de Q4 est refusé ; l'élève de Q5 abandonne", [
        Add("avenants", {"sequence": "Q2", "numero": "1", "effet_le": "2027-03-22", "signe_le": "2027-03-19",
                         "statut": "signe"}),
        Add("avenants", {"sequence": "Q4", "numero": "1", "statut": "refuse"}),
        Set("eleves", {"id": "2005"}, {"statut": "abandon"}),
        Set("sequences", {"id": "Q5"}, {"statut": "interrompue", "fin_reelle": "2027-03-12",
                                        "interruption_motif": "Abandon des études", "heures_realisees": "72",
                                        "credit_impot": "non"}),
        Set("visites", {"id": "V-Q5"}, {"statut": "annulee"}),
        *(visited(key) for key in ("Q1", "Q2", "Q3", "Q4"))]),
    Day("2027-03-29", "Q3 est interrompue, l'entreprise ferme son atelier ; Q6 la poursuit ailleurs", [
        Set("sequences", {"id": "Q3"}, {"statut": "interrompue", "fin_reelle": "2027-03-24", "heures_realisees": "144",
                                        "heures_encadrement": "5", "declaration_entreprise_le": "2027-03-26",
                                        "interruption_motif": "Fermeture de l'atelier"}),
        *new_sequence("Q6", "2003", "E3", "2027-04-12", "2027-04-30", "2027-04-21", heures="120", remplace="Q3")]),
    Day("2027-04-26", "Q1, Q2 et Q4 sont finies ; l'évaluation de Q1 n'est pas rentrée : son attestation attend", [
        signed("Q6", "2027-04-02"), visited("Q6"),
        *ended("Q1", "232", "2027-04-20"), *ended("Q2", "272", "2027-04-20"), *ended("Q4", "232", "2027-04-19"),
        evaluated("Q2", "2027-04-15"), evaluated("Q4", "2027-04-09")]),
    Day("2027-05-17", "L'évaluation de Q1 et de Q3 rentre ; Q6 finit ; la déclaration de Q4 est refusée : le code "
        "permanent de 2004 est corrigé", [
        Add("declaration-refus", {"numero": "ATE-2026-2027-003-0003", "code": "CP-04", "message": "Code permanent inconnu"}),
        evaluated("Q1", "2027-05-03"), evaluated("Q3", "2027-05-03"), evaluated("Q6", "2027-04-30"),
        *ended("Q6", "120", "2027-05-05"),
        Set("eleves", {"id": "2004"}, {"code_permanent": "NGUT31629953"})]),
    Day("2027-06-21", "Les heures de Q1 sont corrigées : son attestation est réémise sous le même numéro", [
        Set("sequences", {"id": "Q1"}, {"heures_realisees": "228"}),
        *(Set("sequences", {"id": key}, {"formulaire_prescrit_le": "2027-06-18"}) for key in ("Q1", "Q2", "Q3", "Q4", "Q6"))]),
    Day("2027-08-30", "Nouvelle année scolaire : les mêmes élèves, au rang 2 ; Q5 et son élève ne sont plus exportés", [
        Config("nom", "Année 2027-2028"), Config("annee_scolaire", "2027-2028"),
        Config("debut", "2027-08-30"), Config("fin", "2028-06-22"),
        *left("Q5", "2005"),
        Add("calendrier", {"date": "2027-08-30", "type": "reprise", "portee": "ecole", "description": "Début de la session"}),
        *new_sequence("R1", "2001", "E2", "2027-10-04", "2027-11-12", "2027-10-20", rang="2", heures="232"),
        *new_sequence("R2", "2002", "E1", "2027-10-04", "2027-11-12", "2027-10-21", rang="2", heures="232"),
        *new_sequence("R4", "2004", "E3", "2027-10-04", "2027-11-12", "2027-10-19", rang="2", heures="232")]),
    Day("2027-09-27", "R1 et R2 sont signées ; R4 n'aura pas lieu", [
        signed("R1", "2027-09-20"), signed("R2", "2027-09-20"),
        Set("sequences", {"id": "R4"}, {"statut": "annulee", "interruption_motif": "Le contrat de l'entreprise est reporté"}),
        Set("visites", {"id": "V-R4"}, {"statut": "annulee"})]),
    Day("2027-12-13", "R1 et R2 sont finies et attestées ; l'année est close", [
        visited("R1"), visited("R2"), evaluated("R1", "2027-11-12"), evaluated("R2", "2027-11-12"),
        *ended("R1", "232", "2027-11-17"), *ended("R2", "232", "2027-11-17"),
        *(Set("sequences", {"id": key}, {"formulaire_prescrit_le": "2027-12-01"}) for key in ("R1", "R2"))]),
)
