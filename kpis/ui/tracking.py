"""The tracker's view: every unit's reports of a period, whose silence weighs most, how punctual."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, islice

import duckdb

from kpis.catalogue.definitions import Catalogue
from kpis.domain.periods import Period
from kpis.domain.reports import Outcome, Punctuality, ReportState, streak
from kpis.intake.forms import Forms
from kpis.intake.owing import owed
from kpis.queries.attention import silences
from kpis.queries.chasing import weights
from kpis.queries.tracker import reports

# Reports that still have to come, whole or in part.
OPEN = (
    ReportState.NOT_SENT,
    ReportState.RETURNED,
    ReportState.INCOMPLETE,
    ReportState.NOT_DUE,
)
# Most streaks end within a year; only where one does not, all five years are asked for: to ask at
# once took a leader's page three times as long.
_BACK = (4, 20)
# What the reports of a quarter came to, by unit.
Outcomes = dict[str, list[Outcome | None]]
_NOT_SENDING = (ReportState.CLOSED, ReportState.NOT_OWED)


@dataclass(frozen=True, slots=True)
class Sender:
    """One unit and its reports of the period, rows of ``queries.tracker.reports``.

    ``weight`` is in percent of the province, ``streak`` in periods, negative for not on time.
    ``swing`` is how many points of the province's range its silence makes, on the goal where it
    makes most; 0 where it is not silent.
    """

    unit: str
    reports: tuple[dict, ...]
    weight: float | None
    streak: int
    year: Punctuality
    swing: float = 0.0

    @property
    def closed(self) -> bool:
        """Whether the unit is gone, or sends nothing here."""
        return all(one["state"] in _NOT_SENDING for one in self.reports)

    @property
    def open(self) -> list[dict]:
        """Its reports that still have to come."""
        return [one for one in self.reports if one["state"] in OPEN]


@dataclass(frozen=True, slots=True)
class Tracking:
    """Everything the tracker shows of one period, the senders in the order to chase them."""

    period: str
    senders: tuple[Sender, ...]

    def of(self, catalogue: Catalogue, level: str | None) -> list[Sender]:
        """Return the senders of a level, or of all, without those that are gone."""
        return [
            one
            for one in self.senders
            if not one.closed and level in (None, catalogue.org_units[one.unit].kind.value)
        ]

    def of_year(self, catalogue: Catalogue, level: str | None) -> list[Sender]:
        """Return the senders of whom anything was due in the year, those gone by now included."""
        return [
            one
            for one in self.senders
            if one.year.due and level in (None, catalogue.org_units[one.unit].kind.value)
        ]


def tracking(
    con: duckdb.DuckDBPyConnection,
    *,
    period: str,
    catalogue: Catalogue,
    forms: Forms,
    today: date,
) -> Tracking:
    """Return who has sent what for a quarter by a day, and how punctual each has been until then.

    Units that still owe a report come first: on top whose silence leaves the province's figures
    most uncertain, then the heaviest. Those that were late follow.
    """
    now = Period.parse(period)
    of_all = _reports(con, _quarters(catalogue, now), catalogue, forms, today)
    known = _outcomes(of_all).items()
    until_now = [of for quarter, of in known if quarter.step <= now.step]
    in_year = [of for quarter, of in known if quarter.year == now.year]
    shares = weights(con, owed=owed(catalogue, forms, now), period=period)
    silent = silences(con, period=period, parents=[catalogue.province.id])
    # The widest come first.
    swings = {one["org_unit"]: one["width"] for one in reversed(silent)}
    senders = [
        replace(_sender(unit, tuple(of), shares, until_now, in_year), swing=swings.get(unit, 0.0))
        for unit, of in groupby(of_all[now], lambda one: one["org_unit"])
    ]
    return Tracking(period, tuple(sorted(senders, key=_urgency)))


def _sender(
    unit: str,
    rows: tuple[dict, ...],
    shares: dict[tuple[str, str], float],
    until_now: Sequence[Outcomes],
    in_year: Sequence[Outcomes],
) -> Sender:
    mine = [shares[unit, one["family"]] for one in rows if (unit, one["family"]) in shares]
    in_a_row = streak([of.get(unit, []) for of in until_now])
    year = Punctuality.of(one for of in in_year for one in of.get(unit, []))
    return Sender(unit, rows, max(mine, default=None), in_a_row, year)


def unpunctual(
    con: duckdb.DuckDBPyConnection,
    *,
    period: Period,
    catalogue: Catalogue,
    forms: Forms,
    today: date,
) -> dict[str, tuple[int, Period]]:
    """Return for how many quarters in a row each unit has not been punctual, and since which.

    Up to the quarter that ends with the period; units whose last reports due were punctual are
    left out. Extensions granted count as the date due.
    """
    last = Period.quarter(period.year, (period.last_month + 2) // 3)
    found: dict[str, tuple[int, Period]] = {}
    for back in _BACK:
        quarters = [last.earlier(one) for one in reversed(range(back))]
        found = _streaks(_outcomes(_reports(con, quarters, catalogue, forms, today)))
        if all(since != quarters[0] for _, since in found.values()):
            break
    return found


def _streaks(known: dict[Period, Outcomes]) -> dict[str, tuple[int, Period]]:
    found = {}
    for unit in {unit for of in known.values() for unit in of}:
        judged = {one: of[unit] for one, of in known.items() if any(of.get(unit, []))}
        if (length := -streak(list(judged.values()))) > 0:
            found[unit] = (length, list(judged)[-length])
    return found


def _quarters(catalogue: Catalogue, now: Period) -> list[Period]:
    """Return the quarters from the programme's first to the end of the year asked about."""
    starts, ends = Period.parse(catalogue.programme.starts), Period.quarter(now.year, 4)
    return [ends.earlier(back) for back in reversed(range((ends.step - starts.step) // 3 + 1))]


def _reports(
    con: duckdb.DuckDBPyConnection,
    quarters: Sequence[Period],
    catalogue: Catalogue,
    forms: Forms,
    today: date,
) -> dict[Period, list[dict]]:
    """Return how far each report of some quarters has come, by quarter in order of time."""
    asked = {quarter: owed(catalogue, forms, quarter) for quarter in quarters}
    rows = iter(reports(con, owed=[one for of in asked.values() for one in of], today=today))
    return {quarter: list(islice(rows, len(of))) for quarter, of in asked.items()}


def _outcomes(of_all: dict[Period, list[dict]]) -> dict[Period, Outcomes]:
    """Return what each unit's reports came to, by quarter in order of time.

    From the first quarter that anybody reported, so that nobody is blamed for the time before the
    house took reports in.
    """
    known: dict[Period, Outcomes] = {}
    for quarter, rows in of_all.items():
        if known or any(one["cells"] for one in rows):
            known[quarter] = {
                unit: [one["outcome"] for one in mine]
                for unit, mine in groupby(rows, lambda one: one["org_unit"])
            }
    return known


def _urgency(one: Sender) -> tuple:
    late = any(report["state"] is ReportState.LATE for report in one.reports)
    return one.closed, not one.open, not late, -one.swing, -(one.weight or 0)
