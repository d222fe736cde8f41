"""Units, or periods, side by side."""

from collections.abc import Sequence

import duckdb

from kpis.domain.lineage import Move
from kpis.domain.periods import Period
from kpis.queries.beside import beside
from kpis.queries.pictures import Figure, asked, first_readings
from kpis.queries.records import records
from kpis.queries.restated import restated


def side_by_side(
    con: duckdb.DuckDBPyConnection,
    *,
    org_units: Sequence[str],
    periods: Sequence[str],
    moves: Sequence[Move] = (),
    readings: bool = False,
) -> list[Figure]:
    """Return every standing of some units at some periods; columns as ``queries.figures``.

    With ``readings`` those by other formulas are among them, which never stand in a sum or ranking
    with the first; with ``moves`` they are those of later units, with the columns of
    ``queries.restated``.
    """
    known = asked(
        con,
        """
        SELECT * FROM picture
        WHERE list_contains($org_units, org_unit) AND list_contains($periods, period)
        ORDER BY indicator_position, unit_position, step
        """,
        {"org_units": list(org_units), "periods": list(periods)},
    )
    for period in dict.fromkeys(periods) if moves else ():
        found = restated(con, moves=moves, period=period)
        known = beside(known, [one for one in found if one["org_unit"] in org_units])
    return known if readings else first_readings(known)


def paths_of(
    con: duckdb.DuckDBPyConnection,
    *,
    indicators: Sequence[str],
    org_units: Sequence[str],
    until: str,
    moves: Sequence[Move] = (),
) -> list[Figure]:
    """Return the ways of some units and indicators up to a period, in periods of its kind.

    With ``moves`` they begin with the units that these have taken over from. Columns: indicator,
    org_unit, period, step, value, expected_now, target, status, series.
    """
    now = Period.parse(until)
    known = records(
        con,
        """
        SELECT indicator, org_unit, period, step, value, expected_now, target, status, series
        FROM picture
        WHERE list_contains($indicators, indicator) AND list_contains($org_units, org_unit)
            AND kind = $kind AND step <= $step
        ORDER BY indicator_position, unit_position, step
        """,
        {
            "indicators": list(indicators),
            "org_units": list(org_units),
            "kind": now.kind.value,
            "step": now.step,
        },
    )
    for one in indicators if moves else ():
        found = restated(con, moves=moves, indicator=one, until=until)
        known = beside(known, [each for each in found if each["org_unit"] in org_units])
    return sorted(known, key=lambda one: one["step"]) if moves else known
