"""Units with a history as definitions: what is refused, what is doubtful, and how edits read."""

import shutil
from datetime import date

import pytest

from kpis.catalogue.kinds import UnitKind
from kpis.catalogue.loading import load_catalogue
from kpis.catalogue.unit_edits import ended, renamed
from kpis.catalogue.unit_events import EventKind
from kpis.catalogue.unit_history import events_of, moves_until, namesakes, origins_of
from kpis.catalogue.unit_report import Doubt, Doubtful, doubts
from kpis.errors import CatalogueInvalid
from kpis.intake.catalogue_texts import catalogue_of
from kpis.settings import ROOT

SHIPPED = ROOT / "data" / "catalogue"
MERGED = date(2025, 3, 1)


@pytest.fixture(scope="module")
def shipped():
    return load_catalogue(SHIPPED)


@pytest.fixture
def copied(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "catalogue")


def rewritten(folder, name, written, spoilt):
    path = folder / name
    text = path.read_text("utf-8")
    assert written in text
    path.write_text(text.replace(written, spoilt, 1), "utf-8")


def test_every_unit_s_end_is_an_event_and_every_successor_one_of_its_heirs(shipped):
    ended_on = {one.from_unit: one.on for one in shipped.unit_events}
    for unit in shipped.org_units.values():
        if unit.valid_to and unit.kind is not UnitKind.GROUP:
            assert (ended_on[unit.id] - unit.valid_to).days == 1


def test_six_agencies_of_2025_have_taken_over_from_two_or_more(shipped):
    new = [one.id for one in shipped.org_units.values() if one.valid_from == MERGED]
    assert {one: len(origins_of(shipped, one)) for one in new} == dict.fromkeys(new, 2)
    assert origins_of(shipped, "kg-van-phong-ubnd-tinh") == {"kg-so-ngoai-vu"}


def test_districts_are_abolished_without_an_heir(shipped):
    for unit in shipped.units_of(UnitKind.DISTRICT):
        [event] = events_of(shipped, unit.id)
        assert (event.kind, event.on, event.to_unit) == (EventKind.ABOLISH, date(2025, 7, 1), None)
        assert event.document in shipped.documents
    moved = {one.org_unit for one in moves_until(shipped, date(2026, 1, 1))}
    assert not moved & {unit.id for unit in shipped.units_of(UnitKind.DISTRICT)}


def test_units_of_one_name_are_told_apart(shipped):
    assert namesakes(shipped) == {
        f"kg-so-{name}{year}"
        for name in ("noi-vu", "tai-chinh", "xay-dung", "khoa-hoc-va-cong-nghe")
        for year in ("", "-2025")
    }


FIRST = "merge,2025-03-01,kg-so-tai-chinh,kg-so-tai-chinh-2025,"
SPLIT = "split,2025-03-01,kg-so-noi-vu,kg-so-noi-vu-2025,"
OTHER = "split,2025-03-01,kg-so-noi-vu,kg-so-dan-toc-va-ton-giao,"
# What is written in place of what; the line and the reason that are then named.
BROKEN = {
    "a unit nobody defined": (FIRST, FIRST.replace("chinh,kg", "thue,kg"), "line 4", "so-tai-thue"),
    "an heir nobody defined": (FIRST, FIRST.replace("-2025,", "-2026,"), "line 4", "2026"),
    "a document nobody defined": (f"{FIRST},,", f"{FIRST},x,", "line 4", "x"),
    "a kind nobody knows": (FIRST, FIRST.replace("merge", "join"), "line 4 kind", "merge"),
    "no heir": (FIRST, "merge,2025-03-01,kg-so-tai-chinh,,", "line 4", "merge"),
    "a day too late": (FIRST, FIRST.replace("03-01", "04-01"), "line 4", "2025-03-31"),
    "a day too early": (FIRST, FIRST.replace("03-01", "02-01"), "line 4", "2025-02-28"),
    "an heir that is not there yet": (
        FIRST, "merge,2025-03-01,kg-so-tai-chinh,kg-so-noi-vu,", "line 4", "kg-so-noi-vu"),
    "two units that merge into each other": (
        FIRST, "merge,2025-03-01,kg-so-tai-chinh,kg-so-ke-hoach-va-dau-tu,", "line 4",
        "does not exist"),
    "a merger with a share": (FIRST, f"{FIRST}0.5", "line 4", "only a split"),
    "two mergers of one day": (
        FIRST, f"{FIRST.replace('-chinh-2025', '-nguyen-va-moi-truong')}", "line 4", "not exist"),
    "a split into one": (OTHER, SPLIT, "line 2", "needs two"),
    "a share for one only": (SPLIT, f"{SPLIT}0.5", "line 2", "a share for each"),
    "a share of everything": (SPLIT, f"{SPLIT}1", "line 2 share", "less than 1"),
    "the same level as a change of level": (
        FIRST, FIRST.replace("merge", "change_of_level"), "line 4", "same level"),
    "an heir the list of units does not know": (
        FIRST, FIRST.replace("tai-chinh-2025", "xay-dung-2025"), "line 4", "org_units.csv"),
}  # fmt: skip


@pytest.mark.parametrize(("written", "spoilt", "entry", "reason"), BROKEN.values(), ids=BROKEN)
def test_an_event_that_fits_no_unit_names_its_line_and_the_reason(
    copied, written, spoilt, entry, reason
):
    rewritten(copied, "org_unit_events.csv", written, spoilt)
    with pytest.raises(CatalogueInvalid) as problem:
        load_catalogue(copied)
    facts = problem.value.facts
    assert facts["file"] == "org_unit_events.csv"
    assert entry in facts["entry"]
    assert reason in facts["reason"]


def test_shares_that_are_not_whole_are_refused_and_whole_ones_are_not(copied):
    rewritten(copied, "org_unit_events.csv", f"{SPLIT},", f"{SPLIT}0.9,")
    rewritten(copied, "org_unit_events.csv", f"{OTHER},", f"{OTHER}0.2,")
    with pytest.raises(CatalogueInvalid, match=r"add up to 1\.1"):
        load_catalogue(copied)
    rewritten(copied, "org_unit_events.csv", f"{OTHER}0.2,", f"{OTHER}0.1,")
    heirs = {one.heir: one.share for one in moves_until(load_catalogue(copied), MERGED)
             if one.org_unit == "kg-so-noi-vu"}  # fmt: skip
    assert heirs == {"kg-so-noi-vu-2025": 0.9, "kg-so-dan-toc-va-ton-giao": 0.1}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("kg-899,kg-900,1", "commune's part"),
        ("kg-x,kg-900,1", "kg-x"),
        ("kg-899,kg-900,1.5", "less than or equal"),
    ],
)
def test_an_old_area_is_a_commune_s_part_in_a_district(copied, row, reason):
    rewritten(copied, "old_areas.csv", "share\n", f"share\n{row}\n")
    with pytest.raises(CatalogueInvalid) as problem:
        load_catalogue(copied)
    assert problem.value.facts["file"] == "old_areas.csv"
    assert "line 2" in problem.value.facts["entry"]
    assert reason in problem.value.facts["reason"]


def test_a_province_without_such_files_has_no_events(copied):
    for name in ("org_unit_events.csv", "old_areas.csv"):
        (copied / name).unlink()
    bare = load_catalogue(copied)
    assert (bare.unit_events, bare.old_areas, moves_until(bare, MERGED)) == ((), (), ())


def test_what_the_list_of_units_leaves_open_is_reported(copied):
    rewritten(copied, "org_unit_events.csv", f"{FIRST},,", f"{FIRST},nq_202_2025,")
    rewritten(copied, "org_unit_names.csv", "kg-so-tu-phap,STP,,", "kg-so-y-te,TPRG,,")
    path = copied / "org_unit_events.csv"
    lines = [one for one in path.read_text("utf-8").splitlines() if ",kg-899," not in one]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    units = (copied / "org_units.csv").read_text("utf-8")
    district = next(one for one in units.splitlines() if one.startswith("kg-900,"))
    rewritten(copied, "org_units.csv", district, district.replace("2025-06-30", ""))
    path.write_text(
        "\n".join(one for one in path.read_text("utf-8").splitlines() if ",kg-900," not in one),
        "utf-8",
    )
    found = doubts(load_catalogue(copied), ["kg-900", "kg-902"])
    assert [one for one in found if one.doubt is not Doubt.NO_DOCUMENT] == [
        Doubtful(Doubt.SILENT, "kg-900"),
        Doubtful(Doubt.NO_EVENT, "kg-899"),
        Doubtful(Doubt.TWO_NAMED, "kg-899", "TPRG"),
        Doubtful(Doubt.TWO_NAMED, "kg-so-y-te", "TPRG"),
    ]
    undecided = {one.org_unit for one in found if one.doubt is Doubt.NO_DOCUMENT}
    assert "kg-so-tai-chinh" not in undecided
    assert "kg-so-noi-vu" in undecided


def after(shipped, texts, tmp_path):
    return catalogue_of({**shipped.texts, **texts}, tmp_path)


def test_a_unit_is_renamed_and_still_read_under_its_old_name(shipped, tmp_path):
    on = date(2024, 1, 1)
    texts = renamed(shipped.texts, "kg-so-y-te", on, "Sở Sức khỏe", {"note": "thử"})
    assert set(texts) == {"org_units.csv", "org_unit_names.csv", "org_unit_events.csv"}
    new = after(shipped, texts, tmp_path)
    assert new.org_units["kg-so-y-te"].name_vi == "Sở Sức khỏe"
    names = {one.name: one.valid_from for one in new.names if one.org_unit == "kg-so-y-te"}
    assert (names["Sở Sức khỏe"], names["Sở Y tế"]) == (on, None)
    assert events_of(new, "kg-so-y-te")[0].kind is EventKind.RENAME
    # It stays itself: nothing is moved.
    assert moves_until(new, on) == ()


def _unbound(shipped):
    """The definitions with one agency that goes on after June 2025."""
    units = shipped.texts["org_units.csv"].replace(
        "Sở Y tế,,kg,,2025-06-30,,cơ quan tương ứng của tỉnh An Giang (mới)", "Sở Y tế,,kg,,,,"
    )
    events = shipped.texts["org_unit_events.csv"].splitlines(keepends=True)
    kept = "".join(one for one in events if ",kg-so-y-te," not in one)
    return {**shipped.texts, "org_units.csv": units, "org_unit_events.csv": kept}


@pytest.mark.parametrize(
    ("heirs", "kind"),
    [
        ([], EventKind.ABOLISH),
        ([("kg-so-tu-phap", None)], EventKind.MERGE),
        ([("kg-so-tu-phap", 0.25), ("kg-so-du-lich", 0.75)], EventKind.SPLIT),
        ([("kg-so-tu-phap", None), ("kg-so-du-lich", None)], EventKind.SPLIT),
    ],
)
def test_a_unit_ends_with_as_many_heirs_as_it_has(shipped, tmp_path, heirs, kind):
    base = _unbound(shipped)
    texts = ended(base, "kg-so-y-te", date(2024, 1, 1), heirs, {"document": "nq_202_2025"})
    new = catalogue_of({**base, **texts}, tmp_path)
    unit = new.org_units["kg-so-y-te"]
    assert (unit.valid_to, unit.successor) == (date(2023, 12, 31), heirs[0][0] if heirs else None)
    events = events_of(new, "kg-so-y-te")
    assert {(one.kind, one.document) for one in events} == {(kind, "nq_202_2025")}
    assert [(one.to_unit, one.share) for one in events] == (heirs or [(None, None)])
