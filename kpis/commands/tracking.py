"""What the tracker command answers: who has sent what for a period."""

from datetime import date

from kpis.domain.periods import Period
from kpis.intake.house import House
from kpis.intake.owing import owed
from kpis.queries.tracker import reports
from kpis.words import Words, formats

_ANSWER = (
    *("org_unit", "form", "period", "state", "cells", "expected_cells"),
    *("due_on", "received_on", "days_late", "extension", "overdue"),
)


def tracked(house: House, period: str, today: date) -> list[dict]:
    """Return every report of a period as scripts read it, in the order of the catalogue.

    due_on counts an extension in; extension is its date, or null. days_late is of whole reports.
    """
    asked = owed(house.catalogue, house.forms, Period.parse(period))
    with house.store.reader(house.store.version()) as con:
        rows = reports(con, owed=asked, today=today)
    return [{key: _plain(one[key]) for key in _ANSWER} for one in rows]


def line(answer: dict, house: House, t: Words) -> str:
    """Return one report in words: unit, form, state, cells, due date."""
    unit = t.own(house.catalogue.org_units[answer["org_unit"]].name)
    due = date.fromisoformat(answer["due_on"]) if answer["due_on"] else None
    cells = f"{answer['cells']}/{answer['expected_cells']}"
    state = t.code("tracker.state", answer["state"])
    return "\t".join((unit, answer["form"], state, cells, formats.day(due, t.language)))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
