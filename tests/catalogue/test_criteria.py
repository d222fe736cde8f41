"""Every shipped criteria set loads and says what its document says; each wrong entry is named."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from kpis.catalogue.loading import load_catalogue
from kpis.domain.criteria import Judged
from kpis.errors import CatalogueInvalid
from kpis.settings import ROOT

SHIPPED = ROOT / "data" / "catalogue"
HUYEN = "criteria/kg-huyen-2023"


@pytest.fixture(scope="module")
def sets():
    return load_catalogue(SHIPPED).criteria_sets


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "catalogue"))


def spoil(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(CatalogueInvalid) as caught:
        load_catalogue(folder)
    return caught.value.facts


def test_the_district_set_of_2016_holds_what_the_plan_of_tinh_bien_prints(sets):
    one = sets["cham-diem-tinh-bien-2016"]
    # Kế hoạch 119/KH-UBND of 28/8/2017: 70 + 30; what it does not print has no maximum.
    printed = {part.code: part.max for part in one.parts if part.max is not None}
    assert printed == {
        code: Decimal(most)
        for code, most in {
            "1": 36, "1.5.3": 2, "1.7.2": 2, "3": 4, "3.2": 1, "5": 5, "5.2": 1, "5.3.3": 1,
            "7": 7, "7.1.5": 3, "DTXHH": 30,
        }.items()
    }  # fmt: skip
    assert (one.max, one.survey_max, one.illustrative, one.own_grades) == (100, 30, False, True)
    assert not one.is_listed_whole


def test_the_national_set_counts_its_parts_and_leaves_unpublished_points_open(sets):
    for year in range(2022, 2031):
        one = sets[f"par-index-tinh-{year}"]
        # Quyết định 876/QĐ-BNV of 10/11/2022.
        assert (one.counts, one.max, one.survey_max) == ((8, 37, 88), 100, 32)
        assert len(one.parts) == 8
        assert {part.max for part in one.parts} == {None}
        assert [grade.at_least for grade in one.grades] == [90, 80, 70]


def test_the_province_s_own_sets_are_illustrative_whole_and_tied_to_indicators(sets):
    own = [one for one in sets.values() if one.id.startswith("kg-")]
    assert {(one.block.value, one.year) for one in own} == {
        (block, year) for block in ("agency", "district") for year in range(2021, 2025)
    }
    for one in own:
        assert one.illustrative
        assert one.is_listed_whole
        assert sum(part.max for part in one.leaves) == one.max == 100
        surveys = [part.max for part in one.leaves if part.judged is Judged.SURVEY]
        assert sum(surveys) == one.survey_max == 30
        tied = {part.indicator for part in one.leaves if part.indicator}
        assert {"on_time_rate", "online_dossier_rate", "online_payment_rate"} <= tied


@pytest.mark.parametrize(
    ("old", "new", "entry", "reason"),
    [
        ("3.5,Xin", "3.6,Xin", "3.6", "stands twice"),
        ("3.2,Hồ", "9.2,Hồ", "9.2", "nothing stands above"),
        ("đúng hạn,6,banded", "đúng hạn,5,banded", "3.2", "highest band gives 6"),
        ('công chức",10,survey', 'công chức",9,survey', "8", "add up to 29"),
        ("từ 99 %: 6; 97 % –", "từ 99 %: 6; 96 % –", "line 15 rule", "overlap"),
        ("95 % – dưới 97 %: 3", "95 % – dưới 96 %: 3", "line 15 rule", "nothing is said from 96"),
        ("banded,từ 99 %", "formula,từ 99 %", "3.2", "does not fit"),
        ("2,yes_no,,,Biên", "2,yes_no,ngưỡng 80 %,,Biên", "3.1", "takes no rule"),
        (",formula,ngưỡng 50 %,", ",formula,,", "7.1", "a rule is missing"),
        ("on_time_rate", "khong_co", "3.2", "“khong_co” is not defined"),
        ('tổ chức",20,survey', 'tổ chức",hai,survey', "line 37 max", "decimal"),
        ("20,survey", "20,đoán", "line 37 judged", "Input should be"),
        ("survey,,,,,,\n8.2", "survey,,,,,,x\n8.2", "8.1", "no bonus points"),
    ],
)  # fmt: skip
def test_a_wrong_entry_of_the_tree_is_named(folder, old, new, entry, reason):
    facts = spoil(folder, f"{HUYEN}.csv", old, new)
    assert "kg-huyen" in facts["file"]
    assert entry in facts["entry"]
    assert reason in facts["reason"]


@pytest.mark.parametrize(
    ("old", "new", "entry", "reason"),
    [
        ("max = 100", "max = 101", "max", "add up to 100"),
        ("survey_max = 30", "survey_max = 29", "survey_max", "add up to 30"),
        ('block = "district"', 'block = "huyen"', "block", "Input should be"),
        ("years = [2023, 2024]", "years = []", "years", "at least 1"),
        ("years = [2023, 2024]", "years = [2022, 2023]", "id", "kg-huyen-2022"),
        ("at_least = 90", "at_least = 190", "grade.0.at_least", "less than or equal"),
    ],
)
def test_a_wrong_entry_of_the_head_is_named(folder, old, new, entry, reason):
    facts = spoil(folder, f"{HUYEN}.toml", old, new)
    assert facts["entry"].strip() == entry
    assert reason in facts["reason"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("kg-huyen-2022,1.1.1,", "kg-huyen-1999,1.1.1,", "kg-huyen-1999"),
        ("kg-huyen-2023,1.1.1", "kg-huyen-2023,9.9", "9.9"),
    ],
)
def test_a_match_of_what_is_not_there_is_named(folder, old, new, found):
    assert found in spoil(folder, "criteria/matches.csv", old, new)["reason"]


def test_an_owner_written_like_an_id_must_be_a_unit(folder):
    facts = spoil(folder, "criteria/par-index-tinh.csv", "kg-so-tu-phap", "kg-so-khac")
    assert (facts["entry"], facts["reason"]) == ("2", "“kg-so-khac” is not defined")


def test_a_folder_without_criteria_has_no_sets(folder):
    shutil.rmtree(folder / "criteria")
    assert load_catalogue(folder).criteria_sets == {}
