"""The service index as tables: a unit's components, a level's bands, units by components."""

from html import escape

import pandas as pd

from kpis.catalogue.service_index import ServiceIndex
from kpis.charts.heat_table import CellKind, HeatCell, HeatColumn, HeatRow, heat_table
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.ui.link import Links
from kpis.ui.service_index import Results, Scored
from kpis.ui.tables import Column, Line, table
from kpis.ui.takeaway import take
from kpis.words import Words, formats

# The tints of five bands, the best first: those of reached, on its path, not judged, short of it.
_TINTS = ("met", "on_track", "no_target", "behind", "off_track")


def empty(t: Words, links: Links) -> str:
    """Return what to bring where there is nothing yet, with the way there."""
    way = f'<a data-nav href="{escape(links.to("upload"))}"><u>{escape(t("page.upload"))}</u></a>'
    return f'<p class="k">{escape(t("service.how"))} {way}.</p>'


def components(one: Scored, results: Results, t: Words) -> str:
    """Return a unit's points by component beside the maximum, and the total with its band."""
    names = ("points", "best", "share", "lost")
    columns = [Column(t("service.component"))]
    columns += [Column(t.code("service", name), number=True) for name in names]
    lines = []
    for component in results.index.component:
        if component.item in one.points:
            points, best = one.points[component.item], one.best(component)
            lines.append(Line([t.own(component.title), *_numbers(points, best, t)]))
    if one.total is not None:
        best = results.index.best
        lines.append(Line([t("service.total"), *_numbers(one.total, best, t)], "ours"))
        band = t.own(results.index.band_of(one.total).title)
        lines.append(Line([t("service.band"), band, "", "", ""], "ours"))
    return table(columns, lines)


def bands(results: Results, level: str, t: Words) -> str:
    """Return how many of a level's units are in each band."""
    totals = [one.total for one in results.of(level) if one.total is not None]
    ids = [results.index.band_of(total).id for total in totals]
    columns = [Column(t("service.band")), Column(""), Column(t("service.count"), number=True)]
    lines = []
    for band in results.index.band:
        limit = t("service.from", points=formats.points(band.from_, t.language))
        lines.append(Line([t.own(band.title), limit, str(ids.count(band.id))]))
    return table(columns, lines)


def heat(results: Results, level: str, t: Words) -> str:
    """Return a level's units by components, the highest total first."""
    index, ranks, before = results.index, results.ranks(level), results.ranks_before(level)
    rows = [_row(one, results, ranks, before, t) for one in results.of(level)]
    caption = t("service.units", level=t.code("level", level))
    return heat_table(head_columns(index, t), rows, t, caption=caption, bands=band_keys(index, t))


def head_columns(index: ServiceIndex, t: Words) -> list[HeatColumn]:
    """Return the columns of points: the total, then each component, with their maxima."""
    parts = [HeatColumn(t.own(one.title), note=_of(one.best, t)) for one in index.component]
    return [HeatColumn(t("service.total"), note=_of(index.best, t)), *parts]


def band_keys(index: ServiceIndex, t: Words) -> list[tuple[str, str]]:
    """Return the bands with their tints, the best first."""
    return [(_tint(index, at), t.own(one.title)) for at, one in enumerate(index.band)]


def cells_of(one: Scored, index: ServiceIndex, t: Words) -> list[HeatCell]:
    """Return one row's points under ``head_columns``."""
    parts = [_cell(one, index, place, t) for place in range(len(index.component))]
    return [_total(one, index, t), *parts]


def to_take(results: Results, level: str, t: Words) -> None:
    """Draw the button that takes a level's points away; the file is made on pressing."""
    title = f"766 {results.period} {level}"
    take(title, lambda: workbook(results, level, t), t, "service_index")


def workbook(results: Results, level: str, t: Words) -> bytes:
    """Return a level's points as an xlsx file, as published."""
    units, ranks, index = results.of(level), results.ranks(level), results.index
    own = results.catalogue.org_units
    frame = pd.DataFrame({"unit": [t.own(own[one.unit].name) for one in units]})
    columns = [TableColumn("unit", t("column.unit"))]
    for component in index.component:
        frame[component.item] = [one.points.get(component.item) for one in units]
        columns.append(TableColumn(component.item, t.own(component.title), Kind.NUMBER, 2))
    frame["total"] = [one.total for one in units]
    frame["rank"] = [ranks.get(one.unit) for one in units]
    frame["band"] = [_band(index, one.total, t) for one in units]
    columns += [
        TableColumn("total", t("service.total"), Kind.NUMBER, 2),
        TableColumn("rank", t("service.rank"), Kind.COUNT),
        TableColumn("band", t("service.band")),
    ]
    facts = [formats.period(results.period, t.language), *notes(index, t)]
    title = t("service.units", level=t.code("level", level))
    return table_workbook(
        title, facts, frame, columns, t, source=t.own(index.document),
        illustrative=results.illustrative,
    )  # fmt: skip


def notes(index: ServiceIndex, t: Words) -> list[str]:
    """Return how the points are to be read."""
    told = [t("service.note")]
    return told if index.bands_verified else [*told, t("service.unverified")]


def _row(
    one: Scored,
    results: Results,
    ranks: dict[str, int],
    before: dict[str, int],
    t: Words,
) -> HeatRow:
    unit, rank = results.catalogue.org_units[one.unit], ranks.get(one.unit)
    change = None
    if rank and one.unit in before:
        change = formats.signed(before[one.unit] - rank, 0, t.language)
    return HeatRow(
        title=t.own(unit.short),
        full=t.own(unit.name),
        cells=cells_of(one, results.index, t),
        rank=str(rank or ""),
        change=change,
    )


def _total(one: Scored, index: ServiceIndex, t: Words) -> HeatCell:
    if one.total is None:
        return HeatCell(kind=CellKind.MISSING)
    text = formats.number(one.total, 2, t.language)
    return HeatCell(
        text, _status(index, one.total, index.best), sentence=_band(index, one.total, t)
    )


def _cell(one: Scored, index: ServiceIndex, place: int, t: Words) -> HeatCell:
    component = index.component[place]
    points = one.points.get(component.item)
    if points is None:
        return HeatCell(kind=CellKind.MISSING)
    best = one.best(component)
    text = formats.number(points, 2, t.language)
    words = {"component": t.own(component.title), "points": text, "best": f"{best:g}"}
    return HeatCell(text, _status(index, points, best), sentence=t("service.cell", **words))


def _status(index: ServiceIndex, points: float, best: float) -> str:
    return _tint(index, index.band.index(index.band_of(points, best)))


def _tint(index: ServiceIndex, at: int) -> str:
    """Return the tint of a band by its place; more or fewer bands are spread over the tints."""
    return _TINTS[round(at * (len(_TINTS) - 1) / max(len(index.band) - 1, 1))]


def _band(index: ServiceIndex, total: float | None, t: Words) -> str:
    return "" if total is None else t.own(index.band_of(total).title)


def _of(best: float, t: Words) -> str:
    return f"/{formats.points(best, t.language)}"


def _numbers(points: float, best: float, t: Words) -> list[str]:
    share = formats.amount(100 * points / best, "%", 0, t.language)
    return [
        formats.number(points, 2, t.language),
        formats.points(best, t.language),
        share,
        formats.number(best - points, 2, t.language),
    ]
