"""What chasing reports rests on: whose silence weighs most, later dates, reports sent back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pandas as pd

from kpis.domain.reports import Owed
from kpis.queries.versions import has_table

# Org unit, family of forms, period.
Report = tuple[str, str, str]
_EXTENSION = ("org_unit", "family", "period", "due_on", "reason", "person", "granted_at")


@dataclass(frozen=True, slots=True)
class Later:
    """The date that counts instead of the calendar's, and why."""

    due_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Returned:
    """Remarks on a report, and the latest submission they are about."""

    seq: int
    remarks: str


def granted(con: duckdb.DuckDBPyConnection) -> dict[Report, Later]:
    """Return the later dates granted, by (org unit, family, period); the last one counts."""
    if not has_table(con, "extension"):
        return {}
    rows = con.execute(
        "SELECT org_unit, family, period, due_on, reason FROM extension ORDER BY granted_at"
    ).fetchall()
    return {tuple(key): Later(due_on, reason) for *key, due_on, reason in rows}


def sent_back(con: duckdb.DuckDBPyConnection) -> dict[Report, Returned]:
    """Return the reports sent back, by (org unit, family, period), each with its last remarks."""
    if not has_table(con, "sent_back"):
        return {}
    rows = con.execute(
        "SELECT org_unit, family, period, seq, remarks FROM sent_back ORDER BY sent_back_at"
    ).fetchall()
    return {tuple(key): Returned(seq, remarks) for *key, seq, remarks in rows}


def chased(con: duckdb.DuckDBPyConnection, *, period: str) -> int:
    """Return how often a later date was granted, or a report sent back, for a period."""
    query = "SELECT count(*) FROM {table} WHERE period = $period"
    kept = [one for one in ("extension", "sent_back") if has_table(con, one)]
    counted = (con.execute(query.format(table=one), {"period": period}) for one in kept)
    return sum(one.fetchone()[0] for one in counted)


def extensions(con: duckdb.DuckDBPyConnection, *, period: str) -> pd.DataFrame:
    """Return the extensions granted for a period, the latest first.

    Columns: org_unit, family, period, due_on, reason, person, granted_at.
    """
    if not has_table(con, "extension"):
        return pd.DataFrame(columns=_EXTENSION)
    return con.execute(
        "SELECT * FROM extension WHERE period = $period ORDER BY granted_at DESC",
        {"period": period},
    ).df()


def weights(
    con: duckdb.DuckDBPyConnection, *, owed: Sequence[Owed], period: str
) -> dict[tuple[str, str], float]:
    """Return how much of the province's figures each report carries, by (org unit, family).

    In percent: a unit's last denominator among those of all units that owe the report now, the
    mean over the indicators that the family of forms feeds. A silent unit of great weight moves
    the province most. Units that never reported have no entry.
    """
    units = sorted({one.org_unit for one in owed if not one.closed})
    rows = con.execute(
        """
        WITH last AS (
            SELECT f.indicator, f.org_unit, f.family, arg_max(f.denominator, p.step) AS denominator
            FROM figure AS f
            JOIN period AS p USING (period)
            JOIN period AS now ON now.period = $period AND p.step <= now.step AND p.kind = now.kind
            WHERE list_contains($units, f.org_unit) AND f.family IS NOT NULL
            GROUP BY ALL
        ),
        shared AS (
            SELECT family, org_unit, indicator,
                100 * denominator
                    / nullif(sum(denominator) OVER (PARTITION BY indicator), 0) AS share
            FROM last
        )
        SELECT s.org_unit, s.family, sum(s.share) / any_value(fed.indicators)
        FROM shared AS s
        JOIN (SELECT family, count(DISTINCT indicator) AS indicators FROM shared GROUP BY family)
            AS fed USING (family)
        GROUP BY s.org_unit, s.family
        """,
        {"period": period, "units": units},
    ).fetchall()
    return {(unit, family): share for unit, family, share in rows if share is not None}
