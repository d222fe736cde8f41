"""The province among all provinces: its finding by rule, its pictures, its workbook."""

import shutil
from io import BytesIO

import pytest
from openpyxl import load_workbook

from kpis.catalogue.loading import load_catalogue
from kpis.intake.house import open_house
from kpis.intake.recording import establish
from kpis.settings import ROOT
from kpis.ui import national, national_file, national_overview, national_tables
from kpis.ui.link import Links
from kpis.words import Words
from tests.conftest import MACHINE
from tests.pages.conftest import come
from tests.pages.reading import page_of, words_of

T = Words()
CATALOGUE = ROOT / "data" / "catalogue"
SAMPLE = ROOT / "data" / "samples" / "an_giang"


@pytest.fixture
def home():
    return national.home(load_catalogue(CATALOGUE))


def finding(home, index, year, t=T):
    return national.finding(home, home.national.indexes[index], year, load_catalogue(CATALOGUE), t)


# PCI 2019: 64,99 points, rank 35; the 32nd of 63 in order has 65,08. PAPI 2024: 61 provinces with
# points, of which none has fewer than 39,912; the 31st in order has 43,479.
@pytest.mark.parametrize(
    ("index", "year", "told"),
    [
        ("pci", 2019, "PCI 2019: hạng 35/63, thấp hơn trung vị 0,1 điểm"),
        ("pci", 2016, "PCI 2016: hạng 13/63, cao hơn trung vị 2,6 điểm"),
        ("pci", 2022, "PCI 2022: hạng 56/63, kém tỉnh dẫn đầu (Quảng Ninh) 10,7 điểm"),
        ("pci", 2020, "PCI 2020: hạng 62/63, đạt 60,01\N{NO-BREAK SPACE}điểm"),
        ("pci", 2024, "PCI 2024: chưa có số công bố của Kiên Giang"),
        ("papi", 2024, "PAPI 2024: xếp thứ 61/61 tỉnh có điểm, thấp hơn trung vị 3,6 điểm"),
        ("par_index", 2021, "PAR INDEX 2021: hạng 63/63, chưa có điểm số công bố"),
        ("sipas", 2024, "SIPAS 2024: chưa có số công bố của Kiên Giang"),
    ],
)
def test_the_title_says_where_we_stand(home, index, year, told):
    assert finding(home, index, year) == told


def test_the_title_in_english(home):
    told = "PAPI 2024: place 61 of 61 provinces with points, 3.6 points below the median"
    assert finding(home, "papi", 2024, Words("en")) == told


def test_an_index_opens_with_its_latest_year_of_ours(home):
    years = {index: home.latest(index) for index in home.national.indexes}
    assert years == {"par_index": 2021, "sipas": 2024, "papi": 2024, "pci": 2022}


def test_a_median_of_a_few_provinces_is_never_shown(home):
    par, pci = (home.national.indexes[one] for one in ("par_index", "pci"))
    assert all(home.nation(par, year).median is None for year in range(2012, 2025))
    assert [year for year in range(2016, 2025) if home.nation(pci, year).median] == [
        2016, 2017, 2018, 2019,
    ]  # fmt: skip


def test_the_change_on_last_year_stops_at_a_new_version(home):
    papi, ours = home.national.indexes["papi"], home.subjects(2018)[0]
    told = {year: national_tables.year_facts(home, papi, year, ours, T) for year in (2017, 2018)}
    assert "So với năm trước" in told[2017]
    assert "So với năm trước" not in told[2018]
    assert "thang 80 điểm" in told[2018]


def test_the_overview_leads_to_every_index(home):
    shown = national_overview.overview(home, T, Links((("lang", "vi"),)))
    for index, year in (("par_index", 2021), ("papi", 2024), ("pci", 2022)):
        assert f"/national?lang=vi&amp;index={index}&amp;year={year}" in shown


def test_the_table_holds_what_was_published_and_marks_ours(home):
    table, sources = national_tables.provinces(home, home.national.indexes["par_index"], 2021, T)
    words = words_of(table)
    assert words.count("87,61\N{NO-BREAK SPACE}% (suy ra)") == 1
    assert table.count("<tr") == 1 + 12
    assert '<tr class="ours"><td class="n">63</td><td>Kiên Giang</td>' in table
    assert "TP. Hồ Chí Minh" in words
    assert sources.startswith("Nguồn: [1] https://")
    assert "[6] " in sources


def test_counted_places_stand_in_brackets(home):
    table, note = national_tables.provinces(home, home.national.indexes["papi"], 2024, T)
    assert {"(1)", "(61)"} <= set(words_of(table))
    assert note.startswith(T("national.counted_note"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_workbook_holds_every_year_with_its_sources(home, language):
    index = home.national.indexes["pci"]
    sheet = load_workbook(BytesIO(national_file.workbook(home, index, Words(language)))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    [ours] = [row for row in rows if row[:2] == ["2019", "Kiên Giang"]]
    assert ours[3:5] == [64.99, 35]
    assert "An Giang" in ours[6]
    assert "mdtrinh/vietnam_elections" in ours[7]
    assert sum(bool(row[0]) and str(row[0]).startswith("20") for row in rows) == 337
    [gap] = [row for row in rows if row[:2] == ["2021", "Nghệ An"]]
    assert gap[3] is None


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("index", ["par_index", "sipas", "papi", "pci"])
def test_every_index_is_drawn_with_a_sentence(house, index, language):
    page = page_of(come("score/national", index=index, lang=language))
    assert not page.exceptions
    assert not page.errors
    # All provinces; ours by year unless nothing is published of it; the dimensions of PAPI.
    assert len(page.figures) == {"sipas": 1, "papi": 3}.get(index, 2)
    assert all(page.alts)
    assert page.alts[0] in page.words


def test_the_link_chooses_index_and_year(house):
    page = page_of(come("score/national", index="pci", year="2019"))
    assert "PCI 2019: hạng 35/63, thấp hơn trung vị 0,1 điểm" in page.words
    assert (page.link["index"], page.link["year"]) == ("pci", "2019")


def test_a_year_that_the_index_lacks_gives_way_to_its_latest(house):
    assert page_of(come("score/national", index="pci", year="2012")).link["year"] == "2022"


def test_published_figures_are_not_illustrative_and_need_no_store(demo, data_folder):
    assert T("frame.illustrative") not in page_of(come("score/national")).markup
    shutil.rmtree(data_folder / "store")
    bare = page_of(come("score/national"))
    assert not bare.exceptions
    assert not bare.errors
    assert "hạng 63/63" in bare.words


def test_break_and_merger_are_drawn(house):
    years = page_of(come("score/national", index="papi")).figures[1]
    texts = [one["text"] for one in years["layout"]["annotations"]]
    assert "Thang 60 → 80" in texts
    assert "Hợp nhất vào An Giang 01/07/2025" in texts


def test_another_province_works_by_its_data_alone(data_folder):
    shutil.copytree(SAMPLE, data_folder, dirs_exist_ok=True)
    establish(open_house(), MACHINE)
    page = page_of(come("score/national", index="papi"))
    assert not page.exceptions
    told = ("An Giang xếp thứ 40/61 tỉnh có điểm", "Kiên Giang xếp thứ 61/61 tỉnh có điểm")
    assert all(one in page.words for one in told)
    assert len(page.figures) == 1 + 2 * 2
    # PAR INDEX 2023 is known of the former An Giang alone, PCI 2022 of Kiên Giang alone.
    overview = page.markup.partition('class="plain"')[2].partition("</table>")[0]
    assert [one for one in words_of(overview) if one.startswith("P")] == [
        "PAR INDEX, An Giang", "PAPI, An Giang", "PAPI, Kiên Giang", "PCI, Kiên Giang",
    ]  # fmt: skip


def test_a_province_nobody_publishes_about_is_said_to_be_silent(data_folder):
    shutil.copytree(CATALOGUE, data_folder / "catalogue")
    path = data_folder / "catalogue" / "org_units.csv"
    path.write_text(path.read_text("utf-8").replace("Province,91,", "Province,99,"), "utf-8")
    establish(open_house(), MACHINE)
    page = page_of(come("score/national", index="pci"))
    assert not page.exceptions
    assert "PCI 2024: chưa có số công bố của Tỉnh Kiên Giang" in page.words
