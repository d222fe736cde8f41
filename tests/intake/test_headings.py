"""The headings of every form and variant ever received: each must be read for ever."""

import tomllib
from pathlib import Path

import pytest

from kpis.catalogue.loading import load_catalogue
from kpis.intake.examining import examine
from kpis.intake.verdict import FindingCode
from tests.intake.builders import merges, xls, xlsx
from tests.intake.conftest import SHIPPED

FOLDER = Path(__file__).parent / "headings"
TABLES = [
    table
    for path in sorted(FOLDER.glob("*.toml"))
    for table in tomllib.loads(path.read_text("utf-8"))["table"]
]


def figures(table):
    """Return small numbers that differ from cell to cell beside it, one row for each label."""
    return [
        [(row + at) % 9 + 1 if item else "" for at, item in enumerate(table["items"])]
        for row in range(len(table["labels"]))
    ]


def workbook(table):
    """Return a table's headings as a file, with figures under them, and its merged areas."""
    header, count = table["header"], len(table["header"][0])
    title = [[text] for text in table.get("title", [])]
    rows = [*title]
    rows += [["" if one in ("<", "^") else one for one in line] for line in header]
    if form := table.get("numbering"):
        rows.append([form.replace("n", str(number)) for number in range(1, count + 1)])
    for at, (label, line) in enumerate(zip(table["labels"], figures(table), strict=True)):
        number = table.get("numbers", range(1, 99))[at]
        rows.append([number, *[""] * table.get("before", 0), label, *line])
    shift = int(table.get("shifted", False))
    rows = [["", *row] if shift else row for row in rows]
    if table.get("xls"):
        return xls(rows)
    areas = merges(header, len(title), shift)
    return xlsx(rows, sheet=table.get("sheet", "Biểu"), merges=areas)


@pytest.fixture(scope="session")
def catalogues(catalogue):
    sample = SHIPPED / "samples" / "an_giang" / "catalogue"
    return {"kien_giang": catalogue, "an_giang": load_catalogue(sample)}


@pytest.mark.parametrize("table", TABLES, ids=[table["name"] for table in TABLES])
def test_headings_once_received_are_read_for_ever(table, catalogues, forms):
    catalogue = catalogues[table.get("catalogue", "kien_giang")]
    verdict = examine(workbook(table), table.get("file", "bieu.xlsx"), catalogue, forms)
    [sheet] = verdict.sheets
    assert (sheet.form, sheet.period) == (table["form"], table.get("period"))
    assert verdict.accepted
    assert FindingCode.UNKNOWN_COLUMN not in {one.code for one in verdict.findings}
    assert [one.indicator for one in verdict.targets] == table.get("targets", [])
    found = [one.item for one in verdict.observations]
    items = [item for item in table["items"] if item]
    expected = [] if "targets" in table else items * len(table["labels"])
    assert found == table.get("found", expected)
    if found and "found" not in table:
        values = [one for line in figures(table) for one in line if one]
        assert [one.value for one in verdict.observations] == values


def test_every_form_has_its_headings_here(forms):
    # Plans and scorecards are read by their own words.
    written = {one.code for one in forms if one.layout in ("plan", "scorecard")}
    assert {table["form"] for table in TABLES} == set(forms.forms) - written
