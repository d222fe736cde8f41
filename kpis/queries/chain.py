"""The chain behind a figure: what it was added up from, and the path it is held against."""

import duckdb
import pandas as pd

from kpis.queries.versions import has_table

# What each figure was reckoned from, one row a part: members of a sum, periods that were added and
# taken away, or rows of the unit's own report. The parts of each kind come to the figure's counts.
_TERMS = """
    WITH asked AS (
        SELECT f.indicator, f.org_unit, f.period, f.basis, f.parts, i.formula, i.measure
        FROM figure AS f JOIN indicator AS i USING (indicator)
        WHERE f.indicator = $indicator AND f.org_unit = $org_unit AND f.period = $period
    ),
    summed AS (
        SELECT m.org_unit, a.period, 1 AS sign, s.numerator, s.denominator, s.value, s.basis,
            s.status
        FROM asked AS a
        JOIN member AS m ON m.indicator = a.indicator AND m.parent = a.org_unit
        JOIN org_unit AS u ON u.org_unit = m.org_unit
        JOIN period AS p ON p.period = a.period
        JOIN picture AS s ON s.indicator = a.indicator AND s.org_unit = m.org_unit
            AND s.period = a.period
        WHERE a.basis = 'sum' AND s.status NOT IN ('closed', 'not_applicable')
            AND p.window_end BETWEEN coalesce(u.valid_from, DATE '0001-01-01')
                AND coalesce(u.valid_to, DATE '9999-12-31')
    ),
    whole_way AS (
        SELECT w.rank FROM asked AS a
        JOIN way AS w ON w.measure = a.measure AND w.period = a.period
        WHERE a.basis = 'reckoned'
        GROUP BY w.rank
        HAVING list(w.part ORDER BY w.part) = any_value(a.parts)
        ORDER BY w.rank LIMIT 1
    ),
    added AS (
        SELECT a.org_unit, w.part AS period, w.sign, f.numerator, f.denominator, f.value, f.basis,
            s.status
        FROM asked AS a
        JOIN way AS w ON w.measure = a.measure AND w.period = a.period
        SEMI JOIN whole_way AS r ON r.rank = w.rank
        JOIN figure AS f ON f.indicator = a.indicator AND f.org_unit = a.org_unit
            AND f.period = w.part
        LEFT JOIN picture AS s ON s.indicator = a.indicator AND s.org_unit = a.org_unit
            AND s.period = w.part
    ),
    written AS (
        SELECT a.org_unit, a.period, 1 AS sign, l.section,
            sum(l.value) FILTER (s.side = 'numerator') AS counted,
            sum(l.value) FILTER (s.side = 'denominator')
                - coalesce(sum(l.value) FILTER (s.side = 'less'), 0) AS denominator,
            any_value(a.formula) AS formula, a.basis
        FROM asked AS a
        JOIN own AS o USING (indicator, org_unit, period)
        JOIN source AS s ON s.indicator = o.indicator AND s.rank = o.rank
        JOIN live AS l ON l.org_unit = o.org_unit AND l.period = o.period
            AND l.family = o.family AND l.item = s.item
        WHERE a.basis IN ('own', 'stated')
        GROUP BY ALL
        HAVING count(*) = any_value(s.items)
    )
    SELECT 'unit' AS kind, org_unit, period, NULL AS section, sign, numerator, denominator, value,
        basis, status
    FROM summed
    UNION ALL BY NAME
    SELECT 'period' AS kind, * FROM added
    UNION ALL BY NAME
    SELECT 'row' AS kind, org_unit, period, section, sign,
        CASE formula WHEN 'reduction' THEN denominator - counted ELSE counted END AS numerator,
        denominator, NULL AS value, basis, NULL AS status
    FROM written
"""


def terms_of(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str
) -> pd.DataFrame:
    """Return what a figure was added up from, in the order of units, periods and sections.

    Columns: kind (``unit``: members of a sum, silent ones without counts; ``period``: periods added
    or taken away; ``row``: rows of the unit's own report), org_unit, period, section, sign,
    numerator, denominator, value (percent), basis, status. sign × counts add up to the figure's.
    """
    return con.execute(
        f"""
        SELECT t.* FROM ({_TERMS}) AS t
        LEFT JOIN org_unit AS u USING (org_unit)
        LEFT JOIN period AS p USING (period)
        ORDER BY t.denominator IS NULL, u.position, t.sign DESC, p.step, p.months, t.section
        """,  # noqa: S608 (a constant of this module)
        {"indicator": indicator, "org_unit": org_unit, "period": period},
    ).df()


def path_between(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str
) -> dict | None:
    """Return the points of the path round a figure, from which its expected value was reckoned.

    Keys: step (of the period; months since year 0), from_step, from_value, to_step, to_value
    (percents), to_shape (``linear`` or ``step``). None without a goal or a path, and in a version
    from before paths were kept with their goals.
    """
    if not has_table(con, "aim"):
        return None
    found = con.execute(
        """
        SELECT s.step,
            max(t.step) FILTER (t.step <= s.step) AS from_step,
            arg_max(t.value, t.step) FILTER (t.step <= s.step) AS from_value,
            min(t.step) FILTER (t.step >= s.step) AS to_step,
            arg_min(t.value, t.step) FILTER (t.step >= s.step) AS to_value,
            arg_min(t.shape, t.step) FILTER (t.step >= s.step) AS to_shape
        FROM picture AS s
        JOIN path_point AS t USING (aim)
        WHERE s.indicator = $indicator AND s.org_unit = $org_unit AND s.period = $period
        GROUP BY s.step
        """,
        {"indicator": indicator, "org_unit": org_unit, "period": period},
    )
    names = [name for name, *_ in found.description]
    row = found.fetchone()
    return dict(zip(names, row, strict=True)) if row else None
