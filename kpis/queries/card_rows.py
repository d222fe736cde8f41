"""A set's scorecards as stored, with what was recorded on the page: points and printed sums."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from kpis.queries.records import records
from kpis.queries.versions import has_table

# Rows in full, by unit and place in its file.
Texts = Mapping[tuple[str | None, int], Mapping]


@dataclass(frozen=True, slots=True)
class StoredCard:
    """One unit's card: where it stands, the points of its rows, and the sums that it prints.

    Keys of a row: place, code, title, area, max, self, appraised, settled, survey, claimed,
    not_applicable and waits (for another body); those of a sum: kind, code, title, max and given.
    """

    stage: str
    locked: bool
    illustrative: bool
    rows: list[dict]
    totals: list[dict]


def card_rows(
    con: duckdb.DuckDBPyConnection, set_: str, *, first: bool
) -> dict[str | None, StoredCard]:
    """Return the standing cards of a set by unit, in the catalogue's order.

    ``first``: where disputes have been heard, as it was appraised before.
    """
    asked = {"set": set_}
    recorded = has_table(con, "card_row")
    pictures = records(con, _PICTURES if recorded else _PICTURES_BEFORE, asked)
    # Of both pictures of a card, the one before disputes comes last.
    pictures.sort(key=lambda one: one["picture"] != "final")
    chosen = {one["org_unit"]: one for one in pictures if first or one["picture"] == "final"}
    rows: dict[str | None, list[dict]] = defaultdict(list)
    for one in _placed(records(con, _ROWS if recorded else _ROWS_BEFORE, asked)):
        if (of := _of(one, chosen)) and of["picture"] == one["picture"]:
            rows[one["org_unit"]].append(one)
    totals: dict[str | None, list[dict]] = defaultdict(list)
    for one in _placed(records(con, _TOTALS, asked)):
        if _of(one, chosen):
            totals[one["org_unit"]].append(one)
    # Units that the catalogue does not have come first, as their files have them.
    units = sorted({**rows, **totals}, key=lambda unit: chosen[unit]["position"])
    return {unit: _card(chosen[unit], rows[unit], totals[unit]) for unit in units}


def card_texts(
    con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str | None = None, first: bool = False
) -> Texts:
    """Return what the rows of a set's cards say beside their points, of all units unless one.

    Keys of a row: self, appraised, settled, claimed, not_applicable, reason, solution, evidence,
    explanation, owner, owner_units, deadline, due_dates, depends_on, note, settled_reason,
    submission, sheet, cell. ``first`` as of ``card_rows``.
    """
    if not has_table(con, "standing_card"):
        return {}
    recorded = has_table(con, "card_row")
    asked = {"set": set_, "org_unit": org_unit, "first": first}
    found = records(con, _TEXTS if recorded else _TEXTS_BEFORE, asked)
    return {(one["org_unit"], one["place"]): one for one in found}


# A card is read from one file, which has one number (seq).
_PICTURES = """
    SELECT k.org_unit, k.stage, k.locked, p.picture, p.seq, s.illustrative,
        coalesce(u.position, -1) AS position
    FROM standing_card AS k
    JOIN card_picture AS p
        ON p."set" = k."set" AND p.org_unit IS NOT DISTINCT FROM k.org_unit
    JOIN submission AS s ON s.seq = p.seq
    LEFT JOIN org_unit AS u ON u.org_unit = k.org_unit
    WHERE k."set" = $set
"""
_ROWS = """
    SELECT org_unit, picture, seq, place, code, title, area, max, self, appraised, settled, survey,
        claimed, not_applicable, coalesce(depends_on, '') <> '' AS waits
    FROM card_row WHERE "set" = $set
"""
_TOTALS = """
    SELECT org_unit, seq, place, kind, code, title, max, given
    FROM score_total WHERE "set" = $set
"""
_TEXTS = """
    SELECT org_unit, place, self, appraised, settled, claimed, not_applicable, reason, solution,
        evidence, explanation, owner, owner_units, deadline, due_dates, depends_on, note,
        settled_reason, submission, sheet, cell
    FROM card_row
    WHERE "set" = $set AND ($org_unit IS NULL OR org_unit = $org_unit)
        AND (picture = 'final' OR $first)
    ORDER BY picture DESC
"""
# Versions from before anything was recorded on the page: the latest files as they are.
_PICTURES_BEFORE = """
    SELECT k.org_unit, k.stage, k.stage <> 'self' AS locked, 'final' AS picture, k.seq,
        s.illustrative, coalesce(u.position, -1) AS position
    FROM standing_card AS k
    JOIN submission AS s ON s.seq = k.seq
    LEFT JOIN org_unit AS u ON u.org_unit = k.org_unit
    WHERE k."set" = $set
"""
_ROWS_BEFORE = """
    SELECT *, 'final' AS picture, NULL AS settled, coalesce(depends_on, '') <> '' AS waits
    FROM criterion WHERE "set" = $set
"""
_TEXTS_BEFORE = """
    SELECT c.*, NULL AS settled, NULL AS settled_reason
    FROM criterion AS c
    JOIN standing_card AS k
        ON k."set" = c."set" AND k.org_unit IS NOT DISTINCT FROM c.org_unit AND k.seq = c.seq
    WHERE c."set" = $set AND ($org_unit IS NULL OR c.org_unit = $org_unit)
        AND $first IS NOT NULL -- A card has one picture, whichever is asked for.
"""


def _placed(rows: list[dict]) -> list[dict]:
    """Return rows in their files' order: hundreds are sorted here in no time."""
    return sorted(rows, key=lambda one: one["place"])


def _of(row: Mapping, chosen: Mapping[str | None, Mapping]) -> Mapping | None:
    """Return the picture of a card that is read from a row's file."""
    of = chosen.get(row["org_unit"])
    return of if of and of["seq"] == row["seq"] else None


def _card(of: Mapping, rows: list[dict], totals: list[dict]) -> StoredCard:
    return StoredCard(of["stage"], of["locked"], of["illustrative"], rows, totals)
