"""Recording something of one component on screen: what, its effect, why; then it is stored."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

import pandas as pd
import streamlit as st

from kpis.accounts.roles import Action, Actor, allowed
from kpis.catalogue.definitions import Catalogue
from kpis.catalogue.kinds import UnitKind
from kpis.domain.criteria import CriteriaSet, Judged, NotApplicable, Part
from kpis.domain.judging import Bands
from kpis.domain.score_marks import WITH_POINTS, Mark, MarkKind, possible
from kpis.domain.scorecards import Entry
from kpis.intake.score_components import CardId
from kpis.intake.score_marking import record_mark
from kpis.queries.lost_points import waiting_for_others
from kpis.queries.scorecards import component
from kpis.queries.what_if import effect_of
from kpis.ui import answers, frame, link
from kpis.ui.changing import change
from kpis.ui.plain import literal
from kpis.ui.trying import come_to
from kpis.words import Words, formats

_STEPS = {Judged.FORMULA: Decimal("0.01")}
_STEP = Decimal("0.05")
# As cards write whom most of what waits, waits for.
_COMMITTEE = "UBND tỉnh"


def form(card: CardId, one: Mapping, actor: Actor | None, catalogue: Catalogue, t: Words) -> None:
    """Draw what may be recorded of a component, with what it would do; readers may sign in."""
    if not allowed(actor, Action.APPRAISE):
        st.info(t("score.sign_in_to_appraise"), icon=":material/lock:")
        return
    asked = {"set_": card.set, "org_unit": card.org_unit, "code": one["code"]}
    entry, standing = answers.ask(component, **asked)
    waits = isinstance(one["depends_on"], str)
    kinds = possible(standing, entry, _most(one), waits=waits)
    if not kinds:
        st.info(t("score.nothing_to_record"), icon=":material/lock:")
        return
    kind = _kind(kinds, t)
    mark = _asked(kind, one, entry, card, catalogue, t)
    _foretold(mark, asked, card, catalogue, t)
    with st.form(f"mark_{kind}_{one['code']}", enter_to_submit=False):
        reason = st.text_area(t.code("score.mark_reason", kind), height=80)
        sent = st.form_submit_button(t("score.record"), icon=":material/edit_note:")
    if sent:
        change(lambda: record_mark(answers.house(), actor, card, one["code"], mark, reason), t)


def _kind(kinds: Sequence[MarkKind], t: Words) -> MarkKind:
    """Draw the choice of what to record."""
    chosen = link.choice(
        "mark",
        t("score.mark_what"),
        list(kinds),
        default=kinds[0],
        describe=lambda one: t.code("score.mark", one),
        # All of them in sight: what slides out of a row is not found.
        draw=partial(st.radio, horizontal=True),
    )
    return MarkKind(chosen)


def _asked(
    kind: MarkKind, one: Mapping, entry: Entry, card: CardId, catalogue: Catalogue, t: Words
) -> Mark:
    """Draw the points or the body that a kind takes; return what would be recorded."""
    if kind in WITH_POINTS:
        defined = catalogue.criteria_sets.get(card.set)
        part = defined.by_code.get(one["code"]) if defined else None
        options = _options(one, entry, part)
        usual = _usual(kind, entry)
        points = st.selectbox(
            t("score.mark_points", max=formats.points(one["full"], t.language)),
            options,
            index=options.index(usual) if usual in options else 0,
            format_func=lambda each: formats.points(float(each), t.language),
            key=f"points_{kind}_{card.org_unit}_{one['code']}",
        )
        return Mark(kind, points)
    if kind is MarkKind.WAITING:
        return Mark(kind, body=_body(one, card, catalogue, t))
    return Mark(kind)


def _most(one: Mapping) -> Decimal | None:
    return Decimal(str(one["full"])) if pd.notna(one["full"]) else None


def _usual(kind: MarkKind, entry: Entry) -> Decimal | None:
    """Return the points that a person most likely means."""
    if kind is MarkKind.APPRAISED:
        return entry.self if entry.appraised is None else entry.appraised
    if kind is MarkKind.DISPUTED:
        return entry.self if entry.claimed is None else entry.claimed
    return entry.claimed if entry.settled is None else entry.settled


def _options(one: Mapping, entry: Entry, part: Part | None) -> list[Decimal]:
    """Return points to choose from, the highest first: those of its rule, or small steps."""
    most = _most(one) or Decimal(0)
    known = [entry.self, entry.appraised, entry.claimed, entry.settled]
    found = {each for each in known if each is not None and each <= most} | {most, Decimal(0)}
    if part and isinstance(part.rule, Bands):
        found |= {each.points for each in part.rule.bands if each.points <= most}
    step = _STEPS.get(part.judged if part else None, _STEP)
    found |= {step * at for at in range(int(most / step) + 1)}
    return sorted(found, reverse=True)


def _body(one: Mapping, card: CardId, catalogue: Catalogue, t: Words) -> str:
    """Draw the choice of the body that has to act; one that is not listed is written."""
    waiting = answers.ask(waiting_for_others, set_=card.set)
    agencies = (each.name_vi for each in catalogue.units_of(UnitKind.AGENCY))
    now = [one["depends_on"]] if isinstance(one["depends_on"], str) else []
    options = list(dict.fromkeys([*now, *waiting["depends_on"], _COMMITTEE, *agencies]))
    left, right = st.columns(2)
    chosen = left.selectbox(
        t("score.mark_body"),
        options,
        format_func=literal,
        key=f"body_{card.org_unit}_{one['code']}",
    )
    other = right.text_input(t("score.mark_other_body"), key=f"other_{one['code']}")
    return other.strip() or chosen


def _foretold(mark: Mark, asked: Mapping, card: CardId, catalogue: Catalogue, t: Words) -> None:
    """Draw what recording would do to total, grade and rank, before anything is stored."""
    claimed = mark.kind is MarkKind.DISPUTED
    # A claim moves nothing until it is settled: what it would come to if it were upheld.
    told = Mark(MarkKind.SETTLED, mark.points) if claimed else mark
    after = answers.ask(effect_of, **asked, mark=told)
    note = ""
    if mark.kind is MarkKind.NOT_APPLICABLE:
        defined = catalogue.criteria_sets.get(card.set)
        note = _not_applicable(asked["code"], card, defined, catalogue, t)
    elif mark.kind in (MarkKind.WAITING, MarkKind.NOT_WAITING):
        note = t("score.waiting_moves_nothing")
    frame.block(
        t("score.foretold_upheld" if claimed else "score.foretold"), come_to(after, t), note
    )


def _not_applicable(
    code: str, card: CardId, defined: CriteriaSet | None, catalogue: Catalogue, t: Words
) -> str:
    """Return what the set does with what does not apply, and whether it exempts the unit."""
    rule = defined.not_applicable if defined else NotApplicable.RESCALE
    told = [t.code("score.not_applicable", rule)]
    part = defined.by_code.get(code) if defined else None
    unit = catalogue.org_units.get(card.org_unit or "")
    if part and unit and not {unit.id, unit.kind.value} & set(part.exempt):
        told.append(t("score.not_exempt"))
    return ". ".join(told)
