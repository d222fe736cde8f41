"""Boundaries: recognised by code or name, stored as a version, drawn without any request."""

import json
from datetime import date

import pytest

from kpis.catalogue.model import UnitKind
from kpis.errors import BoundariesRefused, ExplanationMissing, NotSignedIn
from kpis.intake.boundaries import keep_boundaries, read_boundaries
from kpis.queries.boundaries import boundaries
from tests.builders import MACHINE

DAY = date(2024, 12, 14)


def square(x, y, **properties):
    ring = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def geojson(*features):
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def read(content, house):
    return read_boundaries(content, house.catalogue, UnitKind.DISTRICT, DAY)


def test_units_are_found_by_code_text_or_number(house):
    found = read(geojson(square(0, 0, ma="899"), square(1, 0, ma=903)), house)
    assert set(found.shapes) == {"kg-899", "kg-903"}
    assert len(found.without) == 13


def test_units_are_found_by_any_of_their_names(house):
    content = geojson(square(0, 0, ten="TP. Rạch Giá"), square(1, 0, ten="H. Hòn Đất"))
    assert set(read(content, house).shapes) == {"kg-899", "kg-903"}


def test_what_only_nearly_fits_is_a_stranger_never_a_guess(house):
    content = geojson(square(0, 0, ten="Rạch Giá"), square(1, 0, ten="Gồng Riềng"))
    found = read(content, house)
    assert set(found.shapes) == {"kg-899"}
    assert found.strangers == ("Gồng Riềng",)


def test_islands_of_one_unit_come_together(house):
    found = read(geojson(square(0, 0, ma="911"), square(5, 5, ma="911")), house)
    assert found.shapes["kg-911"].area == pytest.approx(2)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b'{"type": "FeatureCollection"}',
        b'{"type": "FeatureCollection", "features": [1]}',
        b'{"type": "FeatureCollection", "features": []}',
        b"[" * 100_000,
        geojson({"type": "Feature", "properties": {}, "geometry": None}),
        geojson({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[["x"]]]}}),
        geojson({"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}}),
        geojson(square(0, 0, ten="Huyện không có thật")),
    ],
)
def test_other_files_are_refused(house, content):
    with pytest.raises(BoundariesRefused):
        read(content, house)


def test_boundaries_are_kept_as_a_version_and_replaced_by_later_ones(house):
    first = read(geojson(square(0, 0, ma="899"), square(1, 0, ma="903")), house)
    keep_boundaries(house, first, MACHINE, "Sở Tài nguyên và Môi trường")
    then = house.store.version()
    keep_boundaries(house, read(geojson(square(0, 0, ma="911")), house), MACHINE, "bản mới")
    for version, units in ((then, {"kg-899", "kg-903"}), (house.store.version(), {"kg-911"})):
        with house.store.reader(version) as con:
            assert set(boundaries(con, level="district")) == units
            assert boundaries(con, level="agency") == {}


def test_keeping_wants_a_person_and_a_source(house):
    found = read(geojson(square(0, 0, ma="899")), house)
    with pytest.raises(NotSignedIn):
        keep_boundaries(house, found, None, "nguồn")
    with pytest.raises(ExplanationMissing):
        keep_boundaries(house, found, MACHINE, "")
