"""One-cell changes of a clean dossier (tests/mutations/mutations.csv): how a line is read and applied.

A table is kept as its rows of raw cells. `cle` names a row by its key, by `column=value,…`, or as
`dernière`; `titres` is the header, `lignes` every row, `fichier` the file itself. `colonne` is one of
our names, `-` for the whole row, or `+name` to append a copy of the row with that cell changed.
"""
import csv
import io
import re
import unicodedata

from harness import ROOT

LIST = ROOT / "tests" / "mutations" / "mutations.csv"
KEYS = ("id", "code")
RAW = "brut:"  # written as it is, without the quotes that CSV asks for


def fold(header):
    letters = unicodedata.normalize("NFD", header).lower()
    return re.sub(r"[^a-z0-9]", "", letters)


def read_list():
    """The mutations, each with its line of the list."""
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return [dict(row, ligne=number) for number, row in enumerate(rows, 2)]


def value_of(text):
    """`x*201` is 201 letters x; `\\0` is a NUL, `\\3` the third control character."""
    repeated = re.fullmatch(r"(.)\*(\d+)", text)
    if repeated:
        return repeated[1] * int(repeated[2])
    return re.sub(r"\\(\d)", lambda found: chr(int(found[1])), text)


def write(path, text):
    """Writes a file of a copied dossier, not the one that its link leads to."""
    path.unlink(missing_ok=True)
    path.write_text(text, "utf-8", newline="")


class Table:
    """A CSV of a dossier as raw cells, and where each is in the file it makes."""

    def __init__(self, path):
        self.path = path
        text = path.read_text("utf-8")
        self.separator = max(";,", key=text.split("\n", 1)[0].count)
        self.header, *self.rows = csv.reader(io.StringIO(text), delimiter=self.separator)

    def column(self, name):
        """The rank of a column by one of our names, or by its header."""
        return [fold(h) for h in self.header].index(fold(name))

    def has(self, name):
        return fold(name) in map(fold, self.header)

    def row(self, key):
        if key == "titres":
            return self.header
        if key == "dernière":
            return self.rows[-1]
        if "=" in key:
            wanted = [part.split("=") for part in key.split(",")]
        else:
            wanted = [(next(k for k in KEYS if self.has(k)), key)]
        found = [r for r in self.rows if all(r[self.column(c)] == v for c, v in wanted)]
        if not found:
            raise LookupError(f"{self.path.name} has no row {key}")
        return found[0]

    def change(self, key, column, value):
        """Returns the row and the column that were changed, None where it is not a cell."""
        if key == "lignes":
            self.rows.clear()
            return None
        row = self.row(key)
        if column == "-":
            self.rows = [r for r in self.rows if r is not row]
            return None
        if column.startswith("+"):
            row, column = list(row), column[1:]
            self.rows.append(row)
        rank = self.column(column)
        row[rank] = value_of(value)
        return row, rank

    def cell(self, text):
        if text.startswith(RAW):
            return text[len(RAW):]
        if re.search(f'["\r\n{self.separator}]', text):
            return '"' + text.replace('"', '""') + '"'
        return text

    def record(self, row):
        return self.separator.join(map(self.cell, row))

    def text(self):
        return "".join(f"{self.record(r)}\n" for r in (self.header, *self.rows))

    def write(self):
        write(self.path, self.text())

    def line(self, row, rank=0):
        """The physical line where the row (or its value `rank`) begins."""
        line = 1
        for other in (self.header, *self.rows):
            if other is row:
                return line + sum(c.count("\n") for c in row[:rank])
            line += 1 + sum(c.count("\n") for c in other)
        raise LookupError("the row is not in the table")


class ConfigFile:
    """config.ini, as a table whose rows are sections and whose columns are keys."""

    def __init__(self, path):
        self.path = path
        self.lines = path.read_text("utf-8").splitlines()

    def section(self, name):
        header = f"[{name}]"
        if header not in self.lines:
            self.lines += ["", header]
        return self.lines.index(header)

    def change(self, section, key, value):
        at = self.section(section) + 1
        for i in range(at, len(self.lines)):
            if self.lines[i].startswith("["):
                break
            if self.lines[i].split("=")[0].strip() == key:
                self.lines[i] = f"{key} = {value}"
                return
        self.lines.insert(at, f"{key} = {value}")

    def line(self, section, key):
        for i in range(self.section(section) + 1, len(self.lines)):
            if self.lines[i].startswith("["):
                break
            if self.lines[i].split("=")[0].strip() == key:
                return i + 1
        return None

    def write(self):
        write(self.path, "\n".join(self.lines) + "\n")


class Mutation:
    """One line of the list applied to a dossier, and what is expected of it."""

    def __init__(self, line, dossier):
        self.line, self.dossier = line, dossier
        self.open = {}  # tables under change, by name
        self.changed = None
        for suffix in ("", "2"):
            if line[f"table{suffix}"]:
                changed = self.change(*(line[f"{part}{suffix}"]
                                        for part in ("table", "cle", "colonne", "valeur")))
                self.changed = self.changed or changed
        for table in self.open.values():
            table.write()

    def table(self, name):
        if name not in self.open:
            self.open[name] = ConfigFile(self.dossier.path / "config.ini") if name == "config" \
                else Table(self.dossier.table(name))
        return self.open[name]

    def change(self, name, key, column, value):
        if key == "fichier":
            path = self.dossier.table(name)
            path.unlink() if column == "-" else write(path, value_of(value))
            return None
        return self.table(name).change(key, column, value)

    def place(self):
        """File, line and column that the finding is expected at."""
        told = self.line["place"].split(":")
        name, key, column = told if len(told) == 3 else \
            (self.line["table"], self.line["cle"], self.line["colonne"])
        if name == "config" and key == "-":
            return "config.ini", None, None
        if name == "config":
            return "config.ini", self.table(name).line(key, column), column
        file = f"{name}.csv"
        if key == "-":
            return file, None, None
        table = self.table(name)
        if len(told) != 3 and self.changed:
            row, rank = self.changed
            return file, table.line(row, rank), table.header[rank]
        row = table.row(key)
        if column == "-":
            return file, table.line(row), None
        rank = table.column(column)
        return file, table.line(row, rank), table.header[rank]
