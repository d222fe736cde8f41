"""A period's concerns beside what has been decided about them until then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from kpis.catalogue.loading import Catalogue
from kpis.charts.attention import AttentionItem
from kpis.domain.concerns import Concern, shortlist
from kpis.domain.decisions import Decision, Outcome, outcome_of, put_aside, standing
from kpis.domain.periods import Period
from kpis.intake.forms import Forms
from kpis.queries.attention import judged_at
from kpis.queries.decisions import decisions
from kpis.queries.task_day import day_of
from kpis.ui.concern_words import ConcernWords
from kpis.ui.concerns import concerns


@dataclass(frozen=True)
class Situation:
    """All concerns of a period, the gravest first, and the decisions made until then."""

    period: Period
    day: date
    concerns: tuple[Concern, ...]
    # Every entry of the register, the newest first; and the one that counts for each item.
    register: tuple[Decision, ...]
    standing: Mapping[str, Decision]
    # Goals whose figures cannot be judged now: of them nobody can say that they are settled.
    unjudged: frozenset[tuple[str, str]]

    @property
    def open(self) -> list[Concern]:
        """The concerns that nobody has put aside for now."""
        step, decided = self.period.step, self.standing
        return [one for one in self.concerns if not put_aside(one, decided.get(one.key), step)]

    def items(self, words: ConcernWords) -> list[AttentionItem]:
        """Return the gravest few as lines of the list."""
        return [words.item(one, self.standing.get(one.key)) for one in shortlist(self.open)]

    def now(self, decision: Decision) -> Concern | None:
        """Return what a decision's concern is now; None where it is none any more."""
        return next((one for one in self.concerns if one.key == decision.item), None)

    def known(self, decision: Decision) -> bool:
        """Tell whether the figures that a decision was about can be judged now."""
        return (decision.indicator, decision.org_unit) not in self.unjudged

    def late(self) -> list[Decision]:
        """Return the decisions whose day has gone by though their concern is not settled."""
        return [
            one
            for one in self.standing.values()
            if one.late(self.day)
            and outcome_of(one, self.now(one), known=self.known(one)) is not Outcome.SOLVED
        ]


def situation(
    con: duckdb.DuckDBPyConnection,
    *,
    period: str,
    catalogue: Catalogue,
    forms: Forms,
    today: date,
) -> Situation:
    """Return the concerns and decisions of a period as they are known in this version."""
    now = Period.parse(period)
    found = concerns(con, period=period, catalogue=catalogue, forms=forms, today=today)
    register = [one for one in decisions(con) if one.step <= now.step]
    return Situation(
        now,
        day_of(period, catalogue.calendar.cut_off_day),
        found,
        tuple(reversed(register)),
        standing(register, now.step),
        _unjudged(con, period, register),
    )


def _unjudged(
    con: duckdb.DuckDBPyConnection, period: str, register: Sequence[Decision]
) -> frozenset[tuple[str, str]]:
    asked = {(one.indicator, one.org_unit) for one in register if one.indicator}
    return frozenset(asked - judged_at(con, period=period, subjects=asked) if asked else asked)
