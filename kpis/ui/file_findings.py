"""One file of an upload on screen: how it was understood, what is wrong where, itself annotated."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from kpis.catalogue.definitions import Catalogue
from kpis.intake.annotating import annotate
from kpis.intake.checking import Named
from kpis.intake.recording import Received
from kpis.intake.verdict import Finding, Verdict
from kpis.ui import cell_grid, file_view, frame
from kpis.ui.documents import documents, given_targets
from kpis.ui.plain import literal
from kpis.words import Words, formats

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# So many files are shown one under the other, the worst first; the others on request.
MOST_FILES = 10


def show_files(received: Sequence[Received], catalogue: Catalogue, t: Words) -> None:
    """Draw files with all that was found, the worst first; of many files the rest by choice."""
    ordered = file_view.worst_first(received)
    if len(ordered) > 1:
        verdicts = [one.verdict for one in ordered]
        title = t("upload.files_read", count=formats.number(len(ordered), 0, t.language))
        frame.block(title, file_view.files_table(verdicts, catalogue, t))
    first, rest = ordered[:MOST_FILES], ordered[MOST_FILES:]
    for place, one in enumerate(first):
        _show(one, place, catalogue, t)
    if rest:
        chosen = st.selectbox(
            t("upload.other_files", count=len(rest)),
            range(len(rest)),
            index=None,
            placeholder=t("history.choose"),
            format_func=lambda place: rest[place].verdict.file,
            key="upload_other_file",
        )
        if chosen is not None:
            _show(rest[chosen], MOST_FILES + chosen, catalogue, t)


def _show(received: Received, place: int, catalogue: Catalogue, t: Words) -> None:
    verdict = received.verdict
    with st.container(border=True):
        frame.block(verdict.file, file_view.sheets_table(verdict.sheets, catalogue, t))
        if verdict.duplicate_of:
            told = t("upload.duplicate", submission=literal(verdict.duplicate_of))
            st.info(told, icon=":material/content_copy:")
        for title, rows in documents(verdict, t):
            frame.block(title, rows)
        if verdict.targets:
            title = t("document.targets", count=len(verdict.targets))
            frame.block(title, given_targets(verdict.targets, catalogue, t))
        if not verdict.findings:
            st.success(t("upload.clean"), icon=":material/check_circle:")
            return
        show_findings(verdict.findings, (verdict.file, received.content), t)
        _offer_annotated(received, verdict, place, t)


def show_findings(findings: Sequence[Finding], named: Named | None, t: Words) -> None:
    """Draw findings sheet by sheet, the first of each with their cells; ``named`` is the file."""
    count = formats.number(len(findings), 0, t.language)
    parts = [f"<h2>{escape(t('upload.findings', count=count))}</h2>"]
    for sheet, ones in cell_grid.by_sheet(findings).items():
        title = t("upload.in_sheet", sheet=sheet) if sheet else t("upload.in_file")
        parts.append(f"<h3>{escape(title)}</h3>{cell_grid.findings_list(ones, named, t)}")
    st.html(f'<section class="block">{"".join(parts)}</section>')


def _offer_annotated(received: Received, verdict: Verdict, place: int, t: Words) -> None:
    st.download_button(
        t("upload.annotated"),
        data=lambda: annotate(received.content, verdict.file, verdict, t),
        file_name=f"{Path(verdict.file).stem} - {t('upload.annotated_suffix')}.xlsx",
        mime=XLSX,
        key=f"annotated_{place}_{verdict.sha256}",  # The same file may lie there twice.
        icon=":material/download:",
    )
