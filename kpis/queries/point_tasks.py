"""The tasks linked to each criterion and indicator, over all plans that may answer for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb

from kpis.domain.task_status import Clock
from kpis.queries.task_chain import links_of
from kpis.queries.tasks import Heirs, Plan, PlanTask, plans_at

Point = tuple[str | None, str]


@dataclass(frozen=True, slots=True, eq=False)
class PointTasks:
    """Each criterion, by its set and code, and each indicator, with its tasks in the plans' order.

    Indicators are those that an officer linked a task to, by their ids.
    """

    by_point: Mapping[Point, tuple[PlanTask, ...]]
    by_indicator: Mapping[str, tuple[PlanTask, ...]] = field(default_factory=dict)

    def of(self, set_: str, code: str) -> tuple[PlanTask, ...]:
        """Return a criterion's tasks."""
        return self.by_point.get((set_, code), ())


NO_TASKS = PointTasks({})


def point_tasks(
    con: duckdb.DuckDBPyConnection, *, clock: Clock, heirs: Heirs = (), year: int | None = None
) -> PointTasks:
    """Return the tasks linked to criteria and indicators as they stand on the clock's day.

    Points lost in a ``year`` are won back by that year's plans or the next one's; other plans are
    left out, unless no year is given. ``heirs`` as of ``plans_at``.
    """
    found: dict[str, dict] = {"criterion": {}, "indicator": {}}
    for plan in plans_at(con, clock=clock, heirs=heirs):
        if _may_answer(plan, year):
            chains = links_of(con, plan)
            for task in plan.tasks:
                for one in chains[task.key]:
                    known = (one.target_set, one.target) if one.target_set else one.target
                    found[one.kind].setdefault(known, []).append(task)
    return PointTasks(*({key: tuple(of) for key, of in part.items()} for part in found.values()))


def _may_answer(plan: Plan, year: int | None) -> bool:
    if year is None or plan.years is None:
        return True
    first, last = plan.years
    return first <= year + 1 and last >= year
