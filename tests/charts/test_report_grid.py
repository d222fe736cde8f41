from kpis.charts.icons import SHAPES
from kpis.charts.report_grid import ReportCell, ReportColumn, ReportRow, report_grid
from kpis.charts.theme import STATUSES
from kpis.domain.reports import ReportState

TAG = "<img src=x onerror=alert(1)>"


def grid(*rows):
    forms = [ReportColumn("II.06a", "Hồ sơ", "Giải thích")]
    return report_grid("Đơn vị", forms, [ReportColumn("Tỷ trọng")], rows, caption="Lưới")


def cell(state):
    row = ReportRow("Hòn Đất", [ReportCell(state, f"chữ {state}")], ["1,0 %"])
    return grid(row).split("<td", 2)[1]


def test_every_state_has_its_own_mark_and_a_word():
    marks = {state: cell(state).split("k-i-")[1].split('"')[0] for state in ReportState}
    assert len(set(marks.values())) == len(ReportState)
    assert set(marks.values()) <= set(SHAPES)
    assert all(f"chữ {state}" in cell(state) for state in ReportState)


def test_every_tint_is_one_of_the_house_s():
    for state in ReportState:
        tint = cell(state).split("k-s-")[1].split('"')[0].split()[0]
        assert tint in STATUSES


def test_the_heads_carry_their_notes_and_open_units_stand_out():
    told = grid(ReportRow("Hòn Đất", [], [], open=True, href="/unit?unit=kg-903"))
    assert "<small>Hồ sơ</small>" in told
    assert 'title="Giải thích"' in told
    assert '<tr class="k-r-open">' in told
    assert 'href="/unit?unit=kg-903"' in told


def test_text_from_outside_stays_text():
    row = ReportRow(TAG, [ReportCell(ReportState.LATE, TAG, TAG, TAG, TAG)], [TAG], full=TAG)
    told = report_grid(TAG, [ReportColumn(TAG, TAG, TAG)], [], [row], caption=TAG)
    assert "<img" not in told
    assert told.count("&lt;img") >= 8
