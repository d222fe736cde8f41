from datetime import date

import pytest

from kpis.accounts.roles import Actor, Role, Via
from kpis.errors import (
    ExplanationMissing,
    ExtensionNotLater,
    NothingOwed,
    NothingReceived,
    NotSignedIn,
)
from kpis.intake.chasing import grant_extension, send_back
from kpis.words import Words
from tests.builders import counts, received, store

OFFICER = Actor("lan", Role.OFFICER, Via.PASSWORD)
ABOUT = {"org_unit": "kg-899", "family": "dossiers", "period": "2024-Q3"}
LATER = date(2024, 9, 20)


def rows(house, table):
    with house.store.reader(house.store.version()) as con:
        return con.table(table).fetchall()


def test_an_extension_is_kept_with_who_and_why(house):
    grant_extension(house, OFFICER, **ABOUT, due_on=LATER, reason="  mất điện ")
    [kept] = rows(house, "extension")
    assert kept[:6] == ("kg-899", "dossiers", "2024-Q3", LATER, "mất điện", "lan")
    assert rows(house, "change")[-1][2:4] == ("lan", "extend")


@pytest.mark.parametrize("day", [date(2024, 9, 16), date(2024, 9, 1)])
def test_an_extension_ends_after_the_calendar_s_date(house, day):
    with pytest.raises(ExtensionNotLater) as refused:
        grant_extension(house, OFFICER, **ABOUT, due_on=day, reason="mất điện")
    problem = Words().code("problem", refused.value.code, **refused.value.facts)
    assert "16/09/2024" in problem


def test_no_decision_without_a_reason(house):
    with pytest.raises(ExplanationMissing):
        grant_extension(house, OFFICER, **ABOUT, due_on=LATER, reason=" ")
    with pytest.raises(ExplanationMissing):
        send_back(house, OFFICER, **ABOUT, remarks="")


@pytest.mark.parametrize(
    "changed",
    [
        {"org_unit": "kg-so-dan-toc-va-ton-giao"},  # Not there yet in 2024.
        {"org_unit": "kg"},
        {"family": "procedures"},
        {"period": "2025-Q3"},  # The districts have ended.
    ],
)
def test_what_nobody_owes_is_not_extended_or_sent_back(house, changed):
    about = {**ABOUT, **changed}
    with pytest.raises(NothingOwed):
        grant_extension(house, OFFICER, **about, due_on=date(2026, 1, 1), reason="x")
    with pytest.raises(NothingOwed):
        send_back(house, OFFICER, **about, remarks="x")


def test_nobody_decides_nothing(house):
    before = house.store.version()
    with pytest.raises(NotSignedIn):
        grant_extension(house, None, **ABOUT, due_on=LATER, reason="x")
    with pytest.raises(NotSignedIn):
        send_back(house, None, **ABOUT, remarks="x")
    assert house.store.version() == before


def test_only_what_has_come_is_sent_back(house):
    about = {**ABOUT, "family": "indicators"}
    before = house.store.version()
    with pytest.raises(NothingReceived):
        send_back(house, OFFICER, **about, remarks="thiếu tử số")
    assert house.store.version() == before
    store(house, received(counts("online_payment_rate", "kg-899", 1, 2, "2024-Q3")))
    send_back(house, OFFICER, **about, remarks=" thiếu tử số ")
    [kept] = rows(house, "sent_back")
    assert kept[:6] == ("kg-899", "indicators", "2024-Q3", 1, "thiếu tử số", "lan")
    assert rows(house, "change")[-1][3] == "send_back"
