"""Units in their boundaries, coloured by status; drawn as plain shapes, without any map service."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, radians

from shapely import Geometry, Polygon
from shapely.affinity import affine_transform

from kpis.charts import label_places
from kpis.charts.icons import icon
from kpis.charts.label_places import Label
from kpis.charts.markup import drawing, escape, image, link
from kpis.charts.theme import Theme
from kpis.charts.tile_map import counts_of
from kpis.words import Words

# The drawing's own units; the picture takes the width it is given.
_WIDTH, _MOST_HEIGHT = 1000.0, 900.0
# How wide a letter of a label is in the drawing's units, and how high its two lines, where the
# picture is half as wide as a projector; on less room the style sheet makes the letters smaller.
LETTER, LINES, _MARK = 9.4, 46.0, 3


@dataclass(frozen=True, slots=True)
class Region:
    """One unit: its shape in the file's own coordinates, and what it shows."""

    shape: Geometry
    name: str
    value: str
    status: str
    href: str | None = None
    sentence: str = ""
    # Where the status is accounted for.
    why: str | None = None


def choropleth(
    regions: Sequence[Region], words: Words, theme: Theme, *, label: str, on_globe: bool = True
) -> str:
    """Return the regions on one picture, and how many stand where; ``label`` names the whole.

    ``on_globe`` says that coordinates are degrees: then a degree of longitude is drawn as short
    as it is at the middle latitude. Names and marks stand over the picture as links.
    """
    placed, height = _placed(regions, on_globe=on_globe)
    # Larger regions first: an island inside another's bounds stays visible.
    placed = sorted(placed, key=lambda one: -one.shape.area)
    spots = [_spot(one) for one in placed]
    labels = label_places.placed(spots, _WIDTH, height)
    shapes = "".join(_shape(one, theme) for one in placed)
    shapes += "".join(_leader(*pair, theme) for pair in zip(spots, labels, strict=True))
    picture = image(drawing(_WIDTH, height, shapes), label, round(_WIDTH), round(height), "k-land")
    pairs = zip(placed, labels, strict=True)
    names = "".join(_name(one, at, height, words) for one, at in pairs)
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


def _spot(one: Region) -> Label:
    """Return a region's label over the middle of its largest part."""
    at = max(_parts(one.shape), key=lambda part: part.area).representative_point()
    letters = max(len(one.name), len(one.value) + _MARK)
    return Label(at.x, at.y, LETTER * (letters + 1), LINES)


def _leader(spot: Label, at: Label, theme: Theme) -> str:
    """Return a line from a region to its label, where that had to give way."""
    if (spot.x, spot.y) == (at.x, at.y):
        return ""
    line = f"M{spot.x:.1f} {spot.y:.1f}L{at.x:.1f} {at.y:.1f}"
    return f'<path d="{line}" stroke="{theme.muted}" stroke-width="1.6" fill="none"/>'


def _name(one: Region, at: Label, height: float, words: Words) -> str:
    """Return name, value and mark at a place: the name leads to the unit, the mark to why."""
    status = words.code("status", one.status)
    told = escape(one.sentence or f"{one.name}: {one.value} · {status}")
    place = f"left:{100 * at.x / _WIDTH:.2f}%;top:{100 * at.y / height:.2f}%"
    figure = (
        f'{icon(one.status)}<i>{escape(one.value)}</i><span class="k-hear">{escape(status)}</span>'
    )
    return (
        f'<div class="k-place k-s-{one.status}" style="{place}" title="{told}">'
        f"{link(one.href, escape(one.name), 'k-place-name')}"
        f"{link(one.why, figure, 'k-place-why')}</div>"
    )
