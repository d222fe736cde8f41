"""A value against what is expected and what is aimed at, as one bar."""

from kpis.charts.markup import escape
from kpis.charts.runs import missing


def bullet(
    value: float | None,
    expected: float | None,
    target: float | None,
    status: str,
    label: str,
    *,
    bounds: tuple[float | None, float | None] = (None, None),
    top: float = 100.0,
) -> str:
    """Return a bar of the value in the colour of its status, from 0 to ``top``.

    A thin tick is the value expected by now, a thick one the target, a fine line the bounds if
    the silent units were all worst or all best. ``label`` says the same in words. What lies
    outside the scale is drawn at its edge.
    """
    parts = [_bar(value, top), _whisker(bounds, top)]
    parts += [_tick("expected", expected, top), _tick("target", target, top)]
    told = escape(label)
    spoken = f'role="img" aria-label="{told}" title="{told}"'
    return f'<span class="k-bullet k-s-{status}" {spoken}>{"".join(parts)}</span>'


def _bar(value: float | None, top: float) -> str:
    return "" if missing(value) else f'<i class="k-b-bar" style="width:{_share(value, top)}%"></i>'


def _whisker(bounds: tuple[float | None, float | None], top: float) -> str:
    low, high = bounds
    if missing(low) or missing(high) or high <= low:
        return ""
    left, right = _share(low, top), _share(high, top)
    return f'<i class="k-b-bounds" style="left:{left}%;width:{right - left:.1f}%"></i>'


def _tick(name: str, place: float | None, top: float) -> str:
    return (
        "" if missing(place) else f'<i class="k-b-{name}" style="left:{_share(place, top)}%"></i>'
    )


def _share(value: float, top: float) -> float:
    return round(min(max(value / top, 0.0), 1.0) * 100, 1)
