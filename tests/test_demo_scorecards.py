"""The demonstration's scorecards: the same each time, read without a warning, and small."""

import csv
from io import BytesIO

import pytest
from openpyxl import load_workbook

from kpis.catalogue.loading import load_catalogue
from kpis.demo.making import Demo
from kpis.demo.score_files import SCORECARDS, card_files, card_workbook, scored
from kpis.intake.examining import examine
from kpis.intake.forms import load_forms
from kpis.settings import ROOT, settings

FOLDER = ROOT / "data" / "demo" / SCORECARDS


@pytest.fixture(scope="module")
def demo() -> Demo:
    return Demo(load_catalogue(settings().catalogue))


def cells(content: bytes) -> list[tuple]:
    book = load_workbook(BytesIO(content))
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


def test_a_workbook_made_again_is_the_committed_one(demo):
    one = next(one for one in card_files(demo) if one.file == "2022 cham diem cap huyen.xlsx")
    assert cells(card_workbook(demo, one)) == cells((FOLDER / one.file).read_bytes())


def test_the_folder_holds_exactly_what_the_manifest_lists(demo):
    with (FOLDER / "manifest.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    files = card_files(demo)
    assert [one["file"] for one in listed] == [one.file for one in files]
    assert {path.name for path in FOLDER.glob("*.xlsx")} == {one.file for one in files}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_100_000


def test_every_sheet_is_its_unit_s_card_and_nothing_is_wrong_with_it(demo):
    forms = load_forms(settings().forms)
    for one in card_files(demo):
        if one.defined.year not in (2021, 2024):
            continue
        content = (FOLDER / one.file).read_bytes()
        verdict = examine(content, one.file, demo.catalogue, forms)
        assert {finding.severity for finding in verdict.findings} <= {"note"}
        units = [unit.id for unit in scored(demo, one.defined)]
        assert [(sheet.org_unit, sheet.set) for sheet in verdict.sheets] == [
            (unit, one.defined.id) for unit in units
        ]
        assert verdict.illustrative
        stages = {each.stage for each in verdict.criteria}
        assert stages == {"self" if one.self_only else "appraised"}


def test_what_was_lost_has_a_reason_an_owner_and_a_deadline(demo):
    forms = load_forms(settings().forms)
    one = next(one for one in card_files(demo) if one.file == "2023 cham diem cap huyen.xlsx")
    verdict = examine((FOLDER / one.file).read_bytes(), one.file, demo.catalogue, forms)
    leaves = {part.code for part in one.defined.leaves if part.judged != "survey"}
    lost = [each for each in verdict.criteria if each.code in leaves and each.lost]
    assert len(lost) > 50
    for each in lost:
        assert each.reason
        assert each.owner
        assert each.due.dates
    assert any(each.depends_on == "UBND tỉnh" for each in lost)
    assert any(each.claimed for each in lost)
