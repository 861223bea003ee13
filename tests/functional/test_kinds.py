"""Every kind of document, in both languages, from a dossier whose rows are complete: what each one
prints, where it comes from, whom it goes to, and how a reader adds one."""
import csv
import io
import re
import struct
import subprocess
import unittest
import zlib
from collections import defaultdict

from harness import ROOT, Dossier, DossierCase

COMPANY_NEVER = {"fiche-visite", "bilan", "recuperation", "releve", "fiche-credit", "journal", "engagement"}
PERSONAL = ("date_naissance", "code_permanent", "adresse", "code_postal")


def english():
    """`propre`, its school, its students and its companies speaking English."""
    dossier = Dossier("propre")
    dossier.edit("config.ini", "coordination = P1", "coordination = P1\nlangue = en")
    for table in ("eleves", "entreprises"):
        path = dossier.table(table)
        header, *rows = csv.reader(io.StringIO(path.read_text("utf-8")), delimiter=";")
        for row in rows:
            row[header.index("langue")] = "en"
        out = io.StringIO()
        csv.writer(out, delimiter=";", lineterminator="\n").writerows([header, *rows])
        path.write_text(out.getvalue(), "utf-8")
    return dossier


def text_of(path):
    done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def flat(text):
    """As a person reads it: whatever the breaks of lines, the spaces and the apostrophe."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", text.replace("\u2019", "'").replace("\u00ad", ""))


def labels(lang, kind):
    """The labels of the fields of a kind's templates, but for those of its signatures."""
    found, signed = set(), set()
    for path in (ROOT / "templates" / lang).glob(f"{kind}*.md"):
        text = path.read_text("utf-8")
        for block in re.findall(r"```champs\n(.*?)```", text, re.DOTALL):
            found |= {m[1] for m in re.finditer(r"^([^{\n][^:\n]*?) : ", block, re.MULTILINE)}
        for block in re.findall(r"```signatures\n(.*?)```", text, re.DOTALL):
            signed |= {m[1] for m in re.finditer(r"^([^{|\n]+?) \|", block, re.MULTILINE)}
    bare = {re.sub(r"^(The |Le |L')", "", label).lower() for label in signed}
    return {label for label in found if re.sub(r"^(The |Le |L')", "", label).lower() not in bare}


# What each kind must print, by document, in French and in English; "·" stands for any text.
PRINTED = {
    "offre-c5": (("Achille Banville, Associé", "8, rue des Pilotes, Sainte-Flavie (Québec) G0J 2L0", "18 janvier 2027",
                  "5195 – Soudage-montage (DEP)", "Automne 2026 et printemps 2027", "Rose Lebel"),
                 ("Achille Banville, Associé", "January 18, 2027", "5195 – Soudage-montage (DVS)")),
    "depliant-5195": (("Soudage-montage en alternance", "1 800 h", "120 unités", "18 mois", "Être inscrit à temps plein",
                       "Automne 2026 et printemps 2027", "Rose Lebel, 418 555-0160", "rémunérée ou non"),
                      ("Soudage-montage as a work-study program", "1,800 h", "120 credits", "paid or unpaid")),
    "bulletin": (("5195 – Soudage-montage 3 1 2 4", "5731 – Accounting 2 2 0 1", "Partenaires confirmés 4",
                  "Sollicitées, sans réponse 1", "Normand Haché", "Rembourser les déplacements"),
                 ("5195 – Soudage-montage 3 1 2 4", "Confirmed partners 4")),
    "engagement-e1": (("Océane Béland, n° de dossier E1", "2 séquences", "Murielle Castonguay", "Je consens",
                       "E-2027-999078-00001", "Titulaire de l'autorité parentale"),
                      ("Océane Béland, file no. E1", "Holder of parental authority", "I consent")),
    "confirmation-c2": (("Le 5 mai 2026", "NEQ 1192534080", "Une personne qualifiée encadre l'élève oui 5 mai 2026",
                         "Huguette Malenfant", "Places au dossier 2"),
                        ("On May 5, 2026", "Une personne qualifiée encadre l'élève yes May 5, 2026")),
    "confirmation-c5": (("Le 18 janvier 2027, nous vous avons proposé", "Formulaire de réponse",
                         "Le logiciel comptable est celui du programme Accounting"),
                        ("On January 18, 2027, we invited you", "Reply form")),
    "appel-o2": (("Soudage-montage – Soudure du Large inc., Matane", "du 13 septembre 2027 au 5 novembre 2027",
                  "vendredi 28 mai 2027", "Assemblage", "Cartes de sécurité", "Odile Gauvin", "Places 1"),
                 ("from September 13, 2027 to November 5, 2027", "Friday, May 28, 2027")),
    "outils-recherche-e6": ((), ("Marc-Antoine Li", "no. 2, from April 26, 2027 to June 18, 2027, 35 h per week",
                                 "direct offer")),
    "presentation-e6": ((), ("introducing Marc-Antoine Li", "Accounting", "no. 2", "35 h per week, 273 h in all",
                             "280 h of training", "Tenir des comptes.", "Rose Lebel")),
    "liste-candidats-c5": (("Marc-Antoine Li Accounting O1 18 mars 2027",), ("Marc-Antoine Li Accounting O1 March 18, 2027",)),
    "fiche-visite-v5": (("finale, jeudi 8 avril 2027 à 10 h (confirmée)", "Océane Béland", "Germain Otis, 418 555-0186",
                         "17 février 2027 non Port du masque à revoir Rappeler la consigne (26 mars 2027)",
                         "19,00 $ l'heure", "Souder en position verticale Soudage à l'arc", "12 mars 2027",
                         "Soudage à l'arc (Cordons irréguliers en vertical)"),
                        ("final, Thursday, April 8, 2027 at 10:00 a.m. (confirmed)", "$19.00 per hour")),
    "horaire-visites-entreprise-c1": (("Le mercredi 17 mars 2027", "10 h Océane Béland Germain Otis Normand Haché téléphone",
                                       "Le jeudi 8 avril 2027"), ("Wednesday, March 17, 2027",)),
    "presences-s2": (("Océane Béland", "35 h par semaine, 343 h en tout", "lundi 8 février 2027", "vendredi 16 avril 2027",
                      "Semaine 10 : total", "Vendredi saint, 26 mars 2027", "Contremaître"),
                     ("Monday, February 8, 2027", "Week 10: total")),
    "presences-s8": (("inscrire T", "lundi 11 janvier 2027", "vendredi 14 mai 2027"), ("enter T",)),
    "journal-s2": (("Souder en position verticale", "Semaine 10, du 12 avril 2027 au 16 avril 2027"),
                   ("Week 10, from April 12, 2027 to April 16, 2027",)),
    "evaluation-s2": (("mi-parcours, le 12 mars 2027 (réalisée) ; finale, le 15 avril 2027", "développe ici des compétences",
                       "Ce qui reste à apprendre", "Souder à plat Soudage à l'arc", "Normand Haché"),
                      ("mid-term, on March 12, 2027 (done); final, on April 15, 2027", "is developing competencies")),
    "evaluation-s5": (("met en œuvre des compétences",), ("is applying competencies",)),
    "convocation-sm-1": (("Océane Béland Soudure du Large inc. 16 avril 2027 21 avril 2027, 10 h, Local 104",),
                         ("Océane Béland Soudure du Large inc. April 16, 2027 April 21, 2027, 10:00 a.m., Local 104",)),
    "bilan-s4": (("Durée 8 semaines 8 semaines", "Heures 273 h 273 h", "Visites 2 2", "Activités du protocole 2 2",
                  "3 décembre 2026 3 décembre 2026 : atteint", "7 décembre 2026", "Vocabulaire à revoir non Lecture dirigée 15 mars 2027"),
                 ("Hours 273 h 273 h", "Visits 2 2")),
    "bilan-s3": (("Manque de travail à l'atelier", "du 14 septembre 2026 au 2 octobre 2026", "Heures 273 h 105 h"), ("interrupted",)),
    "recuperation-e1": (("1. Soudage à l'arc", "Cordons irréguliers en vertical", "Trois blocs d'atelier dirigé",
                         "Normand Haché", "2 avril 2027", "prévue"), ("April 2, 2027", "planned")),
    "releve-e2": (("THIJ90020627", "105 h 105 h", "273 h 378 h", "378 h", "interrompue"), ("273 h 378 h", "interrupted")),
    "releve-e4": (("Soudure du Large inc. du 2026-02-09 au 2026-04-02 terminée (avant le registre) 273 h 273 h",),
                  ("from 2026-02-09 to 2026-04-02 ended (before the registry) 273 h 273 h",)),
}


class EveryKind(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.dossiers = {"fr": Dossier("propre"), "en": english()}
        cls.pages, cls.entries = {}, {}
        for lang, dossier in cls.dossiers.items():
            cls.addClassCleanup(dossier.remove)
            run = dossier.ate("produire")
            if run.code != 0:
                raise AssertionError(run)
            listed = [f for f in dossier.read_json("manifeste.json")["fichiers"] if f["chemin"].startswith("documents/")]
            cls.entries[lang] = listed
            cls.pages[lang] = {f["chemin"].split("/")[-1][:-4]: text_of(dossier.output / f["chemin"]) for f in listed}

    def kinds(self):
        catalogue = (ROOT / "templates/catalogue.ini").read_text("utf-8")
        return re.findall(r"^\[(.+)\]", catalogue, re.MULTILINE)

    def test_every_kind_is_made_in_both_languages(self):
        for lang in ("fr", "en"):
            made = {f["genre"] for f in self.entries[lang] if f["langue"] == lang}
            missing = set(self.kinds()) - made
            if lang == "fr":  # the only student who searches speaks English
                missing -= {"outils-recherche", "presentation"}
            self.assertEqual(missing - {"avenant", "avis-annulation"}, set(), lang)

    def test_what_each_kind_prints(self):
        for name, by_lang in PRINTED.items():
            for lang, wanted in zip(("fr", "en"), by_lang):
                text = flat(self.pages[lang][name])
                for words in wanted:
                    with self.subTest(document=name, lang=lang, words=words):
                        self.assertIn(words, text)

    def test_no_field_is_left_empty(self):
        for lang in ("fr", "en"):
            for entry in self.entries[lang]:
                if entry["langue"] != lang:
                    continue
                name = entry["chemin"].split("/")[-1][:-4]
                lines = [flat(line).strip() for line in self.pages[lang][name].splitlines()]
                for label in labels(lang, entry["genre"]):
                    with self.subTest(document=name, lang=lang, label=label):
                        self.assertNotIn(label, lines)

    def test_no_hole_in_a_sentence(self):
        holes = re.compile(r"\(\s*\)|,\s*,|;\s*;|\s,|\(\s*[;,]|(?<![.…])\.\.(?!\.)|\{\{|\}\}|\\_|: ;|n° ?[,.)]|\bno\. ?[,)]")
        for lang in ("fr", "en"):
            for name, text in self.pages[lang].items():
                with self.subTest(document=name, lang=lang):
                    self.assertEqual(holes.findall(flat(text)), [])

    def test_a_company_receives_nothing_personal(self):
        students = list(csv.DictReader(io.StringIO(self.dossiers["fr"].table("eleves").read_text("utf-8")), delimiter=";"))
        names = {"date_naissance": "date_naissance", "code_permanent": "Code permanent", "adresse": "adresse",
                 "code_postal": "code_postal"}
        secrets = {s[names[p]] for s in students for p in PERSONAL}
        for entry in self.entries["fr"]:
            if "entreprise" not in entry["destinataires"]:
                continue
            text = flat(self.pages["fr"][entry["chemin"].split("/")[-1][:-4]])
            for secret in secrets:
                self.assertNotIn(secret, text, entry["chemin"])

    def test_some_kinds_never_go_to_a_company(self):
        recipients = defaultdict(set)
        for entry in self.entries["fr"]:
            recipients[entry["genre"]] |= set(entry["destinataires"])
        for kind in COMPANY_NEVER:
            self.assertNotIn("entreprise", recipients[kind], kind)

    def test_sources_of_what_is_told(self):
        """The rows that a document over several tables was made from."""
        by_name = {e["chemin"].split("/")[-1][:-4]: {(s["fichier"], s["ligne"]) for s in e["sources"]}
                   for e in self.entries["fr"]}
        tables = lambda name: {file for file, _ in by_name[name]}
        self.assertLessEqual({"eleves.csv", "sequences.csv", "evaluations.csv", "entreprises.csv"}, tables("releve-e2"))
        self.assertIn(("lacunes.csv", 2), by_name["recuperation-e1"])
        self.assertIn(("integrations.csv", 6), by_name["convocation-sm-1"])
        self.assertIn(("candidatures.csv", 2), by_name["liste-candidats-c5"])
        self.assertLessEqual({"visites.csv", "activites.csv", "lacunes.csv"}, tables("fiche-visite-v5"))
        self.assertIn(("visites.csv", 6), by_name["horaire-visites-entreprise-c1"])
        self.assertLessEqual({"entreprises.csv", "programmes.csv"}, tables("offre-c5"))
        self.assertLessEqual({"programmes.csv", "criteres.csv", "criteres_entreprises.csv"}, tables("confirmation-c2"))
        self.assertLessEqual({"programmes.csv", "personnel.csv", "taches.csv", "sequences.csv", "eleves.csv"},
                             tables("bulletin"))


class Conditions(DossierCase):
    """When a kind is due, and what holds it back."""
    name = "propre"

    def make(self, *kinds):
        self.dossier.ate("produire")
        return {f["chemin"].split("/")[-1][:-4] for f in self.dossier.read_json("manifeste.json")["fichiers"]
                if f["genre"] in kinds and f["etat"] == "courant"}

    def test_a_prospect_gets_an_offer_and_no_form(self):
        self.dossier.edit("input/entreprises.csv", ";sollicitee;2027-01-18", ";prospect;")
        self.assertEqual(self.make("offre", "confirmation"), {"offre-c5", *(f"confirmation-c{i}" for i in range(1, 5))})

    def test_a_company_confirmed_in_the_period_is_not_asked_again(self):
        self.dossier.edit("input/entreprises.csv", ";2026-05-04;", ";2026-09-04;")
        self.assertEqual(self.make("confirmation"), {f"confirmation-c{i}" for i in range(2, 6)})

    def test_introduction_waits_for_consent(self):
        self.dossier.edit("input/eleves.csv", "2026-02-02;2027-02-22", "2026-02-02;")
        self.assertEqual(self.make("presentation", "liste-candidats"), set())
        found = self.dossier.findings("consentement-absent")
        self.assertEqual([f["retient"] for f in found], [["presentation:E6"]])

    def test_assigned_students_need_no_search_tools(self):
        self.assertEqual(self.make("outils-recherche"), {"outils-recherche-e6"})
        self.dossier.edit("input/sequences.csv", ";oui;17,50;;offre_directe;", ";oui;17,50;;assignation;")
        self.assertEqual(self.make("outils-recherche", "presentation"), set())

    def test_a_form_is_due_until_the_evaluation_is_done(self):
        self.assertEqual(self.make("evaluation"), {"evaluation-s2", "evaluation-s5", "evaluation-s8"})
        self.dossier.edit("input/evaluations.csv", "F3;S2;finale;2027-04-15;;", "F3;S2;finale;2027-04-15;2027-03-12;atteint")
        self.assertEqual(self.make("evaluation"), {"evaluation-s5", "evaluation-s8"})

    def test_a_corrected_gap_needs_no_plan(self):
        self.dossier.edit("input/lacunes.csv", "visite;non", "visite;oui")
        self.assertEqual(self.make("recuperation"), {"recuperation-e2"})

    def test_a_record_leaves_out_a_faulty_sequence_and_says_so(self):
        self.dossier.edit("input/sequences.csv", "S4;E2;C3;U3;P2;1;mise_en_oeuvre;terminee;2026-10-13;2026-12-04",
                          "S4;E2;C3;U3;P2;1;mise_en_oeuvre;terminee;2026-12-13;2026-12-04")
        self.assertIn("releve-e2", self.make("releve"))
        text = flat(text_of(self.dossier.output / "documents/releve/releve-e2.pdf"))
        self.assertIn("Séquences laissées de côté à cause d'une erreur dans les données : 1.", text)
        self.assertNotIn("Métal Estran", text)

    def test_a_notice_leaves_out_a_faulty_sequence_and_says_so(self):
        self.dossier.edit("input/lacunes.csv", "integration;non", "integration;oui")
        self.dossier.edit("input/sequences.csv", "S9;E5;C2;U2;P3;2;mise_en_oeuvre;terminee;2026-09-14",
                          "S9;E5;C2;U2;P3;2;mise_en_oeuvre;terminee;46000")
        self.dossier.edit("input/integrations.csv", "I4;S9;2026-11-13;10:00;Local 104;tenue", "I4;S9;2026-11-13;;;prevue")
        self.dossier.edit("input/integrations.csv", "I5;S2", "I5;S8")
        self.assertIn("convocation-sm-2", self.make("convocation"))
        text = flat(text_of(self.dossier.output / "documents/convocation/convocation-sm-2.pdf"))
        self.assertIn("Séquences laissées de côté à cause d'une erreur dans les données : 1.", text)
        self.assertIn("Thị Lan Nguyễn", text)
        self.assertNotIn("Éloïse Roy", text)

    def test_an_adult_commits_alone(self):
        self.make("engagement")
        folder = self.dossier.output / "documents/engagement"
        self.assertNotIn("parentale", text_of(folder / "engagement-e2.pdf").partition("Signatures")[2])
        self.assertIn("parentale", text_of(folder / "engagement-e1.pdf").partition("Signatures")[2])

    def test_the_logo_heads_the_letters_and_changes_no_terms(self):
        self.make("attestation", "offre")
        before = {f["chemin"]: f["revision"] for f in self.dossier.read_json("manifeste.json")["fichiers"]}
        self.dossier.edit("config.ini", "coordination = P1", "coordination = P1\nlogo = logo.png")
        run = self.dossier.ate("produire")
        self.assert_exit(2, run)
        self.assertIn("config.ini:15", run.err)
        self.assertIn("le logo « logo.png » n'existe pas", run.err)
        (self.dossier.path / "logo.png").write_bytes(PNG)
        self.make("attestation", "offre")
        after = {f["chemin"]: f["revision"] for f in self.dossier.read_json("manifeste.json")["fichiers"]}
        self.assertEqual(after, before)
        letter = self.dossier.output / "documents/offre/offre-c5.pdf"
        done = subprocess.run(["pdfimages", "-list", letter], capture_output=True, check=True)
        self.assertEqual(len(done.stdout.splitlines()), 3, done.stdout)  # two lines of titles


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def picture(grey):
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 20, 8, 0, 0, 0, 0)) + \
        chunk(b"IDAT", zlib.compress((b"\0" + grey * 40) * 20)) + chunk(b"IEND", b"")


PNG, OTHER_PNG = picture(b"\x80"), picture(b"\xe0")


class AddAKind(DossierCase):
    """What templates/README.md says under « Ajouter un genre en dix minutes », done to the letter."""
    name = "propre"

    def test_ten_minutes(self):
        readme = (ROOT / "templates/README.md").read_text("utf-8")
        steps = readme.partition("### Ajouter un genre")[2].partition("\n## ")[0]
        section = re.search(r"```\n(.*?)```", steps, re.DOTALL)[1]
        section = re.sub(r"(?m)^   ", "", section)
        self.assertIn("[ma-lettre]", section)
        for lang, text in (("fr", "# Merci\n\n{{superviseur.nom_complet}} encadre {{eleve.nom_complet}}.\n"),
                           ("en", "# Thank you\n\n{{superviseur.nom_complet}} supervises {{eleve.nom_complet}}.\n")):
            (self.dossier.path / f"templates/{lang}/ma-lettre.md").write_text(text, "utf-8")
        catalogue = self.dossier.path / "templates/catalogue.ini"
        catalogue.write_text(catalogue.read_text("utf-8") + "\n" + section, "utf-8")
        self.assert_exit(0, self.dossier.ate("modeles", "--verifier", "--strict"))
        self.assert_exit(0, self.dossier.ate("modeles", "--apercu=ma-lettre"))
        self.assertTrue((self.dossier.output / "apercu/ma-lettre-fr.pdf").exists())
        run = self.dossier.ate("modeles")
        self.assert_exit(0, run)
        self.assertIn("ma-lettre — Lettre aux superviseurs (un par séquence)", run.out)
        self.assert_exit(0, self.dossier.ate("produire", "--seulement=ma-lettre"))
        made = sorted(p.name for p in (self.dossier.output / "documents/ma-lettre").iterdir())
        self.assertEqual(made, ["ma-lettre-s2.pdf", "ma-lettre-s8.pdf"])
        text = flat(text_of(self.dossier.output / "documents/ma-lettre/ma-lettre-s2.pdf"))
        self.assertIn("Germain Otis encadre Océane Béland.", text)


if __name__ == "__main__":
    unittest.main()
