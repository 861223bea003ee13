"""What PDF/UA-1 and PDF/A-2a ask of the documents, verified on the finished file through qpdf.

    /usr/bin/python3 tests/functional/pdf_check.py FILE.pdf …

Each check is a function of CHECKS that takes a Reading and yields what is wrong. It is ours and
is no validator: it knows the kinds of objects that our documents have, not all that PDF allows.
"""
import hashlib
import re
import struct
import sys
import xml.etree.ElementTree as ElementTree

from pdf_file import Font, Pdf, codes_of, operations, text

PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"', "BI", "INLINE"}
SHOWING = {"Tj", "TJ", "'", '"'}
CHILDREN = {  # what may stand in it; None: content
    "Document": {"H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "BlockQuote", "Div", "Table", "Figure"},
    "Div": {"H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "BlockQuote", "Div", "Table", "Figure"},
    "BlockQuote": {"H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "BlockQuote", "Div", "Table", "Figure"},
    "LBody": {"H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "BlockQuote", "Div", "Table", "Figure"},
    "L": {"LI"}, "LI": {"Lbl", "LBody"}, "Lbl": {None, "Figure"},
    "Table": {"TR"}, "TR": {"TH", "TD"}, "TH": {None}, "TD": {None},
    "P": {None}, "Figure": {None}, **{f"H{n}": {None} for n in range(1, 7)},
}
KEPT_EMPTY = {"TH", "TD", "Document"}
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/", "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/", "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "schema": "http://www.aiim.org/pdfa/ns/schema#",
}


class Element:
    def __init__(self, reference, value, parent):
        self.reference, self.value, self.parent = reference, value, parent
        self.type = (value.get("/S") or "/")[1:]
        self.children, self.pieces = [], []  # elements; (page, mcid)

    def attribute(self, name):
        attributes = self.value.get("/A", [])
        for attribute in attributes if isinstance(attributes, list) else [attributes]:
            if name in attribute:
                return attribute[name]
        return None

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


class Piece:
    """A marked content of a page."""

    def __init__(self, tag):
        self.tag, self.text, self.paints = tag, "", 0


class Page:
    """The operators of a page, run as far as the checks need."""

    def __init__(self, pdf, reference, fonts):
        self.problems, self.pieces, self.order, self.used = [], {}, [], {}
        self.artifacts = []
        self.operators = set()
        resources = pdf.get(reference, "/Resources") or {}
        self.stack, self.saved, self.text_depth, self.font = [], 0, None, None
        for operator, operands in operations(pdf.contents(reference)):
            self.operators.add(operator)
            self.run(operator, operands, pdf, resources, fonts)
        if self.stack or self.saved or self.text_depth is not None:
            self.problems.append("contents: something is left open")

    def run(self, operator, operands, pdf, resources, fonts):
        if operator in ("BDC", "BMC"):
            self.begin(str(operands[0]), operands[1] if operator == "BDC" else {})
        elif operator == "EMC":
            if not self.stack or self.text_depth is not None and len(self.stack) <= self.text_depth:
                self.problems.append("contents: EMC without its beginning")
            else:
                self.stack.pop()
        elif operator in ("BT", "ET"):
            self.text_object(operator)
        elif operator in ("q", "Q"):
            self.saved += 1 if operator == "q" else -1
        elif operator == "Tf":
            reference = pdf.get(resources, "/Font").get("/" + operands[0])
            if reference and reference not in fonts:
                fonts[reference] = Font(pdf, reference)
            self.font = fonts.get(reference)
        if operator in PAINTING:
            self.paint(operator, operands)

    def begin(self, tag, properties):
        piece = None
        if "MCID" in properties:
            if any(kept for _, kept in self.stack):
                self.problems.append("contents: tagged inside tagged")
            piece = Piece(tag)
            if properties["MCID"] in self.pieces:
                self.problems.append(f"contents: MCID {properties['MCID']} twice")
            self.pieces[properties["MCID"]] = piece
            self.order.append(properties["MCID"])
        elif tag == "Artifact":
            if self.stack:
                self.problems.append("contents: artifact inside something")
            piece = Piece(tag)
            self.artifacts.append((properties, piece))
        elif not any(kept for _, kept in self.stack):
            self.problems.append(f"contents: /{tag} outside of what is tagged")
        actual = properties.get("ActualText")
        if actual is not None and self.target:
            self.target.text += actual[2:].decode("utf-16-be")
        self.stack.append(((tag, properties), piece))

    @property
    def target(self):
        return next((piece for _, piece in reversed(self.stack) if piece), None)

    def text_object(self, operator):
        if operator == "BT":
            self.text_depth = len(self.stack)
        else:
            if self.text_depth != len(self.stack):
                self.problems.append("contents: BT … ET and BDC … EMC cross")
            self.text_depth = None

    def paint(self, operator, operands):
        if not self.target:
            self.problems.append(f"contents: {operator} neither tagged nor an artifact")
            return
        self.target.paints += 1
        if operator not in SHOWING:
            return
        if not self.font:
            self.problems.append("contents: text without a font")
            return
        strings = operands[0] if isinstance(operands[0], list) else operands[-1:]
        replaced = any("ActualText" in properties for (_, properties), _ in self.stack)
        for string in strings:
            if isinstance(string, bytes):
                codes = codes_of(string)
                self.used.setdefault(self.font.reference, set()).update(codes)
                if not replaced:
                    self.target.text += self.font.decode(codes)


class Reading:
    """A file with its pages and its structure."""

    def __init__(self, pdf):
        self.pdf, self.problems, self.fonts = pdf, [], {}
        self.pages = [Page(pdf, reference, self.fonts) for reference in pdf.pages]
        self.root = self.element((pdf.get(pdf.catalog, "/StructTreeRoot") or {}).get("/K"), None)

    def element(self, reference, parent):
        if isinstance(reference, list):
            reference = reference[0] if len(reference) == 1 else None
        value = self.pdf.get(reference)
        if not isinstance(value, dict):
            return None
        element = Element(reference, value, parent)
        kids = value.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, int):
                element.pieces.append((value.get("/Pg"), kid))
            elif isinstance(kid, dict):
                element.pieces.append((kid.get("/Pg", value.get("/Pg")), kid.get("/MCID")))
            elif child := self.element(kid, element):
                element.children.append(child)
        return element

    def elements(self, *types):
        for element in self.root.walk() if self.root else ():
            if not types or element.type in types:
                yield element

    def piece(self, page, mcid):
        references = self.pdf.pages
        return self.pages[references.index(page)].pieces.get(mcid) if page in references else None

    def text(self, element):
        return "".join(piece.text for place in element.pieces if (piece := self.piece(*place)))


# ---- contents and structure ----

def check_contents(reading):
    for number, page in enumerate(reading.pages, 1):
        for problem in page.problems:
            yield f"page {number}: {problem}"
        if sorted(page.pieces) != list(range(len(page.pieces))):
            yield f"page {number}: contents: MCIDs are not 0, 1, 2 …"
        for mcid, piece in page.pieces.items():
            if not piece.paints:
                yield f"page {number}: contents: MCID {mcid} is empty"


def check_tree(reading):
    """Every piece is in the structure once, under the element that the parent tree names."""
    if not reading.root or reading.root.type != "Document":
        yield "tree: no Document under the root"
        return
    pdf, seen = reading.pdf, {}
    for element in reading.elements():
        for place in element.pieces:
            if place in seen:
                yield f"tree: {place} twice"
            seen[place] = element
            piece = reading.piece(*place)
            if not piece:
                yield f"tree: {place} is not in the contents"
            elif piece.tag != element.type:
                yield f"tree: {place} is {piece.tag} in the contents, {element.type} in the structure"
    for page, reference in zip(reading.pages, pdf.pages):
        for mcid in page.pieces:
            if (reference, mcid) not in seen:
                yield f"tree: {(reference, mcid)} is not in the structure"
    yield from check_parents(reading, seen)


def check_parents(reading, seen):
    pdf = reading.pdf
    root = pdf.catalog.get("/StructTreeRoot")
    for element in reading.elements():
        expected = element.parent.reference if element.parent else root
        if element.value.get("/P") != expected:
            yield f"tree: the parent of {element.reference} is not {expected}"
    nums = pdf.get(root, "/ParentTree", "/Nums") or []
    rows = {nums[i]: pdf.get(nums[i + 1]) for i in range(0, len(nums) - 1, 2)}
    keys = [pdf.get(reference).get("/StructParents") for reference in pdf.pages]
    if len(set(keys)) != len(keys) or None in keys:
        yield "tree: StructParents missing or repeated"
    if pdf.get(root, "/ParentTreeNextKey") != len(keys):
        yield "tree: ParentTreeNextKey"
    for page, reference, key in zip(reading.pages, pdf.pages, keys):
        row = rows.get(key, [])
        if len(row) != len(page.pieces):
            yield f"tree: the parent tree has {len(row)} entries for a page of {len(page.pieces)}"
        for mcid, parent in enumerate(row):
            element = seen.get((reference, mcid))
            if not element or element.reference != parent:
                yield f"tree: the parent tree names {parent} for {(reference, mcid)}"


def check_order(reading):
    """The contents are drawn in the order of the structure."""
    places = {}
    for element in reading.elements():
        for page, mcid in element.pieces:
            places.setdefault(page, []).append(mcid)
    for reference, page in zip(reading.pdf.pages, reading.pages):
        if places.get(reference, []) != page.order:
            yield f"order: page {reference} is not drawn in the order of reading"


def check_nesting(reading):
    for element in reading.elements():
        allowed = CHILDREN.get(element.type)
        if allowed is None:
            yield f"nesting: {element.type} is not a type of ours"
            continue
        kinds = {child.type for child in element.children} | ({None} if element.pieces else set())
        for kind in kinds - allowed:
            yield f"nesting: {kind or 'content'} in {element.type}"
        if not kinds and element.type not in KEPT_EMPTY:
            yield f"nesting: an empty {element.type}"


def check_headings(reading):
    level = 0
    for element in reading.elements(*(f"H{n}" for n in range(1, 7))):
        now = int(element.type[1:])
        if now > level + 1:
            yield f"headings: H{now} after {'H%d' % level if level else 'nothing'}"
        level = now


def check_tables(reading):
    for table in reading.elements("Table"):
        lengths = {len(row.children) for row in table.children}
        if len(lengths) != 1:
            yield f"tables: rows of {sorted(lengths)} cells"
        heads = [cell for row in table.children for cell in row.children if cell.type == "TH"]
        if not heads:
            yield "tables: no header"
        for head in heads:
            if head.attribute("/Scope") not in ("/Column", "/Row"):
                yield "tables: a header without Scope"


def check_lists(reading):
    for element in reading.elements("L"):
        numbering = element.attribute("/ListNumbering")
        labels = [child for item in element.children for child in item.children if child.type == "Lbl"]
        shapes = {"/Decimal" if re.match(r"\d+\.", words) else "/Disc"
                  for label in labels if (words := reading.text(label))}  # none of boxes
        if numbering not in ("/Disc", "/Decimal", "/None") or shapes - {numbering}:
            yield f"lists: ListNumbering {numbering}"
        for item in element.children:
            if [child.type for child in item.children] not in (["Lbl", "LBody"], ["LBody"], ["Lbl"]):
                yield "lists: an item is a label and a body"


def check_figures(reading):
    for figure in reading.elements("Figure"):
        if not (text(figure.value.get("/Alt")) or "").strip():
            yield "figures: no Alt"
        box = figure.attribute("/BBox")
        if not box or not (0 <= box[0] < box[2] <= 612 and 0 <= box[1] < box[3] <= 792):
            yield f"figures: BBox {box}"
    drawn = sum("Do" in page.operators for page in reading.pages)
    if drawn and not any(True for _ in reading.elements("Figure")) and \
            not any(piece.paints for page in reading.pages for _, piece in page.artifacts):
        yield "figures: an image that is neither a figure nor an artifact"


# ---- the file ----

def check_catalog(reading):
    pdf, catalog = reading.pdf, reading.pdf.catalog
    if text(catalog.get("/Lang")) not in ("fr-CA", "en-CA"):
        yield f"catalog: Lang {catalog.get('/Lang')}"
    if pdf.get(catalog, "/MarkInfo", "/Marked") is not True or pdf.get(catalog, "/MarkInfo", "/Suspects"):
        yield "catalog: MarkInfo"
    if pdf.get(catalog, "/ViewerPreferences", "/DisplayDocTitle") is not True:
        yield "catalog: DisplayDocTitle"
    if pdf.get(catalog, "/Outlines", "/First") is None:
        yield "catalog: no bookmarks"
    for reference in pdf.pages:
        if pdf.get(reference).get("/Tabs") != "/S":
            yield "catalog: a page without Tabs S"


def check_file(reading):
    pdf = reading.pdf
    if not pdf.bytes.startswith(b"%PDF-1.7\n%") or min(pdf.bytes[10:14]) < 128:
        yield "file: header"
    if "/Encrypt" in pdf.trailer:
        yield "file: encrypted"
    start = int(pdf.bytes.rstrip().rsplit(b"\n", 2)[-2])
    digest = "b:" + hashlib.sha256(pdf.bytes[:start]).hexdigest()[:32]
    if pdf.trailer.get("/ID") != [digest, digest]:
        yield "file: ID is not the digest of what comes before"


def check_metadata(reading):
    pdf = reading.pdf
    metadata = pdf.catalog.get("/Metadata")
    if not metadata or "/Filter" in pdf.get(metadata):
        yield "metadata: no XMP that can be read as it is"
        return
    try:
        xmp = ElementTree.fromstring(pdf.data(metadata))
    except ElementTree.ParseError as error:
        yield f"metadata: {error}"
        return
    information = pdf.get(pdf.trailer["/Info"])
    said = {
        "/Title": xmp.findtext(".//dc:title/rdf:Alt/rdf:li[@{http://www.w3.org/XML/1998/namespace}lang='x-default']", None, NAMESPACES),
        "/Author": xmp.findtext(".//dc:creator/rdf:Seq/rdf:li", None, NAMESPACES),
        "/Creator": xmp.findtext(".//xmp:CreatorTool", None, NAMESPACES),
        "/Producer": xmp.findtext(".//pdf:Producer", None, NAMESPACES),
    }
    for key, value in said.items():
        if (value or "") != (text(information.get(key)) or ""):
            yield f"metadata: {key} is {information.get(key)} and {value!r}"
    if not said["/Title"]:
        yield "metadata: no title"
    if xmp.findtext(".//dc:language/rdf:Bag/rdf:li", None, NAMESPACES) != text(pdf.catalog.get("/Lang")):
        yield "metadata: language"
    described = [item.text for item in xmp.iterfind(".//schema:prefix", NAMESPACES)]
    if (xmp.find(".//pdfuaid:part", NAMESPACES) is not None) != (described == ["pdfuaid"]):
        yield "metadata: the property of PDF/UA and its description go together"
    if "/CreationDate" in information or "/ModDate" in information:
        yield "metadata: a date of the clock"


def identifiers(reading):
    """(PDF/A part, its level, PDF/UA part) that the file claims."""
    xmp = ElementTree.fromstring(reading.pdf.data(reading.pdf.catalog["/Metadata"]))
    return tuple(xmp.findtext(f".//{name}", None, NAMESPACES)
                 for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part"))


def check_colours(reading):
    pdf = reading.pdf
    intents = pdf.get(pdf.catalog, "/OutputIntents") or []
    if [pdf.get(intent).get("/S") for intent in intents] != ["/GTS_PDFA1"]:
        yield "colours: one output intent GTS_PDFA1"
        return
    reference = pdf.get(intents[0]).get("/DestOutputProfile")
    profile = pdf.data(reference)
    size, version, kind, space = struct.unpack(">I4xI4s4s", profile[:20])
    if size != len(profile) or version >> 24 > 4 or kind != b"mntr" or space != b"RGB " or profile[36:40] != b"acsp":
        yield "colours: the header of the profile"
    if pdf.get(reference).get("/N") != 3:
        yield "colours: N"
    for page in reading.pages:
        for operator in page.operators & {"k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "ri", "sh"}:
            yield f"colours: operator {operator}"


FORBIDDEN = {
    "/SMask": "transparency", "/ca": "transparency", "/CA": "transparency", "/BM": "transparency",
    "/Group": "transparency", "/JS": "script", "/JavaScript": "script", "/OpenAction": "action",
    "/AA": "action", "/EmbeddedFiles": "attachment", "/EF": "attachment", "/AcroForm": "form",
    "/XFA": "form", "/Annots": "annotation", "/Launch": "action",
}


def check_forbidden(reading):
    def walk(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in FORBIDDEN:
                    yield f"forbidden: {key} ({FORBIDDEN[key]})"
                yield from walk(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner)
    for name, entry in reading.pdf.objects.items():
        if name != "trailer":
            yield from walk(entry["stream"]["dict"] if "stream" in entry else entry["value"])
    for page in reading.pages:
        if "gs" in page.operators:
            yield "forbidden: gs"


def check_fonts(reading):
    used = {}
    for page in reading.pages:
        for reference, codes in page.used.items():
            used.setdefault(reference, set()).update(codes)
    for reference, codes in used.items():
        font = reading.fonts[reference]
        name = font.dict.get("/BaseFont")
        if not re.match(r"/[A-Z]{6}\+", name or "") or font.descriptor.get("/FontName") != name:
            yield f"fonts: the name {name} is not that of a subset"
        if font.dict.get("/Encoding") != "/Identity-H" or font.cid.get("/CIDToGIDMap") != "/Identity":
            yield f"fonts: {name}: encoding"
        advances = font.advances()
        if advances is None:
            yield f"fonts: {name} is not embedded"
            continue
        for code in codes:
            meaning = font.meanings.get(code)
            if not meaning or meaning in "\0\uFEFF\uFFFE\uFFFD":
                yield f"fonts: {name}: code {code} has no meaning"
            if code == 0 or code >= len(advances):
                yield f"fonts: {name}: code {code} has no glyph"
            elif abs(advances[code] - font.width(code)) > 1:
                yield f"fonts: {name}: code {code} is {font.width(code)} wide, {advances[code]:.1f} in the file"


CHECKS = (check_contents, check_tree, check_order, check_nesting, check_headings, check_tables, check_lists,
          check_figures, check_catalog, check_file, check_metadata, check_colours, check_forbidden, check_fonts)


def problems(pdf):
    reading = Reading(pdf)
    found = [problem for check in CHECKS for problem in check(reading)]
    return found + [f"qpdf: {line}" for line in pdf.warnings.splitlines()]


if __name__ == "__main__":
    bad = 0
    for path in sys.argv[1:]:
        for problem in problems(Pdf(path)):
            print(f"{path}: {problem}")
            bad = 1
    sys.exit(bad)
