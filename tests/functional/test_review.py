"""`ate modeles --verifier`: everything that is wrong with the templates, at once, with its place."""
import json
import re
import unittest

from harness import DossierCase, ROOT

KIND = """
[lettre]
titre = Lettre
titre_en = Letter
portee = sequence
modele = lettre
destinataires = ecole
"""


class ReviewCase(DossierCase):
    def write(self, name, text):
        path = self.dossier.path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def add_kind(self, more="", fr="# Lettre\n", en=None, kind=KIND):
        catalogue = self.dossier.path / "templates/catalogue.ini"
        text = catalogue.read_text("utf-8")
        self.first_line = text.count("\n") + 2
        catalogue.write_text(text + kind + more, "utf-8")
        self.write("fr/lettre.md", fr)
        self.write("en/lettre.md", fr if en is None else en)

    def review(self, code, *args):
        """The remarks, as (severity, place below templates/, message, remedy)."""
        run = self.dossier.ate("modeles", "--verifier", "--format=json", *args)
        self.assert_exit(code, run)
        told = json.loads(run.out)
        self.assertEqual(told["version"], 1)
        remarks = []
        for r in told["constats"]:
            file = r["fichier"].split("templates/", 1)[1]
            place = f"{file}:{r['ligne']}" if r["ligne"] else file
            remarks.append((r["gravite"], place, r["message"], r["correction"] or ""))
        counts = {s: sum(r[0] == s for r in remarks) for s in ("erreur", "avertissement")}
        self.assertEqual(told["resume"], counts)
        return remarks

    def of(self, remarks, *files):
        return [r for r in remarks if r[1].split(":")[0] in files]

    def assert_told(self, remarks, severity, place, message, remedy=""):
        for r in remarks:
            if r[:2] == (severity, place) and message in r[2] and remedy in r[3]:
                return
        self.fail(f"{severity} {place} {message} {remedy}\nnot in\n" + "\n".join(map(str, remarks)))


class Clean(ReviewCase):
    def test_shipped_templates_have_neither_fault_nor_doubt_of_text(self):
        run = self.dossier.ate("modeles", "--verifier")
        self.assert_exit(0, run)
        self.assertEqual(run.out, "")
        self.assertIn("ni faute ni doute", run.err)
        self.assertEqual(self.review(0), [])

    def test_needs_a_catalogue(self):
        (self.dossier.path / "templates/catalogue.ini").unlink()
        run = self.dossier.ate("modeles", "--verifier")
        self.assert_exit(2, run)
        self.assertIn("catalogue.ini", run.err)
        self.assertEqual(run.out, "")

    def test_warnings_leave_zero_unless_strict(self):
        self.write("fr/clauses/seule.md", "Rien.\n")
        run = self.dossier.ate("modeles", "--verifier")
        self.assert_exit(0, run)
        self.assertIn("templates/fr/clauses/seule.md : avertissement : aucun modèle n'appelle cette "
                      "clause\n  → ", run.out)
        self.assertRegex(run.err, r"pas de faute, mais \d avertissement")
        self.assert_exit(2, self.dossier.ate("modeles", "--verifier", "--strict"))
        self.assert_exit(0, self.dossier.ate("modeles"))

    def test_in_english(self):
        self.add_kind(fr="{{ide}}\n")
        run = self.dossier.ate("modeles", "--verifier", "--lang=en")
        self.assert_exit(2, run)
        self.assertIn("templates/fr/lettre.md:1: the variable “ide” does not exist\n  → did you mean “id”?\n",
                      run.out)


class Faults(ReviewCase):
    def test_all_faults_of_a_text_at_once(self):
        text = """# Lettre

{{ide}} et {{eleve.prenon}} {{#superviseur}}{{couriel}}{{/superviseur}}

{{#inconnu}}{{nom_inconnu}}{{/inconnu}}

{{> absense}}

Du <b>gras</b>.

{{#remuneree}}un

deux{{/remuneree}}

```champ
A : b
```

```champs
sans rien
A : b
ni ici
```

{{/rien}}

{{#lieu}}{{#mandat}}{{/lieu}}

{{#debut}}
"""
        self.add_kind(fr=text, en="# Letter\n")
        remarks = self.review(2)
        for line, message, remedy in (
                (3, "la variable « ide » n'existe pas", "« id »"),
                (3, "la variable « eleve.prenon » n'existe pas", "« eleve.prenom »"),
                (3, "la variable « couriel » n'existe pas", "« courriel »"),
                (5, "la variable « inconnu » n'existe pas", ""),
                (7, "la clause « absense » est introuvable", "« absences »"),
                (9, "le HTML n'est pas permis dans un modèle : « <b> »", ""),
                (11, "la section « remuneree » s'ouvre et se ferme dans des blocs différents", ""),
                (15, "bloc « champ » inconnu", "« champs »"),
                (20, "un champ s'écrit « Libellé : valeur »", ""),
                (22, "un champ s'écrit « Libellé : valeur »", ""),
                (25, "{{/rien}} ferme une section qui n'est pas ouverte", ""),
                (27, "{{/lieu}} ne ferme pas la section « mandat » de la ligne 27", ""),
                (29, "la section « debut » n'est pas fermée", "")):
            self.assert_told(remarks, "erreur", f"fr/lettre.md:{line}", message, remedy)
        messages = [r[2] for r in remarks if r[0] == "erreur"]
        self.assertFalse([m for m in messages if "nom_inconnu" in m], "its section was told")
        self.assertEqual(len(messages), 14, messages)
        lines = [int(r[1].split(":")[1]) for r in self.of(remarks, "fr/lettre.md") if ":" in r[1]]
        self.assertEqual(lines, sorted(lines))

    def test_faults_of_several_files(self):
        self.add_kind(fr="{{x1}}\n", en="{{x2}}\n")
        self.write("en/courriels/protocoles.txt", "Subject: a\n\n{{x3}}\n{{x4}}\n")
        self.write("fr/clauses/objet.md", "{{x5}} {{\n")
        remarks = self.review(2)
        for place, name in (("fr/lettre.md:1", "x1"), ("en/lettre.md:1", "x2"),
                            ("en/courriels/protocoles.txt:3", "x3"),
                            ("en/courriels/protocoles.txt:4", "x4")):
            self.assert_told(remarks, "erreur", place, f"la variable « {name} » n'existe pas")
        self.assert_told(remarks, "erreur", "fr/clauses/objet.md:1", "une balise n'est pas fermée")

    def test_faults_of_the_catalogue(self):
        self.add_kind(kind="""
[lettre]
titre = Lettre
titre_en = Letter
portee = sequence
modele = letre
modele.2 = lettre
du = statu = signee
fichier = {{idd}}.pdf
numero = {an}-{seq:5}
destinataires = ecole, lune
role = signatur
titel = x
[autre]
portee = sequences
""")
        remarks, first = self.review(2), self.first_line
        for line, message, remedy in (
                (5, "fr/letre.md » de « lettre » est introuvable", "« lettre »"),
                (5, "en/letre.md » de « lettre » est introuvable", "« lettre »"),
                (7, "« statu » n'est ni un champ ni un mot connu", "« statut »"),
                (8, "la variable « idd » n'existe pas", "« id »"),
                (9, "« {an} » n'a pas de sens dans un numéro", ""),
                (10, "destinataire « lune » inconnu", ""),
                (11, "rôle « signatur » inconnu", "« signature »"),
                (12, "clé « titel » inconnue", "« titre »"),
                (14, "il manque la clé « modele »", ""),
                (14, "il manque la clé « titre »", ""),
                (14, "portée « sequences » inconnue", "« sequence »")):
            self.assert_told(remarks, "erreur", f"catalogue.ini:{first + line - 1}", message, remedy)

    def test_two_templates_without_condition(self):
        self.add_kind("modele.2 = protocole\n")
        self.assert_told(self.review(2), "erreur", f"catalogue.ini:{self.first_line + 6}",
                         "« lettre » a deux modèles sans condition")

    def test_personal_values(self):
        self.add_kind(kind=KIND.replace("ecole", "ecole, entreprise"),
                      fr="{{eleve.adresse}}\n\n{{eleve.code_permanent}}\n")
        remarks = self.review(2)
        for line, name in ((1, "eleve.adresse"), (3, "eleve.code_permanent")):
            self.assert_told(remarks, "erreur", f"fr/lettre.md:{line}",
                             f"« {name} » est un renseignement personnel", "retirez")

    def test_style(self):
        style = self.dossier.path / "templates/style.ini"
        style.write_text("[corps]\ntableau = 7\n\n[couleurs]\nsecondaire = #AAAAAA\n", "utf-8")
        remarks = self.of(self.review(0), "style.ini")
        self.assert_told(remarks, "avertissement", "style.ini:2",
                         "« tableau » : des caractères de 7 points se lisent mal", "au moins 8 points")
        self.assert_told(remarks, "avertissement", "style.ini:5",
                         "« secondaire » : le contraste du texte est de 2,3 pour 1", "il en faut 4,5")
        style.write_text("[polices]\ntexte = polices/Absente\n", "utf-8")
        self.assert_told(self.review(2), "erreur", "style.ini:2", "")
        style.write_text("[corps]\ntaille = 7\n", "utf-8")
        self.assert_told(self.review(2), "erreur", "style.ini:2", "la clé de style « taille » n'existe pas")


class Doubts(ReviewCase):
    def doubts(self, fr, en=None):
        self.add_kind(fr=fr, en=fr if en is None else en)
        return self.of(self.review(0), "fr/lettre.md", "en/lettre.md", "catalogue.ini")

    def test_text_that_cannot_be_reached(self):
        for text, inner, outer in (
                ("{{#lieu}}a {{^lieu}}b{{/lieu}}{{/lieu}}", "^lieu", "#lieu"),
                ("{{^remuneree}}a {{#remuneree}}b{{/remuneree}}{{/remuneree}}", "#remuneree", "^remuneree"),
                ("{{#type.mise_en_oeuvre}}a {{#type.developpement}}b{{/type.developpement}}"
                 "{{/type.mise_en_oeuvre}}", "#type.developpement", "#type.mise_en_oeuvre"),
                ("{{#type.developpement}}{{^type}}b{{/type}}{{/type.developpement}}", "^type",
                 "#type.developpement"),
                ("{{^superviseur}}{{#superviseur.nom}}b{{/superviseur.nom}}{{/superviseur}}",
                 "#superviseur.nom", "^superviseur"),
                ("{{#superviseur.courriel}}{{#superviseur}}{{^courriel}}b{{/courriel}}{{/superviseur}}"
                 "{{/superviseur.courriel}}", "^courriel", "#superviseur.courriel"),
                ("{{#activites.present}}{{^activites}}b{{/activites}}{{/activites.present}}",
                 "^activites", "#activites.present")):
            with self.subTest(text):
                self.setUp()
                for place in ("fr/lettre.md:3", "en/lettre.md:3"):
                    self.assert_told(self.doubts(f"# L\n\n{text}\n") if place[0] == "f" else self.of(
                        self.review(0), "en/lettre.md"), "avertissement", place,
                        f"ce que contient {{{{{inner}}}}} ne s'imprime jamais : la section est dans "
                        f"{{{{{outer}}}}}, ligne 3", "retirez ce texte")

    def test_values_that_are_absent(self):
        for text, value, section in (("{{^superviseur}}{{superviseur.nom}}{{/superviseur}}", "superviseur.nom",
                                      "superviseur"),
                                     ("{{^lieu}}{{lieu}}{{/lieu}}", "lieu", "lieu"),
                                     ("{{#superviseur}}{{^courriel}}{{courriel.majuscules}}{{/courriel}}"
                                      "{{/superviseur}}", "courriel.majuscules", "courriel")):
            with self.subTest(text):
                self.setUp()
                self.assert_told(self.doubts(f"# L\n\n{text}\n"), "avertissement", "fr/lettre.md:3",
                                 f"« {value} » n'imprime jamais rien ici : {{{{^{section}}}}}, ligne 3",
                                 f"vouliez-vous dire {{{{#{section}}}}} ?")

    def test_text_that_can_be_reached(self):
        for text in (
                "{{#lieu}}a{{/lieu}}{{^lieu}}b{{/lieu}}",
                "{{^heures}}{{heures}}{{/heures}}{{^teletravail}}{{teletravail}}{{/teletravail}}",
                "{{^superviseur}}{{responsable.nom}}{{/superviseur}}",
                "{{#heures.present}}{{^heures}}zéro{{/heures}}{{/heures.present}}",
                "{{#teletravail.connu}}{{^teletravail}}non{{/teletravail}}{{/teletravail.connu}}",
                "{{#jours.lun}}{{#jours.mar}}les deux{{/jours.mar}}{{/jours.lun}}",
                "{{#courriel_inexistant_ailleurs.x}}".replace("courriel_inexistant_ailleurs.x", "eleve.courriel")
                + "{{#superviseur}}{{^courriel}}b{{/courriel}}{{/superviseur}}{{/eleve.courriel}}",
                "{{#activites}}{{#competence}}{{#activites}}{{^competence}}b{{/competence}}{{/activites}}"
                "{{/competence}}{{/activites}}",
                "{{^type.developpement}}{{^type.mise_en_oeuvre}}b{{/type.mise_en_oeuvre}}"
                "{{/type.developpement}}"):
            with self.subTest(text):
                self.setUp()
                self.assertEqual(self.doubts(f"# L\n\n{text}\n"), [])

    def test_a_clause_serves_in_two_places(self):
        self.write("fr/clauses/deux.md", "{{#remuneree}}a{{/remuneree}}{{^remuneree}}b{{/remuneree}}\n")
        self.write("en/clauses/deux.md", "{{#remuneree}}a{{/remuneree}}{{^remuneree}}b{{/remuneree}}\n")
        self.assertEqual(self.doubts("{{#remuneree}}\n\n{{> deux}}\n\n{{/remuneree}}\n"), [])

    def test_conditions_that_never_hold(self):
        cases = (
            ("statut = signee et statut = terminee", "« statut = signee » et « statut = terminee »"),
            ("statut dans (signee, prevue) et rang = 1 et statut dans (terminee, annulee)", "statut dans"),
            ("statut = signee et non statut = signee", "« non statut = signee »"),
            ("statut = signee et statut != signee", "« statut != signee »"),
            ("remuneree = oui et non remuneree", "« remuneree = oui » et « non remuneree »"),
            ("heures < 10 et heures > 20", "« heures < 10 » et « heures > 20 »"),
            ("heures > 10 et heures <= 10", "ne vont jamais ensemble"),
            ("heures = 5 et heures > 20", "ne vont jamais ensemble"),
            ("debut > 2027-01-01 et debut < 2026-01-01", "ne vont jamais ensemble"),
            ("superviseur = vide et superviseur = \"S1\"", "ne vont jamais ensemble"),
            ("non (statut = signee ou remuneree = oui) et remuneree = oui", "ne vont jamais ensemble"),
        )
        for condition, words in cases:
            with self.subTest(condition):
                self.setUp()
                self.add_kind(f"du = {condition}\n")
                place = f"catalogue.ini:{self.first_line + 6}"
                self.assert_told(self.review(0), "avertissement", place, "« lettre » n'est jamais dû")
                self.assert_told(self.review(0), "avertissement", place, words, "« ou »")

    def test_conditions_that_can_hold(self):
        for condition in ("statut = signee ou statut = terminee", "heures >= 10 et heures <= 10",
                          "heures > 10 et heures < 20", "jours = lun et jours = mar",
                          "non heures < 10 et heures = vide", "debut < fin et debut > 2026-01-01",
                          "statut dans (signee, prevue) et statut dans (prevue, annulee)",
                          "debut = fin et debut = 2026-01-01 et fin != 2026-01-02"):
            with self.subTest(condition):
                self.setUp()
                self.add_kind(f"du = {condition}\n")
                self.assertEqual(self.of(self.review(0), "catalogue.ini"), [])

    def test_templates_that_are_never_chosen(self):
        self.add_kind("modele.2 = attestation si remuneree = oui\n"
                      "modele.3 = protocole si remuneree = oui et heures > 10\n"
                      "modele.4 = protocole si statut = annulee\n"
                      "modele.5 = protocole si heures > 10\n"
                      "du = statut dans (signee, en_cours)\n", kind=KIND)
        remarks, first = self.of(self.review(0), "catalogue.ini"), self.first_line
        self.assertEqual(len(remarks), 2, remarks)
        self.assert_told(remarks, "avertissement", f"catalogue.ini:{first + 7}",
                         "le modèle « protocole » ne sert jamais : « attestation »", "")
        self.assert_told(remarks, "avertissement", f"catalogue.ini:{first + 8}",
                         "le modèle « protocole » ne sert jamais : « statut dans (signee, en_cours) » et "
                         "« statut = annulee »")

    def test_files_that_nothing_calls(self):
        self.write("fr/vieux.md", "# Vieux\n")
        self.write("en/clauses/vieille.md", "Vieille.\n")
        self.write("fr/courriels/vieux.txt", "Objet : x\n\ny\n")
        remarks = self.review(0)
        self.assert_told(remarks, "avertissement", "fr/vieux.md", "aucun genre de catalogue.ini n'emploie ce modèle")
        self.assert_told(remarks, "avertissement", "en/clauses/vieille.md", "aucun modèle n'appelle cette clause")
        self.assert_told(remarks, "avertissement", "fr/courriels/vieux.txt", "n'emploie ce message")

    def test_text_of_one_language(self):
        self.write("fr/clauses/francaise.md", "Ici.\n")
        self.add_kind(fr="{{> francaise}}\n", en="Here.\n")
        self.assert_told(self.review(0), "avertissement", "fr/clauses/francaise.md",
                         "ce texte n'a pas son pendant anglais", "en/clauses/francaise.md")

    def test_languages_that_differ(self):
        remarks = self.doubts("# L\n\n## A\n\n{{eleve.nom}} {{#superviseur}}{{nom}}{{/superviseur}} {{debut.long}}\n",
                              "# L\n\n{{superviseur.nom}} {{fin}} {{debut}} {{etablissement.ville}}\n")
        self.assert_told(remarks, "avertissement", "fr/lettre.md:5", "« eleve.nom » est nommée ici", "en/lettre.md")
        self.assert_told(remarks, "avertissement", "en/lettre.md:3", "« fin » est nommée ici", "fr/lettre.md")
        self.assert_told(remarks, "avertissement", "en/lettre.md", "titres : 2 en français, 1 en anglais",
                         "fr/lettre.md")
        told = " ".join(r[2] for r in remarks)
        self.assertNotIn("superviseur.nom", told)
        self.assertNotIn("debut", told)
        self.assertNotIn("ville", told)


class Readme(ReviewCase):
    """What templates/README.md shows works as it stands."""
    readme = (ROOT / "templates/README.md").read_text("utf-8")

    def blocks(self):
        """The fenced examples outside lists: four accents hold three."""
        return [m[2] for m in re.finditer(r"^(`{3,4})\n(.*?)^\1$", self.readme, re.M | re.S)]

    def test_examples_of_templates(self):
        examples = [b for b in self.blocks() if "{{" in b and not b.startswith("ate:")]
        self.assertGreaterEqual(len(examples), 6)
        for example in examples:
            with self.subTest(example):
                self.setUp()
                self.add_kind(fr=f"# Lettre\n\n{example}")
                self.assertEqual([r for r in self.review(0) if r[0] == "erreur"], [])

    def test_example_of_a_kind(self):
        section = re.search(r"^ *\[ma-lettre\]\n(?: +[^`\n]+\n)+", self.readme, re.M)[0]
        self.add_kind(kind="\n" + "\n".join(line.strip() for line in section.splitlines()) + "\n")
        for lang in ("fr", "en"):
            self.write(f"{lang}/ma-lettre.md", "# Lettre\n\n{{superviseur.nom_complet}}\n")
        self.assertEqual([r for r in self.review(0) if r[0] == "erreur"], [])

    def test_examples_of_conditions(self):
        condition = re.search(r"### Les conditions\n\n```\n(.+)\n```", self.readme)[1]
        self.add_kind(f"du = {condition}\n")
        self.assertEqual(self.of(self.review(0), "catalogue.ini"), [])


if __name__ == "__main__":
    unittest.main()
