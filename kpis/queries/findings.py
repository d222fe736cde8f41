"""What was found when a unit's files were read."""

import duckdb
import pandas as pd

from kpis.domain.periods import Period


def findings_about(con: duckdb.DuckDBPyConnection, *, org_unit: str, until: str) -> pd.DataFrame:
    """Return the findings in a unit's figures that count, the latest period first.

    Columns: period, severity, code, sheet, cell, found, facts (JSON), submission, file, reason
    (given when the file was stored). A finding belongs to the unit whose figure stands in its cell,
    or else to the one that its facts or its sheet name; those of files that have been withdrawn or
    replaced are gone.
    """
    return con.execute(
        """
        WITH cell AS (
            SELECT submission, sheet, cell, any_value(period) AS period FROM live
            WHERE org_unit = $org_unit GROUP BY ALL
        ),
        file AS (SELECT submission, max(period) AS period FROM cell GROUP BY submission)
        SELECT coalesce(c.period, s.period, f.period) AS period, a.severity, a.code, a.sheet,
            a.cell, a.found, a.facts, a.submission, b.file, b.reason
        FROM finding AS a
        JOIN file AS f USING (submission)
        JOIN submission AS b USING (submission)
        LEFT JOIN cell AS c ON c.submission = a.submission AND c.sheet = a.sheet
            AND c.cell = a.cell
        LEFT JOIN sheet AS s ON s.submission = a.submission AND s.sheet = a.sheet
        JOIN period AS p ON p.period = coalesce(c.period, s.period, f.period)
        WHERE p.step <= $step
            AND (c.submission IS NOT NULL OR (a.facts->>'org_unit') = $org_unit
                OR s.org_unit = $org_unit)
        ORDER BY p.step DESC, p.months DESC, a.severity, a.sheet, a.cell
        """,
        {"org_unit": org_unit, "step": Period.parse(until).step},
    ).df()
