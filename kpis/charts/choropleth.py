"""Units in their boundaries, coloured by status; drawn as plain shapes, without any map service."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, radians

from shapely import Geometry, Polygon
from shapely.affinity import affine_transform

from kpis.charts.icons import icon
from kpis.charts.markup import drawing, escape, image
from kpis.charts.theme import Theme
from kpis.charts.tile_map import counts_of
from kpis.words import Words

# The drawing's own units; the picture takes the width it is given.
_WIDTH, _MOST_HEIGHT = 1000.0, 900.0
# How wide a letter of a name is in the drawing's units, at half a laptop's width.
_LETTER = 11.0
_HIDDEN = ' class="k-hear"'


@dataclass(frozen=True, slots=True)
class Region:
    """One unit: its shape in the file's own coordinates, and what it shows."""

    shape: Geometry
    name: str
    value: str
    status: str
    href: str | None = None
    sentence: str = ""


def choropleth(
    regions: Sequence[Region], words: Words, theme: Theme, *, label: str, on_globe: bool = True
) -> str:
    """Return the regions on one picture, and how many stand where; ``label`` names the whole.

    ``on_globe`` says that coordinates are degrees: then a degree of longitude is drawn as short
    as it is at the middle latitude. Names stand over the picture as links to the units.
    """
    placed, height = _placed(regions, on_globe=on_globe)
    # Larger regions first: an island inside another's bounds stays visible.
    shapes = "".join(_shape(one, theme) for one in sorted(placed, key=lambda one: -one.shape.area))
    picture = image(drawing(_WIDTH, height, shapes), label, round(_WIDTH), round(height), "k-land")
    names = "".join(_name(one, height, words) for one in placed)
    counts = counts_of([one.status for one in regions], words)
    return (
        f'<div class="k k-map"><div class="k-choropleth">{picture}{names}</div>'
        f'<div class="k-legend">{counts}</div></div>'
    )


def _placed(regions: Sequence[Region], *, on_globe: bool) -> tuple[list[Region], float]:
    """Return the regions in the drawing's coordinates, north up, and the drawing's height."""
    boxes = [one.shape.bounds for one in regions]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    narrow = cos(radians((south + north) / 2)) if on_globe else 1.0
    wide, tall = (east - west) * narrow or 1.0, (north - south) or 1.0
    scale = min(_WIDTH / wide, _MOST_HEIGHT / tall)
    left = (_WIDTH - wide * scale) / 2
    moved = [scale * narrow, 0, 0, -scale, left - west * scale * narrow, north * scale]
    return [replace(one, shape=affine_transform(one.shape, moved)) for one in regions], tall * scale


def _shape(one: Region, theme: Theme) -> str:
    tone = theme.tone(one.status)
    outline = "".join(_outlines(one.shape))
    return (
        f'<path d="{outline}" fill="{tone.soft}" stroke="{theme.ground}" '
        'stroke-width="2.5" stroke-linejoin="round"/>'
    )


def _outlines(shape: Geometry) -> Iterator[str]:
    for polygon in _parts(shape):
        for ring in (polygon.exterior, *polygon.interiors):
            yield "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring.coords) + "Z"


def _parts(shape: Geometry) -> list[Polygon]:
    parts = getattr(shape, "geoms", [shape])
    return [one for one in parts if isinstance(one, Polygon)]


def _name(one: Region, height: float, words: Words) -> str:
    """Return name, value and mark over the middle of a region's largest part.

    Where the name would reach into the neighbours, it is left to the title and the table.
    """
    largest = max(_parts(one.shape), key=lambda part: part.area)
    at, (west, _, east, _) = largest.representative_point(), largest.bounds
    named = east - west >= _LETTER * len(one.name)
    status = words.code("status", one.status)
    told = escape(one.sentence or f"{one.name}: {one.value} · {status}")
    place = f"left:{100 * at.x / _WIDTH:.2f}%;top:{100 * at.y / height:.2f}%"
    inner = (
        f"<b{'' if named else _HIDDEN}>{escape(one.name)}</b>"
        f"<span>{icon(one.status)}{escape(one.value)}</span>"
        f'<span class="k-hear">{escape(status)}</span>'
    )
    css = f'class="k-place k-s-{one.status}" style="{place}" title="{told}"'
    if not one.href:
        return f"<div {css}>{inner}</div>"
    return f'<a {css} data-nav href="{escape(one.href)}">{inner}</a>'
