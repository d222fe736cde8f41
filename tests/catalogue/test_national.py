"""The published figures of all provinces: every line arrived, and a wrong one says where it is."""

import shutil
from collections import Counter
from datetime import date

import pytest

from kpis.catalogue.national import load_national
from kpis.errors import CatalogueInvalid
from kpis.settings import ROOT, settings

SHIPPED = ROOT / "data" / "national"
ROWS = {
    "par_index": {2012: 9, 2013: 6, 2014: 2, 2015: 2, 2016: 3, 2017: 6, 2018: 8, 2019: 10,
                  2020: 13, 2021: 12, 2022: 12, 2023: 17, 2024: 7},
    "sipas": {2017: 2, 2018: 5, 2019: 6, 2020: 7, 2021: 6, 2022: 8, 2023: 11, 2024: 10},
    "papi": {2016: 63, 2017: 63, 2018: 63, 2019: 63, 2020: 63, 2021: 60, 2022: 63, 2023: 61,
             2024: 61},
    "pci": {2016: 63, 2017: 63, 2018: 63, 2019: 63, 2020: 9, 2021: 26, 2022: 20, 2023: 14,
            2024: 16},
}  # fmt: skip


@pytest.fixture(scope="module")
def shipped():
    return load_national(SHIPPED)


@pytest.fixture
def copied(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "copied")


def test_every_published_row_is_there(shipped):
    found = Counter((one.index, one.year) for one in shipped.figures)
    assert found == {(i, year): n for i, years in ROWS.items() for year, n in years.items()}
    assert len(shipped.dimensions) == 4216


@pytest.mark.parametrize(
    ("index", "year", "province", "value", "rank"),
    [
        ("par_index", 2012, "da_nang", 87.14, 1),
        ("par_index", 2018, "quang_ninh", 89.06, 1),
        ("par_index", 2019, "kien_giang", None, 54),
        ("par_index", 2021, "kien_giang", None, 63),
        ("par_index", 2023, "hai_phong", 91.87, 2),
        ("sipas", 2018, "tien_giang", 76.42, 51),
        ("papi", 2016, "kien_giang", 33.197, None),
        ("papi", 2018, "quang_ninh", None, None),
        ("papi", 2024, "kien_giang", 39.912, None),
        ("pci", 2019, "kien_giang", 64.99, 35),
        ("pci", 2022, "kien_giang", 62.24, 56),
        ("pci", 2024, "hai_phong", 74.84, 1),
    ],
)
def test_a_figure_is_the_published_one(shipped, index, year, province, value, rank):
    one = shipped.by_year[index, year][province]
    assert (one.value, one.rank) == (value, rank)


def test_the_ranks_of_the_province_are_those_its_department_named(shipped):
    ranks = [shipped.by_year["par_index", year]["kien_giang"].rank for year in range(2012, 2020)]
    assert ranks == [48, 33, 26, 50, 46, 47, 45, 54]


def test_what_was_inferred_stays_marked(shipped):
    marked = Counter(one.index for one in shipped.figures if one.inferred)
    assert marked == {"par_index": 10, "sipas": 5, "pci": 1}
    assert shipped.by_year["sipas", 2018]["quang_ninh"].inferred


def test_a_total_is_the_sum_of_its_dimensions(shipped):
    sums = {}
    for one in shipped.dimensions:
        key = (one.year, one.province)
        sums[key] = sums.get(key, 0) + one.value
    totals = {
        (one.year, one.province): one.value
        for one in shipped.figures
        if one.index == "papi" and one.value is not None
    }
    assert len(totals) == 556
    # Each dimension was rounded to three decimals by itself.
    assert all(abs(sums[key] - total) < 0.01 for key, total in totals.items())


def test_every_source_is_used_and_says_where_it_is(shipped):
    assert {one.source for one in shipped.figures} == set(shipped.sources)
    assert all(one.text for one in shipped.sources.values())


def test_63_provinces_in_six_regions_became_34(shipped):
    before, after = shipped.on(2024), shipped.on(2025)
    assert (len(before), len(after)) == (63, 34)
    sizes = sorted(Counter(one.region for one in before).values())
    assert sizes == [5, 6, 11, 13, 14, 14]
    parts = Counter(one.successor for one in before if one.successor)
    assert len(parts) == 23 + 1
    assert [one for one, count in parts.items() if count == 1] == ["hue"]


def test_a_code_names_two_provinces_over_time(shipped):
    assert shipped.of_code("91", date(2025, 6, 30)).id == "kien_giang"
    heir = shipped.of_code("91", date(2025, 7, 1))
    assert [one.id for one in shipped.lineage(heir)] == ["an_giang_2025", "an_giang", "kien_giang"]
    assert shipped.of_code("89", date(2025, 7, 1)) is None


def test_a_version_of_an_index_holds_until_the_next(shipped):
    papi = shipped.indexes["papi"]
    assert [papi.version_of(year).best for year in (2016, 2017, 2018, 2024)] == [60, 60, 80, 80]
    assert papi.version_of(2015) is None


def test_a_folder_beside_the_data_takes_the_place_of_the_shipped_one(data_folder):
    assert settings().national == SHIPPED
    shutil.copytree(SHIPPED, data_folder / "national")
    assert settings().national == data_folder / "national"


@pytest.mark.parametrize(
    ("file", "written", "spoilt", "entry", "reason"),
    [
        ("figures.csv", "papi,2024,kien_giang,39.912", "papi,2024,kien_giang,139.912",
         "papi 2024 kien_giang", "139.912 lies outside 0–80"),
        ("figures.csv", "pci,2019,kien_giang,64.99,35", "pci,2019,kien_giang,64.99,64",
         "pci 2019 kien_giang", "there are not 64 provinces"),
        ("figures.csv", "pci,2019,kien_giang", "pci,2018,kien_giang",
         "pci 2018 kien_giang", "stands twice"),
        ("figures.csv", "pci,2019,kien_giang", "pci,2019,phu_quoc",
         "pci 2019 phu_quoc", "“phu_quoc” is not defined"),
        ("figures.csv", "pci,2019,kien_giang", "pci,2026,kien_giang",
         "pci 2026 kien_giang", "did not exist at the end of 2026"),
        ("figures.csv", "sipas,2018,quang_ninh", "sipas,2016,quang_ninh",
         "sipas 2016 quang_ninh", "was not measured in 2016"),
        ("dimensions.csv", "papi,2016,kien_giang,6", "papi,2016,kien_giang,7",
         "papi 2016 kien_giang 7", "2016 has no dimension 7"),
        ("dimensions.csv", "papi,2016,kien_giang,6,7.056", "papi,2016,kien_giang,6,70.56",
         "papi 2016 kien_giang 6", "70.56 lies outside 0–10"),
        ("provinces.csv", "2025-06-30,an_giang_2025", "2025-06-30,", "an_giang",
         "valid_to and successor belong together"),
        ("provinces.csv", "dong_bang_song_cuu_long", "mien_tay", "long_an",
         "“mien_tay” is not defined"),
        ("indexes.toml", "since = 2022\nbest = 100", "since = 2019\nbest = 100", "par_index",
         "versions are not in order of time"),
        ("indexes.toml", "mark = { vi = \"QĐ 1149\", en = \"QĐ 1149\" }", "", "par_index 2020",
         "needs reason and mark"),
        ("indexes.toml", "dimensions = 8", "dimensions = 9", "papi 2018",
         "more dimensions than have titles"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named_with_file_entry_and_reason(
    copied, file, written, spoilt, entry, reason
):
    path = copied / file
    text = path.read_text("utf-8")
    assert written in text
    path.write_text(text.replace(written, spoilt, 1), "utf-8")
    with pytest.raises(CatalogueInvalid) as problem:
        load_national(copied)
    facts = problem.value.facts
    assert (facts["file"], facts["entry"]) == (file, entry)
    assert reason in facts["reason"]


def test_an_inferred_figure_without_a_note_is_refused(copied):
    path = copied / "figures.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(place for place, line in enumerate(lines) if ",yes," in line)
    lines[at] = lines[at].partition(",yes,")[0] + ",yes,\n"
    path.write_text("".join(lines), "utf-8")
    with pytest.raises(CatalogueInvalid, match="needs a note"):
        load_national(copied)
