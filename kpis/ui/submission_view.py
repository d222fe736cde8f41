"""One stored file on screen: what it said, what was found, and what it changed."""

import json

import pandas as pd
import streamlit as st

from kpis.accounts.roles import Action, Actor, allowed
from kpis.catalogue.definitions import Catalogue
from kpis.errors import UnknownSubmission
from kpis.intake.originals import original
from kpis.intake.verdict import Finding, FindingCode, Severity, SheetReading
from kpis.queries import origins, submissions
from kpis.settings import settings
from kpis.ui import answers, file_findings, file_view, frame, log, sign_in, taking_out
from kpis.ui.provenance import item_name
from kpis.ui.tables import Column, Line, facts, table
from kpis.words import Words, formats

# Numbers that a file changed: more of them nobody reads, and the file itself has them all.
MOST_CELLS = 100
_COUNTS = ("new", "changed", "same", "gone")
_CELL = ("unit", "period", "section", "item", "before", "after", "cell")
_NUMBERS = ("before", "after")
_SHORT = ("unit", "period", "cell")


def show(one: dict, catalogue: Catalogue, t: Words) -> None:
    """Draw all that the store knows of a file (a row of ``origins.submissions``)."""
    actor, which = sign_in.person(), {"submission": one["submission"]}
    left, right = st.columns([3, 2])
    with left:
        frame.block(t("history.file"), facts(_facts(one, t)))
        events = answers.ask(submissions.events_of, **which)
        if len(events):
            frame.block(t("history.events"), _events(events, t))
    with right:
        taking_out.show(one, actor, t)
    sheets = [_sheet(row) for row in answers.ask(submissions.sheets_of, **which).to_dict("records")]
    if sheets:
        frame.block(t("history.sheets"), file_view.sheets_table(sheets, catalogue, t))
    _show_effect(which, catalogue, t)
    _show_findings(one, actor, t)


def _facts(one: dict, t: Words) -> list[tuple[str, str]]:
    named = {
        "submission": one["submission"],
        "received": formats.day(one["received_on"], t.language),
        "stored": formats.moment(one["stored_at"], t.language),
        "person": one["person"],
        "reason": one["reason"],
        "cells": formats.number(one["cells"], 0, t.language),
        "state": log.state(one, t),
    }
    return [(t.code("column", name), text) for name, text in named.items()]


def _events(events: pd.DataFrame, t: Words) -> str:
    columns = [Column(t.code("column", name)) for name in ("moment", "action", "who", "reason")]
    lines = [
        Line(
            [
                formats.moment(row["done_at"], t.language),
                t.code("action", row["action"]),
                row["person"],
                row["reason"],
            ]
        )
        for row in events.to_dict("records")
    ]
    return table(columns, lines)


def _sheet(row: dict) -> SheetReading:
    texts = {name: row[name] for name in ("form", "period", "org_unit", "skipped")}
    known = {name: text if isinstance(text, str) else None for name, text in texts.items()}
    return SheetReading(row["sheet"], **known, rows=int(row["rows"]))


def _show_effect(which: dict[str, str], catalogue: Catalogue, t: Words) -> None:
    """Draw what the file changed when it came: counts by unit, then the numbers old → new."""
    by_unit = answers.ask(submissions.changes_by_unit, **which)
    if by_unit.empty:
        return
    counts = {one: formats.number(by_unit[one].sum(), 0, t.language) for one in _COUNTS}
    names = ("unit", "period", *_COUNTS)
    columns = [Column(t.code("column", one), one in _COUNTS, one in _SHORT) for one in names]
    lines = [
        Line(
            [
                _unit(row, catalogue, t),
                formats.period(row["period"], t.language),
                *(formats.number(row[one], 0, t.language) for one in _COUNTS),
            ]
        )
        for row in by_unit.to_dict("records")
    ]
    frame.block(t("history.effect", **counts), table(columns, lines), t("history.effect_note"))
    cells = answers.ask(submissions.changed_cells, **which)
    if len(cells):
        left = len(cells) - MOST_CELLS
        note = t("history.more_cells", count=left) if left > 0 else ""
        frame.block(t("history.changed_cells"), _cells(cells, catalogue, t), note)


def _cells(cells: pd.DataFrame, catalogue: Catalogue, t: Words) -> str:
    columns = [Column(t.code("column", one), one in _NUMBERS, one in _SHORT) for one in _CELL]
    lines = [
        Line(
            [
                _unit(row, catalogue, t),
                formats.period(row["period"], t.language),
                row["section"] if isinstance(row["section"], str) else "",
                _item(row["item"], row["period"], catalogue, t),
                *(formats.points(row[one], t.language) for one in _NUMBERS),
                f"{row['sheet']}!{row['cell']}" if row["kind"] == "changed" else "",
            ]
        )
        for row in cells.head(MOST_CELLS).to_dict("records")
    ]
    return table(columns, lines)


def _item(item: str, period: str, catalogue: Catalogue, t: Words) -> str:
    """Return an item's name, or what a form's headings call it where nobody has named it."""
    try:
        return item_name(item, period, catalogue, t)
    except KeyError:
        columns = ((form, one) for form in answers.house().forms for one in form.column)
        headings = (
            " › ".join(form.words[word][0] for word in one.path)
            for form, one in columns
            if one.item == item
        )
        return next(headings, item)


def _unit(row: dict, catalogue: Catalogue, t: Words) -> str:
    unit = catalogue.org_units.get(row["org_unit"])
    return t.own(unit.short) if unit else row["org_unit"]


def _show_findings(one: dict, actor: Actor | None, t: Words) -> None:
    """Draw what was found when the file was read, with the reason given for it."""
    rows = answers.ask(origins.findings_of, submission=one["submission"])
    findings = [finding_of(row) for row in rows.to_dict("records")]
    if not findings:
        frame.block(t("history.no_findings"), "")
        return
    if one["warnings"] and one["reason"]:
        frame.block(t("history.reason_given"), f"{facts([(t('column.reason'), one['reason'])])}")
    content = _content(one["sha256"]) if allowed(actor, Action.DOWNLOAD_ORIGINAL) else None
    named = (one["file"], content) if content else None
    file_findings.show_findings(findings, named, t)


def finding_of(row: dict) -> Finding:
    """Return a row of ``origins.findings_of`` as what intake found."""
    texts = {name: row[name] if isinstance(row[name], str) else None for name in _TEXTS}
    return Finding(
        Severity(row["severity"]), FindingCode(row["code"]), **texts, facts=json.loads(row["facts"])
    )


_TEXTS = ("sheet", "cell", "found")


def _content(sha256: str) -> bytes | None:
    """Return a file as it was received; None where the folder of originals has lost it."""
    try:
        return original(settings().originals, sha256)
    except UnknownSubmission:
        return None
