"""Points worked by hand: every edge of bands and grades, sums as documents print them, what-if."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.catalogue.loading import load_catalogue
from kpis.domain.criteria import Grade, Judged, NotApplicable, Part, parent_of
from kpis.domain.errors import RuleUnreadable
from kpis.domain.judging import (
    Bands,
    Proportion,
    needed,
    next_step,
    points_at,
    read_rule,
    rounded,
    rule_text,
)
from kpis.domain.scorecards import Dispute, Entry, State
from kpis.domain.scoring import grade_of, moved, ranks, score_card
from kpis.settings import ROOT

D = Decimal
SHIPPED = load_catalogue(ROOT / "data" / "catalogue")
BANDS = "từ 100 %: 1; 80 % – dưới 100 %: 0,5; dưới 80 %: 0"
# Kiên Giang's grades for 2017 began at 90 and 80; the thresholds below these are of our making.
GRADES = tuple(
    Grade(code, code, code, D(least))
    for code, least in (("excellent", 90), ("good", 80), ("fair", 65), ("average", 50), ("weak", 0))
)


def part(code, most=None, parent=None, **more):
    return Part(code, code, parent, None if most is None else D(str(most)), **more)


def tree(*leaves):
    """Areas and their components: ("1.1", 2) stands under area 1."""
    areas = dict.fromkeys(code.split(".")[0] for code, *_ in leaves)
    return [
        one
        for area in areas
        for one in (
            part(area),
            *(part(code, most, area) for code, most in leaves if code.split(".")[0] == area),
        )
    ]


def appraised(**points):
    return {code.replace("_", "."): Entry(appraised=D(str(one))) for code, one in points.items()}


def card_of(parts, entries, printed=None, na=NotApplicable.RESCALE):
    return score_card(parts, entries, printed or {}, na)


@pytest.mark.parametrize(
    ("value", "points"),
    [("0", 0), ("79.99", 0), ("80", "0.5"), ("80.01", "0.5"), ("99.99", "0.5"), ("100", 1),
     ("120", 1)],
)  # fmt: skip
def test_points_at_every_edge_of_the_bands(value, points):
    assert points_at(read_rule(BANDS), Fraction(value), None) == D(str(points))


def test_a_rate_a_hair_below_the_edge_stays_below_it():
    rule = read_rule(BANDS)
    assert points_at(rule, Fraction(100 * 2000, 2500), None) == D("0.5")
    assert points_at(rule, Fraction(100 * 1999, 2500), None) == 0
    assert points_at(rule, Fraction(100 * 666_666, 833_333), None) == 0


@pytest.mark.parametrize(
    ("value", "points"),
    [(0, "0"), (40, "1"), (79, "1.98"), (80, "2"), (100, "2"), (50.2, "1.26")],
)
def test_points_in_proportion_reach_the_highest_at_the_threshold(value, points):
    rule = read_rule("ngưỡng 80 %")
    # 79 × 2 / 80 = 1.975; 50.2 × 2 / 80 = 1.255: halves go up.
    assert points_at(rule, Fraction(str(value)), D(2)) == D(points)


def test_a_proportion_may_start_late():
    rule = read_rule("ngưỡng 80 %; từ 40 %")
    assert rule == Proportion(D(80), D(40))
    assert [points_at(rule, Fraction(one), D(2)) for one in (39, 40)] == [0, 1]
    assert points_at(rule, Fraction(50), None) is None


@pytest.mark.parametrize(
    "words",
    [
        BANDS,
        "Đạt từ 100%: 1 điểm; Đạt từ 80% - dưới 100%: 0.5 điểm; Dưới 80%: 0 điểm",
        "dưới 80 %: 0\n80 % đến dưới 100 %: 0,5\n100 % trở lên: 1",
    ],
)
def test_rules_are_read_as_documents_word_them_and_said_in_one_way(words):
    assert rule_text(read_rule(words)) == BANDS


@pytest.mark.parametrize("words", ["ngưỡng 80 %", "ngưỡng 62,5 %; từ 40 %", "từ 2: 3; dưới 2: 0"])
def test_a_rule_said_is_read_as_the_same(words):
    assert rule_text(read_rule(words)) == words


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("từ 90 %: 1; 80 % – dưới 95 %: 0,5", "overlap at 90"),
        ("từ 90 %: 1; 70 % – dưới 80 %: 0,5", "nothing is said from 80 to 90"),
        ("từ 90 %: 1; từ 80 %: 0,5", "overlap at 90"),
        ("90 % – dưới 80 %: 1", "holds nothing"),
        ("khá: 1", "is no band"),
        ("", "^$"),
    ],
)
def test_bands_with_gaps_or_overlaps_are_refused(words, reason):
    with pytest.raises(RuleUnreadable, match=reason):
        read_rule(words)


def test_below_the_lowest_band_nothing_is_known():
    assert points_at(read_rule("từ 100 %: 1; 80 % – dưới 100 %: 0,5"), Fraction(79), None) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "more"),
    [(1963, 2500, 37), (2000, 2500, 500), (1999, 2500, 1), (0, 3, 3), (2, 3, 1)],
)
def test_how_many_more_the_next_band_takes(numerator, denominator, more):
    # 80 % of 2,500 is 2,000; from there 100 % takes all; 80 % of 3 is 2.4, so 3.
    rule = read_rule(BANDS)
    step = next_step(rule, Fraction(100 * numerator, denominator), None)
    assert needed(numerator, denominator, step) == more
    reached = Fraction(100 * (numerator + more), denominator)
    assert points_at(rule, reached, None) >= step.points
    short = Fraction(100 * (numerator + more - 1), denominator)
    assert points_at(rule, short, None) < step.points


def test_how_many_fewer_where_less_is_better():
    rule = read_rule("dưới 1 %: 1; 1 % – dưới 5 %: 0,5; từ 5 %: 0")
    step = next_step(rule, Fraction(100 * 30, 500), None)
    assert (step.points, step.value, step.rising) == (D("0.5"), 5, False)
    # Below 5 % of 500 are at most 24.
    assert needed(30, 500, step) == 6
    assert next_step(rule, Fraction(0), None) is None


def test_the_next_step_of_a_proportion_is_its_threshold():
    step = next_step(read_rule("ngưỡng 80 %"), Fraction(60), D(2))
    assert (step.points, step.value) == (2, 80)
    assert next_step(read_rule("ngưỡng 80 %"), Fraction(80), D(2)) is None


# Kế hoạch 119/KH-UBND of 28/8/2017, Tịnh Biên, An Giang: the index of 2016.
TINH_BIEN = {
    "1": (36, {"1.5.3": (2, 0), "1.7.2": (2, 1)}),
    "3": (4, {"3.2": (1, "0.5")}),
    "5": (5, {"5.2": (1, 0), "5.3.3": (1, "0.5")}),
    "7": (7, {"7.1.5": (3, 1)}),
    "khac": (18, {}),
    "dtxhh": (30, {}),
}


def tinh_bien():
    parts = [
        one
        for area, (most, rows) in TINH_BIEN.items()
        for one in (part(area, most), *(part(code, max_, area) for code, (max_, _) in rows.items()))
    ]
    entries = {
        code: Entry(appraised=D(str(given)))
        for _, rows in TINH_BIEN.values()
        for code, (_, given) in rows.items()
    }
    entries["dtxhh"] = Entry(survey=D("24.65"))
    printed = {"1": D(33), "3": D("3.5"), "5": D("3.5"), "7": D(5), "khac": D(18)}
    return parts, entries, printed


def test_the_published_index_of_a_district_comes_out_exactly():
    card = card_of(*tinh_bien())
    assert [str(card.lines[code].given) for code in ("1", "3", "5", "7")] == [
        "33", "3.5", "3.5", "5"
    ]  # fmt: skip
    assert [str(card.lines[code].lost) for code in ("1", "3", "5", "7")] == ["3", "0.5", "1.5", "2"]
    assert (card.appraised, card.survey, card.max) == (63, D("24.65"), 100)
    assert str(card.score) == "87.65"
    assert grade_of(card, GRADES).code == "good"


def test_an_area_that_lists_all_its_parts_adds_them_up_whatever_it_prints():
    card = card_of(tree(("1.1", 2), ("1.2", 3)), appraised(**{"1_1": 1, "1_2": "2.5"}), {"1": D(5)})
    assert (card.lines["1"].given, card.lines["1"].lost) == (D("3.5"), D("1.5"))


def test_an_area_that_prints_a_sum_without_parts_has_that_sum():
    card = card_of([part("1", 10)], {}, {"1": D("8.25")})
    assert (card.score, card.lines["1"].lost) == (D("8.25"), D("1.75"))


def test_before_the_survey_units_and_appraisers_have_their_sums_all_the_same():
    parts = [*tree(("1.1", 4), ("1.2", 6)), part("8"), part("8.1", 30, "8", judged=Judged.SURVEY)]
    entries = {"1.1": Entry(self=D(4), appraised=D(3)), "1.2": Entry(self=D(5), appraised=D(5))}
    card = card_of(parts, entries)
    assert (card.self, card.appraised, card.settled, card.survey) == (9, 8, None, None)
    assert (card.score, card.missing) == (None, ("8.1",))
    settled = entries | {"1.1": Entry(self=D(4), appraised=D(3), settled=D(4))}
    assert (card_of(parts, settled).settled, card_of(parts, settled).appraised) == (9, 8)


def test_missing_points_are_no_nought():
    card = card_of(tree(("1.1", 2), ("1.2", 3)), appraised(**{"1_1": 1}))
    assert (card.score, card.missing, card.lines["1.2"].state) == (None, ("1.2",), State.MISSING)
    assert card.lines["1"].given is None
    assert grade_of(card, GRADES) is None


@pytest.mark.parametrize(
    ("score", "code"),
    [("100", "excellent"), ("90", "excellent"), ("89.99", "good"), ("80", "good"),
     ("79.99", "fair"), ("65", "fair"), ("64.99", "average"), ("50", "average"),
     ("49.99", "weak"), ("0", "weak")],
)  # fmt: skip
def test_the_grade_at_every_edge(score, code):
    card = card_of([part("1", 100)], {"1": Entry(appraised=D(score))})
    assert grade_of(card, GRADES).code == code


def test_a_grade_is_by_percent_of_the_set_s_points():
    card = card_of([part("1", 70)], {"1": Entry(appraised=D(63))})
    assert grade_of(card, GRADES).code == "excellent"


def test_below_the_lowest_threshold_there_is_no_grade():
    card = card_of([part("1", 100)], {"1": Entry(appraised=D(69))})
    assert grade_of(card, GRADES[:2]) is None


def test_points_are_the_appraised_then_the_unit_s_own():
    entries = {"1": Entry(self=D(2), appraised=D("1.5")), "2": Entry(self=D(2))}
    card = card_of([part("1", 2), part("2", 2)], entries)
    assert [(one.given, one.state) for one in card.lines.values()] == [
        (2, State.SELF), (D("1.5"), State.APPRAISED)
    ]  # fmt: skip
    assert (card.self, card.appraised) == (4, None)


def test_appraisal_and_survey_add_up_where_both_fit_into_the_highest():
    entries = {"1": Entry(appraised=D(2), survey=D("2.5")), "2": Entry(appraised=D(4), survey=D(4))}
    card = card_of([part("1", 5), part("2", 5)], entries)
    assert (card.lines["1"].given, card.lines["2"].given) == (D("4.5"), 4)


def test_what_does_not_apply_is_granted_or_leaves_the_whole_as_the_set_says():
    parts = tree(("1.1", 4), ("1.2", 1), ("2.1", 5))
    entries = {**appraised(**{"1_1": 3, "2_1": 4}), "1.2": Entry(not_applicable=True)}
    granted = card_of(parts, entries, na=NotApplicable.GRANT)
    assert (granted.given, granted.score, granted.is_rescaled) == (8, 8, False)
    rescaled = card_of(parts, entries)
    # 7 of 9 is as 7.78 of 10.
    assert (rescaled.given, rescaled.applicable, str(rescaled.score)) == (7, 9, "7.78")
    assert rescaled.is_rescaled
    assert rescaled.lines["1"].lost == 1
    assert rescaled.lines["1.2"].state is State.NOT_APPLICABLE


def test_a_grade_goes_by_the_score_as_it_is_rounded():
    # 80.99 of 90 that apply are 89.988…, and print as 89.99; 80.996 print as 90.00: excellent.
    parts = tree(("1.1", 90), ("1.2", 10))
    left = {"1.2": Entry(not_applicable=True)}
    for given_, score, code in (("80.99", "89.99", "good"), ("80.996", "90.00", "excellent")):
        card = card_of(parts, {"1.1": Entry(appraised=D(given_)), **left})
        assert (str(card.score), grade_of(card, GRADES).code) == (score, code)


def test_all_that_does_not_apply_leaves_no_score_but_what_is_granted():
    parts, entries = tree(("1.1", 4)), {"1.1": Entry(not_applicable=True)}
    granted = card_of(parts, entries, na=NotApplicable.GRANT)
    assert (granted.score, granted.lines["1.1"].lost) == (4, 0)
    nothing = card_of(parts, entries)
    assert (nothing.score, nothing.percent, grade_of(nothing, GRADES)) == (None, None, None)


@pytest.mark.parametrize("set_", SHIPPED.criteria_sets.values(), ids=lambda one: one.id)
def test_the_grades_of_every_shipped_set_begin_where_they_say(set_):
    best_first = sorted(set_.grades, key=lambda one: -one.at_least)
    for at, grade in enumerate(best_first):
        on = card_of([part("1", 100)], {"1": Entry(appraised=grade.at_least)})
        assert grade_of(on, set_.grades) is grade
        if grade.at_least > 0:
            below = card_of([part("1", 100)], {"1": Entry(appraised=grade.at_least - D("0.01"))})
            following = best_first[at + 1] if at + 1 < len(best_first) else None
            assert grade_of(below, set_.grades) is following


BANDED = [
    pytest.param(one, id=f"{set_.id} {one.code}")
    for set_ in SHIPPED.criteria_sets.values()
    for one in set_.leaves
    if isinstance(one.rule, Bands)
]


@pytest.mark.parametrize("one", BANDED)
def test_the_bands_of_every_shipped_component_meet_at_their_edges(one):
    hair = Fraction(1, 10**9)
    for band in one.rule.bands:
        if band.low is not None:
            assert points_at(one.rule, Fraction(band.low), one.max) == band.points
            below = points_at(one.rule, Fraction(band.low) - hair, one.max)
            assert below != band.points
    assert max(band.points for band in one.rule.bands) == one.max


def test_only_bonus_points_come_on_top():
    parts = [part("1"), part("1.1", 2, "1"), part("1.2", 1, "1", bonus=True)]
    card = card_of(parts, appraised(**{"1_1": "1.5", "1_2": 1}))
    assert (card.score, card.max, card.lines["1.2"].lost) == (D("2.5"), 2, -1)
    over = card_of([part("1", 2)], {"1": Entry(appraised=D(3))})
    assert (over.score, over.lines["1"].lost, over.lines["1"].appraised) == (2, 0, 3)


@pytest.mark.parametrize(
    ("entry", "dispute"),
    [
        (Entry(appraised=D(1), claimed=D(2)), Dispute.OPEN),
        (Entry(appraised=D(2), claimed=D(2)), None),
        (Entry(appraised=D(1), claimed=D(2), settled=D(2)), Dispute.UPHELD),
        (Entry(appraised=D(1), claimed=D(2), settled=D("1.5")), Dispute.PARTLY),
        (Entry(appraised=D(1), claimed=D(2), settled=D(1)), Dispute.REJECTED),
        (Entry(appraised=D(1)), None),
    ],
)
def test_a_dispute_is_open_until_points_are_settled(entry, dispute):
    assert card_of([part("1", 2)], {"1": entry}).lines["1"].dispute is dispute


def test_equals_share_a_place_and_the_unscored_have_none():
    scores = {"a": D(80), "b": D(90), "c": D(80), "d": None, "e": D(70)}
    assert ranks(scores) == {"b": 1, "a": 2, "c": 2, "e": 4}


def test_codes_stand_under_the_nearest_one_above_them():
    codes = dict.fromkeys(("1", "1.5", "3", "3.2"))
    assert [parent_of(one, codes) for one in ("1", "1.5", "1.5.3", "3.2", "3.9.1", "4.1")] == [
        None, "1", "1.5", "3", "3", None
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "shown"),
    [("1.005", "1.01"), ("1.004", "1.00"), ("0", "0.00"), ("-1.005", "-1.01")],
)
def test_sums_are_rounded_halves_up(value, shown):
    assert str(rounded(Fraction(value))) == shown
    assert str(rounded(D(value))) == shown


cents = st.integers(0, 1000).map(lambda one: D(one) / 100)
leaves = st.lists(st.tuples(cents, cents), min_size=1, max_size=12)


def drawn(pairs):
    """Components over three areas, each with its highest points and what it was given."""
    codes = [f"{place % 3}.{place}" for place in range(len(pairs))]
    parts = tree(*((code, most) for code, (most, _) in zip(codes, pairs, strict=True)))
    entries = {c: Entry(appraised=one) for c, (_, one) in zip(codes, pairs, strict=True)}
    return parts, entries


@given(leaves)
def test_the_score_is_the_sum_of_what_was_given_and_nothing_lost_is_below_nought(pairs):
    card = card_of(*drawn(pairs))
    low = [one for one in card.lines.values() if one.state]
    assert card.given == card.score == sum(one.given for one in low)
    assert sum(one.lost for one in low) == card.max - card.given
    assert all(one.lost >= 0 for one in card.lines.values())


@given(leaves)
def test_moving_nothing_changes_nothing(pairs):
    parts, entries = drawn(pairs)
    assert card_of(parts, moved(entries, {})) == card_of(parts, entries)


@given(leaves, st.data())
def test_moving_a_component_moves_the_score_by_as_much(pairs, data):
    parts, entries = drawn(pairs)
    before = card_of(parts, entries)
    code = data.draw(st.sampled_from(sorted(entries)))
    target = before.lines[code].max
    after = card_of(parts, moved(entries, {code: target}))
    assert after.score - before.score == before.lines[code].lost


@given(st.dictionaries(st.text(max_size=3), st.none() | cents, max_size=9), st.randoms())
def test_places_do_not_depend_on_the_order(scores, random):
    shuffled = list(scores.items())
    random.shuffle(shuffled)
    assert ranks(dict(shuffled)) == ranks(scores)
