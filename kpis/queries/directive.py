"""What each lead department answers for: the points it lost, and the tasks that win them back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from kpis.domain.recovery import Recovery
from kpis.domain.task_status import FINISHED, TaskStatus
from kpis.queries.stored_losses import LostPoint, lost_points
from kpis.queries.task_chain import Linked, links_of
from kpis.queries.tasks import Plan, PlanTask


@dataclass(frozen=True, slots=True)
class PointAnswer:
    """A criterion that lost points, and the tasks that are to win them back."""

    point: LostPoint
    tasks: tuple[PlanTask, ...]

    @property
    def recoverable(self) -> float:
        """Points that its own work can win back: no survey's, none that waits for another body."""
        return self.point.lost if self.point.recovery is Recovery.OWN else 0.0

    @property
    def done(self) -> int:
        """How many of its tasks are finished."""
        return sum(one.standing.status in FINISHED for one in self.tasks)


@dataclass(frozen=True, slots=True)
class LeadAnswer:
    """One department's part: ``owner`` is a catalogue unit's id, or a name as written."""

    owner: str
    points: tuple[PointAnswer, ...]

    @property
    def lost(self) -> float:
        """Points lost by all its criteria."""
        return round(sum(one.point.lost for one in self.points), 2)

    @property
    def recoverable(self) -> float:
        """Points of those that work can win back."""
        return round(sum(one.recoverable for one in self.points), 2)

    @property
    def tasks(self) -> dict[str, PlanTask]:
        """Its tasks by key, each once."""
        return {task.key: task for one in self.points for task in one.tasks}

    @property
    def without_task(self) -> int:
        """How many of its criteria nobody has a task for."""
        return sum(not one.tasks for one in self.points)

    def count(self, *statuses: TaskStatus) -> int:
        """Return how many of its tasks have one of these statuses."""
        return sum(one.standing.status in statuses for one in self.tasks.values())


def lead_answers(
    con: duckdb.DuckDBPyConnection, *, plan: Plan, set_: str
) -> tuple[LeadAnswer, ...]:
    """Return who answers for the lost points of a criteria set, the most to win back first.

    A criterion with two owners in the catalogue stands with both. One of a unit's own scorecard,
    whose owner is an office within, stands with the unit.
    """
    points = lost_points(con, set_=set_)
    won = _tasks_by_criterion(plan, links_of(con, plan))
    groups: dict[str, list[PointAnswer]] = {}
    for one in points:
        answer = PointAnswer(one, tuple(won.get((one.set, one.code), ())))
        for owner in _owners(one):
            groups.setdefault(owner, []).append(answer)
    found = [LeadAnswer(owner, tuple(answers)) for owner, answers in groups.items()]
    return tuple(sorted(found, key=lambda one: (-one.recoverable, -one.lost)))


def _owners(one: LostPoint) -> list[str]:
    named = " ".join((one.owner or "").split())
    return list(one.owner_units) or [one.org_unit or named]


def _tasks_by_criterion(
    plan: Plan, chains: Mapping[str, Sequence[Linked]]
) -> dict[tuple[str | None, str], list[PlanTask]]:
    found: dict[tuple[str | None, str], list[PlanTask]] = {}
    for task in plan.tasks:
        for one in chains[task.key]:
            if one.kind == "criterion":
                found.setdefault((one.target_set, one.target), []).append(task)
    return found
