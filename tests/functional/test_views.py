"""constats.xlsx, the view of the findings that is a workbook, from outside, by openpyxl. The page
index.html is in test_index_page.py."""
import re
import unittest

import openpyxl

from harness import DossierCase

FILLS = {"erreur": "FFF8D7DA", "avertissement": "FFFFF0C2", "info": "FFDCEAF7"}


class ViewsCase(DossierCase):
    def book(self):
        return openpyxl.load_workbook(self.dossier.output / "constats.xlsx")


class Workbook(ViewsCase):
    def setUp(self):
        super().setUp()
        self.assert_exit(1, self.dossier.ate("valider"))
        self.opened = self.book()

    def test_every_finding_with_a_row_leads_to_its_coloured_cell(self):
        listed = list(self.opened["Constats"].iter_rows(min_row=2))
        # what holds back comes first, then as they were found
        found = sorted(self.dossier.findings(), key=lambda f: list(FILLS).index(f["gravite"]))
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


if __name__ == "__main__":
    unittest.main()
