"""The tracker's view: every unit's reports of a period, whose silence weighs most, how punctual."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

import duckdb

from kpis.catalogue.definitions import Catalogue
from kpis.domain.periods import Period
from kpis.domain.reports import Outcome, Owed, Punctuality, ReportState, streak
from kpis.intake.forms import Forms
from kpis.intake.owing import owed
from kpis.queries.attention import silences
from kpis.queries.chasing import Report, weights
from kpis.queries.tracker import missing, reports

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
    gaps: dict[Report, list[tuple[str, str]]]

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
    """Return who has sent what for a period by a day, and how punctual each has been until then.

    Units that still owe a report come first: on top whose silence leaves the province's figures
    most uncertain, then the heaviest. Those that were late follow.
    """
    now = Period.parse(period)
    of_now = owed(catalogue, forms, now)
    table = reports(con, owed=of_now, today=today).to_dict("records")
    known = _outcomes(con, _quarters(catalogue, now), catalogue, forms, today)
    shares = weights(con, owed=of_now, period=period)
    silent = silences(con, period=period, parents=[catalogue.province.id])
    swings = silent.groupby("org_unit")["width"].max().to_dict()
    senders = [
        replace(_sender(unit, tuple(rows), shares, known, now), swing=swings.get(unit, 0.0))
        for unit, rows in groupby(table, lambda one: one["org_unit"])
    ]
    gaps = missing(con, owed=_unfinished(of_now, table))
    return Tracking(period, tuple(sorted(senders, key=_urgency)), gaps)


def _unfinished(asked: tuple[Owed, ...], table: list[dict]) -> list[Owed]:
    return [one for one, row in zip(asked, table, strict=True) if row["state"] in OPEN]


def _sender(
    unit: str,
    rows: tuple[dict, ...],
    shares: dict[tuple[str, str], float],
    known: dict[Period, dict[str, list[Outcome | None]]],
    now: Period,
) -> Sender:
    mine = [shares[unit, one["family"]] for one in rows if (unit, one["family"]) in shares]
    until_now = [of.get(unit, []) for period, of in known.items() if period <= now]
    in_year = [
        one for period, of in known.items() if period.year == now.year for one in of.get(unit, [])
    ]
    return Sender(unit, rows, max(mine, default=None), streak(until_now), Punctuality.of(in_year))


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
        known = _outcomes(con, quarters, catalogue, forms, today)
        found = _streaks(known)
        if all(since != quarters[0] for _, since in found.values()):
            break
    return found


def _streaks(
    known: dict[Period, dict[str, list[Outcome | None]]],
) -> dict[str, tuple[int, Period]]:
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


def _outcomes(
    con: duckdb.DuckDBPyConnection,
    quarters: Sequence[Period],
    catalogue: Catalogue,
    forms: Forms,
    today: date,
) -> dict[Period, dict[str, list[Outcome | None]]]:
    """Return what each unit's reports came to, by period in order of time.

    From the first period that anybody reported, so that nobody is blamed for the time before the
    house took reports in.
    """
    asked = [one for quarter in quarters for one in owed(catalogue, forms, quarter)]
    rows = reports(con, owed=asked, today=today).to_dict("records")
    known: dict[Period, dict[str, list[Outcome | None]]] = {}
    for code, of_period in groupby(rows, lambda one: one["period"]):
        listed = list(of_period)
        if known or any(one["cells"] for one in listed):
            known[Period.parse(code)] = {
                unit: [one["outcome"] for one in mine]
                for unit, mine in groupby(listed, lambda one: one["org_unit"])
            }
    return known


def _urgency(one: Sender) -> tuple:
    late = any(report["state"] is ReportState.LATE for report in one.reports)
    return one.closed, not one.open, not late, -one.swing, -(one.weight or 0)
