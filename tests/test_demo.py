"""The demonstration: believable, whole, and the same each time."""

import csv
from collections import defaultdict
from dataclasses import replace
from datetime import date
from io import BytesIO
from runpy import run_module

import pytest
from openpyxl import load_workbook

from kpis.catalogue.loading import Catalogue, load_catalogue
from kpis.catalogue.model import UnitKind
from kpis.demo.dossiers import COPIED
from kpis.demo.levels import quarters
from kpis.demo.making import Demo
from kpis.demo.plans import plan_workbook
from kpis.demo.punctuality import DOSSIER_FORM, INDICATOR_FORM, LATE, MISSING, no_survey
from kpis.demo.units import reporting
from kpis.domain.deadlines import DeadlineKind
from kpis.domain.named_criteria import named_criteria
from kpis.domain.periods import Period
from kpis.intake.examining import examine
from kpis.intake.forms import load_forms
from kpis.intake.verdict import FindingCode
from kpis.settings import ROOT, settings
from tests.intake.conftest import Memory

FOLDER = ROOT / "data" / "demo"


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_catalogue(settings().catalogue)


@pytest.fixture(scope="module")
def demo(shipped) -> Demo:
    return Demo(shipped)


def cells(content: bytes) -> list[tuple]:
    book = load_workbook(BytesIO(content))
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("period", ["2021-Q3", "2025-Q2"])
def test_regenerating_a_quarter_gives_the_committed_workbooks(demo, period):
    again = [one for one in demo.deliveries if one.period.code == period]
    assert len(again) >= 2
    for one in again:
        assert cells(demo.workbook(one)) == cells((FOLDER / one.file).read_bytes())


def test_the_folder_holds_exactly_what_the_manifest_lists(demo):
    assert (FOLDER / "manifest.csv").read_text(encoding="utf-8") == demo.manifest()
    files = {path.name for path in FOLDER.glob("*.xlsx")}
    assert files == set(demo.files)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_000_000


def test_making_writes_the_same_bytes_and_takes_away_what_is_stale(tmp_path, monkeypatch, capsys):
    (tmp_path / "stale.xlsx").write_bytes(b"")
    (tmp_path / "kept.txt").write_bytes(b"")
    monkeypatch.setattr("sys.argv", ["demo", str(tmp_path), "2022-Q4"])
    run_module("kpis.demo", run_name="__main__")
    assert "3 workbooks" in capsys.readouterr().out
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(first) == {
        "2022-Q4 II.06a tong hop.xlsx",
        "2022-Q4 II.06a bo sung.xlsx",
        "2022-Q4 KPI-Q tong hop.xlsx",
        "kept.txt",
        "manifest.csv",
    }
    run_module("kpis.demo", run_name="__main__")
    assert first == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_every_identity_of_the_dossier_form_holds(demo):
    for row in demo.dossiers.values():
        c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13 = row.columns
        assert c3 == c4 + c5 + c6 == c7 + c11
        assert (c7, c11) == (c8 + c9 + c10, c12 + c13)
        assert min(row.columns) >= 0


def test_what_was_open_is_carried_over_into_the_next_quarter(demo, shipped):
    wrong = [
        (unit, code)
        for (unit, code), row in demo.dossiers.items()
        if (before := demo.dossiers.get((unit, Period.parse(code).earlier().code)))
        and before.pending != row.carried_over
    ]
    assert wrong == [COPIED]


def test_merged_departments_carry_over_what_their_parts_left(demo, shipped):
    parts = [one.id for one in shipped.org_units.values() if one.successor == "kg-so-noi-vu-2025"]
    left = sum(demo.dossiers[one, "2024-Q4"].pending for one in parts)
    assert len(parts) == 2
    assert demo.dossiers["kg-so-noi-vu-2025", "2025-Q1"].carried_over == left > 0


def test_counts_are_parts_of_their_wholes(demo):
    assert all(0 <= part <= whole > 0 for part, whole in demo.counts.values())
    for (unit, indicator, period), (_, whole) in demo.counts.items():
        if indicator == "national_portal_rate":
            assert whole == demo.counts[unit, "online_service_rate", period][0]


def test_37_units_report_until_the_mergers_and_31_after(shipped):
    sizes = [len(reporting(shipped, period)) for period in quarters()]
    assert sizes == [37] * 16 + [31] * 2


def test_the_province_handles_as_many_dossiers_as_kien_giang_did(demo):
    totals = defaultdict(int)
    for (_, period), row in demo.dossiers.items():
        totals[period] += row.columns[0]
    calm = {period: total for period, total in totals.items() if not period.startswith("2021")}
    assert all(235_000 < total < 295_000 for total in calm.values())
    assert totals["2021-Q3"] < 0.75 * totals["2021-Q2"]  # social distancing


def test_enough_units_report_except_for_the_surveys_of_one_quarter(demo, shipped):
    thin = set()
    for period in quarters():
        sent = _sent(demo, period)
        for indicator in shipped.indicators.values():
            form = INDICATOR_FORM if indicator.asked_in_workbook else DOSSIER_FORM
            ids = {one.id for one in shipped.reporters_of(indicator)}
            asked = [one for one in reporting(shipped, period) if one.id in ids]
            told = [
                one
                for one in asked
                if one.id in sent[form] and not no_survey(one.id, indicator.id, period)
            ]
            if len(told) < shipped.programme.completeness_limit * len(asked):
                thin.add((period.code, indicator.id))
    assert {period for period, _ in thin} == {"2021-Q3"}
    assert {indicator for _, indicator in thin} == {
        "satisfaction_rate",
        "satisfaction_land_construction_investment",
        "satisfaction_public_service",
    }


def _sent(demo: Demo, period: Period) -> dict[str, set[str]]:
    sent = defaultdict(set)
    for one in demo.deliveries:
        if one.period == period:
            sent[one.form] |= {unit.id for unit in one.units}
    return sent


def test_late_and_missing_reports_name_units_that_exist_then(shipped):
    named = [(key, units) for key, units in MISSING.items()]
    named += [(key, units) for key, (_, units) in LATE.items()]
    for (code, _), units in named:
        there = {one.id for one in reporting(shipped, Period.parse(code))}
        assert set(units) <= there


def test_late_workbooks_come_after_the_due_date_and_others_before(demo, shipped):
    with (FOLDER / "manifest.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    assert [one["received_on"] for one in listed] == sorted(one["received_on"] for one in listed)
    forms = {one.file for one in demo.deliveries}
    for one in (one for one in listed if one["file"] in forms):
        period = Period.parse(one["file"][:7])
        due = shipped.calendar.due_on(UnitKind.DISTRICT, period)
        received = date.fromisoformat(one["received_on"])
        assert (received > due) == ("bo sung" in one["file"])
        assert received >= period.window()[1] or received.weekday() == 4


@pytest.fixture(scope="module")
def verdicts(shipped, demo) -> dict[str, object]:
    """Every workbook as the importer sees it, in the order of coming in."""
    known, forms, found = Memory(), load_forms(settings().forms), {}
    for one in demo.deliveries:
        content = (FOLDER / one.file).read_bytes()
        found[one.file] = verdict = examine(content, one.file, shipped, forms, known)
        known.keep(replace(verdict, sha256=one.file))
    return found


def test_the_importer_finds_the_one_mistake_and_asks_one_question(verdicts):
    _, period = COPIED
    found = [
        (file, finding.code) for file, verdict in verdicts.items() for finding in verdict.findings
    ]
    # Ban Quản lý Khu kinh tế tỉnh, some 150 dossiers a quarter, was always in time for a year.
    assert found == [
        (f"{period} II.06a tong hop.xlsx", FindingCode.SAME_AS_LAST_PERIOD),
        ("2025-Q1 II.06a tong hop.xlsx", FindingCode.ALWAYS_FULL),
        ("2025-Q2 II.06a tong hop.xlsx", FindingCode.ALWAYS_FULL),
    ]


def test_the_importer_reads_every_figure_of_its_unit_and_period(verdicts, demo):
    for one in demo.deliveries:
        verdict = verdicts[one.file]
        (sheet,) = verdict.sheets
        assert (sheet.form, sheet.period) == (one.form, one.period.code)
        assert verdict.illustrative
        assert {cell.org_unit for cell in verdict.observations} == {unit.id for unit in one.units}
    read = {
        (cell.org_unit, cell.period, cell.item): cell.value
        for verdict in verdicts.values()
        for cell in verdict.observations
    }
    row = demo.dossiers["kg-900", "2023-Q4"]
    assert read["kg-900", "2023-Q4", "received_online"] == row.online
    assert read["kg-900", "2023-Q4", "pending_late"] == row.pending_late
    part, whole = demo.counts["kg-900", "satisfaction_rate", "2023-Q4"]
    assert read["kg-900", "2023-Q4", "satisfaction_rate.numerator"] == part
    assert read["kg-900", "2023-Q4", "satisfaction_rate.denominator"] == whole
    assert ("kg-899", "2021-Q3", "satisfaction_rate.numerator") not in read


@pytest.fixture(scope="module")
def plans(shipped, demo) -> dict[int, object]:
    """Each year's plan as the importer sees the committed workbook."""
    forms = load_forms(settings().forms)
    contents = {one.year: (FOLDER / one.file, one.file) for one in demo.plans}
    return {
        year: examine(path.read_bytes(), name, shipped, forms)
        for year, (path, name) in contents.items()
    }


def test_every_year_has_its_plan_with_every_kind_of_deadline(plans, shipped):
    assert list(plans) == list(range(2021, 2026))
    for year, verdict in plans.items():
        [sheet] = verdict.sheets
        assert (sheet.set, sheet.org_unit) == (f"ke-hoach-cchc-{year}", "kg")
        assert (verdict.findings, verdict.illustrative, len(verdict.tasks)) == ((), True, 24)
        assert all(set(one.lead_units) <= set(shipped.org_units) for one in verdict.tasks)
        assert all(one.lead_units for one in verdict.tasks)
        kinds = {one.due.kind for one in verdict.tasks}
        assert kinds == {DeadlineKind.DATES, DeadlineKind.RECURRENT, DeadlineKind.OPEN}
        assert any(one.due.tentative for one in verdict.tasks)
        assert {one.deadline for one in verdict.tasks} >= {"Thường xuyên", "Theo kế hoạch", "-"}


def test_the_plans_win_back_some_of_the_points_of_the_year_before_and_not_all(plans, shipped):
    for year, verdict in plans.items():
        named = {one.code for task in verdict.tasks for one in named_criteria([], task.criteria)}
        # The first scorecards are those of 2021: the plan of that year has nothing to answer.
        assert bool(named) == (year > 2021)
        of_year = [one for one in shipped.criteria_sets.values() if one.year == year - 1]
        for one in (each for each in of_year if each.id.startswith("kg-")):
            assert named
            assert named < {part.code for part in one.leaves}


def test_the_plans_came_in_after_all_that_they_say_was_done(plans, demo):
    for one in demo.plans:
        days = [day for task in plans[one.year].tasks for day in task.done_on]
        assert days
        assert max(days) <= one.received_on


def test_a_plan_is_made_the_same_each_time(demo, shipped):
    for one in demo.plans:
        assert plan_workbook(shipped, one) == (FOLDER / one.file).read_bytes()
