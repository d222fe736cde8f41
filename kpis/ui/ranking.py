"""One goal's ranking within a level: ranks and how they moved, distances, what they are worth."""

import streamlit as st

from kpis.catalogue.loading import Catalogue
from kpis.domain.peers import SMALL, Place, extremes, is_small
from kpis.ui import answers, filters, frame, link
from kpis.ui.link import Links
from kpis.ui.overall import moved_told
from kpis.ui.ranked import Ranked, ranking
from kpis.ui.ranking_file import COLUMNS, workbook
from kpis.ui.tables import Cell, Column, Line, facts, table
from kpis.ui.takeaway import XLSX
from kpis.words import Words, formats
from kpis.words.explaining import explanation

_TEXTS = ("unit", "status", "note")


def ranked(asked: dict) -> None:
    """Draw the ranking of one goal, who improved and who fell most, and the table to take away."""
    t, catalogue = asked["t"], asked["catalogue"]
    (place,) = filters.row(1)
    with place:
        indicator = catalogue.indicators[filters.indicator(t, catalogue)]
    wanted = {name: asked[name] for name in ("level", "period", "moves")}
    known = answers.ask(ranking, **wanted, indicator=indicator.id)
    title = _title(known, t.own(indicator.short), catalogue, t)
    left, right = st.columns([3, 1])
    with left:
        looks = {"catalogue": catalogue, "t": t}
        markup = ranking_table(known, **looks, links=link.links(), period=asked["period"])
        frame.block(title, markup, t("rank.rules", small=SMALL))
        st.download_button(
            t("takeaway.xlsx"),
            data=lambda: _file(known, title, asked["period"], **looks),
            file_name=f"{formats.plain(t.own(indicator.short)).replace(',', '')}.xlsx",
            mime=XLSX,
            icon=":material/download:",
        )
    with right:
        frame.block(t("rank.movers"), movers(known, catalogue, t))


def _title(known: Ranked, goal: str, catalogue: Catalogue, t: Words) -> str:
    """Return the finding: who is best and who is last, or that nobody can be ranked."""
    ends = [one for one in known.rows if one["org_unit"] in known.places]
    if len(ends) < 2:
        return t("rank.nobody", goal=goal)
    best, last = (
        f"{t.own(catalogue.org_units[one['org_unit']].short)} "
        f"({formats.amount(one['value'], one['unit'], one['decimals'], t.language)})"
        for one in (ends[0], ends[-1])
    )
    return t("rank.title", goal=goal, best=best, last=last)


def ranking_table(known: Ranked, catalogue: Catalogue, t: Words, links: Links, period: str) -> str:
    """Return the ranking as markup; units without a rank stand last, each with its cause."""
    columns = [
        Column(t.code("rank.column", one), one not in _TEXTS, one != "note") for one in COLUMNS
    ]
    lines = []
    for one in known.rows:
        row = told(one, known, catalogue, t)
        row["unit"] = Cell(row["unit"], links.to("unit", unit=one["org_unit"], period=period))
        lines.append(Line([row[name] for name in COLUMNS]))
    return table(columns, lines)


def told(one: dict, known: Ranked, catalogue: Catalogue, t: Words) -> dict[str, str]:
    """Return a unit's row in words, by the columns of the table."""
    unit, decimals = one["org_unit"], one["decimals"]
    place = known.places.get(unit)
    points = [formats.signed(of.get(unit), decimals, t.language) for of in known.gained]
    ranks = [moved_told(of.get(unit), t) if place else "" for of in known.risen]
    return {
        "rank": str(place.rank) if place else "",
        "rank_last": ranks[0],
        "rank_year": ranks[1],
        "unit": filters.unit_name(t, catalogue.org_units[unit]),
        "value": formats.amount(one["value"], one["unit"], decimals, t.language),
        "on_last": points[0],
        "on_year": points[1],
        "to_next": formats.number(place.to_next, decimals, t.language) if place else "",
        "to_median": formats.signed(place.to_median, decimals, t.language) if place else "",
        "status": t.code("status", one["status"]),
        "note": _note(one, place, t),
    }


def _note(one: dict, place: Place | None, t: Words) -> str:
    """Return why a unit has no rank, on how few cases its figure rests, and whom it is like."""
    if place is None:
        return explanation(t, {**one, "denominator": _number(one["denominator"])})
    parts = []
    if is_small(one["denominator"]) and one["numerator"] is not None:
        missing = formats.number(one["denominator"] - one["numerator"], 0, t.language)
        whole = formats.number(one["denominator"], 0, t.language)
        parts.append(t("rank.few", missing=missing, whole=whole))
    best, worst = place.alike
    if (best, worst) != (place.rank, place.rank):
        parts.append(t("rank.alike", best=best, worst=worst))
    return "; ".join(parts)


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def movers(known: Ranked, catalogue: Catalogue, t: Words) -> str:
    """Return who has gained and who has lost most points since the same period of last year."""
    since_year = known.gained[1]
    up, down = extremes(since_year)
    decimals = known.rows[0]["decimals"] if known.rows else 1

    def named(units: list[str]) -> str:
        told = (
            f"{t.own(catalogue.org_units[one].short)} "
            f"({formats.signed(known.sign * since_year[one], decimals, t.language)})"
            for one in units
        )
        return "; ".join(told) or formats.ABSENT

    return facts([(t("rank.improved"), named(up)), (t("rank.fell"), named(down))])


def _file(known: Ranked, title: str, period: str, catalogue: Catalogue, t: Words) -> bytes:
    rows_of = {one["org_unit"]: told(one, known, catalogue, t) for one in known.rows}
    return workbook(known, rows_of, title, period, t)
