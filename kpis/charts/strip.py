"""All provinces on one scale, a lane for each region: ours, the leader and the median by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import plotly.graph_objects as go

from kpis.charts.canvas import blank
from kpis.charts.markup import label
from kpis.charts.path import tick_texts
from kpis.charts.runs import ticks
from kpis.charts.theme import Theme
from kpis.words import Words

_LANE, _FRAME = 64, 92
# A dot takes this share of the width; two nearer than that stand above each other.
_DOT = 0.014
_LIFTS = (0.0, -0.17, 0.17, -0.34, 0.34)


@dataclass(frozen=True, slots=True)
class StripDot:
    """One province: its figure as written, whether it is named on the chart, what it tells."""

    name: str
    value: float
    written: str
    sentence: str
    ours: bool = False
    leads: bool = False
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """A region with its provinces; ``note`` stands under its name."""

    title: str
    dots: Sequence[StripDot]
    note: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Middle:
    """The median of all provinces, and what stands on its line."""

    value: float
    text: str


def strip(
    lanes: Sequence[Lane],
    middle: Middle | None,
    words: Words,
    theme: Theme,
    *,
    lower_is_better: bool = False,
) -> go.Figure:
    """Return one lane a region, the better on the right; hollow dots are inferred.

    The height grows with the lanes.
    """
    figure = blank(theme, words, _FRAME + _LANE * max(len(lanes), 1))
    drawing = _Drawing(figure, lanes, _span(lanes, middle), theme, lower_is_better)
    drawing.axes(words)
    if middle:
        drawing.middle(middle)
    for place, lane in enumerate(lanes):
        drawing.lane(place, lane)
    return figure


def lifted(values: Sequence[float], near: float) -> list[float]:
    """Return how far from the middle of its lane each dot stands, so that few hide another."""
    taken = dict.fromkeys(_LIFTS, -inf)
    lifts = [0.0] * len(values)
    for place in sorted(range(len(values)), key=values.__getitem__):
        free = (one for one in _LIFTS if values[place] - taken[one] >= near)
        # Where all are taken, the one whose dot lies farthest back.
        lift = next(free, min(_LIFTS, key=taken.__getitem__))
        lifts[place], taken[lift] = lift, values[place]
    return lifts


def _span(lanes: Sequence[Lane], middle: Middle | None) -> tuple[float, float]:
    values = [one.value for lane in lanes for one in lane.dots]
    values += [middle.value] if middle else []
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    room = max((high - low) * 0.08, 0.5)
    return low - room, high + room


@dataclass(frozen=True, slots=True)
class _Drawing:
    figure: go.Figure
    lanes: Sequence[Lane]
    span: tuple[float, float]
    theme: Theme
    lower_is_better: bool

    def axes(self, words: Words) -> None:
        # A place is never below the first: ranks end at 1.
        values = [one for one in ticks(*self.span, most=8) if one >= 1 or not self.lower_is_better]
        low, high = self.span
        self.figure.update_xaxes(
            range=[high, low] if self.lower_is_better else [low, high],
            tickvals=values,
            ticktext=tick_texts(values, words),
            showgrid=True,
            gridcolor=self.theme.grid,
        )
        self.figure.update_yaxes(
            range=[len(self.lanes) - 0.4, -1.0],
            tickvals=list(range(len(self.lanes))),
            ticktext=[self._title(one) for one in self.lanes],
            tickfont={"size": 13.5, "color": self.theme.ink},
            showgrid=False,
        )

    def middle(self, middle: Middle) -> None:
        line = {"color": self.theme.path, "width": 2, "dash": "dash"}
        self.figure.add_vline(x=middle.value, line=line)
        self._say(middle.value, -0.78, label(middle.text), self.theme.muted)

    def lane(self, place: int, lane: Lane) -> None:
        """Draw a region's provinces, the named ones last so that nothing hides them."""
        near = (self.span[1] - self.span[0]) * _DOT
        lifts = lifted([one.value for one in lane.dots], near)
        dots = [(one, place + lift) for one, lift in zip(lane.dots, lifts, strict=True)]
        self._dots([(one, y) for one, y in dots if not _named(one)], lane.ours)
        for one, y in dots:
            if _named(one):
                self._name(one, y, lane.ours)

    def _dots(self, dots: list[tuple[StripDot, float]], ours: bool) -> None:
        if not dots:
            return
        ink = self.theme.accent if ours else self.theme.path
        shapes = ["circle-open" if one.inferred else "circle" for one, _ in dots]
        marker = {"size": 10, "color": ink, "symbol": shapes, "opacity": 0.85 if ours else 0.6}
        self._points(dots, marker)

    def _name(self, one: StripDot, y: float, ours: bool) -> None:
        ink = self.theme.accent if one.ours or ours else self.theme.ink
        size = 17 if one.ours else 12
        shape = "diamond" if one.ours else "circle"
        marker = {"size": size, "color": ink, "symbol": f"{shape}-open" if one.inferred else shape}
        self._points([(one, y)], marker)
        text = f"{label(one.name)} {label(one.written)}"
        on_left = (one.value < sum(self.span) / 2) != self.lower_is_better
        side = {"xanchor": "left" if on_left else "right"}
        shift = {"xshift": -8 if on_left else 8, "yshift": 18}
        self._say(one.value, y, f"<b>{text}</b>" if one.ours else text, ink, **side, **shift)

    def _points(self, dots: list[tuple[StripDot, float]], marker: dict) -> None:
        told = [f"<b>{label(one.name)}</b><br>{label(one.sentence)}" for one, _ in dots]
        self.figure.add_scatter(
            x=[one.value for one, _ in dots],
            y=[y for _, y in dots],
            mode="markers",
            marker={"line": {"width": 1, "color": self.theme.ground}, **marker},
            hovertext=told,
            hoverinfo="text",
            cliponaxis=False,
        )

    def _say(self, x: float, y: float, text: str, ink: str, **place: object) -> None:
        look = {"showarrow": False, "font": {"color": ink, "size": 14}, "borderpad": 1}
        self.figure.add_annotation(x=x, y=y, text=text, bgcolor=self.theme.ground, **look, **place)

    def _title(self, lane: Lane) -> str:
        title = f"<b>{label(lane.title)}</b>" if lane.ours else label(lane.title)
        return f"{title}<br>{label(lane.note)}" if lane.note else title


def _named(one: StripDot) -> bool:
    return one.ours or one.leads
