"""What a unit's score, grade and rank would be if components had other points."""

from collections.abc import Sequence
from decimal import Decimal

import duckdb

from kpis.domain.scoring import moved, ranks, score_card
from kpis.queries.scorecards import leaves, reckoned
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
    parts, entries = one.tree.parts, moved(one.entries, told)
    after = score_card(parts, entries, one.tree.printed, now.not_applicable) if told else one.card
    scores = {unit: other.card.score for unit, other in now.units.items()}
    places = ranks({**scores, org_unit: after.score}) if now.ranks else {}
    both = None not in (after.score, one.card.score)
    return {
        "score": number(after.score),
        "score_before": number(one.card.score),
        "change": number(after.score - one.card.score) if both else None,
        "rank": places.get(org_unit),
        "rank_before": now.ranks.get(org_unit),
        "ranked": len(places),
        **graded(now.grade(after)),
        **{f"{key}_before": value for key, value in graded(now.grade(one.card)).items()},
        "lines": [
            (code, number(one.card.lines[code].given), number(after.lines[code].given))
            for code in told
        ],
    }
