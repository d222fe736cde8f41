"""Stored scorecards reckoned: every unit's card of a set, the latest that stands."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import duckdb

from kpis.domain.criteria import CriteriaSet, Grade, NotApplicable, Part
from kpis.domain.scorecards import Card, Entry
from kpis.domain.scoring import grade_of, ranks, score_card
from kpis.domain.sheet_tree import SURVEY, Area, Row, Tree, tree_of
from kpis.queries.criteria_sets import criteria_set, points
from kpis.queries.versions import has_table

_NUMBERS = ("self", "appraised", "survey", "claimed")


@dataclass(frozen=True)
class UnitCard:
    """One unit's card: rows as stored by the key of their part, printed sums, what it comes to."""

    org_unit: str | None
    tree: Tree
    entries: Mapping[str, Entry]
    rows: Mapping[str, Mapping]
    totals: Sequence[Mapping]
    card: Card
    stage: str
    illustrative: bool

    def printed(self, kind: str) -> Mapping:
        """Return the printed sum of a kind; an empty one where nothing is printed."""
        return next((one for one in self.totals if one["kind"] == kind), {})


@dataclass(frozen=True)
class Reckoning:
    """All cards of a set by unit; a unit outside the catalogue has the key None."""

    set: str
    defined: CriteriaSet | None
    units: Mapping[str | None, UnitCard] = field(default_factory=dict)

    @property
    def ranks(self) -> dict[str | None, int]:
        """Each unit's place among those with a whole score; one alone has none."""
        found = ranks({unit: one.card.score for unit, one in self.units.items()})
        return found if len(found) > 1 else {}

    def grade(self, card: Card) -> Grade | None:
        """Return the grade of a card by the set's thresholds."""
        return grade_of(card, self.defined.grades) if self.defined else None

    @property
    def not_applicable(self) -> NotApplicable:
        """What the set does with parts that do not apply; sets nobody defined leave them out."""
        return self.defined.not_applicable if self.defined else NotApplicable.RESCALE


def reckoned(con: duckdb.DuckDBPyConnection, set_: str, *, before: bool = False) -> Reckoning:
    """Return every standing scorecard of a set, in the order of the catalogue's units.

    ``before`` the appraisal: with the points that units gave themselves, and those of surveys.
    """
    if not has_table(con, "standing_card"):
        return Reckoning(set_, None)
    found = Reckoning(set_, criteria_set(con, set_=set_))
    rows, totals = _by_unit(con, _CRITERIA, set_), _by_unit(con, _TOTALS, set_)
    units = {
        unit: _unit_card(unit, rows.get(unit, []), totals.get(unit, []), found, before=before)
        for unit in dict.fromkeys([*rows, *totals])
    }
    return Reckoning(set_, found.defined, units)


# What an earlier card says stays where the later one is silent: the points a unit gave itself,
# those it claims, its proofs.
_CRITERIA = """
    SELECT c.* EXCLUDE (
            self, claimed, evidence, explanation, stage, lost, seq,
            due_kind, due_starts, due_before, due_tentative, due_every
        ),
        last_value(self IGNORE NULLS) OVER earlier AS self,
        last_value(claimed IGNORE NULLS) OVER earlier AS claimed,
        last_value(evidence IGNORE NULLS) OVER earlier AS evidence,
        last_value(explanation IGNORE NULLS) OVER earlier AS explanation,
        k.stage, s.illustrative
    FROM criterion AS c
    JOIN standing_card AS k
        ON k."set" = c."set" AND k.org_unit IS NOT DISTINCT FROM c.org_unit
    JOIN submission AS s ON s.submission = c.submission
    ANTI JOIN withdrawal AS w ON w.submission = c.submission
    LEFT JOIN org_unit AS u ON u.org_unit = c.org_unit
    WHERE c."set" = $set
    WINDOW earlier AS (
        PARTITION BY c.org_unit, c.code ORDER BY c.seq, c.place ROWS UNBOUNDED PRECEDING
    )
    QUALIFY c.seq = k.seq
    ORDER BY u.position NULLS FIRST, c.place
"""
_TOTALS = """
    SELECT t.* EXCLUDE (stage), k.stage, s.illustrative
    FROM score_total AS t
    JOIN standing_card AS k
        ON k."set" = t."set" AND k.org_unit IS NOT DISTINCT FROM t.org_unit AND k.seq = t.seq
    JOIN submission AS s ON s.submission = t.submission
    LEFT JOIN org_unit AS u ON u.org_unit = t.org_unit
    WHERE t."set" = $set
    ORDER BY u.position NULLS FIRST, t.place
"""


def _by_unit(con: duckdb.DuckDBPyConnection, query: str, set_: str) -> dict[str | None, list[dict]]:
    answer = con.execute(query, {"set": set_})
    names = [name for name, *_ in answer.description]
    found: dict[str | None, list[dict]] = defaultdict(list)
    for row in answer.fetchall():
        one = dict(zip(names, row, strict=True))
        found[one["org_unit"]].append(one)
    return dict(found)


def _unit_card(
    unit: str | None, rows: Sequence[dict], totals: Sequence[dict], of: Reckoning, *, before: bool
) -> UnitCard:
    keyed = _keyed(rows)
    entries = {key: _entry(one) for key, one in keyed.items()}
    if before:
        entries = {key: replace(one, appraised=None) for key, one in entries.items()}
    areas = [_area(one) for one in totals if one["kind"] == "area"]
    # Where criteria themselves have points of a survey, its printed sum repeats them.
    surveys = [] if any(one.survey is not None for one in entries.values()) else totals
    survey = next((_area(one) for one in surveys if one["kind"] == "survey"), None)
    told = [Row(key, one["title"], one["area"], points(one["max"])) for key, one in keyed.items()]
    tree = tree_of(told, areas, survey, of.defined)
    if before:
        tree = Tree(tree.parts, {})  # The printed sums are those of the appraisal.
    if survey and survey.given is not None:
        entries[SURVEY] = Entry(survey=survey.given)
    first = next(iter([*rows, *totals]))
    return UnitCard(
        unit,
        tree,
        entries,
        keyed,
        totals,
        score_card(tree.parts, entries, tree.printed, of.not_applicable),
        first["stage"],
        bool(first["illustrative"]),
    )


def _keyed(rows: Sequence[dict]) -> dict[str, dict]:
    """Return rows by their code; a second row with the same code, or none, gets one of its own."""
    found: dict[str, dict] = {}
    for place, one in enumerate(rows, start=1):
        key = one["code"] or f"#{place}"
        found[key if key not in found else f"{key}#{place}"] = one
    return found


def _entry(row: Mapping) -> Entry:
    numbers: dict[str, Decimal | None] = {name: points(row[name]) for name in _NUMBERS}
    return Entry(
        **numbers, not_applicable=bool(row["not_applicable"]), heard=row["stage"] == "heard"
    )


def _area(row: Mapping) -> Area:
    return Area(row["code"], row["title"], points(row["max"]), points(row["given"]))


def leaves(one: UnitCard) -> list[Part]:
    """Return the components of a card, in its order."""
    parents = {part.parent for part in one.tree.parts}
    return [part for part in one.tree.parts if part.code not in parents]
