"""Paths side by side as small pictures on one scale, so that heights may be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from kpis.charts.canvas import SYMBOLS, Canvas
from kpis.charts.markup import label
from kpis.charts.path import Path, Point, tick_texts
from kpis.charts.runs import missing, runs, ticks, value_range
from kpis.charts.theme import Theme
from kpis.words import Words
from kpis.words.formats import amount, period

_ROW = 230
# Letters in a line of a title; the room above the highest figure, as a share of the axis.
_LETTERS, _ABOVE = 20, 0.12


@dataclass(frozen=True, slots=True)
class PathPanel:
    """One path: ``history`` has period, step, value, expected_now, status, series.

    ``marked`` are steps to point out, each with its figure.
    """

    title: str
    history: Path
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
    # Changed as what it is written in: the figure would be looked through at every change.
    layout = grid.layout.to_plotly_json() | {"margin": {"t": 44}}
    for title in layout.get("annotations", ()):
        title |= {"font": {"size": 14, "color": theme.ink}, "yshift": 6}
    canvas = Canvas(theme, words, 50 + _ROW * rows, **layout)
    _axes(canvas, panels, words)
    for place, panel in enumerate(panels, start=1):
        number = "" if place == 1 else place
        _draw(canvas, panel, words, theme, {"xaxis": f"x{number}", "yaxis": f"y{number}"})
    return canvas.figure()


def _title(text: str) -> str:
    """Return a panel's title in lines that fit half of a phone's width."""
    return "<br>".join(f"<b>{label(line)}</b>" for line in wrap(text, _LETTERS))


def _axes(canvas: Canvas, panels: Sequence[PathPanel], words: Words) -> None:
    drawn = [one.target for one in panels]
    steps = []
    for one in panels:
        drawn += [each[name] for each in one.history for name in ("value", "expected_now")]
        steps += [each["step"] for each in one.history]
    low, high = value_range(drawn, panels[0].unit if panels else "%")
    # Figures pointed out in the midst of a path stand above it.
    high += (high - low) * (_ABOVE if any(one.marked for one in panels) else 0)
    values = ticks(low, high, panels[0].unit if panels else "%", most=5)
    first, last = (min(steps), max(steps)) if steps else (0, 12)
    # Every second year: in a small picture on a laptop all of them would run together.
    years = [step for step in range(first, last + 1) if step % 12 == 0][::2]
    canvas.across(range=[first - 2, last + (last - first) * 0.42 + 2], tickvals=years)
    canvas.across(ticktext=[str(step // 12 - 1) for step in years], tickangle=0)
    canvas.across(showticklabels=True)
    canvas.up(range=[low, high], tickvals=values, ticktext=tick_texts(values, words))


def _draw(canvas: Canvas, panel: PathPanel, words: Words, theme: Theme, where: dict) -> None:
    history = panel.history
    steps = [one["step"] for one in history]
    if not missing(panel.target) and history:
        target = {"color": theme.ink, "width": 1.2}
        _line(canvas, [steps[0], steps[-1]], [panel.target] * 2, target, where)
    dashed = {"color": theme.path, "width": 1.6, "dash": "dash"}
    _line(canvas, steps, [one["expected_now"] for one in history], dashed, where)
    for part in runs(steps, [one["value"] for one in history], _cuts(history)):
        rows = [history[place] for place in part]
        canvas.scatter(
            x=[one["step"] for one in rows],
            y=[one["value"] for one in rows],
            mode="lines+markers",
            line={"color": theme.accent, "width": 2.4},
            marker={"size": 5, "color": theme.accent},
            hovertext=[_told(row, panel, words) for row in rows],
            hoverinfo="text",
            **where,
        )
    _marks(canvas, panel, words, theme, where)


def _cuts(history: Path) -> list[int]:
    """Return the steps at which a new definition begins."""
    return [
        one["step"]
        for before, one in pairwise(history)
        if None not in (before["series"], one["series"]) and one["series"] > before["series"]
    ]


def _marks(canvas: Canvas, panel: PathPanel, words: Words, theme: Theme, where: dict) -> None:
    known = [one for one in panel.history if not missing(one["value"])]
    marked = [one for one in known if one["step"] in panel.marked]
    for row in marked if panel.marked else known[-1:]:
        tone = theme.tone(row["status"])
        written = amount(row["value"], panel.unit, panel.decimals, words.language)
        canvas.scatter(
            x=[row["step"]],
            y=[row["value"]],
            mode="markers+text",
            text=[f"\N{NO-BREAK SPACE}<b>{label(written)}</b>"],
            textposition="middle right" if row is known[-1] else "top center",
            textfont={"color": tone.ink, "size": 13.5},
            marker={"size": 11, "color": tone.mark, "symbol": SYMBOLS[row["status"]]},
            hoverinfo="skip",
            cliponaxis=False,
            **where,
        )


def _line(canvas: Canvas, x: Sequence, y: Sequence, look: dict, where: dict) -> None:
    canvas.scatter(x=x, y=y, mode="lines", line=look, hoverinfo="skip", **where)


def _told(row: Point, panel: PathPanel, words: Words) -> str:
    written = amount(row["value"], panel.unit, panel.decimals, words.language)
    lines = [label(panel.title), label(period(row["period"], words.language)), label(written)]
    return "<br>".join([*lines, label(words.code("status", row["status"]))])
