"""Everything that asks for a decision at a period, gathered from all that is known."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

import duckdb

from kpis.catalogue.goals import Goal
from kpis.catalogue.heirs import heirs_on
from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import UnitKind
from kpis.domain import concerns as rules
from kpis.domain.concerns import Cause, Concern
from kpis.domain.periods import Period
from kpis.domain.task_status import Clock, TaskStatus
from kpis.intake.forms import Forms
from kpis.queries.attention import doubts, last_scored, moves, silences
from kpis.queries.lagging import lagging
from kpis.queries.lost_points import own_losses
from kpis.queries.task_day import day_of
from kpis.queries.tasks import plans_at
from kpis.ui.tracking import unpunctual

SHORT = ("off_track", "behind")
_LEVELS = (UnitKind.AGENCY.value, UnitKind.DISTRICT.value)


def concerns(
    con: duckdb.DuckDBPyConnection,
    *,
    period: str,
    catalogue: Catalogue,
    forms: Forms,
    today: date,
) -> tuple[Concern, ...]:
    """Return every concern of a period, the gravest first; ``rules.shortlist`` makes them few."""
    day = day_of(period, catalogue.calendar.cut_off_day)
    found = [
        *_goals(con, period, catalogue),
        *_silent(con, period, catalogue),
        *_suspicious(con, period),
        *_late(con, period, catalogue, forms, today),
        *_overdue(con, catalogue, day),
        *_lost(con, catalogue, day),
    ]
    return tuple(rules.ranked(found))


def _goals(con: duckdb.DuckDBPyConnection, period: str, catalogue: Catalogue) -> Iterator[Concern]:
    subjects = dict.fromkeys((goal.indicator, goal.subject) for goal in catalogue.goals)
    rows = moves(con, period=period, subjects=list(subjects))
    known = {(one["indicator"], one["org_unit"]): one for one in rows}
    held_back = {(one["indicator"], one["parent"]): one for one in lagging(con, period=period)}
    for goal in {(one.indicator, one.subject): one for one in catalogue.goals}.values():
        key = goal.indicator, goal.subject
        if key in known:
            yield _goal(goal, known[key], held_back.get(key), catalogue)


def _goal(goal: Goal, moved: Mapping, lag: Mapping | None, catalogue: Catalogue) -> Concern:
    behind, before = -moved["gap"] if moved["status"] in SHORT else 0.0, moved["gap_before"]
    margin = catalogue.indicators[goal.indicator].margin
    headline = goal.indicator in catalogue.programme.headline
    return Concern(
        Cause.OFF_PACE if behind > 0 else Cause.FALLING,
        behind or moved["fallen"],
        rules.goal_priority(behind, moved["fallen"], margin, headline=headline),
        indicator=goal.indicator,
        org_unit=goal.subject,
        since=(moved["short_since"] if behind > 0 else moved["since"]) or "",
        trend=before - moved["gap"] if behind > 0 and before is not None else None,
        facts={**moved, "lag": lag},
    )


def _silent(con: duckdb.DuckDBPyConnection, period: str, catalogue: Catalogue) -> Iterator[Concern]:
    """Yield one concern for each silent unit: the goal that its silence blurs most."""
    found = {}
    for one in silences(con, period=period, parents=[catalogue.province.id]):
        indicator = catalogue.indicators[one["indicator"]]
        headline = indicator.id in catalogue.programme.headline
        priority = rules.silence_priority(one["width"], indicator.margin, headline=headline)
        before = found.get(one["org_unit"])
        if one["width"] >= rules.LEAST_SILENCE and (not before or before.priority < priority):
            facts = {"indicators": one["unreported"], "blurred": indicator.id}
            unit = {"org_unit": one["org_unit"], "since": one["last_period"] or ""}
            found[one["org_unit"]] = Concern(
                Cause.SILENT, one["width"], priority, **unit, facts=facts
            )
    yield from found.values()


def _suspicious(con: duckdb.DuckDBPyConnection, period: str) -> Iterator[Concern]:
    for unit, of_unit in groupby(doubts(con, period=period), lambda one: one["org_unit"]):
        found = {one["code"]: one for one in of_unit}
        yield Concern(
            Cause.SUSPICIOUS,
            len(found),
            rules.doubt_priority(found),
            org_unit=unit,
            since=period,
            facts=found[max(found, key=rules.DOUBTS.__getitem__)],
        )


def _late(
    con: duckdb.DuckDBPyConnection, period: str, catalogue: Catalogue, forms: Forms, today: date
) -> Iterator[Concern]:
    looks = {"catalogue": catalogue, "forms": forms, "today": today}
    for unit, (length, since) in unpunctual(con, period=Period.parse(period), **looks).items():
        day = day_of(period, catalogue.calendar.cut_off_day)
        if catalogue.org_units[unit].valid_on(day):
            priority = rules.lateness_priority(length)
            yield Concern(Cause.LATE, length, priority, org_unit=unit, since=since.code)


def _overdue(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, day: date) -> Iterator[Concern]:
    calendar = catalogue.calendar
    clock = Clock(day, calendar.task_soon_days, calendar.cut_off_day)
    late: dict[str, list[int]] = {}
    for plan in plans_at(con, clock=clock, heirs=heirs_on(catalogue, day), running=True):
        for task in plan.tasks:
            if task.standing.status is TaskStatus.OVERDUE:
                for unit in task.leads:
                    late.setdefault(unit, []).append(task.standing.days or 0)
    for unit, days in late.items():
        if unit in catalogue.org_units:
            priority = rules.EACH_OVERDUE_TASK * len(days)
            facts = {"days": max(days)}
            yield Concern(Cause.OVERDUE_TASKS, len(days), priority, org_unit=unit, facts=facts)


def _lost(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, day: date) -> Iterator[Concern]:
    """Yield the points that units lost when last scored and can win back themselves.

    A year is scored after its end: the year of the day itself is not known yet.
    """
    for set_, year in last_scored(con, year=day.year - 1, levels=_LEVELS):
        for unit, points in own_losses(con, set_=set_).items():
            known = catalogue.org_units.get(unit)
            if known and points >= rules.LEAST_LOST and known.valid_on(day):
                facts = {"set": set_, "year": year}
                priority = rules.EACH_LOST_POINT * points
                yield Concern(Cause.LOST_POINTS, points, priority, org_unit=unit, facts=facts)
