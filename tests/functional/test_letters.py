"""The messages of `ate envoyer`: who gets what, and what nobody can put into one."""
import email
import email.policy
import hashlib
import html
import json
import random
import re
import unittest
from pathlib import Path

from browser import CHROMIUM, Browser
from harness import ATE, DossierCase
from mutation import Table

AXE = Path(ATE).resolve().parent / "npm/node_modules/axe-core/axe.min.js"

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


HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "X-Unsent", "Content-Type"]
EVIL = (
    "x\r\nBcc: tous@exemple.ca", "x\nBcc: tous@exemple.ca", "x\rBcc: tous@exemple.ca", "x\r\n\r\nX: y", "x\x00y", "x\x0b\x0cy",
    "x\u2028Bcc: tous@exemple.ca", "x\x85Bcc: tous@exemple.ca", "\u202efdp.exe", "\u2066x\u2069",
    "=?UTF-8?Q?x=0D=0ABcc:_tous@exemple.ca?=", "x\" <tous@exemple.ca>, \"y", "x <tous@exemple.ca>", "x, tous@exemple.ca",
    "<script>alert(1)</script>", "\"><img src=https://evil.example/x.gif>", "</title><base href=https://evil.example>",
    "{{eleve.code_permanent}}", "{{> bilan}}", "--=_ate_0", "X-Unsent: 0",
)
ADDRESSES = (
    "a@b.ca,tous@exemple.ca", "a@b.ca;tous@exemple.ca", "a@b.ca tous@exemple.ca", "a@b.ca\r\nBcc: tous@exemple.ca",
    "a@b.ca>\r\nRCPT TO:<tous@exemple.ca", "<a@b.ca>", "\"a b\"@c.ca", "a@b.ca (c)", "a%b@c", "é@b.ca", "a@\u202eb.ca", "@b.ca",
)


class Hostile(DossierCase):
    """What a cell holds stays in its place: it names no other recipient, header, file or element."""

    def setUp(self):
        super().setUp()
        self.dossier.keep_kinds("protocole", "avenant", "attestation", "evaluation")

    def change(self, table, key, **cells):
        changed = Table(self.dossier.table(table))
        for column, value in cells.items():
            changed.change(key, column, value)
        changed.write()

    def known_addresses(self):
        table = Table(self.dossier.table("entreprises"))
        return {row[table.column("courriel")] for row in table.rows}

    def assert_harmless(self, known):
        for name, message in messages(self.dossier).items():
            self.assertEqual(list(message.keys()), HEADERS, name)
            self.assertEqual([a.addr_spec for a in message["from"].addresses], ["ate@cfp-petite-anse.example"], name)
            self.assertEqual(len(message["to"].addresses), 1, name)
            self.assertIn(message["to"].addresses[0].addr_spec, known, name)
            self.assertEqual([d for part in message.walk() for d in part.defects], [], name)
            self.assert_plain(message.get_body(("html",)).get_content())
        self.assert_plain((self.dossier.output / "courriels/apercu.html").read_text("utf-8"))

    def assert_plain(self, page):
        """No element of a user's; nothing asked of the network."""
        for tag in re.findall(r"<([a-z]+)[ >/]", page):
            self.assertNotIn(tag, ("script", "img", "base", "iframe", "object", "form", "svg"))
        self.assertNotRegex(page, r"<[^>]* src=")
        self.assertNotRegex(page, r"<link rel=.(?!icon)")
        self.assertNotRegex(page, r"url\(|@import|javascript:\S*['\"]>")

    def test_names(self):
        known = self.known_addresses()
        prepared = 0
        for value in EVIL:
            with self.subTest(value=value):
                self.change("entreprises", "E1", nom=value, representant_nom=value)
                run = self.dossier.ate("envoyer")
                self.assertIn(run.code, (0, 1), run)
                self.assert_harmless(known)
                prepared += "E1-attestations.eml" in messages(self.dossier)
        self.assertGreater(prepared, 8)  # those that are only ugly go

    def test_addresses(self):
        known = self.known_addresses()
        for value in ADDRESSES:
            with self.subTest(value=value):
                self.change("entreprises", "E1", courriel=value)
                run = self.dossier.ate("envoyer")
                self.assert_exit(1, run)
                self.assert_harmless(known)
                self.assertNotIn("E1-attestations.eml", messages(self.dossier))
                self.assertNotIn("tous@exemple.ca", run.err)
                if " " <= min(value) and "\u202e" not in value:  # else a finding holds the documents back
                    self.assertIn("non préparé : E1 (attestations)", run.err)

    def test_our_own_addresses(self):
        self.dossier.ate("produire")
        config = (self.dossier.path / "config.ini").read_text("utf-8")
        for key in ("expediteur", "repondre_a", "copie"):
            for value in [a for a in ADDRESSES if "\n" not in a] + ["ne-pas-repondre@cfp.example"] * (key != "copie"):
                with self.subTest(key=key, value=value):
                    kept = re.sub(r"(?m)^expediteur.*\n", "", config) if key == "expediteur" else config
                    (self.dossier.path / "config.ini").write_text(kept + f"\n{key} = {value}\n", "utf-8")
                    run = self.dossier.ate("envoyer")
                    self.assert_exit(2, run)
                    self.assertRegex(run.err, r"config\.ini:\d+")
                    self.assertEqual(messages(self.dossier), {})

    def test_without_any_address_of_ours(self):
        config = self.dossier.path / "config.ini"
        config.write_text(re.sub(r"(?ms)^\[courriel\].*?(?=^\[|\Z)", "", config.read_text("utf-8")), "utf-8")
        run = self.dossier.ate("envoyer")
        self.assert_exit(2, run)
        self.assertRegex(run.err, r"config\.ini( |\n|:$|: )")
        self.assertNotIn("config.ini:0", run.err)


class Preview(DossierCase):
    """courriels/apercu.html: what would leave, before it does."""

    def preview(self):
        return (self.dossier.output / "courriels/apercu.html").read_text("utf-8")

    def rows(self, page):
        """The cells of each row of the tables, tags taken off."""
        rows = re.findall(r"<tr>(.*?)</tr>", page, re.S)
        return [[html.unescape(re.sub(r"<br>", "|", re.sub(r"<(?!br>)[^>]*>", "", c)))
                 for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in rows]

    def test_it_shows_every_message(self):
        run = self.dossier.ate("envoyer")
        self.assertIn("puis dites-le par « --deja-envoye »", run.err)
        self.assertIn(f"Lisez-les dans {self.dossier.output}/courriels/apercu.html, qui dit aussi où vont les réponses.", run.err)
        page, rows = self.preview(), self.rows(self.preview())
        files = {f["chemin"]: f for f in self.dossier.read_json("manifeste.json")["fichiers"]}
        self.assertIn("courriels/apercu.html", files)
        for name, message in messages(self.dossier).items():
            to, count = message["to"].addresses[0], len(list(message.iter_attachments()))
            attached = [next(f for f in files.values() if f["sha256"] == hashlib.sha256(p.get_content()).hexdigest())
                        for p in message.iter_attachments()]
            wanted = [f"{to.display_name}|{to.addr_spec}", message["subject"], str(count),
                      str(sum(f["pages"] for f in attached))]
            self.assertIn(wanted, [row[1:5] for row in rows if len(row) == 6], name)
            self.assertIn(f'<a href="{name}">{name}</a>', page)
            for file in attached:
                self.assertIn(f'<a href="../{file["chemin"]}">', page)
                size = f'{round(file["octets"] / 1024)}\u00a0Ko'
                self.assertIn(size, [row[4] for row in rows if row[0] == file["chemin"].rsplit("/")[-1]])
            text = message.get_body(("html",)).get_content()
            self.assertIn(text[text.index("<p"):text.index("</div>")].replace("\r\n", "\n"), page)
        self.assertIn("<dt>Les réponses vont à</dt><dd>ate@cfp-petite-anse.example</dd>", page)

    def test_it_stands_by_itself(self):
        self.dossier.ate("produire")
        self.dossier.ate("envoyer")
        page = self.preview()
        self.assertIn('<html lang="fr">', page)
        self.assertIn("default-src 'none'", page)
        self.assertNotIn("<script", page)
        for path in set(re.findall(r'href="([^"#][^":]*)"', page)):
            self.assertTrue((self.dossier.output / "courriels" / path).exists(), path)
        for anchor in re.findall(r'href="#([^"]*)"', page):
            self.assertIn(f'id="{anchor}"', page)
        self.assertEqual(len(re.findall(r"<h1", page)), 1)
        for table in re.findall(r"<table>.*?</table>", page, re.S):
            self.assertIn("<caption>", table)
            self.assertIn('scope="col"', table)
        kept = self.dossier.files()
        self.dossier.ate("envoyer")
        self.assertEqual(self.dossier.files(), kept)

    def test_it_warns(self):
        self.dossier.ate("envoyer")
        heavy = {name: (self.dossier.output / "courriels" / name).stat().st_size
                 for name, m in messages(self.dossier).items() if len(list(m.iter_attachments())) > 1}
        limit = max(heavy.values()) - 1
        self.assertFalse(max(heavy, key=heavy.get).startswith("E1-"), heavy)
        changed = Table(self.dossier.table("entreprises"))
        changed.change("E1", "courriel", "")
        changed.write()
        with (self.dossier.path / "config.ini").open("a", encoding="utf-8") as config:
            config.write(f"taille_max = {limit}\ndepassement = scinder\n")
        run = self.dossier.ate("envoyer")
        self.assert_exit(1, run)
        page, rows = self.preview(), self.rows(self.preview())
        refused = [row for row in rows if len(row) == 4 and row[0] == "E1"]
        self.assertTrue(refused)
        for row in refused:
            self.assertEqual(row[2], "aucune adresse de courriel")
            self.assertRegex(row[3], r"^entreprises\.csv:2")
        self.assertIn(f"{limit} au plus ; au-delà, plusieurs messages numérotés", page)
        split = [m for m in messages(self.dossier).values() if re.search(r" \(\d de \d\)$", m["subject"])]
        self.assertGreater(len(split), 1)
        self.assertEqual(page.count(">scindé</span>"), len(split))
        for name, message in messages(self.dossier).items():
            self.assertLessEqual((self.dossier.output / "courriels" / name).stat().st_size, limit, name)

    def test_one_company(self):
        self.dossier.ate("envoyer", "--entreprise=E1")
        page = self.preview()
        self.assertIn("ne montre que l&#39;entreprise demandée", page)
        self.assertNotIn("E2-", page)


@unittest.skipUnless(CHROMIUM, "no Chromium here")
@unittest.skipUnless(AXE.exists(), "axe-core is not there: npm's registry could not be reached by `make check`")
class Accessible(DossierCase):
    """To axe-core, the preview and a message's HTML, in both languages, lights and widths."""

    def test_axe_finds_nothing_to_say(self):
        with (self.dossier.path / "config.ini").open("a", encoding="utf-8") as config:
            config.write("taille_max = 85K\ndepassement = scinder\n")
        with Browser() as browser:
            for lang in ("fr", "en"):
                self.dossier.ate("envoyer", f"--lang={lang}")
                letter = self.dossier.path / f"{lang}.html"
                letter.write_text(next(iter(messages(self.dossier).values())).get_body(("html",)).get_content(), "utf-8")
                for path in (self.dossier.output / "courriels/apercu.html", letter):
                    for dark, width in ((False, 1300), (True, 400)):
                        with self.subTest(page=path.name, lang=lang, dark=dark, width=width):
                            self.assertEqual(self.violations(browser, path, dark=dark, width=width), [])

    def violations(self, browser, path, **view):
        page = browser.open(path, **view)
        page.value(AXE.read_text("utf-8"))
        # A message is no page of a site: mail programs give it its landmarks, and the ground of their own
        # light or dark, which axe takes for white.
        off = ("region", "landmark-one-main", "page-has-heading-one", "color-contrast") if path.parent == self.dossier.path else ()
        rules = json.dumps({"rules": {rule: {"enabled": False} for rule in off}})
        found = page.value(f"axe.run({rules})" + """.then((done) => done.violations.map((v) => v.id + ": " +
            v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + " " + n.failureSummary).join(" | ")))""")
        wide = page.value("document.documentElement.scrollWidth > window.innerWidth")
        page.close()
        return found + page.console + ["wider than the window"] * wide


if __name__ == "__main__":
    unittest.main()
