"""A finished PDF as qpdf reads it, independently of the program that wrote it: objects, the
operators of its pages, its fonts."""
import base64
import copy
import json
import re
import struct
import subprocess
from pathlib import Path

REFERENCE = re.compile(r"^\d+ \d+ R$")
NUMBER = re.compile(rb"^[+-]?(\d+\.?\d*|\.\d+)$")
DELIMITERS = b"()<>[]{}/%"
WHITE = b"\0\t\n\f\r "


class Name(str):
    """A name in a page's contents, without its slash."""


class Operator(str):
    pass


class Pdf:
    def __init__(self, path):
        self.bytes = Path(path).read_bytes()
        done = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", str(path)],
                              capture_output=True, check=True)
        self.warnings = done.stderr.decode()
        self.header, self.objects = json.loads(done.stdout)["qpdf"]

    def copy(self):
        return copy.deepcopy(self)

    def get(self, value, *path):
        """What `value` refers to; then the entries of `path`, None when one is missing."""
        while isinstance(value, str) and REFERENCE.match(value):
            entry = self.objects.get("obj:" + value, {})
            value = entry["stream"]["dict"] if "stream" in entry else entry.get("value")
        if not path or value is None:
            return value
        step = path[0]
        if isinstance(value, list):
            value = value[step] if isinstance(step, int) and step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
        return self.get(value, *path[1:])

    def data(self, reference):
        return base64.b64decode(self.objects["obj:" + reference]["stream"]["data"])

    @property
    def trailer(self):
        return self.objects["trailer"]["value"]

    @property
    def catalog(self):
        return self.get(self.trailer["/Root"])

    @property
    def pages(self):
        """The references of the pages, in order."""
        found, waiting = [], [self.catalog["/Pages"]]
        while waiting:
            node = waiting.pop(0)
            kids = self.get(node, "/Kids")
            if kids is None:
                found.append(node)
            else:
                waiting[:0] = kids
        return found

    def contents(self, page):
        value = self.get(page).get("/Contents")
        parts = value if isinstance(value, list) else [value]
        return b"\n".join(self.data(part) for part in parts if part)


def text(value):
    """A string of the JSON as text."""
    if isinstance(value, str) and value.startswith("u:"):
        return value[2:]
    if isinstance(value, str) and value.startswith("b:"):
        raw = bytes.fromhex(value[2:])
        return raw[2:].decode("utf-16-be") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")
    return None


# ---- contents ----

class Lexer:
    ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

    def __init__(self, data):
        self.data, self.at = data, 0

    def skip_white(self):
        while self.at < len(self.data) and self.data[self.at] in WHITE:
            self.at += 1

    def next(self):
        """The next token; None at the end. Arrays and dictionaries come whole."""
        self.skip_white()
        if self.at >= len(self.data):
            return None
        c = self.data[self.at:self.at + 1]
        two = self.data[self.at:self.at + 2]
        if c == b"(":
            return self.literal()
        if two == b"<<":
            self.at += 2
            flat = self.until(Operator(">>"))
            return dict(zip(flat[::2], flat[1::2]))
        if two == b">>":
            self.at += 2
            return Operator(">>")
        if c == b"<":
            end = self.data.index(b">", self.at)
            digits = bytes(b for b in self.data[self.at + 1:end] if b not in WHITE)
            self.at = end + 1
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        if c == b"[":
            self.at += 1
            return self.until(Operator("]"))
        if c == b"]":
            self.at += 1
            return Operator("]")
        return self.word()

    def until(self, end):
        items = []
        while (token := self.next()) is not None and not (isinstance(token, Operator) and token == end):
            items.append(token)
        return items

    def word(self):
        name = self.data[self.at:self.at + 1] == b"/"
        start = self.at + name
        self.at = start
        while self.at < len(self.data) and self.data[self.at] not in WHITE + DELIMITERS:
            self.at += 1
        if self.at == start and not name:
            raise ValueError(f"byte {self.data[self.at]:02x} at {self.at}")
        raw = self.data[start:self.at]
        if name:
            return Name(raw.decode("latin-1"))
        if NUMBER.match(raw):
            return float(raw) if b"." in raw else int(raw)
        return Operator(raw.decode("latin-1"))

    def literal(self):
        self.at += 1
        out, depth = bytearray(), 1
        while True:
            c = self.data[self.at:self.at + 1]
            self.at += 1
            if c == b"\\":
                out += self.escape()
            elif c == b"\r":
                out += b"\n"
                self.at += self.data[self.at:self.at + 1] == b"\n"
            else:
                depth += (c == b"(") - (c == b")")
                if not depth:
                    return bytes(out)
                out += c

    def escape(self):
        octal = re.compile(rb"[0-7]{1,3}").match(self.data, self.at)
        if octal:
            self.at = octal.end()
            return bytes([int(octal.group(), 8) & 255])
        c = self.data[self.at:self.at + 1]
        self.at += 1
        return b"" if c == b"\n" else self.ESCAPES.get(c, c)


def operations(data):
    """Each operator with its operands."""
    lexer, operands = Lexer(data), []
    while (token := lexer.next()) is not None:
        if isinstance(token, Operator):
            yield str(token), operands
            operands = []
        else:
            operands.append(token)


# ---- fonts ----

class Font:
    """A Type0 font: codes of two bytes, which are glyph numbers."""

    def __init__(self, pdf, reference):
        self.pdf, self.reference = pdf, reference
        self.dict = pdf.get(reference)
        self.cid = pdf.get(self.dict, "/DescendantFonts", 0) or {}
        self.descriptor = pdf.get(self.cid, "/FontDescriptor") or {}
        self.default = self.cid.get("/DW", 1000)
        self.widths = self.read_widths(pdf.get(self.cid, "/W") or [])
        self.meanings = self.read_cmap() if "/ToUnicode" in self.dict else {}

    @staticmethod
    def read_widths(array):
        widths, at = {}, 0
        while at < len(array):
            first, second = array[at], array[at + 1]
            if isinstance(second, list):
                widths.update((first + i, w) for i, w in enumerate(second))
                at += 2
            else:
                widths.update((code, array[at + 2]) for code in range(first, second + 1))
                at += 3
        return widths

    def width(self, code):
        return self.widths.get(code, self.default)

    def read_cmap(self):
        meanings, lexer = {}, Lexer(self.pdf.data(self.dict["/ToUnicode"]))
        operands = []
        while (token := lexer.next()) is not None:
            if isinstance(token, Operator):
                if token == "endbfchar":
                    for code, meaning in zip(operands[::2], operands[1::2]):
                        meanings[int.from_bytes(code, "big")] = meaning.decode("utf-16-be")
                elif token == "endbfrange":
                    for low, high, meaning in zip(operands[::3], operands[1::3], operands[2::3]):
                        first = int.from_bytes(low, "big")
                        for code in range(first, int.from_bytes(high, "big") + 1):
                            last = chr(ord(meaning.decode("utf-16-be")[-1]) + code - first)
                            meanings[code] = meaning.decode("utf-16-be")[:-1] + last
                operands = []
            else:
                operands.append(token)
        return meanings

    def advances(self):
        """Thousandths of an em of each glyph, as the font file has them; None without a file."""
        if "/FontFile2" not in self.descriptor:
            return None
        data = self.pdf.data(self.descriptor["/FontFile2"])
        tables = {}
        for i in range(struct.unpack(">H", data[4:6])[0]):
            tag, _, offset, length = struct.unpack(">4sIII", data[12 + 16 * i:28 + 16 * i])
            tables[tag] = data[offset:offset + length]
        em = struct.unpack(">H", tables[b"head"][18:20])[0]
        metrics = struct.unpack(">H", tables[b"hhea"][34:36])[0]
        glyphs = struct.unpack(">H", tables[b"maxp"][4:6])[0]
        units = [struct.unpack(">H", tables[b"hmtx"][4 * i:4 * i + 2])[0] for i in range(metrics)]
        return [units[min(i, metrics - 1)] * 1000 / em for i in range(glyphs)]

    def decode(self, codes):
        return "".join(self.meanings.get(code, "\uFFFD") for code in codes)


def codes_of(string):
    return [string[i] << 8 | string[i + 1] for i in range(0, len(string) - 1, 2)]
