"""The criteria that an indicator's figures decide, with the points lost there."""

import duckdb
import pandas as pd

from kpis.queries.stored_losses import losses
from kpis.queries.versions import has_table

_COLUMNS = ["set", "year", "block", "code", "title", "max", "rule", "scored", "lost", "units"]


def tied_criteria(con: duckdb.DuckDBPyConnection, *, indicator: str) -> pd.DataFrame:
    """Return the components tied to an indicator, in each criteria set that has scorecards.

    The newest year first. Columns: set, year, block, code, title, max (points), rule, scored
    (units with a scorecard), lost (points of all of them), units (how many lost any).
    """
    if not has_table(con, "criteria_part"):
        return pd.DataFrame(columns=_COLUMNS)
    rows = con.execute(
        """
        WITH scored AS (
            SELECT "set", count(DISTINCT coalesce(org_unit, '')) AS scored
            FROM criterion ANTI JOIN withdrawal USING (submission) GROUP BY "set"
        )
        SELECT s."set", s.year, s.block, p.code, p.title, p.max, p.rule, c.scored
        FROM criteria_part AS p
        JOIN criteria_set AS s USING ("set")
        JOIN scored AS c USING ("set")
        WHERE p.indicator = $indicator
        ORDER BY s.year DESC, s.position, p.place
        """,
        {"indicator": indicator},
    ).fetchall()
    known = {(one.set, one.code): one for one in losses(con)} if rows else {}
    return pd.DataFrame([_row(row, known) for row in rows], columns=_COLUMNS)


def _row(row: tuple, known: dict) -> dict:
    one = dict(zip(_COLUMNS[:8], row, strict=True))
    loss = known.get((one["set"], one["code"]))
    return one | {"lost": loss.lost if loss else 0.0, "units": loss.units if loss else 0}
