import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from kpis.charts.attention import AttentionItem, attention
from kpis.charts.cards import CardFacts, card, cards
from kpis.charts.goal_table import GoalArea, GoalRow, goal_table
from kpis.charts.heat_table import CellKind, HeatCell, HeatColumn, HeatRow, heat_table
from kpis.charts.tile_map import Tile, tile_map
from tests.charts.conftest import HOSTILE

VOID = {"img", "br"}


class Balance(HTMLParser):
    """Collects the tags, and fails where one closes another's place."""

    def __init__(self, markup):
        super().__init__()
        self.open, self.seen = [], []
        self.feed(markup)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def tags(markup, name):
    return [attrs for tag, attrs in Balance(markup).seen if tag == name]


CARD = CardFacts("Hồ sơ đúng hạn", "/indicator?id=on_time_rate&period=2024-Q3", "97,3 %", "met")


def test_a_card_is_one_link_with_everything_a_leader_asks(words):
    one = replace(
        CARD,
        due="2025",
        target="95 %",
        expected="94,0 %",
        gap="+3,3",
        on_last_period="+0,6",
        on_last_year="−2,1",
        reaching="31/37",
        completeness="35/37",
        sentence="Đạt 97,3 %",
    )
    found = card(one, words)
    assert [link["href"] for link in tags(found, "a")] == [CARD.href]
    for text in ("95 %", "94,0 %", "+3,3", "+0,6", "−2,1", "31/37", "35/37", "97,3 %", "2025"):
        assert text in found
    assert words("status.met") in found
    assert 'title="Đạt 97,3 %"' in found


def test_a_card_says_where_its_figures_are_illustrative_and_its_goal_the_provinces_own(vi):
    assert "k-card-note" not in card(CARD, vi)
    found = card(replace(CARD, illustrative=True, own_setting=True), vi)
    assert vi("card.illustrative") in found
    assert vi("card.own_setting") in found
    assert len(tags(cards([CARD, CARD], vi), "a")) == 2


ROW = GoalRow("T2.8", "Hồ sơ trực tuyến", "/indicator?id=x", "31,5 %", "off_track")


def test_goals_stand_under_their_area_with_one_heading_each(words):
    areas = [GoalArea("TTHC", [ROW, ROW]), GoalArea("Thể chế", []), GoalArea("Số", [ROW])]
    found = goal_table(areas, words, caption="Mục tiêu", due="2025")
    spans = [one["rowspan"] for one in tags(found, "th") if one.get("scope") == "rowgroup"]
    assert spans == ["2", "1"]
    assert "Thể chế" not in found
    assert len(tags(found, "a")) == 3
    columns = len([one for one in tags(found, "th") if one.get("scope") == "col"])
    assert columns == 10
    assert len(tags(found, "td")) == 3 * (columns - 2)
    assert words("card.column.target", due="2025") in found


def test_no_more_than_seven_things_need_a_decision(vi):
    found = attention([AttentionItem(f"Việc {n}", "/u", "behind") for n in range(9)], vi)
    assert len(tags(found, "li")) == 7
    assert "Việc 0" in found
    assert vi("status.behind") in found


def test_nothing_to_decide_is_said(words):
    assert words("card.no_attention") in attention([], words)


COLUMNS = [HeatColumn("T2.8", "Hồ sơ trực tuyến", "/i?id=x", "trực tuyến"), HeatColumn("T2.9")]


def heat(words, *cells, **row):
    return heat_table(COLUMNS, [HeatRow("Gò Quao", cells, **row)], words, caption="Đơn vị")


def body(markup):
    return markup.split("<tbody>")[1].split("</tbody>")[0]


def test_a_cell_has_its_figure_its_band_and_its_sentence(vi):
    found = body(heat(vi, HeatCell("83,2", "behind", sentence="chậm 2,8 điểm"), HeatCell("9")))
    # Who cannot see the band hears its word.
    heard = f'<span class="k-hear">{vi("status.behind")}</span>'
    assert f'<td class="k-s-behind" title="chậm 2,8 điểm">83,2{heard}</td>' in found
    assert '<td class="k-s-no_target">9</td>' in found


def test_missing_late_closed_and_not_applicable_differ_from_each_other_and_from_bad(words):
    kinds = [kind for kind in CellKind if kind is not CellKind.VALUE]
    found = [re.search(r"<td.*?</td>", body(heat(words, HeatCell(kind=k))))[0] for k in kinds]
    assert len({re.search(r'class="([^"]+)"', one)[1] for one in found}) == len(kinds)
    assert not any("k-s-" in one for one in found)
    for kind, one in zip(kinds, found, strict=True):
        assert words.code("chart.heat", kind) in one


def test_a_late_cell_may_say_how_late(vi):
    found = heat(vi, HeatCell(kind=CellKind.LATE, sentence="Quá hạn 12 ngày"))
    assert 'title="Quá hạn 12 ngày"' in found


def test_heads_units_and_cells_lead_on_where_they_can(vi):
    found = heat(vi, HeatCell("1", href="/u?id=kg-907"), HeatCell("2"), href="/u?id=kg-907")
    assert [one["href"] for one in tags(found, "a")] == ["/i?id=x", "/u?id=kg-907", "/u?id=kg-907"]


def test_rank_and_completeness_appear_where_they_are_known(words):
    plain = heat(words, HeatCell("1"))
    told = heat(words, HeatCell("1"), rank="3", completeness="15/17", full="Huyện Gò Quao")
    assert words("chart.heat.rank") not in plain
    assert words("chart.heat.rank") in told
    assert words("chart.heat.change") not in told
    assert "15/17" in told
    assert 'title="Huyện Gò Quao"' in told


def test_one_row_may_lack_the_rank_another_has(vi):
    rows = [HeatRow("A", [HeatCell("1")], rank="1"), HeatRow("B", [HeatCell("1")])]
    found = heat_table(COLUMNS[:1], rows, vi, caption="x")
    assert len(tags(body(found), "td")) == 4


def test_the_table_tells_readers_what_heads_what(vi):
    found = heat(vi, HeatCell("1"), HeatCell("2"))
    assert "<caption>Đơn vị</caption>" in found
    scopes = [one["scope"] for one in tags(found, "th")]
    assert scopes == ["col", "col", "col", "row"]


def test_sixty_units_by_27_goals_stay_light(vi):
    cell = HeatCell("83,2", "behind", sentence="Đạt 83,2 %; lộ trình cần 86,0 %; chậm 2,8 điểm")
    rows = [HeatRow(f"Đơn vị {n}", [cell] * 27, "/u") for n in range(60)]
    found = heat_table([COLUMNS[0]] * 27, rows, vi, caption="x")
    assert len(found.encode()) < 300_000


TILES = [
    Tile(2, 3, "TP Rạch Giá", "97,1 %", "met", "/u?id=kg-899"),
    Tile(0, 2, "TP Hà Tiên", "–", "closed", sentence="Kết thúc hoạt động từ 01/7/2025"),
    Tile(1, 0, "TP Phú Quốc", "81,0 %", "off_track", "/u"),
]


def test_a_tile_lies_where_its_district_lies(words):
    found = tile_map(TILES, words, label="Bản đồ")
    assert "grid-row:3;grid-column:4" in found
    assert found.index("Hà Tiên") < found.index("Phú Quốc") < found.index("Rạch Giá")
    assert len(tags(found, "a")) == 2


def test_the_map_counts_its_tiles_by_status(vi):
    found = tile_map(TILES, vi, label="Bản đồ").split("k-legend")[1]
    assert found.count("k-chip") == 3
    assert f"{vi('status.met')}: 1" in found
    assert "k-s-behind" not in found


@pytest.mark.parametrize(
    "render",
    [
        lambda t: card(CardFacts(HOSTILE, HOSTILE, HOSTILE, "met", sentence=HOSTILE), t),
        lambda t: goal_table(
            [GoalArea(HOSTILE, [replace(ROW, title=HOSTILE, href=HOSTILE, code=HOSTILE)])],
            t,
            caption=HOSTILE,
            due=HOSTILE,
        ),
        lambda t: attention([AttentionItem(HOSTILE, HOSTILE)], t),
        lambda t: tile_map([Tile(0, 0, HOSTILE, HOSTILE, "met", HOSTILE)], t, label=HOSTILE),
        lambda t: heat_table(
            [HeatColumn(HOSTILE, HOSTILE, HOSTILE, HOSTILE)],
            [HeatRow(HOSTILE, [HeatCell(HOSTILE, sentence=HOSTILE, href=HOSTILE)], full=HOSTILE)],
            t,
            caption=HOSTILE,
        ),
    ],
)
def test_what_comes_from_outside_stays_text(render, vi):
    found = Balance(render(vi))
    assert "img" not in [tag for tag, _ in found.seen]
    assert not [name for _, attrs in found.seen for name in attrs if name.startswith("on")]
