"""What plans, scorecards and rankings in an upload say: tasks, criteria, sums, places as tables."""

from collections.abc import Iterable, Iterator
from datetime import date

from kpis.catalogue.definitions import Catalogue
from kpis.intake.documents import Criterion, Task, Total
from kpis.intake.published_rows import PublishedScore
from kpis.intake.verdict import GivenTarget, Verdict
from kpis.ui.tables import Column, Line, table
from kpis.words import Words, formats

_SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<"}


def documents(verdict: Verdict, t: Words) -> Iterator[tuple[str, str]]:
    """Yield title and table of what a file holds beside figures."""
    if verdict.tasks:
        yield t("document.tasks", count=len(verdict.tasks)), _tasks(verdict.tasks, t)
    if verdict.criteria:
        yield t("document.criteria", count=len(verdict.criteria)), _criteria(verdict.criteria, t)
    if verdict.totals:
        yield t("document.totals"), _totals(verdict.totals, t)
    if verdict.published:
        title = _published_title(verdict.published, t)
        yield title, _published(verdict.published, title, t)


def _published_title(rows: tuple[PublishedScore, ...], t: Words) -> str:
    """Return how many units a ranking is of, each counted once, and its years if it has several."""
    units = {one.org_unit or formats.plain(one.unit_name) for one in rows}
    years = sorted({str(one.year) for one in rows})
    if len(years) == 1:
        return t("document.published", count=len(units))
    told = formats.listed(years, t.language)
    return t("document.published_years", count=len(units), years=told)


def _published(rows: tuple[PublishedScore, ...], title: str, t: Words) -> str:
    """Return a ranking's rows: units as printed, marked where the catalogue does not have them."""
    points = ("appraised", "survey", "total")
    several = len({one.year for one in rows}) > 1
    names = (*(("year",) if several else ()), "rank", "unit", *points, "grade")
    columns = [Column(t.code("score.published_column", one), one not in ("unit", "grade"))
               for one in names]  # fmt: skip
    decimals = {name: formats.decimals_of(getattr(one, name) for one in rows) for name in points}
    lines = []
    for one in rows:
        place = f"{one.rank}/{one.ranked}" if one.rank is not None else formats.ABSENT
        written = (
            formats.points(getattr(one, name), t.language, decimals[name]) for name in points
        )
        year = (str(one.year),) if several else ()
        cells = [*year, place, one.unit_name, *written, one.grade or ""]
        lines.append(Line(cells, "" if one.org_unit else "note"))
    return table(columns, lines, title)


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
    named = any(one.criteria for one in tasks)
    titles += (t("document.to_win"),) if named else ()
    came_back = any(one.result or one.done_on for one in tasks)
    titles += (t("document.result"), t("document.done_on")) if came_back else ()
    lines = []
    for one in tasks:
        cells = (one.code, one.task, one.product, one.lead, one.partners, one.deadline)
        cells += (_days(one.due.dates, t),)
        cells += (one.criteria,) if named else ()
        cells += (one.result, _days(one.done_on, t)) if came_back else ()
        lines.append(Line([cell or "" for cell in cells]))
    return table([Column(title) for title in titles], lines, t("document.tasks", count=len(tasks)))


def given_targets(targets: tuple[GivenTarget, ...], catalogue: Catalogue, t: Words) -> str:
    """Return the goals that an annex gives, as values and as they are worded there."""
    columns = [
        Column(t("column.indicator")),
        Column(t("document.level"), short=True),
        Column(t("document.target"), number=True),
        Column(t("document.due"), short=True),
        Column(t("document.wording")),
        Column(t("column.cell"), short=True),
    ]
    lines = []
    for one in targets:
        indicator = catalogue.indicators[one.indicator]
        value = formats.amount(one.value, indicator.unit, indicator.decimals, t.language)
        cells = (
            t.own(indicator.short),
            t.code("level", one.level) if one.level else "",
            f"{_SIGNS[one.comparator]} {value}",
            formats.period(one.due, t.language) if one.due else "",
            one.wording,
            f"{one.sheet}!{one.cell}",
        )
        lines.append(Line(cells))
    return table(columns, lines, t("document.targets", count=len(targets)))


def _days(days: Iterable[date], t: Words) -> str:
    return "; ".join(formats.day(day, t.language) for day in days)


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
