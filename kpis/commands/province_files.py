"""Commands that write the whole province into one plain workbook, and make a store of it again."""

from pathlib import Path
from typing import Annotated

import typer

from kpis.commands import asking, saying
from kpis.commands.saying import T
from kpis.intake.house import catalogue_at, open_house

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]
By = Annotated[str, typer.Option("--by", help="Who asks for the change.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands ``export`` and ``rebuild`` to a command line."""
    app.command()(export)
    app.command()(rebuild)


def export(
    out: Path,
    as_of: Annotated[str | None, typer.Option(help="A version; the newest unless given.")] = None,
) -> None:
    """Write definitions, figures and where each came from into one workbook of plain tables."""
    from kpis.exports.province_workbook import write_province
    from kpis.queries.state import state
    from kpis.store.raw_tables import raw_tables
    from kpis.words import formats

    with saying.problems_said():
        house = open_house()
        version = as_of or house.store.version()
        texts = catalogue_at(house.store, version, house.definitions).texts
        with house.store.reader(version) as con:
            now = state(con)
            day = formats.moment(now.last_change, T.language)
            facts = [T("province.as_of", moment=day, version=version)]
            facts += [T("export.illustrative")] if now.illustrative else []
            counts = write_province(con, raw_tables(), texts, facts, T, out)
    typer.echo(T("province.written", file=out.name, rows=counts["observation"]), err=True)


def rebuild(
    file: File,
    reason: Annotated[str, typer.Option("--reason", help="Why it is made anew.")] = "",
    by: By = "",
) -> None:
    """Make the store of an empty data folder from the workbook that ``export`` wrote."""
    from kpis.intake import rebuilding

    with saying.problems_said():
        why = reason.strip() or T("province.rebuilt_from", file=file.name)
        actor = asking.actor(by)
        counts = rebuilding.rebuild(file.read_bytes(), file.name, actor, why)
    typer.echo(T("province.rebuilt", rows=counts["observation"]), err=True)
