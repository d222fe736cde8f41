"""The path of one goal: what was reached, what was expected, what is aimed at."""

from collections.abc import Iterable
from dataclasses import dataclass

import plotly.graph_objects as go

from kpis.charts.canvas import SYMBOLS, Canvas
from kpis.charts.markup import label
from kpis.charts.path import (
    Aim,
    Path,
    Point,
    bridges,
    crosses_target,
    expected_parts,
    horizontal,
    is_bounded,
    label_above,
    last_known,
    marks,
    stretches,
    tick_texts,
    told,
    vertical,
    with_expected,
)
from kpis.charts.runs import missing, ticks
from kpis.charts.theme import Theme
from kpis.words import Words


def trajectory(history: Path, aim: Aim, words: Words, theme: Theme) -> go.Figure:
    """Return the path of a goal in order of time.

    ``history`` has the periods of one kind in order. The line stops at a missing period and at a
    break of the definition; illustrative figures are hollow.
    """
    drawing = _Drawing(Canvas(theme, words), history, aim, words, theme)
    drawing.axes()
    drawing.target()
    drawing.breaks()
    drawing.events()
    drawing.bounds()
    drawing.expected()
    drawing.actual()
    drawing.outlook()
    drawing.last()
    return drawing.canvas.figure()


@dataclass(frozen=True, slots=True)
class _Drawing:
    canvas: Canvas
    history: Path
    aim: Aim
    words: Words
    theme: Theme

    def axes(self) -> None:
        first, last = horizontal(self.history, self.aim)
        low, high = vertical(self.history, self.aim)
        under = marks(self.history, self.aim, self.words)
        self.canvas.across(
            range=[first - 1.5, last + max(2.0, (last - first) * 0.1)],
            tickvals=list(under),
            ticktext=["<br>".join(label(text) for text in pair) for pair in under.values()],
            tickangle=0,
        )
        values = ticks(low, high, self.aim.unit)
        written = tick_texts(values, self.words)
        self.canvas.up(range=[low, high], tickvals=values, ticktext=written)

    def target(self) -> None:
        if missing(self.aim.target):
            return
        first, last = horizontal(self.history, self.aim)
        self._line([first - 1.5, last], [self.aim.target] * 2, self.theme.ink, 1.6, "solid")
        crossed = crosses_target(self.history, self.aim)
        text = f"<b>{label(self.aim.target_label(self.words))}</b>"
        self._say(first - 1.2, self.aim.target, text, self.theme.ink, not crossed, xanchor="left")

    def breaks(self) -> None:
        for step, text in self.aim.breaks:
            line = {"color": self.theme.muted, "width": 1.4, "dash": "dot"}
            self.canvas.upright(step - 1.5, line)
            where = {"yref": "paper", "xanchor": "left", "xshift": 5}
            self._say(step - 1.5, 0, label(text), self.theme.muted, True, **where)

    def events(self) -> None:
        """Draw what happened to the unit itself: a line that cuts nothing."""
        first, last = horizontal(self.history, self.aim)
        for step, text in self.aim.events:
            line = {"color": self.theme.accent, "width": 1.2, "dash": "dash"}
            self.canvas.upright(step - 1.5, line)
            late = step > (first + last) / 2
            where = {"yref": "paper", "xanchor": "right" if late else "left"}
            shift = -5 if late else 5
            self._say(step - 1.5, 0, label(text), self.theme.ink, True, xshift=shift, **where)

    def bounds(self) -> None:
        wide = [one for one in self.history if is_bounded(one)]
        up = [one["high"] - one["value"] for one in wide]
        down = [one["value"] - one["low"] for one in wide]
        self.canvas.scatter(
            **_across(wide, "value"),
            mode="markers",
            marker={"size": 1, "color": self.theme.path},
            error_y=_bars(up, down, self.theme.path),
            opacity=0.6,
            hoverinfo="skip",
        )

    def expected(self) -> None:
        known = with_expected(self.history)
        if not known:
            return
        for part in expected_parts(self.history, self.aim):
            self._line(*_across(part, "expected").values(), self.theme.path, 2, "dash")
        row = known[len(known) * 3 // 5]
        above = missing(row["value"]) or row["expected"] >= row["value"]
        text = label(self.words("chart.expected"))
        self._say(row["step"], row["expected"], text, self.theme.muted, above)

    def actual(self) -> None:
        parts = stretches(self.history, self.aim)
        for last, first in bridges(parts, self.aim):
            ends = [last["step"], first["step"]], [last["value"], first["value"]]
            self._line(*ends, self.theme.accent, 1.4, "dot")
        for part in parts:
            shapes = ["circle-open" if one["illustrative"] else "circle" for one in part]
            self.canvas.scatter(
                **_across(part, "value"),
                mode="lines+markers",
                line={"color": self.theme.accent, "width": 3},
                marker={"size": 8, "symbol": shapes, "color": self.theme.accent},
                hovertext=[self._hover(row) for row in part],
                hoverinfo="text",
            )

    def outlook(self) -> None:
        end, row = self.aim.outlook, last_known(self.history)
        if end is None or row is None:
            return
        bars = _bars([0, end.high - end.value], [0, end.value - end.low], self.theme.accent)
        ends = [row["step"], end.step], [row["value"], end.value]
        self._line(*ends, self.theme.accent, 2, "dot", error_y=bars)
        text = self.words("chart.outlook", value=self.aim.written(end.value, self.words))
        self._say(end.step, end.low, label(text), self.theme.accent, False)

    def last(self) -> None:
        row = last_known(self.history)
        if row is None:
            return
        tone = self.theme.tone(row["status"])
        self.canvas.scatter(
            x=[row["step"]],
            y=[row["value"]],
            mode="markers",
            marker={"size": 15, "color": tone.mark, "symbol": SYMBOLS[row["status"]]},
            hoverinfo="skip",
        )
        above = label_above(self.history, self.aim, row)
        text = f"<b>{label(self.aim.written(row['value'], self.words))}</b>"
        place = {"xanchor": "left", "xshift": 9, "font": {"color": tone.ink, "size": 18}}
        self._say(row["step"], row["value"], text, tone.ink, above, **place)

    def _hover(self, row: Point) -> str:
        name, *rest = (label(line) for line in told(row, self.aim, self.words))
        return "<br>".join([f"<b>{name}</b>", *rest])

    def _line(
        self, x: Iterable, y: Iterable, colour: str, width: float, dash: str, **more: object
    ) -> None:
        line = {"color": colour, "width": width, "dash": dash}
        self.canvas.scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", **more)

    def _say(
        self, x: float, y: float, text: str, colour: str, above: bool, **place: object
    ) -> None:
        """Write safe markup beside a point, above or below it."""
        self.canvas.say(
            x=x,
            y=y,
            text=text,
            yanchor="bottom" if above else "top",
            yshift=6 if above else -6,
            bgcolor=self.theme.ground,
            opacity=0.92,
            borderpad=1,
            **({"font": {"color": colour, "size": 14}} | place),
        )


def _across(points: Path, column: str) -> dict[str, list]:
    return {"x": [one["step"] for one in points], "y": [one[column] for one in points]}


def _bars(up: Iterable, down: Iterable, colour: str) -> dict:
    return {"array": up, "arrayminus": down, "color": colour, "thickness": 1.2, "width": 4}
