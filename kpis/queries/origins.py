"""Where figures come from: the cells behind a number, and the files behind the cells."""

import duckdb
import pandas as pd

# The items that a figure was reckoned from, by unit and period. A sum rests on the figures of its
# members, which may themselves be reckoned.
_ITEMS = """
    WITH part AS (
        SELECT f.indicator, f.org_unit, unnest(coalesce(f.parts, [f.period])) AS period
        FROM figure AS f
        LEFT JOIN member AS m
            ON m.indicator = f.indicator AND m.org_unit = f.org_unit AND m.parent = $org_unit
        WHERE f.indicator = $indicator AND f.period = $period AND CASE (
            SELECT basis FROM figure
            WHERE indicator = $indicator AND org_unit = $org_unit AND period = $period
        ) WHEN 'sum' THEN m.parent IS NOT NULL ELSE f.org_unit = $org_unit END
    )
    SELECT DISTINCT o.org_unit, o.period, o.family,
        coalesce(s.item, o.indicator || '.value') AS item, u.position, p.step
    FROM part
    JOIN own AS o USING (indicator, org_unit, period)
    LEFT JOIN source AS s ON s.indicator = o.indicator AND s.rank = o.rank
    JOIN org_unit AS u USING (org_unit)
    JOIN period AS p USING (period)
"""


def cells_behind(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str
) -> pd.DataFrame:
    """Return the cells a figure was reckoned from, in the order of units, periods and cells.

    Columns: org_unit, period, item, section, value, raw, submission, file, sheet, cell, person,
    received_on, stored_at, reason.
    """
    asked = {"indicator": indicator, "org_unit": org_unit, "period": period}
    answer = con.execute(_ITEMS, asked)
    names = [name for name, *_ in answer.description]
    items = list(zip(*answer.fetchall(), strict=True)) or [()] * len(names)
    # Asked for by what is known by now: in one question with the items it took three times as long.
    return con.execute(
        """
        SELECT l.org_unit, l.period, l.item, l.section, l.value, l.raw, l.submission,
            b.file, l.sheet, l.cell, b.person, b.received_on, b.stored_at, b.reason
        FROM live AS l
        JOIN (
            SELECT unnest($org_unit::TEXT[]) AS org_unit, unnest($period::TEXT[]) AS period,
                unnest($family::TEXT[]) AS family, unnest($item::TEXT[]) AS item,
                unnest($position::BIGINT[]) AS position, unnest($step::BIGINT[]) AS step
        ) AS i USING (org_unit, period, family, item)
        JOIN submission AS b USING (submission)
        ORDER BY i.position, i.step, l.sheet,
            try_cast(regexp_extract(l.cell, '[0-9]+') AS INTEGER), l.cell
        """,
        {name: list(column) for name, column in zip(names, items, strict=True)},
    ).df()


def submissions(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return every file ever stored, newest first.

    Columns: submission, file, sha256, received_on, stored_at, person, reason, illustrative, forms,
    periods (lists), cells, warnings (counts), withdrawn_at, withdrawn_by, withdrawn_why.
    """
    return con.execute(
        """
        SELECT s.submission, s.file, s.sha256, s.received_on, s.stored_at, s.person, s.reason,
            s.illustrative, coalesce(h.forms, []) AS forms, coalesce(h.periods, []) AS periods,
            coalesce(o.cells, 0) AS cells, coalesce(f.warnings, 0) AS warnings,
            w.withdrawn_at, w.person AS withdrawn_by, w.reason AS withdrawn_why
        FROM submission AS s
        LEFT JOIN withdrawal AS w USING (submission)
        LEFT JOIN (
            SELECT submission, list(DISTINCT form ORDER BY form) AS forms,
                list(DISTINCT period ORDER BY period) FILTER (period IS NOT NULL) AS periods
            FROM sheet WHERE skipped IS NULL GROUP BY submission
        ) AS h USING (submission)
        LEFT JOIN (SELECT submission, count(*) AS cells FROM observation GROUP BY submission) AS o
            USING (submission)
        LEFT JOIN (
            SELECT submission, count(*) AS warnings FROM finding WHERE severity = 'warning'
            GROUP BY submission
        ) AS f USING (submission)
        ORDER BY s.seq DESC
        """
    ).df()


def changes(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return what made each version, newest first.

    Columns: change, made_at, person, action, why, files (list: those stored by it).
    """
    return con.execute(
        """
        SELECT c.*, coalesce(s.files, []) AS files
        FROM change AS c
        LEFT JOIN (
            SELECT stored_at, list(file ORDER BY seq) AS files FROM submission GROUP BY stored_at
        ) AS s ON s.stored_at = c.made_at
        ORDER BY c.change DESC
        """
    ).df()


def findings_of(con: duckdb.DuckDBPyConnection, *, submission: str) -> pd.DataFrame:
    """Return what was found in a stored file: severity, code, sheet, cell, found, facts (JSON)."""
    return con.execute(
        """
        SELECT severity, code, sheet, cell, found, facts FROM finding
        WHERE submission = $submission
        """,
        {"submission": submission},
    ).df()
