"""Commands that say figures."""

from typing import Annotated

import typer

from kpis.commands import asking, saying
from kpis.commands.saying import T
from kpis.intake.house import open_house

Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands ``value`` and ``figures`` to a command line."""
    app.command()(value)
    app.command()(figures)


def value(
    indicator: Annotated[str, typer.Option()],
    org_unit: Annotated[str, typer.Option()],
    period: Annotated[str, typer.Option()],
    as_of: Annotated[str | None, typer.Option()] = None,
    as_json_: Json = False,
) -> None:
    """Say one figure with everything that explains it."""
    from kpis.exports.answers import value_answer

    with saying.problems_said():
        house = open_house()
        asking.known(house, indicator, org_unit, period)
        version = as_of or house.store.version()
        with house.store.reader(version) as con:
            asked = {"indicator": indicator, "org_unit": org_unit, "period": period}
            answer = value_answer(con, T, **asked, version=version)
    saying.show(answer) if as_json_ else typer.echo(answer["explanation"])


def figures(
    indicator: Annotated[str | None, typer.Option()] = None,
    org_unit: Annotated[str | None, typer.Option()] = None,
    period: Annotated[str | None, typer.Option()] = None,
    as_json_: Json = False,
) -> None:
    """Say many figures."""
    from kpis.exports.answers import figure_answer
    from kpis.queries.figures import figures as figures_asked

    with saying.problems_said():
        house = open_house()
        asking.known(house, indicator, org_unit, period)
        with house.store.reader(house.store.version()) as con:
            table = figures_asked(con, indicator=indicator, org_unit=org_unit, period=period)
    answers = [figure_answer(figure, T) for _, figure in table.iterrows()]
    if as_json_:
        saying.show(answers)
        return
    for one in answers:
        typer.echo(
            "\t".join((one["indicator"], one["org_unit"], one["period"], one["explanation"]))
        )
