"""Commands that take files out and put them back: one submission, or the whole house."""

from pathlib import Path
from typing import Annotated

import typer

from kpis.commands import asking, saying
from kpis.commands.saying import T
from kpis.intake import backups, reinstating
from kpis.intake.house import open_house

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]
By = Annotated[str, typer.Option("--by", help="Who asks for the change.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands ``reinstate``, ``backup`` and ``restore`` to a command line."""
    app.command()(reinstate)
    app.command()(backup)
    app.command()(restore)


def reinstate(
    submission: str, reason: Annotated[str, typer.Option("--reason")], by: By = ""
) -> None:
    """Put a withdrawn submission back in its old place, in a new version."""
    with saying.problems_said():
        reinstating.reinstate(open_house(), submission, asking.actor(by), reason)


def backup(out: Path) -> None:
    """Write figures, editions, original files, accounts and own definitions into one file."""
    with saying.problems_said():
        version = backups.back_up(open_house(), out, asking.actor(""))
    typer.echo(T("cli.backed_up", file=out.name, version=version), err=True)


def restore(
    file: File,
    reason: Annotated[str, typer.Option("--reason", help="Why it is brought back.")] = "",
    by: By = "",
) -> None:
    """Bring a backup back: into an empty data folder whole, elsewhere as a new version."""
    with saying.problems_said():
        why = reason.strip() or T("cli.restored_from", file=file.name)
        done = backups.restore(file, asking.actor(by), why)
    facts = {"version": done.version, "originals": done.originals}
    told = T("cli.restored_whole", **facts) if done.whole else T("cli.restored_added", **facts)
    typer.echo(told, err=True)
    if done.whole and not done.accounts:
        typer.echo(T("cli.accounts_kept"), err=True)
