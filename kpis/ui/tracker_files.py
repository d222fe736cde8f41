"""What the tracker gives to take away: the year's punctuality, and prefilled templates."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.model import OrgUnit
from kpis.domain.periods import Period
from kpis.exports.template import template, template_name
from kpis.exports.template_set import set_name, template_set
from kpis.exports.workbook import Kind, TableColumn, table_workbook
from kpis.queries.counts import counts_at
from kpis.queries.state import state
from kpis.ui import answers
from kpis.ui.takeaway import XLSX
from kpis.ui.tracking import Sender
from kpis.words import Words, formats

_COUNTS = ("due_reports", "on_time_reports", "late_reports", "missing_reports")


def year_to_take(
    senders: Sequence[Sender], year: int, catalogue: Catalogue, t: Words, today: date
) -> None:
    """Draw the button that takes the year's punctuality of every unit away as a workbook."""
    title = t("tracker.year_file", year=year)
    st.download_button(
        title,
        data=lambda: year_workbook(senders, year, catalogue, t, today),
        file_name=f"{formats.plain(title)}.xlsx",
        mime=XLSX,
        icon=":material/download:",
    )


def year_workbook(
    senders: Sequence[Sender], year: int, catalogue: Catalogue, t: Words, today: date
) -> bytes:
    """Return each unit's reports of a year as an xlsx file: due, on time, late, missing, share."""
    facts = [t("tracker.year_as_of", day=formats.day(today, t.language)), t("tracker.year_rule")]
    marked = answers.ask(state).illustrative
    title = t("tracker.year_file", year=year)
    frame = _year(senders, catalogue, t)
    return table_workbook(title, facts, frame, _columns(t), t, illustrative=marked)


def _year(senders: Sequence[Sender], catalogue: Catalogue, t: Words) -> pd.DataFrame:
    units = [catalogue.org_units[one.unit] for one in senders]
    return pd.DataFrame(
        {
            "unit": [t.own(one.name) for one in units],
            "level": [t.code("level", one.kind) for one in units],
            "due_reports": [one.year.due for one in senders],
            "on_time_reports": [one.year.on_time for one in senders],
            "late_reports": [one.year.late for one in senders],
            "missing_reports": [one.year.missing for one in senders],
            "on_time_share": [one.year.share for one in senders],
        }
    )


def _columns(t: Words) -> list[TableColumn]:
    return [
        TableColumn("unit", t("column.unit"), width=44),
        TableColumn("level", t("tracker.level"), width=22),
        *(TableColumn(one, t.code("tracker", one), Kind.COUNT) for one in _COUNTS),
        TableColumn(
            "on_time_share",
            t("tracker.on_time_share"),
            Kind.PERCENT,
            numerator="on_time_reports",
            denominator="due_reports",
        ),
    ]


def templates_to_take(
    units: Sequence[OrgUnit], chosen: OrgUnit | None, period: Period, t: Words
) -> None:
    """Draw the buttons for the prefilled workbooks of all units, and of the one chosen."""
    if not units:
        return
    catalogue = answers.catalogue()

    def before() -> dict:
        return answers.ask(counts_at, period=period.earlier().code)

    st.download_button(
        t("tracker.templates_all", count=len(units)),
        data=lambda: template_set(catalogue, period, units, before(), t),
        file_name=set_name(period),
        mime="application/zip",
        icon=":material/folder_zip:",
    )
    if chosen:
        st.download_button(
            t("tracker.template_one"),
            data=lambda: template(catalogue, period, [chosen], before(), t),
            file_name=template_name(chosen, period),
            mime=XLSX,
            icon=":material/download:",
        )
