"""What a unit's score, grade and rank would be if components had other points."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import duckdb

from kpis.domain.score_marks import Mark, marked
from kpis.domain.scorecards import NOTHING, Card, Entry
from kpis.domain.scoring import moved, ranks, score_card
from kpis.queries.scorecards import Reckoning, UnitCard, leaves, reckoned
from kpis.queries.scoring import graded, number


def what_if(
    con: duckdb.DuckDBPyConnection,
    *,
    set_: str,
    org_unit: str | None,
    moves: Sequence[tuple[str, float]],
) -> dict | None:
    """Return what a unit's card would come to with other points for some components.

    ``moves`` are (code, points). Keys: score, rank, grade, grade_vi, grade_en, each again with
    ``_before``; change (points), ranked (units), lines (code, before, after of what moved). The
    other units stay as they are. Points beyond a component's highest count as the highest. None
    where the unit has no card.
    """
    now = reckoned(con, set_)
    if not (one := now.units.get(org_unit)):
        return None
    known = {part.code for part in leaves(one)}
    told = {code: Decimal(str(points)) for code, points in moves if code in known}
    return _come_to(now, one, moved(one.entries, told), told)


def effect_of(
    con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str | None, code: str, mark: Mark
) -> dict | None:
    """Return what a unit's card would come to once something is recorded of one component.

    Keys as of ``what_if``, and max, applicable (what does not apply may leave the whole) and known
    (points given so far, also where a whole score lacks some), each again with ``_before``. None
    where the unit has no card with that component.
    """
    now = reckoned(con, set_)
    one = now.units.get(org_unit)
    if one is None or code not in {part.code for part in leaves(one)}:
        return None
    entries = {**one.entries, code: marked(one.entries.get(code, NOTHING), mark)}
    return _come_to(now, one, entries, [code])


def _come_to(
    now: Reckoning, one: UnitCard, entries: Mapping[str, Entry], codes: Iterable[str]
) -> dict:
    before, codes = one.card, list(codes)
    after = before
    if codes:
        after = score_card(one.tree.parts, entries, one.tree.printed, now.not_applicable)
    scores = {unit: other.card.score for unit, other in now.units.items()}
    places = ranks({**scores, one.org_unit: after.score}) if now.ranks else {}
    both = None not in (after.score, before.score)
    names = ("score", "max", "applicable")
    return {
        **{name: number(getattr(after, name)) for name in names},
        **{f"{name}_before": number(getattr(before, name)) for name in names},
        "known": _known(one, after),
        "known_before": _known(one, before),
        "change": number(after.score - before.score) if both else None,
        "rank": places.get(one.org_unit),
        "rank_before": now.ranks.get(one.org_unit),
        "ranked": len(places),
        **graded(now.grade(after)),
        **{f"{key}_before": value for key, value in graded(now.grade(before)).items()},
        "lines": [
            (code, number(before.lines[code].given), number(after.lines[code].given))
            for code in codes
        ],
    }


def _known(one: UnitCard, card: Card) -> float:
    given = (card.lines[part.code].given for part in leaves(one))
    return float(sum((points for points in given if points is not None), Decimal(0)))
