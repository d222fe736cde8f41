"""The chain behind a figure: what it was added up from, and the path it is held against."""

import duckdb
import pandas as pd

from kpis.queries.versions import has_table

# What a figure was reckoned from, one row a part. The parts come to the figure's counts.
# Members of a sum; whoever is closed or not concerned is none of them.
_MEMBERS = """
    SELECT 'unit' AS kind, s.org_unit, s.period, NULL::VARCHAR AS section, 1 AS sign, s.numerator,
        s.denominator, s.value, s.basis, s.status
    FROM picture AS s
    JOIN member AS m USING (indicator, org_unit)
    JOIN org_unit AS u USING (org_unit)
    WHERE s.indicator = $indicator AND m.parent = $org_unit AND s.period = $period
        AND s.status NOT IN ('closed', 'not_applicable')
        AND s.window_end BETWEEN coalesce(u.valid_from, DATE '0001-01-01')
            AND coalesce(u.valid_to, DATE '9999-12-31')
    ORDER BY s.denominator IS NULL, u.position
"""
# Periods that were added and taken away: those of the first way whose parts are all the figure's.
_PERIODS = """
    WITH asked AS (
        SELECT f.indicator, f.org_unit, f.period, f.parts, i.measure
        FROM figure AS f JOIN indicator AS i USING (indicator)
        WHERE f.indicator = $indicator AND f.org_unit = $org_unit AND f.period = $period
    ),
    whole_way AS (
        SELECT w.rank FROM asked AS a
        JOIN way AS w ON w.measure = a.measure AND w.period = a.period
        GROUP BY w.rank
        HAVING list(w.part ORDER BY w.part) = any_value(a.parts)
        ORDER BY w.rank LIMIT 1
    )
    SELECT 'period' AS kind, a.org_unit, w.part AS period, NULL::VARCHAR AS section, w.sign,
        f.numerator, f.denominator, f.value, f.basis, s.status
    FROM asked AS a
    JOIN way AS w ON w.measure = a.measure AND w.period = a.period
    SEMI JOIN whole_way AS r ON r.rank = w.rank
    JOIN figure AS f ON f.indicator = a.indicator AND f.org_unit = a.org_unit
        AND f.period = w.part
    JOIN period AS p ON p.period = w.part
    LEFT JOIN picture AS s ON s.indicator = a.indicator AND s.org_unit = a.org_unit
        AND s.period = w.part
    ORDER BY f.denominator IS NULL, w.sign DESC, p.step, p.months
"""
# Rows of the unit's own report.
_ROWS = """
    WITH written AS (
        SELECT f.org_unit, f.period, l.section, f.basis, any_value(i.formula) AS formula,
            sum(l.value) FILTER (s.side = 'numerator') AS counted,
            sum(l.value) FILTER (s.side = 'denominator')
                - coalesce(sum(l.value) FILTER (s.side = 'less'), 0) AS denominator
        FROM figure AS f
        JOIN indicator AS i USING (indicator)
        JOIN own AS o USING (indicator, org_unit, period)
        JOIN source AS s ON s.indicator = o.indicator AND s.rank = o.rank
        JOIN live AS l ON l.org_unit = o.org_unit AND l.period = o.period
            AND l.family = o.family AND l.item = s.item
        WHERE f.indicator = $indicator AND f.org_unit = $org_unit AND f.period = $period
        GROUP BY ALL
        HAVING count(*) = any_value(s.items)
    )
    SELECT 'row' AS kind, org_unit, period, section, 1 AS sign,
        CASE formula WHEN 'reduction' THEN denominator - counted ELSE counted END AS numerator,
        denominator, NULL::DOUBLE AS value, basis, NULL::VARCHAR AS status
    FROM written
    ORDER BY denominator IS NULL, section
"""
_PARTS = {"sum": _MEMBERS, "reckoned": _PERIODS}


def terms_of(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str
) -> pd.DataFrame:
    """Return what a figure was added up from, in the order of units, periods and sections.

    Columns: kind (``unit``: members of a sum, silent ones without counts; ``period``: periods added
    or taken away; ``row``: rows of the unit's own report), org_unit, period, section, sign,
    numerator, denominator, value (percent), basis, status. sign × counts add up to the figure's.
    """
    asked = {"indicator": indicator, "org_unit": org_unit, "period": period}
    figure = con.execute(
        """
        SELECT basis FROM figure
        WHERE indicator = $indicator AND org_unit = $org_unit AND period = $period
        """,
        asked,
    ).fetchone()
    return con.execute(_PARTS.get(figure and figure[0], _ROWS), asked).df()


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
