"""The path of a goal as a drawing for the wall: thick lines, large letters, nothing to touch."""

from dataclasses import dataclass
from html import escape

from kpis.charts.markup import drawing
from kpis.charts.path import (
    Aim,
    Path,
    crosses_target,
    expected_parts,
    horizontal,
    label_above,
    last_known,
    marks,
    stretches,
    tick_texts,
    vertical,
    with_expected,
)
from kpis.charts.runs import missing, ticks
from kpis.charts.style import colour
from kpis.charts.theme import FONT
from kpis.words import Words

# Drawn at the size it has on a screen of 1920 × 1080, so that a letter of 28 is one of 28 pixels.
WIDTH, HEIGHT = 1190, 500
# What the label of the latest figure takes, with its distance from the point.
_LABEL = 180
_LEFT, _RIGHT, _TOP, _BOTTOM = 76, 1100, 30, 420
_FACE = FONT.replace('"', "'")
_LINE, _MUTED, _INK, _PATH, _ACCENT, _GROUND = map(
    colour, ("line", "muted", "ink", "path", "accent", "ground")
)


def path_drawing(history: Path, aim: Aim, words: Words) -> str:
    """Return the path of a goal as SVG, in the colours of the palette round it.

    These are named, so that a drawing within a page follows when its ground changes.
    """
    paper = _Paper(history, aim, words, horizontal(history, aim), vertical(history, aim))
    parts = [*paper.grid(), *paper.breaks(), *paper.expected(), *paper.target()]
    inner = "".join([*parts, *paper.actual(), *paper.last()])
    return drawing(WIDTH, HEIGHT, f'<g font-family="{_FACE}" font-size="28">{inner}</g>')


@dataclass(frozen=True, slots=True)
class _Paper:
    history: Path
    aim: Aim
    words: Words
    # First and last step, lowest and highest value: asked once, drawn with a thousand times.
    across: tuple[int, int]
    up: tuple[float, float]

    def x(self, step: float) -> float:
        first, last = self.across
        return round(_LEFT + 16 + (step - first) / max(last - first, 1) * (_RIGHT - _LEFT - 16), 1)

    def y(self, value: float) -> float:
        low, high = self.up
        return round(_BOTTOM - (value - low) / (high - low) * (_BOTTOM - _TOP), 1)

    def grid(self) -> list[str]:
        parts = []
        values = ticks(*self.up, self.aim.unit)
        for value, written in zip(values, tick_texts(values, self.words), strict=True):
            down = self.y(value)
            parts.append(_line(_LEFT, down, WIDTH, down, _LINE, 1.5))
            parts.append(_text(_LEFT - 14, down + 10, written, _MUTED, "end"))
        for step, (_, year) in marks(self.history, self.aim, self.words).items():
            if year:
                across = self.x(step)
                parts.append(_line(across, _BOTTOM, across, _BOTTOM + 10, _MUTED, 2))
                parts.append(_text(across, _BOTTOM + 46, year, _MUTED))
        return parts

    def breaks(self) -> list[str]:
        parts = []
        for step, text in self.aim.breaks:
            across = self.x(step - 1.5)
            parts.append(_line(across, _TOP, across, _BOTTOM, _MUTED, 2.5, "3 7"))
            parts.append(_text(across + 10, _BOTTOM - 14, text, _MUTED, "start"))
        return parts

    def expected(self) -> list[str]:
        known = with_expected(self.history)
        if not known:
            return []
        lines = []
        for part in expected_parts(self.history, self.aim):
            path = " ".join(f"{self.x(one['step'])},{self.y(one['expected'])}" for one in part)
            lines.append(_polyline(path, _PATH, 4, "14 10"))
        row = known[len(known) * 3 // 5]
        above = missing(row["value"]) or row["expected"] >= row["value"]
        down = self.y(row["expected"]) + (-16 if above else 40)
        anchor = "end" if above else "start"
        word = _text(self.x(row["step"]), down, self.words("chart.expected"), _MUTED, anchor)
        return [*lines, self._rimmed(word)]

    def target(self) -> list[str]:
        if missing(self.aim.target):
            return []
        down = self.y(self.aim.target)
        place = down + (40 if crosses_target(self.history, self.aim) else -14)
        text = self.aim.target_label(self.words)
        return [
            _line(_LEFT, down, WIDTH, down, _INK, 3),
            _text(_LEFT + 8, place, text, _INK, "start", "bold"),
        ]

    def actual(self) -> list[str]:
        parts = []
        for part in stretches(self.history, self.aim):
            places = [(self.x(one["step"]), self.y(one["value"])) for one in part]
            path = " ".join(f"{across},{down}" for across, down in places)
            parts.append(_polyline(path, _ACCENT, 7))
            parts += [_dot(across, down, 8, _ACCENT) for across, down in places]
        return parts

    def last(self) -> list[str]:
        row = last_known(self.history)
        if row is None:
            return []
        across, down = self.x(row["step"]), self.y(row["value"])
        above = label_above(self.history, self.aim, row)
        text = self.aim.written(row["value"], self.words)
        fits = across + _LABEL < WIDTH
        side = across + 20 if fits else WIDTH
        anchor = "start" if fits else "end"
        mark, ink = (colour(row["status"], part) for part in ("mark", "ink"))
        figure = _text(side, down + (-16 if above else 46), text, ink, anchor, "bold", 38)
        return [_dot(across, down, 15, mark), self._rimmed(figure)]

    def _rimmed(self, text: str) -> str:
        """Return a text with a rim of the ground, legible where a line runs behind it."""
        rim = f'stroke="{_GROUND}" stroke-width="12" stroke-linejoin="round"'
        return f'<g paint-order="stroke" {rim}>{text}</g>'


def _line(
    x1: float, y1: float, x2: float, y2: float, ink: str, width: float, dash: str = ""
) -> str:
    style = f'stroke="{ink}" stroke-width="{width}" stroke-dasharray="{dash or "none"}"'
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" {style}/>'


def _polyline(points: str, ink: str, width: float, dash: str = "") -> str:
    style = f'stroke="{ink}" stroke-width="{width}" stroke-dasharray="{dash or "none"}"'
    return f'<polyline points="{points}" fill="none" stroke-linejoin="round" {style}/>'


def _dot(across: float, down: float, radius: float, ink: str) -> str:
    return f'<circle cx="{across}" cy="{down}" r="{radius}" fill="{ink}"/>'


def _text(
    across: float,
    down: float,
    text: str,
    ink: str,
    anchor: str = "middle",
    weight: str = "normal",
    size: int = 28,
) -> str:
    style = f'text-anchor="{anchor}" font-weight="{weight}" font-size="{size}" fill="{ink}"'
    return f'<text x="{across}" y="{down}" {style}>{escape(text)}</text>'
