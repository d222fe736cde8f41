"""The catalogue as tables of the store, so that each version carries what it was reckoned with."""

from collections.abc import Iterable

import duckdb

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Direction, Goal, OrgUnit, UnitKind
from kpis.domain.periods import Period, periods_of
from kpis.domain.reckoning import ways_for_flow, ways_for_stock
from kpis.store.filling import add_rows
from kpis.store.writing import reckoning_digest

# Files from before the programme are read too; the years after it serve the next one.
FIRST_YEAR, LAST_YEAR = 2010, 2035


def load_definitions(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Replace the definition tables of a draft by those of the catalogue, when they differ."""
    if basis_in(con) == basis_of(catalogue):
        return
    for table, rows in definition_tables(catalogue).items():
        columns = [name for name, *_ in con.table(table).description]
        con.execute(f"TRUNCATE {table}")
        add_rows(con, table, [dict(zip(columns, row, strict=True)) for row in rows])


def basis_of(catalogue: Catalogue) -> str:
    """Return what figures are reckoned with today: the definitions and the rules in SQL."""
    return f"{catalogue.digest}/{reckoning_digest()}"


def basis_in(con: duckdb.DuckDBPyConnection) -> str | None:
    """Return what a version was reckoned with."""
    row = con.execute("SELECT value FROM setting WHERE name = 'basis'").fetchone()
    return row[0] if row else None


def definition_tables(catalogue: Catalogue) -> dict[str, list[tuple]]:
    """Return the rows of every definition table, columns as in sql/definitions.sql."""
    periods = [one for year in range(FIRST_YEAR, LAST_YEAR + 1) for one in periods_of(year)]
    return {
        "setting": _settings(catalogue),
        "period": [_period_row(one, catalogue.calendar.cut_off_day) for one in periods],
        "way": list(_ways(periods)),
        "org_unit": [
            (unit.id, place, unit.kind.value, unit.parent, unit.valid_from, unit.valid_to)
            for place, unit in enumerate(catalogue.org_units.values())
        ],
        "indicator": _indicators(catalogue),
        "source": list(_sources(catalogue)),
        "reporter": [
            (one.id, unit.id)
            for one in catalogue.indicators.values()
            for unit in catalogue.reporters_of(one)
        ],
        "member": list(_members(catalogue)),
        "target": list(_targets(catalogue)),
        "milestone": [
            (one.goal, Period.parse(one.due).step, one.target) for one in catalogue.milestones
        ],
        "due": list(_due(catalogue, periods)),
    }


def _settings(catalogue: Catalogue) -> list[tuple]:
    programme = catalogue.programme
    starts = Period.parse(programme.starts)
    return [
        ("basis", basis_of(catalogue)),
        ("province", programme.province),
        ("completeness_limit", str(programme.completeness_limit)),
        ("starts_step", str(starts.step)),
        ("first_year_step", str(Period.parse(str(starts.year)).step)),
    ]


def _period_row(period: Period, cut_off_day: int) -> tuple:
    first, last = period.window(cut_off_day)
    kind, number = period.kind.value, period.number
    return (period.code, kind, period.year, number, period.step, period.months, first, last)


def _ways(periods: Iterable[Period]) -> Iterable[tuple]:
    for period in periods:
        for measure, ways in (("flow", ways_for_flow(period)), ("stock", ways_for_stock(period))):
            for rank, way in enumerate(ways):
                for sign, part in way:
                    yield measure, period.code, rank, part.code, sign, len(way)


def _indicators(catalogue: Catalogue) -> list[tuple]:
    return [
        (
            one.id,
            place,
            one.definition,
            one.area,
            one.measure.value,
            one.formula.value,
            one.unit,
            one.decimals,
            1 if one.direction is Direction.INCREASE else -1,
            one.margin,
        )
        for place, one in enumerate(catalogue.indicators.values())
    ]


def _sources(catalogue: Catalogue) -> Iterable[tuple]:
    for one in catalogue.indicators.values():
        for rank, source in enumerate(one.all_sources):
            sides = {
                "numerator": source.numerator,
                "denominator": source.denominator,
                "less": source.denominator_less,
            }
            items = sum(map(len, sides.values()))
            for side, named in sides.items():
                yield from ((one.id, rank, side, item, items) for item in named)


def _members(catalogue: Catalogue) -> Iterable[tuple]:
    """Yield who adds up to whom: reporters to their group, and those that count to the province."""
    groups = {unit.members: unit.id for unit in catalogue.units_of(UnitKind.GROUP)}
    for one in catalogue.indicators.values():
        for unit in catalogue.reporters_of(one):
            if unit.kind in groups:
                yield one.id, groups[unit.kind], unit.id
            if unit.kind is not UnitKind.PROVINCE and unit.kind in (one.roll_up or list(UnitKind)):
                yield one.id, catalogue.province.id, unit.id


def _targets(catalogue: Catalogue) -> Iterable[tuple]:
    for goal in catalogue.goals:
        step = Period.parse(goal.due).step
        sign = 1 if goal.comparator == ">=" else -1
        for unit in catalogue.org_units.values():
            if _answers_for(unit, goal):
                yield (
                    goal.indicator,
                    unit.id,
                    goal.id,
                    goal.target,
                    sign,
                    goal.due,
                    step,
                    goal.own_setting,
                )


def _answers_for(unit: OrgUnit, goal: Goal) -> bool:
    return (unit.members or unit.kind) in goal.levels


def _due(catalogue: Catalogue, periods: Iterable[Period]) -> Iterable[tuple]:
    for period in periods:
        for kind in UnitKind:
            if day := catalogue.calendar.due_on(kind, period):
                yield kind.value, period.code, day
