from datetime import date

import pytest

from kpis.accounts.roles import Actor, Role, Via
from kpis.domain.concerns import Cause, Concern
from kpis.domain.decisions import DecisionAction, standing
from kpis.errors import ExplanationMissing, NotSignedIn
from kpis.intake import directing
from kpis.intake.directing_errors import DocumentMissing, NobodyNamed, NothingDecided
from kpis.queries.decisions import decisions

OFFICER = Actor("lan", Role.OFFICER, Via.PASSWORD)
GOAL = Concern(Cause.OFF_PACE, 5.5, 2.2, "on_time_rate", "kg")
PERIOD = "2024-Q3"
STEP = 2024 * 12 + 9


def register(house):
    with house.store.reader(house.store.version()) as con:
        return decisions(con)


def test_every_decision_is_kept_and_the_last_one_counts(house):
    due = date(2024, 12, 31)
    directing.note_directed(house, OFFICER, GOAL, period=PERIOD, document=" 12/UBND-NC ")
    directing.hand_over(
        house, OFFICER, GOAL, period=PERIOD, handed_to="kg-so-noi-vu", due_on=due, reason="gấp"
    )
    first, second = register(house)
    assert (first.number, first.action, first.document) == (1, "directed", "12/UBND-NC")
    assert (first.priority, first.size, first.person) == (2.2, 5.5, "lan")
    assert (first.item, first.step) == ("goal.on_time_rate.kg", STEP)
    assert (second.handed_to, second.due_on, second.reason) == ("kg-so-noi-vu", due, "gấp")
    assert standing([first, second], STEP) == {GOAL.key: second}


def test_a_decision_taken_back_leaves_none_but_stays_readable(house):
    directing.dismiss(house, OFFICER, GOAL, period=PERIOD, reason="đã có kế hoạch")
    directing.reopen(house, OFFICER, GOAL, period=PERIOD, reason="nhầm")
    known = register(house)
    assert [one.action for one in known] == [DecisionAction.DISMISSED, DecisionAction.REOPENED]
    assert standing(known, STEP) == {}
    with pytest.raises(NothingDecided):
        directing.reopen(house, OFFICER, GOAL, period=PERIOD, reason="lần nữa")
    assert len(register(house)) == 2


def test_what_is_not_decided_cannot_be_taken_back(house):
    before = house.store.version()
    with pytest.raises(NothingDecided):
        directing.reopen(house, OFFICER, GOAL, period=PERIOD, reason="nhầm")
    assert house.store.version() == before


def test_a_decision_needs_its_document_unit_or_reason(house):
    before = house.store.version()
    with pytest.raises(DocumentMissing):
        directing.note_directed(house, OFFICER, GOAL, period=PERIOD, document=" ")
    with pytest.raises(ExplanationMissing):
        directing.dismiss(house, OFFICER, GOAL, period=PERIOD, reason="")
    with pytest.raises(ExplanationMissing):
        directing.reopen(house, OFFICER, GOAL, period=PERIOD, reason=" ")
    for unit in ("", "kg-khong-co", "kg-so-dan-toc-va-ton-giao"):  # The last one is of 2025.
        with pytest.raises(NobodyNamed):
            directing.hand_over(
                house, OFFICER, GOAL, period=PERIOD, handed_to=unit, due_on=date(2024, 12, 1)
            )
    assert house.store.version() == before


def test_nobody_decides_without_signing_in(house):
    with pytest.raises(NotSignedIn):
        directing.dismiss(house, None, GOAL, period=PERIOD, reason="x")


def test_a_version_from_before_has_no_register(house):
    with house.change(OFFICER, "thu", "") as con:
        con.execute("DROP TABLE directive")
    assert register(house) == ()
