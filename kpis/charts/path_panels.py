"""Paths side by side as small pictures on one scale, so that heights may be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from kpis.charts.canvas import SYMBOLS, blank
from kpis.charts.markup import label
from kpis.charts.path import tick_texts
from kpis.charts.runs import missing, runs, ticks, value_range
from kpis.charts.theme import Theme
from kpis.words import Words
from kpis.words.formats import amount, period

_ROW = 230
# Letters in a line of a title; the room above the highest figure, as a share of the axis.
_LETTERS, _ABOVE = 20, 0.12


@dataclass(frozen=True, slots=True)
class PathPanel:
    """One path: ``history`` has the columns period, step, value, expected_now, status, series.

    ``marked`` are steps to point out, each with its figure.
    """

    title: str
    history: pd.DataFrame
    target: float | None = None
    unit: str = "%"
    decimals: int = 1
    marked: Sequence[int] = ()


def path_panels(
    panels: Sequence[PathPanel], words: Words, theme: Theme, *, across: int = 2
) -> go.Figure:
    """Return one small picture a path, all on the same axes; lines stop at gaps and at breaks.

    The target is a thin line, what is expected is dashed, the last figure (or those marked) has
    the shape of its status and stands in numbers.
    """
    across = max(min(across, len(panels)), 1)
    rows = max(-(-len(panels) // across), 1)
    grid = make_subplots(
        rows=rows, cols=across, shared_yaxes="all", shared_xaxes="all",
        subplot_titles=[_title(one.title) for one in panels],
        horizontal_spacing=0.04, vertical_spacing=0.36 / rows,
    )  # fmt: skip
    figure = blank(theme, words, 50 + _ROW * rows)
    grid.update_layout(template=figure.layout.template, height=figure.layout.height)
    grid.update_layout(margin={"t": 44})
    _axes(grid, panels, words)
    for place, panel in enumerate(panels):
        row, column = divmod(place, across)
        where = {"row": row + 1, "col": column + 1}
        _draw(grid, panel, words, theme, where)
    grid.update_annotations(font={"size": 14, "color": theme.ink}, yshift=6)
    return grid


def _title(text: str) -> str:
    """Return a panel's title in lines that fit half of a phone's width."""
    return "<br>".join(f"<b>{label(line)}</b>" for line in wrap(text, _LETTERS))


def _axes(grid: go.Figure, panels: Sequence[PathPanel], words: Words) -> None:
    drawn = [one.target for one in panels]
    steps = []
    for one in panels:
        drawn += [*one.history["value"].tolist(), *one.history["expected_now"].tolist()]
        steps += one.history["step"].tolist()
    low, high = value_range(drawn, panels[0].unit if panels else "%")
    # Figures pointed out in the midst of a path stand above it.
    high += (high - low) * (_ABOVE if any(one.marked for one in panels) else 0)
    values = ticks(low, high, panels[0].unit if panels else "%", most=5)
    first, last = (min(steps), max(steps)) if steps else (0, 12)
    # Every second year: in a small picture on a laptop all of them would run together.
    years = [step for step in range(first, last + 1) if step % 12 == 0][::2]
    grid.update_xaxes(range=[first - 2, last + (last - first) * 0.42 + 2], tickvals=years)
    grid.update_xaxes(ticktext=[str(step // 12 - 1) for step in years], tickangle=0)
    grid.update_xaxes(showticklabels=True)
    grid.update_yaxes(range=[low, high], tickvals=values, ticktext=tick_texts(values, words))


def _draw(grid: go.Figure, panel: PathPanel, words: Words, theme: Theme, where: dict) -> None:
    history = panel.history
    if not missing(panel.target) and len(history):
        ends = [history["step"].iloc[0], history["step"].iloc[-1]]
        target = {"color": theme.ink, "width": 1.2}
        _line(grid, ends, [panel.target] * 2, target, where)
    dashed = {"color": theme.path, "width": 1.6, "dash": "dash"}
    _line(grid, history["step"], history["expected_now"], dashed, where)
    cuts = history.loc[history["series"].diff() > 0, "step"].tolist()
    for part in runs(history["step"].tolist(), history["value"].tolist(), cuts):
        rows = history.iloc[part]
        grid.add_scatter(
            x=rows["step"],
            y=rows["value"],
            mode="lines+markers",
            line={"color": theme.accent, "width": 2.4},
            marker={"size": 5, "color": theme.accent},
            hovertext=[_told(row, panel, words) for row in rows.itertuples()],
            hoverinfo="text",
            **where,
        )
    _marks(grid, panel, words, theme, where)


def _marks(grid: go.Figure, panel: PathPanel, words: Words, theme: Theme, where: dict) -> None:
    known = panel.history.dropna(subset=["value"])
    chosen = known[known["step"].isin(panel.marked)] if panel.marked else known.tail(1)
    for row in chosen.itertuples():
        tone = theme.tone(row.status)
        written = amount(row.value, panel.unit, panel.decimals, words.language)
        grid.add_scatter(
            x=[row.step],
            y=[row.value],
            mode="markers+text",
            text=[f"\N{NO-BREAK SPACE}<b>{label(written)}</b>"],
            textposition="middle right" if row.step == known["step"].iloc[-1] else "top center",
            textfont={"color": tone.ink, "size": 13.5},
            marker={"size": 11, "color": tone.mark, "symbol": SYMBOLS[row.status]},
            hoverinfo="skip",
            cliponaxis=False,
            **where,
        )


def _line(grid: go.Figure, x: Sequence, y: Sequence, look: dict, where: dict) -> None:
    grid.add_scatter(x=x, y=y, mode="lines", line=look, hoverinfo="skip", **where)


def _told(row: tuple, panel: PathPanel, words: Words) -> str:
    written = amount(row.value, panel.unit, panel.decimals, words.language)
    lines = [label(panel.title), label(period(row.period, words.language)), label(written)]
    return "<br>".join([*lines, label(words.code("status", row.status))])
