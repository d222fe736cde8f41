"""What may be recorded of a component at each stage of its card, and what it does."""

from decimal import Decimal

import pytest

from kpis.domain.score_marks import Mark, MarkKind, Standing, marked, possible
from kpis.domain.scorecards import Dispute, Entry, Stage
from tests.domain.test_scoring import card_of, part

D = Decimal
SELF, APPRAISED, HEARD = Stage.SELF, Stage.APPRAISED, Stage.HEARD
OWN = Entry(self=D(2))
JUDGED = Entry(self=D(2), appraised=D(1))
CLAIMED = Entry(self=D(2), appraised=D(1), claimed=D(2))
SETTLED = Entry(self=D(2), appraised=D(1), claimed=D(2), settled=D("1.5"))
A, DI, SE = MarkKind.APPRAISED, MarkKind.DISPUTED, MarkKind.SETTLED
NA, YES, W, NW = (
    MarkKind.NOT_APPLICABLE, MarkKind.APPLICABLE, MarkKind.WAITING, MarkKind.NOT_WAITING
)  # fmt: skip


@pytest.mark.parametrize(
    ("stage", "locked", "taken_at"),
    [(SELF, False, APPRAISED), (APPRAISED, True, HEARD), (APPRAISED, False, APPRAISED),
     (HEARD, True, None), (HEARD, False, HEARD)],
)  # fmt: skip
def test_what_is_recorded_belongs_to_the_stage_that_is_under_way(stage, locked, taken_at):
    assert Standing(stage, locked).taken_at is taken_at


@pytest.mark.parametrize(
    ("stage", "locked", "entry", "kinds"),
    [
        (SELF, False, OWN, [A, NA, W]),
        (SELF, False, JUDGED, [A, DI, NA, W]),
        (APPRAISED, True, JUDGED, [DI]),
        (APPRAISED, True, CLAIMED, [SE, DI]),
        (APPRAISED, True, SETTLED, [SE]),
        (APPRAISED, True, OWN, []),
        (APPRAISED, True, Entry(appraised=D(3)), []),
        (APPRAISED, False, JUDGED, [A, DI, NA, W]),
        (HEARD, True, SETTLED, []),
        (HEARD, False, SETTLED, [SE, NA, W]),
        (SELF, False, Entry(not_applicable=True), [YES]),
        (APPRAISED, True, Entry(not_applicable=True), []),
    ],
)
def test_each_stage_takes_its_own(stage, locked, entry, kinds):
    assert possible(Standing(stage, locked), entry, D(3), waits=False) == kinds


def test_what_waits_for_another_body_may_stop_waiting():
    assert possible(Standing(SELF, False), OWN, D(3), waits=True)[-2:] == [W, NW]


def test_a_claim_moves_nothing_until_it_is_settled_and_both_figures_stay():
    claimed = marked(JUDGED, Mark(DI, D(2)))
    settled = marked(claimed, Mark(SE, D("1.5")))
    cards = [card_of([part("1", 3)], {"1": one}) for one in (JUDGED, claimed, settled)]
    assert [one.score for one in cards] == [1, 1, D("1.5")]
    assert [one.lines["1"].dispute for one in cards] == [None, Dispute.OPEN, Dispute.PARTLY]
    assert (settled.appraised, settled.claimed, cards[2].lines["1"].appraised) == (1, 2, 1)


def test_a_new_claim_opens_a_settled_dispute_again():
    assert marked(SETTLED, Mark(DI, D("2.5"))).settled is None


@pytest.mark.parametrize(("kind", "says"), [(NA, True), (YES, False)])
def test_what_does_not_apply_and_what_does(kind, says):
    assert marked(OWN, Mark(kind)).not_applicable is says


def test_waiting_moves_no_points():
    assert marked(JUDGED, Mark(W, body="UBND tỉnh")) == JUDGED
