"""Provisional points: components computed from indicators, scored by a period's figures."""

from fractions import Fraction

import duckdb
import pandas as pd

from kpis.domain.criteria import CriteriaSet, Part
from kpis.domain.judging import needed, next_step, points_at
from kpis.queries.criteria_sets import criteria_set
from kpis.queries.what_if import what_if

_COLUMNS = [
    *("org_unit", "code", "title", "max", "indicator", "period", "value", "numerator"),
    *("denominator", "points", "lost", "next_points", "next_value", "needed", "rising"),
    "illustrative",
]


def provisional(
    con: duckdb.DuckDBPyConnection, *, set_: str, period: str, org_unit: str | None = None
) -> pd.DataFrame:
    """Return what components tied to indicators would be given by a period's figures.

    Units in the catalogue's order, components in the set's; a unit of the set's block without a
    figure has its row without points. Columns: org_unit, code, title, max, indicator, period,
    value (percent), numerator, denominator, points, lost, next_points and next_value (of the next
    higher step), needed (how many more of the denominator it takes, or fewer where ``rising`` is
    false; the denominator stays as it is; None without counts), rising, illustrative.
    """
    defined = criteria_set(con, set_=set_)
    tied = [one for one in defined.leaves if one.indicator] if defined else []
    if not tied:
        return pd.DataFrame(columns=_COLUMNS)
    figures = _figures(con, defined, tied, period, org_unit)
    units = dict.fromkeys(unit for unit, _ in figures)
    rows = [
        {"org_unit": unit, "period": period, **_row(part, figures.get((unit, part.indicator)))}
        for unit in units
        for part in tied
        if (unit, part.indicator) in figures
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


def provisional_periods(con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str) -> list[str]:
    """Return the periods in which a unit has figures that components are tied to, latest first."""
    defined = criteria_set(con, set_=set_)
    tied = [one.indicator for one in defined.leaves if one.indicator] if defined else []
    rows = con.execute(
        """
        SELECT period FROM picture
        WHERE org_unit = $org_unit AND list_contains($indicators, indicator)
            AND unit_kind = $block AND value IS NOT NULL AND status <> 'closed'
        GROUP BY period ORDER BY max(step) DESC, period LIKE '%-Q%' DESC
        """,
        {
            "org_unit": org_unit,
            "indicators": tied,
            "block": defined.block.value if defined else "",
        },
    ).fetchall()
    return [period for (period,) in rows]


def provisional_score(
    con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str, period: str
) -> dict | None:
    """Return what a unit's card would come to by a period's figures, keys as of ``what_if``.

    Its other components stay as they stand. None where the unit has no card of the set.
    """
    table = provisional(con, set_=set_, org_unit=org_unit, period=period)
    known = table[table["points"].notna()]
    moves = tuple(zip(known["code"], known["points"], strict=True))
    return what_if(con, set_=set_, org_unit=org_unit, moves=moves)


def _figures(
    con: duckdb.DuckDBPyConnection,
    defined: CriteriaSet,
    tied: list[Part],
    period: str,
    org_unit: str | None,
) -> dict[tuple[str, str], tuple]:
    """Return (value, numerator, denominator, illustrative) by unit and indicator."""
    rows = con.execute(
        """
        SELECT org_unit, indicator, value, numerator, denominator, illustrative
        FROM picture
        WHERE period = $period AND unit_kind = $block AND list_contains($indicators, indicator)
            AND ($org_unit IS NULL OR org_unit = $org_unit) AND status <> 'closed'
        ORDER BY unit_position
        """,
        {
            "period": period,
            "block": defined.block.value,
            "indicators": [one.indicator for one in tied],
            "org_unit": org_unit,
        },
    ).fetchall()
    return {(unit, indicator): tuple(rest) for unit, indicator, *rest in rows}


def _row(part: Part, figure: tuple | None) -> dict:
    value, numerator, denominator, illustrative = figure or (None, None, None, False)
    exact = _exact(value, numerator, denominator)
    points = points_at(part.rule, exact, part.max) if exact is not None else None
    step = next_step(part.rule, exact, part.max) if exact is not None else None
    counted = denominator is not None and denominator > 0 and step is not None
    return {
        "code": part.code,
        "title": part.title,
        "max": float(part.max) if part.max is not None else None,
        "indicator": part.indicator,
        "value": value,
        "numerator": numerator,
        "denominator": denominator,
        "points": float(points) if points is not None else None,
        "lost": float(part.max - points) if None not in (points, part.max) else None,
        "next_points": float(step.points) if step else None,
        "next_value": float(step.value) if step else None,
        "needed": needed(int(numerator), int(denominator), step) if counted else None,
        "rising": step.rising if step else None,
        "illustrative": bool(illustrative),
    }


def _exact(
    value: float | None, numerator: float | None, denominator: float | None
) -> Fraction | None:
    """Return a rate without the errors of floating point: a count a hair short stays short."""
    if numerator is not None and denominator:
        return 100 * Fraction(str(numerator)) / Fraction(str(denominator))
    return None if value is None else Fraction(str(value))
