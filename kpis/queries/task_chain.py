"""The chain from a lost point to the task that wins it back, and to the indicator behind it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb

from kpis.domain.task_identity import same_task
from kpis.queries.task_events import TaskLink, task_links
from kpis.queries.tasks import Plan, PlanTask
from kpis.queries.versions import has_table

# A criterion named in a task's text: "TCTP 1.5.3", "tiêu chí thành phần 3.2", "tiêu chí 5.2".
_CODE = r"\d{1,2}(?:\.\d{1,2})+"
_LIST = rf"({_CODE}(?:(?:\s*[,;]\s*|\s+và\s+){_CODE})*)"
_NAMED = re.compile(rf"\b(?:tctp|tiêu chí(?: thành phần)?)\s*(?:số\s*)?{_LIST}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Linked:
    """What a task is linked to; ``person`` is None where the plan's own text names it."""

    kind: str
    target: str
    target_set: str | None
    title: str | None
    lost: float | None
    person: str | None


@dataclass(frozen=True, slots=True)
class LostPoint:
    """A criterion that lost points, as a stored scorecard has it."""

    set: str
    org_unit: str | None
    code: str
    title: str
    max: float | None
    given: float | None
    lost: float
    by_survey: bool
    reason: str | None
    solution: str | None
    owner: str | None
    owner_units: tuple[str, ...]
    deadline: str | None


def sets_with_losses(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the criteria sets of the stored scorecards that name lost points, the latest first.

    Of one year those of districts come last: a directive is answered by departments.
    """
    if not has_table(con, "criterion"):
        return []
    rows = con.execute(
        """
        SELECT c."set"
        FROM criterion AS c
        ANTI JOIN withdrawal USING (submission)
        LEFT JOIN org_unit AS u USING (org_unit)
        WHERE c.lost > 0
        GROUP BY c."set"
        ORDER BY right(c."set", 4) DESC, bool_or(coalesce(u.kind, '') = 'district'), c."set"
        """
    ).fetchall()
    return [set_ for (set_,) in rows]


def lost_points(con: duckdb.DuckDBPyConnection, *, set_: str | None = None) -> list[LostPoint]:
    """Return the criteria that lost points, of one set or all, in their files' order."""
    if not has_table(con, "criterion"):
        return []
    rows = con.execute(
        """
        WITH standing AS (
            SELECT * FROM criterion ANTI JOIN withdrawal USING (submission)
            WHERE $set IS NULL OR "set" = $set
            QUALIFY seq = max(seq) OVER (PARTITION BY "set", org_unit)
        )
        SELECT "set", org_unit, coalesce(code, ''), title, max, coalesce(appraised, survey, self),
            lost, appraised IS NULL AND survey IS NOT NULL, reason, solution, owner,
            owner_units, deadline
        FROM standing AS s
        -- A criterion over others repeats what its parts have lost.
        WHERE lost > 0 AND NOT EXISTS (
            FROM standing AS p
            WHERE p."set" = s."set" AND p.org_unit IS NOT DISTINCT FROM s.org_unit
                AND starts_with(p.code, s.code || '.')
        )
        ORDER BY "set", org_unit, place
        """,
        {"set": set_},
    ).fetchall()
    return [LostPoint(*row[:11], tuple(row[11]), row[12]) for row in rows]


def links_of(con: duckdb.DuckDBPyConnection, plan: Plan) -> dict[str, tuple[Linked, ...]]:
    """Return what the tasks of a plan are linked to, by the task's key.

    A criterion counts where the plan's text names its code or an officer linked it, and nobody
    has taken the link away since.
    """
    points = lost_points(con)
    known = {(one.set, one.code): one for one in points}
    latest = {one.code: one for one in points}
    named = {task.key: task.named for task in plan.tasks}
    said: dict[str, dict[tuple, TaskLink]] = {}
    for one in task_links(con):
        if one.set == plan.set and (key := same_task(one.key, one.named, named)):
            said.setdefault(key, {})[one.kind, one.target_set, one.target] = one
    return {
        task.key: tuple(_linked(task, said.get(task.key, {}), latest, known)) for task in plan.tasks
    }


def _linked(
    task: PlanTask,
    said: Mapping[tuple, TaskLink],
    latest: Mapping[str, LostPoint],
    known: Mapping[tuple[str, str], LostPoint],
) -> Iterable[Linked]:
    for code in named_codes(task):
        point = latest.get(code)
        if point and ("criterion", point.set, code) not in said:
            yield Linked("criterion", code, point.set, point.title, point.lost, None)
    for (kind, set_, target), one in said.items():
        if one.linked:
            point = known.get((set_ or "", target))
            title, lost = (point.title, point.lost) if point else (None, None)
            yield Linked(kind, target, set_, title, lost, one.person)


def named_codes(task: PlanTask) -> list[str]:
    """Return the codes of criteria that a task's own text or note names."""
    text = " ".join(filter(None, (task.row["task"], task.row["note"], task.row["requirement"])))
    found = (code for part in _NAMED.findall(text) for code in re.findall(_CODE, part))
    return list(dict.fromkeys(found))
