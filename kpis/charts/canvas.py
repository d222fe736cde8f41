"""What every chart is drawn on."""

import plotly.graph_objects as go

from kpis.charts.theme import FONT, Theme
from kpis.words import Words

# The shape of each status in a figure, beside its colour.
SYMBOLS = {
    "met": "circle",
    "on_track": "diamond",
    "behind": "triangle-up",
    "off_track": "x",
    "not_enough_data": "circle-open",
    "closed": "square-open",
    "not_applicable": "diamond-open",
    "no_target": "circle",
}
_CLEAR = "rgba(0,0,0,0)"


class Canvas:
    """A figure in the making: direct labels, quiet grid, the reader's decimal mark.

    Its parts are gathered and put together once, for plotly looks through a finished figure
    anew with every part added: that took four times as long.
    """

    def __init__(self, theme: Theme, words: Words, height: int = 380, **layout: object) -> None:
        """Take the size in pixels, and what else of plotly's layout is known from the start."""
        look = {"template": {"layout": _look(theme, words)}, "height": height}
        self._layout: dict = {"xaxis": {}, "yaxis": {}, **layout, **look}
        self._traces: list[dict] = []

    def scatter(self, **trace: object) -> None:
        """Draw points, lines or texts."""
        self._traces.append({"type": "scatter", **trace})

    def say(self, **annotation: object) -> None:
        """Write a text, without an arrow."""
        said = {"showarrow": False, **annotation}
        self._layout.setdefault("annotations", []).append(said)

    def upright(self, x: float, line: dict) -> None:
        """Draw a line from the top to the bottom."""
        shape = {"type": "line", "x0": x, "x1": x, "xref": "x"}
        shape |= {"y0": 0, "y1": 1, "yref": "y domain", "line": line}
        self._layout.setdefault("shapes", []).append(shape)

    def across(self, **axis: object) -> None:
        """Set the axis that leads across; where there are several pictures, of all of them."""
        self._axes("xaxis", axis)

    def up(self, **axis: object) -> None:
        """Set the axis that leads upwards; where there are several pictures, of all of them."""
        self._axes("yaxis", axis)

    def _axes(self, kind: str, axis: dict) -> None:
        for name in self._layout:
            if name.startswith(kind):
                self._layout[name] |= axis

    def figure(self) -> go.Figure:
        """Return what has been drawn."""
        return go.Figure({"data": self._traces, "layout": self._layout})


def blank(theme: Theme, words: Words, height: int = 380) -> go.Figure:
    """Return a figure with our look and nothing on it."""
    return Canvas(theme, words, height).figure()


def _look(theme: Theme, words: Words) -> dict:
    axis = _axis(theme)
    return {
        "font": {"family": FONT, "size": 14, "color": theme.ink},
        "separators": ",." if words.language == "vi" else ".,",
        "paper_bgcolor": _CLEAR,
        "plot_bgcolor": _CLEAR,
        "margin": {"l": 12, "r": 16, "t": 16, "b": 12},
        "xaxis": {**axis, "showgrid": False},
        "yaxis": {**axis, "gridcolor": theme.grid, "showline": False},
        "hoverlabel": {"bgcolor": theme.surface, "bordercolor": theme.line, "align": "left"},
        "showlegend": False,
        "dragmode": False,
    }


def _axis(theme: Theme) -> dict[str, object]:
    return {
        "linecolor": theme.line,
        "tickcolor": theme.line,
        "tickfont": {"color": theme.muted, "size": 13},
        "automargin": True,
        "zeroline": False,
        "fixedrange": True,
    }
