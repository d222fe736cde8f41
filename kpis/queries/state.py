"""What a version holds as a whole: its periods, and whether it is illustrative."""

from dataclasses import dataclass
from datetime import date, datetime

import duckdb
import pandas as pd


@dataclass(frozen=True, slots=True)
class State:
    """The head of every page: how fresh the figures are, and whether they are real."""

    last_change: datetime | None
    last_import: datetime | None
    last_received: date | None
    illustrative: bool
    changes: int


def state(con: duckdb.DuckDBPyConnection) -> State:
    """Return when the version was made, what came last, and whether any figure is illustrative."""
    row = con.execute(
        """
        WITH standing_file AS (
            SELECT stored_at, received_on FROM submission ANTI JOIN withdrawal USING (submission)
        )
        SELECT (SELECT max(made_at) FROM change),
            (SELECT max(stored_at) FROM standing_file),
            (SELECT max(received_on) FROM standing_file),
            (SELECT coalesce(bool_or(illustrative), false) FROM live),
            (SELECT count(*) FROM change)
        """
    ).fetchone()
    return State(*row)


def periods(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the periods with figures, oldest first: period, kind, step, share.

    share is how much of the expected reports (0–1) the province's figures rest on.
    """
    return con.execute(
        """
        SELECT p.period, any_value(p.kind) AS kind, any_value(p.step) AS step,
            coalesce(
                sum(f.reported) FILTER (f.org_unit = s.value)::DOUBLE
                    / sum(f.expected) FILTER (f.org_unit = s.value),
                0
            ) AS share
        FROM period AS p
        JOIN figure AS f USING (period)
        JOIN setting AS s ON s.name = 'province'
        GROUP BY p.period
        ORDER BY step, any_value(p.months)
        """
    ).df()


def current_period(con: duckdb.DuckDBPyConnection, *, kind: str = "quarter") -> str | None:
    """Return the latest period of a kind with enough reports, or else the latest with any.

    "Now" is never the machine's clock: a closed programme is read as it ended. Enough is judged
    by the province's own figures, where the silent units count.
    """
    found = con.execute(
        """
        WITH known AS (
            SELECT p.period, p.step, p.kind = $kind AS of_kind,
                sum(f.reported) >= any_value(l.value::DOUBLE) * sum(f.expected) AS enough
            FROM figure AS f
            JOIN period AS p USING (period)
            JOIN setting AS s ON s.name = 'province'
            JOIN setting AS l ON l.name = 'completeness_limit'
            WHERE f.org_unit = s.value
            GROUP BY ALL
            UNION ALL
            SELECT p.period, p.step, p.kind = $kind, false
            FROM figure AS f JOIN period AS p USING (period)
        )
        SELECT period FROM known ORDER BY enough DESC, of_kind DESC, step DESC LIMIT 1
        """,
        {"kind": kind},
    ).fetchone()
    return found[0] if found else None
