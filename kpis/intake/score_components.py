"""What a scorecard and its components stand at, asked of the draft that is to change them."""

from dataclasses import dataclass
from decimal import Decimal

import duckdb

from kpis.domain.score_marks import Standing
from kpis.domain.scorecards import Entry, Stage
from kpis.intake.score_errors import MarkNotPossible

_NUMBERS = ("self", "appraised", "survey", "claimed", "settled")


@dataclass(frozen=True, slots=True)
class CardId:
    """Whose card of which set."""

    set: str
    org_unit: str | None


def standing_of(
    con: duckdb.DuckDBPyConnection, card: CardId, code: str, kind: str
) -> tuple[int, Standing]:
    """Return a card's latest file and where it stands; raises where nothing may be recorded."""
    row = con.execute(
        """
        SELECT seq, stage, locked FROM standing_card
        WHERE "set" = $set AND org_unit IS NOT DISTINCT FROM $org_unit
        """,
        _asked(card),
    ).fetchone()
    standing = Standing(Stage(row[1]), row[2]) if row else None
    if standing is None or standing.taken_at is None:
        raise MarkNotPossible(item=code, kind=kind)
    return row[0], standing


def component_of(
    con: duckdb.DuckDBPyConnection, card: CardId, code: str, kind: str
) -> tuple[Entry, dict]:
    """Return a component's points and its row as stored; raises ``MarkNotPossible``."""
    answer = con.execute(
        """
        SELECT * FROM card_row
        WHERE picture = 'final' AND "set" = $set AND org_unit IS NOT DISTINCT FROM $org_unit
            AND code = $code
        ORDER BY place LIMIT 1
        """,
        _asked(card) | {"code": code},
    )
    names = [name for name, *_ in answer.description]
    if (found := answer.fetchone()) is None:
        raise MarkNotPossible(item=code, kind=kind)
    row = dict(zip(names, found, strict=True))
    numbers = {name: exact(row[name]) for name in _NUMBERS}
    return Entry(**numbers, not_applicable=bool(row["not_applicable"])), row


def exact(value: float | None) -> Decimal | None:
    """Return a stored number as the decimal it was written as."""
    return None if value is None else Decimal(str(value))


def unappraised(con: duckdb.DuckDBPyConnection, card: CardId) -> list[tuple[str, float | None]]:
    """Return components without appraised points, with what their unit gave itself.

    Those that only a survey gives points for are left out.
    """
    return con.execute(
        """
        WITH own AS (
            FROM card_row
            WHERE picture = 'final' AND "set" = $set AND org_unit IS NOT DISTINCT FROM $org_unit
        )
        SELECT code, self FROM own AS one
        LEFT JOIN criteria_part AS p USING ("set", code)
        WHERE appraised IS NULL AND survey IS NULL AND NOT not_applicable
            AND coalesce(p.judged, '') <> 'survey'
            AND NOT EXISTS (FROM own AS part WHERE starts_with(part.code, one.code || '.'))
        ORDER BY one.place
        """,
        _asked(card),
    ).fetchall()


def open_disputes(con: duckdb.DuckDBPyConnection, card: CardId) -> int:
    """Return how many claims of a card's unit have not been settled yet."""
    return con.execute(
        """
        SELECT count(*) FROM card_row
        WHERE picture = 'final' AND "set" = $set AND org_unit IS NOT DISTINCT FROM $org_unit
            AND claimed > appraised AND settled IS NULL AND NOT not_applicable
        """,
        _asked(card),
    ).fetchone()[0]


def _asked(card: CardId) -> dict[str, str | None]:
    return {"set": card.set, "org_unit": card.org_unit}
