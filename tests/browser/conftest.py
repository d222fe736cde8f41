import shutil

import pytest

from tests.browser.site import Visitor, served

# Addresses of every page as a reader may meet it; the overview's path is empty.
ADDRESSES = [
    "/",
    "/indicator?detail=district",
    "/indicator?detail=cells&of=kg-899",
    "/agencies",
    "/districts?view=table",
    "/districts?view=map",
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
    with served(folder) as running:
        yield running


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
