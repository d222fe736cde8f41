"""What plans and scorecards in an upload say: tasks, criteria and printed sums as tables."""

from collections.abc import Iterator

from kpis.intake.documents import Criterion, Task, Total
from kpis.intake.verdict import Verdict
from kpis.ui.tables import Column, Line, table
from kpis.words import Words, formats


def documents(verdict: Verdict, t: Words) -> Iterator[tuple[str, str]]:
    """Yield title and table of what a file holds beside figures."""
    if verdict.tasks:
        yield t("document.tasks", count=len(verdict.tasks)), _tasks(verdict.tasks, t)
    if verdict.criteria:
        yield t("document.criteria", count=len(verdict.criteria)), _criteria(verdict.criteria, t)
    if verdict.totals:
        yield t("document.totals"), _totals(verdict.totals, t)


def _tasks(tasks: tuple[Task, ...], t: Words) -> str:
    titles = (
        t("document.code"),
        t("document.task"),
        t("document.product"),
        t("document.lead"),
        t("document.partners"),
        t("document.deadline"),
        t("document.dates"),
    )
    lines = []
    for one in tasks:
        days = "; ".join(formats.day(day, t.language) for day in one.due.dates)
        cells = (one.code, one.task, one.product, one.lead, one.partners, one.deadline, days)
        lines.append(Line([cell or "" for cell in cells]))
    return table([Column(title) for title in titles], lines, t("document.tasks", count=len(tasks)))


def _criteria(criteria: tuple[Criterion, ...], t: Words) -> str:
    columns = [
        *_score_columns(t),
        Column(t("document.reason")),
        Column(t("document.owner")),
        Column(t("document.deadline")),
    ]
    lines = []
    for one in criteria:
        given = one.survey if one.appraised is None else one.appraised
        scores = _scores(one, one.self if given is None else given, t)
        lines.append(Line([*scores, one.reason or "", one.owner or "", one.deadline or ""]))
    return table(columns, lines, t("document.criteria", count=len(criteria)))


def _totals(totals: tuple[Total, ...], t: Words) -> str:
    lines = [Line(_scores(one, one.given, t)) for one in totals]
    return table(_score_columns(t), lines, t("document.totals"))


def _score_columns(t: Words) -> list[Column]:
    return [
        Column(t("document.code")),
        Column(t("document.title")),
        Column(t("document.max"), number=True),
        Column(t("document.given"), number=True),
        Column(t("document.lost"), number=True),
    ]


def _scores(one: Criterion | Total, given: float | None, t: Words) -> list[str]:
    points = [formats.points(value, t.language) for value in (one.max, given, one.lost)]
    return [one.code or "", one.title, *points]
