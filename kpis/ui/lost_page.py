"""The page of lost points put together: its views, and who has to act beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
from kpis.queries.points_since import since
from kpis.queries.tasks import plans_at
from kpis.ui import (
    answers,
    directive,
    frame,
    lost_owners,
    lost_view,
    score_forms,
    score_takeaway,
    takeaway,
)
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
    lost: Sequence[Mapping]


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
    # Reckoning a block's cards takes long: once is enough for all that is drawn of them.
    every = queries.lost_rows(con, set_=set_)
    lost = _of(every, key)
    owners, waiting = queries.by_owner(lost), queries.waiting_in(every)
    name = called(unit_of(key), catalogue, t) if key else t("score.every_unit")
    title = lost_view.finding(lost, owners, name, tasks, set_, t)
    if view == "lonely":
        lost = [one for one in lost if not tasks.of(set_, one["code"])]
    after = since(con, set_=set_)
    heading, listed = _listed(view, lost, owners, set_, tasks, after, catalogue, t, links)
    return Drawn(
        title=title,
        heading=heading,
        listed=tall(listed),
        owners=lost_owners.owners_table(owners[:8], t, lost_owners.OWNERS_BRIEFLY),
        waiting_title=lost_owners.waiting_sentence(waiting, t) if waiting else "",
        waiting=lost_owners.waiting_table(waiting, t) if waiting else "",
        lost=lost,
    )


def _of(lost: Sequence[Mapping], key: str | None) -> Sequence[Mapping]:
    """Return the points of the unit chosen, which may be one without an id; all of none."""
    if key is None:
        return lost
    return [one for one in lost if one["org_unit"] == unit_of(key)]


def _listed(
    view: str,
    lost: Sequence[Mapping],
    owners: Sequence[Mapping],
    set_: str,
    tasks: PointTasks,
    after: pd.DataFrame,
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> tuple[str, str]:
    """Return the list's heading and the list."""
    if view == "owners":
        return t("lost.owners"), lost_owners.owners_table(owners, t)
    if view == "criteria":
        return t("lost.criteria"), lost_view.criteria_table(lost, set_, tasks, after, t, links)
    heading = t.code("lost.count", "lonely" if view == "lonely" else "points", count=len(lost))
    return heading, lost_view.points_table(lost, set_, tasks, after, catalogue, t, links)


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
    note = t.code("lost.note", view if view in ("owners", "criteria") else "points")
    frame.block(found.heading, found.listed, note)
    title = t("lost.file", set=set_)

    def made() -> bytes:
        lost = queries.table_of(found.lost)
        facts = set_facts(chosen, t)
        return score_takeaway.lost_workbook(title, facts, lost, chosen, tasks, catalogue, t)

    takeaway.take(title, made, t, "lost")
    _who_acts(view, found, t)
    frame.block(t("lost.link_title"), "")
    score_forms.point_form(chosen, found.lost, actor, catalogue, t)


def _who_acts(view: str, found: Drawn, t: Words) -> None:
    """Draw who answers for lost points, and beside them what waits for other bodies."""
    left, right = st.columns(2)
    if view != "owners":
        with left:
            frame.block(t("lost.owners"), found.owners)
    if found.waiting:
        with right if view != "owners" else left:
            frame.block(found.waiting_title, found.waiting)


def _answers(chosen: Mapping, catalogue: Catalogue, t: Words) -> None:
    """Draw the answers to a directive, by the plan of the year after the lost points."""
    clock, year = clock_of(catalogue), chosen["year"] if chosen["defined"] else None
    plans = [one.set for one in answers.ask(plan_names) if one.org_unit == catalogue.province.id]
    of_year = [one for one in plans if year and years_of(one) == (year + 1, year + 1)]
    if clock is None or not plans:
        st.info(t("lost.no_plan"), icon=":material/task:")
        return
    [plan] = answers.ask(plans_at, clock=clock, set_=(of_year or plans)[0])
    directive.answers_of(chosen["set"], plan, clock, catalogue, t, score_links())
