"""A comparison as markup: goals by sides with their statuses, the differences, and the paths."""

from collections.abc import Sequence
from itertools import pairwise

import duckdb
import plotly.graph_objects as go

from kpis.catalogue.loading import Catalogue
from kpis.charts.heat_table import CellKind, HeatCell, HeatColumn, HeatRow, heat_table
from kpis.charts.path_panels import PathPanel, path_panels
from kpis.charts.theme import Theme
from kpis.domain.lineage import Move
from kpis.domain.periods import Period
from kpis.queries.compared import paths_of, side_by_side
from kpis.queries.pictures import Figure
from kpis.ui import formulas, unit_names
from kpis.ui.comparing import Side
from kpis.ui.league import cell
from kpis.ui.link import Links
from kpis.words import Words, formats

_WELL, _JUDGED = ("met", "on_track"), ("met", "on_track", "behind", "off_track")


def comparison(
    con: duckdb.DuckDBPyConnection,
    *,
    sides: tuple[Side, ...],
    catalogue: Catalogue,
    t: Words,
    links: Links,
    moves: tuple[Move, ...] = (),
) -> dict[str, str]:
    """Return the parts of a comparison: ``title`` (its finding), ``table``, and its ``note``.

    Other formulas of an indicator stand in rows of their own below it, and are told in the note.
    """
    known = known_of(con, sides, moves)
    shown = [one for one in catalogue.formulas if any((one, side) in known for side in sides)]
    columns = [_column(side, sides, catalogue, t, links) for side in sides]
    columns.append(HeatColumn(t("compare.difference"), t.code("compare.difference", _what(sides))))
    rows = [
        HeatRow(
            title=formulas.named(catalogue, one, sides[-1].period, t),
            full=formulas.told(catalogue, one, sides[-1].period, t),
            href=links.to("compare", **_link(sides), indicator=one),
            cells=[
                *(cell(known.get((one, side)), t, links) for side in sides),
                _difference([known.get((one, side)) for side in sides], sides, t),
            ],
        )
        for one in shown
    ]
    caption = t("compare.caption")
    table = heat_table(columns, rows, t, caption=caption, corner=t("column.indicator"))
    note = formulas.note(catalogue, shown, sides[-1].period, t)
    title = finding(known, sides, catalogue, t)
    return {"title": title, "table": table if rows else "", "note": note}


def panels(
    con: duckdb.DuckDBPyConnection,
    *,
    sides: tuple[Side, ...],
    indicators: tuple[str, ...],
    catalogue: Catalogue,
    t: Words,
    theme: Theme,
    moves: tuple[Move, ...] = (),
) -> go.Figure:
    """Return one small picture for each unit and indicator, all on the same axes."""
    units = list(dict.fromkeys(one.org_unit for one in sides))
    steps = [Period.parse(one.period).step for one in sides]
    until = max(sides, key=lambda one: Period.parse(one.period)).period
    asked = {"indicators": list(indicators), "org_units": units, "until": until}
    paths: dict[tuple[str, str], list[Figure]] = {}
    for one in paths_of(con, **asked, moves=moves):
        paths.setdefault((one["indicator"], one["org_unit"]), []).append(one)
    several = len(set(steps)) > 1
    drawn = []
    for indicator in indicators:
        for unit in units:
            of = paths.get((indicator, unit), [])
            one = catalogue.indicator_at(indicator, until)
            title = t.own(one.short) if several else unit_names.short(catalogue, unit, t)
            target = of[-1]["target"] if of else None
            marked = steps if several else ()
            drawn.append(PathPanel(title, of, target, one.unit, one.decimals, marked))
    return path_panels(drawn, t, theme)


def known_of(
    con: duckdb.DuckDBPyConnection, sides: Sequence[Side], moves: tuple[Move, ...] = ()
) -> dict[tuple[str, Side], dict]:
    """Return the figures of a comparison by formula and side, as reported without ``moves``."""
    units, periods = {one.org_unit for one in sides}, {one.period for one in sides}
    asked = {"org_units": sorted(units), "periods": sorted(periods), "moves": moves}
    rows = side_by_side(con, **asked, readings=True)
    return {(one["indicator"], Side(one["org_unit"], one["period"])): one for one in rows}


def _what(sides: Sequence[Side]) -> str:
    return "units" if len({one.org_unit for one in sides}) > 1 else "periods"


def _link(sides: Sequence[Side]) -> dict[str, str]:
    if _what(sides) == "periods":
        return {"by": "periods", "unit": sides[0].org_unit, "against": sides[0].period}
    return {"by": "units", "compared": ",".join(one.org_unit for one in sides)}


def _column(
    side: Side, sides: Sequence[Side], catalogue: Catalogue, t: Words, links: Links
) -> HeatColumn:
    unit = catalogue.org_units[side.org_unit]
    named = unit_names.short(catalogue, unit.id, t)
    if _what(sides) == "periods":
        named = formats.period(side.period, t.language)
    href = links.to("unit", unit=side.org_unit, period=side.period)
    return HeatColumn(named, unit_names.full(catalogue, unit.id, t), href)


def gap(figures: Sequence[dict | None], sides: Sequence[Side]) -> float | None:
    """Return the difference in points: the widest among units, the later less the earlier period.

    None where fewer than two figures are there, and between figures that may not be joined.
    """
    known = [one for one in figures if one and one["value"] is not None]
    if len(known) < 2 or any(a["series"] != b["series"] for a, b in pairwise(known)):
        return None
    values = [one["value"] for one in known]
    if _what(sides) == "periods":
        return values[-1] - values[0]
    return max(values) - min(values)


def _difference(figures: Sequence[dict | None], sides: Sequence[Side], t: Words) -> HeatCell:
    points = gap(figures, sides)
    if points is None:
        return HeatCell(kind=CellKind.NOT_APPLICABLE, sentence=t("compare.no_difference"))
    decimals = next(one["decimals"] for one in figures if one)
    written = formats.number(points, decimals, t.language)
    if _what(sides) == "periods":
        written = formats.signed(points, decimals, t.language)
    return HeatCell(written, "no_target")


def finding(known: dict, sides: Sequence[Side], catalogue: Catalogue, t: Words) -> str:
    """Return the finding: on how many of their judged goals each side is met or on its path."""
    told = []
    for side in sides:
        statuses = [
            one["status"]
            for (indicator, of), one in known.items()
            if of == side and indicator in catalogue.indicators
        ]
        well, judged = (sum(one in names for one in statuses) for names in (_WELL, _JUDGED))
        named = unit_names.short(catalogue, side.org_unit, t)
        if _what(sides) == "periods":
            named = formats.period(side.period, t.language)
        said = "compare.side" if judged else "compare.side_unjudged"
        told.append(t(said, name=named, well=well, judged=judged))
    joined = " · ".join(told)
    if _what(sides) == "periods":
        return t(
            "compare.title_periods",
            unit=t.own(catalogue.org_units[sides[0].org_unit].short),
            sides=joined,
        )
    return t("compare.title", sides=joined)
