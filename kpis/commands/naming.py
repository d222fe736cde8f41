"""Commands about names of units that no catalogue has: what is confirmed, confirm, take back."""

from typing import Annotated

import typer

from kpis.commands import asking, saying
from kpis.commands.saying import T
from kpis.intake import naming
from kpis.intake.house import open_house
from kpis.intake.knowledge import StoreKnowledge
from kpis.words import formats

By = Annotated[str, typer.Option("--by", help="Who asks for the change.")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands ``names``, ``confirm-name`` and ``revoke-name`` to a command line."""
    app.command()(names)
    app.command()(confirm_name)
    app.command()(revoke_name)


def names(
    as_json_: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
) -> None:
    """List the unit names that people have confirmed, the latest first."""
    with saying.problems_said():
        house = open_house()
        with house.store.reader(house.store.version()) as con:
            known = StoreKnowledge(con).confirmed_names()
    if as_json_:
        saying.show(
            [
                {
                    "name": one.name,
                    "org_unit": one.org_unit,
                    "person": one.person,
                    "reason": one.reason,
                    "confirmed_at": one.confirmed_at,
                }
                for one in known
            ]
        )
        return
    for one in known:
        moment = formats.moment(one.confirmed_at, T.language)
        typer.echo(f"{one.name}\t{one.org_unit}\t{one.person}\t{moment}\t{one.reason}")


def confirm_name(name: str, org_unit: str, reason: Reason = "", by: By = "") -> None:
    """Remember which unit a name means that the catalogue does not have."""
    with saying.problems_said():
        naming.confirm_names(open_house(), asking.actor(by), {name: org_unit}, reason)


def revoke_name(name: str, reason: Reason = "", by: By = "") -> None:
    """Take a confirmed name back: it is unknown again."""
    with saying.problems_said():
        naming.revoke_name(open_house(), asking.actor(by), name, reason)
