"""What was said before what counts now: earlier values of the same numbers, and findings."""

import duckdb
import pandas as pd

# The numbers behind figures of units and periods: what counts now, and whatever else was ever sent
# for the same number.
_SAID = """
    SELECT o.org_unit, o.period, o.item, o.section, o.value, o.raw, o.submission, o.seq, b.file,
        o.sheet, o.cell, b.person, b.received_on, b.stored_at, b.reason, w.withdrawn_at,
        w.person AS withdrawn_by, w.reason AS withdrawn_why,
        CASE
            WHEN w.submission IS NOT NULL THEN 'withdrawn'
            WHEN l.submission IS NOT NULL THEN 'counts'
            ELSE 'replaced'
        END AS state,
        o.family
    FROM observation AS o
    JOIN submission AS b USING (submission)
    LEFT JOIN withdrawal AS w USING (submission)
    LEFT JOIN live AS l ON l.submission = o.submission AND l.org_unit = o.org_unit
        AND l.period = o.period AND l.family = o.family AND l.item = o.item
        AND l.section IS NOT DISTINCT FROM o.section
"""


def earlier_values(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str
) -> pd.DataFrame:
    """Return everything ever said for a unit's numbers of an indicator that changed or went.

    A number that was said once, and counts, is left out. Latest first within each number. Columns:
    org_unit, period, item, section, value, raw, submission, file, sheet, cell, person, received_on,
    stored_at, reason, withdrawn_at, withdrawn_by, withdrawn_why, state (``counts``, ``replaced`` by
    a later file, ``withdrawn``).
    """
    return con.execute(
        f"""
        WITH item AS (
            SELECT DISTINCT item FROM source WHERE indicator = $indicator
            UNION SELECT $indicator || '.value'
        ),
        asked AS (
            SELECT $period AS period
            UNION
            SELECT unnest(coalesce(parts, [period])) FROM figure
            WHERE indicator = $indicator AND org_unit = $org_unit AND period = $period
        ),
        said AS ({_SAID} WHERE o.org_unit = $org_unit)
        SELECT * EXCLUDE (seq, family) FROM said
        SEMI JOIN item USING (item)
        SEMI JOIN asked USING (period)
        WINDOW number AS (PARTITION BY org_unit, period, family, item, section)
        QUALIFY count(*) OVER number > 1 OR state <> 'counts'
        ORDER BY period, item, section, seq DESC
        """,  # noqa: S608 (a constant of this module)
        {"indicator": indicator, "org_unit": org_unit, "period": period},
    ).df()


def findings_on(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str
) -> pd.DataFrame:
    """Return what was found about the sheets a unit's figure was read from, with the reason given.

    Columns: severity, code, sheet, cell, found, facts (JSON), submission, file, reason.
    """
    return con.execute(
        """
        WITH sheet_behind AS (
            SELECT DISTINCT l.submission, l.sheet, l.cell
            FROM live AS l
            JOIN (SELECT DISTINCT item FROM source WHERE indicator = $indicator) AS s USING (item)
            JOIN (
                SELECT unnest(coalesce(parts, [period])) AS period FROM figure
                WHERE indicator = $indicator AND org_unit = $org_unit AND period = $period
            ) AS p USING (period)
            WHERE l.org_unit = $org_unit
        )
        SELECT f.severity, f.code, f.sheet, f.cell, f.found, f.facts, f.submission, b.file, b.reason
        FROM finding AS f
        JOIN submission AS b USING (submission)
        SEMI JOIN sheet_behind AS s ON s.submission = f.submission
            AND (f.sheet IS NULL OR f.sheet = s.sheet)
            AND (f.cell IS NULL OR f.cell = s.cell
                OR regexp_extract(f.cell, '[0-9]+') = regexp_extract(s.cell, '[0-9]+'))
        ORDER BY f.severity, f.sheet, f.cell
        """,
        {"indicator": indicator, "org_unit": org_unit, "period": period},
    ).df()
