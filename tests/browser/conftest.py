import json
import shutil
from datetime import date

import pytest

from kpis.accounts.roles import Actor
from kpis.catalogue.model import UnitKind
from kpis.intake.boundaries import keep_boundaries, read_boundaries
from kpis.intake.house import open_house
from tests.browser.site import Visitor, served

# Addresses of every page as a reader may meet it; the overview's path is empty.
ADDRESSES = [
    "/",
    "/indicator?detail=district",
    "/indicator?detail=cells&of=kg-899",
    "/agencies",
    "/districts?view=rank",
    "/districts?view=land",
    "/unit?unit=kg-911",
    "/upload",
    "/tracker",
    "/history",
    "/present",
    "/method",
    "/people",
    "/scorecard",
    "/scorecard?show=card&unit=kg-so-noi-vu",
    "/lost_points",
    "/lost_points?show=what_if&unit=kg-so-noi-vu",
    "/explain",
    "/compare",
    "/directives",
    "/national",
    "/service_index",
    "/tasks",
    "/catalogue",
    "/units",
]


@pytest.fixture(scope="session")
def site(demo_folder, tmp_path_factory):
    """The dashboard over a copy of the demonstration province, for all tests of this folder."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(demo_folder, folder, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPIS_DATA", str(folder))
        give_boundaries()
    with served(folder) as running:
        yield running


def give_boundaries():
    """Store a square for each district where its tile stands: maps can be drawn, and are ours."""
    house = open_house()
    features = []
    for one in house.catalogue.units_of(UnitKind.DISTRICT):
        west, north = 104 + one.tile_column / 4, 10.5 - one.tile_row / 4
        ring = [(0, 0), (0.25, 0), (0.25, -0.25), (0, -0.25), (0, 0)]
        corners = [[west + x, north + y] for x, y in ring]
        shape = {"type": "Polygon", "coordinates": [corners]}
        features.append({"type": "Feature", "properties": {"ma": one.code}, "geometry": shape})
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    read = read_boundaries(content, house.catalogue, UnitKind.DISTRICT, date(2024, 12, 14))
    keep_boundaries(house, read, Actor.at_the_machine("kiem-tra"), "ranh giới để thử")


@pytest.fixture
def arrive(chromium, site):
    """Come with a window of one's own; whatever nobody asked for fails the test."""
    visitors = []

    def arrived(root="", **options):
        visitors.append(Visitor.arrive(chromium, root or site.root, **options))
        return visitors[-1]

    yield arrived
    for one in visitors:
        one.context.close()
    assert not [url for one in visitors for url in one.foreign]
    assert not [text for one in visitors for text in one.dialogs]
    assert not [text for one in visitors for text in one.complaints]
