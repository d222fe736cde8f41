"""What a unit is answerable for besides its goals: punctuality, findings, decisions about it."""

from datetime import date
from html import escape

import duckdb
import streamlit as st

from kpis.catalogue.loading import Catalogue
from kpis.domain.periods import Period
from kpis.domain.reports import Outcome, Punctuality, ReportState, streak
from kpis.intake.forms import Forms
from kpis.intake.owing import owed
from kpis.intake.saying import sentence
from kpis.queries import state, tracker
from kpis.queries.findings import findings_about
from kpis.ui import answers, frame, link
from kpis.ui.concern_words import ConcernWords
from kpis.ui.situation import Situation, situation
from kpis.ui.submission_view import finding_of
from kpis.ui.tables import Cell, Column, Line, table
from kpis.ui.uploading import today
from kpis.words import Words, formats

_REPORTS = ("period", "form", "due", "received", "punctuality")
_FINDINGS = ("period", "severity", "message", "file", "reason")
_NOTHING = (ReportState.NOT_OWED, ReportState.CLOSED, ReportState.NOT_DUE)
# So many findings and reports are read on a page; the rest stands in the record of the files.
_MOST = 40


def shown(unit: str, period: str, catalogue: Catalogue, t: Words) -> None:
    """Draw a unit's reports, what asks for a decision about it, and its findings."""
    forms = answers.house().forms
    known = {"catalogue": catalogue, "forms": forms, "today": today()}
    frame.block(t("unit.reports"), *answers.ask(reports, unit=unit, period=period, **known, t=t))
    now = answers.ask(situation, period=period, **known)
    words = ConcernWords(catalogue, t, link.links(), period)
    if decided := concerning(now, unit, words):
        frame.block(t("unit.concerns"), decided)
    asked = {"unit": unit, "period": period, "t": t, "links": link.links()}
    if found := answers.ask(findings, **asked):
        frame.block(t("unit.findings"), found)
    compared = link.links().to("compare", by="units", compared=unit, period=period)
    st.html(f'<p class="note k"><a class="k-onward" data-nav href="{escape(compared)}">'
            f"{t('unit.compare')}</a></p>")  # fmt: skip


def reports(
    con: duckdb.DuckDBPyConnection,
    *,
    unit: str,
    period: str,
    catalogue: Catalogue,
    forms: Forms,
    today: date,
    t: Words,
) -> tuple[str, str]:
    """Return a unit's reports up to a period, the latest first, and how punctual it has been.

    States, dates due and extensions are those of the tracker.
    """
    until = Period.parse(period)
    known = [Period.parse(one) for one in state.periods(con)]
    periods = sorted(one for one in known if one <= until)
    # What also comes as that of half a year or a year is judged once, as the quarter's.
    asked = [each for one in periods for each in owed(catalogue, forms, one) if each.asked]
    of_unit = [one for one in asked if one.org_unit == unit]
    rows = tracker.reports(con, owed=of_unit, today=today)
    judged = [one["outcome"] for one in rows]
    quarters: dict[str, list[Outcome | None]] = {}
    for one in rows:
        quarters.setdefault(one["period"], []).append(one["outcome"])
    counted = Punctuality.of(judged)
    length = streak(list(quarters.values()))
    told = t("tracker.streak_good" if length > 0 else "tracker.streak_bad", count=abs(length))
    note = t("unit.punctuality", on_time=counted.on_time, due=counted.due, streak=told)
    lines = [_report(one, t) for one in reversed(rows) if one["state"] not in _NOTHING]
    columns = [Column(t.code("column", one), short=True) for one in _REPORTS]
    if not lines:
        return "", t("unit.no_reports")
    return table(columns, lines[:_MOST]), note if counted.due else ""


def _report(one: dict, t: Words) -> Line:
    due, received = (formats.day(one[key], t.language) for key in ("due_on", "received_on"))
    if one["extension"]:
        due = t("unit.extended", day=due)
    told = t.code("tracker.state", one["state"])
    if one["state"] is ReportState.LATE:
        told = t("unit.late", days=one["days_late"])
    kind = "" if one["outcome"] in (Outcome.ON_TIME, None) else "warning"
    return Line([formats.period(one["period"], t.language), one["form"], due, received, told], kind)


def concerning(now: Situation, unit: str, words: ConcernWords) -> str:
    """Return the decisions about a unit or handed to it, then what else asks for one."""
    t, lines, told = words.t, [], set()
    for one in now.register:
        counts = now.standing.get(one.item) is one
        if counts and unit in (one.org_unit, one.handed_to):
            result = words.result(one, now.now(one), known=now.known(one))
            told.add(one.item)
            href = words.links.to("directives", period=words.period, item=one.item)
            lines.append(Line([Cell(words.about(one), href), words.said(one), result]))
    for one in now.open:
        if one.org_unit == unit and one.key not in told:
            href = words.links.to("directives", period=words.period, item=one.key)
            lines.append(Line([Cell(words.sentence(one), href), formats.ABSENT, formats.ABSENT]))
    names = ("about", "decision", "result")
    columns = [Column(t.code("decision.column", one)) for one in names]
    return table(columns, lines) if lines else ""


def findings(
    con: duckdb.DuckDBPyConnection, *, unit: str, period: str, t: Words, links: link.Links
) -> str:
    """Return what was found in a unit's files that count, the latest period first."""
    rows = findings_about(con, org_unit=unit, until=period).head(_MOST).to_dict("records")
    lines = [
        Line(
            [
                formats.period(one["period"], t.language),
                t.code("severity", one["severity"]),
                sentence(t, finding_of(one)),
                Cell(one["file"], links.to("history", submission=one["submission"])),
                one["reason"] or formats.ABSENT,
            ],
            one["severity"],
        )
        for one in rows
    ]
    columns = [Column(t.code("column", one), short=one in ("period",)) for one in _FINDINGS]
    return table(columns, lines) if lines else ""
