"""Where text stands on the pages of a PDF, from the boxes that pdftotext gives, and what is wrong with it."""
import html
import re
import subprocess
from collections import namedtuple

from harness import ROOT

MM = 72 / 25.4
Word = namedtuple("Word", "page left top right bottom text")
Sheet = namedtuple("Sheet", "width height words")
WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
PAGE = re.compile(r'<page width="(.*?)" height="(.*?)">')


def style(path=ROOT / "templates/style.ini"):
    """The measures of style.ini, those that it only comments included."""
    lines = re.findall(r"^#? ?(\w+) = ([\d,]+)$", path.read_text("utf-8"), re.M)
    return {key: float(value.replace(",", ".")) for key, value in lines}


STYLE = style()
WATERMARKS = ("Transcription — l’original signé fait foi", "Transcription — the signed original prevails",
              "SPÉCIMEN", "SPECIMEN")


def read(pdf):
    """A Sheet for each page."""
    done = subprocess.run(["pdftotext", "-bbox", "-enc", "UTF-8", pdf, "-"], capture_output=True, check=True)
    sheets = []
    for line in done.stdout.decode("utf-8").split("\n"):
        page, word = PAGE.search(line), WORD.search(line)
        if page:
            sheets.append(Sheet(float(page[1]), float(page[2]), []))
        elif word:
            box = [float(word[i]) for i in range(1, 5)]
            sheets[-1].words.append(Word(len(sheets), *box, html.unescape(word[5])))
    return sheets


def core(word):
    """A box has the height of its face: its middle third stands for what is inked."""
    third = (word.bottom - word.top) / 3
    return word.top + third, word.bottom - third


def outside(sheet, word):
    """Beyond a margin. Below the lower one stands only the small type of the footer."""
    top, bottom = core(word)
    if word.left < STYLE["marge_gauche"] * MM - 1 or word.right > sheet.width - STYLE["marge_droite"] * MM + 1:
        return True
    if top < STYLE["marge_haut"] * MM - 1 or word.bottom > sheet.height - 18:
        return True
    small = word.bottom - word.top < 1.45 * STYLE["pied"]
    return bottom > sheet.height - STYLE["marge_bas"] * MM + 1 and not small


def collide(a, b):
    (top, bottom), (other_top, other_bottom) = core(a), core(b)
    return a.right > b.left + 0.5 and b.right > a.left + 0.5 and bottom > other_top and other_bottom > top


def on_top(words):
    """The first word that stands on another, for each that does."""
    near, found = [], []
    for word in sorted(words, key=lambda w: core(w)[0]):
        top = core(word)[0]
        near = [other for other in near if core(other)[1] > top]
        found += [(other, word) for other in near if collide(other, word)][:1]
        near.append(word)
    return found


def without_watermark(sheets):
    """It lies under the text, across the page: pdftotext gives pieces of it in high boxes, the same on every page."""
    def place(word):
        return tuple(word[1:])
    everywhere = set.intersection(*(set(map(place, sheet.words)) for sheet in sheets)) if len(sheets) > 1 else set()

    def of_mark(word):
        return (any(word.text in mark for mark in WATERMARKS)
                and (place(word) in everywhere or word.bottom - word.top > 1.65 * STYLE["titre3"]))
    return [sheet._replace(words=[word for word in sheet.words if not of_mark(word)]) for sheet in sheets]


def faults(pdf):
    """What a printer would send back, in words."""
    said = []
    for number, sheet in enumerate(without_watermark(read(pdf)), 1):
        said += [f"page {number} : « {w.text} » hors des marges ({w.left:.0f}, {w.top:.0f}, {w.right:.0f}, {w.bottom:.0f})"
                 for w in sheet.words if outside(sheet, w)]
        said += [f"page {number} : « {b.text} » sur « {a.text} » ({b.left:.0f}, {b.top:.0f})" for a, b in on_top(sheet.words)]
    return said
