"""Layouts of declarations: the shipped ones, their lots read by another reader than ours, and
`declarer --modele=… --verifier`. The lots of tests/declaration/ are what the shipped layouts make of
the dossier `propre` (`GOLDEN=write` writes them anew)."""
import csv
import io
import os
import shutil
import subprocess
import unittest
import xml.etree.ElementTree as ElementTree
from decimal import Decimal

from harness import ROOT, Dossier, DossierCase

KEPT = ROOT / "tests" / "declaration"
LAYOUTS = ("local-csv", "local-fixe", "local-xml")
LOT = "ATE-2026-2027-001"
SPACE = "{urn:ate:declaration-locale:1}"
# local-fixe as its own comments give it: name, first character, characters.
POSITIONS = {
    "1": (("LOT", 2, 30), ("ORGANISME", 32, 6), ("ANNEE", 38, 9), ("DATE", 47, 8)),
    "5": (("LIGNE", 2, 6), ("NATURE", 8, 1), ("ORGANISME", 9, 6), ("CODE_PERMANENT", 15, 12), ("NOM", 27, 30),
          ("PRENOM", 57, 30), ("PROGRAMME", 87, 7), ("SANCTION", 94, 3), ("ATE", 97, 1), ("RANG", 98, 2),
          ("TYPE_SEQUENCE", 100, 1), ("ETAT", 101, 1), ("DEBUT", 102, 8), ("FIN", 110, 8), ("SEMAINES", 118, 2),
          ("HEURES", 120, 6), ("NEQ", 126, 10), ("ENTREPRISE", 136, 60), ("REMUNEREE", 196, 1), ("RESULTAT", 197, 1),
          ("SEQUENCE", 198, 40), ("NUMERO", 238, 40)),
    "9": (("NOMBRE", 2, 6), ("AJOUTS", 8, 6), ("MODIFICATIONS", 14, 6), ("ANNULATIONS", 20, 6), ("HEURES", 26, 10),
          ("HEURES_REMUNEREES", 36, 10), ("CONTROLE", 46, 12)),
}


def table(dossier, name, key):
    with dossier.table(name).open(encoding="utf-8-sig", newline="") as file:
        sample = file.readline()
        file.seek(0)
        return {row[key]: row for row in csv.DictReader(file, delimiter=max(";,", key=sample.count))}


def read_csv(path):
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))
    return [{"numero": r["NUMERO"], "nature": r["NATURE"], "sequence": r["SEQUENCE"], "code": r["CODE_PERMANENT"],
             "nom": r["NOM"].upper(), "prenom": r["PRENOM"].upper(), "programme": r["PROGRAMME"],
             "debut": r["DEBUT"], "fin": r["FIN"], "semaines": int(r["SEMAINES"]),
             "heures": Decimal(r["HEURES"].replace(",", ".")), "neq": r["NEQ"], "entreprise": r["ENTREPRISE"].upper(),
             "remuneree": r["REMUNEREE"] == "O", "resultat": r["RESULTAT"]} for r in rows]


def slices(path):
    """The records of a lot of fixed widths, by their type."""
    lines = path.read_bytes().decode("iso-8859-1").split("\r\n")
    assert lines.pop() == "" and {len(line) for line in lines} == {300}, path
    for line in lines:
        yield line[0], {name: line[at - 1:at - 1 + width].strip() for name, at, width in POSITIONS[line[0]]}


def read_fixed(path):
    return [{"numero": r["NUMERO"], "nature": r["NATURE"], "sequence": r["SEQUENCE"], "code": r["CODE_PERMANENT"],
             "nom": r["NOM"], "prenom": r["PRENOM"], "programme": r["PROGRAMME"],
             "debut": "-".join((r["DEBUT"][:4], r["DEBUT"][4:6], r["DEBUT"][6:])),
             "fin": "-".join((r["FIN"][:4], r["FIN"][4:6], r["FIN"][6:])), "semaines": int(r["SEMAINES"]),
             "heures": Decimal(r["HEURES"]) / 100, "neq": r["NEQ"].replace("0000000000", ""),
             "entreprise": r["ENTREPRISE"], "remuneree": r["REMUNEREE"] == "O", "resultat": r["RESULTAT"]}
            for kind, r in slices(path) if kind == "5"]


def read_xml(path):
    def text(element, name):
        return element.findtext("/".join(SPACE + part for part in name.split("/")), "")
    return [{"numero": e.get("numero"), "nature": e.get("nature"), "sequence": text(e, "cle"),
             "code": text(e, "eleve/code_permanent"), "nom": text(e, "eleve/nom").upper(),
             "prenom": text(e, "eleve/prenom").upper(), "programme": text(e, "programme/code"),
             "debut": text(e, "debut"), "fin": text(e, "fin"), "semaines": int(text(e, "semaines")),
             "heures": Decimal(text(e, "heures")), "neq": text(e, "entreprise/neq"),
             "entreprise": text(e, "entreprise/nom").upper(), "remuneree": text(e, "remuneree") == "true",
             "resultat": text(e, "resultat")}
            for e in ElementTree.parse(path).getroot().iter(SPACE + "sequence")]


class Lots(unittest.TestCase):
    """One lot of each shipped layout, of the same tables."""

    @classmethod
    def setUpClass(cls):
        cls.dossiers = {}
        for layout in LAYOUTS:
            dossier = cls.dossiers[layout] = Dossier("propre")
            cls.addClassCleanup(dossier.remove)
            run = dossier.ate("declarer", f"--modele={layout}")
            if run.code:
                raise AssertionError(run)

    def lot(self, layout, ending):
        return self.dossiers[layout].output / "declaration" / LOT / f"{LOT}.{ending}"

    def test_bytes(self):
        for layout, dossier in self.dossiers.items():
            kept = KEPT / layout
            made = {p.name: p.read_bytes() for p in (dossier.output / "declaration" / LOT).iterdir()
                    if p.suffix != ".pdf"}
            if os.environ.get("GOLDEN") == "write":
                shutil.rmtree(kept, ignore_errors=True)
                kept.mkdir(parents=True)
                for name, content in made.items():
                    (kept / name).write_bytes(content)
            self.assertEqual(made, {p.name: p.read_bytes() for p in kept.iterdir()})

    def test_every_reader_finds_the_tables_again(self):
        dossier = self.dossiers["local-csv"]
        sequences, students = table(dossier, "sequences", "id"), table(dossier, "eleves", "id")
        companies = table(dossier, "entreprises", "id")
        found = read_csv(self.lot("local-csv", "csv"))
        self.assertEqual(found, read_fixed(self.lot("local-fixe", "txt")))
        self.assertEqual(found, read_xml(self.lot("local-xml", "xml")))
        self.assertEqual([r["sequence"] for r in found], ["S1", "S3", "S4", "S6", "S9"])
        for rank, record in enumerate(found, 1):
            row = sequences[record["sequence"]]
            student, company = students[row["Élève"]], companies[row["entreprise"]]
            self.assertEqual(record["numero"], f"{LOT}-{rank:04}")
            self.assertEqual(record["nature"], "A")
            self.assertEqual(record["code"], student["Code permanent"])
            self.assertEqual((record["nom"], record["prenom"]), (student["nom"].upper(), student["prénom"].upper()))
            self.assertEqual(record["debut"], row["Début"])
            self.assertEqual(record["fin"], row["fin_reelle"] or row["Fin"])
            self.assertEqual(record["heures"], Decimal(row["heures_realisees"].replace(",", ".")))
            self.assertEqual(record["entreprise"], next(v for k, v in company.items() if k.lower() == "nom").upper())
            self.assertEqual(record["remuneree"], row["remuneree"] == "oui")

    def test_foot_of_fixed_widths(self):
        (_, head), *records, (_, foot) = slices(self.lot("local-fixe", "txt"))
        self.assertEqual(head, {"LOT": LOT, "ORGANISME": "999078", "ANNEE": "2026-2027", "DATE": "20270315"})
        records = [r for _, r in records]
        self.assertEqual([int(r["LIGNE"]) for r in records], list(range(1, len(records) + 1)))
        self.assertEqual(int(foot["NOMBRE"]), len(records))
        self.assertEqual((int(foot["AJOUTS"]), int(foot["MODIFICATIONS"]), int(foot["ANNULATIONS"])), (5, 0, 0))
        self.assertEqual(int(foot["HEURES"]), sum(int(r["HEURES"]) for r in records))
        self.assertEqual(int(foot["HEURES_REMUNEREES"]),
                         sum(int(r["HEURES"]) for r in records if r["REMUNEREE"] == "O"))
        self.assertEqual(int(foot["CONTROLE"]), sum(int(r["CODE_PERMANENT"][4:]) for r in records) % 10 ** 12)

    def test_xml_follows_its_schema(self):
        folder = self.lot("local-xml", "xml").parent
        run = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", folder / "local-xml.xsd", folder / f"{LOT}.xml"],
                             capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual((folder / "local-xml.xsd").read_bytes(),
                         (ROOT / "templates/declaration/local-xml.xsd").read_bytes())
        control = ElementTree.parse(folder / f"{LOT}.xml").getroot().find(SPACE + "controle")
        records = read_xml(folder / f"{LOT}.xml")
        self.assertEqual(control.findtext(SPACE + "enregistrements"), "5")
        self.assertEqual(Decimal(control.findtext(SPACE + "heures")), sum(r["heures"] for r in records))


class Verify(DossierCase):
    """A layout, without a term."""

    def verify(self, name):
        return self.dossier.ate("declarer", f"--modele={name}", "--verifier")

    def write(self, name, text):
        (self.dossier.path / "templates/declaration" / name).write_text(text, "utf-8")

    def test_shipped_layouts_have_neither_fault_nor_doubt(self):
        for name in LAYOUTS:
            run = self.verify(name)
            self.assert_exit(0, run)
            self.assertIn("n'ont ni faute ni doute", run.err)
            self.assertIn("Ce n'est pas celui du ministère", run.out)
        run = self.verify("local-fixe")
        self.assertRegex(run.out, r"(?m)^    15-  26  CODE_PERMANENT +code_permanent +TREZ01019901$")
        self.assertRegex(run.out, r"(?m)^    26-  35  HEURES +somme heures +\d+$")

    def test_it_needs_neither_table_nor_registry(self):
        shutil.rmtree(self.dossier.path / "input")
        self.assert_exit(0, self.verify("local-xml"))
        self.assertEqual(sorted(p.name for p in self.dossier.path.iterdir()), ["config.ini", "templates"])

    def test_every_fault_at_its_line(self):
        self.write("essai.ini", "[modele]\nnom = Essai\navis = Local\nformat = fixe\nfichier = a\nseparateur = virgule\n"
                                "encodage = ISO-8859-1\n[champs]\nN = natur, largeur 1\nCP = code_permanent, largeur 12\n"
                                "H = heures, largeur 6, position 10\nX = \"€\", largeur 1\n[pied]\nT = nom, largeur 3\n"
                                "[codes.n]\nA = B\n")
        run = self.verify("essai")
        self.assert_exit(2, run)
        path = f"{self.dossier.path}/templates/declaration/essai.ini"
        self.assertEqual([line for line in run.out.splitlines() if not line.startswith("  →")], [
            f"{path} : aucun champ de [champs] n'a pour source « nature »",
            f"{path}:6 : « separateur » ne sert pas au format « fixe »",
            f"{path}:9 : le champ N a une source inconnue : « natur »",
            f"{path}:11 : H commence à la position 10, mais le champ qui précède va jusqu'à 13",
            f"{path}:12 : le caractère « € » (U+20AC) n'existe pas en ISO-8859-1",
            f"{path}:14 : le champ T : « nom » change d'un enregistrement à l'autre",
            f"{path}:16 : aucun champ n'utilise [codes.n]"])
        self.assertIn("  → vouliez-vous dire « nature » ?", run.out)
        self.assertIn("7 fautes à corriger", run.err)
        # A run says the first one and how to see the others; nothing is written.
        run = self.dossier.ate("declarer", "--modele=esai")
        self.assertIn("local-csv, local-fixe et local-xml", run.err)
        run = self.dossier.ate("declarer", "--modele=essai")
        self.assert_exit(2, run)
        self.assertIn(f"{path}:9", run.err)
        self.assertFalse(self.dossier.output.exists())

    def test_a_schema_that_refuses_what_the_layout_writes(self):
        schema = (ROOT / "templates/declaration/local-xml.xsd").read_text("utf-8")
        self.write("local-xml.xsd", schema.replace('<xs:enumeration value="X"/>', ""))
        run = self.verify("local-xml")
        self.assert_exit(2, run)
        self.assertIn("@nature" if "@nature" in run.out else "'nature'", run.out)
        self.write("local-xml.xsd", "<xs:schema")
        run = self.verify("local-xml")
        self.assert_exit(2, run)
        self.assertRegex(run.out, r"local-xml\.xsd:1 : ce n'est pas un schéma XSD")

    def test_a_schema_reads_no_other_file(self):
        self.write("secret.xsd", "<secret/>")
        schema = (ROOT / "templates/declaration/local-xml.xsd").read_text("utf-8")
        self.write("local-xml.xsd", schema.replace('elementFormDefault="qualified">', 'elementFormDefault="qualified">'
                                                   '<xs:include schemaLocation="secret.xsd"/>'))
        run = self.verify("local-xml")
        self.assertNotIn("secret.xsd:1", run.out + run.err)

    def test_too_narrow_is_told_with_an_example(self):
        layout = (ROOT / "templates/declaration/local-csv.ini").read_text("utf-8")
        self.write("local-csv.ini", layout.replace("code_permanent, requis, largeur 12", "code_permanent, requis, largeur 10"))
        run = self.verify("local-csv")
        self.assert_exit(0, run)
        self.assertIn("CODE_PERMANENT : la valeur a 12 caractères, plus que les 10 permis", run.out)
        self.assert_exit(2, self.dossier.ate("declarer", "--modele=local-csv", "--verifier", "--strict"))

    def test_names(self):
        for name in ("../local-csv", "local-csv.ini", "absent"):
            self.assert_exit(2, self.verify(name))
        self.assertIn("absent.ini", self.verify("absent").out)


if __name__ == "__main__":
    unittest.main()
