"""What a table looks like changes nothing to what is found in it.

A spoiled dossier is written again in other ways: rows or columns shuffled, another separator,
encoding, line end or spelling of the headers. The same findings must come out, at moved places."""
import json
import random
import unittest

from harness import Dossier
from mutation import Table, fold

FAULTS = (  # table, row, column, value: one or two for each table
    ("programmes", "5195", "unites", "119"),
    ("personnel", "P1", "telephone", "118 555-0160"),
    ("eleves", "E2", "engagement_le", ""),
    ("eleves", "E1", "date_naissance", "2010-09-15"),
    ("entreprises", "C2", "neq", "119253408"),
    ("entreprises", "C4", "criteres", "non"),
    ("contacts", "entreprise=C1", "courriel", "odile@gmai.com"),
    ("superviseurs", "U3", "heures_contrat_semaine", "14"),
    ("sequences", "S5", "superviseur", "U22"),
    ("sequences", "S8", "heures", "mille"),
    ("sequences", "S8", "mandat", ""),
    ("sequences", "S3", "interruption_motif", ""),
    ("sequences", "S9", "heures_realisees", ""),
    ("periodes", "sequence=S8,debut=2027-02-08", "jours", "lun-ven"),
    ("sequences_anterieures", "eleve=E5", "heures", "beaucoup"),
    ("avenants", "sequence=S8", "statut", ""),
    ("activites", "sequence=S4,numero=2", "realisee", "non"),
    ("visites", "V4", "heure", "13:15"),
    ("visites", "V13", "date", "2027-05-24"),
    ("evaluations", "F3", "date_prevue", "2027-03-12"),
    ("integrations", "I1", "date", "2026-11-24"),
    ("lacunes", "G1", "recuperation", ""),
    ("offres", "O2", "programme", "5190"),
    ("criteres", "K1", "critere", ""),
    ("criteres_entreprises", "entreprise=C4", "verifie_le", "45726"),
    ("candidatures", "eleve=E6", "rang_eleve", "premier"),
    ("taches", "T3", "echeance", "2027-03-12"),
    ("calendrier", "date=2027-06-21", "portee", "région"),
)


def cell_of(rank, record):
    letters = ""
    rank += 1
    while rank:
        rank, digit = divmod(rank - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{record}"


class Properties(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.dossier = Dossier("propre")
        cls.addClassCleanup(cls.dossier.remove)
        for name, key, column, value in FAULTS:
            table = Table(cls.dossier.table(name))
            table.change(key, column, value)
            table.write()
        cls.names = sorted(p.stem for p in (cls.dossier.path / "input").glob("*.csv"))
        cls.bytes = {name: cls.dossier.table(name).read_bytes() for name in cls.names}
        cls.expected = cls.look(cls.read())

    @classmethod
    def read(cls):
        return {name: Table(cls.dossier.table(name)) for name in cls.names}

    def tearDown(self):
        for name, data in self.bytes.items():
            self.dossier.table(name).write_bytes(data)

    @classmethod
    def look(cls, tables):
        """The findings, their rows told by what they hold; wrong places fail here."""
        run = cls.dossier.ate("valider", "--format=json")
        found = json.loads(run.out)["constats"]
        return sorted(cls.identity(f, tables.get((f["fichier"] or "").removesuffix(".csv")))
                      for f in found)

    @staticmethod
    def identity(finding, table):
        row = column = ""
        if table and finding["ligne"]:
            rows = [table.header, *table.rows]
            at = max(i for i, r in enumerate(rows) if table.line(r) <= finding["ligne"])
            row = str(sorted(zip(map(fold, table.header), rows[at])))
            rank = 0
            if finding["colonne"]:
                rank = [h.strip() for h in table.header].index(finding["colonne"])
                column = fold(finding["colonne"])
                assert finding["cellule"] == cell_of(rank, at + 1), finding
            assert finding["ligne"] == table.line(rows[at], rank), finding
        told = finding["code"] == "encodage-detecte" or finding["fichier"] == "config.ini"
        value = None if told else finding["valeur"]
        return (finding["code"], finding["gravite"], finding["fichier"], row, column, str(value),
                finding["correction"], " ".join(finding["retient"]))

    def assert_same(self, tables, encode=lambda text: text.encode("utf-8")):
        for name, table in tables.items():
            self.dossier.table(name).write_bytes(encode(table.text()))
        self.assertEqual(self.look(tables), self.expected)

    def test_the_spoiled_dossier_has_faults_everywhere(self):
        faulty = {f[2] for f in self.expected if f[1] in ("erreur", "avertissement")}
        self.assertEqual(faulty, {f"{name}.csv" for name in self.names})

    def test_rows_in_another_order(self):
        for seed in range(3):
            with self.subTest(seed=seed):
                tables = self.read()
                for table in tables.values():
                    random.Random(seed).shuffle(table.rows)
                self.assert_same(tables)
                self.tearDown()

    def test_columns_in_another_order(self):
        for seed in range(3):
            with self.subTest(seed=seed):
                tables = self.read()
                for table in tables.values():
                    order = list(range(len(table.header)))
                    random.Random(seed).shuffle(order)
                    table.header = [table.header[i] for i in order]
                    table.rows = [[row[i] for i in order] for row in table.rows]
                self.assert_same(tables)
                self.tearDown()

    def test_another_separator(self):
        for separator in ",\t":
            with self.subTest(separator=separator):
                tables = self.read()
                for table in tables.values():
                    table.separator = separator
                self.assert_same(tables)
                self.tearDown()

    def test_another_encoding(self):
        def windows(text):
            try:
                return text.encode("cp1252")
            except UnicodeEncodeError:  # a name of the sample has no place in it
                return text.encode("utf-8")

        ways = {"UTF-8 with a mark": lambda text: text.encode("utf-8-sig"),
                "UTF-16LE with a mark": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
                "UTF-16BE with a mark": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
                "Windows-1252": windows}
        for name, encode in ways.items():
            with self.subTest(name):
                self.assert_same(self.read(), encode)
                self.tearDown()

    def test_another_line_end(self):
        for end in ("\r\n", "\r"):
            with self.subTest(end=end):
                self.assert_same(self.read(), lambda text: text.replace("\n", end).encode("utf-8"))
                self.tearDown()

    def test_the_last_line_may_lack_its_end(self):
        self.assert_same(self.read(), lambda text: text.rstrip("\n").encode("utf-8"))

    def test_headers_spelled_another_way(self):
        ways = {"upper case": str.upper,
                "spaces": lambda h: f"  {h.replace('_', ' ')} ",
                "hyphens": lambda h: h.replace("_", "-").replace(" ", "-"),
                "nothing between words": lambda h: h.replace("_", "").replace(" ", ""),
                "accents": lambda h: h.replace("e", "é").replace("i", "ï")}
        for name, spell in ways.items():
            with self.subTest(name):
                tables = self.read()
                for table in tables.values():
                    table.header = [spell(h) for h in table.header]
                self.assert_same(tables)
                self.tearDown()

    def test_blanks_around_values(self):
        tables = self.read()
        for table in tables.values():
            table.rows = [[f" {cell}  " if cell and "\n" not in cell else cell for cell in row]
                          for row in table.rows]
        for name, table in tables.items():
            self.dossier.table(name).write_text(table.text(), "utf-8")
        for table in tables.values():
            table.rows = [[cell.strip() for cell in row] for row in table.rows]
        self.assertEqual(self.look(tables), self.expected)

    def test_checked_twice_gives_the_same_bytes(self):
        runs = [self.dossier.ate("valider", "--format=json") for _ in range(2)]
        self.assertEqual(runs[0].out, runs[1].out)
        self.assertEqual((self.dossier.output / "constats.json").read_text("utf-8"), runs[0].out)


if __name__ == "__main__":
    unittest.main()
