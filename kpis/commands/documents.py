"""Commands that say what stored plans hold."""

from datetime import datetime
from typing import Annotated

import typer

from kpis.commands import saying
from kpis.commands.saying import T
from kpis.errors import UnknownSet
from kpis.intake.house import open_house

Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]


def add_to(app: typer.Typer) -> None:
    """Add the command ``tasks`` to a command line."""
    app.command()(tasks)


def tasks(
    set_: Annotated[str | None, typer.Option("--set", help="One plan; all unless given.")] = None,
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="The day; that of the pages unless given."),
    ] = None,
    as_json_: Json = False,
) -> None:
    """List the tasks of the stored plans with their status on a day."""
    from kpis.commands import plan_tasks

    with saying.problems_said():
        day, found = plan_tasks.tasks_on(open_house(), on.date() if on else None, set_)
        if set_ is not None and not found:
            raise UnknownSet(found=set_)
    if as_json_:
        saying.show([plan_tasks.answer(one, day) for one in found])
        return
    for one in found:
        typer.echo(plan_tasks.line(one, T))
