from dataclasses import replace
from datetime import date

import pytest

from kpis.domain.periods import Period
from kpis.intake.forms import Forms
from kpis.intake.house import open_house
from kpis.intake.owing import owed, owed_forms

DOSSIER_ITEMS = (
    *("received_total", "received_online", "received_direct", "carried_over"),
    *("resolved_total", "resolved_early", "resolved_on_time", "resolved_late"),
    *("pending_total", "pending_on_time", "pending_late"),
)


@pytest.fixture
def asked():
    house = open_house()

    def of(code):
        found = owed(house.catalogue, house.forms, Period.parse(code))
        return {(one.org_unit, one.form): one for one in found}

    return of


def open_units(reports):
    return {unit for (unit, _), one in reports.items() if not one.closed}


def test_every_agency_and_district_owes_both_forms_each_quarter(asked):
    reports = asked("2023-Q3")
    # 22 agencies and 15 districts (domain facts of Kiên Giang until February 2025).
    assert len(open_units(reports)) == 37
    assert {form for _, form in reports} == {"II.06a", "KPI-Q"}
    assert reports["kg-899", "II.06a"].items == DOSSIER_ITEMS
    assert reports["kg-899", "II.06a"].due_on == date(2023, 9, 16)


def test_the_workbook_asks_each_unit_for_what_it_reports(asked):
    reports = asked("2023-Q3")
    district, agency = reports["kg-899", "KPI-Q"].items, reports["kg-so-noi-vu", "KPI-Q"].items
    assert "commune_official_qualified_rate.numerator" in district
    assert "commune_official_qualified_rate.numerator" not in agency
    # What the dossier form gives is not asked again.
    assert not [one for one in district if one.startswith(("on_time_rate", "online_dossier_rate"))]


def test_a_count_that_two_indicators_share_is_asked_once(asked):
    items = asked("2023-Q3")["kg-899", "KPI-Q"].items
    assert items.count("online_service_rate.numerator") == 1
    assert "national_portal_rate.numerator" in items
    assert "national_portal_rate.denominator" not in items


def test_the_unit_of_the_window_s_last_day_owes_the_report(asked):
    # Quý I/2025 ends on 14/3: the agencies merged on 1/3/2025 are gone, their heirs report.
    reports = asked("2025-Q1")
    assert reports["kg-so-ke-hoach-va-dau-tu", "II.06a"].closed
    assert not reports["kg-so-tai-chinh-2025", "II.06a"].closed
    assert len(open_units(reports)) == 31
    assert "kg-so-tai-chinh-2025" not in {unit for unit, _ in asked("2024-Q4")}


def test_after_the_districts_have_ended_nobody_owes_anything(asked):
    assert not open_units(asked("2025-Q3"))


def test_a_kind_of_period_that_no_form_asks_for_is_not_asked(asked):
    assert not any(one.asked for one in asked("2024-H1").values())
    assert all(one.asked for one in asked("2024-Q2").values())


def test_a_form_is_owed_only_while_it_is_valid(asked):
    # Thông tư 01/2020/TT-VPCP is of 21/10/2020; the goals are reported from 2021.
    assert {form for _, form in asked("2020-Q2")} == {"KPI-Q"}
    assert not any(one.items for one in asked("2020-Q2").values())


def test_a_level_that_does_not_send_a_form_is_asked_for_nothing(asked):
    house = open_house()
    only_districts = house.forms["II.06a"].model_copy(update={"senders": ["district"]})
    forms = Forms({**house.forms.forms, "II.06a": only_districts})
    reports = owed(house.catalogue, forms, Period.parse("2023-Q3"))
    items = {one.org_unit: one.items for one in reports if one.form == "II.06a"}
    assert items["kg-so-noi-vu"] == ()
    assert items["kg-899"] == DOSSIER_ITEMS


def test_forms_without_senders_are_owed_by_nobody():
    house = open_house()
    assert {one.code for one in owed_forms(house.forms, date(2024, 1, 1))} == {"II.06a", "KPI-Q"}
    ended = house.forms["KPI-Q"].model_copy(update={"valid_to": date(2023, 12, 31)})
    forms = replace(house.forms, forms={**house.forms.forms, "KPI-Q": ended})
    assert {one.code for one in owed_forms(forms, date(2024, 1, 1))} == {"II.06a"}
