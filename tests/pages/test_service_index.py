"""The index of Quyết định 766/QĐ-TTg on screen: as published, by component, ranked by peers."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from kpis.catalogue.national import load_national
from kpis.catalogue.service_index import load_service_index
from kpis.intake.checking import check_and_record
from kpis.settings import ROOT
from kpis.ui import answers, service_nation
from kpis.ui import service_index as service
from kpis.ui import service_index_tables as tables
from kpis.ui.service_index import Scored
from kpis.ui.service_provinces import ranking_of
from kpis.words import Words
from tests.conftest import MACHINE
from tests.intake.builders import xlsx
from tests.pages.conftest import come
from tests.pages.reading import page_of
from tests.queries.test_service_index import POINTS, bring

T = Words()
PHU, KHANH = "UBND xã An Phú - tỉnh An Giang", "UBND xã Khánh Bình - tỉnh An Giang"
HOME = "UBND tỉnh An Giang"
# 10 + 9 + 11 + 5 + 6 + 9 = 50: half of every maximum.
HALF = ["10", "9", "11", "5", "6", "9", "50"]


@pytest.fixture
def index():
    return load_service_index(ROOT / "data" / "national")


def shown(**link):
    page = page_of(come("score/service_index", **link))
    assert not page.exceptions
    assert not page.errors
    return page


@pytest.mark.parametrize("language", ["vi", "en"])
def test_without_points_the_page_says_what_to_bring_and_where(house, language):
    page = shown(lang=language)
    assert Words(language)("service.none") in page.words
    assert "766_2025_10.xlsx" in page.words
    assert f"/upload?lang={language}" in page.markup


def test_the_title_has_the_province_and_where_most_is_lost(an_giang):
    bring(an_giang, [(HOME, POINTS), (PHU, POINTS), (KHANH, HALF)])
    # Services online: 8 + 6 of 24 points, the smallest share of the six.
    told = (
        "Tháng 10/2025: toàn tỉnh 89,75 điểm (tốt); "
        "cấp xã thấp nhất ở Dịch vụ công trực tuyến (58\N{NO-BREAK SPACE}% điểm tối đa)"
    )
    assert told in shown().words


def test_a_published_total_stands_even_where_it_does_not_add_up(an_giang):
    bring(an_giang, [(HOME, POINTS), (PHU, [*POINTS[:-1], "88.75"])])
    words = shown().words.splitlines()
    assert "88,75" in words
    assert words.count("89,75") == 1


def test_units_are_ranked_among_peers_with_the_change_of_place(an_giang):
    low = [*POINTS[:-2], "15", "88.75"]
    bring(an_giang, [(PHU, low), (KHANH, POINTS)], "09")
    bring(an_giang, [(PHU, POINTS), (KHANH, low), (HOME, POINTS)])
    page = shown()
    first, second = (page.markup.index(name) for name in ("Xã An Phú", "Xã Khánh Bình"))
    assert first < second
    rows = page.markup.split("<tr>")
    [phu] = [row for row in rows if "Xã An Phú" in row]
    assert '<td class="k-h-x">1</td><td class="k-h-x">+1</td>' in phu


def test_agencies_are_a_level_of_their_own(an_giang):
    bring(an_giang, [(PHU, POINTS), ("Sở Nội vụ - tỉnh An Giang", HALF)])
    page = shown(level="agency")
    assert "Sở Nội vụ" in page.words
    assert "Xã An Phú" not in page.words


def test_a_period_of_the_province_alone_is_not_what_the_page_opens_with(an_giang):
    bring(an_giang, [(PHU, POINTS), (KHANH, HALF)])
    bring(an_giang, [(HOME, POINTS)], sheet="Điểm năm")
    assert shown().link["scored"] == "2025-10"
    assert "Năm 2025: toàn tỉnh 89,75 điểm (tốt)" in shown(scored="2025").words


def test_the_annex_of_districts_does_not_part_payment(house):
    rows = [
        ["Quyết định 766/QĐ-TTg"], ["Tháng 5/2023"],
        ["Stt", "Tên đơn vị", "Công khai, minh bạch", "Tiến độ giải quyết", "Số hoá",
         "DVC trực tuyến", "Mức độ hài lòng", "Tổng"],
        [1, "Huyện Gò Quao", 18, 20, 22, 11, 18, 89],
    ]  # fmt: skip
    day = date(2023, 6, 12)
    [(_, submission)] = check_and_record(house, [("766.xlsx", xlsx(rows))], MACHINE, "", day)
    assert submission
    page = shown(level="district")
    assert "Dịch vụ công trực tuyến: 11,00/22 điểm" in page.words


def test_a_component_is_shared_by_its_own_maximum(index):
    online = index.component[3]
    parted = Scored("a", {"online_service": 6.0, "online_payment": 5.0}, 50)
    whole = Scored("b", {"online_service": 11.0}, 50)
    assert (parted.share(online), whole.share(online)) == (50, 50)
    assert Scored("c", {}, None).share(online) is None


def test_the_weakest_component_is_a_ratio_of_sums(index):
    units = [
        Scored("a", {"transparency": 18.0, "progress": 10.0}, 50),
        Scored("b", {"transparency": 8.0}, 30),
    ]
    # 26 of 36 against 10 of 20: the second unit was not given the progress.
    component, share = service.weakest_of(units, index)
    assert (component.item, share) == ("progress", 50)
    assert service.weakest_of([], index) is None


def test_the_bands_are_called_settings_until_somebody_verified_them(index):
    assert len(tables.notes(index, T)) == 2
    assert len(tables.notes(index.model_copy(update={"bands_verified": True}), T)) == 1


def test_the_workbook_holds_the_points_as_published(an_giang):
    bring(an_giang, [(PHU, POINTS), (KHANH, ["-", *HALF[1:]])])
    index = load_service_index(ROOT / "data" / "national")
    results = service.results_of(index, an_giang.catalogue, "2025-10")
    sheet = load_workbook(BytesIO(tables.workbook(results, "commune", T))).active
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in sheet.iter_rows()}
    assert rows["Xã An Phú"] == [16, 19, 20, 8, 9.25, 17.5, 89.75, 1, "Tốt"]
    assert rows["Xã Khánh Bình"][1] is None


def ranking(house, *more):
    """The 34 provinces of October 2025: ours third, the others falling by half a point."""
    provinces = [one for one in load_national(ROOT / "data" / "national").provinces.values()
                 if one.valid_on(date(2025, 10, 31)) and one.name_vi != "An Giang"]  # fmt: skip
    rows = []
    for at, one in enumerate(provinces):
        total = 91 - at / 2 if at < 2 else 89 - at / 2
        name = f"tỉnh {one.name_vi}" if not one.name_vi.startswith("TP") else one.name_vi
        rows.append((f"UBND {name}", [*POINTS[:-1], f"{total:.2f}"]))
    bring(house, [(HOME, POINTS), *rows, *more])
    return provinces


def test_our_province_stands_among_all_with_its_distances(an_giang):
    provinces = ranking(an_giang)
    page = shown(level="province")
    assert "Tháng 10/2025: Tỉnh An Giang 89,75 điểm, hạng 3/34 tỉnh, thành phố" in page.words
    first = provinces[0].name_vi
    assert f"−1,25 điểm ({first} 91,00)" in page.words
    # 34 totals: 91, 90.5, 89.75, then 88, 87.5 … 73: the 17th and 18th are 81.5 and 81.
    assert "+8,50 điểm (81,25)" in page.words
    assert "34/34 tỉnh, thành phố" in page.words
    [own] = [row for row in page.markup.split("<tr") if "class=ours" in row]
    assert ">An Giang<" in own
    assert "89,75" in own


def test_a_ranking_with_too_few_provinces_has_no_median_and_no_place(an_giang):
    bring(an_giang, [(HOME, POINTS), ("UBND tỉnh Cà Mau", HALF)])
    page = shown(level="province")
    assert "chưa đủ tỉnh, thành phố có điểm để xếp hạng" in page.words
    assert "2/34 tỉnh, thành phố" in page.words
    assert T("service.to_median") not in page.words


def test_a_province_that_nobody_knows_stands_as_it_is_written(an_giang):
    bring(an_giang, [(HOME, POINTS), ("UBND tỉnh Sông Bé", HALF)])
    assert "UBND tỉnh Sông Bé" in shown(level="province").words


def test_without_a_ranking_there_is_no_such_level(an_giang):
    bring(an_giang, [(HOME, POINTS), (PHU, POINTS)])
    assert shown(level="province").link["level"] == "commune"


def test_the_ranking_goes_along_as_a_workbook(an_giang):
    ranking(an_giang)
    index = load_service_index(ROOT / "data" / "national")
    answers.begin()
    results = service.results_of(index, an_giang.catalogue, "2025-10")
    found = ranking_of(results)
    sheet = load_workbook(BytesIO(service_nation.workbook(found, results, T))).active
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in sheet.iter_rows()}
    assert rows["An Giang"] == [16, 19, 20, 8, 9.25, 17.5, 89.75, 3]
