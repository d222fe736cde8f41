"""Commands for criteria sets: out as a workbook, back in, and the scorecard to send to a unit."""

from pathlib import Path
from typing import Annotated

import typer

from kpis.commands import asking, saying
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
        edit(house, texts, asking.actor(by), reason)


def scorecard_template(
    set_: Set,
    out: Out,
    org_unit: Annotated[
        str | None, typer.Option(help="Its id; a zip of all units of the set unless given.")
    ] = None,
) -> None:
    """Write a set's scorecard to fill in, with what is known: of a unit, or of all as a zip."""
    from kpis.exports import scorecard_set as cards
    from kpis.queries.card_rows import card_texts
    from kpis.queries.outsiders import outsiders
    from kpis.queries.scorecards import reckoned

    with saying.problems_said():
        house = open_house()
        asking.known(house, None, org_unit, None)
        defined = _known(house, set_)
        with house.store.reader(house.store.version()) as con:
            known = reckoned(con, set_), card_texts(con, set_=set_)
            names = outsiders(con, set_=set_)
        if org_unit is None:
            units = cards.units_of(defined, house.catalogue)
            if cards.is_outside(defined):
                units = cards.outsiders_of(names)
            content = cards.cards_to_send(defined, units, *known)
        else:
            content = cards.card_to_send(defined, house.catalogue.org_units[org_unit], *known)
        out.write_bytes(content)


def _known(house: House, set_: str) -> CriteriaSet:
    if set_ not in house.catalogue.criteria_sets:
        raise UnknownSet(found=set_)
    return house.catalogue.criteria_sets[set_]
