"""What commands say: JSON or sentences on standard output, problems on standard error."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from kpis.errors import KpiError, NothingToAnswer
from kpis.words import Words
from kpis.words.reasons import problem_in_words

T = Words()


@contextmanager
def problems_said() -> Iterator[None]:
    """Say a problem a person can act on, on standard error; a wrong name is wrong usage."""
    try:
        yield
    except KpiError as problem:
        typer.echo(problem_in_words(problem.code, problem.facts, T), err=True)
        raise typer.Exit(2 if isinstance(problem, NothingToAnswer) else 1) from None


def show(answer: object) -> None:
    """Print an answer as JSON."""
    typer.echo(json.dumps(answer, ensure_ascii=False, default=str))


def report(answers: list[dict], as_json_: bool) -> None:
    """Print what files came to, as JSON or file by file with the findings under each."""
    if as_json_:
        show(answers)
        return
    for one in answers:
        typer.echo(_heading(one))
        for finding in one["findings"]:
            place = "!".join(part for part in (finding["sheet"], finding["cell"]) if part)
            typer.echo(f"  {T.code('severity', finding['severity'])} {place}: {finding['message']}")


def report_unexplained(files: list[str]) -> None:
    """Say on standard error which files wait for a reason, if any do."""
    if files:
        typer.echo(T("problem.reason_missing", files=", ".join(files)), err=True)


def _heading(answer: dict) -> str:
    if answer["duplicate_of"]:
        return T("cli.duplicate", file=answer["file"], earlier=answer["duplicate_of"])
    return T("cli.file", file=answer["file"], **answer["changes"])
