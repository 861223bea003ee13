#!/usr/bin/python3
"""Writes a dossier of COUNT students to be matched with a quarter as many companies.

    /usr/bin/python3 tests/bench/matching.py FOLDER COUNT [PROGRAMMES]

Half of the students have ranked from three to eight companies, which rank them; one in ten found a
company; the others are left to the school. Every student has a planned sequence. The same bytes come
out every time.
"""
import random
import sys
from pathlib import Path

import generate
from generate import ROOT, Tables
from identifiers import postal_code

DAYS = dict(debut="2027-04-12", fin="2027-05-21")


def write_companies(tables, draw, count, programmes):
    offers, companies = {code: [] for code in programmes}, {code: [] for code in programmes}
    for n in range(count):
        key, code = f"E-{n}", programmes[n % len(programmes)]
        mode = draw.choice(("affichage",) * 5 + ("assignation",) * 4 + ("offre_directe",))
        tables.add("entreprises", id=key, nom=f"Ateliers {n} inc.", adresse=f"{n}, rue du Parc", ville="Rimouski",
                   code_postal=postal_code(f"{'GHJ'[n % 3]}{n // 3 % 9}{'ABCEH'[n // 27 % 5]}", n),
                   representant_nom="Gilles Anctil", statut="confirmee" if n % 20 else "sollicitee",
                   confirmee_le="2026-09-01", criteres="oui", places=10)
        tables.add("superviseurs", id=f"S-{n}", entreprise=key, nom="Guy", prenom="Zoé")
        tables.add("offres", id=f"O-{n}", entreprise=key, programme=code, places=draw.randint(1, 7), mode=mode, **DAYS)
        companies[code].append(key)
        if mode == "affichage":
            offers[code].append((f"O-{n}", key))
    return offers, companies


def write_student(tables, draw, n, code, offers, companies):
    key = str(1000000 + n)
    tables.add("eleves", id=key, nom=generate.surname(n), prenom="Zoé", programme=code, statut="actif",
               code_postal=postal_code(f"{'GHJ'[n % 3]}{n // 3 % 9}{'ABCEH'[n // 27 % 5]}", n),
               consentement_le="2026-06-20")
    mode = draw.choice(("affichage",) * 5 + ("offre_directe",) + ("assignation",) * 3 + ("",))
    tables.add("sequences", id=f"SEQ-{n}", eleve=key, entreprise=draw.choice(companies[code]), rang=1, type="mise_en_oeuvre",
               statut="prevue", **DAYS, heures_semaine=35, heures=210, remuneree="non", jumelage=mode)
    if mode == "affichage" and offers[code]:
        wishes = draw.sample(offers[code], min(len(offers[code]), draw.randint(3, 8)))
        for rank, (offer, company) in enumerate(wishes, 1):
            tables.add("candidatures", eleve=key, entreprise=company, offre=offer, rang_eleve=rank,
                       rang_entreprise=draw.randint(1, 20), entrevue_le="")


def write(folder, count, programme_count=20):
    (folder / "input").mkdir(parents=True)
    config = (ROOT / "tests/dossiers/petit/config.ini").read_text("utf-8")
    config = config.replace("../../../templates", str(ROOT / "templates"))
    (folder / "config.ini").write_text(config, "utf-8")
    draw, tables = random.Random(2027), Tables(folder / "input")
    programmes = [str(5100 + n) for n in range(programme_count)]
    for code in programmes:
        tables.add("programmes", code=code, titre=f"Programme {code}", sanction="DEP", heures=1800, sequences_prevues=2)
    tables.add("personnel", id="P1", nom="Morneau", prenom="Line", role="coordination")
    offers, companies = write_companies(tables, draw, count // 4, programmes)
    for n in range(count):
        write_student(tables, draw, n, draw.choice(programmes), offers, companies)
    tables.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 20)
