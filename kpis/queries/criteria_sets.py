"""The criteria sets a version was made with, and those that only a stored scorecard names."""

from collections.abc import Mapping
from decimal import Decimal

import duckdb
import pandas as pd

from kpis.domain.criteria import Block, CriteriaSet, Grade, Judged, NotApplicable, Part
from kpis.domain.judging import read_rule
from kpis.queries.records import records
from kpis.queries.versions import has_table


def sets(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the defined sets, newest year first, and sets that scorecards alone name after them.

    Columns: set, title_vi, title_en (the id where nobody defined it), year, block, illustrative,
    units (scorecards that stand), defined, published (units of published rankings).
    """
    if not has_table(con, "criteria_set"):
        return pd.DataFrame(columns=["set", "title_vi", "title_en", "year", "block",
                                     "illustrative", "units", "defined", "published"])  # fmt: skip
    known = {
        "stored": _STORED if has_table(con, "standing_card") else _NONE,
        "published": _PUBLISHED if has_table(con, "published_score") else _NONE,
    }
    return con.execute(_SETS.format(**known)).df()


_STORED = """SELECT "set", count(*) AS counted FROM standing_card GROUP BY ALL"""
_PUBLISHED = """
    SELECT "set", count(DISTINCT org_unit) AS counted
    FROM published_score ANTI JOIN withdrawal USING (submission)
    GROUP BY ALL
"""
# Versions from before scorecards or rankings were kept.
_NONE = """SELECT '' AS "set", 0 AS counted WHERE false"""
_SETS = """
    WITH stored AS ({stored}), published AS ({published})
    SELECT "set", coalesce(d.title_vi, "set") AS title_vi,
        coalesce(d.title_en, "set") AS title_en,
        d.year, d.block, coalesce(d.illustrative, false) AS illustrative,
        coalesce(s.counted, 0) AS units, d."set" IS NOT NULL AS defined,
        coalesce(p.counted, 0) AS published
    FROM criteria_set AS d
    FULL JOIN stored AS s USING ("set")
    FULL JOIN published AS p USING ("set")
    ORDER BY d.year DESC NULLS LAST, d.position, "set"
"""


def criteria_set(con: duckdb.DuckDBPyConnection, *, set_: str) -> CriteriaSet | None:
    """Return a defined set; none where a version has no such set."""
    if not has_table(con, "criteria_set"):
        return None
    asked = {"set": set_}
    heads = records(con, 'SELECT * FROM criteria_set WHERE "set" = $set', asked)
    if not heads:
        return None
    grades = records(con, 'SELECT * EXCLUDE ("set") FROM criteria_grade WHERE "set" = $set', asked)
    parts = records(
        con,
        'SELECT * EXCLUDE ("set", place) FROM criteria_part WHERE "set" = $set ORDER BY place',
        asked,
    )
    return _made(heads[0], [_part(one) for one in parts], [_grade(one) for one in grades])


def earlier_set(con: duckdb.DuckDBPyConnection, *, set_: str) -> tuple[str, dict[str, str]] | None:
    """Return the set of the year before and which of its parts each part may be compared with.

    That is the same definition's, or one that the catalogue states matches for; otherwise none.
    The mapping is from this set's codes to the earlier one's.
    """
    if not has_table(con, "criteria_match"):
        return None
    rows = con.execute(
        """
        SELECT e."set", p.code,
            CASE WHEN e.definition = n.definition THEN p.code ELSE m.from_code END
        FROM criteria_set AS n
        JOIN criteria_set AS e ON e.block = n.block AND e.year = n.year - 1
        JOIN criteria_part AS p ON p."set" = n."set"
        LEFT JOIN criteria_match AS m
            ON m.to_set = n."set" AND m.from_set = e."set" AND m.to_code = p.code
        WHERE n."set" = $set AND (e.definition = n.definition OR m.from_code IS NOT NULL)
        """,
        {"set": set_},
    ).fetchall()
    return (rows[0][0], {code: before for _, code, before in rows}) if rows else None


def later_set(con: duckdb.DuckDBPyConnection, *, set_: str) -> tuple[str, dict[str, str]] | None:
    """Return the set of the year after, and which of its parts each part is matched with.

    That is ``earlier_set`` the other way round: from this set's codes to the later one's.
    """
    if not has_table(con, "criteria_match"):
        return None
    rows = con.execute(
        """
        SELECT n."set" FROM criteria_set AS n
        JOIN criteria_set AS e ON e.block = n.block AND e.year = n.year - 1
        WHERE e."set" = $set ORDER BY n.definition <> e.definition, n."set"
        """,
        {"set": set_},
    ).fetchall()
    for (after,) in rows:
        known = earlier_set(con, set_=after)
        if known and known[0] == set_:
            return after, {before: code for code, before in known[1].items() if before}
    return None


def _made(head: Mapping, parts: list[Part], grades: list[Grade]) -> CriteriaSet:
    return CriteriaSet(
        id=head["set"],
        definition=head["definition"],
        title={"vi": head["title_vi"], "en": head["title_en"]},
        year=head["year"],
        block=Block(head["block"]),
        parts=tuple(parts),
        grades=tuple(grades),
        max=points(head["max"]),
        survey_max=points(head["survey_max"]),
        not_applicable=NotApplicable(head["not_applicable"]),
        own_grades=head["own_grades"],
        illustrative=head["illustrative"],
        document=head["document"],
        note=head["note"],
        counts=tuple(head["counts"]) if head["counts"] else None,
    )


def _grade(row: Mapping) -> Grade:
    return Grade(row["code"], row["name_vi"], row["name_en"], points(row["at_least"]))


def _part(row: Mapping) -> Part:
    return Part(
        **{
            **row,
            "max": points(row["max"]),
            "judged": Judged(row["judged"]) if row["judged"] else None,
            "rule": read_rule(row["rule"]) if row["rule"] else None,
            "exempt": tuple(row["exempt"] or ()),
        }
    )


def points(value: float | None) -> Decimal | None:
    """Return a stored number as the decimal it was written as: 24.65 is 24.65 exactly."""
    return None if value is None else Decimal(str(value))
