"""What a stored scorecard says to scripts: rows as written with what is reckoned beside them."""

import duckdb
import pandas as pd

from kpis.queries.card_rows import Texts, card_texts
from kpis.queries.documents import criteria, totals
from kpis.queries.provisional import provisional
from kpis.queries.score_views import areas
from kpis.queries.scorecards import Reckoning, leaves, reckoned
from kpis.queries.scoring import number, summary

# What may have been recorded on the page since the file came in.
_RECORDED = ("self", "appraised", "settled", "claimed", "not_applicable", "depends_on", "reason",
             "explanation")  # fmt: skip


def score_answer(
    con: duckdb.DuckDBPyConnection,
    *,
    set_: str,
    org_unit: str | None = None,
    period: str | None = None,
) -> dict:
    """Return a set's scorecards, of all units unless one is named.

    Keys: set, org_unit, defined (title, max, survey_max, not_applicable, grades of the set, or
    None), criteria (as stored, with what was recorded since, and given, state, dispute), totals (as
    printed), units (score, grade, rank, those published beside them), areas, and provisional when a
    period is asked for. A unit outside the catalogue has no org_unit, but unit_name.
    """
    now = reckoned(con, set_)
    chosen = {"set_": set_, "org_unit": org_unit}
    texts = card_texts(con, **chosen)
    with_period = {**chosen, "period": period}
    return {
        "set": set_,
        "org_unit": org_unit,
        "defined": _defined(now),
        "criteria": [
            _named({**one, **_reckoned(now, one, texts)}) for one in criteria(con, **chosen)
        ],
        "totals": [_named(one) for one in totals(con, **chosen)],
        "units": _records(summary(con, set_=set_), org_unit),
        "areas": _records(areas(con, set_=set_), org_unit),
        "provisional": _records(provisional(con, **with_period), org_unit) if period else [],
    }


def _defined(now: Reckoning) -> dict | None:
    if not (one := now.defined):
        return None
    return {
        "title": dict(one.title),
        "year": one.year,
        "block": one.block.value,
        "document": one.document,
        "max": number(one.max),
        "survey_max": number(one.survey_max),
        "not_applicable": one.not_applicable.value,
        "illustrative": one.illustrative,
        "grades": [
            {"code": each.code, "name": each.name_vi, "at_least": float(each.at_least)}
            for each in one.grades
        ],
    }


def _reckoned(now: Reckoning, row: dict, texts: Texts) -> dict:
    """Return what a stored row comes to; a row above others has no points of its own."""
    one = now.units.get(row["org_unit"])
    line = one.card.lines.get(row["code"]) if one else None
    if line is None or row["code"] not in {part.code for part in leaves(one)}:
        return {"given": row["appraised"], "state": None, "dispute": None}
    stored = one.told(row["code"], texts) or row
    # A code that stands twice is told by its cell.
    since = _RECORDED if stored["cell"] == row["cell"] else ()
    return {
        **{name: stored[name] for name in since},
        **({"lost": number(line.lost)} if since and line.lost is not None else {}),
        "given": number(line.given),
        "state": line.state.value if line.state else None,
        "dispute": line.dispute.value if line.dispute else None,
    }


def _named(row: dict) -> dict:
    """Return a row with the name of a unit that the catalogue does not have."""
    whose = row["org_unit"]
    outside = isinstance(whose, str) and whose.startswith("-")
    name = {"unit_name": whose[1:] if outside else None}
    return {**row, "org_unit": None if outside else whose} | name


def _records(table: pd.DataFrame, org_unit: str | None) -> list[dict]:
    """Return a frame's rows as JSON holds them, of one unit where one is named."""
    chosen = table if org_unit is None else table[table["org_unit"] == org_unit]
    rows = chosen.astype(object).where(chosen.notna(), None).to_dict("records")
    return [_named({name: _plain(value) for name, value in row.items()}) for row in rows]


def _plain(value: object) -> object:
    value = value.item() if hasattr(value, "item") else value
    return int(value) if isinstance(value, float) and value.is_integer() else value
