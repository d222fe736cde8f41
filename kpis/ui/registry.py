"""The forms that intake knows: what each reads, and trying a file against a draft of one."""

import streamlit as st

from kpis.catalogue.loading import Catalogue
from kpis.intake.draft_forms import forms_with_draft
from kpis.intake.examining import examine
from kpis.intake.form_parts import Entry, FormColumn
from kpis.intake.forms import Form, Forms
from kpis.settings import settings
from kpis.ui import frame, link
from kpis.ui.file_findings import show_findings
from kpis.ui.file_view import sheets_table
from kpis.ui.goal_story import document_name
from kpis.ui.tables import Cell, Column, Line, facts, table
from kpis.words import Words, formats

_FORMS = ("code", "title", "issuer", "basis", "in_force", "senders", "items")
_ITEMS = ("item", "labels", "kind", "measure")


def listed(forms: Forms, catalogue: Catalogue, t: Words, links: link.Links) -> str:
    """Return every form and dated variant; each leads to what it reads."""
    columns = [
        Column(t.code("column", one), one == "items", one in ("code", "in_force")) for one in _FORMS
    ]
    return table(columns, [_form(one, catalogue, t, links) for one in forms])


def _form(form: Form, catalogue: Catalogue, t: Words, links: link.Links) -> Line:
    document = catalogue.documents.get(form.document or "")
    return Line(
        [
            Cell(form.code, links.to("catalogue", part="forms", form=form.code)),
            t.own(form.title),
            t.own(form.issuer),
            document_name(document, t) if document else "",
            _in_force(form, t),
            formats.listed((t.code("level", one) for one in form.senders), t.language),
            str(len(form.column) + len(form.entry)),
        ]
    )


def _in_force(form: Form, t: Words) -> str:
    days = [formats.day(one, t.language) for one in (form.valid_from, form.valid_to) if one]
    if form.valid_from and form.valid_to:
        return " – ".join(days)
    if days:
        return t("catalogue.since" if form.valid_from else "catalogue.until", day=days[0])
    return ""


def detail(form: Form, t: Words) -> str:
    """Return how a form is recognised, its items with the labels that mean them, and its sums."""
    lines = [_item(one, _labels(form, one.path), t) for one in form.column]
    lines += [_item(one, f"{one.code} {' · '.join(one.labels)}", t) for one in form.entry]
    columns = [Column(t.code("column", one)) for one in _ITEMS]
    named = form.headings.__getitem__
    sums = [
        f"{named(one.whole)} = {' + '.join(map(named, [*one.parts, *one.maybe]))}"
        for one in form.identity
    ]
    labels = [t("catalogue.form_sums"), *[""] * len(sums)]
    titles = (t("catalogue.form_titles"), " · ".join(form.titles))
    told = facts([titles, *zip(labels, sums, strict=False)])
    return told + table(columns, lines)


def _item(one: FormColumn | Entry, labels: str, t: Words) -> Line:
    kind, measure = t.code("value_kind", one.kind), t.code("measure", one.measure)
    return Line([one.item, labels, kind, measure])


def _labels(form: Form, path: list[str]) -> str:
    """Return the first spellings of a path's words, outermost heading first."""
    return " › ".join(" / ".join(form.words[word][:3]) for word in path)


def trying(catalogue: Catalogue, t: Words) -> None:
    """Draw a place for a draft form and a file, and how the file reads with it; nothing is kept."""
    left, right = st.columns(2)
    limit = settings().max_file_mb
    draft = left.file_uploader(t("catalogue.draft"), key="draft_form", max_upload_size=1)
    sample = right.file_uploader(t("catalogue.draft_file"), key="draft_file", max_upload_size=limit)
    if draft is None or sample is None:
        return
    tried = forms_with_draft(settings().forms, draft.name, draft.getvalue())
    verdict = examine(sample.getvalue(), sample.name, catalogue, tried)
    read = t("catalogue.draft_reads", count=len(verdict.observations))
    frame.block(read, sheets_table(verdict.sheets, catalogue, t))
    if verdict.findings:
        show_findings(verdict.findings, (sample.name, sample.getvalue()), t)
