"""The rows and printed sums of a set's scorecards as stored, with what was recorded on the page."""

from collections import defaultdict
from collections.abc import Mapping

import duckdb

from kpis.queries.versions import has_table

ByUnit = dict[str | None, list[dict]]


def card_rows(con: duckdb.DuckDBPyConnection, set_: str, *, first: bool) -> tuple[ByUnit, ByUnit]:
    """Return the standing cards' rows and printed sums by unit, in the catalogue's order.

    ``first``: where disputes have been heard, as it was appraised before. Keys of a row are the
    columns of criterion (sql/schema.sql) with settled, settled_reason, illustrative, and stage and
    locked of the card.
    """
    if not has_table(con, "card_row"):
        asked = {"set": set_}
        return _by_unit(con, _ROWS_BEFORE, asked), _by_unit(con, _TOTALS_BEFORE, asked)
    asked = {"set": set_, "first": first}
    return _by_unit(con, _ROWS, asked), _by_unit(con, _TOTALS, asked)


_ROWS = """
    SELECT r.* EXCLUDE (file_stage), k.stage, k.locked, s.illustrative
    FROM card_row AS r
    JOIN standing_card AS k ON k."set" = r."set" AND k.org_unit IS NOT DISTINCT FROM r.org_unit
    JOIN submission AS s ON s.submission = r.submission
    LEFT JOIN org_unit AS u ON u.org_unit = r.org_unit
    WHERE r."set" = $set AND (r.picture = 'final' OR $first)
    -- Of both pictures of a card, the one before disputes.
    QUALIFY r.picture = min(r.picture) OVER (PARTITION BY r.org_unit)
    ORDER BY u.position NULLS FIRST, r.place
"""
_TOTALS = """
    SELECT t.* EXCLUDE (stage), k.stage, k.locked, s.illustrative
    FROM score_total AS t
    JOIN card_picture AS p
        ON p."set" = t."set" AND p.org_unit IS NOT DISTINCT FROM t.org_unit AND p.seq = t.seq
    JOIN standing_card AS k ON k."set" = t."set" AND k.org_unit IS NOT DISTINCT FROM t.org_unit
    JOIN submission AS s ON s.submission = t.submission
    LEFT JOIN org_unit AS u ON u.org_unit = t.org_unit
    WHERE t."set" = $set AND (p.picture = 'final' OR $first)
    QUALIFY p.picture = min(p.picture) OVER (PARTITION BY t.org_unit)
    ORDER BY u.position NULLS FIRST, t.place
"""
# Versions from before anything was recorded on the page: the latest files as they are.
_ROWS_BEFORE = """
    SELECT c.* EXCLUDE (stage), NULL::DOUBLE AS settled, NULL AS settled_reason, k.stage,
        k.stage <> 'self' AS locked, s.illustrative
    FROM criterion AS c
    JOIN standing_card AS k
        ON k."set" = c."set" AND k.org_unit IS NOT DISTINCT FROM c.org_unit AND k.seq = c.seq
    JOIN submission AS s ON s.submission = c.submission
    LEFT JOIN org_unit AS u ON u.org_unit = c.org_unit
    WHERE c."set" = $set
    ORDER BY u.position NULLS FIRST, c.place
"""
_TOTALS_BEFORE = """
    SELECT t.* EXCLUDE (stage), k.stage, k.stage <> 'self' AS locked, s.illustrative
    FROM score_total AS t
    JOIN standing_card AS k
        ON k."set" = t."set" AND k.org_unit IS NOT DISTINCT FROM t.org_unit AND k.seq = t.seq
    JOIN submission AS s ON s.submission = t.submission
    LEFT JOIN org_unit AS u ON u.org_unit = t.org_unit
    WHERE t."set" = $set
    ORDER BY u.position NULLS FIRST, t.place
"""


def _by_unit(con: duckdb.DuckDBPyConnection, query: str, asked: Mapping[str, object]) -> ByUnit:
    answer = con.execute(query, asked)
    names = [name for name, *_ in answer.description]
    found: ByUnit = defaultdict(list)
    for row in answer.fetchall():
        one = dict(zip(names, row, strict=True))
        found[one["org_unit"]].append(one)
    return dict(found)
