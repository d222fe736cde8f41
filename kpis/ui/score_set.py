"""A criteria set on screen: its head, its tree with rules and proofs, its workbook."""

from collections.abc import Mapping

import streamlit as st

from kpis.accounts.roles import Action, Actor, allowed
from kpis.catalogue.definitions import Catalogue
from kpis.charts.big_figures import tall
from kpis.domain.criteria import CriteriaSet, Part
from kpis.domain.judging import rule_text
from kpis.exports.criteria_workbook import criteria_workbook
from kpis.intake.criteria_workbook import read_criteria_workbook
from kpis.settings import settings
from kpis.ui import frame, proposal, score_forms
from kpis.ui.score_choices import set_facts
from kpis.ui.tables import Column, Line, facts, table
from kpis.ui.takeaway import XLSX
from kpis.words import Words, formats

_COLUMNS = ("code", "title", "max", "judged", "rule", "evidence", "owner", "exempt")


def set_shown(defined: CriteriaSet, actor: Actor | None, catalogue: Catalogue, t: Words) -> None:
    """Draw a set: its head, its grades, its tree, and the workbook to edit it by."""
    left, right = st.columns([5, 2])
    with left:
        lacking = sum(one.max is None for one in defined.parts)
        note = t("score.unpublished_count", count=lacking) if lacking else ""
        frame.block(t("score.set_view"), tall(_tree(defined, catalogue, t)), note)
    with right:
        frame.block(t("score.set_facts"), facts(_head(defined, catalogue, t)))
        grades = [Line([_named(one.name_vi, one.name_en, t), _from(one.at_least, t)])
                  for one in defined.grades]  # fmt: skip
        heads = [Column(t("score.grade")), Column(t("score.at_least"), number=True)]
        frame.block(t("score.grades"), table(heads, grades))
        _workbook(defined, actor, catalogue, t)


def years_of(defined: CriteriaSet, catalogue: Catalogue) -> list[int]:
    """Return the years that a set's definition counts for."""
    sets = catalogue.criteria_sets.values()
    return sorted(one.year for one in sets if one.definition == defined.definition)


def _head(defined: CriteriaSet, catalogue: Catalogue, t: Words) -> list[tuple[str, str]]:
    years = years_of(defined, catalogue)
    valid = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))
    counted = t("score.counts", **dict(zip(("areas", "criteria", "components"), defined.counts,
                strict=True))) if defined.counts else ""  # fmt: skip
    document = catalogue.documents.get(defined.document)
    named = f"{t.own(document.kind)} {document.number}" if document else defined.document
    told = {
        "block": t.code("score.block", defined.block),
        "valid": valid,
        "document": named or t("score.no_document"),
        "max": _points(defined.max, t),
        "survey_max": _points(defined.survey_max, t),
        "counts": counted,
        "not_applicable": t.code("score.not_applicable", defined.not_applicable),
        "own_grades": t("score.own_grades") if defined.own_grades else "",
        "note": defined.note,
    }
    return [(t.code("score.head", name), text) for name, text in told.items()]


def _points(value: object, t: Words) -> str:
    return t("score.unpublished") if value is None else formats.points(float(value), t.language)


def _named(vi: str, en: str, t: Words) -> str:
    return en if t.language == "en" and en else vi


def _from(percent: object, t: Words) -> str:
    return formats.amount(float(percent), "%", 0, t.language)


def _tree(defined: CriteriaSet, catalogue: Catalogue, t: Words) -> str:
    columns = [Column(t.code("score.column", one), one == "max", one == "code") for one in _COLUMNS]
    lines = [_line(one, defined, catalogue, t) for one in defined.parts]
    return table(columns, lines, t("score.set_view"))


def _line(one: Part, defined: CriteriaSet, catalogue: Catalogue, t: Words) -> Line:
    leaf = one in defined.leaves
    rule = [rule_text(one.rule)] if one.rule else []
    if one.indicator in catalogue.indicators:
        rule.append(t.own(catalogue.indicators[one.indicator].short))
    owner = catalogue.org_units.get(one.owner or "")
    exempt = [catalogue.org_units[each] for each in one.exempt if each in catalogue.org_units]
    return Line(
        [
            one.code,
            one.title,
            t("score.bonus_of", points=_points(one.max, t)) if one.bonus else _points(one.max, t),
            t.code("score.judged", one.judged) if one.judged else "",
            " · ".join(rule),
            one.evidence or "",
            t.own(owner.short) if owner else one.owner or "",
            ", ".join(t.own(each.short) for each in exempt),
        ],
        "" if leaf else "ours",
    )


def _workbook(defined: CriteriaSet, actor: Actor | None, catalogue: Catalogue, t: Words) -> None:
    """Draw the set's workbook to take away, and for officers the place to bring it back to."""
    years = years_of(defined, catalogue)
    st.download_button(
        t("score.take_set"),
        data=lambda: criteria_workbook(defined, years),
        file_name=f"{defined.id}.xlsx",
        mime=XLSX,
        icon=":material/download:",
    )
    score_forms.cards_form(defined.id, catalogue, t)
    if not allowed(actor, Action.MANAGE_CATALOGUE):
        st.info(t("score.sign_in_to_edit"), icon=":material/lock:")
        return
    brought = st.file_uploader(
        t("score.bring_set"), key="set_file", max_upload_size=settings().max_file_mb
    )
    if brought is not None:
        texts = read_criteria_workbook(brought.getvalue(), brought.name, catalogue.texts)
        proposal.show(texts, actor, catalogue, t)


def head(chosen: Mapping, defined: CriteriaSet | None, t: Words) -> None:
    """Draw the page's head over a set: what it is called; one that only cards name says so."""
    told = set_facts(chosen, t)
    marked = bool(chosen["illustrative"])
    if defined is None:
        frame.head(t, told, t("score.undefined_set"), illustrative=marked)
        return
    most = _points(defined.max, t)
    title = t("score.set_title", set=told, count=len(defined.leaves), max=most)
    frame.head(t, title, "", illustrative=marked)
