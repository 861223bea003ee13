#!/usr/bin/python3
"""Reads a workbook back, as another program than ours sees it.

    read_workbook.py FILE            a line a sheet and a line a cell that holds something
    from read_workbook import sheets the same, as {sheet: [{label: value}, …]}

A cell is "SHEET!A1<TAB>kind<TAB>value": kind is text, number, date, time or formula;
a date is ISO. What a cell has besides is "SHEET!A1<TAB>comment|link|fill<TAB>…", the fill
as RRGGBB. A defined name is "NAME<TAB>name<TAB>range", a chart "SHEET<TAB>chart<TAB>…". A sheet is "SHEET<TAB>sheet<TAB>facts" (frozen cell, filter, rows
repeated on each printed page, orientation, paper, pages wide by high).
"""
import datetime
import sys
import warnings

import openpyxl


def kind_of(cell):
    if cell.data_type == "f":
        return "formula", cell.value
    if isinstance(cell.value, datetime.datetime):
        return "date", cell.value.date().isoformat()
    if isinstance(cell.value, datetime.time):
        return "time", cell.value.isoformat("minutes")
    if isinstance(cell.value, (int, float)):
        return "number", f"{cell.value:g}"
    return "text", str(cell.value).replace("\n", "\\n")


def facts(sheet):
    setup = sheet.page_setup
    return (f"{sheet.freeze_panes} {sheet.auto_filter.ref} {sheet.print_title_rows} "
            f"{setup.orientation} {setup.paperSize} {setup.fitToWidth or 1}x{setup.fitToHeight}")


def open_book(path, values=False):
    """Without what openpyxl says of data bars, which it cannot show. `values`: those of the formulas."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
        return openpyxl.load_workbook(path, data_only=values)


def sheets(path):
    """Each sheet of lines as a list of rows, by the labels of row 1."""
    book = open_book(path)
    read = {}
    for sheet in book:
        rows = list(sheet.iter_rows(values_only=True))
        read[sheet.title] = [dict(zip(rows[0], row)) for row in rows[1:]]
    return read


def names(book):
    """The names defined in a workbook, whatever the version of openpyxl."""
    known = book.defined_names
    return sorted(known if isinstance(known, dict) else (name.name for name in known.definedName))


def charts(sheet):
    """A line a chart: kind, where it stands, then what each series shows: categories, values."""
    for chart in sheet._charts:
        corner = chart.anchor._from
        shown = [f"{series.cat.strRef.f if series.cat.strRef else series.cat.numRef.f}={series.val.numRef.f}"
                 for series in chart.series]
        yield f"{chart.tagname} {corner.col},{corner.row} {' '.join(shown)}"


def main():
    book = open_book(sys.argv[1])
    for name in names(book):
        print(f"{name}\tname\t{book.defined_names[name].attr_text}")
    print(f"created\tproperty\t{book.properties.created.isoformat()}")
    for sheet in book:
        print(f"{sheet.title}\tsheet\t{facts(sheet)}")
        for chart in charts(sheet):
            print(f"{sheet.title}\tchart\t{chart}")
        for rule in (r for rules in sheet.conditional_formatting for r in rules.rules):
            print(f"{sheet.title}\tcolour\t{rule.operator or rule.type} {' '.join(rule.formula)}".rstrip())
        for row in sheet.iter_rows():
            for cell in row:
                at = f"{sheet.title}!{cell.coordinate}"
                if cell.value is not None:
                    kind, value = kind_of(cell)
                    print(f"{at}\t{kind}\t{value}")
                if cell.comment:
                    print(f"{at}\tcomment\t" + cell.comment.text.replace("\n", "\\n"))
                if cell.hyperlink:
                    print(f"{at}\tlink\t{cell.hyperlink.location}")
                if cell.fill.fill_type == "solid":
                    print(f"{at}\tfill\t{cell.fill.fgColor.rgb[2:]}")


if __name__ == "__main__":
    main()
