"""The tracker: its finding, the letter, decisions of an officer, and what can be taken away."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from kpis.domain.periods import Period
from kpis.domain.reports import ReportState
from kpis.intake import chasing as writing
from kpis.intake.house import open_house
from kpis.ui import chasing, tracker_files, tracker_view
from kpis.ui.tracking import tracking, unpunctual
from kpis.words import Words
from tests.conftest import DAY, MACHINE
from tests.pages.conftest import come
from tests.pages.reading import page_of

LATER = "25/06/2025"
T = Words()


@pytest.fixture
def officer(demo, person, browser):
    browser(person())
    return demo


def open_tracker(**link):
    app = come("collect/tracker", **link)
    assert not app.exception
    return app


def known(house, period="2025-Q2"):
    with house.store.reader(house.store.version()) as con:
        return tracking(
            con,
            period=period,
            catalogue=house.catalogue,
            forms=house.forms,
            today=DAY.replace(year=2026),
        )


def rows(house, table):
    with house.store.reader(house.store.version()) as con:
        return con.table(table).fetchall()


@pytest.mark.parametrize(
    ("lang", "finding"),
    [
        ("vi", "Quý II/2025: 29/31 đơn vị đã gửi đủ, 2 đơn vị còn thiếu"),
        ("en", "Q2/2025: 29/31 units have reported in full, 2 still to come"),
    ],
)
def test_the_title_says_the_finding(demo, lang, finding):
    assert finding in page_of(open_tracker(period="2025-Q2", lang=lang)).words


def test_the_heaviest_silent_unit_stands_first_and_gets_its_letter(demo):
    page = page_of(open_tracker(period="2025-Q2", lang="vi"))
    body = page.markup.split("<tbody>")[1]
    names = [part.split("</a>")[0].rpartition(">")[2] for part in body.split('scope="row"')[1:]]
    assert names[:2] == ["An Minh", "Thanh tra tỉnh"]
    assert len(names) == 31
    assert "Kính gửi: Ủy ban nhân dân huyện An Minh" in page.words
    assert page.link["remind"] == "kg-909"


def test_a_level_shows_its_own_units_only(demo):
    agencies = page_of(open_tracker(period="2025-Q2", level="agency", lang="vi")).words
    assert "15/16 đơn vị đã gửi đủ" in agencies
    assert "TP Rạch Giá" not in agencies
    districts = page_of(open_tracker(period="2024-Q1", level="district", lang="vi")).words
    assert "cả 15 đơn vị đã gửi đủ báo cáo" in districts
    assert T("tracker.nobody_open") in districts


def test_after_the_districts_have_ended_nobody_owes_a_report(demo):
    app = open_tracker(lang="vi")
    app.selectbox(key="choose_period").set_value("2025-Q3").run()
    assert not app.exception
    words = page_of(app).words
    assert T("tracker.title_nobody", period="Quý III/2025") in words
    assert "30/06/2025" in words
    assert T("tracker.nobody_open") not in words
    # What they owed in the first half of the year still counts.
    assert len(known(demo, "2025-Q3").of_year(demo.catalogue, None)) == 31
    assert len(known(demo, "2025-Q3").of_year(demo.catalogue, "district")) == 15


def test_a_period_no_programme_knows_falls_back_to_the_latest(demo):
    assert open_tracker(period="2024-H1").query_params["period"] == "2025-Q2"


def test_a_house_without_reports_can_be_chased_from_the_first_quarter(house, person, browser):
    browser(person())
    app = open_tracker(lang="vi", period="2021-Q1")
    assert "0/37 đơn vị đã gửi đủ, 37 đơn vị còn thiếu" in page_of(app).words


def test_readers_decide_nothing(demo):
    app = open_tracker(period="2025-Q2", lang="vi")
    assert T("tracker.sign_in_first") in page_of(app).words
    assert not list(app.text_input)


def fill(app, day=LATER, reason="mất điện"):
    typed, why = app.text_input
    typed.set_value(day)
    why.set_value(reason)
    return record(app)


def record(app):
    [button] = [one for one in app.button if one.label == T("tracker.record")]
    return button.click().run()


def test_an_officer_grants_an_extension_and_it_is_shown(officer):
    app = fill(open_tracker(period="2025-Q2", lang="vi"))
    assert not app.error
    [kept] = rows(officer, "extension")
    assert (kept[0], kept[1], str(kept[3]), kept[5]) == (
        *("kg-909", "dossiers"),
        *("2025-06-25", "lan"),
    )
    page = page_of(app)
    assert T("tracker.extensions") in page.words
    assert "Gia hạn đến 25/06/2025: mất điện" in page.markup
    # An Minh's dossiers came on 23/6: on time now.
    one = next(one for one in known(officer).senders if one.unit == "kg-909")
    assert one.reports[0]["state"] is ReportState.ON_TIME


def test_an_officer_sends_a_report_back(officer):
    app = open_tracker(period="2025-Q2", lang="vi", chase="send_back")
    # Nothing of it has a date: the report keeps the one it had.
    [why] = app.text_input
    assert why.label == T("tracker.reason.send_back")
    why.set_value("Lệch cột (3)")
    app = record(app)
    assert not app.error
    page = page_of(app)
    assert T("tracker.state.returned") in page.words
    assert "(Lệch cột (3))" in page.words
    # The next report is not sent back with the same remarks.
    assert [one.value for one in app.text_input] == [""]


@pytest.mark.parametrize(
    ("day", "reason"), [("31/02/2025", "x"), ("hôm nào", "x"), ("01/06/2025", "x"), (LATER, " ")]
)
def test_what_cannot_be_granted_is_said_in_words(officer, day, reason):
    before = officer.store.version()
    app = fill(open_tracker(period="2025-Q2", lang="vi"), day, reason)
    assert len(app.error) == 1
    assert officer.store.version() == before
    assert [one.value for one in app.text_input] == [day, reason]


def test_a_hostile_reason_stays_text(officer):
    app = fill(open_tracker(period="2025-Q2", lang="vi"), reason="<img src=x onerror=alert(1)>")
    assert "<img" not in page_of(app).markup


def test_a_new_house_blames_nobody_for_the_time_before(house):
    tracked = known(house, "2024-Q4")
    assert {one.streak for one in tracked.senders} == {0}
    assert {one.year.due for one in tracked.senders} == {0}


def test_streaks_and_the_year_follow_from_all_quarters(demo):
    senders = {one.unit: one for one in known(demo).senders}
    assert senders["kg-909"].streak == -1
    assert senders["kg-899"].streak > 4
    year = senders["kg-909"].year
    assert (year.due, year.on_time, year.late, year.missing) == (4, 2, 1, 1)


def test_the_year_s_punctuality_is_a_workbook_with_live_shares(demo):
    senders = known(demo).of(demo.catalogue, None)
    content = tracker_files.year_workbook(senders, 2025, demo.catalogue, T, DAY)
    sheet = load_workbook(BytesIO(content)).active
    table = [row for row in sheet.iter_rows(values_only=True) if row[0] == "Huyện An Minh"]
    assert table[0][2:6] == (4, 2, 1, 1)
    assert str(table[0][6]).startswith("=")
    assert T("export.illustrative") in [row[0] for row in sheet.iter_rows(values_only=True)]


def test_letters_of_all_late_units_can_be_written(demo):
    tracked = known(demo)
    late = [one for one in tracked.of(demo.catalogue, None) if one.open]
    for language in ("vi", "en"):
        for one in late:
            text = chasing.letter(one, demo.catalogue, demo.forms, Words(language), DAY)
            assert "{" not in text
            assert "KPI-Q" in text


def test_a_day_is_read_as_people_type_it():
    for text in ("5/6/2025", " 05-06-2025 ", "05.06.2025"):
        assert chasing.read_day(text).isoformat() == "2025-06-05"


def test_an_incomplete_report_says_how_much_there_is(demo):
    tracked = known(demo, "2021-Q3")
    some = [one for one in tracked.senders if any(r["state"] == "incomplete" for r in one.reports)]
    assert some
    facts = tracker_view.facts(some, T)
    assert T("tracker.state.incomplete") in facts
    parts = [r for one in some for r in one.reports if r["state"] == "incomplete"]
    assert all(0 < len(one["missing"]) < one["expected_cells"] for one in parts)


def test_a_version_from_before_shows_no_later_decision(demo):
    then = demo.store.version()
    writing.grant_extension(
        open_house(),
        MACHINE,
        org_unit="kg-909",
        family="indicators",
        period="2025-Q2",
        due_on=DAY.replace(year=2025, month=7),
        reason="bão số 5",
    )
    assert "bão số 5" in page_of(open_tracker(period="2025-Q2", lang="vi")).markup
    old = page_of(open_tracker(period="2025-Q2", lang="vi", as_of=then)).markup
    assert "bão số 5" not in old


def test_a_streak_of_lateness_is_followed_back_to_where_it_began(demo):
    def late(period):
        with demo.store.reader(demo.store.version()) as con:
            known = {"catalogue": demo.catalogue, "forms": demo.forms}
            day = DAY.replace(year=2026)
            return unpunctual(con, period=Period.parse(period), **known, today=day)

    now = late("2025-Q2")
    senders = {one.unit: one for one in known(demo).senders}
    # The tracker's own streaks, told without asking for all quarters.
    assert {unit: -length for unit, (length, _) in now.items()} == {
        unit: one.streak for unit, one in senders.items() if one.streak < 0
    }
    assert now["kg-so-xay-dung-2025"] == (2, Period.parse("2025-Q1"))
    # 6 tháng ends with Quý II.
    assert late("2025-H1") == now
    assert "kg-899" not in now
