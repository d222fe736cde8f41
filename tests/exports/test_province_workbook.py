"""The whole province in one plain workbook, and a store made of it again elsewhere."""

from datetime import datetime

import pytest
from openpyxl import load_workbook

from kpis.accounts.roles import Actor, Role, Via
from kpis.errors import NotAllowed
from kpis.exports.catalogue_workbook import LIST_SHEET
from kpis.exports.province_workbook import write_province
from kpis.intake import recording
from kpis.intake.catalogue_editing import edit
from kpis.intake.house import catalogue_at, open_house
from kpis.intake.province_errors import NotAProvince, RowUnreadable, StoreNotEmpty
from kpis.intake.rebuilding import rebuild
from kpis.queries.figures import figures
from kpis.store.raw_tables import raw_tables
from kpis.words import Words
from tests.builders import MACHINE, WARNING, counts, received, store

T = Words()
OFFICER = Actor("lan", Role.OFFICER, Via.PASSWORD)
WHY = "máy mới"
# Sums run in no fixed order, so the last digits of bounds may differ.
EXACT = 9


def written(house, out):
    """The newest version as a workbook."""
    version = house.store.version()
    texts = catalogue_at(house.store, version, house.definitions).texts
    with house.store.reader(version) as con:
        write_province(con, raw_tables(), texts, ["hôm nay"], T, out)
    return out


def said(house):
    with house.store.reader(house.store.version()) as con:
        table = figures(con)
    numbers = table.select_dtypes("number").round(EXACT)
    return table.assign(**{one: numbers[one] for one in numbers})


def rows_of(house, table):
    with house.store.reader(house.store.version()) as con:
        return con.execute(f'SELECT * FROM "{table}" ORDER BY ALL').fetchall()  # noqa: S608


@pytest.fixture
def elsewhere(monkeypatch, tmp_path_factory):
    """Turn to an empty data folder."""

    def turned():
        folder = tmp_path_factory.mktemp("elsewhere")
        monkeypatch.setenv("KPIS_DATA", str(folder))
        return folder

    return turned


def send_two_reports(house):
    good = received(
        counts("online_payment_rate", "kg-899", 1, 3, "2021-Q1"), file="=cmd|'x'!A1.xlsx"
    )
    bad = received(
        counts("online_payment_rate", "kg-900", 5, 9, "2021-Q1"),
        file="-sai.xlsx",
        findings=(WARNING,),
    )
    store(house, good)
    [submission] = store(house, bad, reason='"đã hỏi"\r\nhai dòng')
    recording.withdraw(house, submission, MACHINE, "nộp nhầm")


@pytest.fixture
def small(filled):
    """Two reports, one of them withdrawn, an accepted warning and texts that look like others."""
    return filled(send_two_reports)


def test_the_demonstration_rebuilt_elsewhere_has_every_figure_and_status(demo, tmp_path, elsewhere):
    before, raw = said(demo), {one: rows_of(demo, one) for one in raw_tables()}
    out = written(demo, tmp_path / "tinh.xlsx")
    elsewhere()
    rebuild(out.read_bytes(), out.name, MACHINE, WHY)
    again = open_house()
    assert len(before) > 10_000
    assert said(again).equals(before)
    changing = ("change", "catalogue_text")
    assert {one: rows_of(again, one) for one in raw if one not in changing} == {
        one: rows for one, rows in raw.items() if one not in changing
    }
    assert rows_of(again, "change")[:-1] == raw["change"]
    assert rows_of(again, "change")[-1][2:] == ("kiem-tra", "rebuild", WHY)


def test_what_was_withdrawn_stays_out_and_every_text_is_as_it_was(small, tmp_path, elsewhere):
    kept = ("submission", "withdrawal_event", "finding", "observation", "sheet")
    before = {one: rows_of(small, one) for one in kept}
    out = written(small, tmp_path / "tinh.xlsx")
    elsewhere()
    rebuild(out.read_bytes(), out.name, MACHINE, WHY)
    again = open_house()
    assert {one: rows_of(again, one) for one in kept} == before
    figure = said(again)
    assert set(figure.loc[figure["value"].notna(), "org_unit"]) == {"kg-899", "kg", "kg-cap-huyen"}
    assert store(again, received(counts("online_payment_rate", "kg-901", 1, 2, "2021-Q1")))


def test_definitions_edited_here_or_in_the_workbook_count_in_the_new_store(
    small, tmp_path, elsewhere
):
    milestones = "goal,due,target\nT2.5,2023,30\n"
    edit(small, {"milestones.csv": milestones}, MACHINE, "đặt mốc")
    out = written(open_house(), tmp_path / "tinh.xlsx")
    book = load_workbook(out)
    sheet = book["programme"]
    [limit] = [row for row in sheet.iter_rows() if row[0].value == "completeness_limit"]
    limit[1].value = 0.5
    book.save(out)
    elsewhere()
    rebuild(out.read_bytes(), out.name, MACHINE, WHY)
    catalogue = open_house().catalogue
    assert catalogue.texts["milestones.csv"] == milestones
    assert catalogue.programme.completeness_limit == 0.5
    store(open_house(), received(counts("online_payment_rate", "kg-901", 1, 2, "2021-Q1")))
    assert open_house().catalogue.programme.completeness_limit == 0.5


def test_the_first_sheet_lists_every_other_with_its_rows(small, tmp_path):
    book = load_workbook(written(small, tmp_path / "tinh.xlsx"))
    listed = {row[0]: row[1:3] for row in book[LIST_SHEET].iter_rows(min_row=4, values_only=True)}
    assert list(listed) == book.sheetnames[1:]
    assert listed["store.observation"] == ("store.observation", 4)
    assert {f"store.{one}" for one in raw_tables()} <= set(listed)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert any(cell.value == datetime(2024, 7, 1) for cell in cells if cell.is_date)


def test_a_store_with_figures_is_never_rebuilt_over(small, tmp_path):
    out, versions = written(small, tmp_path / "tinh.xlsx"), small.store.versions()
    with pytest.raises(StoreNotEmpty):
        rebuild(out.read_bytes(), out.name, MACHINE, WHY)
    assert small.store.versions() == versions


def test_only_an_administrator_rebuilds(small, tmp_path, elsewhere):
    out = written(small, tmp_path / "tinh.xlsx")
    elsewhere()
    with pytest.raises(NotAllowed):
        rebuild(out.read_bytes(), out.name, OFFICER, WHY)


def altered(out, change):
    book = load_workbook(out)
    change(book)
    book.save(out)
    return out


def say_nonsense(book):
    [value] = [cell for cell in book["store.observation"][1] if cell.value == "value"]
    book["store.observation"].cell(2, value.column).value = "mười"


def lead_out_of_the_folder(book):
    book["store.catalogue_text"]["B2"].value = "../../ra.csv"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (say_nonsense, RowUnreadable),
        (lead_out_of_the_folder, NotAProvince),
        (lambda book: book.remove(book["store.observation"]), NotAProvince),
        (lambda book: book.remove(book[LIST_SHEET]), NotAProvince),
    ],
)
def test_a_workbook_that_cannot_be_trusted_leaves_nothing_behind(
    small, tmp_path, elsewhere, change, refusal
):
    out = altered(written(small, tmp_path / "tinh.xlsx"), change)
    folder = elsewhere()
    with pytest.raises(refusal):
        rebuild(out.read_bytes(), out.name, MACHINE, WHY)
    assert not open_house().store.versions()
    assert not (folder / "catalogue").exists()
    assert not list(folder.parent.rglob("ra.csv"))


def test_no_workbook_at_all_is_refused(data_folder):
    for content in (b"", b"PK\x03\x04 broken", b"a,b\n1,2\n"):
        with pytest.raises(NotAProvince) as refused:
            rebuild(content, "la.xlsx", MACHINE, WHY)
        assert refused.value.facts["file"].startswith("la.xlsx")
