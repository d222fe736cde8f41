"""The upload page's parts: the drop zone, the reading of files, effects, and the storing itself."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from kpis.accounts.roles import Actor
from kpis.catalogue.definitions import Catalogue
from kpis.exports.template import template, template_name
from kpis.intake.checking import Named
from kpis.intake.recording import Received, record
from kpis.queries.counts import counts_at
from kpis.settings import settings
from kpis.ui import answers, effect_view, filters, frame, link, uploading
from kpis.ui.plain import literal
from kpis.words import Words, formats

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A new round empties the drop zone once its files are stored.
_ROUND, _STORED = "upload_round", "upload_stored"
# Of a quarter's two hundred files not all names need be read again.
_MOST_NAMED = 5


def files(t: Words) -> list[Named]:
    """Draw the drop zone and return what lies in it."""
    dropped = st.file_uploader(
        t("upload.label"),
        accept_multiple_files=True,
        key=f"upload_{st.session_state.get(_ROUND, 0)}",
        max_upload_size=settings().max_file_mb,
    )
    return [(one.name, one.getvalue()) for one in dropped]


def read(files: Sequence[Named], t: Words) -> list[Received]:
    """Return files with their verdicts, with a bar that says how far the reading is."""
    bar, count = st.empty(), len(files)

    def hear(place: int, name: str) -> None:
        number = formats.number(place + 1, 0, t.language)
        text = t("upload.reading", number=number, count=count, file=literal(name))
        bar.progress(place / count, text)

    received = uploading.checked(files, hear)
    bar.empty()
    return received


def show_effects(
    received: Sequence[Received], actor: Actor, catalogue: Catalogue, t: Words
) -> pd.DataFrame | None:
    """Draw what storing would change, old → new, the province first; return it.

    Nothing stands yet that could change before the first version: None.
    """
    if not answers.store().versions():
        return None
    moved = uploading.effects(received, actor)
    province, units = effect_view.parted(moved, catalogue)
    if moved.empty:
        frame.block(t("upload.no_effects"), "")
        return moved
    count = formats.number(len(moved), 0, t.language)
    of_province = formats.number(len(province), 0, t.language)
    frame.block(t("upload.effects", count=count, province=of_province), "")
    for title, part, of_units in (
        (t("upload.effects_province"), province, False),
        (t("upload.effects_units"), units, True),
    ):
        if len(part):
            left = len(part) - effect_view.MOST_EFFECTS
            note = t("upload.effects_more", count=left) if left > 0 else ""
            markup = effect_view.effects_table(part, catalogue, t, of_units=of_units)
            frame.block(title, markup, note)
    return moved


def reason(received: Sequence[Received], t: Words) -> str | None:
    """Draw the field for why warnings are accepted; None while it is needed and empty."""
    explained = [one.verdict.file for one in received if one.verdict.needs_reason]
    if not explained:
        return ""
    label = t("upload.reason")
    given = st.text_input(label, help=t("upload.reason_help"), key="upload_reason")
    if not given.strip():
        st.caption(t("upload.reason_for", count=len(explained)))
    return given if given.strip() else None


def store(
    received: Sequence[Received],
    actor: Actor,
    reason: str,
    moved: pd.DataFrame | None,
    catalogue: Catalogue,
) -> None:
    """Store the files, empty the drop zone, and say so on the next run."""
    stored = [one for one in record(answers.house(), received, actor, reason) if one]
    figures = [] if moved is None else effect_view.most_moved(moved, catalogue)
    names = [one.verdict.file for one in received]
    st.session_state[_STORED] = {"files": names, "submissions": stored, "figures": figures}
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def say_stored(t: Words, catalogue: Catalogue) -> None:
    """Say once which files have just been stored, and lead to what they changed."""
    stored = st.session_state.pop(_STORED, None)
    if not stored:
        return
    names = stored["files"]
    named = formats.listed(names[:_MOST_NAMED], t.language)
    if len(names) > _MOST_NAMED:
        others = len(names) - _MOST_NAMED
        named = t("upload.files_more", files=", ".join(names[:_MOST_NAMED]), count=others)
    told = t("upload.stored", count=len(names), files=literal(named))
    st.success(told, icon=":material/task_alt:")
    links = [*_to_figures(stored["figures"], catalogue, t), *_to_records(stored, t)]
    listed = "".join(
        f'<li><a data-nav href="{escape(href)}">{escape(text)}</a></li>' for href, text in links
    )
    st.html(f'<ul class="onward k">{listed}</ul>')


def _to_figures(
    figures: Sequence[dict[str, str]], catalogue: Catalogue, t: Words
) -> list[tuple[str, str]]:
    """Return where to see the figures that were moved most, and who else has reported."""
    to, found = link.links().to, []
    for one in figures:
        chosen = {"indicator": one["indicator"], "period": one["period"], "of": one["org_unit"]}
        facts = {
            "indicator": t.own(catalogue.indicator_at(one["indicator"], one["period"]).short),
            "unit": t.own(catalogue.org_units[one["org_unit"]].short),
            "period": formats.period(one["period"], t.language),
        }
        found.append((to("indicator", **chosen), t("upload.see_figure", **facts)))
    for period in dict.fromkeys(one["period"] for one in figures):
        told = t("upload.see_tracker", period=formats.period(period, t.language))
        found.append((to("tracker", period=period), told))
    return found


def _to_records(stored: dict[str, list[str]], t: Words) -> list[tuple[str, str]]:
    only = stored["submissions"][0] if len(stored["submissions"]) == 1 else ""
    href = link.links().to("history", **({"submission": only} if only else {}))
    return [(href, t("upload.see_history"))]


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
