"""Files that come together meet: the same report twice, another unit's figures, empty forms."""

from datetime import date

import pytest

from kpis.accounts.roles import Actor
from kpis.catalogue.model import UnitKind
from kpis.domain.periods import Period
from kpis.exports.template import template
from kpis.intake.checking import check, check_and_record
from kpis.intake.knowledge import StoreKnowledge
from kpis.intake.saying import sentence
from kpis.intake.verdict import FindingCode, Severity
from kpis.words import Words
from tests.intake.builders import dossiers, form_file
from tests.intake.counting import of_fields, of_units, row

DAY, ME = date(2023, 10, 1), Actor.at_the_machine("kiem-tra")
QUARTER, UNIT, OTHER = "Quý III/2023", "Huyện Gò Quao", "Huyện An Biên"


@pytest.fixture
def meet(house):
    """Check files that come in one call; their findings by file: code, cell."""

    def meeting(**files):
        named = [(f"{name}.xlsx", content) for name, content in files.items()]
        return [one.verdict for one in check(house, named, DAY)]

    return meeting


def codes(verdict):
    return [one.code for one in verdict.findings]


def test_the_same_report_in_two_files_is_noted_at_the_later(meet):
    whole = {UNIT: row(100, pending=7), OTHER: row(90)}
    one, two = meet(a=of_units(QUARTER, whole), b=of_units(QUARTER, {UNIT: whole[UNIT]}))
    assert (codes(one), codes(two)) == ([], [FindingCode.SAME_IN_OTHER_FILE])
    [finding] = two.findings
    assert (finding.severity, finding.cell, finding.facts["count"]) == (Severity.NOTE, "C9", 11)
    assert "đã có trong a.xlsx · Biểu 06a!C9 với cùng giá trị" in sentence(Words(), finding)


def test_other_figures_in_two_files_need_a_reason_and_say_which_will_stand(meet):
    one, two = meet(
        a=of_units(QUARTER, {UNIT: row(100, pending=7)}),
        b=of_units(QUARTER, {UNIT: row(100, pending=9)}),
    )
    assert codes(one) == []
    [finding] = two.findings
    # Resolved 93 and 91 in all and early, pending 7 and 9 in all and in time: four differ.
    assert (finding.code, finding.cell, finding.found) == (
        FindingCode.DIFFERS_FROM_OTHER_FILE, "G9", "91"
    )  # fmt: skip
    assert (finding.facts["expected"], finding.facts["count"]) == (93, 4)
    assert two.needs_reason
    said = sentence(Words(), finding)
    assert "a.xlsx · Biểu 06a!G9 ghi 93" in said
    assert "Tệp này đứng sau nên số liệu của tệp này được giữ" in said


@pytest.mark.parametrize(("second", "same"), [(50, True), (40, False)])
def test_a_report_by_field_meets_a_row_of_the_whole_as_its_sum(meet, second, same):
    fields = {"Hộ tịch": row(50), "Đất đai": row(second)}
    _, two = meet(a=of_units(QUARTER, {UNIT: row(100)}), b=of_fields(QUARTER, fields))
    code = FindingCode.SAME_IN_OTHER_FILE if same else FindingCode.DIFFERS_FROM_OTHER_FILE
    assert codes(two) == [code]


def test_other_periods_units_and_the_very_same_bytes_are_no_second_report(meet):
    content = of_units(QUARTER, {UNIT: row(100)})
    found = meet(
        a=content,
        b=of_units("Quý II/2023", {UNIT: row(110)}),
        c=of_units(QUARTER, {OTHER: row(120)}),
        d=content,
    )
    assert [one.findings for one in found] == [()] * 4
    assert found[3].duplicate_of == "a.xlsx"


def test_a_file_that_is_refused_stands_in_nobodys_way(meet):
    wrong = of_units(QUARTER, {UNIT: row(100), "Huyện Không Có": row(9)})
    one, two = meet(a=wrong, b=of_units(QUARTER, {UNIT: row(120)}))
    assert not one.accepted
    assert two.findings == ()


def test_figures_of_another_unit_are_warned_about_in_both_files(meet):
    counts = row(130, 12, pending=17, late=3, online=41)
    one, two = meet(a=of_units(QUARTER, {UNIT: counts}), b=of_units(QUARTER, {OTHER: counts}))
    assert codes(one) == codes(two) == [FindingCode.SAME_AS_OTHER_UNIT]
    said = sentence(Words(), two.findings[0])
    assert "của Huyện An Biên trong Quý III/2023 giống hệt Huyện Gò Quao (a.xlsx" in said


def test_figures_of_another_unit_in_the_store_are_found_as_well(house):
    counts = row(130, 12, pending=17, late=3, online=41)
    first = [("a.xlsx", of_units(QUARTER, {UNIT: counts}))]
    check_and_record(house, first, ME, "", DAY)
    [one] = check(house, [("b.xlsx", of_fields(QUARTER, {"Hộ tịch": counts}, OTHER))], DAY)
    assert codes(one.verdict) == [FindingCode.SAME_AS_OTHER_UNIT]
    other_quarter = [("c.xlsx", of_units("Quý II/2023", {OTHER: counts}))]
    assert check(house, other_quarter, DAY)[0].verdict.findings == ()


@pytest.mark.parametrize(
    "counts", [row(10, 2, pending=3, late=1, online=4), row(300)[:1] + [""] * 10]
)
def test_few_or_small_figures_are_alike_by_chance(meet, counts):
    filled = ["0" if one == "" else one for one in counts]
    found = meet(a=of_units(QUARTER, {UNIT: filled}), b=of_units(QUARTER, {OTHER: filled}))
    assert FindingCode.SAME_AS_OTHER_UNIT not in {code for one in found for code in codes(one)}


def test_files_that_come_together_are_each_others_history(meet):
    one, two = meet(
        a=of_units(QUARTER, {UNIT: row(100, 5)}),
        b=of_units("Quý II/2023", {UNIT: row(90, pending=7)}),
    )
    assert (codes(one), codes(two)) == ([FindingCode.CARRY_OVER_DIFFERS], [])
    assert one.findings[0].facts["place"] == "b.xlsx · Biểu 06a!K9"


def test_real_figures_are_not_held_against_a_demonstration(house):
    def marked(period, counts):
        rows = dossiers([[1, "Hộ tịch", *counts]], period=period)
        rows[3] = ["SỐ LIỆU MINH HOẠ"]
        return form_file(rows)

    check_and_record(house, [("a.xlsx", marked("Quý II/2023", row(90, pending=7)))], ME, "", DAY)
    real = [("b.xlsx", of_fields(QUARTER, {"Hộ tịch": row(90, 5)}))]
    assert check(house, real, DAY)[0].verdict.findings == ()
    made_up = [("c.xlsx", marked(QUARTER, row(90, 5)))]
    assert codes(check(house, made_up, DAY)[0].verdict) == [FindingCode.CARRY_OVER_DIFFERS]


def test_an_empty_form_is_refused_at_its_first_cell(meet):
    [verdict] = meet(a=of_fields(QUARTER, {"Hộ tịch": [""] * 11, "Đất đai": ["-"] * 11}))
    [finding] = verdict.findings
    assert (finding.code, finding.cell, verdict.accepted) == (FindingCode.NO_FIGURES, "C9", False)
    assert "chưa điền số liệu nào" in sentence(Words(), finding)


def test_our_own_template_is_no_report_before_it_is_filled_in(house):
    period = Period.quarter(2023, 3)
    units = [
        one for one in house.catalogue.units_of(UnitKind.DISTRICT) if one.valid_on(period.ends)
    ]
    content = template(house.catalogue, period, units[:1], {}, Words())
    [(received, submission)] = check_and_record(house, [("mau.xlsx", content)], ME, "vì", DAY)
    assert submission is None
    assert codes(received.verdict) == [FindingCode.NO_FIGURES]


def test_the_store_is_asked_three_times_however_many_files_come(house, monkeypatch):
    asked = []
    for name in ("figures", "sums"):
        ask = getattr(StoreKnowledge, name)

        def counted(self, *facts, ask=ask, name=name):
            asked.append(name)
            return ask(self, *facts)

        monkeypatch.setattr(StoreKnowledge, name, counted)
    names = ["Gò Quao", "An Biên", "An Minh", "Giồng Riềng", "Hòn Đất", "Tân Hiệp"]
    files = [
        (f"{at}.xlsx", of_units(QUARTER, {f"Huyện {name}": row(100 + at, 5, pending=7)}))
        for at, name in enumerate(names)
    ]
    assert [one.verdict.findings for one in check(house, files, DAY)] == [()] * 6
    assert asked == ["figures", "sums", "figures"]


def test_a_nought_is_a_figure(meet):
    [verdict] = meet(a=of_fields(QUARTER, {"Hộ tịch": [0] * 11}))
    assert verdict.findings == ()


def test_an_empty_form_beside_a_filled_one_is_only_noted(read):
    def add(book, page):
        empty = book.copy_worksheet(page)
        empty.title = "Mẫu trống"
        for line in empty["C9:M9"]:
            for cell in line:
                cell.value = None

    content = form_file(dossiers([[1, "Hộ tịch", *row(90)]], period=QUARTER), change=add)
    [finding] = read(content).findings
    assert (finding.code, finding.sheet) == (FindingCode.NO_FIGURES, "Mẫu trống")
    assert finding.severity is Severity.NOTE
