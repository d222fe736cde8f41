"""The set-based reckoning agrees with a slow and obvious one on hundreds of small provinces."""

import math

import pytest

from kpis.catalogue.loading import load_catalogue
from kpis.intake import recording
from kpis.intake.house import open_house
from tests.builders import MACHINE, received, store
from tests.queries.random_provinces import Drawn
from tests.queries.slow import Counted, Slow

COUNT = 300
COMPARED = ("numerator", "denominator", "value", "low", "high", "reported", "expected", "basis")
JUDGED = ("target", "baseline", "expected_now", "gap", "progress", "status")


def alike(one, other):
    """Tell whether two answers are the same; missing is only like missing."""
    missing = [
        part is None or (isinstance(part, float) and math.isnan(part)) for part in (one, other)
    ]
    if any(missing):
        return all(missing)
    return one == other if isinstance(one, str) else math.isclose(one, other, abs_tol=1e-6)


def reports_of(observations):
    parts = {}
    for one in observations:
        name, _, part = one.item.rpartition(".")
        parts.setdefault((name, one.org_unit, one.period), {})[part] = one.value
    return {
        key: Counted(found.get("numerator"), found.get("denominator"), found.get("value"))
        for key, found in parts.items()
    }


@pytest.mark.parametrize("seed", [2021])
def test_the_slow_reckoning_and_the_set_based_one_agree(data_folder, seed):
    drawn = Drawn(seed, COUNT)
    drawn.write(data_folder / "catalogue")
    house = open_house()
    recording.establish(house, MACHINE)
    store(house, received(drawn.observations))
    slow = Slow(load_catalogue(data_folder / "catalogue"), reports_of(drawn.observations))
    with house.store.reader(house.store.version()) as con:
        table = con.execute("SELECT * FROM picture WHERE unit_kind <> 'group'").df()
    assert len(table) > 20 * COUNT
    assert set(table["status"]) == {
        "met", "on_track", "behind", "off_track", "not_enough_data", "closed", "not_applicable",
        "no_target",
    }  # fmt: skip
    wrong = []
    for fast in table.to_dict("records"):
        key = fast["indicator"], fast["org_unit"], fast["period"]
        figure, judged = slow.figure(*key), slow.judged(*key)
        pairs = [(name, getattr(figure, name, None), fast[name]) for name in COMPARED]
        if figure is None:
            pairs = [("value", None, fast["value"])]
        pairs += [(name, getattr(judged, name), fast[name]) for name in JUDGED]
        wrong += [(*key, *one) for one in pairs if not alike(*one[1:])]
    assert wrong == []
