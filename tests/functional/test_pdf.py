"""Tagged documents, as pdf_check reads them: those of the sample, a document with every kind of block, and
files spoiled on purpose, since a check that cannot fail says nothing."""
import base64
import ctypes
import re
import struct
import subprocess
import unittest
import zlib

import pdf_check
from harness import Dossier
from pdf_file import Pdf

KIND = """
[essai]
titre = Essai « A & B » <1>
titre_en = Trial "A & B" <1>
portee = etablissement
modele = essai
numero = X-{annee}-{organisme}-{seq:5}
destinataires = ecole
"""
LONG = "Le responsable effectue deux visites au moins, dont une en présence de la personne qui supervise l'élève. "

# What the author writes, and what a reader must hear: the elements that hold text, in order.
TEMPLATE = [
    ("## Un article sans titre au-dessus\n", [("H1", "Un article sans titre au-dessus")]),
    ("#### Deux niveaux plus bas\n", [("H2", "Deux niveaux plus bas")]),
    (LONG * 5 + "\n", [("P", (LONG * 5).strip())]),
    ("### Entre les deux\n", [("H2", "Entre les deux")]),
    ("Première ligne\\\nseconde ligne\n", [("P", "Première ligne seconde ligne")]),
    ("- un point\n- un autre :\n  - dedans\n    1. plus bas\n- le dernier\n", [
        ("Lbl", "•"), ("P", "un point"), ("Lbl", "•"), ("P", "un autre :"), ("Lbl", "–"), ("P", "dedans"),
        ("Lbl", "1."), ("P", "plus bas"), ("Lbl", "•"), ("P", "le dernier")]),
    ("9. neuf\n10. dix\n", [("Lbl", "9."), ("P", "neuf"), ("Lbl", "10."), ("P", "dix")]),
    ("- [ ] à faire\n- [x] fait\n", [
        ("Figure", "case à cocher"), ("P", "à faire"), ("Figure", "case cochée"), ("P", "fait")]),
    ("> Une citation.\n>\n> Sa suite.\n", [("P", "Une citation."), ("P", "Sa suite.")]),
    ("- [ ] une case\n- sans case\n", [
        ("Figure", "case à cocher"), ("P", "une case"), ("Lbl", "•"), ("P", "sans case")]),
    ("```avis\n**À savoir.** Un avis, dans un cadre.\n```\n", [("P", "À savoir. Un avis, dans un cadre.")]),
    ("---\n", []),
    ("```champs\nNom : Œuvre\nRemarque : " + LONG * 2 + "\n```\n", [
        ("TH", "Nom"), ("TD", "Œuvre"), ("TH", "Remarque"), ("TD", (LONG * 2).strip())]),
    ("| A | B | C |\n|:--|--:|:-:|\n" + "".join(f"| {i} | {LONG if i % 9 == 0 else i * i} | |\n" for i in range(60)),
     [("TH", "A"), ("TH", "B"), ("TH", "C")] +
     [("TD", text) for i in range(60) for text in (str(i), LONG.strip() if i % 9 == 0 else str(i * i), "")]),
    ("![Le logo de l'école](logo.png)\n\n![](logo.png)\n", [("Figure", "Le logo de l'école")]),
    ("```signatures\nL'établissement | Yves Thibeault | Directeur\nL'entreprise | | Présidente\nL'élève | Zoé Roy |\n"
     "Responsable | Ana Cyr | enseignante\n```\n", [
         ("P", "L'établissement"), ("P", "Yves Thibeault"), ("P", "Directeur"), ("P", "Date"),
         ("P", "L'entreprise"), ("P", "Nom :"), ("P", "Présidente"), ("P", "Date"),
         ("P", "L'élève"), ("P", "Zoé Roy"), ("P", "Date"),
         ("P", "Responsable"), ("P", "Ana Cyr"), ("P", "enseignante"), ("P", "Date")]),
    ("```qr\nATE1|999056|X\n```\n", [("Figure", "Code QR : ATE1|999056|X"), ("P", "ATE1|999056|X")]),
]
LEAVES = {"P", "Lbl", "TH", "TD", "Figure"} | {f"H{n}" for n in range(1, 7)}


def png(width=8, height=8):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    rows = b"".join(b"\0" + bytes([200, 30, 30, 128]) * width for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def plain(words):
    """Text without what typography adds to it."""
    words = words.replace("’", "'").replace("\u00ad", "")
    return re.sub(r"[\s\u00a0\u202f\u2009]+", " ", words).strip()


def read_aloud(reading):
    """(type, text) of each element that holds content or may be empty, in order."""
    for element in reading.elements(*LEAVES):
        if element.type == "Figure":
            yield element.type, plain(pdf_check.text(element.value.get("/Alt")))
        elif element.pieces or element.type in ("TH", "TD"):
            yield element.type, plain(reading.text(element))


def make_documents():
    dossier = Dossier("petit")
    templates = dossier.path / "templates"
    catalogue = templates / "catalogue.ini"
    catalogue.write_text(catalogue.read_text("utf-8") + KIND, "utf-8")
    (templates / "logo.png").write_bytes(png())
    for lang in ("fr", "en"):
        (templates / lang / "essai.md").write_text("\n".join(source for source, _ in TEMPLATE), "utf-8")
    return dossier


class TaggedCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dossier = make_documents()
        cls.addClassCleanup(cls.dossier.remove)
        cls.run_ = cls.dossier.ate("produire", "-q")
        cls.documents = sorted(cls.dossier.output.glob("documents/*/*.pdf"))

    def one(self, kind):
        return next(path for path in self.documents if path.parent.name == kind)


class Tagged(TaggedCase):
    def test_every_document(self):
        self.assertLessEqual(self.run_.code, 1, self.run_)
        kinds = {path.parent.name for path in self.documents}
        self.assertLessEqual({"protocole", "attestation", "fiche-credit", "horaire-visites", "essai"}, kinds)
        for path in self.documents:
            with self.subTest(path.name):
                pdf = Pdf(path)
                self.assertEqual(pdf_check.problems(pdf), [])
                self.assertEqual(pdf_check.identifiers(pdf_check.Reading(pdf)), (None, None, None))
                done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_sample(self):
        sample = Dossier("sample")
        self.addCleanup(sample.remove)
        sample.ate("produire", "-q")
        for kind in ("protocole", "attestation", "fiche-credit", "horaire-visites"):
            for path in sorted(sample.output.glob(f"documents/{kind}/*.pdf"))[::60]:
                with self.subTest(path.name):
                    self.assertEqual(pdf_check.problems(Pdf(path)), [])

    def test_text_is_what_was_meant(self):
        reading = pdf_check.Reading(Pdf(self.one("essai")))
        expected = [leaf for _, leaves in TEMPLATE for leaf in leaves]
        self.maxDiff = 4000
        self.assertEqual([(kind, plain(words)) for kind, words in expected], list(read_aloud(reading)))

    def test_text_of_another_program(self):
        """pdftotext, which knows nothing of the structure here, finds the same words in the same order."""
        said = subprocess.run(["pdftotext", "-raw", self.one("essai"), "-"], capture_output=True, text=True).stdout
        words = plain(said)
        at = 0
        for _, leaves in TEMPLATE:
            for kind, text in leaves:
                if kind != "Figure" and text:
                    found = words.find(plain(text), at)
                    self.assertGreaterEqual(found, at, text)
                    at = found

    def test_structure_of_another_program(self):
        said = subprocess.run(["pdfinfo", "-struct", self.one("protocole")], capture_output=True, text=True)
        self.assertEqual(said.stderr, "")
        lines = [line.strip() for line in said.stdout.splitlines()]
        self.assertEqual(lines[:3], ["Document", "H1 (block)", "P (block)"])
        for line in ("Table (block)", "TH:", "/Scope /Row", "/Scope /Column", "L (block):", "/ListNumbering /Disc",
                     "Figure:", "Div"):
            self.assertIn(line, lines)

    def test_title_is_escaped(self):
        reading = pdf_check.Reading(Pdf(self.one("essai")))
        information = reading.pdf.get(reading.pdf.trailer["/Info"])
        self.assertIn("Essai « A & B » <1>", pdf_check.text(information["/Title"]))

    def test_repeated_headers_are_artifacts(self):
        reading = pdf_check.Reading(Pdf(self.one("essai")))
        repeated = [piece.text for page in reading.pages for _, piece in page.artifacts if piece.text.startswith("ABC")]
        self.assertGreaterEqual(len(repeated), 1)
        footers = [piece.text for page in reading.pages for properties, piece in page.artifacts
                   if properties.get("Subtype") == "Footer"]
        self.assertEqual(len(footers), len(reading.pages))
        for number, footer in enumerate(footers, 1):
            self.assertIn(f"page {number} de {len(footers)}", plain(footer))

    def test_claim_only_when_asked(self):
        dossier = Dossier("petit")
        self.addCleanup(dossier.remove)
        dossier.edit("config.ini", "[sorties]\n", "[sorties]\npdfa = oui\n")
        dossier.ate("produire", "-q", "--seulement=horaire-visites")
        pdf = Pdf(next(dossier.output.glob("documents/*/*.pdf")))
        self.assertEqual(pdf_check.identifiers(pdf_check.Reading(pdf)), ("2", "A", "1"))
        self.assertEqual(pdf_check.problems(pdf), [])
        stream = pdf.objects["obj:" + pdf.catalog["/Metadata"]]["stream"]
        stream["data"] = base64.b64encode(pdf.data(pdf.catalog["/Metadata"]).replace(b"schema#", b"scheme#")).decode()
        self.assertEqual(pdf_check.problems(pdf), ["metadata: the property of PDF/UA and its description go together"])

    def test_profile_is_srgb(self):
        """Little CMS, which poppler brings, opens the profile and finds its own sRGB in it."""
        pdf = Pdf(self.one("essai"))
        profile = pdf.data(pdf.get(pdf.catalog, "/OutputIntents", 0)["/DestOutputProfile"])
        lcms = ctypes.CDLL("liblcms2.so.2")
        pointer = ctypes.c_void_p
        for name in ("cmsOpenProfileFromMem", "cmsCreate_sRGBProfile", "cmsCreateTransform"):
            getattr(lcms, name).restype = pointer
        lcms.cmsDoTransform.argtypes = [pointer, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint32]
        ours, theirs = pointer(lcms.cmsOpenProfileFromMem(profile, len(profile))), pointer(lcms.cmsCreate_sRGBProfile())
        self.assertTrue(ours)
        rgb8 = 4 << 16 | 3 << 3 | 1
        transform = pointer(lcms.cmsCreateTransform(ours, rgb8, theirs, rgb8, 1, 0))
        self.assertTrue(transform)
        colours = bytes(value for r in range(0, 256, 51) for g in range(0, 256, 51) for b in range(0, 256, 51)
                        for value in (r, g, b))
        out = ctypes.create_string_buffer(len(colours))
        lcms.cmsDoTransform(transform, colours, out, len(colours) // 3)
        self.assertLessEqual(max(abs(a - b) for a, b in zip(colours, out.raw)), 1)


class Spoiled(TaggedCase):
    """Each check finds what is done to a sound document."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sound = Pdf(next(path for path in cls.documents if path.parent.name == "essai"))

    def setUp(self):
        self.pdf = self.sound.copy()

    def find(self, word):
        self.assertIn(word, " / ".join(pdf_check.problems(self.pdf)))

    def elements(self, kind):
        return [element.value for element in pdf_check.Reading(self.pdf).elements(kind)]

    def change_contents(self, old, new, page=0):
        stream = self.pdf.objects["obj:" + self.pdf.get(self.pdf.pages[page])["/Contents"]]["stream"]
        data = base64.b64decode(stream["data"])
        self.assertIn(old, data)
        stream["data"] = base64.b64encode(data.replace(old, new, 1)).decode()

    def test_text_outside_of_tags(self):
        self.change_contents(b"/H1<</MCID 0>>BDC", b"")
        self.find("neither tagged nor an artifact")

    def test_repeated_mcid(self):
        self.change_contents(b"/MCID 1>>", b"/MCID 0>>")
        self.find("MCID 0 twice")

    def test_unclosed_content(self):
        self.change_contents(b"ET\nEMC\n", b"EMC\nET\n")
        self.find("EMC without its beginning")

    def test_other_type_in_the_contents(self):
        self.change_contents(b"/H1<<", b"/P<<")
        self.find("is P in the contents, H1 in the structure")

    def test_piece_that_no_element_has(self):
        del self.elements("P")[0]["/K"]
        self.find("is not in the structure")

    def test_piece_of_two_elements(self):
        first, second = self.elements("P")[:2]
        second["/K"], second["/Pg"] = first["/K"], first["/Pg"]
        self.find("twice")

    def test_parent_tree(self):
        nums = self.pdf.get(self.pdf.catalog, "/StructTreeRoot", "/ParentTree", "/Nums")
        nums[1][0], nums[1][1] = nums[1][1], nums[1][0]
        self.find("the parent tree names")

    def test_parent(self):
        self.elements("TR")[0]["/P"] = self.elements("TR")[1]["/P"] = "1 0 R"
        self.find("the parent of")

    def test_order(self):
        kids = pdf_check.Reading(self.pdf).root.value["/K"]
        kids[0], kids[2] = kids[2], kids[0]
        self.find("order:")

    def test_headings(self):
        self.elements("H1")[0]["/S"] = "/H2"
        self.find("headings: H2 after nothing")

    def test_rows(self):
        self.elements("TR")[-1]["/K"].pop()
        self.find("tables: rows of")

    def test_scope(self):
        del self.elements("TH")[0]["/A"]
        self.find("without Scope")

    def test_list(self):
        self.elements("L")[0]["/A"]["/ListNumbering"] = "/Decimal"
        self.find("ListNumbering /Decimal")
        self.elements("LI")[0]["/S"] = "/P"
        self.find("nesting:")

    def test_figure(self):
        del self.elements("Figure")[0]["/Alt"]
        self.elements("Figure")[1]["/A"]["/BBox"] = [0, 0, 0, 0]
        self.find("figures: no Alt")
        self.find("figures: BBox")

    def test_catalog(self):
        for key in ("/Lang", "/MarkInfo", "/ViewerPreferences", "/Outlines"):
            self.pdf = self.sound.copy()
            del self.pdf.catalog[key]
            self.find("catalog:")
        self.pdf = self.sound.copy()
        del self.pdf.get(self.pdf.pages[-1])["/Tabs"]
        self.find("Tabs")

    def test_file(self):
        self.pdf.bytes = self.pdf.bytes.replace(b"%PDF-1.7", b"%PDF-1.4")
        self.find("file: header")
        self.find("file: ID")
        self.pdf.trailer["/Encrypt"] = {}
        self.find("encrypted")

    def test_metadata(self):
        self.pdf.get(self.pdf.trailer["/Info"])["/Title"] = "u:autre"
        self.find("metadata: /Title")
        self.pdf.get(self.pdf.trailer["/Info"])["/CreationDate"] = "u:D:2026"
        self.find("a date of the clock")

    def test_colours(self):
        self.change_contents(b" rg\n", b" 0 k\n")
        self.find("operator k")
        del self.pdf.catalog["/OutputIntents"]
        self.find("one output intent")

    def test_forbidden(self):
        page = self.pdf.get(self.pdf.pages[0])
        page["/Group"] = {"/S": "/Transparency"}
        page["/Resources"]["/ExtGState"] = {"/G": {"/ca": 0.5}}
        self.pdf.catalog["/OpenAction"] = {"/S": "/JavaScript", "/JS": "u:x"}
        for word in ("/Group", "/ca", "/OpenAction", "/JS"):
            self.find("forbidden: " + word)

    def test_fonts(self):
        cid = next(entry["value"] for entry in self.pdf.objects.values()
                   if "value" in entry and isinstance(entry["value"], dict) and entry["value"].get("/W") and
                   entry["value"].get("/Subtype") == "/CIDFontType2")
        cid["/W"] = []
        cid["/DW"] = 333
        self.find("wide")
        del self.pdf.get(cid["/FontDescriptor"])["/FontFile2"]
        self.find("is not embedded")
        for entry in self.pdf.objects.values():
            if "value" in entry and isinstance(entry["value"], dict):
                entry["value"].pop("/ToUnicode", None)
        self.find("has no meaning")


if __name__ == "__main__":
    unittest.main()
