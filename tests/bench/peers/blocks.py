"""The letter of the bench (letter/letter.md, letter/records.json) for the rivals: the same blocks,
the same values for the same number.

    blocks.py typ|pango OUT     writes the letter in the language of that rival

A block is (kind, value): `heading` (level, runs), `paragraph` and `item` runs, `fields` and
`signatures` rows of runs, `table` (aligns, rows of runs). A run is (text, style), style "", "b" or
"i"; a value stands in a text as {{name}}.
"""
import json
import re
import sys
from pathlib import Path

LETTER = Path(__file__).resolve().parents[1] / "letter"
TITLE = "Confirmation de séquence"
FOOTER = "Centre de formation professionnelle des Deux-Rivières · Confirmation"
FONTS = ("/usr/share/fonts/truetype/gentiumplus", "/usr/share/fonts/truetype/noto")
RECORDS = json.loads((LETTER / "records.json").read_text("utf-8"))


def values(index):
    """As letter_data in letter/letter.h."""
    def record(name):
        return RECORDS[name][index % len(RECORDS[name])]
    company = record("entreprises")
    return {**{f"entreprise.{name}": company[name] for name in company},
            "eleve.prenom": record("prenoms"), "eleve.nom": record("noms"),
            "programme": record("programmes"), "responsable": record("responsables"),
            "numero": f"2026-{index + 1:06}", "date": f"{2 + index % 27} novembre 2026"}


def runs(text):
    text = text.replace("'", "’")
    parts = re.split(r"(\*\*.+?\*\*|\*.+?\*)", text)
    return [(part.strip("*"), "b" if part.startswith("**") else "i" if part.startswith("*") else "")
            for part in parts if part]


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def fence(name, lines):
    if name == "champs":
        return "fields", [[runs(part) for part in line.split(" : ", 1)] for line in lines]
    return "signatures", [[runs(part) for part in cells(line)] for line in lines]


def table(lines):
    aligns = ["right" if rule.endswith("-:") else "left" for rule in cells(lines[1])]
    return "table", (aligns, [[runs(cell) for cell in cells(line)] for line in lines[:1] + lines[2:]])


def blocks():
    made = []
    for part in (LETTER / "letter.md").read_text("utf-8").strip().split("\n\n"):
        lines = part.split("\n")
        mark = re.match(r"(#+) (.*)", part)
        if mark:
            made.append(("heading", (len(mark[1]), runs(mark[2]))))
        elif part.startswith("```"):
            made.append(fence(lines[0][3:], lines[1:-1]))
        elif part.startswith("|"):
            made.append(table(lines))
        elif part.startswith("- "):
            made += [("item", runs(line[2:])) for line in lines]
        else:
            made.append(("paragraph", runs(part)))
    return made


# --- typst ---

def typst_text(all_runs):
    def escaped(text):
        pieces = re.split(r"\{\{(.+?)\}\}", text)
        return "".join(f'#v.at("{piece}")' if i % 2 else re.sub(r"([\\#$*_@<>`~\[\]/=-])", r"\\\1", piece)
                       for i, piece in enumerate(pieces))
    marks = {"": "{}", "b": "#strong[{}]", "i": "#emph[{}]"}
    return "".join(marks[style].format(escaped(text)) for text, style in all_runs)


def typst_block(kind, value):
    if kind == "heading":
        return "=" * value[0] + " " + typst_text(value[1])
    if kind == "item":
        return "- " + typst_text(value)
    if kind == "paragraph":
        return typst_text(value)
    if kind == "fields":
        rows = "".join(f"  label[{typst_text(row[0])}], [{typst_text(row[1])}],\n" for row in value)
        return f"#grid(columns: (80pt, 1fr), row-gutter: 5pt,\n{rows})"
    if kind == "table":
        head, *body = ["  " + ", ".join(f"[{typst_text(cell)}]" for cell in row) for row in value[1]]
        widths = ", ".join("1fr" if i == 1 else "auto" for i in range(len(value[0])))
        return (f"#grille(columns: ({widths}), align: ({', '.join(value[0])}),\n  table.header({head.strip()}),\n"
                + ",\n".join(body) + ")")
    rows = "".join("  signature(" + ", ".join(f"[{typst_text(cell)}]" for cell in row) + "),\n" for row in value)
    return f"#grid(columns: (1fr, 1fr), column-gutter: 24pt,\n{rows})"


TYPST_HEAD = """#let v = sys.inputs
#set document(title: "%(title)s")
#set page(paper: "us-letter", margin: (left: 25mm, right: 25mm, top: 22mm, bottom: 26mm), footer: context [
  #set text(font: "Noto Sans", size: 7.4pt, fill: rgb("#5A6068"))
  #line(length: 100%%, stroke: 0.4pt)
  %(footer)s #h(1fr) #v.at("numero") · page #counter(page).display() de #counter(page).final().first()
])
#set text(font: "Gentium Plus", size: 10.5pt, fill: rgb("#1C1C1E"), lang: "fr", hyphenate: true)
#set par(justify: true, leading: 5.1pt, spacing: 9pt)
#show heading: set text(font: "Noto Sans", weight: "bold", fill: rgb("#1B3A5C"))
#show heading.where(level: 1): set text(size: 18pt)
#show heading.where(level: 2): set text(size: 12.5pt)
#show heading.where(level: 3): set text(size: 10.6pt)
#let label(body) = text(font: "Noto Sans", size: 8.6pt, fill: rgb("#5A6068"), body)
#let grille(..cells) = {
  set text(font: "Noto Sans", size: 8.6pt)
  set par(justify: false)
  show table.cell.where(y: 0): strong
  table(stroke: (x: none, y: 0.4pt), inset: (x: 3pt, y: 4pt), ..cells)
}
#let signature(party, name, title) = {
  set text(font: "Noto Sans", size: 8.6pt)
  strong(party)
  v(26pt)
  grid(columns: (7fr, 3fr), column-gutter: 8pt, row-gutter: 4pt,
    grid.hline(stroke: 0.8pt), [#v(4pt)#name], [#v(4pt)Date], label(title), [])
}

"""


def typst():
    head = TYPST_HEAD.replace("  v(26pt)", "  std.v(26pt)").replace("#v(4pt)", "#std.v(4pt)")
    body, last = "", ""
    for kind, value in blocks():
        body += ("" if kind == last == "item" else "\n") + typst_block(kind, value) + "\n"
        last = kind
    return head % {"title": TITLE, "footer": FOOTER} + body


# --- pango: one block a line, "kind TAB field TAB field …" ---

def pango_text(all_runs):
    def escaped(text):
        return text.replace("&", "&amp;").replace("<", "&lt;")
    marks = {"": "{}", "b": "<b>{}</b>", "i": "<i>{}</i>"}
    return "".join(marks[style].format(escaped(text)) for text, style in all_runs)


def pango():
    lines = []
    for kind, value in blocks():
        if kind == "heading":
            lines.append([f"heading{value[0]}", pango_text(value[1])])
        elif kind in ("item", "paragraph"):
            lines.append([kind, pango_text(value)])
        elif kind == "table":
            lines.append(["aligns", *value[0]])
            lines += [["header" if i == 0 else "row", *map(pango_text, row)] for i, row in enumerate(value[1])]
        else:
            lines += [[kind[:-1], *map(pango_text, row)] for row in value]
    return "".join("\t".join(line) + "\n" for line in lines)


if __name__ == "__main__":
    Path(sys.argv[2]).write_text({"typ": typst, "pango": pango}[sys.argv[1]](), "utf-8")
