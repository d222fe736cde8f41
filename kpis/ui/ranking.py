"""One goal's ranking within a level: ranks and how they moved, distances, what they are worth."""

from collections.abc import Sequence
from functools import partial

from kpis.catalogue.loading import Catalogue
from kpis.charts.big_figures import tall
from kpis.domain.peers import SMALL, Place, extremes, is_small
from kpis.ui import answers, frame, link, unit_names
from kpis.ui.link import Links
from kpis.ui.overall import moved_told
from kpis.ui.ranked import Ranked, ranking
from kpis.ui.ranking_file import COLUMNS, workbook
from kpis.ui.tables import Cell, Column, Line, facts, table
from kpis.ui.takeaway import take
from kpis.words import Words, formats
from kpis.words.explaining import explanation

_TEXTS = ("unit", "status", "note")
_MOST_NAMED = 3


def ranked(asked: dict, chosen: str) -> str:
    """Draw the ranking of one goal, who improved and who fell most; return the finding.

    ``asked`` are the facts of ``restated.level_restated``, with catalogue and words.
    """
    t, catalogue = asked["t"], asked["catalogue"]
    indicator = catalogue.indicator_at(chosen, asked["period"])
    wanted = {name: asked[name] for name in ("level", "period", "moves")}
    known = answers.ask(ranking, **wanted, indicator=chosen)
    title = _title(known, t.own(indicator.short), catalogue, t)
    looks = {"catalogue": catalogue, "t": t}
    markup = ranking_table(known, **looks, links=link.links(), period=asked["period"])
    frame.block(t.own(indicator.title), tall(markup), t("rank.rules", small=SMALL))
    frame.block(t("rank.movers"), movers(known, catalogue, t))
    made = partial(_file, known, title, asked["period"], **looks)
    take(t.own(indicator.short), made, t, f"rank_{chosen}")
    return title


def _title(known: Ranked, goal: str, catalogue: Catalogue, t: Words) -> str:
    """Return the finding: who is best and who is last, or that nobody can be ranked."""
    there = [one for one in known.rows if one["org_unit"] in known.places]
    if len(there) < 2:
        return t("rank.nobody", goal=goal)
    best, last = (
        _sharing([one for one in there if one["rank"] == rank], catalogue, t)
        for rank in (there[0]["rank"], there[-1]["rank"])
    )
    return t("rank.title", goal=goal, best=best, last=last)


def _sharing(rows: Sequence[dict], catalogue: Catalogue, t: Words) -> str:
    """Return who shares a place and with what figure; too many to be named are counted."""
    value = formats.amount(rows[0]["value"], rows[0]["unit"], rows[0]["decimals"], t.language)
    if len(rows) > _MOST_NAMED:
        return t("rank.sharing", count=len(rows), value=value)
    names = (t.own(catalogue.org_units[one["org_unit"]].short) for one in rows)
    return f"{formats.listed(names, t.language)} ({value})"


def ranking_table(known: Ranked, catalogue: Catalogue, t: Words, links: Links, period: str) -> str:
    """Return the ranking as markup; units without a rank stand last, each with its cause."""
    columns = [
        Column(t.code("rank.column", one), one not in _TEXTS, one != "note") for one in COLUMNS
    ]
    lines = []
    for one in known.rows:
        row = told(one, known, catalogue, t)
        row["unit"] = Cell(row["unit"], links.to("unit", unit=one["org_unit"], period=period))
        why = links.why(one["indicator"], one["org_unit"], period)
        row["status"] = Cell(row["status"], why)
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
        "unit": unit_names.full(catalogue, unit, t),
        "value": formats.amount(one["value"], one["unit"], known.decimals, t.language),
        "on_last": points[0],
        "on_year": points[1],
        "to_next": formats.number(place.to_next, known.decimals, t.language) if place else "",
        "to_median": formats.signed(place.to_median, decimals, t.language) if place else "",
        "status": t.code("status", one["status"]),
        "note": _note(one, place, known, t),
    }


def _note(one: dict, place: Place | None, known: Ranked, t: Words) -> str:
    """Return why a unit has no rank, on how few cases its figure rests, and whom it is like."""
    if place is None:
        return explanation(t, one)
    parts = []
    if is_small(one["denominator"]) and one["numerator"] is not None:
        missing = formats.number(one["denominator"] - one["numerator"], 0, t.language)
        whole = formats.number(one["denominator"], 0, t.language)
        parts.append(t("rank.few", missing=missing, whole=whole))
    if alike := _spans(place, known):
        parts.append(t("rank.alike", ranks=alike))
    return "; ".join(parts)


def _spans(place: Place, known: Ranked) -> str:
    """Return the ranks that a place cannot be told from, neighbours together: ``1–4, 9``."""
    given = sorted({one.rank for one in known.places.values()})
    runs: list[list[int]] = []
    for rank in place.alike:
        if not runs or given.index(rank) != given.index(runs[-1][-1]) + 1:
            runs.append([])
        runs[-1].append(rank)
    told = [one for one in runs if one != [place.rank]]
    return ", ".join(f"{one[0]}–{one[-1]}" if len(one) > 1 else str(one[0]) for one in told)


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
