"""Scorecards for agencies of the centre, which no catalogue has: named by hand, then known."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from kpis.__main__ import app as cli
from kpis.exports.scorecard_form import Filled, Outsider
from kpis.exports.scorecard_set import cards_to_send, outsiders_of
from kpis.exports.scorecard_template import scorecard_workbook
from kpis.intake.catalogue_editing import edit
from kpis.intake.checking import check, check_and_record
from kpis.queries.card_rows import card_texts
from kpis.queries.outsiders import outsiders
from kpis.queries.scorecards import reckoned
from kpis.queries.scoring import summary
from kpis.words import Words
from tests.conftest import DAY, MACHINE
from tests.pages.conftest import come
from tests.pages.reading import page_of

T = Words()
BEFORE, SET = "kg-so-2023", "kg-so-2024"
TAX, INSURANCE = "Cục Thuế tỉnh Kiên Giang", "Bảo hiểm xã hội tỉnh Kiên Giang"


def have_a_set_for_the_centre(house):
    name = "criteria/kg-so-2021.toml"
    text = house.catalogue.texts[name].replace('block = "agency"', 'block = "vertical"')
    edit(house, {name: text}, MACHINE, "khối ngành dọc")


@pytest.fixture
def house(filled):
    """An installation whose set of agencies is one for agencies of the centre."""
    return filled(have_a_set_for_the_centre)


def sent(house, set_, *names):
    """Store cards of units by name, each with half a point at the first component."""
    defined = house.catalogue.criteria_sets[set_]
    first = defined.leaves[0].code
    cards = [(Outsider(one), {first: Filled(self=Decimal("0.5"))}) for one in names]
    book = scorecard_workbook(defined, cards, DAY)
    [(received, stored)] = check_and_record(house, [("a.xlsx", book)], MACHINE, "đủ", DAY)
    assert stored, received.verdict.findings


def zipped(house, set_):
    with house.store.reader(house.store.version()) as con:
        names = outsiders(con, set_=set_)
        known = reckoned(con, set_), card_texts(con, set_=set_)
    units = outsiders_of(names)
    return ZipFile(BytesIO(cards_to_send(house.catalogue.criteria_sets[set_], units, *known)))


def opened(**link):
    app = come("score/scorecard", lang="vi", set=SET, show="set", **link)
    assert not app.exception
    return app


def downloads(app):
    return [one.proto.label for one in app.get("download_button")]


def test_units_are_named_by_hand_where_nobody_is_known(house):
    app = opened()
    assert not any("đơn vị (.zip)" in one for one in downloads(app))
    [names] = app.text_area
    names.set_value(f"{TAX}\n\n  {INSURANCE} \n{TAX.upper()}")
    [use] = [one for one in app.button if one.label == T("score.card_names_use")]
    app = use.click().run()
    assert not app.exception
    assert T("score.take_templates", count=2) in downloads(app)


def test_cards_go_out_prefilled_to_all_whose_cards_are_known(house):
    sent(house, SET, TAX)
    sent(house, BEFORE, TAX, INSURANCE)
    [names] = opened().text_area
    assert names.value.splitlines() == [INSURANCE, TAX]
    archive = zipped(house, SET)
    assert archive.namelist() == [
        "kg-so-2024 bao hiem xa hoi tinh kien giang.xlsx",
        "kg-so-2024 cuc thue tinh kien giang.xlsx",
    ]
    # What is known of a card stands in it, and it comes back as that unit's.
    for name, unit, points in zip(archive.namelist(), (INSURANCE, TAX), (None, 0.5), strict=True):
        [one] = check(house, [("b.xlsx", archive.read(name))], DAY)
        first = one.verdict.criteria[0]
        assert (first.whose, first.self) == (f"-{unit}", points)
    with house.store.reader(house.store.version()) as con:
        assert summary(con, set_=SET)["org_unit"].tolist() == [f"-{TAX}"]


def test_one_unit_s_card_goes_out_too(house):
    sent(house, SET, TAX)
    link = {"lang": "vi", "set": SET, "show": "card", "unit": f"-{TAX}"}
    app = come("score/scorecard", **link)
    assert not app.exception
    assert T("score.take_template") in downloads(app)
    assert TAX in page_of(app).words


def test_the_command_line_writes_the_same_cards(house, tmp_path):
    sent(house, BEFORE, TAX, INSURANCE)
    out = tmp_path / "mau.zip"
    answer = CliRunner().invoke(cli, ["scorecard-template", "--set", SET, "-o", str(out)])
    assert answer.exit_code == 0
    assert ZipFile(out).namelist() == zipped(house, SET).namelist()
    assert len(ZipFile(out).namelist()) == 2


def test_a_name_that_no_file_may_have_makes_a_file_all_the_same(house):
    units = outsiders_of(['Chi cục/Đội "A": 1', "<b>"])
    with house.store.reader(house.store.version()) as con:
        known = reckoned(con, SET), card_texts(con, set_=SET)
    content = cards_to_send(house.catalogue.criteria_sets[SET], units, *known)
    names = ZipFile(BytesIO(content)).namelist()
    assert names == ["kg-so-2024 chi cuc-doi -a-- 1.xlsx", "kg-so-2024 -b-.xlsx"]
