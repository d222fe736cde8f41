"""A criteria set goes out as a workbook, is edited, and comes back as definitions."""

from dataclasses import fields
from io import BytesIO

import openpyxl
import pytest

from kpis.errors import CatalogueInvalid
from kpis.exports.criteria_workbook import criteria_workbook
from kpis.intake.catalogue_editing import edit, proposed
from kpis.intake.criteria_workbook import read_criteria_workbook
from kpis.intake.house import open_house
from kpis.intake.score_errors import SetUnreadable
from kpis.queries.criteria_sets import criteria_set
from tests.conftest import MACHINE
from tests.intake.builders import xlsx


def written(catalogue, set_):
    defined = catalogue.criteria_sets[set_]
    sets = catalogue.criteria_sets.values()
    years = [one.year for one in sets if one.definition == defined.definition]
    return criteria_workbook(defined, years)


def facts(defined):
    return {field.name: getattr(defined, field.name) for field in fields(defined)}


def changed(content, change):
    book = openpyxl.load_workbook(BytesIO(content))
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "set_", ["kg-huyen-2023", "kg-so-2021", "cham-diem-tinh-bien-2016", "par-index-tinh-2022"]
)
def test_every_shipped_set_comes_back_as_it_was(house, set_):
    texts = read_criteria_workbook(written(house.catalogue, set_), "x.xlsx", house.catalogue.texts)
    again = proposed(house, texts).criteria_sets
    assert again.keys() == house.catalogue.criteria_sets.keys()
    for name, one in house.catalogue.criteria_sets.items():
        assert facts(again[name]) == facts(one)


def test_an_edited_set_counts_from_a_new_version_on(house):
    def lower(book):
        sheet = book["Tiêu chí"]
        row = next(one for one in sheet.iter_rows() if one[0].value == "3.2")
        row[4].value = "Đạt từ 98 %: 6 điểm; 95 % – dưới 98 %: 3 điểm; dưới 95 %: 0 điểm"

    content = changed(written(house.catalogue, "kg-huyen-2023"), lower)
    texts = read_criteria_workbook(content, "x.xlsx", house.catalogue.texts)
    assert set(texts) == {"criteria/kg-huyen-2023.toml", "criteria/kg-huyen-2023.csv"}
    before = house.store.version()
    edit(house, texts, MACHINE, "Điều chỉnh mức điểm")
    now = open_house()
    assert len(now.catalogue.criteria_sets["kg-huyen-2024"].by_code["3.2"].rule.bands) == 3
    for version, bands in ((before, 4), (now.store.version(), 3)):
        with now.store.reader(version) as con:
            found = criteria_set(con, set_="kg-huyen-2024")
        assert len(found.by_code["3.2"].rule.bands) == bands


def test_a_set_of_another_name_becomes_new_files(house):
    def rename(book):
        sheet = book["Bộ tiêu chí"]
        for row in sheet.iter_rows():
            if row[0].value == "Mã bộ tiêu chí":
                row[1].value = "kg-xa"
            if row[0].value == "Khối":
                row[1].value = "Cấp xã"

    content = changed(written(house.catalogue, "kg-huyen-2023"), rename)
    texts = read_criteria_workbook(content, "x.xlsx", house.catalogue.texts)
    assert set(texts) == {"criteria/kg-xa-2023.toml", "criteria/kg-xa-2023.csv"}
    made = proposed(house, texts).criteria_sets["kg-xa-2024"]
    assert (made.block, len(made.parts)) == ("commune", 37)


def test_a_wrong_cell_is_named_and_nothing_changes(house):
    def spoil(book):
        book["Tiêu chí"]["C4"].value = 99

    content = changed(written(house.catalogue, "kg-huyen-2023"), spoil)
    texts = read_criteria_workbook(content, "x.xlsx", house.catalogue.texts)
    with pytest.raises(CatalogueInvalid) as caught:
        proposed(house, texts)
    assert caught.value.facts["entry"] == "1.1"


@pytest.mark.parametrize(
    "content", [b"no workbook", xlsx([["a"]]), xlsx([["a"]], sheet="Tiêu chí")]
)
def test_what_holds_no_set_is_refused(house, content):
    with pytest.raises(SetUnreadable):
        read_criteria_workbook(content, "x.xlsx", house.catalogue.texts)
