"""What a meeting begins with: the decisions made before, and what has become of them."""

from collections.abc import Mapping

from kpis.charts.decision_slide import DecisionFacts, DecisionLine
from kpis.domain.decisions import Decision, DecisionAction, Outcome, outcome_of
from kpis.ui.concern_words import ConcernWords
from kpis.ui.situation import Situation
from kpis.words import formats

_FOLLOWED = (DecisionAction.DIRECTED, DecisionAction.HANDED)
_MARKS = {
    Outcome.SOLVED: "met",
    Outcome.BETTER: "on_track",
    Outcome.SAME: "behind",
    Outcome.WORSE: "off_track",
    Outcome.UNKNOWN: "not_enough_data",
}
# The gravest first: what has grown worse is spoken about before what is settled.
_ORDER = (Outcome.WORSE, Outcome.SAME, Outcome.UNKNOWN, Outcome.BETTER, Outcome.SOLVED)


def followed_up(standing: Mapping[str, Decision]) -> list[Decision]:
    """Return the standing decisions of which it is asked what has become of them."""
    return [one for one in standing.values() if one.action in _FOLLOWED]


def earlier_decisions(
    now: Situation, words: ConcernWords, source: str, illustrative: bool
) -> DecisionFacts | None:
    """Return the slide of what was directed or handed over; None where nothing was."""
    followed = followed_up(now.standing)
    if not followed:
        return None
    results = {one.number: _outcome(one, now) for one in followed}
    followed.sort(key=lambda one: (_ORDER.index(results[one.number]), one.number))
    t, late = words.t, now.late()
    title = t(
        "present.decided_title",
        solved=sum(one is Outcome.SOLVED for one in results.values()),
        total=len(followed),
        late=sum(one in late for one in followed),
    )
    lines = [
        DecisionLine(
            words.about(one),
            words.said(one),
            words.result(one, now.now(one), known=now.known(one)),
            _MARKS[results[one.number]],
        )
        for one in followed
    ]
    period = formats.period(words.period, t.language)
    return DecisionFacts(title, t("present.decided"), lines, period, source, illustrative)


def _outcome(one: Decision, now: Situation) -> Outcome:
    return outcome_of(one, now.now(one), known=now.known(one))
