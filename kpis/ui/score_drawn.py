"""What the scorecard page draws, to be remembered as answers are: a block, a unit's card."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd
import plotly.graph_objects as go

from kpis.catalogue.definitions import Catalogue
from kpis.charts.big_figures import BigFigure, big_figures
from kpis.charts.theme import Theme
from kpis.queries import score_events, score_views, scoring
from kpis.queries.point_tasks import PointTasks
from kpis.ui import score_card, score_falling, score_gap, score_sentences
from kpis.ui import score_units as units
from kpis.ui.link import Links
from kpis.ui.score_choices import called
from kpis.words import Words, formats


@dataclass(frozen=True, slots=True)
class Block:
    """A block's finding and its tables; without both scorings there is no gap."""

    title: str
    heat: str
    gap_title: str
    gap: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A unit's finding, where it stands, what was published, its figures, way down and story."""

    title: str
    standing: str
    locked: bool
    published: str
    markup: str
    fall: go.Figure | None
    fall_told: str
    story: str
    illustrative: bool


def block(
    con: duckdb.DuckDBPyConnection,
    *,
    set_: str,
    picture: str,
    named: str,
    catalogue: Catalogue,
    t: Words,
    links: Links,
) -> Block:
    """Return a block that is ``named`` so (agencies, districts) in one of its pictures."""
    whole = scoring.summary(con, set_=set_, picture=picture)
    areas = score_views.areas(con, set_=set_, picture=picture)
    gaps = score_views.gaps(con, set_=set_)
    names = {one: called(one, catalogue, t, short=True) for one in whole["org_unit"]}
    defined = catalogue.criteria_sets.get(set_)
    return Block(
        title=score_sentences.block_title(named, whole, names, t),
        heat=units.heat(whole, areas, defined, catalogue, t, links, picture=picture),
        gap_title=score_gap.gap_sentence(gaps, catalogue, t) if len(gaps) else "",
        gap=score_gap.gap_table(gaps, catalogue, t, links) if len(gaps) else "",
        illustrative=bool(whole["illustrative"].any()),
    )


def card(
    con: duckdb.DuckDBPyConnection,
    *,
    set_: str,
    org_unit: str | None,
    picture: str,
    only_lost: bool,
    tasks: PointTasks,
    catalogue: Catalogue,
    t: Words,
    links: Links,
    theme: Theme,
) -> Card:
    """Return a unit's card in one of its pictures."""
    asked = {"set_": set_, "picture": picture}
    whole = row_of(scoring.summary(con, **asked), org_unit)
    areas = score_views.areas(con, **asked)
    mine = areas[_is(areas, org_unit)]
    title = score_sentences.unit_title(called(org_unit, catalogue, t), whole, mine, t)
    lines = scoring.scorecard(con, **asked, org_unit=org_unit)
    tree = score_card.tree(
        lines, whole, set_, tasks, catalogue, t, links, only_lost=only_lost, caption=title
    )
    steps = score_views.waterfall(con, **asked, org_unit=org_unit)
    events = score_events.score_events(con, set_=set_, org_unit=org_unit)
    return Card(
        title=title,
        standing=score_sentences.standing(whole, t),
        locked=bool(whole["locked"]),
        published=score_sentences.published(whole, t),
        markup=_figures(whole, t) + tree,
        fall=score_falling.fall(steps, catalogue.criteria_sets.get(set_), t, theme),
        fall_told=score_falling.fall_sentence(steps, t) if len(steps) else "",
        story=score_sentences.events_table(events, t),
        illustrative=bool(whole["illustrative"]),
    )


def row_of(table: pd.DataFrame, org_unit: str | None) -> dict:
    """Return a unit's row; the card of a unit outside the catalogue has none's."""
    return table[_is(table, org_unit)].iloc[0].to_dict()


def _is(table: pd.DataFrame, org_unit: str | None) -> pd.Series:
    return table["org_unit"] == org_unit if org_unit else table["org_unit"].isna()


def _figures(whole: Mapping, t: Words) -> str:
    """Return what a card comes to in large figures."""

    def written(name: str) -> str:
        return formats.points(whole[name], t.language) if pd.notna(whole[name]) else ""

    change = units.signed(whole["change"], t) if pd.notna(whole["change"]) else ""
    rank = f"{whole['rank']:.0f}/{whole['ranked']}" if pd.notna(whole["rank"]) else ""
    return big_figures(
        [
            BigFigure(t("score.total"), written("score"), whole[f"grade_{t.language}"] or ""),
            BigFigure(t("score.rank"), rank, units.since_last(whole, t)),
            BigFigure(t("score.change"), change),
            BigFigure(t("score.column.self"), written("self")),
            BigFigure(t("score.column.appraised"), written("appraised")),
            BigFigure(t("score.column.settled"), written("settled")),
            BigFigure(t("score.column.survey"), written("survey")),
            BigFigure(t("score.column.lost"), written("lost")),
        ]
    )
