"""The messages of `ate envoyer`: who gets what, and what nobody can put into one."""
import email
import email.policy
import hashlib
import random
import re
import unittest

from harness import DossierCase

INTERNAL = ("fiche-visite", "bilan", "recuperation", "releve", "fiche-credit")


def messages(dossier):
    return {path.name: email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for path in sorted((dossier.output / "courriels").glob("*.eml"))}


def sections(text):
    head, *rest = re.split(r"(?m)^(?=\[)", text)
    return head, {s[1:s.index("]")]: s for s in rest}


class Catalogues(DossierCase):
    """What is internal never leaves for a company, whatever a user writes in catalogue.ini."""

    def write(self, head, kinds):
        (self.dossier.path / "templates/catalogue.ini").write_text(head + "".join(kinds.values()), "utf-8")

    def test_an_internal_kind_for_companies_is_refused(self):
        path = self.dossier.path / "templates/catalogue.ini"
        head, kinds = sections(path.read_text("utf-8"))
        for name in INTERNAL:
            to_company = re.sub(r"(?m)^destinataires = .*", "destinataires = entreprise, ecole", kinds[name])
            renamed = to_company.replace(f"[{name}]", "[autre]")
            mailed = kinds[name] + "courriel = suivi\n\n"
            for text, refused in ((to_company, True), (renamed, True), (mailed, False),
                                  (to_company.replace(f"[{name}]", f"[{name.upper()}]"), True)):
                with self.subTest(kind=name, section=text.split("\n")[0]):
                    self.write(head, {**kinds, name: text})
                    run = self.dossier.ate("modeles")
                    if not refused:
                        self.assert_exit(0, run)
                        continue
                    self.assert_exit(2, run)
                    self.assertIn("ne va jamais à une entreprise", run.err)
                    self.assertIn("→ retirez « entreprise »", run.err)
                    line = int(re.search(r"catalogue\.ini:(\d+)", run.err)[1])
                    said = path.read_text("utf-8").split("\n")[line - 1]
                    self.assertRegex(said, "^(destinataires|modele) = ")

    def test_an_internal_template_within_another_is_refused(self):
        for lang in ("fr", "en"):
            name = f"templates/{lang}/evaluation.md"
            sound = (self.dossier.path / name).read_text("utf-8")
            (self.dossier.path / name).write_text(sound + "\n{{> bilan}}\n", "utf-8")
            run = self.dossier.ate("modeles")
            self.assert_exit(2, run)
            self.assertIn(f"templates/{lang}/bilan.md » ne va jamais à une entreprise", run.err)
            (self.dossier.path / name).write_text(sound, "utf-8")

    def test_random_catalogues(self):
        """Recipients, messages, roles and occasions drawn at random: refused exactly when an internal
        kind names the company; else no message carries one."""
        random.seed(1923)
        path = self.dossier.path / "templates/catalogue.ini"
        head, kinds = sections(path.read_text("utf-8"))
        mailed = [n for n in kinds if "\ncourriel = " in kinds[n]]
        sent = 0
        for turn in range(12):
            drawn, refused = {}, False
            for name, text in kinds.items():
                whom = ["ecole"] + random.sample(["eleve", "responsable"], random.randint(0, 2))
                if name in INTERNAL and random.random() < 0.05 or name in mailed and random.random() < 0.8:
                    whom.append("entreprise")
                refused |= name in INTERNAL and "entreprise" in whom
                random.shuffle(whom)
                text = re.sub(r"(?m)^destinataires = .*", "destinataires = " + ", ".join(whom), text)
                if name in INTERNAL or name in mailed:
                    text = re.sub(r"(?m)^(courriel|role|occasion) = .*\n", "", text).rstrip("\n") + "\n"
                    text += f"courriel = {random.choice(('protocoles', 'suivi', 'attestations'))}\n"
                    text += f"role = {random.choice(('signature', 'credit', 'suivi'))}\n"
                    text += f"occasion = {random.choice(('a', 'b', name))}\n\n"
                drawn[name] = text
            self.write(head, drawn)
            if refused or turn % 4:
                self.assert_exit(2 if refused else 0, self.dossier.ate("modeles"))
                continue
            self.assertIn(self.dossier.ate("envoyer").code, (0, 1))
            for name, message in messages(self.dossier).items():
                for part in message.iter_attachments():
                    sent += 1
                    self.assert_external(part.get_content(), name)
        self.assertGreater(sent, 5)

    def assert_external(self, content, name):
        kind = {e["sha256"]: e["genre"] for e in self.dossier.read_json("manifeste.json")["fichiers"]}
        self.assertNotIn(kind[hashlib.sha256(content).hexdigest()], INTERNAL, name)


if __name__ == "__main__":
    unittest.main()
