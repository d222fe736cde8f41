"""Everything we ship as data loads, says what the published documents say, and breaks in words."""

import shutil
from collections import Counter
from datetime import date

import pytest

from kpis.catalogue.loading import load_catalogue
from kpis.catalogue.model import UnitKind
from kpis.domain.periods import Period, periods_of
from kpis.errors import CatalogueInvalid
from kpis.exports.quarterly_form import asked_of
from kpis.intake.definitions import definition_tables
from kpis.intake.forms import load_forms
from kpis.settings import ROOT, settings

SHIPPED = ROOT / "data"
# Kế hoạch 41-KH/TU ngày 12/01/2022 của Ban Thường vụ Tỉnh ủy Kiên Giang: 24 goals on 26 rows.
PLAN = dict(
    line.split()
    for line in """
    T2.1 20
    T2.2 20
    T2.3 80
    T2.4 80
    T2.5 30
    T2.6 80
    T2.7 80
    T2.8 50
    T2.9 90
    T2.10 85
    T2.11 90
    T2.12 80
    T3.1 10
    T3.2 10
    T3.3 90
    T3.4 85
    T4.1 100
    T5.1 10
    T5.2 100
    T6.1 100
    T6.2 100
    T6.3 100
    T6.4 100
    T6.5a 90
    T6.5b 80
    T6.5c 60
    """.strip().splitlines()
)


@pytest.fixture(scope="module")
def shipped():
    return load_catalogue(SHIPPED / "catalogue")


@pytest.fixture
def copied(data_folder):
    """The shipped definitions beside the data, to be spoilt."""
    for name in ("catalogue", "forms"):
        shutil.copytree(SHIPPED / name, data_folder / name)
    return data_folder


def test_the_plan_s_goals_are_the_published_ones(shipped):
    of_plan = [goal for goal in shipped.goals if goal.document == "kh_41_2022"]
    assert {goal.code: goal.target for goal in of_plan} == {
        code: float(target) for code, target in PLAN.items()
    }
    assert {(goal.comparator, goal.due, goal.own_setting) for goal in of_plan} == {
        (">=", "2025", False)
    }


def test_the_province_s_own_goal_is_marked_as_such(shipped):
    [own] = [goal for goal in shipped.goals if goal.document is None]
    assert (own.indicator, own.target, own.own_setting, own.id) == (
        "on_time_rate",
        95,
        True,
        "on_time_rate",
    )
    assert len(shipped.goals) == 27


def test_network_dossiers_have_a_goal_for_each_level(shipped):
    levels = {goal.code: goal.levels for goal in shipped.goals if goal.code.startswith("T6.5")}
    assert levels == {
        "T6.5a": [UnitKind.PROVINCE, UnitKind.AGENCY],
        "T6.5b": [UnitKind.DISTRICT],
        "T6.5c": [UnitKind.COMMUNE],
    }


def test_every_indicator_has_a_goal_and_every_headline_an_indicator(shipped):
    assert {goal.indicator for goal in shipped.goals} == set(shipped.indicators)
    assert set(shipped.programme.headline) <= set(shipped.indicators)


@pytest.mark.parametrize(
    ("day", "agencies"),
    [
        (date(2021, 1, 1), 22),
        (date(2025, 2, 28), 22),
        (date(2025, 3, 1), 16),
        (date(2025, 7, 1), 0),
    ],
)
def test_the_province_s_units_by_day(shipped, day, agencies):
    standing = Counter(unit.kind for unit in shipped.org_units.values() if unit.valid_on(day))
    assert standing[UnitKind.AGENCY] == agencies
    assert standing[UnitKind.DISTRICT] == (15 if agencies else 0)


def test_every_unit_is_somebody_s_and_every_closed_one_has_an_heir(shipped):
    for unit in shipped.org_units.values():
        assert (unit.parent == shipped.province.id) == (unit is not shipped.province)
        if unit.valid_to and unit.kind is not UnitKind.GROUP:
            assert unit.successor or unit.successor_note
        if unit.successor:
            heir = shipped.org_units[unit.successor]
            assert heir.valid_on(unit.valid_to.replace(year=2025, month=3, day=1))


@pytest.mark.parametrize(
    ("day", "owner"),
    [
        (date(2025, 2, 28), "kg-so-noi-vu"),
        (date(2025, 3, 1), "kg-so-noi-vu-2025"),
        # After the last day of the province nobody has taken over.
        (date(2025, 7, 1), "kg-so-noi-vu-2025"),
    ],
)
def test_whoever_took_over_answers_for_an_indicator(shipped, day, owner):
    assert shipped.owner_on(shipped.indicators["satisfaction_rate"], day).id == owner


def test_a_name_is_in_use_for_its_time(shipped):
    [city] = [one for one in shipped.names if one.name == "Thành phố Phú Quốc"]
    assert [city.valid_on(date(2021, month, 1)) for month in (2, 3)] == [False, True]


def test_each_district_has_a_tile_of_its_own(shipped):
    tiles = [(unit.tile_row, unit.tile_column) for unit in shipped.units_of(UnitKind.DISTRICT)]
    assert len(set(tiles)) == len(tiles) == 15
    assert None not in {part for tile in tiles for part in tile}


def test_every_unit_but_a_group_goes_by_its_own_name(shipped):
    named = {name.org_unit for name in shipped.names}
    groups = {unit.id for unit in shipped.units_of(UnitKind.GROUP)}
    assert named == set(shipped.org_units) - groups


def test_every_goal_is_somebody_s_to_report(shipped):
    tables = definition_tables(shipped)
    asked = {*tables["reporter"], *((row[0], row[1]) for row in tables["member"])}
    goals = {row[2] for row in tables["target"] if (row[0], row[1]) in asked}
    # The communes' own figures are not collected.
    assert {goal.id for goal in shipped.goals} - goals == {"T6.5c"}


def test_nobody_has_two_goals_for_an_indicator(shipped):
    pairs = Counter((row[0], row[1]) for row in definition_tables(shipped)["target"])
    assert set(pairs.values()) == {1}


def test_every_item_of_a_source_is_in_a_form_or_asked_in_the_workbook(shipped):
    items = {column.item for form in load_forms(SHIPPED / "forms") for column in form.column}
    for one in shipped.indicators.values():
        for source in one.all_sources:
            wanted = {*source.numerator, *source.denominator, *source.denominator_less} - items
            assert {item.partition(".")[0] for item in wanted} <= set(shipped.indicators)
        official = any(set(source.numerator) <= items for source in one.sources)
        assert official or one.asked_in_workbook


def test_the_workbook_asks_every_agency_for_something(shipped):
    units = shipped.units_of(UnitKind.AGENCY, UnitKind.DISTRICT)
    asked = asked_of(shipped, units, Period.parse("2024-Q1"))
    assert {line.unit.id for line in asked} == {unit.id for unit in units}


def test_reports_are_due_for_each_level_and_kind_of_period(shipped):
    calendar = shipped.calendar
    for level in (UnitKind.PROVINCE, UnitKind.AGENCY, UnitKind.DISTRICT):
        assert all(calendar.due_on(level, period) for period in periods_of(2024))
    assert calendar.due_on(UnitKind.COMMUNE, Period.parse("2024-Q1")) is None
    assert calendar.due_on(UnitKind.AGENCY, Period.parse("2024-Q1")) == date(2024, 3, 16)
    # The year's report is called in a month before it ends.
    assert calendar.due_on(UnitKind.AGENCY, Period.parse("2024")) == date(2024, 11, 20)


def test_titles_and_documents_are_in_both_languages(shipped):
    texts = [shipped.programme.title, *(area.title for area in shipped.programme.area)]
    for one in shipped.indicators.values():
        texts += [one.title, one.short, one.numerator, one.denominator]
    for document in shipped.documents.values():
        texts += [document.kind, document.issuer]
    assert all(set(text) == {"vi", "en"} for text in texts)
    for unit in shipped.org_units.values():
        assert all((*unit.name.values(), *unit.short.values()))


def test_every_indicator_s_legal_basis_is_used(shipped):
    used = {key for one in shipped.indicators.values() for key in one.documents}
    assert used <= set(shipped.documents)


def test_the_shipped_forms_load():
    assert {"II.06a", "KPI-Q"} <= {form.code for form in load_forms(SHIPPED / "forms")}


def test_definitions_are_read_again_once_a_file_changes(copied):
    before = load_catalogue(settings().catalogue)
    assert load_catalogue(settings().catalogue) is before
    goals = copied / "catalogue" / "goals.csv"
    goals.write_text(goals.read_text("utf-8").replace(">=,95,", ">=,96.5,"), "utf-8")
    after = load_catalogue(settings().catalogue)
    assert after.goals[0].target == 96.5
    assert after.digest != before.digest


def test_a_table_saved_by_excel_reads_the_same(copied):
    for name in ("goals.csv", "org_units.csv"):
        path = copied / "catalogue" / name
        text = path.read_text("utf-8")
        path.write_text(text.replace("\n", "\r\n"), "utf-8-sig", newline="")
    again = load_catalogue(copied / "catalogue")
    assert again.goals == load_catalogue(SHIPPED / "catalogue").goals


def test_a_line_break_inside_a_cell_is_part_of_its_text(copied):
    goals = copied / "catalogue" / "goals.csv"
    goals.write_text(goals.read_text("utf-8").replace("tối thiểu 20%", '"tối thiểu\n20%"', 1))
    assert load_catalogue(copied / "catalogue").goals[1].wording == "tối thiểu\n20%"


# What is written for what in which file; what the entry and the reason then name.
BROKEN = {
    "TOML syntax": ("programme.toml", 'id = "2021-2025"', "id = 2021-", "", "line 2"),
    "a key missing": ("programme.toml", 'starts = "2021-Q1"\n', "", "starts", "required"),
    "a key nobody knows": (
        "indicators.toml", "[on_time_rate]", "[on_time_rate]\ncolour = 1", "on_time_rate colour",
        "not permitted"),
    "a choice nobody knows": (
        "indicators.toml", 'measure = "flow"', 'measure = "folw"', "on_time_rate measure", "flow"),
    "an entry that is no table": ("documents.toml", "[", 'x = "y"\n[', "x", "dictionary"),
    "an indicator that is no table": (
        "indicators.toml", "[on_time_rate]", 'x = "y"\n[on_time_rate]', "x", "dictionary"),
    "a text without Vietnamese": (
        "indicators.toml", 'vi = "Hồ sơ đúng hạn", ', "", "on_time_rate short", "Vietnamese"),
    "a period nobody knows": (
        "programme.toml", 'ends = "2025-Q4"', 'ends = "2025-Q5"', "ends", "2025-Q5"),
    "an area nobody defined": (
        "indicators.toml", 'area = "cai_cach_tthc"', 'area = "khac"', "on_time_rate area", "khac"),
    "an owner nobody defined": (
        "indicators.toml", 'owner = "kg-van-phong-ubnd-tinh"', 'owner = "kg-x"',
        "on_time_rate owner", "kg-x"),
    "a document nobody defined": (
        "indicators.toml", 'documents = ["tt_01_2020"]', 'documents = ["x"]',
        "on_time_rate documents", "x"),
    "reporters nobody defined": (
        "indicators.toml", 'reporters = ["agency", "district"]', 'reporters = ["village"]',
        "on_time_rate reporters", "village"),
    "part of a goal nobody defined": (
        "indicators.toml", 'of_which = "online_payment_procedure_rate"', 'of_which = "x"',
        "online_payment_rate of_which", "x"),
    "a province nobody defined": (
        "programme.toml", 'province = "kg"', 'province = "ag"', "province", "ag"),
    "a programme's document nobody defined": (
        "programme.toml", 'document = "kh_41_2022"', 'document = "x"', "document", "x"),
    "a headline nobody defined": (
        "programme.toml", 'headline = ["on_time_rate"', 'headline = ["x"', "headline", "x"),
    "a goal of no indicator": (
        "goals.csv", "T2.1,regulation_cut_rate", "T2.1,x", "T2.1 indicator", "x"),
    "a goal of no subject": ("goals.csv", "rate,kg,province,", "rate,k,province,", "subject", "k"),
    "a goal of no document": ("goals.csv", "2025,kh_41_2022", "2025,x", "T2.1 document", "x"),
    "a number that is none": ("goals.csv", ">=,95,", ">=,cao,", "line 2 target", "number"),
    "a number with a decimal comma": (
        "goals.csv", ">=,95,", '>=,"95,5",', "line 2 target", "number"),
    "a level nobody knows": (
        "goals.csv", "province agency", "tỉnh agency", "line 2 levels.0", "'province'"),
    "a goal for nobody": (
        "goals.csv", "kg,province agency district", "kg,", "line 2 levels", "at least 1"),
    "a comparator nobody knows": ("goals.csv", ">=,95", "=>,95", "line 2 comparator", "pattern"),
    "a goal against its direction": (
        "goals.csv", ">=,95", "<=,95", "on_time_rate", "contradicts the direction"),
    "a line too short": ("goals.csv", ",2025,,yes,\n", "\n", "line 2", "string"),
    "a line too long": ("goals.csv", ",2025,,yes,\n", ",2025,,yes,,x,y\n", "line 2", "string"),
    "a goal twice": ("goals.csv", "T2.2,", "T2.1,", "T2.1", "twice"),
    "two goals for a level": (
        "goals.csv", "kg-cap-huyen,district", "kg-cap-huyen,agency", "network_dossier_rate agency",
        "twice"),
    "an interim target of no goal": (
        "milestones.csv", "shape\n", "shape\nT9,2023,50\n", "2023", "T9"),
    "an interim target in no period": (
        "milestones.csv", "shape\n", "shape\nT2.1,2023-Q9,5\n", "line 2 due", "2023-Q9"),
    "an interim target twice": (
        "milestones.csv", "shape\n", "shape\nT2.1,2023,5\nT2.1,2023,6\n", "T2.1 2023", "twice"),
    "a goal without its number": (
        "goals.csv", ">=,20,2025,kh_41", ">=,,2025,kh_41", "line 3", "needs target"),
    "a bridge over no break": (
        "indicators.toml", "[online_service_rate.later.bridge]",
        "[[online_dossier_rate.later]]\nsince = 2023-01-01\nbridge = { rule = { vi = 'x' } }\n[x]",
        "online_dossier_rate", "without a reason"),
    "two definitions of one year": (
        "indicators.toml", "since = 2022-06-24", "since = 2021-06-24", "online_service_rate",
        "one year"),
    "another formula of nothing": (
        "indicators.toml", 'id = "on_time_rate.766"', 'id = "late_rate.766"', "late_rate.766",
        "does not begin with"),
    "a unit's own target of no goal": (
        "unit_goals.csv", "valid_to\n", "valid_to\nT9,kg-899,5,,vì,,,\n", "kg-899", "T9"),
    "two own targets of a unit at a time": (
        "unit_goals.csv", "valid_to\n",
        "valid_to\nT2.1,kg,5,,vì,,,2023-01-01\nT2.1,kg,6,,vì,,2023-01-01,\n", "T2.1 kg", "twice"),
    "a unit spared for no reason": (
        "not_applicable.csv", "reason\n", "reason\non_time_rate,kg-899,,,\n", "line 2 reason",
        "at least"),
    "a unit spared what nobody defined": (
        "not_applicable.csv", "reason\n", "reason\nx,kg-899,,,vì\n", "kg-899", "x"),
    "a unit twice": ("org_units.csv", "\nkg-900,", "\nkg-899,", "kg-899", "twice"),
    "a day that is none": (
        "org_units.csv", "2025-02-28", "2025-02-30", "valid_to", "day value"),
    "an heir nobody defined": (
        "org_units.csv", "28,kg-so-noi-vu-2025", "28,kg-x", "kg-so-noi-vu", "kg-x"),
    "an heir that takes over from itself": (
        "org_units.csv", "28,kg-so-noi-vu-2025", "28,kg-so-noi-vu", "kg-so-noi-vu", "itself"),
    "a name of no unit": (
        "org_unit_names.csv", "kg-899,TPRG", "kg-898,TPRG", "TPRG", "kg-898"),
    "a due day no month has": ("calendar.toml", "day = 16", "day = 31", "due.0.day", "28"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("file", "written", "spoilt", "entry", "reason"), BROKEN.values(), ids=BROKEN.keys()
)
def test_a_broken_definition_names_file_entry_and_reason(
    copied, file, written, spoilt, entry, reason
):
    path = copied / "catalogue" / file
    text = path.read_text("utf-8")
    assert written in text
    path.write_text(text.replace(written, spoilt, 1), "utf-8")
    with pytest.raises(CatalogueInvalid) as problem:
        load_catalogue(copied / "catalogue")
    facts = problem.value.facts
    assert facts["file"] == file
    assert entry in facts["entry"]
    assert reason in facts["reason"]


@pytest.mark.parametrize("file", ["programme.toml", "goals.csv", "org_units.csv", "calendar.toml"])
def test_a_missing_file_is_named(copied, file):
    (copied / "catalogue" / file).unlink()
    with pytest.raises(CatalogueInvalid) as problem:
        load_catalogue(copied / "catalogue")
    assert problem.value.facts == {"file": file, "entry": "", "reason": "file not found"}


@pytest.mark.parametrize("file", ["programme.toml", "org_units.csv"])
def test_a_file_in_another_encoding_is_named(copied, file):
    path = copied / "catalogue" / file
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))
    with pytest.raises(CatalogueInvalid, match=file):
        load_catalogue(copied / "catalogue")


def test_a_table_that_is_no_table_is_named(copied):
    (copied / "catalogue" / "goals.csv").write_text('"' + "x" * 200_000)
    with pytest.raises(CatalogueInvalid, match="field larger"):
        load_catalogue(copied / "catalogue")


@pytest.mark.parametrize(
    ("written", "spoilt", "reason"),
    [
        ('code = "II.06a"', "code = ", ""),
        ('family = "dossiers"\n', "", "required"),
        ('family = "dossiers"', 'family = "dossiers"\ncolour = 1', "not permitted"),
        ('path = ["received", "total"]', 'path = ["recieved", "total"]', "recieved"),
    ],
    ids=["syntax", "a key missing", "a key nobody knows", "a word nobody defined"],
)
def test_a_broken_form_names_file_and_reason(copied, written, spoilt, reason):
    path = copied / "forms" / "ii_06a.toml"
    text = path.read_text("utf-8")
    assert written in text
    path.write_text(text.replace(written, spoilt, 1), "utf-8")
    with pytest.raises(CatalogueInvalid) as problem:
        load_forms(copied / "forms")
    assert problem.value.facts["file"] == "ii_06a.toml"
    assert reason in problem.value.facts["reason"]


def test_a_form_s_code_stands_once(copied):
    shutil.copyfile(copied / "forms" / "ii_06a.toml", copied / "forms" / "z.toml")
    with pytest.raises(CatalogueInvalid, match="twice"):
        load_forms(copied / "forms")
