"""Communes added up by the former districts they lie in: an estimate, worked by hand."""

from datetime import date

import pytest

from kpis.intake import recording
from kpis.intake.house import open_house
from kpis.queries.figures import figures
from kpis.queries.old_areas import old_areas_at
from tests.builders import MACHINE, counts, received
from tests.queries.conftest import UNIT_COLUMNS, Province
from tests.queries.dated import write
from tests.queries.test_restated import EVENT_COLUMNS, event, indicator, unit

CLOSED, FIRST = "2025-06-30", "2025-07-01"


@pytest.fixture
def province(data_folder):
    """Two districts until June 2025, then four communes; the third lies in both."""
    units = [
        unit("p", kind="province"),
        *(unit(one, ends=CLOSED) for one in ("d1", "d2")),
        *(unit(one, FIRST, kind="commune") for one in ("x1", "x2", "x3", "x4")),
    ]
    write(
        data_folder / "catalogue",
        [indicator("rate", ["district", "commune"])],
        [],
        org_units=UNIT_COLUMNS + "".join(units),
        org_unit_events=EVENT_COLUMNS
        + "".join(event("abolish", FIRST, one, "") for one in ("d1", "d2")),
        old_areas="commune,district,share\nx1,d1,1\nx2,d1,1\nx3,d1,0.25\nx3,d2,0.75\n",
    )
    house = open_house()
    recording.establish(house, MACHINE)
    known = Province(house)
    known.store(
        received(
            counts("rate", "d1", 30, 40, "2025-Q2"),
            counts("rate", "x1", 10, 100, "2025-Q3"),
            counts("rate", "x3", 80, 100, "2025-Q3"),
            counts("rate", "x4", 1, 1, "2025-Q3"),
        )
    )
    return known


def areas(known, period):
    catalogue = known.house.catalogue
    parts = [(one.commune, one.district, one.share) for one in catalogue.old_areas]
    found = known.ask(old_areas_at, indicator="rate", period=period, areas=parts)
    return {one["district"]: one for one in found.to_dict("records")}


def test_a_former_district_is_the_sum_of_its_communes_parts(province):
    found = areas(province, "2025-Q3")
    # 10 + 0.25 × 80 of 100 + 0.25 × 100; the silent commune is in no sum.
    assert (found["d1"]["numerator"], found["d1"]["denominator"]) == (30, 125)
    assert (found["d1"]["value"], found["d1"]["reported"], found["d1"]["expected"]) == (24, 2, 3)
    assert (found["d2"]["numerator"], found["d2"]["denominator"]) == (60, 75)


def test_nothing_is_estimated_while_the_districts_reported_themselves(province):
    assert areas(province, "2025-Q2") == {}


def test_the_closed_district_stays_readable_and_is_not_late(province):
    known = province.ask(figures, indicator="rate", org_unit="d1")
    status = dict(zip(known["period"], known["status"], strict=True))
    value = dict(zip(known["period"], known["value"], strict=True))
    assert (status["2025-Q3"], value["2025-Q2"]) == ("closed", 75)
    assert province.house.catalogue.org_units["d1"].valid_to == date(2025, 6, 30)


def test_without_a_list_of_old_areas_there_are_none(province):
    found = province.ask(old_areas_at, indicator="rate", period="2025-Q3", areas=[])
    assert found.empty
