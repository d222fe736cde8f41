"""The dimensions of an index as small pictures on one scale, ours against the median."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from kpis.charts.canvas import blank
from kpis.charts.markup import label
from kpis.charts.path import tick_texts
from kpis.charts.runs import missing, runs, ticks
from kpis.charts.theme import Theme
from kpis.words import Words

_ACROSS, _ROW = 4, 190


@dataclass(frozen=True, slots=True)
class Panel:
    """One dimension: a title, our points and the median by year, and our last figure as written."""

    title: str
    values: Sequence[float | None]
    medians: Sequence[float | None]
    written: str = ""
    told: Sequence[str] = ()


def dimension_panels(
    panels: Sequence[Panel],
    years: Sequence[int],
    cuts: Sequence[int],
    words: Words,
    theme: Theme,
) -> go.Figure:
    """Return a small picture a dimension, four in a row; lines stop at gaps and at the cuts."""
    rows = max(-(-len(panels) // _ACROSS), 1)
    titles = [f"<b>{label(one.title)}</b>" for one in panels]
    grid = make_subplots(
        rows=rows, cols=_ACROSS, subplot_titles=titles, shared_yaxes="all",
        horizontal_spacing=0.03, vertical_spacing=0.34 / rows,
    )  # fmt: skip
    figure = blank(theme, words, 60 + _ROW * rows)
    grid.update_layout(template=figure.layout.template, height=figure.layout.height)
    grid.update_layout(margin={"t": 34})
    _axes(grid, panels, years, words)
    for place, panel in enumerate(panels):
        row, column = divmod(place, _ACROSS)
        _draw(grid, panel, years, cuts, theme, {"row": row + 1, "col": column + 1})
    grid.update_annotations(font={"size": 13.5, "color": theme.ink}, yshift=6)
    return grid


def _axes(grid: go.Figure, panels: Sequence[Panel], years: Sequence[int], words: Words) -> None:
    drawn = [one for panel in panels for one in (*panel.values, *panel.medians)]
    known = [one for one in drawn if not missing(one)] or [0.0, 1.0]
    room = max((max(known) - min(known)) * 0.14, 0.3)
    low, high = min(known) - room, max(known) + room
    values = ticks(low, high, most=4)
    ends = [years[0], years[-1]]
    grid.update_xaxes(range=[ends[0] - 0.6, ends[1] + 0.6], tickvals=ends)
    grid.update_xaxes(ticktext=[str(one) for one in ends], tickangle=0)
    grid.update_yaxes(range=[low, high], tickvals=values, ticktext=tick_texts(values, words))


def _draw(
    grid: go.Figure,
    panel: Panel,
    years: Sequence[int],
    cuts: Sequence[int],
    theme: Theme,
    place: dict,
) -> None:
    for values, ink, width, dash in (
        (panel.medians, theme.path, 1.6, "dash"),
        (panel.values, theme.accent, 2.6, "solid"),
    ):
        for part in runs(years, values, cuts):
            grid.add_scatter(
                x=[years[one] for one in part],
                y=[values[one] for one in part],
                mode="lines+markers",
                line={"color": ink, "width": width, "dash": dash},
                marker={"size": 5, "color": ink},
                hovertext=[label(panel.told[one]) for one in part] if panel.told else None,
                hoverinfo="text" if panel.told else "skip",
                **place,
            )
    _last(grid, panel, years, theme, place)


def _last(grid: go.Figure, panel: Panel, years: Sequence[int], theme: Theme, place: dict) -> None:
    known = [at for at, one in enumerate(panel.values) if not missing(one)]
    if not known:
        return
    at = known[-1]
    middle = panel.medians[at]
    above = missing(middle) or panel.values[at] >= middle
    grid.add_scatter(
        x=[years[at]],
        y=[panel.values[at]],
        mode="markers+text",
        text=[f"<b>{label(panel.written)}</b>"],
        textposition="top left" if above else "bottom left",
        textfont={"color": theme.accent, "size": 14},
        marker={"size": 9, "color": theme.accent},
        hoverinfo="skip",
        cliponaxis=False,
        **place,
    )
