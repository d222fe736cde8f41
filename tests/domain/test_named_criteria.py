import pytest

from kpis.domain.criteria import Block
from kpis.domain.named_criteria import NamedCriterion, named_criteria


def codes(found):
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Khắc phục TCTP 1.5.3", ["1.5.3"]),
        ("Nâng điểm tiêu chí 3.2, 3.6 và 5.2", ["3.2", "3.6", "5.2"]),
        ("Khắc phục tiêu chí thành phần số 7.1", ["7.1"]),
        ("Thực hiện khoản 1.2 của Nghị quyết 18.3", []),
        ("Tiêu chí xét thi đua", []),
        (None, []),
    ],
)
def test_in_a_text_a_code_counts_only_after_the_word_for_a_criterion(text, found):
    assert codes(named_criteria([text])) == found


@pytest.mark.parametrize(
    ("column", "found"),
    [
        ("1.2", [("1.2", None)]),
        ("TCTP 1.2.1; 3.4", [("1.2.1", None), ("3.4", None)]),
        ("1.2, 1.3\n2.1", [("1.2", None), ("1.3", None), ("2.1", None)]),
        ("3.3 (cấp huyện); 3.4 (sở, ngành)", [("3.3", Block.DISTRICT), ("3.4", Block.AGENCY)]),
        ("2.1 (UBND cấp xã)", [("2.1", Block.COMMUNE)]),
        ("Cấp tỉnh: 1.1", [("1.1", Block.PROVINCE)]),
        # Not a criterion: a day, a version, a whole area.
        ("15.6.2024 mục 2", []),
        ("Không", []),
        ("", []),
        (None, []),
    ],
)
def test_a_column_of_codes_may_say_whose_criterion_it_is(column, found):
    expected = [NamedCriterion(code, frozenset({one} - {None})) for code, one in found]
    assert named_criteria([], column) == expected


def test_a_criterion_named_twice_is_one():
    assert codes(named_criteria(["TCTP 1.2", "tiêu chí 1.2"], "1.2; 1.2")) == ["1.2"]


@pytest.mark.parametrize(
    ("block", "is_meant"), [("district", True), ("agency", False), (None, True)]
)
def test_named_for_districts_it_is_none_of_agencies(block, is_meant):
    [one] = named_criteria([], "3.2 (huyện, thành phố)")
    assert one.is_of(block) is is_meant
