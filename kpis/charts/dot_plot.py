"""Units in order of their figure, against the goal."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from kpis.charts.canvas import SYMBOLS, Canvas
from kpis.charts.markup import label
from kpis.charts.path import Aim, tick_texts
from kpis.charts.runs import missing, ticks, value_range
from kpis.charts.theme import Theme
from kpis.words import Words
from kpis.words.formats import sort_key

_ROW, _FRAME = 25, 74


@dataclass(frozen=True, slots=True)
class UnitDot:
    """One unit's figure, its status, and the sentence that explains it."""

    id: str
    name: str
    value: float | None
    status: str
    sentence: str = ""


def dot_plot(
    units: Sequence[UnitDot],
    aim: Aim,
    words: Words,
    theme: Theme,
    *,
    lower_is_better: bool = False,
) -> go.Figure:
    """Return one row a unit, the best on top, those without a figure at the bottom by alphabet.

    The target is a labelled line. Every point carries its unit's id in ``customdata``; the height
    grows with the number of units.
    """
    rows = ranked(units, lower_is_better)
    canvas = Canvas(theme, words, _FRAME + _ROW * max(len(rows), 1))
    drawing = _Drawing(canvas, list(enumerate(rows)), aim, words, theme)
    drawing.axes()
    drawing.target()
    for status in dict.fromkeys(one.status for one in rows):
        drawing.dots(status)
    drawing.silent()
    return canvas.figure()


def ranked(units: Sequence[UnitDot], lower_is_better: bool = False) -> list[UnitDot]:
    """Return the units from best to worst, then those without a figure by alphabet."""
    known = [one for one in units if not missing(one.value)]
    silent = [one for one in units if missing(one.value)]
    sign = 1 if lower_is_better else -1
    known.sort(key=lambda one: (sign * one.value, sort_key(one.name)))
    return known + sorted(silent, key=lambda one: sort_key(one.name))


@dataclass(frozen=True, slots=True)
class _Drawing:
    canvas: Canvas
    rows: list[tuple[int, UnitDot]]
    aim: Aim
    words: Words
    theme: Theme

    def axes(self) -> None:
        low, high = self._range()
        values = ticks(low, high, self.aim.unit)
        self.canvas.across(
            # Room on the right for the figure that stands beside the last dot.
            range=[low, high + (high - low) * 0.1],
            tickvals=values,
            ticktext=tick_texts(values, self.words),
            showgrid=True,
            gridcolor=self.theme.grid,
        )
        self.canvas.up(
            range=[len(self.rows) - 0.4, -1.2],
            tickvals=[place for place, _ in self.rows],
            ticktext=[label(one.name) for _, one in self.rows],
            tickfont={"size": 13.5, "color": self.theme.ink},
            showgrid=False,
        )

    def target(self) -> None:
        if missing(self.aim.target):
            return
        self.canvas.upright(self.aim.target, {"color": self.theme.ink, "width": 1.6})
        self.canvas.say(
            x=self.aim.target,
            y=-0.75,
            text=f"<b>{label(self.aim.target_label(self.words))}</b>",
            xanchor="right",
            xshift=-4,
            font={"color": self.theme.ink, "size": 14},
        )

    def dots(self, status: str) -> None:
        """Draw the units of one status, in its colour and shape."""
        group = [(p, one) for p, one in self.rows if one.status == status and not _silent(one)]
        texts = [self.aim.written(one.value, self.words) for _, one in group]
        marker = {"size": 12, "color": self.theme.tone(status).mark, "symbol": SYMBOLS[status]}
        values = [one.value for _, one in group]
        sides = [self._side(value) for value in values]
        self._points(group, values, texts, self.theme.ink, marker, sides)

    def silent(self) -> None:
        """Draw the units without a figure as hollow marks that say why."""
        group = [(place, one) for place, one in self.rows if _silent(one)]
        closed = [one.status == "closed" for _, one in group]
        why = (self.words.code("status", "closed"), self.words("chart.no_figure"))
        shapes = ["square-open" if one else "circle-open" for one in closed]
        marker = {"size": 10, "color": self.theme.muted, "symbol": shapes}
        low, high = self._range()
        edge = [low + (high - low) * 0.012] * len(group)
        texts = [why[not one] for one in closed]
        self._points(group, edge, texts, self.theme.muted, marker, ["right"] * len(group))

    def _points(
        self,
        group: list,
        x: list[float],
        texts: list[str],
        ink: str,
        marker: dict,
        sides: list[str],
    ) -> None:
        if not group:
            return
        self.canvas.scatter(
            x=x,
            y=[place for place, _ in group],
            mode="markers+text",
            text=[f"\N{NO-BREAK SPACE}{label(text)}\N{NO-BREAK SPACE}" for text in texts],
            textposition=[f"middle {side}" for side in sides],
            textfont={"color": ink, "size": 13},
            marker=marker,
            customdata=[[one.id] for _, one in group],
            hovertext=[self._told(one) for _, one in group],
            hoverinfo="text",
            cliponaxis=False,
        )

    def _side(self, value: float) -> str:
        """Return the side for a figure: the left where the target's line would run through it."""
        low, high = self._range()
        near = not missing(self.aim.target) and 0 < self.aim.target - value < (high - low) * 0.2
        return "left" if near else "right"

    def _range(self) -> tuple[float, float]:
        return value_range([*(one.value for _, one in self.rows), self.aim.target], self.aim.unit)

    def _told(self, one: UnitDot) -> str:
        lines = [self.words.code("status", one.status), one.sentence]
        return "<br>".join([f"<b>{label(one.name)}</b>", *(label(line) for line in lines if line)])


def _silent(one: UnitDot) -> bool:
    return missing(one.value)
