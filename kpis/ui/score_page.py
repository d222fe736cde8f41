"""The scorecard page's views: a block, one unit's card, its provisional points."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from kpis.accounts.roles import Actor
from kpis.catalogue.definitions import Catalogue
from kpis.domain.scorecards import Picture
from kpis.queries import score_views, scoring
from kpis.queries.provisional import provisional, provisional_score
from kpis.ui import (
    answers,
    frame,
    score_choices,
    score_drawn,
    score_forms,
    score_published,
    score_takeaway,
    takeaway,
)
from kpis.ui import score_provisional as points_now
from kpis.ui.score_choices import called, score_links, set_facts, tasks_by_point, unit_of
from kpis.words import Words, formats

VIEWS = ("units", "card", "appraise", "provisional", "set")


def nothing(t: Words) -> None:
    """Say that no scorecard has come in yet, and what to do."""
    frame.head(t, t("score.nothing"), illustrative=False)
    st.info(t("score.how_to_load"), icon=":material/upload_file:")


def no_cards(chosen: Mapping, head: object, t: Words) -> None:
    """Say that of a set only a published ranking is known, no scorecard."""
    with head:
        frame.head(t, t("score.no_cards"), set_facts(chosen, t), illustrative=False)
    st.info(t("score.how_to_load"), icon=":material/upload_file:")


def block(chosen: Mapping, bar: object, catalogue: Catalogue, head: object, t: Words) -> None:
    """Draw a block: units by areas with their places, self-scoring, and what was published.

    ``bar`` takes the choice of what is counted, ``head`` the finding.
    """
    set_ = chosen["set"]
    if not chosen["units"]:
        score_published.alone(chosen, catalogue, head, t)
        return
    with bar:
        picture = score_choices.picture(t)
    looks = {"catalogue": catalogue, "t": t, "links": score_links()}
    asked = {"set_": set_, "picture": picture}
    drawn = answers.ask(score_drawn.block, **asked, named=_block(chosen, t), **looks)
    with head:
        seen = t.code("score.stage", picture) if picture != Picture.FINAL else ""
        facts = " · ".join(filter(None, (set_facts(chosen, t), seen)))
        frame.head(t, drawn.title, facts, illustrative=drawn.illustrative)
    frame.block(t("score.heat"), drawn.heat, t("score.heat_note"))

    def made() -> bytes:
        tables = (answers.ask(one, **asked) for one in (scoring.summary, score_views.areas))
        return score_takeaway.block_workbook(drawn.title, facts, *tables, chosen, catalogue, t)

    with st.container(horizontal=True):
        takeaway.take(drawn.title, made, t, "block")
        score_forms.cards_form(set_, catalogue, t)
    if drawn.gap:
        frame.block(drawn.gap_title, drawn.gap)
    score_published.beside(set_, catalogue, t)


def card(
    chosen: Mapping,
    key: str,
    asked: dict,
    rows: str,
    actor: Actor | None,
    catalogue: Catalogue,
    head: object,
    t: Words,
) -> None:
    """Draw one unit's card: its figures, the tree, the way down to the score, its story.

    ``asked`` names set and picture; ``rows`` is ``lost`` for those alone that lost points.
    """
    tasks = tasks_by_point(chosen, catalogue)
    looks = {"catalogue": catalogue, "t": t, "links": score_links(), "theme": frame.theme()}
    asked |= {"org_unit": unit_of(key)}
    drawn = answers.ask(score_drawn.card, **asked, only_lost=rows == "lost", tasks=tasks, **looks)
    with head:
        usual = asked["picture"] == Picture.FINAL
        seen = drawn.standing if usual else t.code("score.stage", asked["picture"])
        facts = " · ".join(filter(None, (set_facts(chosen, t), seen, drawn.published)))
        frame.head(t, drawn.title, facts, illustrative=drawn.illustrative)

    def made() -> bytes:
        lines = answers.ask(scoring.scorecard, **asked)
        return score_takeaway.card_workbook(drawn.title, facts, lines, chosen, tasks, t)

    left, right = st.columns([8, 5])
    with left:
        st.html(drawn.markup)
        takeaway.take(drawn.title, made, t, "card")
    with right:
        if drawn.fall:
            frame.block(drawn.fall_told, "")
            frame.chart(drawn.fall, drawn.fall_told)
        frame.block(t("score.story"), drawn.story)
        score_forms.card_forms(chosen, unit_of(key), actor, catalogue, t, locked=drawn.locked)


def points_by_figures(
    chosen: Mapping,
    key: str,
    period: str | None,
    catalogue: Catalogue,
    head: object,
    t: Words,
) -> None:
    """Draw what a unit's components would be given by a quarter's figures, and what more takes."""
    unit, set_ = unit_of(key), chosen["set"]
    name = called(unit, catalogue, t)
    if period is None:
        with head:
            frame.head(t, t("score.not_tied_title", unit=name), set_facts(chosen, t))
        st.info(t("score.not_tied"), icon=":material/info:")
        return
    asked = {"set_": set_, "org_unit": unit, "period": period}
    found = answers.ask(provisional, **asked)
    whole = score_drawn.row_of(answers.ask(scoring.summary, set_=set_), unit)
    told = points_now.sum_sentence(answers.ask(provisional_score, **asked), whole, period, t)
    with head:
        marked = bool(found["illustrative"].any()) or bool(whole["illustrative"])
        frame.head(t, f"{name}: {told}", set_facts(chosen, t), illustrative=marked)
    drawn = points_now.provisional_table(found, catalogue, t, score_links())
    frame.block(t("score.provisional"), drawn, t("score.provisional_note"))
    title = t("score.provisional_file", unit=name, period=formats.period(period, t.language))
    takeaway.take(
        title,
        partial(points_now.provisional_workbook, title, found, catalogue, t),
        t,
        "provisional",
    )


def _block(chosen: Mapping, t: Words) -> str:
    return t.code("score.block", chosen["block"]) if chosen["defined"] else t("score.units")
