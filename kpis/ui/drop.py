"""The upload page's parts: the drop zone, one file's verdict, effects, and the storing itself."""

from pathlib import Path

import streamlit as st

from kpis.accounts.roles import Actor
from kpis.catalogue.loading import Catalogue
from kpis.exports.template import template, template_name
from kpis.intake.annotating import annotate
from kpis.intake.checking import Named
from kpis.intake.recording import Received, record
from kpis.queries.counts import counts_at
from kpis.settings import settings
from kpis.ui import answers, filters, frame, uploading
from kpis.ui.documents import documents
from kpis.ui.plain import literal
from kpis.words import Words, formats

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A new round empties the drop zone once its files are stored.
_ROUND, _STORED = "upload_round", "upload_stored"


def files(t: Words) -> list[Named]:
    """Draw the drop zone and return what lies in it."""
    dropped = st.file_uploader(
        t("upload.label"),
        accept_multiple_files=True,
        key=f"upload_{st.session_state.get(_ROUND, 0)}",
        max_upload_size=settings().max_file_mb,
    )
    return [(one.name, one.getvalue()) for one in dropped]


def show_file(received: Received, catalogue: Catalogue, t: Words) -> None:
    """Draw one file: how it was understood, what is wrong, and itself annotated."""
    verdict = received.verdict
    with st.container(border=True):
        frame.block(verdict.file, uploading.sheets(verdict, catalogue, t))
        if verdict.duplicate_of:
            told = t("upload.duplicate", submission=literal(verdict.duplicate_of))
            st.info(told, icon=":material/content_copy:")
        for title, rows in documents(verdict, t):
            frame.block(title, rows)
        if not verdict.findings:
            st.success(t("upload.clean"), icon=":material/check_circle:")
            return
        frame.block(
            t("upload.findings", count=len(verdict.findings)), uploading.findings(verdict, t)
        )
        st.download_button(
            t("upload.annotated"),
            data=lambda: annotate(received.content, verdict.file, verdict, t),
            file_name=f"{Path(verdict.file).stem} - {t('upload.annotated_suffix')}.xlsx",
            mime=XLSX,
            key=f"annotated_{verdict.sha256}",
            icon=":material/download:",
        )


def show_effects(received: list[Received], actor: Actor, catalogue: Catalogue, t: Words) -> None:
    """Draw what storing would change, old → new, the province's figures first."""
    if not answers.store().versions():
        return  # Nothing stands yet that could change.
    moved = uploading.effects(received, actor)
    frame.block(t("upload.effects", count=len(moved)), uploading.effects_table(moved, catalogue, t))


def store(received: list[Received], actor: Actor, reason: str) -> None:
    """Store the files, empty the drop zone, and say so on the next run."""
    record(answers.house(), received, actor, reason)
    st.session_state[_STORED] = [one.verdict.file for one in received]
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def say_stored(t: Words) -> None:
    """Say once which files have just been stored."""
    if stored := st.session_state.pop(_STORED, None):
        names = formats.listed(stored, t.language)
        told = t("upload.stored", count=len(stored), files=literal(names))
        st.success(told, icon=":material/task_alt:")


def offer_templates(t: Words, catalogue: Catalogue) -> None:
    """Draw the choice of unit and period for a prefilled workbook to take away."""
    frame.block(t("upload.template_title"), "", t("upload.template_note"))
    columns = filters.row(3)
    with columns[0]:
        period = filters.any_period(t, catalogue)
    last = period.window(catalogue.calendar.cut_off_day)[1]
    valid = [one for one in catalogue.units_of(*filters.REPORTING) if one.valid_on(last)]
    with columns[1]:
        units = filters.unit_or_all(t, valid)

    def made() -> bytes:
        before = (
            answers.ask(counts_at, period=period.earlier().code)
            if answers.store().versions()
            else {}
        )
        return template(catalogue, period, units, before, t)

    columns[2].download_button(
        t("upload.template"),
        data=made,
        file_name=template_name(units[0] if len(units) == 1 else None, period),
        mime=XLSX,
        icon=":material/download:",
    )
