"""What `ate modeles` finds before a document or a message is made."""
import csv
import json
import re
import unittest

from harness import ROOT, DossierCase

KIND = """
[lettre]
titre = Lettre
titre_en = Letter
portee = entreprise
modele = lettre
destinataires = ecole, entreprise
"""


class Templates(DossierCase):
    def write(self, name, text):
        path = self.dossier.path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def add_kind(self, more="", text="# Lettre\n\n{{nom}}\n"):
        catalogue = self.dossier.path / "templates/catalogue.ini"
        catalogue.write_text(catalogue.read_text("utf-8") + KIND + more, "utf-8")
        for lang in ("fr", "en"):
            self.write(f"{lang}/lettre.md", text)

    def refused(self, *words, command="modeles", args=()):
        run = self.dossier.ate(command, *args)
        self.assert_exit(2, run)
        for word in words:
            self.assertIn(word, run.err)

    def digest(self):
        run = self.dossier.ate("modeles", "--empreinte")
        self.assert_exit(0, run)
        return run.out.strip()

    # What a company receives

    def test_personal_value_in_a_company_document(self):
        for lang in ("fr", "en"):
            path = self.dossier.path / f"templates/{lang}/protocole.md"
            sound = path.read_text("utf-8")
            line = sound.count("\n") + 2
            path.write_text(sound + "\n{{eleve.date_naissance}}\n", "utf-8")
            for command in ("modeles", "produire", "valider"):
                self.refused(f"templates/{lang}/protocole.md:{line}", "eleve.date_naissance",
                             "renseignement personnel", "→ retirez", command=command)
            path.write_text(sound, "utf-8")
        self.assert_exit(0, self.dossier.ate("modeles"))

    def test_personal_value_where_the_company_is_no_recipient(self):
        text = "# Lettre\n\n{{#sequences}}{{eleve.adresse}}{{/sequences}}\n"
        self.add_kind(text=text)
        self.refused("templates/fr/lettre.md:3", "eleve.adresse")
        self.dossier.edit("templates/catalogue.ini", KIND, KIND.replace(", entreprise", ""))
        self.assert_exit(0, self.dossier.ate("modeles"))

    def test_personal_value_in_a_message(self):
        self.dossier.edit("templates/en/courriels/protocoles.txt", "{{destinataire.nom}}",
                          "{{#sequences}}{{eleve.code_permanent}}{{/sequences}}")
        self.refused("templates/en/courriels/protocoles.txt:3", "eleve.code_permanent",
                     "une entreprise reçoit ce message")

    # Messages

    def test_message_that_is_not_there(self):
        self.add_kind("courriel = merci\n")
        self.refused("templates/catalogue.ini:", "fr/courriels/merci.txt", "introuvable")
        self.write("fr/courriels/merci.txt", "Objet : merci\n\nMerci\n")
        self.refused("en/courriels/merci.txt", "introuvable")
        self.write("en/courriels/merci.txt", "Subject: thanks\n\nThanks\n")
        self.assert_exit(0, self.dossier.ate("modeles"))
        self.dossier.edit("templates/catalogue.ini", "courriel = merci", "courriel = protocole")
        self.refused("vouliez-vous dire « protocoles » ?")

    def test_message_with_a_fault(self):
        for lang, label in (("fr", "Objet : "), ("en", "Subject: ")):
            path = f"{lang}/courriels/protocoles.txt"
            sound = (self.dossier.path / "templates" / path).read_text("utf-8")
            for text, words in ((label + "x\n\n{{nomm}}\n", (":3", "nomm", "« nom »")),
                                (label + "x\n{{#documents}}\n", (":2",)),
                                ("Bonjour\n", (":1", "objet"))):
                self.write(path, text)
                for command in ("modeles", "produire"):
                    self.refused(f"templates/{path}{words[0]}", *words[1:], command=command)
            self.write(path, sound)

    # The digest

    def test_digest_sees_what_was_approved(self):
        first = self.digest()
        self.assertRegex(first, r"^[0-9a-f]{64}$")
        for name in ("catalogue.ini", "fr/protocole.md", "en/protocole.md", "fr/clauses/objet.md",
                     "fr/courriels/protocoles.txt", "en/courriels/protocoles.txt"):
            path = self.dossier.path / "templates" / name
            sound = path.read_bytes()
            path.write_bytes(sound + ("\noccasion = o\n" if name.endswith(".ini") else "\nx\n").encode())
            self.assertNotEqual(self.digest(), first, name)
            path.write_bytes(sound)
            self.assertEqual(self.digest(), first, name)

    def test_finding_when_a_message_changed_since(self):
        config = self.dossier.path / "config.ini"
        config.write_text(config.read_text("utf-8") + "\n[modeles]\napprouves_par = Me Roy\n"
                          f"approuves_le = 2026-01-05\nempreinte = {self.digest()}\n", "utf-8")
        self.dossier.ate("valider")
        self.assertEqual(self.dossier.findings("modele-non-approuve"), [])
        self.dossier.edit("templates/fr/courriels/protocoles.txt", "Merci", "Mille mercis")
        self.dossier.ate("valider")
        self.assertEqual(len(self.dossier.findings("modele-non-approuve")), 1)

    # What is listed

    def test_list_of_kinds(self):
        self.add_kind()
        run = self.dossier.ate("modeles")
        self.assert_exit(0, run)
        kinds, _, variables = run.out.partition("\n\n")
        self.assertIn("(un par séquence) : école, entreprise, élève ; message « protocoles »\n", kinds)
        self.assertIn("lettre — Lettre (un par entreprise) : école, entreprise ; non envoyé", kinds)
        self.assertRegex(kinds, r"fiche-credit — .* : école\n")
        self.assertEqual(variables, self.dossier.ate("modeles", "--variables").out)

    def groups(self, *args):
        run = self.dossier.ate("modeles", "--variables", *args)
        self.assert_exit(0, run)
        return {re.match(r"\[(.+?)\]", block)[1]: block.splitlines()[1:]
                for block in run.out.strip().split("\n\n")}

    def test_variables_with_examples(self):
        groups = self.groups()
        self.assertIn("  sequences : liste [sequences] — Séquences en entreprise", groups["entreprises"])
        self.assertIn("  debut : date — premier jour (ex. : 5 octobre 2026)", groups["sequences"])
        self.assertIn("  position : nombre — rang dans la liste (ex. inventé : 1)", groups["liste"])
        self.assertTrue([v for v in groups["jours_feries"] if re.fullmatch(
            r"  nom : texte — son nom \(ex\. : .+\)", v)], groups["jours_feries"])
        english = self.groups("--lang=en")
        self.assertIn("  debut : date — first day (e.g. October 5, 2026)", english["sequences"])

    def test_no_personal_value_is_an_example(self):
        student = self.dossier.table("eleves").read_text("utf-8-sig").splitlines()
        header = re.split("[;,]", student[0])
        said = self.dossier.ate("modeles").out
        self.assertIn("  date_naissance : date — date de naissance (ex. inventé : 14 mars 2008 ; jamais "
                      "pour l'entreprise)\n", said)
        for name in ("code_permanent", "adresse", "code_postal"):
            for row in csv.DictReader(student, delimiter=";" if ";" in student[0] else ","):
                self.assertIn(name, header)
                if row[name]:
                    self.assertNotIn(f"ex. : {row[name]}", said)

    def test_added_column_has_no_example(self):
        table = self.dossier.table("eleves")
        lines = table.read_text("utf-8-sig").splitlines()
        mark = ";" if ";" in lines[0] else ","
        table.write_text("\n".join([lines[0] + mark + "note maison"] + [x + mark + "secret" for x in lines[1:]])
                         + "\n", "utf-8")
        self.assertIn("  note maison : texte — colonne ajoutée au fichier", self.groups()["eleves"])
        self.assertNotIn("secret", self.dossier.ate("modeles").out)

    def test_variables_of_a_kind(self):
        groups = self.groups("--seulement=horaire-visites")
        self.assertIn("tournees", groups)
        self.assertNotIn("ensemble", groups)
        self.assertNotIn("groupe", groups)
        self.assertNotIn("message", groups)
        self.assertIn("message", self.groups("--seulement=horaire-visites,protocole"))
        self.refused("vouliez-vous dire « protocole » ?", args=("--seulement=protocol",))

    def test_listed_as_json(self):
        run = self.dossier.ate("modeles", "--format=json", "--seulement=protocole")
        self.assert_exit(0, run)
        told = json.loads(run.out)
        self.assertEqual(told["version"], 1)
        self.assertEqual(told["empreinte"], self.digest())
        self.assertEqual(told["genres"], [{"nom": "protocole", "titre": "Protocole d'entente", "portee": "sequence",
                                           "destinataires": ["ecole", "entreprise", "eleve"],
                                           "courriel": "protocoles"}])
        groups = {g["nom"]: g for g in told["groupes"]}
        self.assertEqual(groups["sequences"]["portee"], "sequence")
        variables = {v["nom"]: v for v in groups["sequences"]["variables"]}
        self.assertEqual(variables["debut"], {"nom": "debut", "type": "date", "mene_a": None,
                                              "description": "premier jour", "exemple": "5 octobre 2026",
                                              "invente": False, "personnel": False})
        self.assertEqual(variables["eleve"]["mene_a"], "eleves")

    def test_readme_gives_the_lists_of_every_scope(self):
        """The table of templates/README.md is the one that the program knows."""
        said = {}
        for block in self.dossier.ate("modeles", "--variables").out.split("\n\n"):
            head = re.match(r"\[.+\]  portee = (\w+)", block)
            lists = re.findall(r"^  (\w+) : liste \[", block, re.MULTILINE)
            if head and lists:
                said[head[1]] = lists
        readme = (ROOT / "templates/README.md").read_text("utf-8")
        table = readme.partition("| `portee` | ses listes |\n|:---|:---|\n")[2].partition("\n\n")[0]
        written = {}
        for line in table.splitlines():
            scope, lists = line.strip("| ").split(" | ")
            written[scope.strip("`")] = re.findall(r"`(\w+)`", lists)
        self.assertEqual(written, said)

    # Hints

    def test_hints_of_the_command_line(self):
        sequence = self.dossier.table("sequences").read_text("utf-8-sig").splitlines()[1]
        key = re.split(r"[,;]", sequence)[0]
        self.refused(f"« {key.lower()} »", f"vouliez-vous dire « {key} » ?", command="produire",
                     args=(f"--sequence={key.lower()}",))
        self.refused("vouliez-vous dire « protocole » ?", command="produire",
                     args=("--seulement=protocoles",))
        self.refused("« ate modeles » liste les genres", command="produire",
                     args=("--seulement=xyz",))
        self.refused("majuscules comprises", command="produire", args=("--eleve=zzzzzzzzzzzz",))

    def test_hint_of_a_clause(self):
        path = self.dossier.path / "templates/fr/protocole.md"
        path.write_text(path.read_text("utf-8") + "\n{{> absense}}\n", "utf-8")
        self.refused("la clause « absense » est introuvable", "vouliez-vous dire « absences » ?")


if __name__ == "__main__":
    unittest.main()
