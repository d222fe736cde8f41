"""The course of a figure at the size of a word."""

from collections.abc import Sequence

from kpis.charts.markup import drawing, image
from kpis.charts.runs import missing, runs
from kpis.charts.theme import Theme


def sparkline(
    values: Sequence[float | None],
    theme: Theme,
    label: str,
    *,
    target: float | None = None,
    status: str | None = None,
    size: tuple[int, int] = (132, 36),
) -> str:
    """Return a line over periods of equal length as an image, the label as its text.

    ``values`` are in order of time, None or NaN where nobody reported: the line stops there. The
    target is a dashed line, the last value a dot in the colour of the status.
    """
    width, height = size
    stretches = runs(range(len(values)), values)
    inner = _inside(values, stretches, theme, target, status, size) if stretches else ""
    return image(drawing(width, height, inner), label, width, height, "k-spark")


def _inside(
    values: Sequence[float | None],
    stretches: list[list[int]],
    theme: Theme,
    target: float | None,
    status: str | None,
    size: tuple[int, int],
) -> str:
    width, height = size
    shown = [one for one in [*values, target] if not missing(one)]
    low, spread = min(shown), (max(shown) - min(shown)) or 1.0

    def at(place: int) -> tuple[float, float]:
        return 3 + place * (width - 9) / max(len(values) - 1, 1), level(values[place])

    def level(value: float) -> float:
        return height - 4 - (value - low) / spread * (height - 8)

    parts = [] if missing(target) else [_dashed(level(target), width, theme)]
    parts += [_line([at(place) for place in one], theme) for one in stretches]
    across, down = at(stretches[-1][-1])
    colour = theme.tone(status).mark if status else theme.accent
    dot = f'<circle cx="{across:.1f}" cy="{down:.1f}" r="3.4" fill="{colour}"/>'
    return "".join([*parts, dot])


def _line(points: list[tuple[float, float]], theme: Theme) -> str:
    if len(points) == 1:
        (across, down), *_ = points
        return f'<circle cx="{across:.1f}" cy="{down:.1f}" r="1.8" fill="{theme.accent}"/>'
    path = " ".join(f"{across:.1f},{down:.1f}" for across, down in points)
    style = 'fill="none" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"'
    return f'<polyline points="{path}" {style} stroke="{theme.accent}"/>'


def _dashed(down: float, width: int, theme: Theme) -> str:
    return (
        f'<line x1="0" x2="{width}" y1="{down:.1f}" y2="{down:.1f}" stroke="{theme.path}" '
        'stroke-width="1.2" stroke-dasharray="4 3"/>'
    )
