"""A stored plan's tasks by key, and the rows that say what became of them."""

from collections.abc import Mapping

import duckdb

from kpis.domain.task_identity import Named, keys_of
from kpis.intake.task_errors import UnknownTask
from kpis.store.filling import add_rows

_REPORT = (
    *("set", "task_key", "area", "code", "task", "done_on", "due_on", "period", "product"),
    *("file", "sha256", "note", "person", "reported_at", "submission", "sheet", "cell"),
)


def tasks_in(con: duckdb.DuckDBPyConnection, set_: str) -> dict[str, Named]:
    """Return the tasks of a plan's latest standing file by their keys, in its order."""
    rows = con.execute(
        """
        SELECT area, code, task FROM task ANTI JOIN withdrawal USING (submission)
        WHERE "set" = $set
        QUALIFY seq = max(seq) OVER ()
        ORDER BY place
        """,
        {"set": set_},
    ).fetchall()
    named = [Named(*one) for one in rows]
    return dict(zip(keys_of(named), named, strict=True))


def identity(con: duckdb.DuckDBPyConnection, set_: str, key: str) -> dict[str, str | None]:
    """Return a task's columns of identity. Raises ``UnknownTask``."""
    known = tasks_in(con, set_)
    if key not in known:
        raise UnknownTask(found=f"{set_} {key}")
    return identity_of(set_, key, known[key])


def identity_of(set_: str, key: str, named: Named) -> dict[str, str | None]:
    """Return the columns that say which task a row is about."""
    return {
        "set": set_,
        "task_key": key,
        "area": named.area,
        "code": named.code,
        "task": named.text,
    }


def add_reports(con: duckdb.DuckDBPyConnection, reports: list[Mapping[str, object]]) -> None:
    """Add reports to a draft, each with a number of its own; what one does not say is NULL."""
    [(count, now)] = con.execute(
        "SELECT (SELECT count(*) FROM task_report), now() AT TIME ZONE 'UTC'"
    ).fetchall()
    rows = [
        {
            "report": f"{count + place:06d}",
            **{name: one.get(name) for name in _REPORT},
            "reported_at": now.isoformat(),
        }
        for place, one in enumerate(reports, start=1)
    ]
    add_rows(con, "task_report", rows)
