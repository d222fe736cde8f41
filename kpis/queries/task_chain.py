"""The chain from a lost point to the task that wins it back, and to the indicator behind it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import duckdb

from kpis.domain.named_criteria import NamedCriterion, named_criteria
from kpis.domain.occurrences import years_of
from kpis.domain.task_identity import same_task
from kpis.queries.stored_losses import Loss, losses
from kpis.queries.task_events import TaskLink, task_links
from kpis.queries.tasks import Plan, PlanTask


@dataclass(frozen=True, slots=True)
class Linked:
    """What a task is linked to; ``person`` is None where the plan's own text names it.

    Of a criterion: points that all units of its set have lost there, and how many units did.
    """

    kind: str
    target: str
    target_set: str | None
    title: str | None
    lost: float | None
    units: int
    person: str | None


def links_of(con: duckdb.DuckDBPyConnection, plan: Plan) -> dict[str, tuple[Linked, ...]]:
    """Return what the tasks of a plan are linked to, by the task's key.

    A criterion counts where the plan names its code (in a text, or in its column of criteria) or
    an officer linked it, and nobody has taken the link away since. A code that a plan names is
    that of the scorecards of the year before: what those lost, the plan is to win back.
    """
    of_plan = _Losses(losses(con), plan)
    named = {task.key: task.named for task in plan.tasks}
    said: dict[str, dict[tuple, TaskLink]] = {}
    for one in task_links(con):
        if one.set == plan.set and (key := same_task(one.key, one.named, named)):
            said.setdefault(key, {})[one.kind, one.target_set, one.target] = one
    return {task.key: tuple(_linked(task, said.get(task.key, {}), of_plan)) for task in plan.tasks}


class _Losses:
    """Lost points by criterion, and those that a plan's own words may mean."""

    def __init__(self, losses: Iterable[Loss], plan: Plan) -> None:
        self.by_code: dict[str, list[Loss]] = {}
        for one in losses:
            self.by_code.setdefault(one.code, []).append(one)
        self.known = {(one.set, one.code): one for one in losses}
        self.years = plan.years

    def meant(self, named: NamedCriterion) -> list[Loss]:
        """Return what a code means: the losses of the years before the plan's own, or of its last.

        A plan without a year, and a scorecard without one, may mean any.
        """
        fitting = [one for one in self.by_code.get(named.code, ()) if named.is_of(one.block)]
        if self.years is None:
            return fitting
        first, last = self.years
        before = [one for one in fitting if _within(one.set, first - 1, last - 1)]
        return before or [one for one in fitting if _within(one.set, last, last)]


def _within(set_: str, first: int, last: int) -> bool:
    years = years_of(set_)
    return years is None or first <= years[0] <= last


def _linked(task: PlanTask, said: Mapping[tuple, TaskLink], losses: _Losses) -> Iterator[Linked]:
    meant = (loss for named in named_by(task) for loss in losses.meant(named))
    for one in dict.fromkeys(meant):
        if ("criterion", one.set, one.code) not in said:
            yield Linked("criterion", one.code, one.set, one.title, one.lost, one.units, None)
    for (kind, set_, target), one in said.items():
        if one.linked:
            loss = losses.known.get((set_ or "", target))
            told = (loss.title, loss.lost, loss.units) if loss else (None, None, 0)
            yield Linked(kind, target, set_, *told, one.person)


def named_by(task: PlanTask) -> list[NamedCriterion]:
    """Return the criteria that a task's own texts or its column of codes name."""
    row = task.row
    # Versions from before plans had such a column lack it.
    return named_criteria((row["task"], row["note"], row["requirement"]), row.get("criteria"))
