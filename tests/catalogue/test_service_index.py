"""The index of Quyết định 766/QĐ-TTg as data: it adds up, and fits the forms it is read from."""

import shutil

import pytest

from kpis.catalogue.service_index import load_service_index
from kpis.errors import CatalogueInvalid
from kpis.intake.forms import load_forms
from kpis.settings import ROOT

SHIPPED = ROOT / "data" / "national"


@pytest.fixture(scope="module")
def index():
    return load_service_index(SHIPPED)


def test_components_and_maxima_are_those_the_forms_read(index):
    forms = [one for one in load_forms(ROOT / "data" / "forms") if one.family == index.family]
    assert len(forms) == 2
    for form in forms:
        most = {one.item: one.most for one in form.column}
        assert {one.item for one in index.component} | {index.total} == set(most)
        assert most[index.total] == index.best
        assert all((one.alone or one.best) == most[one.item] for one in index.component)


# Phụ lục Quyết định 766/QĐ-TTg: 18 + 20 + 22 + 22 + 18, services online parted 12 + 10.
def test_the_six_components_come_to_a_hundred(index):
    assert [one.best for one in index.component] == [18, 20, 22, 12, 10, 18]
    assert not index.bands_verified


@pytest.mark.parametrize(
    ("points", "best", "band"),
    [(100, None, "excellent"), (90, None, "excellent"), (89.99, None, "good"), (80, None, "good"),
     (79.99, None, "fair"), (70, None, "fair"), (69.63, None, "average"), (50, None, "average"),
     (49.99, None, "weak"), (0, None, "weak"), (16.2, 18, "excellent"), (16.19, 18, "good")],
)  # fmt: skip
def test_points_have_a_band_at_every_edge(index, points, best, band):
    assert index.band_of(points, best).id == band


@pytest.mark.parametrize(
    ("written", "spoilt", "reason"),
    [
        ("best = 20", "best = 21", "the components come to 101, not 100"),
        ("from = 0", "from = 5", "one that starts at 0"),
        ("from = 80", "from = 60", "bands fall from the best"),
    ],
)
def test_an_index_that_contradicts_itself_is_refused(tmp_path, written, spoilt, reason):
    folder = shutil.copytree(SHIPPED, tmp_path / "copied")
    path = folder / "service_index.toml"
    path.write_text(path.read_text("utf-8").replace(written, spoilt, 1), "utf-8")
    with pytest.raises(CatalogueInvalid) as problem:
        load_service_index(folder)
    assert problem.value.facts["file"] == "service_index.toml"
    assert reason in problem.value.facts["reason"]


def test_a_folder_without_the_index_is_named(tmp_path):
    with pytest.raises(CatalogueInvalid, match="not found"):
        load_service_index(tmp_path)
