"""A block on screen: units by areas, their places and what changed, and self against appraisal."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd

from kpis.catalogue.definitions import Catalogue
from kpis.charts.heat_table import CellKind, HeatCell, HeatColumn, HeatRow, heat_table
from kpis.domain.criteria import CriteriaSet
from kpis.ui.link import Links
from kpis.ui.score_choices import OUTSIDE, called
from kpis.ui.tables import Cell, Column, Line, table
from kpis.words import Words, formats

_COUNTED = ("higher", "lower")
# The three upper thresholds of a set's grades tint its cells; these where it has none. They are
# those that Kiên Giang's results of 2017 were graded by (Quyết định 1066/QĐ-UBND, 7/5/2018).
_USUAL = (Decimal(90), Decimal(80), Decimal(65))
_TONES = ("met", "on_track", "behind", "off_track")
_GAP = ("unit", "self", "appraised", "gap", "final", "won", "higher", "lower", "most")


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
) -> str:
    """Return units by areas, best first: points, each tinted by its share of the highest.

    ``whole`` as of ``scoring.summary``, ``areas`` as of ``score_views.areas``.
    """
    steps = thresholds(defined)
    heads = areas.drop_duplicates("code")[["code", "title"]].to_dict("records")
    # A set's area has one maximum; a unit to whom parts do not apply has less of it.
    most = areas.groupby("code", sort=False)["max"].max().to_dict()
    cells = {(_key(one["org_unit"]), one["code"]): one for one in areas.to_dict("records")}
    tied = whole["rank"].duplicated(keep=False) & whole["rank"].notna()
    rows = []
    for one, shared in zip(whole.to_dict("records"), tied, strict=True):
        own = [cells.get((_key(one["org_unit"]), code)) for code in most]
        drawn = [_cell(each, top, steps, t) for each, top in zip(own, most.values(), strict=True)]
        rows.append(_row(one, [_total(one, steps, t), *drawn], catalogue, t, links, tied=shared))
    columns = [HeatColumn(t("score.total")), *(_head(one, most, t) for one in heads)]
    return heat_table(columns, rows, t, caption=t("score.heat"), bands=_bands(steps, t))


def _row(
    one: Mapping,
    cells: Sequence[HeatCell],
    catalogue: Catalogue,
    t: Words,
    links: Links,
    *,
    tied: bool,
) -> HeatRow:
    return HeatRow(
        title=called(one["org_unit"], catalogue, t, short=True),
        full=called(one["org_unit"], catalogue, t),
        cells=cells,
        href=links.to("scorecard", unit=_key(one["org_unit"]), show="card"),
        rank=_rank(one, t, tied=bool(tied)),
        change=change_of(one, t),
    )


def _key(unit: object) -> str:
    return unit if isinstance(unit, str) else OUTSIDE


def _head(one: Mapping, most: Mapping, t: Words) -> HeatColumn:
    points = most.get(one["code"])
    note = t("score.of_points", points=formats.points(points, t.language))
    return HeatColumn(one["title"], note=note if pd.notna(points) else "")


def _tone(percent: float, steps: Sequence[Decimal]) -> str:
    met = sum(percent >= float(one) for one in steps)
    return _TONES[len(steps) - met]


def _cell(one: Mapping | None, most: float, steps: Sequence[Decimal], t: Words) -> HeatCell:
    if one is None or (one["max"] == 0 and pd.isna(one["given"])):
        return HeatCell(kind=CellKind.NOT_APPLICABLE)
    if pd.isna(one["given"]):
        return HeatCell(kind=CellKind.MISSING)
    text = formats.points(one["given"], t.language)
    if pd.isna(one["percent"]):
        return HeatCell(text)
    # Where parts do not apply to a unit, its area has a maximum of its own.
    shown = text if one["max"] == most else f"{text}/{formats.points(one['max'], t.language)}"
    facts = {
        "given": text,
        "max": formats.points(one["max"], t.language),
        "lost": formats.points(one["lost"], t.language),
        "percent": formats.amount(one["percent"], "%", 1, t.language),
    }
    return HeatCell(shown, _tone(one["percent"], steps), sentence=t("score.cell", **facts))


def _total(one: Mapping, steps: Sequence[Decimal], t: Words) -> HeatCell:
    if pd.isna(one["score"]):
        return HeatCell(kind=CellKind.MISSING)
    text = formats.points(one["score"], t.language)
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


def gap_table(gaps: pd.DataFrame, catalogue: Catalogue, t: Words, links: Links) -> str:
    """Return how far units' own points lie above those appraised, the widest first."""
    heard = (gaps["won"] != 0).any()
    names = [one for one in _GAP if heard or one not in ("final", "won")]
    columns = [Column(t.code("score.gap", one), one not in ("unit", "most")) for one in names]
    rows = gaps.to_dict("records")
    return table(columns, [Line([_gap(one, name, catalogue, t, links) for name in names])
                           for one in rows])  # fmt: skip


def _gap(one: Mapping, name: str, catalogue: Catalogue, t: Words, links: Links) -> str | Cell:
    if name == "unit":
        href = links.to("scorecard", unit=_key(one["org_unit"]), show="card", stage="self")
        return Cell(called(one["org_unit"], catalogue, t, short=True), href)
    if name == "most":
        most = f"{one['most_code']} {one['most_title']} ({signed(one['most'], t)})"
        return most if one["most"] else formats.ABSENT
    if name in ("gap", "won"):
        return signed(one[name], t)
    return str(one[name]) if name in _COUNTED else formats.points(one[name], t.language)


def signed(points: float, t: Words) -> str:
    """Return points with their sign and the decimals they have."""
    return f"{'+' if points > 0 else ''}{formats.points(points, t.language)}"


def gap_sentence(gaps: pd.DataFrame, catalogue: Catalogue, t: Words) -> str:
    """Return the finding about self-scoring: how many gave themselves more, and who most."""
    above = gaps[gaps["gap"] > 0]
    if above.empty:
        return t("score.gap_none")
    first = above.iloc[0]
    facts = {"unit": called(first["org_unit"], catalogue, t, short=True),
             "gap": formats.points(first["gap"], t.language)}  # fmt: skip
    return t("score.gap_title", count=len(above), units=len(gaps), **facts)
