"""The register of decisions on concerns."""

import duckdb

from kpis.domain.decisions import Decision, DecisionAction
from kpis.domain.periods import Period
from kpis.queries.versions import has_table


def decisions(con: duckdb.DuckDBPyConnection) -> tuple[Decision, ...]:
    """Return every decision ever made, the oldest first; a version from before has none."""
    if not has_table(con, "directive"):
        return ()
    rows = con.execute(
        """
        SELECT directive, item, cause, indicator, org_unit, period, action, document, handed_to,
            due_on, reason, priority, size, person, decided_at
        FROM directive ORDER BY directive
        """
    ).fetchall()
    return tuple(_decision(*row) for row in rows)


def _decision(*row: object) -> Decision:
    number, item, cause, indicator, org_unit, period, action, *rest = row
    step = Period.parse(str(period)).step
    about = (cause, indicator, org_unit, period, step)
    return Decision(number, item, *about, DecisionAction(str(action)), *rest)
