"""The goal tables of the cockpit, of a level and of a unit, to take away as the page shows them."""

from collections.abc import Sequence

from kpis.catalogue.loading import Catalogue
from kpis.domain.lineage import Move
from kpis.queries.compared import side_by_side
from kpis.queries.goals import goals_at
from kpis.queries.pictures import Figure
from kpis.queries.restated import level_restated
from kpis.ui import takeaway, unit_names
from kpis.words import Words, formats

# What a goal's row says where nobody ever reported it.
_SILENT = {
    **dict.fromkeys(("numerator", "denominator", "value", "expected_now", "gap")),
    "status": "not_enough_data",
    "reported": 0,
    "expected": 1,
    "illustrative": False,
}


def of_province(title: str, period: str, catalogue: Catalogue, t: Words) -> None:
    """Draw the button that takes all goals at a period away, in the programme's order."""
    subjects = tuple((goal.indicator, goal.subject) for goal in catalogue.goals)

    def order(rows: Sequence[Figure]) -> list[Figure]:
        areas = [area.id for area in catalogue.programme.area]
        ranked = sorted(subjects, key=lambda one: areas.index(catalogue.indicators[one[0]].area))
        return _placed(rows, ranked, period, catalogue)

    asked = {"period": period, "subjects": subjects}
    facts = [t.own(catalogue.programme.title), formats.period(period, t.language)]
    takeaway.figures(title, facts, goals_at, asked, catalogue, t, order)


def of_unit(
    title: str, unit: str, period: str, catalogue: Catalogue, t: Words, moves: tuple[Move, ...] = ()
) -> None:
    """Draw the button that takes every goal of one unit away, in the order of its page."""
    areas = [area.id for area in catalogue.programme.area]
    known = sorted(catalogue.indicators.values(), key=lambda one: areas.index(one.area))
    place = {one.id: at for at, one in enumerate(known)}

    def as_shown(rows: Sequence[Figure]) -> list[Figure]:
        return sorted(rows, key=lambda one: place[one["indicator"]])

    asked = {"org_units": (unit,), "periods": (period,), "moves": moves}
    facts = [unit_names.full(catalogue, unit, t), formats.period(period, t.language)]
    takeaway.figures(title, facts, side_by_side, asked, catalogue, t, as_shown)


def of_level(title: str, asked: dict, order: tuple[str, ...]) -> None:
    """Draw the button that takes a level's heat table away, unit after unit as on the page.

    ``asked`` are the facts of ``restated.level_restated``, with catalogue and words.
    """
    catalogue, t = asked["catalogue"], asked["t"]
    place = {unit: at for at, unit in enumerate(order)}

    def as_shown(rows: Sequence[Figure]) -> list[Figure]:
        return sorted(rows, key=lambda one: place[one["org_unit"]])

    wanted = {name: asked[name] for name in ("level", "period", "moves")}
    facts = [t.code("level", asked["level"]), formats.period(asked["period"], t.language)]
    takeaway.figures(title, facts, level_restated, wanted, catalogue, t, as_shown)


def _placed(
    rows: Sequence[Figure], subjects: list[tuple[str, str]], period: str, catalogue: Catalogue
) -> list[Figure]:
    """Return rows in the order of their subjects; a goal nobody reported has one, too."""
    known = {(one["indicator"], one["org_unit"]): one for one in rows}
    targets = {(one.indicator, one.subject): one for one in catalogue.goals}
    return [
        known.get(one)
        or {
            **_SILENT,
            "indicator": one[0],
            "org_unit": one[1],
            "period": period,
            "goal": targets[one].code or None,
            "target": targets[one].target,
            "unit": catalogue.indicators[one[0]].unit,
            "decimals": catalogue.indicators[one[0]].decimals,
        }
        for one in subjects
    ]
