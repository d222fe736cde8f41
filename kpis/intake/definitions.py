"""The catalogue as tables of the store, so that each version carries what it was reckoned with."""

from collections.abc import Iterable
from datetime import timedelta

import duckdb

from kpis.catalogue.loading import Catalogue
from kpis.catalogue.model import Direction, Indicator, UnitKind
from kpis.domain.periods import Period, periods_of
from kpis.domain.reckoning import ways_for_flow, ways_for_stock
from kpis.intake.goal_tables import exemptions, targets
from kpis.intake.set_definitions import set_tables
from kpis.store.deriving import SQL, reckoning_digest
from kpis.store.filling import add_rows

# Files from before the programme are read too; the years after it serve the next one.
FIRST_YEAR, LAST_YEAR = 2010, 2035


def load_definitions(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Replace the definition tables of a draft by those of the catalogue, when they differ."""
    if basis_in(con) == basis_of(catalogue):
        return
    # Made anew rather than emptied: an older store's tables lack columns that have come since.
    con.execute((SQL / "definitions.sql").read_text("utf-8"))
    tables = {**definition_tables(catalogue), **set_tables(catalogue)}
    for table, rows in tables.items():
        columns = [name for name, *_ in con.table(table).description]
        add_rows(con, table, [dict(zip(columns, row, strict=True)) for row in rows])


def basis_of(catalogue: Catalogue) -> str:
    """Return what figures are reckoned with today: the definitions and the rules in SQL."""
    return f"{catalogue.digest}/{reckoning_digest()}"


def basis_in(con: duckdb.DuckDBPyConnection) -> str | None:
    """Return what a version was reckoned with."""
    row = con.execute("SELECT value FROM setting WHERE name = 'basis'").fetchone()
    return row[0] if row else None


def definition_tables(catalogue: Catalogue) -> dict[str, list[tuple]]:
    """Return the rows of the definition tables, columns as in sql/definitions.sql."""
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
        "definition": list(_definitions(catalogue)),
        "bridge": list(_bridges(catalogue)),
        "source": list(_sources(catalogue)),
        "reporter": [
            (one.id, unit.id) for one in _all(catalogue) for unit in catalogue.reporters_of(one)
        ],
        "member": list(_members(catalogue)),
        "target": list(targets(catalogue)),
        "milestone": [
            (one.goal, Period.parse(one.due).step, one.target, one.shape.value)
            for one in catalogue.milestones
        ],
        "not_applicable": list(exemptions(catalogue)),
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
                    yield measure, period.code, rank, part.code, sign


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
            one.id.rpartition(".")[0] if one.id in catalogue.readings else None,
        )
        for place, one in enumerate(_all(catalogue))
    ]


def _all(catalogue: Catalogue) -> list[Indicator]:
    """Return the indicators, and after them the other formulas for some."""
    return [*catalogue.indicators.values(), *catalogue.readings.values()]


def _definitions(catalogue: Catalogue) -> Iterable[tuple]:
    """Yield each definition with its days; figures of one series may be joined."""
    for one in catalogue.indicators.values():
        series, since, name = 1, None, one.definition
        for later in one.later:
            yield one.id, name, series, since, later.since - timedelta(days=1)
            series += later.reason is not None
            since, name = later.since, f"{one.id}@{later.since.year}"
        yield one.id, name, series, since, None
        for other in one.alternative:
            yield other.id, f"{other.id}@{other.since.year}", 1, other.since, None


def _bridges(catalogue: Catalogue) -> Iterable[tuple]:
    """Yield which series may be set beside which, and by what an old value is multiplied."""
    for one in _all(catalogue):
        breaks = [later.bridge for later in one.later if later.reason]
        for old in range(len(breaks) + 1):
            factor = 1.0
            yield one.id, old + 1, old + 1, factor
            for new in range(old, len(breaks)):
                if breaks[new] is None:
                    break
                factor *= breaks[new].factor
                yield one.id, old + 1, new + 2, factor


def _sources(catalogue: Catalogue) -> Iterable[tuple]:
    for one in _all(catalogue):
        dated = [one, *(one.on(later.since) for later in one.later)]
        for place, meant in enumerate(dated):
            yield from _items(one.id, meant, 100 * place)


def _items(indicator: str, meant: Indicator, first: int) -> Iterable[tuple]:
    """Yield the items of one definition's sources, their ranks counted on from ``first``."""
    for rank, source in enumerate(meant.all_sources, first):
        sides = {
            "numerator": source.numerator,
            "denominator": source.denominator,
            "less": source.denominator_less,
        }
        items = sum(map(len, sides.values()))
        for side, named in sides.items():
            for item in named:
                yield indicator, meant.definition, rank, side, item, items


def _members(catalogue: Catalogue) -> Iterable[tuple]:
    """Yield who adds up to whom: reporters to their group, and those that count to the province."""
    groups = {unit.members: unit.id for unit in catalogue.units_of(UnitKind.GROUP)}
    for one in _all(catalogue):
        for unit in catalogue.reporters_of(one):
            if unit.kind in groups:
                yield one.id, groups[unit.kind], unit.id
            if unit.kind is not UnitKind.PROVINCE and unit.kind in (one.roll_up or list(UnitKind)):
                yield one.id, catalogue.province.id, unit.id


def _due(catalogue: Catalogue, periods: Iterable[Period]) -> Iterable[tuple]:
    for period in periods:
        for kind in UnitKind:
            if day := catalogue.calendar.due_on(kind, period):
                yield kind.value, period.code, day
