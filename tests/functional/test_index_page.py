"""The page index.html: what it holds, read by html.parser; how it behaves, in headless Chromium; whom it
shuts out, by axe-core."""
import csv
import hashlib
import html.parser
import json
import os
import re
import shutil
import unittest
import urllib.parse

from browser import CHROMIUM, Browser
from harness import ROOT, Dossier, DossierCase

HOSTILE = '</script><b>&amp;"\'<!--'
SEVERITIES = ["erreur", "avertissement", "info"]
VOID = {"meta", "link", "input", "br", "img", "hr"}
AXE = ROOT / os.environ.get("BUILD", "build") / "npm/node_modules/axe-core/axe.min.js"


class Page(html.parser.HTMLParser):
    """Elements with their attributes and texts; complains about a tag that closes nothing."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.stack, self.data = [], [], ""
        self.feed(text)
        self.close()
        if self.stack:
            raise AssertionError(f"never closed: {[e['tag'] for e in self.stack]}")
        self.findings = json.loads(self.one(id="donnees")["text"])

    def handle_starttag(self, tag, attrs):
        section = next((e["attrs"].get("id") for e in self.stack if e["tag"] == "section"), None)
        element = {"tag": tag, "attrs": dict(attrs), "text": "", "in": [e["tag"] for e in self.stack],
                   "section": section}
        self.elements.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_endtag(self, tag):
        if not self.stack or self.stack[-1]["tag"] != tag:
            raise AssertionError(f"</{tag}> closes {self.stack[-1]['tag'] if self.stack else 'nothing'}")
        self.stack.pop()

    def handle_data(self, data):
        for element in self.stack:
            element["text"] += data

    def all(self, tag=None, **attrs):
        return [e for e in self.elements if (tag is None or e["tag"] == tag)
                and all(e["attrs"].get(k) == v for k, v in attrs.items())]

    def one(self, tag=None, **attrs):
        found = self.all(tag, **attrs)
        if len(found) != 1:
            raise AssertionError(f"{len(found)} of {tag} {attrs}")
        return found[0]

    def section(self, name):
        return self.one("section", id=name)

    def within(self, name, tag):
        """The elements of a section."""
        start = self.elements.index(self.section(name))
        return [e for e in self.elements[start:] if e["tag"] == tag and e["section"] == name]

    def table(self, caption):
        """The rows of a table, by its caption: lists of texts."""
        rows, ours = [], False
        for element in self.elements:
            if element["tag"] == "table":
                ours = False
            elif element["tag"] == "caption":
                ours = element["text"].strip() == caption
            elif ours and element["tag"] == "tr":
                rows.append([])
            elif ours and element["tag"] in ("td", "th"):
                rows[-1].append(element)
        return [[cell["text"].replace("\u00a0", " ").strip() for cell in row] for row in rows[1:]]

    def links(self):
        """The files that it leads to, as paths."""
        return [urllib.parse.unquote(a["attrs"]["href"]) for a in self.all("a")
                if not a["attrs"]["href"].startswith("#")]

    def due(self):
        """The duties of the page in the shape of `ate etat --format=json`."""
        t = self.findings["texts"]
        return [{"echeance": t[d[1]] or None, "cle": t[d[3]], "en_retard": d[0] == 0} for d in self.findings["due"]]

    def embedded(self):
        """The findings of the page in the shape of constats.json."""
        t, severities = self.findings["texts"], [s["code"] for s in self.findings["severities"]]
        return [{"code": t[f[1]], "gravite": severities[f[0]], "fichier": t[f[2]], "ligne": f[3] or None,
                 "colonne": t[f[4]], "cellule": f[5], "valeur": t[f[6]], "message": t[f[7]],
                 "correction": t[f[8]], "retient": [t[h] for h in f[9]]} for f in self.findings["findings"]]


def without_nulls(findings):
    return [{k: "" if v is None and k != "ligne" else v for k, v in f.items()} for f in findings]


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class PageCase(DossierCase):
    def page(self):
        return Page((self.dossier.output / "index.html").read_text("utf-8"))

    def listed(self):
        return {f["chemin"]: f for f in self.dossier.read_json("manifeste.json")["fichiers"]}


class WhatItHolds(PageCase):
    """On one dossier through all its commands, so that they run once."""

    @classmethod
    def setUpClass(cls):
        cls.shared = Dossier()
        cls.addClassCleanup(cls.shared.remove)
        cls.after = {}
        for command in ("valider", "produire", "declarer", "envoyer", "archiver"):
            cls.shared.ate(command)
            cls.after[command] = (cls.shared.output / "index.html").read_text("utf-8")

    def setUp(self):
        self.dossier = self.shared

    def test_every_finding_as_it_stands_after_the_last_command(self):
        told = json.loads(self.dossier.ate("valider", "--format=json", "--simuler").out)["constats"]
        self.assertGreater(len(told), 20)
        self.assertEqual(self.page().embedded(), without_nulls(told))
        declared = [[f["code"] for f in Page(self.after[c]).embedded()].count("sequence-non-declaree")
                    for c in ("produire", "declarer")]
        self.assertEqual(declared, [2, 0])

    def test_what_falls_due_is_what_etat_says(self):
        told = json.loads(self.dossier.ate("etat", "--format=json").out)["a_faire"]
        self.assertGreater(len(told), 5)
        self.assertEqual(self.page().due(), [{k: d[k] for k in ("echeance", "cle", "en_retard")} for d in told])
        first = self.page().table("Échéances, les plus proches d'abord. Les titres de colonnes trient.")[0]
        self.assertEqual(first[:2], [told[0]["echeance"], "bientôt"])
        self.assertIn(told[0]["cle"], first[3])

    def test_kinds_are_counted_as_etat_counts_them(self):
        told = json.loads(self.dossier.ate("etat", "--format=json").out)["genres"]
        keys = ("produits", "a_faire", "retenus", "a_signer", "signes", "prets", "envoyes", "annules")
        expected = [[str(kind[k] or "–") for k in keys] for kind in told if any(kind[k] for k in keys)]
        self.assertEqual([row[1:] for row in self.page().table("Documents par genre")], expected)
        self.assertIn("4", expected[[k["genre"] for k in told if any(k[x] for x in keys)].index("protocole")])

    def test_what_is_held_says_where_and_how_to_free_it(self):
        held = [f for f in self.dossier.findings() if f["retient"]]
        articles = {a["text"]: a for a in self.page().within("retenu", "article")}
        self.assertEqual(len(articles), len({f["code"] for f in held}))
        for finding in held:
            text = next(t for t in articles if finding["code"] in t)
            for part in (finding["fichier"], f"ligne {finding['ligne']}", finding["message"], finding["correction"],
                         *(h.replace(":", " ") for h in finding["retient"])):
                self.assertIn(part, text)

    def test_what_is_held_document_by_document(self):
        told = json.loads(self.dossier.ate("etat", "--format=json").out)["retenus"]
        self.assertEqual([(d["genre"], d["cle"]) for d in told], [("protocole", "Q4")])
        rows = self.page().table("Documents retenus")
        self.assertEqual([row[:2] + row[4:] for row in rows],
                         [["Protocole d'entente", "Q4", "remuneration-incoherente"]])
        self.assertIn(rows[0][3], self.dossier.table("entreprises").read_text("utf-8"))

    def test_every_file_and_nothing_else(self):
        expected = {path for path, f in self.listed().items() if f["etat"] == "courant"} - {"index.html"}
        for folder in ("documents", "courriels", "declaration", "dossiers", "rapports", "calendriers"):
            self.assertTrue([path for path in expected if path.startswith(folder)], folder)
        links = self.page().links()
        folders = {link for link in links if link.endswith("/")}
        self.assertEqual(set(links) - folders, expected)
        self.assertIn("calendriers/", folders)
        for link in links:
            self.assertTrue((self.dossier.output / link).exists(), link)

    def test_files_say_whose_they_are(self):
        item = next(i for i in self.page().within("fichiers", "li") if "protocole-q2.pdf" in i["text"])
        number = self.listed()["documents/protocole/protocole-q2.pdf"]["numero"]
        with open(self.dossier.table("eleves"), encoding="utf-8") as table:
            student = next(row for row in csv.DictReader(table) if row["id"] == "1001")
        self.assertIn(f"{number} · {student['nom']}, {student['prenom']} · ", item["text"])
        self.assertEqual(item["attrs"]["data-company"], "E2")

    def test_company_by_company(self):
        rows = {row[0].split()[-1]: row[1:] for row in self.page().table(
            "Par entreprise : celles qui ont une séquence, un document ou une échéance")}
        self.assertEqual(set(rows), {"E1", "E2", "E3"})
        files = [f for path, f in self.listed().items() if f["etat"] == "courant"]
        for company, row in rows.items():
            theirs = [f for f in files if f["cles"]["entreprise"] == company]
            documents = sum(f["chemin"].startswith("documents/") for f in theirs)
            messages = sum(f["chemin"].startswith("courriels/") for f in theirs)
            self.assertEqual((row[1], row[3]), (str(documents), str(messages or "–")), company)
        self.assertEqual([rows[c][0] for c in ("E1", "E2", "E3")], ["2", "2", "1"])
        self.assertEqual(rows["E2"][5], "2027-03-18")

    def test_charts_have_words_and_figures(self):
        page = self.page()
        drawings = page.all("svg")
        self.assertEqual(len(drawings), 4)
        for drawing in drawings:
            self.assertEqual(drawing["attrs"]["role"], "img")
            title, desc = (page.one(id=name) for name in drawing["attrs"]["aria-labelledby"].split())
            self.assertEqual((title["tag"], desc["tag"]), ("title", "desc"))
        self.assertEqual([row[1:] for row in page.table("Visites faites et prévues, par responsable")],
                         [["5", "5", "0"], ["5", "5", "0"]])
        self.assertEqual(page.one(id="graphique-visites-d")["text"].replace("\u00a0", " "),
                         "En tout — faites : 5 ; à venir : 5 ; passées, à noter : 0.")
        self.assertEqual(page.table("Protocoles par programme"),
                         [["5195 Soudage-montage", "3", "0", "0", "1"], ["5231 Comptabilité", "1", "0", "0", "0"],
                          ["En tout", "4", "0", "0", "1"]])
        self.assertEqual(page.table("Attestations, par mois de fin de la séquence"),
                         [["2026-11", "1", "0", "0"], ["2026-12", "1", "0", "0"], ["En tout", "2", "0", "0"]])
        self.assertEqual(page.table("Heures en entreprise, par programme"),
                         [["5195 Soudage-montage", "472", "472"], ["5231 Comptabilité", "0", "203"],
                          ["En tout", "472", "675"]])

    def test_checks_not_made(self):
        skipped = self.dossier.read_json("constats.json")["non_verifie"]
        self.assertTrue(skipped)
        text = self.page().section("non-verifie")["text"]
        for check in skipped:
            self.assertIn(check["code"], text)
            self.assertIn(check["motif"], text)

    def test_structure_for_readers_of_all_kinds(self):
        page = self.page()
        self.assertEqual(page.one("html")["attrs"]["lang"], "fr")
        for landmark in ("header", "main", "footer"):
            page.one(landmark)
        self.assertTrue(page.one("nav")["attrs"]["aria-label"])
        levels = [int(e["tag"][1]) for e in page.elements if re.fullmatch("h[1-6]", e["tag"])]
        self.assertEqual(levels[0], 1)
        self.assertEqual(levels.count(1), 1)
        self.assertTrue(all(b <= a + 1 for a, b in zip(levels, levels[1:])), levels)
        ids = [e["attrs"]["id"] for e in page.elements if "id" in e["attrs"]]
        self.assertEqual(len(ids), len(set(ids)))
        for element in page.elements:
            for name in ("for", "aria-labelledby"):
                for target in element["attrs"].get(name, "").split():
                    self.assertIn(target, ids)
            if element["tag"] == "a" and element["attrs"]["href"].startswith("#"):
                self.assertIn(element["attrs"]["href"][1:], ids)
        labels = {e["attrs"].get("for") for e in page.all("label")}
        for field in page.all("select") + page.all("input"):
            self.assertTrue("label" in field["in"] or field["attrs"].get("id") in labels, field)
        self.assertEqual(len(page.all("caption")), len(page.all("table")))
        self.assertEqual([h for h in page.all("th") if h["attrs"].get("scope") not in ("row", "col")], [])

    def test_nothing_comes_from_elsewhere(self):
        text = (self.dossier.output / "index.html").read_text("utf-8")
        self.assertNotRegex(text, r"https?://|@import|url\(")
        page = self.page()
        self.assertEqual([s for s in page.all("script") if "src" in s["attrs"]], [])
        self.assertIn("default-src 'none'", page.one("meta", **{"http-equiv": "Content-Security-Policy"})["attrs"]["content"])

    def test_before_anything_is_produced(self):
        page = Page(self.after["valider"])
        self.assertIn("Rien n'a encore été produit", page.section("documents")["text"])
        self.assertEqual(set(page.links()), {"constats.json", "constats.xlsx"})
        self.assertGreater(len(page.due()), 5)

    def test_it_is_true_whichever_command_ran_last(self):
        lots = [[link for link in Page(text).links() if link.startswith(folder)] != []
                for text in self.after.values() for folder in ("documents/", "declaration/", "courriels/", "dossiers/")]
        self.assertEqual(lots, [False, False, False, False,  True, False, False, False,  True, True, False, False,
                                True, True, True, False,  True, True, True, True])
        before = self.dossier.files()
        for command in ("archiver", "envoyer", "declarer", "valider", "produire"):
            self.dossier.ate(command)
            after = self.dossier.files()
            self.assertEqual(after["index.html"], before["index.html"], command)
            self.assertEqual(set(before), set(after), command)

    def test_the_manifest_has_its_bytes(self):
        entry = self.listed()["index.html"]
        self.assertEqual(entry["sha256"], hashlib.sha256((self.dossier.output / "index.html").read_bytes()).hexdigest())
        self.assertLessEqual({"constats.json", "constats.xlsx"}, set(self.listed()))

    def test_contrast_is_enough_in_light_and_dark(self):
        css = self.page().one("style")["text"]
        schemes = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", css, re.S)][:2]
        self.assertEqual(len(schemes), 2)
        for scheme in schemes:
            for ink, ground in [("ink", "ground"), ("soft", "ground"), ("soft", "panel"), ("ink", "panel"), ("link", "ground"),
                                ("error", "error-ground"), ("warning", "warning-ground"), ("info", "info-ground"),
                                ("ink", "info-ground")]:
                self.assertGreaterEqual(contrast(scheme[ink], scheme[ground]), 4.5, (ink, ground))
            for colour in ("focus", "p0", "p1", "p2", "p3"):
                self.assertGreaterEqual(contrast(scheme[colour], scheme["ground"]), 3, colour)


class WhenThingsChange(PageCase):
    def setUp(self):
        super().setUp()
        self.dossier.keep_kinds("protocole", "presences")

    def test_a_part_of_the_documents_leaves_the_page_whole(self):
        self.dossier.ate("produire")
        whole = self.dossier.files()
        self.dossier.ate("produire", "--seulement=presences", "--sequence=Q2")
        self.assertEqual(self.dossier.files()["index.html"], whole["index.html"])

    def test_a_first_part_says_what_is_left_to_make(self):
        self.dossier.ate("produire", "--seulement=presences")
        rows = {row[0]: row[1:4] for row in self.page().table("Documents par genre")}
        self.assertEqual(rows["Protocole d'entente"], ["–", "4", "1"])
        self.assertIn("4 documents à produire : lancez", self.page().section("bilan")["text"])

    def test_a_fault_found_by_valider_takes_its_document_from_the_list(self):
        self.dossier.ate("produire")
        self.dossier.edit("input/sequences.csv", "Q3,1002,E2", "Q3,1002,E9")
        self.dossier.ate("valider")
        page = self.page()
        self.assertIn("protocole Q3", page.section("retenu")["text"])
        stale = page.one("ul", **{"class": "stale"})["text"]
        self.assertIn("documents/protocole/protocole-q3.pdf — retenu par lien-inconnu", stale)
        self.assertNotIn("protocole-q3.pdf", page.section("fichiers")["text"])
        self.assertIn("protocole-q2.pdf", page.section("fichiers")["text"])

    def test_a_document_that_fails_says_why(self):
        self.dossier.ate("produire")
        shutil.rmtree(self.dossier.output / "documents/presences")
        (self.dossier.output / "documents/presences").write_text("")
        self.dossier.ate("produire")
        text = self.page().section("documents")["text"]
        self.assertRegex(text, r"En échec\s+Feuille de présences Q2 — ")

    def test_hostile_values_stay_text(self):
        quoted = f'"{HOSTILE.replace(chr(34), chr(34) * 2)}"'
        self.dossier.edit("config.ini", "nom = Année 2026-2027", f"nom = {HOSTILE}")
        self.dossier.edit("input/sequences.csv", "Q4,", f"{quoted},")
        for table, old in (("programmes", "Soudage-montage"), ("entreprises", None), ("eleves", None),
                           ("personnel", None)):
            text = self.dossier.table(table).read_text("utf-8")
            header, first, *rest = text.splitlines()
            rows = list(csv.reader([header, first]))
            column = rows[0].index("titre" if table == "programmes" else "nom")
            self.dossier.edit(f"input/{table}.csv", rows[1][column], quoted)
        self.dossier.ate("produire")
        page = self.page()
        self.assertIn(HOSTILE, page.all("title")[0]["text"])
        self.assertEqual(page.all("b"), [])
        self.assertEqual(len(page.all("script")), 2)
        self.assertEqual(page.embedded(), without_nulls(self.dossier.findings()))
        for place in ("avancement", "entreprises", "fichiers", "a-faire", "retenu"):
            self.assertIn(HOSTILE, page.section(place)["text"], place)
        self.assertNotIn("<", page.one(id="donnees")["text"])

    def test_paths_are_percent_encoded(self):
        self.dossier.edit("templates/catalogue.ini", "fichier = protocole-{{id}}", "fichier = 50% #1 {{id}} & co?")
        self.dossier.ate("produire")
        links = [path for path in self.page().links() if "50" in path]
        self.assertEqual(len(links), 4)
        for path in links:
            self.assertTrue((self.dossier.output / path).is_file(), path)

    def test_without_script_the_gravest_come_first(self):
        self.dossier.ate("valider")
        page = self.page()
        marks = [e["attrs"]["class"].split()[1] for e in page.within("constats", "span") if e["attrs"].get("class", "").startswith("mark ")]
        self.assertEqual(marks, sorted(marks, key=SEVERITIES.index))
        self.assertEqual(len(marks), min(200, len(self.dossier.findings())))
        page.one("noscript")

    def test_english(self):
        self.dossier.ate("produire", "--lang=en")
        page = self.page()
        self.assertEqual(page.one("html")["attrs"]["lang"], "en")
        self.assertEqual(page.one(id="graphique-visites-d")["text"], "In all — done: 5; to come: 5; past, to be recorded: 0.")


@unittest.skipUnless(CHROMIUM, "no Chromium here")
class InBrowser(unittest.TestCase):
    """With more findings and duties than a screen holds."""
    MANY = 300

    @classmethod
    def setUpClass(cls):
        cls.dossier = Dossier()
        cls.addClassCleanup(cls.dossier.remove)
        with open(cls.dossier.table("visites"), "a", encoding="utf-8") as table:
            table.writelines(f"V{i},ZZ{i},,2027-02-30,,,,,,\n" for i in range(1000, 1000 + cls.MANY))
        for command in ("produire", "declarer", "envoyer"):
            cls.dossier.ate(command)
        cls.findings = json.loads(cls.dossier.ate("valider", "--format=json", "--simuler").out)["constats"]
        cls.duties = json.loads(cls.dossier.ate("etat", "--format=json").out)["a_faire"]
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def open(self, **view):
        page = self.browser.open(self.dossier.output / "index.html", **view)
        self.addCleanup(page.close)
        return page

    def pick(self, page, selector, value):
        """As a user would: sets a field, and waits for what follows."""
        page.value(f"""(() => {{ const e = document.querySelector({json.dumps(selector)});
            if (e.type === "checkbox") e.checked = {json.dumps(value)}; else e.value = {json.dumps(value)};
            e.dispatchEvent(new Event("input", {{ bubbles: true }})); }})()""")
        page.value("new Promise((done) => setTimeout(done, 200))")

    def text(self, page, selector):
        return page.value(f"document.querySelector({json.dumps(selector)}).textContent")

    def count(self, page, selector):
        return page.value(f"document.querySelectorAll({json.dumps(selector)}).length")

    def result(self, count, what, total):
        return f"{count:,} {what} sur {total:,}".replace(",", "\u00a0")

    def test_it_is_silent_and_asks_nothing_of_a_network(self):
        page = self.open()
        self.pick(page, "#recherche", "q2")
        self.assertEqual((page.console, page.requests), ([], [page.address]))

    def test_findings_are_filtered_sorted_and_drawn_by_parts(self):
        page, total = self.open(), len(self.findings)
        codes = [f["code"] for f in self.findings]
        errors = sum(f["gravite"] == "erreur" for f in self.findings)
        self.assertEqual(self.count(page, "#table tbody tr"), 30)
        self.assertEqual(self.text(page, "#resultat"), self.result(total, "constats", total))
        page.value("document.querySelector('#suite button').click()")
        self.assertEqual(self.count(page, "#table tbody tr"), 230)
        self.pick(page, "#f-code", "lien-inconnu")
        self.assertEqual(self.text(page, "#resultat"), self.result(codes.count("lien-inconnu"), "constats", total))
        self.pick(page, "#f-texte", "zz1007")
        self.assertEqual(self.count(page, "#table tbody tr"), 1)
        page.value("document.querySelector('#filtres button[type=reset]').click()")
        page.until("document.querySelectorAll('#table tbody tr').length === 30")
        for value in ("1", "2"):
            self.pick(page, f"#filtres input[value='{value}']", False)
        self.assertEqual(self.text(page, "#resultat"), self.result(errors, "constats", total))
        page.value("document.querySelector('#filtres button[type=reset]').click()")
        page.value("document.querySelectorAll('#table thead button')[3].focus()")
        page.enter()
        page.enter()
        self.assertEqual(page.value("document.querySelectorAll('#table thead th')[3].getAttribute('aria-sort')"), "descending")
        self.assertEqual(page.value("document.querySelector('#table tbody td:nth-child(4) div').firstChild.textContent"),
                         str(max(f["ligne"] or 0 for f in self.findings)))
        self.pick(page, "#f-texte", "rien-de-tel")
        self.assertEqual(self.text(page, "#resultat"), "Aucun constat ne répond à ces filtres.")
        self.assertTrue(page.value("document.querySelector('#suite').hidden"))

    def test_duties_are_filtered(self):
        page = self.open()
        self.assertEqual(self.count(page, "#echeances tbody tr"), min(30, len(self.duties)))
        self.pick(page, "#e-sorte", "visite")
        visits = [d for d in self.duties if d["quoi"] == "visite"]
        self.assertEqual(self.text(page, "#resultat-echeances"), self.result(len(visits), "échéances", len(self.duties)))
        self.assertEqual(page.value("[...document.querySelectorAll('#echeances tbody td:first-child')].map((d) => d.textContent)"),
                         [d["echeance"] for d in visits])

    def test_files_are_filtered_by_company_from_its_row(self):
        page = self.open()
        self.assertEqual(self.count(page, "details.list[open]"), 0)
        page.value("document.querySelector('tr[data-company=E3] button').click()")
        page.until("document.querySelector('#d-entreprise').value === 'E3' && document.querySelector('details.list[open]') !== null")
        shown = page.value("[...document.querySelectorAll('details.list li:not([hidden])')].map((i) => i.dataset.company)")
        self.assertEqual(set(shown), {"E3"})
        self.assertEqual(page.value("document.activeElement.id"), "fichiers")
        files = self.dossier.read_json("manifeste.json")["fichiers"]
        self.assertEqual(len(shown), sum(f["cles"]["entreprise"] == "E3" for f in files))

    def test_the_search_goes_over_everything(self):
        page = self.open()
        self.pick(page, "#recherche", "q2 protocole")
        found = self.text(page, "#trouve")
        self.assertIn("protocole-q2.pdf", found)
        self.pick(page, "#recherche", "q4 remuneration")
        self.assertIn("Documents retenus (1)Protocole d'entente · Q4 · ", self.text(page, "#trouve"))
        self.pick(page, "#recherche", "zz1007")
        self.assertRegex(self.text(page, "#trouve-compte"), "^[12] résultats?$|^2 résultats$")
        self.assertIn("Constats (", self.text(page, "#trouve"))
        page.value("[...document.querySelectorAll('#trouve button')].at(-1).click()")
        page.until("document.querySelectorAll('#table tbody tr').length < 3")
        self.assertEqual(page.value("document.activeElement.id"), "constats")
        self.pick(page, "#recherche", "rien-de-tel")
        self.assertEqual(self.text(page, "#trouve-compte"), "Rien ne répond à cette recherche.")
        self.pick(page, "#recherche", "")
        self.assertTrue(page.value("document.querySelector('#trouve').hidden"))

    def test_counts_are_sorted_by_their_headings(self):
        page = self.open()
        column = "[...document.querySelectorAll('#entreprises tbody tr')].map((r) => Number(r.cells[2].dataset.n))"
        page.value("document.querySelectorAll('#entreprises thead button')[2].click()")
        counts = page.value(column)
        self.assertEqual(counts, sorted(counts))
        page.value("document.querySelectorAll('#entreprises thead button')[2].click()")
        self.assertEqual(page.value(column), counts[::-1])

    def test_by_keyboard_alone(self):
        page = self.open()
        page.tab()
        self.assertEqual(page.value("document.activeElement.className"), "skip")
        page.enter()
        self.assertEqual(page.value("document.activeElement.id"), "bilan")
        reached, seen = [], "document.activeElement.id || document.activeElement.textContent.slice(0, 40)"
        for _ in range(40):
            page.tab()
            reached.append(page.value(seen))
            if reached[-1] == "e-texte":
                break
        for wanted in ("e-sorte", "e-responsable", "e-texte"):
            self.assertIn(wanted, reached)
        page.type("q2")
        page.until(f"document.querySelectorAll('#echeances tbody tr').length < {min(30, len(self.duties))}")
        page.value("document.querySelector('details.list summary').focus()")
        page.enter()
        page.tab()
        self.assertTrue(page.value("document.activeElement.closest('details.list[open]') !== null && document.activeElement.href.startsWith('file:')"))
        focusable = "a[href], button, input, select, summary, [tabindex='0']"
        self.assertEqual(page.value(f"""[...document.querySelectorAll("{focusable}")].filter((e) => e.tabIndex < 0).length"""), 0)

    def test_it_fits_a_telephone(self):
        for width in (400, 1300):
            page = self.open(width=width)
            self.assertEqual(page.value("document.documentElement.scrollWidth"), width)

    def test_without_script(self):
        page = self.open(script=False)
        self.assertEqual(page.send("Runtime.evaluate", expression="1")["result"].get("value"), 1)
        shown = page.value("""[...document.querySelectorAll("form")].filter((f) => f.checkVisibility()).length""")
        self.assertEqual(shown, 0)
        self.assertEqual(self.count(page, "#table tbody tr"), 200)
        self.assertGreater(self.count(page, "details.list a"), 30)


@unittest.skipUnless(CHROMIUM, "no Chromium here")
@unittest.skipUnless(AXE.exists(), "axe-core is not there: npm's registry could not be reached by `make check`")
class Accessible(unittest.TestCase):
    """To axe-core, in both languages, lights and widths, with everything open and a search made."""

    def setUp(self):
        self.dossier = Dossier()
        self.addCleanup(self.dossier.remove)
        self.browser = Browser()
        self.addCleanup(self.browser.close)

    def test_axe_finds_nothing_to_say(self):
        for lang in ("fr", "en"):
            for command in ("produire", "declarer", "envoyer"):
                self.dossier.ate(command, f"--lang={lang}")
            for dark in (False, True):
                for width in (400, 1300):
                    with self.subTest(lang=lang, dark=dark, width=width):
                        self.assertEqual(self.violations(dark=dark, width=width), [])

    def violations(self, **view):
        page = self.browser.open(self.dossier.output / "index.html", **view)
        page.value("""const field = document.getElementById("recherche"); field.value = "q2";
            field.dispatchEvent(new Event("input", { bubbles: true }));
            for (const box of document.querySelectorAll("details")) box.open = true;""")
        page.until("document.querySelector('#trouve a') !== null")
        page.value(AXE.read_text("utf-8"))
        found = page.value("""axe.run().then((done) => done.violations.map((v) => v.id + ": " +
            v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + " " + n.failureSummary).join(" | ")))""")
        page.close()
        return found + page.console


if __name__ == "__main__":
    unittest.main()
