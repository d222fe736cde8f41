"""Definitions and goals that would contradict each other in time or in direction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import Protocol

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.goals import Goal
from kpis.catalogue.kinds import Direction, GoalKind
from kpis.catalogue.references import check_once
from kpis.errors import CatalogueInvalid


class Dated(Protocol):
    """Something that holds between two days, both included; open where there is none."""

    valid_from: date | None
    valid_to: date | None


def overlap(one: Dated, other: Dated) -> bool:
    """Tell whether two things hold on a common day."""
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    return starts <= min(one.valid_to or date.max, other.valid_to or date.max)


def check_goals(catalogue: Catalogue) -> None:
    """Refuse goals and definitions that contradict each other. Raises ``CatalogueInvalid``."""
    check_once("goals.csv", (goal.key for goal in catalogue.goals))
    check_once("milestones.csv", (f"{one.goal} {one.due}" for one in catalogue.milestones))
    for checked in (_directions, _levels, _ways, _unit_goals, _exemptions, _definitions):
        for file, entry, reason in checked(catalogue):
            raise CatalogueInvalid(file=file, entry=entry, reason=reason)


def _directions(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Find a goal that calls better what its indicator calls worse: ranks would contradict it."""
    for goal in catalogue.goals:
        better = catalogue.indicators[goal.indicator].direction
        if (goal.sign > 0) != (better is Direction.INCREASE):
            reason = f"“{goal.comparator}” contradicts the direction “{better}” of the indicator"
            yield "goals.csv", goal.id, reason


def _levels(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Find two goals for a level at a time: with two, a unit would have two standings."""
    by_level: dict[str, list[Goal]] = defaultdict(list)
    for goal in catalogue.goals:
        for level in goal.levels:
            by_level[f"{goal.indicator} {level}"].append(goal)
    return _twice("goals.csv", by_level)


def _ways(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Find interim targets of goals that have no way: they are kept, or there or not."""
    straight = {GoalKind.REACH, GoalKind.REDUCE}
    kinds = {goal.key: goal.kind for goal in catalogue.goals}
    for one in catalogue.milestones:
        if kinds[one.goal] not in straight:
            yield "milestones.csv", one.goal, f"a goal of kind “{kinds[one.goal]}” has no way"


def _unit_goals(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    by_unit = defaultdict(list)
    for one in catalogue.unit_goals:
        by_unit[f"{one.goal} {one.org_unit}"].append(one)
    return _twice("unit_goals.csv", by_unit)


def _exemptions(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    by_unit = defaultdict(list)
    for one in catalogue.not_applicable:
        by_unit[f"{one.indicator} {one.org_unit}"].append(one)
    return _twice("not_applicable.csv", by_unit)


def _twice(file: str, parts: dict[str, Sequence[Dated]]) -> Iterator[tuple[str, str, str]]:
    for entry, dated in parts.items():
        if any(overlap(one, other) for one, other in combinations(dated, 2)):
            yield file, entry, f"“{entry}” stands twice at a time"


def _definitions(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Find definitions out of order, and other formulas whose name does not say of what."""
    for one in catalogue.indicators.values():
        years = [one.since, *(part.since.year for part in one.later)]
        if not _ascending(years):
            yield "indicators.toml", one.id, "definitions of one year, or not in order of time"
        for reading in one.alternative:
            if not reading.id.startswith(f"{one.id}."):
                yield "indicators.toml", reading.id, f"does not begin with “{one.id}.”"


def _ascending(years: Iterable[int]) -> bool:
    return all(early < late for early, late in pairwise(years))
