"""Rankings as they were published: points, places and grades, kept beside what cards come to."""

import duckdb
import pandas as pd

from kpis.queries.records import records
from kpis.queries.versions import has_table, remembered

_COLUMNS = ["org_unit", "self", "appraised", "survey", "total", "rank", "ranked", "grade",
            "illustrative", "file", "submission", "sheet", "cell"]  # fmt: skip


@remembered
def published(con: duckdb.DuckDBPyConnection, *, set_: str) -> pd.DataFrame:
    """Return what was published of a set's units, best place first; of several files the latest.

    A set that cards alone name has what was published for its year. Columns: org_unit (a unit
    outside the catalogue is ``-`` and its name), self, appraised, survey, total (points), rank,
    ranked, grade, illustrative, file, submission, sheet, cell.
    """
    if not has_table(con, "published_score"):
        return pd.DataFrame(columns=_COLUMNS)
    rows = records(
        con,
        """
        SELECT p.*, s.illustrative, s.file
        FROM published_score AS p
        JOIN submission AS s USING (submission)
        ANTI JOIN withdrawal USING (submission)
        WHERE p."set" = $set OR 'cham-diem-' || p.year = $set
        QUALIFY p.seq = max(p.seq) OVER (PARTITION BY p.org_unit)
        ORDER BY p.rank NULLS LAST, p.total DESC NULLS LAST, p.seq, p.place
        """,
        {"set": set_},
    )
    return pd.DataFrame(rows, columns=_COLUMNS)
