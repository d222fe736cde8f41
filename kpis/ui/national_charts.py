"""The pictures of a national index: all provinces of a year, ours by year, its dimensions."""

from functools import lru_cache

import plotly.graph_objects as go

from kpis.catalogue.national_model import Figure, Index, Province
from kpis.charts.dimension_panels import Panel, dimension_panels
from kpis.charts.index_years import Side, YearMark, YearPoint, index_years
from kpis.charts.strip import Lane, Middle, StripDot, strip
from kpis.charts.theme import Theme
from kpis.domain.rankings import Published, field_of
from kpis.ui.national import Home, place, written
from kpis.words import Words, formats


@lru_cache(maxsize=64)
def provinces_of(home: Home, index: str, year: int, t: Words, theme: Theme) -> go.Figure:
    """Return all provinces of a year, a lane for each region, ours on top.

    By rank where nobody published our points: else ours would be missing among the others.
    """
    one, national = home.national.indexes[index], home.national
    nation, own = home.nation(one, year), {mine.region for mine in home.subjects(year)}
    ranks = shown_by_rank(home, one, year)
    regions = sorted(national.regions.values(), key=lambda region: region.id not in own)
    figures = national.by_year.get((index, year), {}).values()
    lanes = []
    for region in regions:
        total = sum(province.region == region.id for province in national.on(year))
        inside = [f for f in figures if national.provinces[f.province].region == region.id]
        dots = [_dot(home, one, f, nation.leader, t, ranks=ranks) for f in inside]
        known = [dot for dot in dots if dot.value is not None]
        note = t.code("national.lane", _kind(ranks), known=len(known), total=total)
        lanes.append(Lane(t.own(region.short), known, note, ours=region.id in own))
    middle = None
    if nation.median is not None and not ranks:
        value = written(nation.median, one, year, t)
        middle = Middle(nation.median, t("national.median_line", value=value))
    return strip(lanes, middle, t, theme, lower_is_better=ranks or not one.higher_is_better)


def shown_by_rank(home: Home, index: Index, year: int) -> bool:
    """Tell whether a year is shown by rank: a rank of ours is known, points are not."""
    own = [home.standing(index, year, mine.id) for mine in home.subjects(year)]
    return any(one.rank for one in own) and all(one.value is None for one in own)


@lru_cache(maxsize=64)
def years_of(home: Home, index: str, mine: Province, t: Words, theme: Theme) -> go.Figure:
    """Return one province's index by year, in points, or in ranks where those say more."""
    one = home.national.indexes[index]
    ranks, years = by_rank(home, one, mine), home.national.years_of(index)
    every = range(years[0], years[-1] + 1)
    points = [_point(home, one, mine, year, t, ranks=ranks) for year in every]
    marks = [
        YearMark(version.since - 0.5, t.own(version.mark))
        for version in one.version
        if version.mark and every[0] < version.since <= every[-1]
    ]
    side = Side(t("national.median_word"), t("national.leader_word"))
    return index_years(points, [*marks, *_merger(home, mine, t)], side, t, theme, ranks=ranks)


@lru_cache(maxsize=64)
def dimensions_of(home: Home, index: str, mine: Province, t: Words, theme: Theme) -> go.Figure:
    """Return the dimensions of an index by year, ours against the median of all provinces."""
    one, years = home.national.indexes[index], home.national.years_of(index)
    known: dict[tuple[int, int], list[Published]] = {}
    for cell in home.national.dimensions:
        if cell.index == index:
            spot = known.setdefault((cell.dimension, cell.year), [])
            spot.append(Published(cell.province, cell.value))
    panels = [
        _panel(home, mine, title, {y: known.get((place, y), []) for y in years}, t)
        for place, title in enumerate(one.dimensions, start=1)
    ]
    cuts = [version.since for version in one.version[1:]]
    return dimension_panels(panels, years, cuts, t, theme)


def by_rank(home: Home, index: Index, mine: Province) -> bool:
    """Tell whether the years show more as ranks: newspapers often name the rank alone."""
    figures = [
        one for one in home.national.figures if (one.index, one.province) == (index.id, mine.id)
    ]
    return sum(one.rank is not None for one in figures) > sum(
        one.value is not None for one in figures
    )


def _dot(
    home: Home, index: Index, one: Figure, leader: str | None, t: Words, *, ranks: bool
) -> StripDot:
    province = home.national.provinces[one.province]
    rank = t("national.rank", rank=one.rank, of=len(home.national.on(one.year)))
    told = [written(one.value, index, one.year, t)] if one.value is not None else []
    told += [rank] if one.rank else []
    told += [t("national.inferred")] if one.inferred else []
    return StripDot(
        name=t.own(province.name),
        value=one.rank if ranks else one.value,
        written=rank if ranks else formats.number(one.value, index.decimals, t.language),
        sentence=", ".join(told),
        ours=province in home.subjects(one.year),
        leads=one.province == leader,
        inferred=one.inferred,
    )


def _kind(ranks: bool) -> str:
    return "ranks" if ranks else "points"


def _point(
    home: Home, index: Index, mine: Province, year: int, t: Words, *, ranks: bool
) -> YearPoint:
    standing, figure = home.standing(index, year, mine.id), _figure(home, index, mine, year)
    inferred = bool(figure and figure.inferred)
    told = [written(standing.value, index, year, t)] if standing.value is not None else []
    told += [place(standing, t)] if standing.rank else []
    told += [t("national.inferred")] if inferred else []
    sentence = ", ".join(told)
    if ranks:
        text = str(standing.rank) if standing.rank else ""
        return YearPoint(year, standing.rank, text, sentence, inferred)
    nation = home.nation(index, year)
    text = formats.number(standing.value, 1, t.language)
    return YearPoint(year, standing.value, text, sentence, inferred, nation.median, nation.best)


def _figure(home: Home, index: Index, mine: Province, year: int) -> Figure | None:
    return home.national.by_year.get((index.id, year), {}).get(mine.id)


def _merger(home: Home, mine: Province, t: Words) -> list[YearMark]:
    if not mine.successor or not mine.valid_to:
        return []
    heir = home.national.provinces[mine.successor]
    at = mine.valid_to.year + mine.valid_to.timetuple().tm_yday / 365 - 0.5
    day = formats.day(heir.valid_from, t.language)
    return [YearMark(at, t("national.merged_line", name=t.own(heir.name), day=day), cuts=False)]


def _panel(
    home: Home, mine: Province, title: dict, known: dict[int, list[Published]], t: Words
) -> Panel:
    """Return a dimension; a median stands only where enough provinces have points."""
    values = [
        next((one.value for one in spot if one.id == mine.id), None) for spot in known.values()
    ]
    medians = [
        field_of(spot, len(home.national.on(year)), enough=home.enough).median
        for year, spot in known.items()
    ]
    told = [
        t(
            "national.panel_told",
            year=year,
            value=formats.number(value, 2, t.language),
            median=formats.number(median, 2, t.language),
        )
        for year, value, median in zip(known, values, medians, strict=True)
    ]
    last = next((one for one in reversed(values) if one is not None), None)
    return Panel(t.own(title), values, medians, formats.number(last, 2, t.language), told)
