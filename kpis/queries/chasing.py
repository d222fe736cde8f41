"""What chasing reports rests on: whose silence weighs most, later dates, reports sent back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pandas as pd

from kpis.domain.periods import Period
from kpis.domain.reports import Owed
from kpis.queries.versions import has_table

# Org unit, family of forms; and period.
Sender = tuple[str, str]
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
) -> dict[Sender, float]:
    """Return how much of the province's figures each report carries, by (org unit, family).

    In percent: a unit's last denominator among those of all units that owe the report now, the
    mean over the indicators that the family of forms feeds. A silent unit of great weight moves
    the province most. Units that never reported have no entry.
    """
    now = Period.parse(period)
    rows = con.execute(
        """
        SELECT f.org_unit, f.family, f.indicator, arg_max(f.denominator, p.step)
        FROM figure AS f
        JOIN period AS p USING (period)
        WHERE p.kind = $kind AND p.step <= $step AND f.family IS NOT NULL
            AND f.org_unit IN (SELECT unnest($units))
        GROUP BY ALL
        """,
        {
            "kind": now.kind.value,
            "step": now.step,
            "units": list({one.org_unit for one in owed if not one.closed}),
        },
    ).fetchall()
    whole: Counter[str] = Counter()
    fed: dict[str, set[str]] = {}
    for _, family, indicator, size in rows:
        whole[indicator] += size or 0
        fed.setdefault(family, set()).add(indicator)
    shares: Counter[Sender] = Counter()
    for unit, family, indicator, size in rows:
        if size is not None and whole[indicator]:
            shares[unit, family] += 100 * size / whole[indicator]
    return {(unit, family): share / len(fed[family]) for (unit, family), share in shares.items()}
