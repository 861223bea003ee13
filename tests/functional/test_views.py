"""The views of the findings that are files, from outside: constats.xlsx by openpyxl, index.html by
html.parser, and by headless Chromium where there is one."""
import html.parser
import json
import re
import shutil
import subprocess
import unittest
from pathlib import Path

import openpyxl

from harness import Dossier, DossierCase

HOSTILE = '</script><b>&amp;"\'<!--'
FILLS = {"erreur": "FFF8D7DA", "avertissement": "FFFFF0C2", "info": "FFDCEAF7"}
VOID = {"meta", "link", "input", "br", "img", "hr"}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


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
        element = {"tag": tag, "attrs": dict(attrs), "text": "", "in": [e["tag"] for e in self.stack]}
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


class ViewsCase(DossierCase):
    def page(self):
        return Page((self.dossier.output / "index.html").read_text("utf-8"))

    def book(self):
        return openpyxl.load_workbook(self.dossier.output / "constats.xlsx")


class Workbook(ViewsCase):
    def setUp(self):
        super().setUp()
        self.assert_exit(1, self.dossier.ate("valider"))
        self.opened = self.book()

    def test_every_finding_with_a_row_leads_to_its_coloured_cell(self):
        listed = list(self.opened["Constats"].iter_rows(min_row=2))
        found = self.dossier.findings()
        self.assertEqual(len(listed), len(found))
        worst, followed = {}, 0
        for finding, row in zip(found, listed):
            self.assertEqual((row[0].value, row[1].value, row[2].value), (finding["gravite"], finding["code"], finding["fichier"]))
            self.assertEqual(row[7].value, finding["message"])
            if not finding["cellule"]:
                continue
            followed += 1
            sheet, cell = re.fullmatch(r"'(\w+)'!([A-Z]+\d+)", row[5].hyperlink.location).groups()
            self.assertEqual((sheet + ".csv", cell), (finding["fichier"], finding["cellule"]))
            rank = list(FILLS).index(finding["gravite"])
            worst[sheet, cell] = min(rank, worst.get((sheet, cell), rank))
            comment = self.opened[sheet][cell].comment.text
            self.assertIn(finding["message"], comment)
            self.assertIn(finding["correction"], comment)
        self.assertGreater(followed, 0)
        for (sheet, cell), rank in worst.items():
            self.assertEqual(self.opened[sheet][cell].fill.fgColor.rgb, list(FILLS.values())[rank])

    def test_tables_are_copied_whole_as_text(self):
        for path in sorted((self.dossier.path / "input").glob("*.csv")):
            text = path.read_text("utf-8-sig")
            header = text.splitlines()[0]
            separator = max(";,", key=header.count)
            sheet = self.opened[path.stem]
            self.assertEqual([c.value for c in sheet[1]], header.split(separator))
            for row in sheet.iter_rows(min_row=2):
                for cell in row:
                    self.assertIn(cell.data_type, "sn" if cell.value is None else "s", cell.coordinate)

    def test_a_second_run_leaves_the_files(self):
        before = {n: (self.dossier.output / n).stat().st_ino for n in ("constats.xlsx", "index.html", "constats.json")}
        self.dossier.ate("valider")
        for name, inode in before.items():
            self.assertEqual((self.dossier.output / name).stat().st_ino, inode, name)

    def test_valider_writes_the_findings_and_nothing_else(self):
        self.assertEqual(sorted(self.dossier.files()), ["constats.json", "constats.xlsx", "index.html"])
        self.assertFalse((self.dossier.path / "registre").exists())


class IndexPage(ViewsCase):
    def test_it_holds_every_finding(self):
        self.dossier.ate("valider")
        self.assertEqual(self.page().embedded(), without_nulls(self.dossier.findings()))

    def test_structure_for_readers_of_all_kinds(self):
        self.dossier.ate("produire")
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
                if name in element["attrs"]:
                    self.assertIn(element["attrs"][name], ids)
            if element["tag"] == "a" and element["attrs"]["href"].startswith("#"):
                self.assertIn(element["attrs"]["href"][1:], ids)
        labels = {e["attrs"].get("for") for e in page.all("label")}
        for field in page.all("select") + page.all("input"):
            self.assertTrue("label" in field["in"] or field["attrs"].get("id") in labels, field)
        self.assertEqual(len(page.all("caption")), len(page.all("table")))
        self.assertEqual([h for h in page.all("th") if h["attrs"].get("scope") not in ("row", "col")], [])
        self.assertEqual(page.one(id="resultat")["attrs"]["aria-live"], "polite")

    def test_nothing_comes_from_elsewhere(self):
        self.dossier.ate("produire")
        text = (self.dossier.output / "index.html").read_text("utf-8")
        self.assertNotRegex(text, r"https?://|@import|url\(")
        page = self.page()
        self.assertEqual([s for s in page.all("script") if "src" in s["attrs"]], [])
        self.assertIn("default-src 'none'", page.one("meta", **{"http-equiv": "Content-Security-Policy"})["attrs"]["content"])

    def test_links_lead_to_files_of_the_run(self):
        for command in ("produire", "declarer", "envoyer", "produire"):
            self.dossier.ate(command)
        links = [a["attrs"]["href"] for a in self.page().all("a") if not a["attrs"]["href"].startswith("#")]
        for link in links:
            self.assertTrue((self.dossier.output / link).exists(), link)
        made = {str(p.relative_to(self.dossier.output)) for p in (self.dossier.output / "documents").rglob("*.pdf")}
        self.assertTrue(made)
        self.assertEqual({link for link in links if link.startswith("documents/")}, made)
        for wanted in ("rapports/sommaire.xlsx", "constats.xlsx", "courriels/"):
            self.assertIn(wanted, links)
        self.assertTrue([link for link in links if link.startswith("declaration/")])

    def test_held_documents_say_why(self):
        self.dossier.ate("produire")
        held = {h for f in self.dossier.findings() for h in f["retient"] if h.startswith("protocole:")}
        self.assertEqual(held, {"protocole:Q4"})
        items = [e["text"].strip() for e in self.page().all("li")]
        self.assertIn("Q4 — remuneration-incoherente", items)

    def test_hostile_values_stay_text(self):
        self.dossier.edit("config.ini", "nom = Année 2026-2027", f"nom = {HOSTILE}")
        self.dossier.edit("input/sequences.csv", "Q4,", f'"{HOSTILE.replace(chr(34), chr(34) * 2)}",')
        self.dossier.ate("valider")
        page = self.page()
        self.assertIn(HOSTILE, page.one("title")["text"])
        self.assertEqual(page.all("b"), [])
        self.assertEqual(page.embedded(), without_nulls(self.dossier.findings()))
        self.assertIn(HOSTILE, json.dumps(self.dossier.findings(), ensure_ascii=False).replace('\\"', '"'))
        raw = page.one(id="donnees")["text"]
        self.assertNotIn("<", raw)

    def test_without_script_the_gravest_come_first(self):
        self.dossier.ate("valider")
        page = self.page()
        marks = [e["attrs"]["class"].split()[1] for e in page.all("span") if e["attrs"].get("class", "").startswith("mark ")]
        self.assertEqual(marks, sorted(marks, key=list(FILLS).index))
        self.assertEqual(len(marks), min(200, len(self.dossier.findings())))
        page.one("noscript")

    def test_checks_not_made_are_listed(self):
        self.dossier.ate("valider")
        skipped = self.dossier.read_json("constats.json")["non_verifie"]
        self.assertTrue(skipped)
        text = self.page().one("section", id="non-verifie")["text"]
        for check in skipped:
            self.assertIn(check["code"], text)
            self.assertIn(check["motif"], text)

    def test_english(self):
        self.dossier.ate("valider", "--lang=en")
        self.assertEqual(self.page().one("html")["attrs"]["lang"], "en")
        self.assertEqual(self.book().sheetnames[0], "Findings")

    def test_contrast_is_enough_in_light_and_dark(self):
        self.dossier.ate("valider")
        css = self.page().one("style")["text"]
        schemes = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", css, re.S)][:2]
        self.assertEqual(len(schemes), 2)
        for scheme in schemes:
            for ink, ground in [("ink", "ground"), ("soft", "ground"), ("soft", "panel"), ("ink", "panel"), ("link", "ground"),
                                ("error", "error-ground"), ("warning", "warning-ground"), ("info", "info-ground"),
                                ("ink", "info-ground")]:
                self.assertGreaterEqual(contrast(scheme[ink], scheme[ground]), 4.5, (ink, ground))
            self.assertGreaterEqual(contrast(scheme["focus"], scheme["ground"]), 3)

    def test_manifest_lists_the_views(self):
        self.dossier.ate("produire")
        listed = {f["chemin"] for f in self.dossier.read_json("manifeste.json")["fichiers"]}
        self.assertLessEqual({"constats.json", "constats.xlsx", "index.html"}, listed)


@unittest.skipUnless(CHROMIUM, "no Chromium here")
class InBrowser(unittest.TestCase):
    """The page's script, driven by one added at its end; what it notes comes back in <pre id=notes>."""
    MANY = 3000

    @classmethod
    def setUpClass(cls):
        cls.dossier = Dossier()
        cls.addClassCleanup(cls.dossier.remove)
        with open(cls.dossier.table("visites"), "a", encoding="utf-8") as table:
            table.writelines(f"V{i},ZZ{i},,2027-02-30,,,,,,\n" for i in range(1000, 1000 + cls.MANY))
        cls.dossier.ate("valider")
        cls.findings = cls.dossier.findings()

    def drive(self, script):
        page = (self.dossier.output / "index.html").read_text("utf-8")
        driver = f"""<script>
const notes = [], note = (x) => notes.push(x), $ = (s) => document.querySelector(s), all = (s) => [...document.querySelectorAll(s)];
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const set = async (s, v) => {{ const e = $(s); if (e.type === "checkbox") e.checked = v; else e.value = v;
  e.dispatchEvent(new Event("input", {{ bubbles: true }})); await wait(250); }};
(async () => {{ try {{ {script} }} catch (e) {{ note(String(e)); }}
  const pre = document.createElement("pre"); pre.id = "notes"; pre.textContent = JSON.stringify(notes); document.body.append(pre); }})();
</script></body>"""
        path = Path(self.dossier.path) / "drive.html"
        path.write_text(page.replace("</body>", driver), "utf-8")
        done = subprocess.run([CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000",
                               f"--user-data-dir={self.dossier.path}/chromium", "--dump-dom", path.as_uri()],
                              capture_output=True, text=True, timeout=120)
        notes = re.search(r'<pre id="notes">(.*?)</pre>', done.stdout, re.S)
        self.assertIsNotNone(notes, done.stderr[-2000:])
        return json.loads(html.unescape(notes.group(1)))

    def test_filters_sorts_and_draws_by_chunks(self):
        codes = [f["code"] for f in self.findings]
        errors = [f for f in self.findings if f["gravite"] == "erreur"]
        notes = self.drive("""
            note(all("#table tbody tr").length); note($("#resultat").textContent);
            note($("#table tbody tr").innerText.includes("erreur"));
            $("#suite button").click(); note(all("#table tbody tr").length);
            await set("#f-code", "lien-inconnu"); note($("#resultat").textContent);
            await set("#f-texte", "zz1007"); note(all("#table tbody tr").length);
            $("button[type=reset]").click(); await wait(50); note($("#resultat").textContent);
            await set("input[value='1']", false); await set("input[value='2']", false); note($("#resultat").textContent);
            $("button[type=reset]").click(); await wait(50);
            const line = all("#table thead th")[3], button = line.querySelector("button");
            button.focus(); button.click(); button.click();
            note(line.getAttribute("aria-sort")); note($("#table tbody td:nth-child(4)").firstChild.textContent);
            note(document.activeElement === button);
            await set("#f-texte", "rien-de-tel"); note($("#resultat").textContent); note($("#suite").hidden);
        """)
        text = lambda n: f"{n:,}".replace(",", "\u00a0")
        result = lambda n: f"{text(n)} constats sur {text(len(codes))}"
        self.assertEqual(notes, [
            200, result(len(codes)), True, 400, result(codes.count("lien-inconnu")), 1, result(len(codes)),
            result(len(errors)), "descending", str(max(f["ligne"] or 0 for f in self.findings)), True,
            "Aucun constat ne répond à ces filtres.", True])

    def test_every_control_is_reached_by_keyboard(self):
        notes = self.drive("""
            const reachable = all("a[href], button, input, select, summary").filter((e) => e.tabIndex >= 0 && !e.closest("[hidden]"));
            note(reachable.length === all("a[href], button, input, select, summary").filter((e) => !e.closest("[hidden]")).length);
            note(reachable[0].className); note($("#f-texte").labels.length);
            note(all("#table thead th button").length);
        """)
        self.assertEqual(notes, [True, "skip", 1, 7])


if __name__ == "__main__":
    unittest.main()
