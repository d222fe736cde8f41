"""What figures have changed by, and whether the two may be compared at all."""

from collections.abc import Sequence

import duckdb

from kpis.domain.periods import Period
from kpis.queries.records import records
from kpis.queries.subjects import WANTED, Subject, facts_of
from kpis.queries.versions import has_table

# What stands before the names of what is compared with the last period, and with last year.
_PREFIXES = {"last": "", "year": "year_"}
_CHANGES = f"""
    WITH {WANTED},
    span AS (SELECT unnest($spans) AS span, unnest($earlier) AS period),
    meant AS (
        SELECT d.indicator, d.series
        FROM definition AS d
        JOIN period AS p ON p.period = $period
            AND p.window_end BETWEEN coalesce(d.since, p.window_end)
            AND coalesce(d.until, p.window_end)
    )
    SELECT span.span, was.indicator, was.org_unit, f.factor * was.value AS before,
        was.series <> now.series AS broken, l.change, l.units
    FROM wanted
    JOIN picture AS was USING (indicator_position, unit_position)
    JOIN span USING (period)
    JOIN meant AS now ON now.indicator = was.indicator
    LEFT JOIN bridge AS f ON f.indicator = was.indicator AND f.from_series = was.series
        AND f.to_series = now.series
    LEFT JOIN like_for_like AS l ON l.indicator = was.indicator
        AND l.org_unit = was.org_unit AND l.period = $period AND l.span = span.span
    WHERE list_contains($earlier, was.period) AND was.value IS NOT NULL
"""  # noqa: S608 (a constant)
# A version from before definitions were dated: the earlier values.
_CHANGES_BEFORE = """
    WITH wanted AS (SELECT unnest($indicators) AS indicator, unnest($units) AS org_unit),
    span AS (SELECT unnest($spans) AS span, unnest($earlier) AS period)
    SELECT span.span, indicator, org_unit, was.value AS before, false AS broken,
        NULL AS change, NULL AS units
    FROM figure AS was
    JOIN wanted USING (indicator, org_unit)
    JOIN span USING (period)
"""


def changes_at(
    con: duckdb.DuckDBPyConnection,
    *,
    period: str,
    subjects: Sequence[Subject],
    bridged: bool = True,
) -> dict[Subject, dict[str, object]]:
    """Return what to compare the figure of each (indicator, org_unit) pair with.

    Keys, all None where there is nothing: for the last period of the same kind before (its value;
    over a bridge where the definition has changed, None where there is none or without
    ``bridged``), broken (whether it has changed), like_change (points, over the like_units that
    reported both periods); the same with ``year_`` for the same period of last year: year_before,
    year_broken, like_year_change, like_year_units.
    """
    now = Period.parse(period)
    facts = {
        "spans": list(_PREFIXES),
        "earlier": [now.earlier().code, now.year_earlier().code],
        **facts_of(subjects),
    }
    dated = has_table(con, "like_for_like")
    query = _CHANGES if dated else _CHANGES_BEFORE
    found = records(con, query, {**facts, "period": period} if dated else facts)
    known = {(one["indicator"], one["org_unit"], one["span"]): one for one in found}
    return {
        subject: {
            name: value
            for span in _PREFIXES
            for name, value in _changed(known.get((*subject, span), {}), span, bridged).items()
        }
        for subject in subjects
    }


def _changed(one: dict, span: str, bridged: bool) -> dict[str, object]:
    prefix = _PREFIXES[span]
    # Across a break nothing is compared that no bridge leads over.
    seen = one if bridged or not one.get("broken") else {}
    return {
        f"{prefix}before": seen.get("before"),
        f"{prefix}broken": one.get("broken"),
        f"like_{prefix}change": seen.get("change"),
        f"like_{prefix}units": seen.get("units"),
    }
