"""The deliberate faults of the sample term.

Each one spoils a row that was right, and says why such a thing happens in real
exports. `expect` names the findings that it is to give: code, severity, table, keys
of the rows (None: the spoiled row itself), column. A sequence, a student or a company is
spoiled once at most, so that every finding has one cause.
"""
from datetime import date, timedelta


class Fault:
    def __init__(self, table, where, change, expect, why):
        self.table, self.where, self.change, self.expect, self.why = table, where, change, expect, why


def to(**values):
    return lambda row, term: row.update(values)


def ended(s, term):
    return s["statut"] == "terminee"


def claims(s, term):
    return ended(s, term) and s["credit_impot"] == "oui"


def with_status(status, programme=None):
    return lambda s, term: s["statut"] == status and programme in (None, s["_programme"])


def paid(status, programme=None):
    return lambda s, term: with_status(status, programme)(s, term) and s["remuneree"] == "oui"


def sequence_of(row, term):
    return term.find("sequences", row["sequence"])


def student(group, index):
    return lambda s, term: s["_where"] == (group, index)


# --- Keys of the findings that fall on other rows -----------------------------------------------------
def its_sequence(row, term):
    return [row["sequence"]]


# --- Changes that need more than new values -----------------------------------------------------------
def excel_day(row, term):
    """Excel shows a serial number when a cell of dates has lost its format."""
    row["date_prevue"] = str((row["date_prevue"] - date(1899, 12, 30)).days)


def other_company(row, term):
    row["superviseur"] = next(s["id"] for s in term["superviseurs"]
                              if s["entreprise"] != row["entreprise"] and s["nom"] == "Huỳnh")


def late_signature(row, term):
    row["protocole_signe_le"] = row["debut"] + timedelta(days=3)


def ten_times(row, term):
    row["heures"] = str(row["heures"]) + "0"


def backwards(row, term):
    row["debut"], row["fin"] = row["fin"], row["debut"]


def on_good_friday(row, term):
    row["date"] = date(2027, 3, 26)


def at_the_same_time(row, term):
    """Two visits of one person at one hour, in two towns, on a day without any other."""
    here = sequence_of(row, term)
    visits = [v for v in term["visites"] if v["responsable"] == row["responsable"] and v is not row]
    other = next(v for v in visits if v["date"] > date(2027, 3, 15) and v["date"] in here["_days"]
                 and v["mode"] == "sur_place" and [w["date"] for w in visits].count(v["date"]) == 1
                 and sequence_of(v, term)["_company"]["ville"] != here["_company"]["ville"])
    row["date"], row["heure"] = other["date"], other["heure"]


def drop(table, column="sequence"):
    def change(row, term):
        term.tables[table] = [r for r in term[table] if r[column] != row["id"]]
    return change


def not_evaluated(row, term):
    row.update(date_realisee="", resultat="", commentaires="")


def later_status(row, term):
    row.update(statut="signee", heures_realisees="", heures_encadrement="", declaration_entreprise_le="",
               formulaire_prescrit_le="", retour_le="")
    term.tables["integrations"] = [r for r in term["integrations"] if r["sequence"] != row["id"]]


def lose_last_digit(row, term):
    row["neq"] = row["neq"][:-1]


def twice(row, term):
    """The same line pasted twice, with another telephone."""
    term["offres"].insert(term["offres"].index(row) + 1, dict(row, places=3))


def paste_over(row, term):
    row["superviseur"] = row["superviseur"].replace("S-", "S")


FAULTS = [
    # identifiers
    Fault("eleves", student("MI-A", 4), lambda r, t: r.update(code_permanent=r["code_permanent"][:-1]),
          [("code-permanent-forme", "erreur", "eleves", None, "code_permanent")],
          "code permanent de 11 caractères : un chiffre perdu en recopiant"),
    Fault("entreprises", lambda c, t: c["nom"].startswith("Inox"), lose_last_digit,
          [("neq-forme", "erreur", "entreprises", None, "neq")],
          "NEQ de 9 chiffres : le dernier s'est perdu"),
    Fault("entreprises", lambda c, t: c["nom"].startswith("Pépinière"), to(code_postal="G8Z 1O4"),
          [("code-postal-forme", "erreur", "entreprises", None, "code_postal")],
          "la lettre O à la place d'un chiffre"),
    Fault("entreprises", lambda c, t: c["nom"].startswith("Transport Nordet"),
          to(representant_titre=""),
          [("signataire-absent", "erreur", "entreprises", None, "representant_titre")],
          "le représentant n'a pas de titre : le protocole ne peut être signé"),
    Fault("entreprises", lambda c, t: c["nom"].startswith("Optique"),
          to(courriel="info @optique-clairvue.example"),
          [("courriel-forme", "erreur", "entreprises", None, "courriel")],
          "une espace dans l'adresse de courriel : le message ne partirait pas"),
    # students
    Fault("eleves", student("PH-B", 3), to(titulaire_nom="", titulaire_courriel=""),
          [("mineur-titulaire", "avertissement", "eleves", None, "titulaire_nom")],
          "élève mineur sans titulaire de l'autorité parentale"),
    Fault("eleves", lambda s, t: any(q["eleve"] == s["id"] and q["statut"] == "prevue"
                                     and q["jumelage"] == "offre_directe" for q in t["sequences"]),
          to(consentement_le=""),
          [("consentement-absent", "erreur", "eleves", None, "consentement_le")],
          "consentement jamais recueilli : pas de lettre de présentation"),
    # sequences that cannot be read, or contradict themselves
    Fault("sequences", with_status("signee", "5195"), to(fin="31/02/2027"),
          [("valeur-type", "erreur", "sequences", None, "fin")],
          "un jour qui n'existe pas"),
    Fault("evaluations", lambda r, t: r["type"] == "finale"
          and with_status("en_cours", "5231")(sequence_of(r, t), t), excel_day,
          [("valeur-type", "erreur", "evaluations", None, "date_prevue")],
          "une date devenue un nombre d'Excel"),
    Fault("visites", lambda r, t: r["statut"] == "realisee"
          and with_status("en_cours", "5357")(sequence_of(r, t), t), to(mode="sur_plase"),
          [("valeur-type", "erreur", "visites", None, "mode")],
          "un choix mal écrit"),
    Fault("sequences", with_status("en_cours", "5195"), paste_over,
          [("lien-inconnu", "erreur", "sequences", None, "superviseur")],
          "un identifiant qui ne mène à personne"),
    Fault("sequences", with_status("prevue", "5231"), backwards,
          [("sequence-dates", "erreur", "sequences", None, "fin")],
          "le début et la fin intervertis"),
    Fault("sequences", paid("jumelee", "5348"), ten_times,
          [("sequence-heures", "avertissement", "sequences", None, "heures")],
          "un zéro de trop dans les heures"),
    Fault("sequences", paid("jumelee", "5231"), to(remuneree="non"),
          [("remuneration-incoherente", "erreur", "sequences", None, "taux_horaire")],
          "non rémunérée, mais avec un taux horaire"),
    Fault("sequences", paid("en_cours", "5731"), to(taux_horaire="15.25"),
          [("salaire-minimum", "avertissement", "sequences", None, "taux_horaire")],
          "un taux d'il y a trois ans, sous le salaire minimum"),
    Fault("sequences", with_status("jumelee", "5260"), other_company,
          [("superviseur-entreprise", "erreur", "sequences", None, "superviseur")],
          "le superviseur travaille dans une autre entreprise"),
    Fault("sequences", with_status("en_cours", "5348"), late_signature,
          [("protocole-apres-debut", "erreur", "sequences", None, "protocole_signe_le")],
          "protocole signé trois jours après le début"),
    Fault("sequences", with_status("signee", "5348"), to(mandat="Soins des semis en serre 🌱"),
          [("caractere-non-imprimable", "erreur", "sequences", None, "mandat")],
          "un émoji qu'aucune police n'imprime"),
    Fault("sequences", with_status("interrompue", "5231"), to(interruption_motif=""),
          [("interruption-motif", "erreur", "sequences", None, "interruption_motif")],
          "séquence interrompue sans motif écrit"),
    # what the end of a sequence asks for
    Fault("sequences", lambda s, t: claims(s, t) and s["_programme"] == "5195", to(heures_realisees=""),
          [("heures-realisees-absentes", "erreur", "sequences", None, "heures_realisees")],
          "heures réalisées oubliées : pas d'attestation"),
    Fault("evaluations", lambda r, t: r["type"] == "finale" and r["resultat"] == "atteint"
          and claims(sequence_of(r, t), t) and sequence_of(r, t)["_programme"] == "5260", not_evaluated,
          [("evaluation-non-realisee", "avertissement", "evaluations", None, "date_realisee"),
           ("attestation-evaluation", "erreur", "sequences", its_sequence, "")],
          "évaluation finale jamais faite : pas d'attestation"),
    Fault("sequences", lambda s, t: claims(s, t) and s["debut"] < date(2026, 8, 1),
          to(formulaire_prescrit_le=""),
          [("attestation-delai", "erreur", "sequences", None, "formulaire_prescrit_le")],
          "formulaire prescrit non délivré sept mois après la fin"),
    Fault("sequences", lambda s, t: claims(s, t) and s["_programme"] == "5357", later_status,
          [("sequence-statut-date", "avertissement", "sequences", None, "statut")],
          "séquence finie que personne n'a close"),
    Fault("sequences", lambda s, t: ended(s, t) and s["_programme"] == "5731", drop("integrations"),
          [("integration-absente", "erreur", "sequences", None, "")],
          "aucune rencontre d'intégration au retour"),
    # visits
    Fault("visites", lambda r, t: r["statut"] == "confirmee" and r["type"] == "finale"
          and date(2027, 3, 26) >= sequence_of(r, t)["debut"] and sequence_of(r, t)["fin"] > date(2027, 3, 26)
          and sequence_of(r, t)["_programme"] == "5195", on_good_friday,
          [("visite-jour", "erreur", "visites", None, "date")],
          "visite un Vendredi saint"),
    Fault("visites", lambda r, t: r["type"] == "finale" and r["statut"] in ("confirmee", "proposee")
          and r["mode"] == "sur_place" and with_status("en_cours", "5731")(sequence_of(r, t), t),
          at_the_same_time, [("visite-conflit", "erreur", "visites", None, "heure")],
          "deux visites à la même heure pour une personne"),
    # the rest
    Fault("offres", lambda o, t: o["id"] == "O-05", twice,
          [("cle-double", "erreur", "offres", None, "id")], "la même offre collée deux fois"),
    Fault("taches", lambda r, t: r["enonce"] == "21.1", to(echeance=date(2027, 2, 26)),
          [("tache-en-retard", "avertissement", "taches", None, "echeance")],
          "tâche dont le jour est passé"),
]

# A line that no reader can share out in columns: an amount with a comma and no quotes.
BROKEN_LINES = {"taches": ["T-10,Payer les déplacements,P01,2027-04-30,a_faire,ATE 2026-2027,1,250,20.1"]}


def touched(row, table, term):
    """What a fault is about, so that no other fault meets it."""
    if table == "sequences":
        return {row["id"], row["eleve"], row["entreprise"]}
    if "sequence" in row:
        return touched(sequence_of(row, term), "sequences", term)
    if table == "superviseurs":
        return {row["id"], row["entreprise"]}
    return {row.get("id")}


def fixed(fault):
    """Faults about a named company or student choose first: the others go round them."""
    return 0 if fault.table in ("entreprises", "eleves", "superviseurs") else 1


def spoil(term, today):
    """Puts the faults in. Returns the findings to expect and the broken lines."""
    used, expected = set(), []
    for fault in sorted(FAULTS, key=fixed):
        row = next(r for r in term[fault.table] if fault.where(r, term)
                   and not touched(r, fault.table, term) & used)
        used |= touched(row, fault.table, term)
        fault.change(row, term)
        for code, severity, table, key, column in fault.expect:
            keys = key(row, term) if key else [row["id"]]
            expected += [(code, severity, table, k, column, fault.why) for k in keys]
    expected.append(("enregistrement-invalide", "erreur", "taches", "T-10", "",
                     "une virgule de trop : le montant n'est pas entre guillemets"))
    return sorted(expected), BROKEN_LINES
