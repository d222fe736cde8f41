"""The chain behind figures: its parts add up to the figure, and nothing that was said is lost."""

import pandas as pd
import pytest

from kpis.intake import recording
from kpis.intake.house import open_house
from kpis.queries.chain import path_between, terms_of
from kpis.queries.earlier_values import earlier_values, findings_on
from kpis.queries.figures import figures
from tests.builders import MACHINE, WARNING, counts, received, row

BASES = ("own", "reckoned", "sum", "stated")


@pytest.fixture(scope="module")
def demonstration(demo_folder):
    """Every figure of the demonstration, and a connection to ask about them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPIS_DATA", str(demo_folder))
        store = open_house().store
        with store.reader(store.version()) as con:
            yield con, figures(con)


def asked_of(one):
    return {name: one[name] for name in ("indicator", "org_unit", "period")}


@pytest.mark.parametrize("basis", BASES)
def test_the_parts_of_a_figure_add_up_to_it(demonstration, basis):
    con, table = demonstration
    counted = table[(table["basis"] == basis) & table["denominator"].notna()]
    for one in counted.sample(min(len(counted), 50), random_state=7).to_dict("records"):
        terms = terms_of(con, **asked_of(one))
        for side in ("numerator", "denominator"):
            assert (terms["sign"] * terms[side]).sum() == pytest.approx(one[side]), asked_of(one)


def test_the_path_gives_the_value_expected_by_now(demonstration):
    con, table = demonstration
    judged = table[table["expected_now"].notna()]
    for one in judged.sample(80, random_state=7).to_dict("records"):
        path = path_between(con, **asked_of(one))
        start, end = path["from_step"], path["to_step"]
        if None in (start, end) or start == end:
            expected = path["from_value"] if end is None else path["to_value"]
        else:
            share = (path["step"] - start) / (end - start)
            expected = path["from_value"] + (path["to_value"] - path["from_value"]) * share
        assert expected == pytest.approx(one["expected_now"]), asked_of(one)


def test_a_sum_names_its_members_silent_ones_without_counts(province):
    one = counts("rate", "d1", 1204, 1250, "2021-Q1")
    province.store(received(one, counts("rate", "d2", 987, 1002, "2021-Q1")))
    terms = province.ask(terms_of, indicator="rate", org_unit="p", period="2021-Q1")
    assert terms["kind"].unique().tolist() == ["unit"]
    assert terms["org_unit"].tolist() == ["d1", "d2", "d3", "d4", "d5"]
    assert terms["numerator"].dropna().tolist() == [1204, 987]
    assert province.figure("rate", "p", "2021-Q1")["value"] == pytest.approx(100 * 2191 / 2252)


def test_a_reckoned_quarter_names_what_was_added_and_taken_away(province):
    province.store(received(counts("rate", "d1", 30, 50, "2021-H1")))
    province.store(received(counts("rate", "d1", 10, 20, "2021-Q1")))
    terms = province.ask(terms_of, indicator="rate", org_unit="d1", period="2021-Q2")
    said = terms[["kind", "period", "sign", "numerator", "denominator"]].to_dict("split")["data"]
    assert said == [["period", "2021-H1", 1, 30, 50], ["period", "2021-Q1", -1, 10, 20]]
    assert province.figure("rate", "d1", "2021-Q2")["basis"] == "reckoned"


def test_a_units_own_rows_are_paired_and_a_lame_one_left_out(province):
    whole = row("d1", "2021-Q1", "Đất đai", received_online=3, received_direct=7)
    more = row("d1", "2021-Q1", "Hộ tịch", received_online=4, received_direct=1)
    lame = row("d1", "2021-Q1", "Xây dựng", received_online=9)
    province.store(received(whole, more, lame, form="II.06a"))
    terms = province.ask(terms_of, indicator="online", org_unit="d1", period="2021-Q1")
    said = zip(terms["section"], terms["numerator"], terms["denominator"], strict=True)
    assert set(said) == {("Đất đai", 3, 10), ("Hộ tịch", 4, 5)}


def test_every_earlier_value_of_a_cell_stays_readable_with_its_reason(province):
    [first] = province.store(received(counts("rate", "d1", 1, 9, "2021-Q1"), file="mot.xlsx"))
    [second] = province.store(
        received(counts("rate", "d1", 2, 9, "2021-Q1"), file="hai.xlsx"), reason="đính chính"
    )
    [third] = province.store(received(counts("rate", "d1", 3, 9, "2021-Q1"), file="ba.xlsx"))
    recording.withdraw(province.house, third, MACHINE, "nộp nhầm")
    said = province.ask(earlier_values, indicator="rate", org_unit="d1", period="2021-Q1")
    above = said[said["item"] == "rate.numerator"]
    assert above["submission"].tolist() == [third, second, first]
    assert above["value"].tolist() == [3, 2, 1]
    assert above["state"].tolist() == ["withdrawn", "counts", "replaced"]
    assert above["withdrawn_why"].iloc[0] == "nộp nhầm"
    assert above["reason"].iloc[1] == "đính chính"


def test_what_was_said_once_and_counts_has_no_earlier_values(province):
    province.store(received(counts("rate", "d1", 1, 9, "2021-Q1")))
    said = province.ask(earlier_values, indicator="rate", org_unit="d1", period="2021-Q1")
    assert isinstance(said, pd.DataFrame)
    assert said.empty


def test_findings_of_a_figures_sheet_come_with_the_reason_given(province):
    file = received(counts("rate", "d1", 1, 9, "2021-Q1"), findings=(WARNING,))
    other = received(counts("late", "d2", 1, 9, "2021-Q1"))
    province.store(file, reason="đã kiểm tra")
    province.store(other)
    about = {"org_unit": "d1", "period": "2021-Q1"}
    found = province.ask(findings_on, indicator="rate", **about)
    # The finding is about A1, in no row of the figure.
    assert found.empty
    with province.house.change(MACHINE, "import", "") as con:
        con.execute("INSERT INTO finding SELECT * REPLACE ('D8' AS cell) FROM finding")
    found = province.ask(findings_on, indicator="rate", **about)
    assert found[["code", "cell", "reason"]].values.tolist() == [
        ["hidden_rows", "D8", "đã kiểm tra"]
    ]
