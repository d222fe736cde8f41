"""From the highest points down to the score: what each area took away, drawn to one scale."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from kpis.charts.canvas import blank
from kpis.charts.markup import label
from kpis.charts.path import tick_texts
from kpis.charts.runs import ticks
from kpis.charts.theme import Theme
from kpis.words import Words

_ROW, _WRAP = 36, 28


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a title, the heights before and after it, and its points as written.

    ``ends`` are the highest points and the score: places to be at, not losses.
    """

    title: str
    before: float
    after: float
    written: str
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A height worth knowing: where a grade begins, named."""

    at: float
    title: str


def score_fall(
    steps: Sequence[Step], lines: Sequence[Line], words: Words, theme: Theme
) -> go.Figure:
    """Return the way down, the first step on top; grades stand as lines where they are in sight.

    The axis starts near the score, for a loss of half a point would vanish beside a hundred; bars
    show losses alone, whose lengths are true whatever the start.
    """
    low, high = _range(steps)
    figure = blank(theme, words, 84 + _ROW * len(steps))
    rows = list(range(len(steps)))
    figure.add_bar(
        y=rows,
        x=[0 if one.ends else one.after - one.before for one in steps],
        base=[one.before for one in steps],
        orientation="h",
        width=0.56,
        marker={"color": [_colour(one, theme) for one in steps]},
        hovertext=[f"{label(one.title)}: {label(one.written)}" for one in steps],
        hoverinfo="text",
    )
    _joints(figure, steps, theme)
    _labels(figure, steps, theme)
    values = ticks(low, high, most=6)
    figure.update_xaxes(range=[low, high], tickvals=values, ticktext=tick_texts(values, words))
    names = [f"<b>{label(one.title)}</b>" if one.ends else _wrapped(one.title) for one in steps]
    figure.update_yaxes(
        tickvals=rows, ticktext=names, range=[len(steps) - 0.4, -0.9], showgrid=False
    )
    for one in lines:
        if low < one.at < high:
            _grade(figure, one, theme)
    return figure


def _range(steps: Sequence[Step]) -> tuple[float, float]:
    heights = [height for one in steps for height in (one.before, one.after)]
    span = max(max(heights) - min(heights), 2.0)
    # On the left stand the figures, written before their bars.
    return max(0.0, min(heights) - 0.38 * span), max(heights) + 0.06 * span


def _colour(one: Step, theme: Theme) -> str:
    if one.ends:
        return theme.accent
    return theme.tone("off_track" if one.after < one.before else "met").mark


def _joints(figure: go.Figure, steps: Sequence[Step], theme: Theme) -> None:
    """Join each step with the next one, so that the eye goes down the stairs."""
    pairs = range(len(steps) - 1)
    figure.add_scatter(
        x=[x for at in pairs for x in (steps[at].after, steps[at].after, None)],
        y=[y for at in pairs for y in (at, at + 1, None)],
        mode="lines",
        line={"color": theme.path, "width": 1.2, "dash": "dot"},
        hoverinfo="skip",
    )


def _labels(figure: go.Figure, steps: Sequence[Step], theme: Theme) -> None:
    """Write each step's points left of its bar, on a ground of their own: lines end at it."""
    ends = [(at, one) for at, one in enumerate(steps) if one.ends]
    figure.add_scatter(
        x=[one.after for _, one in ends],
        y=[at for at, _ in ends],
        mode="markers",
        marker={"size": 12, "color": theme.accent, "symbol": "diamond"},
        hoverinfo="skip",
        cliponaxis=False,
    )
    for at, one in enumerate(steps):
        ink = theme.accent if one.ends else theme.ink
        figure.add_annotation(
            x=min(one.before, one.after), y=at, text=f"<b>{label(one.written)}</b>",
            showarrow=False, xanchor="right", xshift=-9 if one.ends else -3, borderpad=1,
            bgcolor=theme.ground, font={"size": 15 if one.ends else 14, "color": ink},
        )  # fmt: skip


def _grade(figure: go.Figure, one: Line, theme: Theme) -> None:
    figure.add_vline(x=one.at, line={"color": theme.muted, "width": 1.4, "dash": "dash"})
    figure.add_annotation(
        x=one.at, y=-0.75, text=label(one.title), showarrow=False, xanchor="right", xshift=-4,
        font={"size": 13, "color": theme.muted},
    )  # fmt: skip


def _wrapped(title: str) -> str:
    """Return a long title in two lines at most, cut where it would need a third."""
    if len(title) <= _WRAP:
        return label(title)
    at = title.rfind(" ", 0, _WRAP)
    at = at if at > 0 else _WRAP
    rest = title[at:].strip()
    rest = rest if len(rest) <= _WRAP else f"{rest[: _WRAP - 1].rstrip()}…"
    return f"{label(title[:at])}<br>{label(rest)}"
