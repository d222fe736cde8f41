"""Stored scorecards reckoned: every unit's card of a set, the latest that stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from kpis.domain.criteria import CriteriaSet, Grade, NotApplicable, Part
from kpis.domain.score_marks import Standing
from kpis.domain.scorecards import NOTHING, Card, Entry, Picture, Stage
from kpis.domain.scoring import grade_of, ranks, score_card
from kpis.domain.sheet_tree import SURVEY, Area, Row, Tree, tree_of
from kpis.queries.card_rows import StoredCard, Texts, card_rows
from kpis.queries.criteria_sets import criteria_set, points
from kpis.queries.versions import has_table, remembered_with_cards

# In the order of ``Entry``.
_NUMBERS = ("self", "appraised", "survey", "claimed", "settled")


@dataclass(frozen=True)
class UnitCard:
    """One unit's card: places of its rows by the key of their part, printed sums, the outcome."""

    org_unit: str | None
    tree: Tree
    entries: Mapping[str, Entry]
    places: Mapping[str, int]
    # The parts that wait for another body.
    waiting: frozenset[str]
    totals: Sequence[Mapping]
    card: Card
    standing: Standing
    illustrative: bool

    def printed(self, kind: str) -> Mapping:
        """Return the printed sum of a kind; an empty one where nothing is printed."""
        return next((one for one in self.totals if one["kind"] == kind), {})

    def told(self, code: str, texts: Texts) -> Mapping:
        """Return what a part's row says, of ``card_texts``; nothing where it has no row."""
        return texts.get((self.org_unit, self.places.get(code, -1)), {})


@dataclass(frozen=True)
class Reckoning:
    """All cards of a set by unit; one outside the catalogue by ``-`` and its printed name.

    None is one whose name nobody kept: files of earlier versions did not.
    """

    set: str
    defined: CriteriaSet | None
    units: Mapping[str | None, UnitCard] = field(default_factory=dict)

    @property
    def ranks(self) -> dict[str | None, int]:
        """Each unit's place among those with a whole score; one alone has none."""
        found = ranks({unit: one.card.score for unit, one in self.units.items()})
        return found if len(found) > 1 else {}

    @property
    def best_first(self) -> list[str | None]:
        """The units by their place, those without a whole score last."""
        places = self.ranks
        return sorted(self.units, key=lambda unit: places.get(unit, len(places) + 1))

    def grade(self, card: Card) -> Grade | None:
        """Return the grade of a card by the set's thresholds."""
        return grade_of(card, self.defined.grades) if self.defined else None

    @property
    def not_applicable(self) -> NotApplicable:
        """What the set does with parts that do not apply; sets nobody defined leave them out."""
        return self.defined.not_applicable if self.defined else NotApplicable.RESCALE


@remembered_with_cards
def reckoned(con: duckdb.DuckDBPyConnection, set_: str, picture: str = Picture.FINAL) -> Reckoning:
    """Return every standing scorecard of a set, in the order of the catalogue's units.

    ``picture`` says which of it: as it counts; as it was appraised, before disputes were heard; or
    with the points that units gave themselves, beside those of surveys.
    """
    if not has_table(con, "standing_card"):
        return Reckoning(set_, None)
    found = Reckoning(set_, criteria_set(con, set_=set_))
    stored = card_rows(con, set_, first=picture == Picture.APPRAISED)
    units = {unit: _unit_card(unit, one, found, picture) for unit, one in stored.items()}
    return Reckoning(set_, found.defined, units)


def _unit_card(unit: str | None, stored: StoredCard, of: Reckoning, picture: str) -> UnitCard:
    keyed, totals = _keyed(stored.rows), stored.totals
    entries = {key: _entry(one) for key, one in keyed.items()}
    if picture == Picture.SELF:
        entries = {key: one._replace(appraised=None, settled=None) for key, one in entries.items()}
    areas = [_area(one) for one in totals if one["kind"] == "area"]
    # Where criteria themselves have points of a survey, its printed sum repeats them.
    surveys = [] if any(one.survey is not None for one in entries.values()) else totals
    survey = next((_area(one) for one in surveys if one["kind"] == "survey"), None)
    told = [Row(key, one["title"], one["area"], points(one["max"])) for key, one in keyed.items()]
    tree = tree_of(told, areas, survey, of.defined)
    if picture == Picture.SELF:
        tree = Tree(tree.parts, {})  # The printed sums are those of the appraisal.
    if survey and survey.given is not None:
        entries[SURVEY] = Entry(survey=survey.given)
    reckoned_card = score_card(tree.parts, entries, tree.printed, of.not_applicable)
    standing, marked = Standing(Stage(stored.stage), stored.locked), stored.illustrative
    places = {key: one["place"] for key, one in keyed.items()}
    waiting = frozenset(key for key, one in keyed.items() if one["waits"])
    return UnitCard(unit, tree, entries, places, waiting, totals, reckoned_card, standing, marked)


def _keyed(rows: Sequence[dict]) -> dict[str, dict]:
    """Return rows by their code; a second row with the same code, or none, gets one of its own."""
    found: dict[str, dict] = {}
    for place, one in enumerate(rows, start=1):
        key = one["code"] or f"#{place}"
        found[key if key not in found else f"{key}#{place}"] = one
    return found


def _entry(row: Mapping) -> Entry:
    return Entry(*(points(row[name]) for name in _NUMBERS), bool(row["not_applicable"]))


def _area(row: Mapping) -> Area:
    return Area(row["code"], row["title"], points(row["max"]), points(row["given"]))


def scored_units(con: duckdb.DuckDBPyConnection, *, set_: str) -> list[str | None]:
    """Return the units that have a scorecard of a set, best first."""
    return reckoned(con, set_).best_first


def leaves(one: UnitCard) -> list[Part]:
    """Return the components of a card, in its order."""
    parents = {part.parent for part in one.tree.parts}
    return [part for part in one.tree.parts if part.code not in parents]


def component(
    con: duckdb.DuckDBPyConnection, *, set_: str, org_unit: str | None, code: str
) -> tuple[Entry, Standing]:
    """Return what is stored of one component of a card, and where the card stands."""
    one = reckoned(con, set_).units[org_unit]
    return one.entries.get(code, NOTHING), one.standing
