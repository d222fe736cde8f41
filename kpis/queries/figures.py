"""Figures with their standing: one, all, and those of units beside each other."""

from itertools import groupby

import duckdb
import pandas as pd

from kpis.queries.pictures import Figure, asked, asked_as_table, first_readings
from kpis.queries.records import records
from kpis.queries.versions import remembered


def figures(
    con: duckdb.DuckDBPyConnection,
    *,
    indicator: str | None = None,
    org_unit: str | None = None,
    period: str | None = None,
) -> pd.DataFrame:
    """Return every figure that fits, in the order of catalogue and time.

    Other formulas of an indicator have figures of their own, asked for by their own id.

    Columns: indicator, reading_of (the indicator this is another formula of), org_unit, period,
    kind, step, window_end, definition, series (figures of two may not be joined), unit, decimals,
    numerator, denominator, value, low, high (percents 0–100), reported, expected, exempted (units;
    the exempted are not expected), basis, contradicted (a figure derived another way
    differs), illustrative, received_on, due_on, goal, goal_kind, target, target_low, target_high
    (the ends of a range), target_reason (where the target is the unit's own), due, own_setting,
    baseline, baseline_step, expected_now, gap (points, positive is ahead), progress (percent of the
    way from baseline to target, not clamped), status, exempt_reason; unit_kind, direction, reports
    (whether the unit sends the indicator itself) and the positions that order them.
    """
    table = asked_as_table(
        con,
        """
        SELECT * FROM picture
        WHERE ($indicator IS NULL OR indicator = $indicator)
            AND ($org_unit IS NULL OR org_unit = $org_unit)
            AND ($period IS NULL OR period = $period)
        ORDER BY indicator_position, unit_position, step, months
        """,
        {"indicator": indicator, "org_unit": org_unit, "period": period},
    )
    return table if indicator else table[table["reading_of"].isna()]


def figure_of(
    con: duckdb.DuckDBPyConnection, *, indicator: str, org_unit: str, period: str
) -> Figure | None:
    """Return one figure by the columns of ``figures``; none where nobody ever reported it."""
    found = asked(
        con,
        """
        SELECT * FROM picture
        WHERE indicator = $indicator AND org_unit = $org_unit AND period = $period
        """,
        {"indicator": indicator, "org_unit": org_unit, "period": period},
    )
    return found[0] if found else None


def units_at(
    con: duckdb.DuckDBPyConnection,
    *,
    period: str,
    indicator: str | None = None,
    level: str | None = None,
) -> list[Figure]:
    """Return where every reporting unit (of a level) stands, on one indicator or on all of them.

    Columns: as ``figures``, and ``rank``, which counts within an indicator and a level, best
    first, ties shared; units without a status have none.
    """
    found = asked(
        con,
        """
        SELECT *,
            CASE WHEN status IN ('met', 'on_track', 'behind', 'off_track', 'no_target') THEN
                rank() OVER (
                    PARTITION BY indicator, unit_kind,
                        status IN ('met', 'on_track', 'behind', 'off_track', 'no_target')
                    ORDER BY direction * round(value, 6) DESC
                )
            END AS rank
        FROM picture
        WHERE ($indicator IS NULL OR indicator = $indicator) AND period = $period AND reports
            AND ($level IS NULL OR unit_kind = $level)
        ORDER BY indicator_position, rank NULLS LAST, unit_position
        """,
        {"indicator": indicator, "period": period, "level": level},
    )
    return found if indicator else first_readings(found)


def ends_at(
    con: duckdb.DuckDBPyConnection, *, period: str, most: int
) -> dict[str, tuple[list[Figure], list[Figure]]]:
    """Return by indicator the units with the highest and the lowest figures, each its end first.

    At most so many on each side, of all levels, none of them twice. Columns: indicator, org_unit,
    period, value, unit, decimals, status.
    """
    rows = records(
        con,
        """
        WITH ranked AS (
            SELECT indicator, org_unit, period, value, unit, decimals, status,
                row_number() OVER (
                    PARTITION BY indicator ORDER BY value DESC, unit_position
                ) AS place,
                count(*) OVER (PARTITION BY indicator) AS units
            FROM picture
            WHERE period = $period AND reports
                AND status IN ('met', 'on_track', 'behind', 'off_track', 'no_target')
        )
        SELECT * EXCLUDE (place, units) FROM ranked
        WHERE least(place - 1, units - place) < least($most, units // 2)
        ORDER BY indicator, place
        """,
        {"period": period, "most": most},
    )
    found = {name: list(of) for name, of in groupby(rows, key=lambda one: one["indicator"])}
    # As many on either side, so the middle parts them.
    return {
        name: (of[: len(of) // 2], of[: len(of) // 2 - 1 : -1]) for name, of in found.items() if of
    }


@remembered
def level_of(
    con: duckdb.DuckDBPyConnection, *, indicator: str, level: str, period: str
) -> list[Figure]:
    """Return where every unit of one level stands on one indicator; columns as ``units_at``."""
    return units_at(con, indicator=indicator, period=period, level=level)


def level_at(con: duckdb.DuckDBPyConnection, *, level: str, period: str) -> list[Figure]:
    """Return every standing of the units of one level at a period; columns as ``figures``."""
    found = asked(
        con,
        """
        SELECT * FROM picture WHERE unit_kind = $level AND period = $period
        ORDER BY unit_position, indicator_position
        """,
        {"level": level, "period": period},
    )
    return first_readings(found)
