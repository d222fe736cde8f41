"""A definition that changes: what is cut, what may be compared, what stays explained."""

import pytest

from kpis.intake import recording
from kpis.intake.house import open_house
from kpis.queries.contradictions import contradictions
from kpis.queries.goals import goals_at
from tests.builders import MACHINE, counts, received, row
from tests.queries.conftest import TEXTS, Province
from tests.queries.dated import DISTRICTS, indicator, write
from tests.queries.test_kinds_of_goals import goal

# The first report that ends on 24/6/2022 or later is that of Quý III/2022.
BREAK = f"[[{{name}}.later]]\nsince = 2022-06-24\nreason = {{{{ {TEXTS} }}}}\n"
BRIDGE = f"[{{name}}.later.bridge]\nrule = {{{{ {TEXTS} }}}}\nfactor = 0.5\n"
OTHER = (
    "[[formed.alternative]]\nid = 'formed.766'\nmeasure = 'mixed'\nsince = 2022-06-23\n"
    "documents = ['d']\n"
    + "".join(f"{one} = {{ {TEXTS} }}\n" for one in ("title", "short", "numerator", "denominator"))
    + f"reason = {{ {TEXTS} }}\n"
    "sources = [{ numerator = ['resolved_early', 'resolved_on_time', 'pending_on_time'], "
    "denominator = ['received_total'] }]\n"
)
FORM = (
    "[[formed.sources]]\nnumerator = ['resolved_early', 'resolved_on_time']\n"
    "denominator = ['resolved_total']\n"
)
LATER = ("cut", "bridged", "renamed")
Q2, Q3, Q2_2021 = "2022-Q2", "2022-Q3", "2021-Q2"


@pytest.fixture(scope="module")
def dated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dated")
    more = {
        "cut": BREAK.format(name="cut"),
        "bridged": BREAK.format(name="bridged") + BRIDGE.format(name="bridged"),
        "silent": BREAK.format(name="silent"),
        "renamed": f"[[renamed.later]]\nsince = 2022-06-24\ntitle = {{ {TEXTS} }}\n",
        "formed": FORM + OTHER,
        "plain": "",
    }
    names = (*LATER, "plain")
    write(
        folder / "catalogue",
        [indicator(one, text) for one, text in more.items()],
        [goal(one, ">=", 97, "reach") for one in names],
    )
    rates = {"2021-Q1": 40, "2021-Q3": 42, Q2: 46, Q3: 60, "2022-Q4": 61}
    reports = [
        counts(name, unit, rate, 100, period)
        for name in LATER for unit in DISTRICTS for period, rate in rates.items()
    ]  # fmt: skip
    # Nine months by the new definition less a half year by the old one are no quarter.
    for name in ("plain", "silent"):
        reports += [counts(name, "d1", 50, 100, "2022-H1")]
        reports += [counts(name, "d1", 90, 200, "2022-9M")]
    # A unit that joins, and a half year that its quarters contradict.
    given = (("2021-Q1", 60, 100), (Q2_2021, 70, 100), ("2021-H1", 131, 200))
    reports += [counts("plain", "d2", part, whole, period) for period, part, whole in given]
    reports += [counts("plain", "d3", 0, 100, Q2_2021)]
    reports += [counts("plain", "p", 1, 2, "2023-Q1"), *(
        counts("plain", unit, 1, 4, "2023-Q1") for unit in DISTRICTS
    )]  # fmt: skip
    form = row(
        "d1", Q3, resolved_early=50, resolved_on_time=30, resolved_total=100, pending_on_time=15,
        received_total=120,
    )  # fmt: skip
    early = row("d1", "2022-Q1", resolved_early=1, resolved_on_time=1, resolved_total=2,
                pending_on_time=1, received_total=3)  # fmt: skip
    half = row("d2", "2023-H1", resolved_early=1, resolved_on_time=1, resolved_total=2,
               pending_on_time=1, received_total=3)  # fmt: skip
    first = row("d2", "2023-Q1", resolved_early=1, resolved_on_time=0, resolved_total=1,
                pending_on_time=1, received_total=2)  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPIS_DATA", str(folder))
        house = open_house()
        recording.establish(house, MACHINE)
        province = Province(house)
        province.store(
            received(*reports), received(form, early, half, first, form="II.06a", file="b.xlsx")
        )
    return province


def changed(dated, name, unit, period, **how):
    [one] = dated.ask(goals_at, period=period, subjects=[(name, unit)], **how)
    return one


def test_a_figure_goes_by_the_definition_of_its_period(dated):
    found = [dated.figure("cut", "d1", one)["definition"] for one in (Q2, Q3)]
    assert found == ["cut@2021", "cut@2022"]
    assert [dated.figure("cut", "p", one)["definition"] for one in (Q2, Q3)] == found


def test_no_quarter_is_reckoned_from_another_definition_s_counts(dated):
    assert dated.figure("plain", "d1", Q3)["value"] == 40
    silent = dated.figure("silent", "d1", Q3)
    assert silent is None or silent["value"] is None
    assert dated.figure("silent", "d1", "2022-9M")["definition"] == "silent@2022"


def test_the_path_starts_anew_with_a_new_definition_and_the_past_keeps_its_own(dated):
    before, after = (dated.figure("cut", "d1", one) for one in (Q2, Q3))
    assert (before["baseline"], after["baseline"]) == (40, 60)
    # 40 → 97 in 57 months, 15 of them gone; 60 is what the new path starts from.
    assert (before["expected_now"], after["expected_now"]) == (55, 60)
    renamed = dated.figure("renamed", "d1", Q3)
    assert (renamed["definition"], renamed["baseline"], renamed["expected_now"]) == (
        "renamed@2022", 40, 58,
    )  # fmt: skip


def test_nothing_is_compared_across_a_break_without_a_bridge(dated):
    now = changed(dated, "cut", "p", Q3)
    assert now["before"] is None
    assert now["like_change"] is None
    assert (now["broken"], now["year_broken"]) == (True, True)
    later = changed(dated, "cut", "p", "2022-Q4")
    assert (later["before"], later["broken"], later["like_change"]) == (60, False, pytest.approx(1))


def test_a_bridge_is_marked_and_can_be_switched_off(dated):
    now = changed(dated, "bridged", "p", Q3)
    # Half of 46 and of 42.
    assert (now["before"], now["year_before"], now["broken"]) == (23, 21, True)
    assert (now["like_change"], now["like_units"]) == (pytest.approx(37), 5)
    off = changed(dated, "bridged", "p", Q3, bridged=False)
    assert off["before"] is None
    assert off["like_year_change"] is None
    # No status rests on it.
    assert off["status"] == now["status"] == dated.figure("cut", "p", Q3)["status"]


def test_words_that_change_break_nothing(dated):
    now = changed(dated, "renamed", "p", Q3)
    assert (now["before"], now["broken"], now["year_before"]) == (46, False, 42)


def test_like_for_like_leaves_out_who_did_not_report_both(dated):
    now = changed(dated, "plain", "p", "2021-Q2")
    # All: 60 % of one unit to 35 % of two; the unit that reported both went from 60 to 70.
    assert (now["before"], now["value"]) == (60, 35)
    assert (now["like_change"], now["like_units"]) == (pytest.approx(10), 1)


def test_a_second_formula_has_figures_of_its_own(dated):
    first, second = (dated.figure(one, "d1", Q3) for one in ("formed", "formed.766"))
    assert (first["value"], first["denominator"]) == (80, 100)
    # (50 + 30 + 15) / 120
    assert (second["value"], second["denominator"]) == (pytest.approx(79.16667), 120)
    assert (second["definition"], second["reading_of"]) == ("formed.766@2022", "formed")
    assert dated.figure("formed.766", "p", Q3)["numerator"] == 95
    assert (first["reading_of"], second["status"]) == (None, "no_target")


def test_a_second_formula_begins_with_its_document(dated):
    assert dated.figure("formed", "d1", "2022-Q1")["value"] == 100
    silent = dated.figure("formed.766", "d1", "2022-Q1")
    assert silent is None or silent["value"] is None


def test_what_is_open_at_a_period_s_end_is_never_taken_away(dated):
    assert dated.figure("formed", "d2", "2023-Q2")["basis"] == "reckoned"
    second = dated.figure("formed.766", "d2", "2023-Q2")
    assert second is None or second["value"] is None


def test_a_cumulative_figure_is_held_against_its_parts(dated):
    [one] = dated.ask(contradictions, indicator="plain", org_unit="d2", until="2023-Q1").to_dict(
        "records"
    )
    # 60 + 70 of 200 are 130; the half year says 131.
    assert (one["period"], one["kind"]) == ("2021-H1", "periods")
    assert (one["stated_numerator"], one["derived_numerator"]) == (131, 130)
    assert (one["stated"], one["derived"]) == (65.5, 65)
    assert list(one["parts"]) == ["2021-Q1", "2021-Q2"]
    assert dated.figure("plain", "d2", "2021-H1")["contradicted"] is True
    assert dated.figure("plain", "d2", "2021-Q2")["contradicted"] is False


def test_a_parent_s_figure_is_held_against_its_members(dated):
    found = dated.ask(contradictions, indicator="plain", org_unit="p", until="2023-Q1")
    [one] = found.to_dict("records")
    assert (one["kind"], one["stated"], one["derived"]) == ("members", 50, 25)
    assert list(one["parts"]) == ["5"]
