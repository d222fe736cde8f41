"""Goals as rows of the store: one for every unit that answers for one, and for its time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kpis.catalogue.exemptions import UnitGoal
from kpis.catalogue.goal_checks import overlap
from kpis.catalogue.goals import Goal
from kpis.catalogue.kinds import GoalKind
from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import OrgUnit
from kpis.domain.periods import Period

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Aim:
    """What a goal asks of a unit between two days, with the reason where it is the unit's own."""

    target: float | None
    target_to: float | None
    reason: str | None
    first: date | None
    last: date | None


def targets(catalogue: Catalogue) -> Iterator[tuple]:
    """Yield the rows of the table target, columns as in sql/definitions.sql."""
    for goal in catalogue.goals:
        key = goal.key
        exceptions = [one for one in catalogue.unit_goals if one.goal == key and overlap(one, goal)]
        for unit in catalogue.org_units.values():
            if not _answers_for(unit, goal):
                continue
            own = [one for one in exceptions if one.org_unit == unit.id]
            for aim in _aims(goal, own):
                yield from _rows(goal, unit, aim)


def exemptions(catalogue: Catalogue) -> Iterator[tuple]:
    """Yield the rows of the table not_applicable; other formulas go with their indicator."""
    for one in catalogue.not_applicable:
        readings = [part.id for part in catalogue.indicators[one.indicator].alternative]
        for indicator in (one.indicator, *readings):
            yield indicator, one.org_unit, one.valid_from, one.valid_to, one.reason


def _answers_for(unit: OrgUnit, goal: Goal) -> bool:
    return (unit.members or unit.kind) in goal.levels


def _aims(goal: Goal, own: Iterable[UnitGoal]) -> Iterator[_Aim]:
    """Yield what holds when: the unit's own target while it is valid, the goal's the other days."""
    first = goal.valid_from
    for one in sorted(own, key=lambda part: part.valid_from or date.min):
        starts = max(filter(None, (one.valid_from, goal.valid_from)), default=None)
        ends = min(filter(None, (one.valid_to, goal.valid_to)), default=None)
        if starts and (first is None or first < starts):
            yield _Aim(goal.target, goal.target_to, None, first, starts - _DAY)
        yield _Aim(one.target, one.target_to, one.reason, starts, ends)
        if ends is None or ends == goal.valid_to:
            return
        first = ends + _DAY
    yield _Aim(goal.target, goal.target_to, None, first, goal.valid_to)


def _rows(goal: Goal, unit: OrgUnit, aim: _Aim) -> Iterator[tuple]:
    """Yield an aim's row; a range has two, one for each end it may be missed at."""
    sides = [(goal.sign, aim.target)]
    if goal.kind is GoalKind.RANGE:
        sides = [(1, aim.target), (-1, aim.target_to)]
    base_step = Period.parse(str(goal.base_year)).step if goal.base_year else None
    for sign, target in sides:
        yield (
            goal.indicator,
            unit.id,
            goal.id,
            goal.key,
            goal.kind.value,
            sign,
            target,
            aim.target if goal.kind is GoalKind.RANGE else None,
            aim.target_to if goal.kind is GoalKind.RANGE else None,
            goal.due,
            Period.parse(goal.due).step,
            goal.base,
            str(goal.base_year) if goal.base_year else None,
            base_step,
            goal.own_setting,
            aim.reason,
            aim.first,
            aim.last,
        )
