"""The command line: every job of the pages that an officer or a script may want to run.

Exit status: 0 done; 1 the input was refused or a check failed; 2 wrong usage. With ``--json``
nothing but JSON goes to standard output; messages go to standard error. What only some commands
need is loaded by them: pandas alone would take half a second of an import's time.
"""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from kpis.accounts.roles import Actor
from kpis.commands import (
    asking,
    backups,
    criteria_files,
    documents,
    figures,
    naming,
    province_files,
    saying,
    scoring,
)
from kpis.commands.lean import without_pandas
from kpis.commands.saying import T
from kpis.intake import recording
from kpis.intake.checking import check as checked
from kpis.intake.checking import check_and_record, from_paths
from kpis.intake.house import open_house
from kpis.intake.reporting import as_json, outline

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

Files = Annotated[list[Path], typer.Argument(exists=True, help="Files, or folders of workbooks.")]
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
By = Annotated[str, typer.Option("--by", help="Who asks for the change.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; accepts warnings on import.")]
OfPeriod = Annotated[str | None, typer.Option("--period", help="The period, set by hand: 2023-Q3.")]
OfUnit = Annotated[
    str | None, typer.Option("--org-unit", help="The reporting unit, set by hand: its id.")
]
Received = Annotated[
    datetime | None,
    typer.Option("--received", formats=["%Y-%m-%d"], help="Day of receipt; today unless given."),
]


@app.command()
def init(
    demo: Annotated[bool, typer.Option("--demo", help="Import the demonstration.")] = False,
) -> None:
    """Create the store from the catalogue, or bring changed definitions into it."""
    from kpis.intake.demonstration import import_demonstration

    with saying.problems_said(), without_pandas():
        house, actor = open_house(), Actor.at_the_machine(T("cli.system"))
        if not house.store.versions() or house.outdated():
            recording.establish(house, actor)
        if demo:
            import_demonstration(house, actor, T)


@app.command()
def serve(port: Annotated[int, typer.Option()] = 8501) -> None:
    """Serve the dashboard, with the demonstration province on first start."""
    from kpis.commands import serving

    with saying.problems_said():
        serving.prepare(open_house(), Actor.at_the_machine(T("cli.system")), T)
    raise typer.Exit(serving.serve(port))


@app.command()
def check(
    files: Files, period: OfPeriod = None, org_unit: OfUnit = None, as_json_: Json = False
) -> None:
    """Read files and say what would happen; nothing is written."""
    with saying.problems_said(), without_pandas():
        house = open_house()
        told = asking.told(house, period, org_unit, asking.actor(""))
        read = checked(house, from_paths(files), _today(), told)
        verdicts = [one.verdict for one in read]
    tell = as_json if as_json_ else outline
    saying.report([tell(one, T) for one in verdicts], as_json_)
    raise typer.Exit(0 if all(one.accepted for one in verdicts) else 1)


@app.command(name="import")
def import_(
    files: Files,
    by: By = "",
    reason: Reason = "",
    received: Received = None,
    period: OfPeriod = None,
    org_unit: OfUnit = None,
    as_json_: Json = False,
) -> None:
    """Read files, then store all accepted ones as one new version."""
    with saying.problems_said(), without_pandas():
        day = received.date() if received else _today()
        house, actor = open_house(), asking.actor(by)
        told = asking.told(house, period, org_unit, actor)
        stored = check_and_record(house, from_paths(files), actor, reason, day, told)
    tell = as_json if as_json_ else outline
    saying.report([tell(one.verdict, T, submission) for one, submission in stored], as_json_)
    refused = [
        one.verdict
        for one, submission in stored
        if submission is None and not one.verdict.duplicate_of
    ]
    saying.report_unexplained([one.file for one in refused if one.accepted])
    raise typer.Exit(1 if refused else 0)


@app.command()
def withdraw(
    submission: str, reason: Annotated[str, typer.Option("--reason")], by: By = ""
) -> None:
    """Take a submission out again, in a new version."""
    with saying.problems_said():
        recording.withdraw(open_house(), submission, asking.actor(by), reason)


@app.command()
def forget_demo(by: By = "") -> None:
    """Take every illustrative figure out, in a new version."""
    with saying.problems_said():
        recording.forget_demonstration(open_house(), asking.actor(by), T("cli.forget_demo"))


@app.command()
def annotate(file: File, out: Annotated[Path, typer.Option("-o", "--out")]) -> None:
    """Write the same workbook with its findings coloured and commented."""
    from kpis.intake.annotating import annotate as annotated

    with saying.problems_said():
        [one] = checked(open_house(), from_paths([file]), _today())
        out.write_bytes(annotated(one.content, one.verdict.file, one.verdict, T))


@app.command()
def tracker(period: Annotated[str, typer.Option()], as_json_: Json = False) -> None:
    """Say who has sent what for a period, and who has not."""
    from kpis.commands import tracking

    with saying.problems_said():
        house = open_house()
        asking.known(house, None, None, period)
        answers = tracking.tracked(house, period, _today())
    if as_json_:
        saying.show(answers)
        return
    for one in answers:
        typer.echo(tracking.line(one, house, T))


@app.command()
def versions(as_json_: Json = False) -> None:
    """List the kept versions, oldest first."""
    with saying.problems_said():
        store = open_house().store
        named = {version: name for name, version in store.names().items()}
        listed = [{"version": one, "name": named.get(one)} for one in store.versions()]
    saying.show(listed) if as_json_ else typer.echo("\n".join(one["version"] for one in listed))


figures.add_to(app)
documents.add_to(app)
scoring.add_to(app)
criteria_files.add_to(app)
backups.add_to(app)
naming.add_to(app)
province_files.add_to(app)


def _today() -> date:
    return date.today()  # noqa: DTZ011 (the day it is in the office)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    app()
