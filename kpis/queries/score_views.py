"""A set's scorecards by area: heat table, waterfall, and the gap between self and appraisal."""

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pandas as pd

from kpis.domain.criteria import Part
from kpis.domain.scorecards import Scored, State
from kpis.queries.criteria_sets import earlier_set
from kpis.queries.scorecards import UnitCard, leaves, reckoned
from kpis.queries.scoring import number


def areas(con: duckdb.DuckDBPyConnection, *, set_: str, picture: str = "final") -> pd.DataFrame:
    """Return every unit's points by area, units in the catalogue's order, areas in the set's.

    Columns: org_unit, code, title, max (what counts for the unit), given, lost, percent.
    """
    rows = [
        {"org_unit": unit, **_area_row(part, one.card.lines[part.code])}
        for unit, one in reckoned(con, set_, picture=picture).units.items()
        for part in _areas(one)
    ]
    columns = ["org_unit", "code", "title", "max", "given", "lost", "percent"]
    return pd.DataFrame(rows, columns=columns)


def _areas(one: UnitCard) -> list[Part]:
    return [part for part in one.tree.parts if part.parent is None]


def _area_row(part: Part, line: Scored) -> dict:
    percent = 100 * line.given / line.max if line.given is not None and line.max else None
    figures = {name: number(getattr(line, name)) for name in ("max", "given", "lost")}
    return {"code": part.code, "title": part.title, **figures, "percent": number(percent)}


def waterfall(
    con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str | None, picture: str = "final"
) -> pd.DataFrame:
    """Return the way from the highest points to a unit's score; empty without a whole score.

    Columns: kind (start, area, rescaled, score), code, title (areas alone), points (of start and
    score the height, of the others the change), before, after (heights).
    """
    one = reckoned(con, set_, picture=picture).units.get(org_unit)
    rows = list(_steps(one)) if one and one.card.score is not None else []
    return pd.DataFrame(rows, columns=["kind", "code", "title", "points", "before", "after"])


def _steps(one: UnitCard) -> Iterator[dict]:
    card = one.card
    height = card.applicable
    yield _step("start", None, height, Decimal(0), height)
    for part in _areas(one):
        lost = card.lines[part.code].lost or Decimal(0)
        yield _step("area", part, -lost, height, height - lost)
        height -= lost
    if card.is_rescaled:
        yield _step("rescaled", None, card.score - height, height, card.score)
    yield _step("score", None, card.score, Decimal(0), card.score)


def _step(kind: str, part: Part | None, points: Decimal, before: Decimal, after: Decimal) -> dict:
    return {
        "kind": kind,
        "code": part.code if part else None,
        "title": part.title if part else None,
        "points": float(points),
        "before": float(before),
        "after": float(after),
    }


def gaps(con: duckdb.DuckDBPyConnection, *, set_: str) -> pd.DataFrame:
    """Return how far units' own points lie above those appraised, the widest gap first.

    Over the components that have both. Columns: org_unit, self, appraised, gap (points), final
    (after disputes), won (by disputes), higher, lower, same (components that the unit gave itself
    more, less, as much), most_code, most_title, most (the component with the widest gap).
    """
    rows = [row for one in reckoned(con, set_).units.values() if (row := _gap(one))]
    columns = ["org_unit", "self", "appraised", "gap", "final", "won", "higher", "lower", "same",
               "most_code", "most_title", "most"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("gap", ascending=False, kind="stable", ignore_index=True)


def _gap(one: UnitCard) -> dict | None:
    both = [
        (part, line.self, line.appraised, line.judged)
        for part in leaves(one)
        if (line := one.card.lines[part.code]).state is not State.NOT_APPLICABLE
        and None not in (line.self, line.appraised)
    ]
    if not both:
        return None
    own, appraised, final = (sum(numbers) for numbers in list(zip(*both, strict=True))[1:])
    widest = max(both, key=lambda row: abs(row[1] - row[2]))
    return {
        "org_unit": one.org_unit,
        "self": float(own),
        "appraised": float(appraised),
        "gap": float(own - appraised),
        "final": float(final),
        "won": float(final - appraised),
        "higher": sum(mine > theirs for _, mine, theirs, _ in both),
        "lower": sum(mine < theirs for _, mine, theirs, _ in both),
        "same": sum(mine == theirs for _, mine, theirs, _ in both),
        "most_code": widest[0].code,
        "most_title": widest[0].title,
        "most": float(widest[1] - widest[2]),
    }


def compared(con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str | None) -> pd.DataFrame:
    """Return a unit's components beside those of the year before that they are stated to match.

    Columns: code, title, max, given, before_set, before_code, before_max, before, change. Nothing
    else is compared; empty where the catalogue states no match.
    """
    earlier = earlier_set(con, set_=set_)
    now = reckoned(con, set_).units.get(org_unit)
    before = reckoned(con, earlier[0]).units.get(org_unit) if earlier else None
    rows = list(_matched(now, before, *earlier)) if now and before and earlier else []
    columns = ["code", "title", "max", "given", "before_set", "before_code", "before_max",
               "before", "change"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _matched(now: UnitCard, before: UnitCard, set_: str, codes: dict[str, str]) -> Iterator[dict]:
    for part in leaves(now):
        line, earlier = now.card.lines[part.code], before.card.lines.get(codes.get(part.code))
        if earlier is None:
            continue
        known = None not in (line.given, earlier.given)
        yield {
            "code": part.code,
            "title": part.title,
            "max": number(line.max),
            "given": number(line.given),
            "before_set": set_,
            "before_code": earlier.code,
            "before_max": number(earlier.max),
            "before": number(earlier.given),
            "change": float(line.given - earlier.given) if known else None,
        }
