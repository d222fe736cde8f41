"""What a version holds as a whole: its periods, and whether it is illustrative."""

from dataclasses import dataclass
from datetime import date, datetime

import duckdb


@dataclass(frozen=True, slots=True)
class State:
    """The head of every page: how fresh the figures are, and whether they are real."""

    last_change: datetime | None
    last_import: datetime | None
    last_received: date | None
    illustrative: bool
    changes: int


# What there is to say before the first version.
NOTHING = State(None, None, None, illustrative=False, changes=0)


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
            EXISTS (FROM live WHERE illustrative),
            (SELECT count(*) FROM change)
        """
    ).fetchone()
    return State(*row)


def periods(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the codes of the periods with figures, oldest first."""
    rows = con.execute("SELECT period FROM known_period ORDER BY step, months").fetchall()
    return [one for (one,) in rows]


def current_period(con: duckdb.DuckDBPyConnection, *, kind: str = "quarter") -> str | None:
    """Return the latest period of a kind with enough reports, or else the latest with any.

    "Now" is never the machine's clock: a closed programme is read as it ended. Enough is judged
    by the province's own figures, where the silent units count.
    """
    found = con.execute(
        """
        SELECT period FROM known_period
        ORDER BY enough DESC, kind = $kind DESC, step DESC, months DESC LIMIT 1
        """,
        {"kind": kind},
    ).fetchone()
    return found[0] if found else None


def reported_indicators(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the indicators that have a figure in some period."""
    rows = con.execute("SELECT DISTINCT indicator FROM figure ORDER BY indicator").fetchall()
    return [one for (one,) in rows]
