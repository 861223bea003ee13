#!/usr/bin/python3
"""The letter of the bench by ReportLab: fonts registered once, styles made once, the PDF in memory.

    letter.py COUNT [FILE]

Pages are compressed or not (COMPRESS), whichever is faster: measured, see docs/bench.md.
"""
import io
import json
import re
import resource
import sys
import time
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

import blocks

COMPRESS = int("--compress" in sys.argv)
INK, ACCENT, MUTED = HexColor("#1C1C1E"), HexColor("#1B3A5C"), HexColor("#5A6068")
FACES = {"Gentium": "gentiumplus/GentiumPlus-Regular", "Gentium-Bold": "gentiumplus/GentiumPlus-Bold",
         "Gentium-Italic": "gentiumplus/GentiumPlus-Italic", "Noto": "noto/NotoSans-Regular",
         "Noto-Bold": "noto/NotoSans-Bold"}
for face, path in FACES.items():
    pdfmetrics.registerFont(TTFont(face, f"/usr/share/fonts/truetype/{path}.ttf"))
pdfmetrics.registerFontFamily("Gentium", "Gentium", "Gentium-Bold", "Gentium-Italic", "Gentium-Bold")
pdfmetrics.registerFontFamily("Noto", "Noto", "Noto-Bold", "Noto", "Noto-Bold")

BODY = ParagraphStyle("body", fontName="Gentium", fontSize=10.5, leading=13.8, textColor=INK, spaceAfter=5)
TEXT = ParagraphStyle("text", BODY, alignment=TA_JUSTIFY)
ITEM = ParagraphStyle("item", BODY, leftIndent=20, bulletIndent=8, spaceAfter=1)
SANS = ParagraphStyle("sans", fontName="Noto", fontSize=8.6, leading=11.6, textColor=INK)
LABEL = ParagraphStyle("label", SANS, textColor=MUTED)
HEADINGS = [ParagraphStyle(f"h{size}", fontName="Noto-Bold", fontSize=size, leading=1.3 * size, textColor=ACCENT,
                           spaceBefore=0.5 * size, spaceAfter=4, keepWithNext=1) for size in (18, 12.5, 10.6)]
GRID = TableStyle([("FONT", (0, 0), (-1, -1), "Noto", 8.6, 11.6), ("FONT", (0, 0), (-1, 0), "Noto-Bold", 8.6, 11.6),
                   ("TEXTCOLOR", (0, 0), (-1, -1), INK), ("LINEBELOW", (0, 0), (-1, -1), 0.4, INK),
                   ("ALIGN", (2, 0), (-1, -1), "RIGHT"), ("TOPPADDING", (0, 0), (-1, -1), 2),
                   ("BOTTOMPADDING", (0, 0), (-1, -1), 3)])
PLAIN = TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 1)])
SIGN = TableStyle([("LINEABOVE", (0, 1), (0, 1), 0.8, INK), ("LINEABOVE", (1, 1), (1, 1), 0.8, INK),
                   ("LINEABOVE", (3, 1), (3, 1), 0.8, INK), ("LINEABOVE", (4, 1), (4, 1), 0.8, INK),
                   ("BOTTOMPADDING", (0, 0), (-1, 0), 26)])
MARKS = {"": "{}", "b": "<b>{}</b>", "i": "<i>{}</i>"}
BLOCKS = blocks.blocks()


def markup(runs):
    return "".join(MARKS[style].format(escape(text)) for text, style in runs)


def filled(text, values):
    return re.sub(r"\{\{(.+?)\}\}", lambda mark: escape(values[mark[1]]), text)


def plain(runs, values):
    return re.sub(r"\{\{(.+?)\}\}", lambda mark: values[mark[1]], "".join(text for text, _ in runs))


READY = [(kind, markup(value[1]) if kind == "heading" else markup(value) if kind in ("paragraph", "item") else None, value)
         for kind, value in BLOCKS]


def flowable(kind, text, value, values):
    if kind == "heading":
        return Paragraph(text, HEADINGS[value[0] - 1])
    if kind == "paragraph":
        return Paragraph(filled(text, values), TEXT)
    if kind == "item":
        return Paragraph(text, ITEM, bulletText="•")
    if kind == "fields":
        rows = [[Paragraph(markup(label), LABEL), Paragraph(filled(markup(said), values), BODY)] for label, said in value]
        return Table(rows, [80, 386], style=PLAIN, spaceAfter=8)
    if kind == "table":
        return Table([["".join(text for text, _ in cell) for cell in row] for row in value[1]],
                     [92, 218, 45, 50, 62], style=GRID, repeatRows=1, spaceAfter=6)
    left, right = value
    rows = [[Paragraph(MARKS["b"].format(plain(left[0], values)), SANS), "", "",
             Paragraph(MARKS["b"].format(plain(right[0], values)), SANS), ""],
            [Paragraph(plain(left[1], values), SANS), Paragraph("Date", LABEL), "",
             Paragraph(plain(right[1], values), SANS), Paragraph("Date", LABEL)],
            [Paragraph(plain(left[2], values), LABEL), "", "", Paragraph(plain(right[2], values), LABEL), ""]]
    return KeepTogether([Spacer(1, 6), Table(rows, [150, 65, 36, 150, 65], style=SIGN)])


def make(index):
    values, out = blocks.values(index), io.BytesIO()

    def footer(canvas, document):
        canvas.setFont("Noto", 7.4)
        canvas.setFillColor(MUTED)
        canvas.setLineWidth(0.4)
        canvas.line(25 * mm, 52, letter[0] - 25 * mm, 52)
        canvas.drawString(25 * mm, 40, blocks.FOOTER)
        canvas.drawRightString(letter[0] - 25 * mm, 40, f"{values['numero']} · page {document.page} de 2")

    document = SimpleDocTemplate(out, pagesize=letter, leftMargin=19 * mm + 11, rightMargin=19 * mm + 11,
                                 topMargin=16 * mm + 11, bottomMargin=20 * mm + 11, pageCompression=COMPRESS,
                                 title=blocks.TITLE, lang="fr-CA")
    document.build([flowable(*ready, values) for ready in READY], footer, footer)
    return out.getvalue()


def main():
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    count, size = int(words[0]), 0
    for i in range(10):
        make(i)
    cpu, wall = time.process_time(), time.monotonic()
    for i in range(count):
        last = make(i)
        size += len(last)
    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    if len(words) > 1:
        open(words[1], "wb").write(last)
    print(json.dumps({"engine": "ReportLab", "mode": "memory", "workers": 1, "documents": count, "cpu": cpu, "wall": wall,
                      "per_cpu_second": count / cpu, "per_second": count / wall, "bytes": size // count,
                      "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


if __name__ == "__main__":
    main()
