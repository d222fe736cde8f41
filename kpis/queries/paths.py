"""Figures over time: the way of one unit on one indicator, or of many."""

from collections.abc import Sequence

import duckdb

from kpis.domain.periods import Period
from kpis.queries.pictures import Figure, asked
from kpis.queries.subjects import ONE, WANTED, Subject, by_subject, facts_of
from kpis.queries.versions import remembered

_OF_PATH = (
    *("indicator", "org_unit", "period", "step", "value", "low", "high", "expected_now", "status"),
    *("illustrative", "series", "aim", "target", "due"),
)


def history(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, kind: str
) -> list[Figure]:
    """Return one unit's figures of one kind of period in order of time; columns as ``figures``."""
    return asked(
        con,
        f"""
        SELECT * FROM picture
        WHERE {ONE} AND kind = $kind
        ORDER BY step
        """,  # noqa: S608 (a constant)
        {"indicator": indicator, "org_unit": org_unit, "kind": kind},
    )


@remembered
def path_until(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, until: str
) -> list[Figure]:
    """Return one unit's figures up to a period, in periods of its kind; columns as ``figures``."""
    now = Period.parse(until)
    found = history(con, indicator=indicator, org_unit=org_unit, kind=now.kind.value)
    return [one for one in found if one["step"] <= now.step]


def paths_until(
    con: duckdb.DuckDBPyConnection, *, period: str, subjects: Sequence[Subject]
) -> dict[Subject, list[Figure]]:
    """Return the way of each (indicator, org_unit) pair up to a period, in periods of its kind.

    Columns: those of ``figures`` that a path is drawn with. Pairs without a way are left out.
    """
    now = Period.parse(period)
    found = asked(
        con,
        f"""
        WITH {WANTED}
        SELECT COLUMNS(one -> list_contains($columns, one))
        FROM picture SEMI JOIN wanted USING (indicator_position, unit_position)
        WHERE kind = $kind AND step <= $step
        ORDER BY step
        """,  # noqa: S608 (a constant)
        {
            "columns": _OF_PATH,
            "kind": now.kind.value,
            "step": now.step,
            **facts_of(subjects),
        },
    )
    return by_subject(found)
