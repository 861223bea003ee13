"""The sample term, made once as `make run` does, then looked at from outside with other tools."""
import configparser
import csv
import email
import email.policy
import io
import json
import os
import re
import stat
import subprocess
import unicodedata
import unittest
from concurrent.futures import ThreadPoolExecutor

from harness import Dossier, ate
from read_workbook import open_book

COLUMNS = {t["nom"]: [c["nom"] for c in t["colonnes"]]
           for t in json.loads(ate("schema", "--format=json").out)["tables"]}
PERSONAL = ("date_naissance", "code_permanent", "adresse")


def fold(header):
    letters = unicodedata.normalize("NFD", header).lower()
    return re.sub(r"[^a-z0-9]", "", letters)


def read_table(path, config):
    """The tables as a careful reader would: BOM, sep= line, Windows-1252, ; or ,; our names by [colonnes.*]."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    if text.startswith("sep="):
        text = text.split("\n", 1)[1]
    first = text.splitlines()[0]
    rows = list(csv.reader(io.StringIO(text), delimiter=max(";,\t", key=first.count)))
    ours = {fold(name): name for name in COLUMNS[path.stem]}
    section = f"colonnes.{path.stem}"
    if config.has_section(section):
        ours.update({fold(theirs): name for name, theirs in config.items(section)})
    header = [ours.get(fold(name), name) for name in rows[0]]
    return [dict(zip(header, row)) for row in rows[1:] if any(row)]


def squeeze(text):
    """Text as a person reads it: no matter how lines wrap, which spaces, which apostrophe."""
    text = unicodedata.normalize("NFC", text).replace("\u2019", "'").replace("\u00ad", "")
    return re.sub(r"[\s\u00a0\u202f\u2009]+", "", text)


class Sample(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dossier = Dossier("sample")
        cls.addClassCleanup(cls.dossier.remove)
        cls.runs = {name: cls.dossier.ate(name) for name in ("produire", "declarer", "envoyer")}
        for name, run in cls.runs.items():
            if run.code not in (0, 1):
                raise AssertionError(f"ate {name}: {run}")
        cls.manifest = cls.dossier.read_json("manifeste.json")["fichiers"]
        cls.pdfs = [f for f in cls.manifest if f["chemin"].endswith(".pdf")]
        with ThreadPoolExecutor(2) as pool:
            texts = pool.map(cls.read_pdf, cls.pdfs)
        cls.text = {f["chemin"]: squeeze(t) for f, t in zip(cls.pdfs, texts)}
        config = configparser.ConfigParser(interpolation=None, delimiters="=", comment_prefixes=";")
        config.optionxform = str
        config.read(cls.dossier.path / "config.ini", "utf-8")
        cls.tables = {p.stem: read_table(p, config) for p in (cls.dossier.path / "input").glob("*.csv")}
        cls.by_id = {name: {r.get("id") or r.get("code"): r for r in rows} for name, rows in cls.tables.items()}

    @classmethod
    def read_pdf(cls, entry):
        return subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", cls.dossier.output / entry["chemin"], "-"],
                              capture_output=True, check=True).stdout.decode("utf-8")

    def of_kind(self, kind):
        return [f for f in self.manifest if f["genre"] == kind]

    def test_there_is_enough_of_everything(self):
        self.assertGreaterEqual(len(self.of_kind("protocole")), 150)
        self.assertGreaterEqual(len(self.of_kind("attestation")), 60)
        attested = {f["cles"]["sequence"] for f in self.of_kind("attestation")}
        self.assertEqual(attested, {f["cles"]["sequence"] for f in self.of_kind("fiche-credit")} & attested)
        planned = {v["responsable"] for v in self.tables["visites"] if v.get("responsable")}
        self.assertGreaterEqual(len(self.of_kind("horaire-visites")), 3)
        self.assertTrue({f["cles"]["responsable"] for f in self.of_kind("horaire-visites")})
        self.assertTrue(planned)
        self.assertEqual(len(list((self.dossier.output / "declaration").glob("*/ATE-*.csv"))), 1)
        self.assertGreater(len(list((self.dossier.output / "courriels").glob("*.eml"))), 30)

    def test_the_faults_of_the_sample_teach(self):
        findings = self.dossier.findings()
        errors = [f for f in findings if f["gravite"] == "erreur"]
        self.assertGreaterEqual(len({f["code"] for f in findings}), 12)
        self.assertGreaterEqual(len(errors), 5)
        held = {h for f in errors for h in f["retient"]}
        self.assertTrue(held)
        made = {f"{f['genre']}:{f['cles'].get('sequence')}" for f in self.manifest if f["cles"].get("sequence")}
        self.assertEqual(held & made, set(), "what is held back was made all the same")
        self.assertEqual(self.runs["produire"].code, 1)

    def test_every_pdf_is_sound(self):
        def faults(entry):
            path = self.dossier.output / entry["chemin"]
            qpdf = subprocess.run(["qpdf", "--check", path], capture_output=True)
            fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True)
            rows = [line.split() for line in fonts.stdout.splitlines()[2:]]
            bad = [row for row in rows if row[-5:-2] != ["yes", "yes", "yes"]]
            return (entry["chemin"], qpdf.returncode, bad, fonts.stderr) if (
                qpdf.returncode or bad or fonts.stderr or not rows) else None
        with ThreadPoolExecutor(2) as pool:
            self.assertEqual([f for f in pool.map(faults, self.pdfs) if f], [])

    def test_manifest_tells_the_truth(self):
        import hashlib
        for entry in self.manifest:
            data = (self.dossier.output / entry["chemin"]).read_bytes()
            self.assertEqual(entry["octets"], len(data), entry["chemin"])
            self.assertEqual(entry["sha256"], hashlib.sha256(data).hexdigest(), entry["chemin"])
        listed = {f["chemin"] for f in self.manifest}
        present = {str(p.relative_to(self.dossier.output)) for p in (self.dossier.output / "documents").rglob("*.pdf")}
        self.assertEqual({f["chemin"] for f in self.pdfs if f["chemin"].startswith("documents/")}, present)
        self.assertEqual(len(listed), len(self.manifest), "a file is listed twice")

    def test_protocols_state_the_record(self):
        for entry in self.of_kind("protocole"):
            text = self.text[entry["chemin"]]
            sequence = self.by_id["sequences"][entry["cles"]["sequence"]]
            student = self.by_id["eleves"][sequence["eleve"]]
            company = self.by_id["entreprises"][sequence["entreprise"]]
            supervisor = self.by_id["superviseurs"][sequence["superviseur"]]
            staff = self.by_id["personnel"][sequence["responsable"]]
            programme = self.by_id["programmes"][student["programme"]]
            for value in (entry["numero"], student["nom"], student["prenom"], company["nom"],
                          company["representant_nom"], company["ville"], supervisor["nom"], supervisor["prenom"],
                          staff["nom"], staff["prenom"], programme["code"], programme["titre"]):
                self.assertIn(squeeze(value), text, (entry["chemin"], value))
            if company.get("neq"):
                self.assertIn(re.sub(r"\D", "", company["neq"]), text, entry["chemin"])
            for activity in self.tables["activites"]:
                if activity["sequence"] == sequence["id"]:
                    self.assertIn(squeeze(activity["activite"]), text, entry["chemin"])

    def test_pay_clauses_follow_the_record(self):
        paid_words = {"fr": "$l'heure", "en": "perhour"}
        for entry in self.of_kind("protocole"):
            sequence = self.by_id["sequences"][entry["cles"]["sequence"]]
            text = self.text[entry["chemin"]].lower()
            paid = sequence["remuneree"].strip().lower() in ("oui", "o", "yes", "1", "x", "vrai")
            self.assertEqual(squeeze(paid_words[entry["langue"]]) in text, paid, entry["chemin"])

    def test_attestations_state_the_hours(self):
        for entry in self.of_kind("attestation"):
            text = self.text[entry["chemin"]]
            sequence = self.by_id["sequences"][entry["cles"]["sequence"]]
            hours = sequence["heures_realisees"].replace("h", "").strip()
            self.assertIn(squeeze(hours.replace(".", ",") if entry["langue"] == "fr" else hours), text, entry["chemin"])
            self.assertIn("CO-1029.8.33.10", text)
            self.assertIn("1029.8.33.10", text)
            self.assertIn(entry["numero"], text)
        numbers = [f["numero"] for f in self.of_kind("attestation")]
        self.assertEqual(len(numbers), len(set(numbers)))

    def test_no_company_copy_holds_personal_data(self):
        company_copies = [f for f in self.pdfs if "entreprise" in f["destinataires"]]
        self.assertTrue(company_copies)
        secrets = set()
        for student in self.tables["eleves"]:
            for column in PERSONAL:
                if student.get(column):
                    secrets.add(squeeze(student[column]))
            birth = student.get("date_naissance", "")
            parts = re.split(r"[-/]", birth)
            if len(parts) == 3:
                year, month, day = parts if len(parts[0]) == 4 else parts[::-1]
                names = ("janvier février mars avril mai juin juillet août septembre octobre novembre décembre").split()
                number = "1er" if int(day) == 1 else str(int(day))
                secrets.update({f"{year}-{month}-{day}", squeeze(f"{number} {names[int(month) - 1]} {year}")})
        self.assertGreater(len(secrets), 200)
        for entry in company_copies:
            found = [s for s in secrets if s in self.text[entry["chemin"]]]
            self.assertEqual(found, [], entry["chemin"])

    def test_internal_kinds_have_no_company(self):
        for kind in ("fiche-credit", "horaire-visites"):
            for entry in self.of_kind(kind):
                self.assertNotIn("entreprise", entry["destinataires"], entry["chemin"])

    def test_messages_parse_without_a_defect(self):
        companies = self.by_id["entreprises"]
        addresses = {c["courriel"].lower() for c in companies.values() if c.get("courriel")}
        addresses |= {c["courriel"].lower() for c in self.tables.get("contacts", []) if c.get("courriel")}
        by_name = {os.path.basename(f["chemin"]): f for f in self.pdfs}
        attached = []
        for path in sorted((self.dossier.output / "courriels").glob("*.eml")):
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            self.assertEqual(message.defects, [], path)
            self.assertEqual(message["X-Unsent"], "1")
            self.assertIn(message["To"].addresses[0].addr_spec.lower(), addresses)
            self.assertTrue(message["Subject"] and message["Date"] and message["Message-ID"])
            for line in path.read_bytes().split(b"\r\n"):
                self.assertLessEqual(len(line), 998)
            owners = set()
            for part in message.walk():
                self.assertEqual(part.defects, [], path)
                if part.get_content_disposition() != "attachment":
                    continue
                entry = by_name[part.get_filename()]
                data = part.get_payload(decode=True)
                self.assertEqual(data, (self.dossier.output / entry["chemin"]).read_bytes(), path)
                self.assertIn("entreprise", entry["destinataires"])
                keys = entry["cles"]
                owners.add(keys["entreprise"])
                if keys["sequence"]:
                    self.assertEqual(self.by_id["sequences"][keys["sequence"]]["entreprise"], keys["entreprise"])
                attached.append(entry["chemin"])
            self.assertEqual(len(owners), 1, f"{path} carries documents of {owners}")
        self.assertEqual(len(attached), len(set(attached)), "a document is sent twice")

    def test_workbook_equals_the_term(self):
        book = open_book(self.dossier.output / "rapports/sommaire.xlsx")
        self.assertEqual(book.sheetnames, ["Résumé", "Séquences", "Élèves", "Entreprises", "Visites", "Évaluations",
                                           "Intégration", "Attestations", "Déclaration", "Tâches", "Non rémunérés",
                                           "Constats"])
        sheet = book["Séquences"]
        header = [c.value for c in sheet[1]]
        self.assertEqual(sheet.freeze_panes is not None, True)
        rows = {row[0]: dict(zip(header, row)) for row in sheet.iter_rows(min_row=2, values_only=True) if row[0]}
        known = {r["id"] for r in self.tables["sequences"] if r["id"]}
        self.assertEqual(set(map(str, rows)) & known, known & set(map(str, rows)))
        self.assertGreaterEqual(len(rows), 240)
        dates = [c for c in header if c and ("Début" in c)]
        self.assertTrue(dates, header)
        for identifier, row in rows.items():
            start = row[dates[0]]
            if start is not None:
                source = self.by_id["sequences"][identifier]["debut"]
                parts = re.split(r"[-/]", source)
                year, month, day = parts if len(parts[0]) == 4 else parts[::-1]
                self.assertEqual((start.year, start.month, start.day), (int(year), int(month), int(day)), identifier)
        findings = book["Constats"]
        self.assertEqual(findings.max_row - 1, len(self.dossier.findings()))

    def test_libreoffice_opens_the_workbook(self):
        done = subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{self.dossier.path}/lo",
                               "--convert-to", "pdf", "--outdir", self.dossier.path,
                               self.dossier.output / "rapports/sommaire.xlsx"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue((self.dossier.path / "sommaire.pdf").stat().st_size > 10000)

    def test_files_are_private(self):
        self.assertEqual(stat.S_IMODE(self.dossier.output.stat().st_mode), 0o700)
        for path in list(self.dossier.output.rglob("*")) + list((self.dossier.path / "registre").rglob("*")):
            wanted = 0o700 if path.is_dir() else 0o600
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), wanted, path)

    def test_logs_hold_no_personal_value(self):
        said = "".join(run.out + run.err for run in self.runs.values())
        for student in self.tables["eleves"]:
            for column in ("code_permanent", "date_naissance", "adresse", "courriel"):
                value = student.get(column)
                if value and len(value) > 5 and column != "courriel":
                    self.assertNotIn(value, said)

    def test_lot_hours_are_attested_hours(self):
        path = next((self.dossier.output / "declaration").glob("*/ATE-*.csv"))
        with open(path, encoding="utf-8-sig", newline="") as file:
            text = file.read()
        rows = list(csv.reader(io.StringIO(text), delimiter=";"))
        self.assertGreaterEqual(len(rows), 60)


if __name__ == "__main__":
    unittest.main()
