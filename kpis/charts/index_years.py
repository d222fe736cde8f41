"""A province's index year by year: gaps as gaps, new versions and mergers drawn as lines."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from kpis.charts.canvas import blank
from kpis.charts.markup import label
from kpis.charts.path import tick_texts
from kpis.charts.runs import missing, runs, ticks
from kpis.charts.theme import Theme
from kpis.words import Words


@dataclass(frozen=True, slots=True)
class YearPoint:
    """One year: our figure as a number and as written, and what the others came to."""

    year: int
    value: float | None
    written: str = ""
    sentence: str = ""
    inferred: bool = False
    median: float | None = None
    best: float | None = None


@dataclass(frozen=True, slots=True)
class YearMark:
    """A line across the years with a short word: a new version (at its first year), a merger."""

    at: float
    text: str
    cuts: bool = True


@dataclass(frozen=True, slots=True)
class Side:
    """What runs beside our figures, and the word at its end."""

    median: str
    best: str


def index_years(
    points: Sequence[YearPoint],
    marks: Sequence[YearMark],
    side: Side,
    words: Words,
    theme: Theme,
    *,
    ranks: bool = False,
    height: int = 360,
) -> go.Figure:
    """Return years from left to right, ours as a line that stops at gaps and at new versions.

    Hollow marks are inferred. With ``ranks`` the first place is on top.
    """
    drawing = _Drawing(blank(theme, words, height), points, marks, words, theme, ranks)
    drawing.axes()
    drawing.marks_()
    drawing.beside([one.best for one in points], side.best, "dot")
    drawing.beside([one.median for one in points], side.median, "dash")
    drawing.ours()
    return drawing.figure


@dataclass(frozen=True, slots=True)
class _Drawing:
    figure: go.Figure
    points: Sequence[YearPoint]
    marks: Sequence[YearMark]
    words: Words
    theme: Theme
    ranks: bool

    def axes(self) -> None:
        years = [one.year for one in self.points]
        ends = [*years, *(round(one.at) for one in self.marks if not one.cuts)]
        low, high = self._span()
        values = ticks(low, high, most=5)
        if self.ranks:
            values = [one for one in values if one >= 1 and one == int(one)]
        self.figure.update_xaxes(
            range=[min(ends) - 0.5, max(ends) + 0.9],
            tickvals=list(range(min(ends), max(ends) + 1)),
            ticktext=[str(year) for year in range(min(ends), max(ends) + 1)],
        )
        self.figure.update_yaxes(
            range=[high, low] if self.ranks else [low, high],
            tickvals=values,
            ticktext=tick_texts(values, self.words),
        )

    def marks_(self) -> None:
        for one in self.marks:
            line = {"color": self.theme.muted, "width": 1.4, "dash": "dot"}
            self.figure.add_vline(x=one.at, line=line)
            where = {"yref": "paper", "yanchor": "bottom"}
            side = {"xanchor": "left", "xshift": 4} if one.cuts else {"xanchor": "right"}
            self._say(one.at, 0, label(one.text), self.theme.muted, **where, **side)

    def beside(self, values: list[float | None], word: str, dash: str) -> None:
        """Draw what the others came to, thin, its word at the last point."""
        stretches = self._runs(values)
        for places in stretches:
            self.figure.add_scatter(
                x=[self.points[place].year for place in places],
                y=[values[place] for place in places],
                mode="lines+markers",
                line={"color": self.theme.path, "width": 1.8, "dash": dash},
                marker={"size": 5, "color": self.theme.path},
                hoverinfo="skip",
            )
        if stretches:
            last = stretches[-1][-1]
            place = {"xanchor": "left", "xshift": 8}
            text = label(word)
            self._say(self.points[last].year, values[last], text, self.theme.muted, **place)

    def ours(self) -> None:
        values = [one.value for one in self.points]
        for places in self._runs(values):
            part = [self.points[place] for place in places]
            shapes = ["circle-open" if one.inferred else "circle" for one in part]
            self.figure.add_scatter(
                x=[one.year for one in part],
                y=[one.value for one in part],
                mode="lines+markers+text",
                text=[f"<b>{label(one.written)}</b>" for one in part],
                textposition=[self._side(one) for one in part],
                textfont={"color": self.theme.accent, "size": 14},
                line={"color": self.theme.accent, "width": 3},
                marker={"size": 10, "symbol": shapes, "color": self.theme.accent},
                hovertext=[f"<b>{one.year}</b><br>{label(one.sentence)}" for one in part],
                hoverinfo="text",
                cliponaxis=False,
            )

    def _side(self, one: YearPoint) -> str:
        """Return the side for a figure: away from the median's line."""
        if missing(one.median) or missing(one.value):
            return "top center"
        return "top center" if one.value >= one.median else "bottom center"

    def _runs(self, values: list[float | None]) -> list[list[int]]:
        cuts = [one.at + 0.5 for one in self.marks if one.cuts]
        return runs([one.year for one in self.points], values, cuts)

    def _span(self) -> tuple[float, float]:
        drawn = [part for one in self.points for part in (one.value, one.median, one.best)]
        known = [one for one in drawn if not missing(one)] or [0.0, 1.0]
        room = max((max(known) - min(known)) * 0.2, 0.5)
        return min(known) - room, max(known) + room

    def _say(self, x: float, y: float, text: str, ink: str, **place: object) -> None:
        look = {"showarrow": False, "font": {"color": ink, "size": 13.5}, "borderpad": 1}
        self.figure.add_annotation(x=x, y=y, text=text, bgcolor=self.theme.ground, **look, **place)
