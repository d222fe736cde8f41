"""Commands that say what stored plans and scorecards hold."""

from contextlib import AbstractContextManager
from typing import Annotated

import duckdb
import typer

from kpis.commands import asking, saying
from kpis.commands.saying import T
from kpis.errors import UnknownSet
from kpis.intake.house import House, open_house
from kpis.queries import documents
from kpis.words import formats

Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands ``tasks`` and ``score`` to a command line."""
    app.command()(tasks)
    app.command()(score)


def tasks(
    set_: Annotated[str | None, typer.Option("--set", help="One plan; all unless given.")] = None,
    as_json_: Json = False,
) -> None:
    """List the tasks of the stored plans, deadlines as written and as dates."""
    with saying.problems_said():
        with _newest(open_house()) as con:
            rows = documents.tasks(con, set_=set_)
        if set_ is not None and not rows:
            raise UnknownSet(found=set_)
    if as_json_:
        saying.show(rows)
        return
    for one in rows:
        days = ", ".join(formats.day(day, T.language) for day in one["due_dates"])
        cells = (one["set"], one["code"], one["task"], one["lead"], one["deadline"], days)
        typer.echo("\t".join(" ".join((cell or "").split()) for cell in cells))


def score(
    set_: Annotated[str, typer.Option("--set", help="The criteria set, as import names it.")],
    org_unit: Annotated[str | None, typer.Option()] = None,
    as_json_: Json = False,
) -> None:
    """Say a stored scorecard: each criterion's points, and the sums that it prints."""
    with saying.problems_said():
        house = open_house()
        asking.known(house, None, org_unit, None)
        with _newest(house) as con:
            criteria = documents.criteria(con, set_=set_, org_unit=org_unit)
            totals = documents.totals(con, set_=set_, org_unit=org_unit)
        if not criteria and not totals:
            raise UnknownSet(found=set_)
    if as_json_:
        saying.show({"set": set_, "org_unit": org_unit, "criteria": criteria, "totals": totals})
        return
    for one in criteria:
        _say(one, one["appraised"])
    for one in totals:
        _say(one, one["given"])


def _newest(house: House) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    return house.store.reader(house.store.version())


def _say(one: dict, given: float | None) -> None:
    points = (formats.points(each, T.language) for each in (one["max"], given, one["lost"]))
    typer.echo("\t".join([one["code"] or "", one["title"], *points]))
