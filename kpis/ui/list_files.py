"""Lists to take away as a page shows them: files, changes, the tracker's grid, definitions."""

from collections.abc import Callable, Sequence

import pandas as pd

from kpis.catalogue.definitions import Catalogue
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.intake.forms import Forms
from kpis.queries.state import state
from kpis.ui import answers, log, takeaway, unit_names
from kpis.ui.goal_story import document_name
from kpis.ui.tracking import Sender
from kpis.words import Words, formats

_FILES = {"cells": Kind.COUNT, "received": Kind.DATE}
_SENT = {
    **dict.fromkeys(("due", "received", "extended"), Kind.DATE),
    **dict.fromkeys(("cells", "expected_cells", "late_days"), Kind.COUNT),
}


def files(rows: pd.DataFrame, title: str, wanted: str, t: Words) -> None:
    """Draw the button that takes the files found away (rows of ``origins.submissions``)."""

    def frame() -> pd.DataFrame:
        return pd.DataFrame(
            {
                "submission": rows["submission"],
                "file": rows["file"],
                "form": [", ".join(one) for one in rows["forms"]],
                "period": [log.periods(one, t) for one in rows["periods"]],
                "cells": rows["cells"],
                "received": rows["received_on"],
                "stored": [formats.moment(one, t.language) for one in rows["stored_at"]],
                "person": rows["person"],
                "reason": rows["reason"],
                "state": [log.state(one, t) for one in rows.to_dict("records")],
            }
        )

    _take(title, _sought(wanted, t), frame, _FILES, t, "files")


def changes(rows: pd.DataFrame, title: str, wanted: str, t: Words) -> None:
    """Draw the button that takes the changes found away (rows of ``origins.changes``)."""

    def frame() -> pd.DataFrame:
        return pd.DataFrame(
            {
                "number": rows["change"],
                "moment": [formats.moment(one, t.language) for one in rows["made_at"]],
                "who": rows["person"],
                "action": [t.code("action", one) for one in rows["action"]],
                "files": [", ".join(one) for one in rows["files"]],
                "reason": rows["why"],
            }
        )

    _take(title, _sought(wanted, t), frame, {"number": Kind.COUNT}, t, "changes")


def reports(
    senders: Sequence[Sender], period: str, catalogue: Catalogue, forms: Forms, t: Words
) -> None:
    """Draw the button that takes the tracker's grid away, a row a unit and form."""

    def frame() -> pd.DataFrame:
        rows = [(one, row) for one in senders for row in one.reports]
        return pd.DataFrame(
            {
                "unit": [unit_names.full(catalogue, one.unit, t) for one, _ in rows],
                "form": [f"{row['form']} {t.own(forms[row['form']].title)}" for _, row in rows],
                "state": [t.code("tracker.state", row["state"]) for _, row in rows],
                "due": [row["due_on"] for _, row in rows],
                "received": [row["received_on"] for _, row in rows],
                "late_days": [row["days_late"] for _, row in rows],
                "cells": [row["cells"] for _, row in rows],
                "expected_cells": [row["expected_cells"] for _, row in rows],
                "extended": [row["extension"] for _, row in rows],
                "reason": [row["extension_reason"] or row["remarks"] for _, row in rows],
            }
        )

    _take(t("tracker.grid"), formats.period(period, t.language), frame, _SENT, t, "grid")


def definitions(catalogue: Catalogue, t: Words) -> None:
    """Draw the button that takes every indicator's definition away."""

    def frame() -> pd.DataFrame:
        return pd.DataFrame([_definition(one, catalogue, t) for one in catalogue.indicators])

    _take(t("rule.definitions"), t.own(catalogue.programme.title), frame, {}, t, "definitions")


def _definition(indicator: str, catalogue: Catalogue, t: Words) -> dict[str, str]:
    one = catalogue.indicators[indicator]
    codes = [goal.code for goal in catalogue.goals if goal.indicator == indicator and goal.code]
    kinds = dict.fromkeys(unit.kind for unit in catalogue.reporters_of(one))
    return {
        "code": ", ".join(codes),
        "indicator": t.own(one.title),
        "numerator": t.own(one.numerator),
        "denominator": t.own(one.denominator),
        "measure": t.code("measure", one.measure),
        "reporters": formats.listed((t.code("level", kind) for kind in kinds), t.language),
        "basis": "; ".join(document_name(catalogue.documents[key], t) for key in one.documents),
    }


def _sought(wanted: str, t: Words) -> str:
    return t("takeaway.sought", words=wanted) if wanted else ""


def _take(
    title: str,
    fact: str,
    frame: Callable[[], pd.DataFrame],
    kinds: dict[str, Kind],
    t: Words,
    key: str,
) -> None:
    """Draw the button; the columns are the frame's own, named by their keys."""

    def made() -> bytes:
        table = frame()
        columns = [
            TableColumn(one, t.code("column", one), kinds.get(one, Kind.TEXT))
            for one in table.columns
        ]
        marked = key != "definitions" and answers.ask(state).illustrative
        lines = takeaway.told(t, fact)
        return table_workbook(title, lines, table, columns, t, illustrative=marked)

    takeaway.take(title, made, t, key)
