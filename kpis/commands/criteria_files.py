"""Commands for criteria sets: out as a workbook, back in, and the scorecard to send to a unit."""

from pathlib import Path
from typing import Annotated

import typer

from kpis.accounts.roles import Actor
from kpis.commands import asking, saying
from kpis.commands.saying import T
from kpis.domain.criteria import CriteriaSet
from kpis.errors import UnknownSet
from kpis.intake.house import House, open_house

Set = Annotated[str, typer.Option("--set", help="The criteria set.")]
Out = Annotated[Path, typer.Option("-o", "--out")]


def add_to(app: typer.Typer) -> None:
    """Add the commands ``criteria``, ``criteria-load`` and ``scorecard-template``."""
    app.command()(criteria)
    app.command()(criteria_load)
    app.command()(scorecard_template)


def criteria(set_: Set, out: Out) -> None:
    """Write a criteria set as a workbook to edit."""
    from kpis.exports.criteria_workbook import criteria_workbook

    with saying.problems_said():
        house = open_house()
        defined = _known(house, set_)
        sets = house.catalogue.criteria_sets.values()
        years = [one.year for one in sets if one.definition == defined.definition]
        out.write_bytes(criteria_workbook(defined, years))


def criteria_load(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    reason: Annotated[str, typer.Option("--reason")],
    by: Annotated[str, typer.Option("--by", help="Who asks for the change.")] = "",
) -> None:
    """Let a criteria set's workbook count from now on, in a new version."""
    from kpis.intake.catalogue_editing import edit
    from kpis.intake.criteria_workbook import read_criteria_workbook

    with saying.problems_said():
        house = open_house()
        texts = read_criteria_workbook(file.read_bytes(), file.name, house.catalogue.texts)
        edit(house, texts, Actor.at_the_machine(by.strip() or T("cli.unnamed")), reason)


def scorecard_template(set_: Set, org_unit: Annotated[str, typer.Option()], out: Out) -> None:
    """Write a set's scorecard for a unit to fill in."""
    from kpis.exports.scorecard_template import scorecard_template as template

    with saying.problems_said():
        house = open_house()
        asking.known(house, None, org_unit, None)
        out.write_bytes(template(_known(house, set_), house.catalogue.org_units[org_unit]))


def _known(house: House, set_: str) -> CriteriaSet:
    if set_ not in house.catalogue.criteria_sets:
        raise UnknownSet(found=set_)
    return house.catalogue.criteria_sets[set_]
