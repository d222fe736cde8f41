"""Lost points: what can be won back, who answers for it, and what waits for another body."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter

import duckdb
import pandas as pd

from kpis.domain.criteria import Judged, Part
from kpis.domain.recovery import Recovery, body_key, recovery_of
from kpis.domain.scorecards import Scored, State
from kpis.queries.card_rows import Texts, card_texts
from kpis.queries.scorecards import UnitCard, leaves, reckoned

_COLUMNS = [
    *("org_unit", "code", "title", "area", "area_title", "max", "given", "lost", "recovery"),
    *("reason", "solution", "owner", "owner_units", "deadline", "due_on", "depends_on"),
    *("indicator", "dispute", "claimed", "submission", "sheet", "cell"),
]
_OWNERS = ["owner", "criteria", "units", "lost", *map(str, Recovery), "due_on"]
_WAITING = ["depends_on", "code", "title", "units", "lost", "body_units", "body_lost"]


def lost_points(
    con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str | None = None
) -> pd.DataFrame:
    """Return the components that lost points as a frame, columns and order of ``lost_rows``."""
    return table_of(lost_rows(con, set_=set_, org_unit=org_unit))


def table_of(rows: Sequence[Mapping]) -> pd.DataFrame:
    """Return rows of lost points as a frame."""
    return pd.DataFrame(rows, columns=_COLUMNS)


def lost_rows(
    con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str | None = None
) -> list[dict]:
    """Return the components that lost points, what can be won back first.

    The order: points the unit can win back itself, then those of surveys, then those that wait
    for another body; among these the more points, the earlier deadline, the code. Keys:
    org_unit, code, title, area, area_title, max, given, lost, recovery (own, survey, other_body),
    reason, solution, owner, owner_units, deadline, due_on (its first day), depends_on, indicator,
    dispute, claimed, submission, sheet, cell. All units unless one is named.
    """
    units = reckoned(con, set_).units
    chosen = [one for unit, one in units.items() if org_unit is None or unit == org_unit]
    texts = card_texts(con, set_=set_, org_unit=org_unit)
    return sorted((row for one in chosen for row in _lost(one, texts)), key=_order)


def own_losses(con: duckdb.DuckDBPyConnection, *, set_: str) -> dict[str | None, float]:
    """Return the points that units lost and can win back themselves, by unit; none without any."""
    found = {}
    for unit, one in reckoned(con, set_).units.items():
        own = [line.lost for part, line in _losing(one) if _recovery(one, part) is Recovery.OWN]
        if own:
            found[unit] = float(sum(own))
    return found


def _losing(one: UnitCard) -> Iterator[tuple[Part, Scored]]:
    """Yield the components that lost points, in the card's order."""
    for part in leaves(one):
        line = one.card.lines[part.code]
        if line.lost and line.lost > 0:
            yield part, line


def _recovery(one: UnitCard, part: Part) -> Recovery:
    surveyed = one.card.lines[part.code].state is State.SURVEYED
    by_survey = part.judged is Judged.SURVEY or surveyed
    return recovery_of(by_survey=by_survey, waits=part.code in one.waiting)


def _lost(one: UnitCard, texts: Texts) -> Iterator[dict]:
    area_of = _areas(one)
    for part, line in _losing(one):
        area = area_of[part.code]
        yield {
            "org_unit": one.org_unit,
            "code": part.code,
            "title": part.title,
            "area": area.code,
            "area_title": area.title,
            **{name: float(getattr(line, name)) for name in ("max", "given", "lost")},
            "recovery": _recovery(one, part).value,
            "indicator": part.indicator,
            "dispute": line.dispute.value if line.dispute else None,
            **_told(one, part, texts),
        }


def _areas(one: UnitCard) -> dict[str, Part]:
    """Return the area that each part of a card stands in."""
    found: dict[str, Part] = {}
    area: Part | None = None
    for part in one.tree.parts:
        area = part if part.parent is None else area
        found[part.code] = area
    return found


def _told(one: UnitCard, part: Part, texts: Texts) -> dict:
    """Return what a component's row says of its loss."""
    row, entry = one.told(part.code, texts), one.entries.get(part.code)
    days = row.get("due_dates") or []
    names = ("reason", "solution", "owner_units", "deadline", "depends_on")
    return {
        **{name: row.get(name) for name in (*names, "submission", "sheet", "cell")},
        "owner": row.get("owner") or part.owner,
        "due_on": min(days) if days else None,
        "claimed": float(entry.claimed) if entry and entry.claimed is not None else None,
    }


def _order(row: dict) -> tuple:
    rank = list(Recovery).index(Recovery(row["recovery"]))
    return rank, -row["lost"], row["due_on"] or date.max, row["code"]


def lost_by_owner(
    con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str | None = None
) -> pd.DataFrame:
    """Return lost points by who answers for them as a frame, columns of ``by_owner``."""
    found = by_owner(lost_rows(con, set_=set_, org_unit=org_unit))
    return pd.DataFrame(found, columns=_OWNERS)


def by_owner(rows: Iterable[Mapping]) -> list[dict]:
    """Return lost points by who answers for them, the most that can be won back first.

    Keys: owner (as written; None where nobody is named), criteria, units, lost, own (points
    that can be won back), survey, other_body, due_on (the earliest deadline).
    """
    found = [_of_owner(owner, group) for owner, group in _grouped(rows, "owner").items()]
    return sorted(found, key=lambda one: (-one["own"], -one["lost"]))


def _of_owner(owner: str | None, rows: Sequence[Mapping]) -> dict:
    units = {one["org_unit"] for one in rows if one["org_unit"] is not None}
    return {
        "owner": owner,
        "criteria": len({one["code"] for one in rows}),
        "units": len(units),
        "lost": sum_of(rows),
        **{str(one): sum_of(rows, one) for one in Recovery},
        "due_on": min((one["due_on"] for one in rows if one["due_on"]), default=None),
    }


def sum_of(rows: Iterable[Mapping], recovery: str | None = None) -> float:
    """Return the points that rows have lost together, of one way to win them back or all."""
    counted = (one for one in rows if recovery is None or one["recovery"] == recovery)
    return round(sum(one["lost"] for one in counted), 2)


def waiting_for_others(con: duckdb.DuckDBPyConnection, *, set_: str) -> pd.DataFrame:
    """Return what waits for other bodies of all units together, columns of ``waiting_in``."""
    return pd.DataFrame(waiting_in(lost_rows(con, set_=set_)), columns=_WAITING)


def waiting_in(rows: Iterable[Mapping]) -> list[dict]:
    """Return what it costs units together that another body has not acted, by body.

    The dearest body first, and of each the dearest component; a body that is written in several
    ways is one. Keys: depends_on (the body, as most cards write it), code, title, units (how
    many), lost (points together), body_units and body_lost (of all that waits for the body).
    """
    written = (one for one in rows if one["depends_on"] is not None)
    waiting = [{**one, "body": body_key(one["depends_on"])} for one in written]
    found = [row for group in _grouped(waiting, "body").values() for row in _of_body(group)]
    return sorted(found, key=_dearest)


def _of_body(rows: Sequence[Mapping]) -> Iterator[dict]:
    written = Counter(one["depends_on"] for one in rows)
    name = min(written, key=lambda one: (-written[one], one))
    whole = {"body_units": len({one["org_unit"] for one in rows}), "body_lost": sum_of(rows)}
    for (code, title), group in _grouped(rows, "code", "title").items():
        told = {"code": code, "title": title, "units": len(group), "lost": sum_of(group)}
        yield {"depends_on": name, **told, **whole}


def _dearest(row: Mapping) -> tuple:
    return -row["body_lost"], row["depends_on"], -row["lost"], row["code"]


def _grouped(rows: Iterable[Mapping], *names: str) -> dict:
    """Return rows by what they say under some names, in the order of coming."""
    told, found = itemgetter(*names), defaultdict(list)
    for one in rows:
        found[told(one)].append(one)
    return found
