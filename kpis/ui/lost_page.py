"""The page of lost points put together: its views, and who has to act beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import duckdb
import pandas as pd
import streamlit as st

from kpis.accounts.roles import Actor
from kpis.catalogue.definitions import Catalogue
from kpis.charts.big_figures import tall
from kpis.domain.occurrences import years_of
from kpis.queries import lost_points as queries
from kpis.queries.plan_names import plan_names
from kpis.queries.point_tasks import PointTasks
from kpis.queries.tasks import plans_at
from kpis.ui import answers, directive, frame, lost_view, score_forms, score_takeaway
from kpis.ui.link import Links
from kpis.ui.score_choices import called, clock_of, score_links, set_facts, tasks_by_point, unit_of
from kpis.words import Words

VIEWS = ("points", "criteria", "owners", "lonely", "what_if", "answers")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the page draws of lost points: its finding, its list, and who has to act."""

    title: str
    heading: str
    listed: str
    owners: str
    waiting_title: str
    waiting: str
    lost: pd.DataFrame


def drawn(
    con: duckdb.DuckDBPyConnection,
    *,
    view: str,
    set_: str,
    key: str | None,
    tasks: PointTasks,
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> Drawn:
    """Return lost points of all units or one, in one of the ``VIEWS`` that list them."""
    asked = {"set_": set_, "org_unit": unit_of(key)}
    lost = _of(queries.lost_points(con, **asked), key)
    owners = queries.lost_by_owner(con, **asked)
    waiting = queries.waiting_for_others(con, set_=set_)
    name = called(unit_of(key), catalogue, t) if key else t("score.every_unit")
    title = lost_view.finding(lost, owners, name, tasks, set_, t)
    if view == "lonely":
        lost = lost[[not tasks.of(set_, code) for code in lost["code"]]]
    heading, listed = _listed(view, lost, owners, set_, tasks, catalogue, t, links)
    return Drawn(
        title=title,
        heading=heading,
        listed=tall(listed),
        owners=lost_view.owners_table(owners.head(8), t, lost_view.OWNERS_BRIEFLY),
        waiting_title=lost_view.waiting_sentence(waiting, t) if len(waiting) else "",
        waiting=lost_view.waiting_table(waiting, t) if len(waiting) else "",
        lost=lost,
    )


def _of(lost: pd.DataFrame, key: str | None) -> pd.DataFrame:
    """Return the points of the unit chosen; that without an id is asked for as all of them."""
    return lost[lost["org_unit"].isna()] if key and unit_of(key) is None else lost


def _listed(
    view: str,
    lost: pd.DataFrame,
    owners: pd.DataFrame,
    set_: str,
    tasks: PointTasks,
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> tuple[str, str]:
    """Return the list's heading and the list."""
    if view == "owners":
        return t("lost.owners"), lost_view.owners_table(owners, t)
    if view == "criteria":
        return t("lost.criteria"), lost_view.criteria_table(lost, set_, tasks, t, links)
    heading = t.code("lost.count", "lonely" if view == "lonely" else "points", count=len(lost))
    return heading, lost_view.points_table(lost, set_, tasks, catalogue, t, links)


def shown(
    view: str,
    chosen: Mapping,
    key: str | None,
    actor: Actor | None,
    catalogue: Catalogue,
    head: object,
    t: Words,
) -> None:
    """Draw lost points of all units or one, in one of the ``VIEWS`` but trying out."""
    set_, tasks = chosen["set"], tasks_by_point(chosen, catalogue)
    asked = {"view": view, "set_": set_, "key": key, "tasks": tasks}
    found = answers.ask(drawn, **asked, catalogue=catalogue, t=t, links=score_links())
    with head:
        marked = bool(chosen["illustrative"])
        frame.head(t, found.title, set_facts(chosen, t), illustrative=marked)
    if view == "answers":
        _answers(chosen, catalogue, t)
        return
    left, right = st.columns([8, 5]) if view != "owners" else (st.container(), st.container())
    with left:
        note = t("lost.owners_note") if view == "owners" else t("lost.points_note")
        frame.block(found.heading, found.listed, note)
        title = t("lost.file", set=set_)
        made = partial(score_takeaway.lost_workbook, title, found.lost, chosen, tasks, catalogue, t)
        score_takeaway.button(title, made, t, "lost")
    with right:
        if view != "owners":
            frame.block(t("lost.owners"), found.owners)
        if found.waiting:
            frame.block(found.waiting_title, found.waiting)
        frame.block(t("lost.link_title"), "")
        score_forms.point_form(chosen, found.lost, actor, catalogue, t)


def _answers(chosen: Mapping, catalogue: Catalogue, t: Words) -> None:
    """Draw the answers to a directive, by the plan of the year after the lost points."""
    clock, year = clock_of(catalogue), chosen["year"] if chosen["defined"] else None
    plans = [one.set for one in answers.ask(plan_names) if one.org_unit == catalogue.province.id]
    of_year = [one for one in plans if year and years_of(one) == (year + 1, year + 1)]
    if clock is None or not plans:
        st.info(t("lost.no_plan"), icon=":material/task:")
        return
    [plan] = answers.ask(plans_at, clock=clock, set_=(of_year or plans)[0])
    directive.answers_of(chosen["set"], plan, catalogue, t)
