"""Boundaries of units: reading GeoJSON, and finding which shape is whose."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from shapely import Geometry, MultiPolygon, Polygon, get_coordinates, make_valid
from shapely.errors import ShapelyError
from shapely.geometry import shape

from kpis.domain.errors import BoundariesUnreadable

# Parts of the whole's width: finer than a screen shows, and small enough for every page view.
_FINENESS = 1 / 1500
# Degrees: what lies beyond is a plane's coordinates in metres, such as VN-2000.
_FARTHEST = 360


@dataclass(frozen=True, slots=True)
class Shape:
    """One feature of a file: what it says of itself, and its polygons."""

    properties: Mapping[str, object]
    geometry: Geometry


@dataclass(frozen=True, slots=True)
class Matched:
    """Shapes by unit; features that are nobody's, by what they are called."""

    # Of several features for one unit all count: a district may come island by island.
    units: dict[str, Geometry]
    strangers: tuple[str, ...]


def read_shapes(content: bytes) -> list[Shape]:
    """Return the areas of a GeoJSON file (RFC 7946). Raises ``BoundariesUnreadable``."""
    try:
        said = json.loads(content.decode("utf-8-sig"))
        features = said["features"] if said.get("type") == "FeatureCollection" else [said]
        shapes = [one for feature in features for one in _areas(feature)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ShapelyError) as error:
        raise BoundariesUnreadable("not GeoJSON") from error
    if not shapes:
        raise BoundariesUnreadable("no areas")
    return shapes


def _areas(feature: dict) -> Iterator[Shape]:
    geometry = shape(feature["geometry"]) if feature.get("geometry") else None
    if isinstance(geometry, Polygon | MultiPolygon) and not geometry.is_empty:
        yield Shape(feature.get("properties") or {}, make_valid(geometry))


def matched(shapes: list[Shape], unit_of: Callable[[str], str | None]) -> Matched:
    """Return whose each shape is: by the one property that names the most units.

    ``unit_of`` gives the unit that a code or a name means, if any. Nothing is guessed: a feature
    whose property names nobody stays a stranger.
    """
    fitting = Counter(
        name
        for one in shapes
        for name, value in one.properties.items()
        if unit_of(str(value)) is not None
    )
    best = fitting.most_common(1)[0][0] if fitting else ""
    units: dict[str, Geometry] = {}
    strangers = []
    for one in shapes:
        unit = unit_of(str(one.properties.get(best, "")))
        if unit is None:
            strangers.append(_called(one))
        else:
            units[unit] = units[unit].union(one.geometry) if unit in units else one.geometry
    return Matched(units, tuple(strangers))


def _called(one: Shape) -> str:
    texts = [value for value in one.properties.values() if isinstance(value, str)]
    return max(texts, key=len, default="?")


def simplified(units: Mapping[str, Geometry]) -> dict[str, Geometry]:
    """Return shapes with no more detail than a screen shows."""
    points = [get_coordinates(one) for one in units.values()]
    width = max(part[:, 0].max() for part in points) - min(part[:, 0].min() for part in points)
    return {unit: one.simplify(width * _FINENESS) for unit, one in units.items()}


def is_on_globe(units: Mapping[str, Geometry]) -> bool:
    """Tell whether coordinates are degrees rather than metres of a plane."""
    return all(abs(get_coordinates(one)).max() <= _FARTHEST for one in units.values())
