"""A block on screen: units by areas, their places and what changed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd

from kpis.catalogue.definitions import Catalogue
from kpis.charts.heat_table import CellKind, HeatCell, HeatColumn, HeatRow, heat_table
from kpis.domain.criteria import CriteriaSet
from kpis.domain.scorecards import Picture
from kpis.ui.link import Links
from kpis.ui.score_choices import called, key_of
from kpis.words import Words, formats

# The three upper thresholds of a set's grades tint its cells; these where it has none. They are
# those that Kiên Giang's results of 2017 were graded by (Quyết định 1066/QĐ-UBND, 7/5/2018).
_USUAL = (Decimal(90), Decimal(80), Decimal(65))
_TONES = ("met", "on_track", "behind", "off_track")


def thresholds(defined: CriteriaSet | None) -> tuple[Decimal, ...]:
    """Return the percents of the highest points from which on a cell has the next better tint."""
    known = sorted((one.at_least for one in defined.grades), reverse=True) if defined else []
    above = [one for one in known if one > 0]
    return tuple(above[:3]) if len(above) >= 3 else _USUAL


def heat(
    whole: pd.DataFrame,
    areas: pd.DataFrame,
    defined: CriteriaSet | None,
    catalogue: Catalogue,
    t: Words,
    links: Links,
    *,
    picture: str = Picture.FINAL,
) -> str:
    """Return units by areas, best first: points, each tinted by its share of the highest.

    ``whole`` as of ``scoring.summary``, ``areas`` as of ``score_views.areas``, in one ``picture``.
    """
    steps, places = thresholds(defined), formats.decimals_of(whole["score"])
    by_area = _by_area(areas)
    # A set's area has one maximum; a unit to whom parts do not apply has less of it.
    most = {code: _most(of_area) for code, of_area in by_area.items()}
    decimals = {code: _decimals(of_area) for code, of_area in by_area.items()}
    ranked, rows = Counter(whole["rank"]), []
    for one in whole.to_dict("records"):
        own = {code: of_area.get(key_of(one["org_unit"])) for code, of_area in by_area.items()}
        drawn = [_cell(own[code], most[code], steps, decimals[code], t) for code in most]
        drawn = [_total(one, steps, places, t), *drawn]
        tied = ranked[one["rank"]] > 1
        rows.append(_row(one, drawn, catalogue, t, links, tied=tied, picture=picture))
    heads = [_head(next(iter(by_area[code].values())), most, t) for code in most]
    columns = [HeatColumn(t("score.total")), *heads]
    return heat_table(columns, rows, t, caption=t("score.heat"), bands=_bands(steps, t))


def _by_area(areas: pd.DataFrame) -> dict[str, dict[str, Mapping]]:
    """Return each unit's row of each area, by the area's code and the unit."""
    found: dict[str, dict[str, Mapping]] = {}
    for one in areas.to_dict("records"):
        found.setdefault(one["code"], {})[key_of(one["org_unit"])] = one
    return found


def _most(of_area: Mapping[str, Mapping]) -> float | None:
    known = (one["max"] for one in of_area.values() if pd.notna(one["max"]))
    return max(known, default=None)


def _decimals(of_area: Mapping[str, Mapping]) -> int:
    return formats.decimals_of(one["given"] for one in of_area.values())


def _row(
    one: Mapping,
    cells: Sequence[HeatCell],
    catalogue: Catalogue,
    t: Words,
    links: Links,
    *,
    tied: bool,
    picture: str,
) -> HeatRow:
    # The year before is known as it counts: places of another picture are not compared with it.
    return HeatRow(
        title=called(one["org_unit"], catalogue, t, short=True),
        full=called(one["org_unit"], catalogue, t),
        cells=cells,
        href=links.to("scorecard", unit=key_of(one["org_unit"]), show="card", stage=picture),
        rank=_rank(one, t, tied=tied),
        change=change_of(one, t) if picture == Picture.FINAL else None,
    )


def _head(one: Mapping, most: Mapping, t: Words) -> HeatColumn:
    points = most.get(one["code"])
    note = t("score.of_points", points=formats.points(points, t.language))
    return HeatColumn(one["title"], note=note if pd.notna(points) else "")


def _tone(percent: float, steps: Sequence[Decimal]) -> str:
    met = sum(percent >= float(one) for one in steps)
    return _TONES[len(steps) - met]


def _cell(
    one: Mapping | None, most: float, steps: Sequence[Decimal], decimals: int, t: Words
) -> HeatCell:
    if one is None or (one["max"] == 0 and pd.isna(one["given"])):
        return HeatCell(kind=CellKind.NOT_APPLICABLE)
    if pd.isna(one["given"]):
        return HeatCell(kind=CellKind.MISSING)
    text = formats.points(one["given"], t.language, decimals)
    if pd.isna(one["percent"]):
        return HeatCell(text)
    # Where parts do not apply to a unit, its area has a maximum of its own.
    shown = text if one["max"] == most else f"{text}/{formats.points(one['max'], t.language)}"
    facts = {
        "given": formats.points(one["given"], t.language),
        "max": formats.points(one["max"], t.language),
        "lost": formats.points(one["lost"], t.language),
        "percent": formats.amount(one["percent"], "%", 1, t.language),
    }
    return HeatCell(shown, _tone(one["percent"], steps), sentence=t("score.cell", **facts))


def _total(one: Mapping, steps: Sequence[Decimal], decimals: int, t: Words) -> HeatCell:
    if pd.isna(one["score"]):
        return HeatCell(kind=CellKind.MISSING)
    text = formats.points(one["score"], t.language, decimals)
    grade = one[f"grade_{t.language}"]
    tone = _tone(one["percent"], steps) if pd.notna(one["percent"]) else "no_target"
    return HeatCell(f"{text} {grade}" if grade else text, tone)


def _rank(one: Mapping, t: Words, *, tied: bool) -> str:
    if pd.isna(one["rank"]):
        return formats.ABSENT
    return t("score.tied", rank=int(one["rank"])) if tied else str(int(one["rank"]))


def change_of(one: Mapping, t: Words) -> str:
    """Return places won or lost since the year before, in a sign and a number."""
    places = one["rank_change"]
    if pd.isna(places):
        return ""
    if not places:
        return t("score.same_place")
    return f"{'▲' if places > 0 else '▼'} {abs(int(places))}"


def since_last(one: Mapping, t: Words) -> str:
    """Return places won or lost since the year before, in words."""
    places = one["rank_change"]
    if pd.isna(places):
        return ""
    return t("score.since_last", change=change_of(one, t)) if places else t("score.same_since")


def _bands(steps: Sequence[Decimal], t: Words) -> list[tuple[str, str]]:
    told = [formats.amount(float(one), "%", 0, t.language) for one in steps]
    words = [t("score.band_from", share=one) for one in told]
    return list(zip(_TONES, [*words, t("score.band_below", share=told[-1])], strict=True))


def signed(points: float, t: Words, decimals: int | None = None) -> str:
    """Return points with their sign, and the decimals they have or their column has."""
    return f"{'+' if points > 0 else ''}{formats.points(points, t.language, decimals)}"
