"""Commands that say what scorecards come to, record an appraisal, lock one and open it again."""

from decimal import Decimal
from typing import Annotated

import typer

from kpis.commands import asking, saying
from kpis.commands.saying import T
from kpis.domain.score_marks import Mark, MarkKind
from kpis.errors import UnknownSet
from kpis.intake import score_marking
from kpis.intake.cells import read_score
from kpis.intake.house import open_house
from kpis.intake.score_components import CardId
from kpis.intake.score_locking import reopen
from kpis.words import formats

Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
Set = Annotated[str, typer.Option("--set", help="The criteria set, as import names it.")]


def add_to(app: typer.Typer) -> None:
    """Add ``score``, ``mark-scorecard``, ``lock-scorecard`` and ``reopen-scorecard``."""
    app.command()(score)
    app.command()(mark_scorecard)
    app.command()(lock_scorecard)
    app.command()(reopen_scorecard)


def score(
    set_: Set,
    org_unit: Annotated[str | None, typer.Option()] = None,
    period: Annotated[
        str | None, typer.Option(help="Add provisional points by this period's figures.")
    ] = None,
    as_json_: Json = False,
) -> None:
    """Say a stored scorecard: each criterion's points, the sums, grade and rank."""
    from kpis.exports.score_answers import score_answer

    with saying.problems_said():
        house = open_house()
        asking.known(house, None, org_unit, period)
        with house.store.reader(house.store.version()) as con:
            answer = score_answer(con, set_=set_, org_unit=org_unit, period=period)
        if not any(answer[name] for name in ("criteria", "totals", "provisional")):
            raise UnknownSet(found=set_)
    if as_json_:
        saying.show(answer)
        return
    for one in answer["criteria"]:
        _say(one["code"], one["title"], one["max"], one["given"], one["lost"])
    for one in answer["totals"]:
        if one["kind"] in ("rank", "grade"):
            continue  # Said with the unit's own line.
        _say(one["code"], one["title"], one["max"], one["given"], one["lost"])
    for one in answer["units"]:
        typer.echo(_whole(one))


def mark_scorecard(
    set_: Set,
    org_unit: Annotated[str, typer.Option()],
    item: Annotated[str, typer.Option(help="The component's code: 1.5.3.")],
    kind: Annotated[MarkKind, typer.Option(help="What is recorded.")],
    reason: Annotated[str, typer.Option("--reason")] = "",
    points: Annotated[str, typer.Option(help="Appraised, claimed or settled: 1.5.")] = "",
    body: Annotated[str, typer.Option(help="Whom it waits for.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who asks for the change.")] = "",
) -> None:
    """Record something of one component of a unit's card, in a new version."""
    with saying.problems_said():
        house = open_house()
        asking.known(house, None, org_unit, None)
        told = read_score(points).value if points else None
        exact = None if told is None else Decimal(str(told))
        card, mark = CardId(set_, org_unit), Mark(kind, exact, body)
        score_marking.record_mark(house, asking.actor(by), card, item, mark, reason)


def lock_scorecard(
    set_: Set,
    org_unit: Annotated[str, typer.Option()],
    reason: Annotated[str, typer.Option("--reason", help="The minutes or document.")],
    by: Annotated[str, typer.Option("--by", help="Who asks for the change.")] = "",
) -> None:
    """Lock a unit's card as appraised, or after its disputes were heard, in a new version."""
    with saying.problems_said():
        house = open_house()
        asking.known(house, None, org_unit, None)
        score_marking.lock(house, asking.actor(by), CardId(set_, org_unit), reason)


def reopen_scorecard(
    set_: Set,
    reason: Annotated[str, typer.Option("--reason")],
    org_unit: Annotated[str | None, typer.Option()] = None,
    by: Annotated[str, typer.Option("--by", help="Who asks for the change.")] = "",
) -> None:
    """Open an appraised scorecard for the next file, in a new version."""
    with saying.problems_said():
        house = open_house()
        asking.known(house, None, org_unit, None)
        actor = asking.actor(by)
        reopen(house, set_, org_unit, actor, reason)


def _say(code: str | None, title: str, *points: float | None) -> None:
    said = (formats.points(each, T.language) for each in points)
    typer.echo("\t".join([code or "", title, *said]))


def _whole(one: dict) -> str:
    """Return a unit's line: score, grade and rank, with those published beside them."""
    rank = T("score.rank_of", rank=one["rank"], ranked=one["ranked"]) if one["rank"] else "–"
    published = (one["published_score"], one["published_grade"], one["published_rank"])
    known = [each if isinstance(each, str) else formats.points(each, T.language)
             for each in published if each is not None]  # fmt: skip
    beside = T("score.published", said=", ".join(known)) if known else ""
    cells = (one["org_unit"] or "", formats.points(one["score"], T.language))
    return "\t".join([*cells, one[f"grade_{T.language}"] or "–", rank, beside]).rstrip()
