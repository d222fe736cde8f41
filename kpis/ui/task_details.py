"""One task opened: as it is written and where, what its deadline means, what was reported."""

from collections.abc import Sequence

from kpis.catalogue.definitions import Catalogue
from kpis.charts.markup import escape, link
from kpis.charts.task_marks import task_chip
from kpis.queries.task_events import TaskReport
from kpis.queries.tasks import Plan, PlanTask
from kpis.ui.plan_filters import unit_title
from kpis.ui.plan_tasks import days_told, reading
from kpis.ui.tables import Column, Line, facts, table
from kpis.words import Words, formats

_OCCURRENCE = ("due_on", "done_on", "status")
_REPORT = ("report", "done_on", "product", "note", "person", "reported_at")
_SHORT = ("report", "done_on", "person", "reported_at")


def about(task: PlanTask, plan: Plan, catalogue: Catalogue, t: Words) -> str:
    """Return the task as written, its deadline's meaning, its status, and its source."""
    row = task.row
    chip = task_chip(task.standing.status, t, days_told(task, t))
    pairs = [
        (t("task.area"), row["area"] or ""),
        (t("task.product"), row["product"] or ""),
        (t("task.lead"), _with_units(row["lead"], row["lead_units"], catalogue, t)),
        (t("task.partners"), _with_units(row["partners"], row["partner_units"], catalogue, t)),
        (t("task.deadline"), row["deadline"] or formats.ABSENT),
        (t("task.reading"), reading(task, t)),
        (t("task.clarification"), _clarified(task, t)),
        (t("task.requirement"), row["requirement"] or ""),
        (t("task.criteria"), row.get("criteria") or ""),
        (t("task.note"), row["note"] or ""),
        (t("task.source"), f"{plan.file} · {row['sheet']}!{row['cell']}"),
    ]
    return f"<p>{chip}</p>{facts(pairs)}"


def _with_units(text: str | None, units: Sequence[str], catalogue: Catalogue, t: Words) -> str:
    """Return who was named, and under which name the catalogue knows them where it differs."""
    said = "; ".join((text or "").splitlines())
    known = [unit_title(one, catalogue, t) for one in units]
    if not known or formats.plain(", ".join(known)) == formats.plain(said):
        return said
    return t("task.recognised", text=said, units=", ".join(known))


def _clarified(task: PlanTask, t: Words) -> str:
    one = task.clarified
    if one is None:
        return ""
    moment = formats.moment(one.decided_at, t.language)
    facts_ = {"deadline": one.deadline, "person": one.person, "reason": one.reason}
    return t("task.clarified_by", moment=moment, **facts_)


def occurrences(task: PlanTask, t: Words) -> str:
    """Return a task's days, each with its own status; nothing where it has one or none."""
    found = task.standing.occurrences
    if len(found) < 2:
        return ""
    lines = []
    for one in found:
        days = t.code("task.days", one.status, days=one.days) if one.days else ""
        status = f"{t.code('task.status', one.status)} {days}".strip()
        dates = (formats.day(day, t.language) for day in (one.due_on, one.done_on))
        lines.append(Line([*dates, status]))
    return table([Column(t.code("task.occurrence", one), short=True) for one in _OCCURRENCE], lines)


def history(reports: Sequence[TaskReport], t: Words) -> str:
    """Return what was reported, the latest first, what was taken back included."""
    if not reports:
        return f'<p class="note">{escape(t("task.no_report"))}</p>'
    lines = [_report(one, t) for one in reversed(reports)]
    # The panel is narrow: a column without a word in it is left out.
    kept = [at for at in range(len(_REPORT)) if any(line.cells[at] for line in lines)]
    columns = [Column(t.code("task.report", _REPORT[at]), short=_REPORT[at] in _SHORT)
               for at in kept]  # fmt: skip
    return table(columns, [Line([one.cells[at] for at in kept], one.kind) for one in lines])


def orphans(reports: Sequence[TaskReport], t: Words) -> str:
    """Return reports on tasks that the plan's newest file no longer has, with what they were on."""
    columns = [Column(t.code("task.report", one)) for one in ("task", *_REPORT)]
    lines = []
    for one in reports:
        named = " ".join(filter(None, (one.named.code, one.named.text)))
        line = _report(one, t)
        lines.append(Line([named, *line.cells], line.kind))
    return table(columns, lines)


def closing(href: str, t: Words) -> str:
    """Return the way back from a task to the sums."""
    return f'<p class="k">{link(href, escape(t("task.close")))}</p>'


def _report(one: TaskReport, t: Words) -> Line:
    note = one.note or ""
    if one.withdrawn_by:
        gone = {"person": one.withdrawn_by, "reason": one.withdrawn_why or ""}
        note = f"{note} {t('task.taken_back', **gone)}".strip()
    done = formats.day(one.progress.done_on, t.language)
    if one.progress.period:
        done = formats.period(one.progress.period, t.language)
    product = " · ".join(filter(None, (one.product, one.file)))
    at = formats.moment(one.reported_at, t.language)
    cells = [one.report, done, product, note, one.person, at]
    return Line(cells, "warning" if one.withdrawn_by else "")
