"""Concerns and decisions as tables: the list by priority, and the register with its results."""

import pandas as pd

from kpis.charts.icons import icon
from kpis.charts.markup import escape, link
from kpis.domain.concerns import Concern
from kpis.domain.decisions import Decision, DecisionAction
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.ui.concern_words import ConcernWords
from kpis.ui.situation import Situation
from kpis.ui.tables import Column, Line, table
from kpis.ui.takeaway import take
from kpis.words import Words, formats

_ENTRIES = ("number", "period", "about", "cause", "decision", "due", "person", "result")
_SHORT = ("number", "period", "due", "person")


def title(now: Situation, t: Words) -> str:
    """Return the finding: how much asks for a decision, how much is decided or past its day."""
    facts = {
        "period": formats.period(now.period.code, t.language),
        "open": len(now.open),
        "decided": sum(one.key in now.standing for one in now.open),
    }
    if not now.open:
        return t("decision.title_none", **facts)
    if late := len(now.late()):
        return t("decision.title_late", **facts, late=late)
    return t("decision.title", **facts)


def listed(now: Situation, chosen: Concern | None, words: ConcernWords) -> str:
    """Return every concern with its priority and what was decided; each leads to its decision."""
    t = words.t
    names = ("priority", "concern", "cause", "state")
    head = "".join(
        f'<th scope="col">{escape(t.code("decision.column", one))}</th>' for one in names
    )
    rows = "".join(_row(one, now, chosen, words) for one in now.concerns)
    return (
        f'<div class="plain-frame k"><table class="plain"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(one: Concern, now: Situation, chosen: Concern | None, words: ConcernWords) -> str:
    t, decision = words.t, now.standing.get(one.key)
    item = words.item(one, decision)
    word, href = item.onward
    ours = chosen is not None and chosen.key == one.key
    state = f"<span>{escape(item.note)}</span> " if item.note else ""
    return (
        f'<tr class="{"ours" if ours else ""}">'
        f'<td class="n">{escape(formats.number(one.priority, 2, t.language))}</td>'
        f'<td class="w">{link(item.href, escape(item.sentence))}</td>'
        f'<td class="s k-s-{item.status}">{icon(item.status)} '
        f"{escape(t.code('concern.cause', one.cause))}</td>"
        f'<td class="{"" if state else "s"}">{state}{link(href, escape(word))}</td></tr>'
    )


def entries(now: Situation, words: ConcernWords) -> str:
    """Return the register, the newest entry first, each with what has become of its concern."""
    columns = [
        Column(words.t.code("decision.column", one), one == "number", one in _SHORT)
        for one in _ENTRIES
    ]
    late = {one.number for one in now.late()}
    lines = [
        Line(list(_entry(one, now, words).values()), "error" if one.number in late else "")
        for one in now.register
    ]
    return table(columns, lines)


def _entry(one: Decision, now: Situation, words: ConcernWords) -> dict[str, str]:
    t = words.t
    due = formats.day(one.due_on, t.language)
    if any(late.number == one.number for late in now.late()):
        due = f"{due} ({t('decision.late_mark')})"
    # Only the entry that counts is followed up; of one that was replaced the next one tells.
    followed = now.standing.get(one.item) is one and one.action is not DecisionAction.REOPENED
    result = words.result(one, now.now(one), known=now.known(one)) if followed else ""
    return {
        "number": str(one.number),
        "period": formats.period(one.period, t.language),
        "about": words.about(one),
        "cause": t.code("concern.cause", one.cause),
        "decision": words.said(one),
        "due": due,
        "person": one.person,
        "result": result or formats.ABSENT,
    }


def to_take(now: Situation, words: ConcernWords) -> None:
    """Draw the button that takes the register away as an xlsx file."""
    t = words.t
    take(t("decision.register"), lambda: workbook(now, words), t, "register")


def workbook(now: Situation, words: ConcernWords) -> bytes:
    """Return the register as an xlsx file: the rows and words of the page, reasons apart."""
    t = words.t
    names = (*_ENTRIES[:-1], "reason", _ENTRIES[-1])
    rows = [{**_entry(one, now, words), "reason": one.reason} for one in now.register]
    columns = [
        TableColumn(one, t.code("decision.column", one), Kind.TEXT, width=_WIDTHS.get(one, 16))
        for one in names
    ]
    facts = [formats.period(now.period.code, t.language)]
    return table_workbook(t("decision.register"), facts, pd.DataFrame(rows), columns, t)


_WIDTHS = {"number": 6, "about": 34, "cause": 24, "decision": 44, "reason": 40, "result": 44}
