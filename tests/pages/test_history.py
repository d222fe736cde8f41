"""The history: every file with what it said and changed, taken out and put back with a reason."""

import pytest

from kpis.accounts.roles import Role
from kpis.intake import recording
from kpis.intake.checking import check_and_record
from kpis.words import Words, formats
from tests.builders import counts, received, row, store
from tests.conftest import DAY, MACHINE
from tests.pages.conftest import come
from tests.pages.reading import page_of
from tests.pages.workbooks import WRONG_CELL, two_way_2020

T = Words()
HISTORY = "collect/history"
REASON = "Số đã công bố"


def rate(numerator=1, **options):
    said = counts("online_payment_rate", "kg-899", numerator, 2, "2021-Q1")
    return received(said, **options)


def add_doubtful(house):
    check_and_record(house, [("kg.xlsx", two_way_2020())], MACHINE, REASON, DAY)


@pytest.fixture
def doubtful(filled):
    """A stored file with a warning, and why it was accepted."""
    house = filled(add_doubtful)
    with house.store.reader(house.store.version()) as con:
        [(submission,)] = con.execute("SELECT submission FROM submission").fetchall()
    return submission


def state_of(house, submission):
    with house.store.reader(house.store.version()) as con:
        return con.execute(
            "SELECT count(*) FROM withdrawal WHERE submission = $one", {"one": submission}
        ).fetchone()[0]


def test_a_file_leads_to_its_own_page_with_reason_sheets_findings_and_numbers(doubtful, open_page):
    listed = page_of(open_page(HISTORY))
    assert f"submission={doubtful}" in listed.markup
    page = page_of(open_page(HISTORY, submission=doubtful))
    assert not page.exceptions
    assert all(one in page.words for one in ("kg.xlsx", REASON, "TH-TTHC", "24,69", WRONG_CELL))
    assert formats.period("2020-Q2") in page.words
    assert T("history.effect", new=9, changed=0, same=0, gone=0) in page.words


def test_the_cells_round_a_finding_are_for_those_who_may_have_the_file(
    doubtful, open_page, person, browser
):
    assert '<table class="cells' not in page_of(open_page(HISTORY, submission=doubtful)).markup
    browser(person("lan", Role.OFFICER))
    app = come(HISTORY, submission=doubtful)
    assert '<table class="cells' in page_of(app).markup
    assert app.get("download_button")


def test_a_later_file_says_what_it_changed(house, open_page):
    store(house, rate(1))
    [later] = store(house, rate(2, file="sau.xlsx"))
    page = page_of(open_page(HISTORY, submission=later))
    assert T("history.effect", new=0, changed=1, same=1, gone=0) in page.words
    assert T("history.changed_cells") in page.words
    assert "Biểu!D8" in page.words


def test_an_officer_takes_a_file_out_and_puts_it_back_each_with_a_reason(
    house, doubtful, person, browser
):
    browser(person("lan", Role.OFFICER))
    app = come(HISTORY, submission=doubtful)
    [button] = [one for one in app.button if one.label == T("history.withdraw_button")]
    button.click().run()
    assert [one.value for one in app.warning] == [T("history.reason_missing")]
    assert state_of(house, doubtful) == 0
    for label, told, out in (
        (T("history.withdraw_button"), "gửi nhầm", 1),
        (T("history.reinstate_button"), "rút nhầm", 0),
    ):
        app.text_input[0].set_value(told)
        [button] = [one for one in app.button if one.label == label]
        button.click().run()
        page = page_of(app)
        assert not page.exceptions
        assert told in page.words
        assert state_of(house, doubtful) == out
    assert T.code("action", "reinstate") in page.words


def test_a_reader_sees_why_a_file_is_out_and_changes_nothing(house, doubtful, open_page):
    recording.withdraw(house, doubtful, MACHINE, "gửi nhầm")
    app = open_page(HISTORY, submission=doubtful)
    assert "gửi nhầm" in page_of(app).words
    assert not [one for one in app.button if one.label == T("history.reinstate_button")]


@pytest.mark.parametrize("submission", ["000009-abc", "", "<img src=x onerror=alert(1)>"])
def test_a_link_to_a_file_nobody_has_sent_shows_them_all(doubtful, open_page, submission):
    page = page_of(open_page(HISTORY, submission=submission))
    assert not page.exceptions
    assert "kg.xlsx" in page.words


def add_two_files(house):
    one = received(file="Giồng Riềng quý I.xlsx", findings=())
    store(house, rate(file="khác.xlsx"), reason="")
    store(house, one, reason="Nguyễn Thị gửi")


@pytest.mark.parametrize("wanted", ["giong RIENG", "Giồng Riềng", "nguyen thi giong", "000002-"])
def test_search_needs_neither_accents_nor_capitals(filled, open_page, wanted):
    filled(add_two_files)
    page = page_of(open_page(HISTORY, find=wanted))
    assert not page.exceptions
    assert "Giồng Riềng quý I.xlsx" in page.words
    assert "khác.xlsx" not in page.words
    assert T("history.found", count=1) in page.words


def crowd(house):
    with house.change(MACHINE, "import", "thử") as con:
        con.execute(
            """
            INSERT INTO submission
            SELECT printf('%06d-00000000', n), n, 'tệp ' || n || '.xlsx', md5(n::TEXT), 1,
                DATE '2024-07-01', TIMESTAMP '2024-07-01 03:00:00', 'lan', 'lý do ' || n, false
            FROM range(1, 5001) AS r(n)
            """
        )


@pytest.fixture
def crowded(filled):
    """Five thousand files, as twenty years of quarters would bring."""
    return filled(crowd)


@pytest.mark.parametrize(
    ("asked", "first"),
    [("1", 5000), ("2", 4950), ("100", 50), ("0", 5000), ("101", 50), ("x", 5000), ("-1", 5000)],
)
def test_five_thousand_files_are_shown_fifty_at_a_time(crowded, open_page, asked, first):
    page = page_of(open_page(HISTORY, page=asked))
    assert not page.exceptions
    assert page.markup.count("submission=") == 50
    assert f"tệp {first}.xlsx" in page.words
    assert f"tệp {first - 50}.xlsx" not in page.words
    assert "page=" in page.markup


def test_the_next_page_keeps_what_was_searched_for(crowded, open_page):
    page = page_of(open_page(HISTORY, find="tep 1", page="2"))
    assert "find=tep+1&amp;page=3" in page.markup
    assert page.markup.count("submission=") == 50


def test_every_change_is_listed_with_who_and_why(house, doubtful, open_page):
    recording.withdraw(house, doubtful, MACHINE, "gửi nhầm")
    page = page_of(open_page(HISTORY, list="changes"))
    assert all(one in page.words for one in ("kiem-tra", "gửi nhầm", REASON))
    assert T.code("action", "withdraw") in page.words


def test_a_number_leads_back_to_the_file_it_came_from(house, doubtful, open_page):
    link = {"indicator": "on_time_rate", "of": "kg", "period": "2020-Q2", "detail": "cells"}
    assert f"submission={doubtful}" in page_of(open_page("follow/indicator", **link)).markup


def test_numbers_of_every_form_are_named_in_the_history(house, open_page):
    for number in (1, 2):
        said = row("kg-899", "2022", procedures_total=number)
        [submission] = store(house, received(said, form="II.07b"))
    page = page_of(open_page(HISTORY, submission=submission))
    assert not page.exceptions
    assert "Biểu!D8" in page.words
    assert "procedures_total" not in page.words
