"""The empty figure every chart starts from."""

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


def blank(theme: Theme, words: Words, height: int = 380) -> go.Figure:
    """Return a figure with our look: direct labels, quiet grid, the reader's decimal mark."""
    axis = _axis(theme)
    layout = go.Layout(
        font={"family": FONT, "size": 14, "color": theme.ink},
        separators=",." if words.language == "vi" else ".,",
        paper_bgcolor=_CLEAR,
        plot_bgcolor=_CLEAR,
        margin={"l": 12, "r": 16, "t": 16, "b": 12},
        xaxis={**axis, "showgrid": False},
        yaxis={**axis, "gridcolor": theme.grid, "showline": False},
        hoverlabel={"bgcolor": theme.surface, "bordercolor": theme.line, "align": "left"},
        showlegend=False,
        dragmode=False,
    )
    return go.Figure(layout={"template": go.layout.Template(layout=layout), "height": height})


def _axis(theme: Theme) -> dict[str, object]:
    return {
        "linecolor": theme.line,
        "tickcolor": theme.line,
        "tickfont": {"color": theme.muted, "size": 13},
        "automargin": True,
        "zeroline": False,
        "fixedrange": True,
    }
