"""What scorecards say: one unit's tree, and all units of a set beside each other.

Points are numbers with at most two decimals; what is missing is None, never 0.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import duckdb
import pandas as pd

from kpis.domain.criteria import Grade, Part
from kpis.domain.scorecards import Card, Picture, Scored
from kpis.queries.card_rows import Texts, card_texts
from kpis.queries.criteria_sets import earlier_set
from kpis.queries.published import published
from kpis.queries.scorecards import Reckoning, UnitCard, reckoned

_TEXTS = ("reason", "solution", "evidence", "explanation", "owner", "owner_units", "deadline",
          "due_dates", "depends_on", "note", "settled_reason", "submission", "sheet",
          "cell")  # fmt: skip


def scorecard(
    con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str | None, picture: str = "final"
) -> pd.DataFrame:
    """Return one unit's scorecard as a tree, parents before their parts; empty without a card.

    Columns: code, parent, depth (0 for areas), title, full (the set's points), max (those that
    count for the unit), self, appraised, settled, survey, claimed, given, lost, printed (an
    area's sum as published), state (None where parts stand below), dispute, bonus, judged, rule,
    indicator, evidence_asked, and as stored: reason, solution, evidence, explanation, owner,
    owner_units, deadline, due_dates, depends_on, note, settled_reason, submission, sheet, cell.
    ``picture`` as of ``reckoned``.
    """
    one = reckoned(con, set_, picture=picture).units.get(org_unit)
    first = picture == Picture.APPRAISED
    texts = card_texts(con, set_=set_, org_unit=org_unit, first=first)
    return pd.DataFrame(_lines(one, texts) if one else [], columns=_LINE)


_LINE = [
    *("code", "parent", "depth", "title", "full", "max", "self", "appraised", "settled", "survey"),
    *("claimed", "given", "lost", "printed", "state", "dispute", "bonus", "judged", "rule"),
    *("indicator", "evidence_asked", *_TEXTS),
]


def _lines(one: UnitCard, texts: Texts) -> Iterable[dict]:
    depths: dict[str | None, int] = {None: -1}
    for part in one.tree.parts:
        depths[part.code] = depths[part.parent] + 1
        row = one.told(part.code, texts)
        entry = one.entries.get(part.code)
        yield {
            **_described(part, depths[part.code]),
            **_figures(one.card.lines[part.code]),
            "claimed": number(entry.claimed) if entry else None,
            "printed": number(one.tree.printed.get(part.code)),
            **{name: row.get(name) for name in _TEXTS},
            "owner": row.get("owner") or part.owner,
        }


def _described(part: Part, depth: int) -> dict:
    return {
        "code": part.code,
        "parent": part.parent,
        "depth": depth,
        "title": part.title,
        "bonus": part.bonus,
        "judged": part.judged.value if part.judged else None,
        "rule": part.rule,
        "indicator": part.indicator,
        "evidence_asked": part.evidence,
    }


def _figures(line: Scored) -> dict:
    names = ("full", "max", "self", "appraised", "settled", "survey", "given", "lost")
    return {
        **{name: number(getattr(line, name)) for name in names},
        "state": line.state.value if line.state else None,
        "dispute": line.dispute.value if line.dispute else None,
    }


def number(value: Decimal | None) -> float | None:
    """Return points as frames hold them."""
    return None if value is None else float(value)


def summary(con: duckdb.DuckDBPyConnection, *, set_: str, picture: str = "final") -> pd.DataFrame:
    """Return what each unit's card comes to, best first, those without a whole score last.

    Columns: org_unit, given, score, max, applicable, rescaled (parts that do not apply have left
    the whole), percent, self, appraised, settled (after disputes; None where none was settled),
    survey, lost, missing (components without points), disputed (open disputes), grade, grade_vi,
    grade_en, to_next (points to the next grade), rank (ties shared) of ranked units; stage, locked,
    illustrative; as published: published_score, published_rank, published_ranked,
    published_grade; of the year before, where the catalogue states how the sets match: before,
    before_rank, change (points), rank_change (places won).
    ``picture`` as of ``reckoned``: the year before stays as it counts.
    """
    now = reckoned(con, set_, picture=picture)
    told = published(con, set_=set_).set_index("org_unit").to_dict("index")
    known = earlier_set(con, set_=set_)
    earlier = reckoned(con, known[0]) if known else Reckoning("", None)
    places, places_earlier = now.ranks, earlier.ranks
    rows = [
        {
            **_whole(now, one, places),
            **_published(one, told.get(unit)),
            **_since(earlier, places_earlier, places, one),
        }
        for unit in now.best_first
        for one in [now.units[unit]]
    ]
    return pd.DataFrame(rows, columns=_SUMMARY)


_SUMMARY = [
    *("org_unit", "given", "score", "max", "applicable", "rescaled", "percent", "self"),
    *("appraised", "settled", "survey", "lost", "missing", "disputed", "grade", "grade_vi"),
    *("grade_en", "to_next", "rank", "ranked", "stage", "locked", "illustrative"),
    "published_score",
    *("published_rank", "published_ranked", "published_grade", "before", "before_rank"),
    *("change", "rank_change"),
]


def outcome(con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str) -> dict:
    """Return what one unit's card comes to: as ``summary``, without what stands beside it."""
    now = reckoned(con, set_)
    return _whole(now, now.units[org_unit], now.ranks)


def _whole(now: Reckoning, one: UnitCard, places: Mapping[str | None, int]) -> dict:
    card = one.card
    lost = None if None in (card.given, card.applicable) else card.applicable - card.given
    sums = ("given", "score", "max", "applicable", "percent", "self", "appraised", "settled",
            "survey")  # fmt: skip
    disputes = [line for line in card.lines.values() if line.dispute == "open"]
    return {
        "org_unit": one.org_unit,
        **{name: number(getattr(card, name)) for name in sums},
        "lost": number(lost),
        "rescaled": card.is_rescaled,
        "missing": len(card.missing),
        "disputed": len(disputes),
        **graded(now.grade(card)),
        "to_next": number(_to_next(now, card)),
        "rank": places.get(one.org_unit),
        "ranked": len(places),
        "stage": one.standing.stage.value,
        "locked": one.standing.locked,
        "illustrative": one.illustrative,
    }


def graded(grade: Grade | None) -> dict:
    """Return a grade's code and names as columns."""
    names = ("code", "name_vi", "name_en")
    keys = ("grade", "grade_vi", "grade_en")
    return {key: getattr(grade, name, None) for key, name in zip(keys, names, strict=True)}


def _to_next(now: Reckoning, card: Card) -> Decimal | None:
    """Return the points that the next better grade takes."""
    if card.percent is None or not now.defined:
        return None
    above = [one.at_least for one in now.defined.grades if one.at_least > card.percent]
    return min(above) * card.max / 100 - card.score if above else None


def _published(one: UnitCard, told: dict | None) -> dict:
    """Return what was published: in a ranking of many units, or else what the card prints."""
    names = ("published_score", "published_rank", "published_ranked", "published_grade")
    if told:
        return dict(zip(names, (told[name] for name in ("total", "rank", "ranked", "grade")),
                        strict=True))  # fmt: skip
    total, rank, grade = (one.printed(kind) for kind in ("total", "rank", "grade"))
    said = (total.get("given"), rank.get("given"), rank.get("max"), grade.get("title"))
    return dict(zip(names, said, strict=True))


def _since(before: Reckoning, places_before: dict, places: dict, one: UnitCard) -> dict:
    earlier = before.units.get(one.org_unit)
    score = earlier.card.score if earlier else None
    place, now = places_before.get(one.org_unit), places.get(one.org_unit)
    both = score is not None and one.card.score is not None
    return {
        "before": number(score),
        "before_rank": place,
        "change": number(one.card.score - score) if both else None,
        "rank_change": place - now if place and now else None,
    }
