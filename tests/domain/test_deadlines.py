from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.domain.deadlines import DeadlineKind, read_deadline

YEAR = 2020


def day(text):
    first, month, year = map(int, text.split("/"))
    return date(year, month, first)


def days(*texts):
    return tuple(map(day, texts))


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Tháng 01/2020", ["31/1/2020"]),
        ("Tháng 12 năm 2017", ["31/12/2017"]),
        ("12/2017", ["31/12/2017"]),
        ("Tháng 3, 6, 9/2024", ["31/3/2024", "30/6/2024", "30/9/2024"]),
        ("Quý IV/2016", ["31/12/2016"]),
        ("Quý 4 năm 2016", ["31/12/2016"]),
        ("Quí III/2020", ["30/9/2020"]),
        ("Quý II, III/2024", ["30/6/2024", "30/9/2024"]),
        ("Quý II và Quý III", ["30/6/2020", "30/9/2020"]),
        ("Năm 2017", ["31/12/2017"]),
        ("Trong năm", ["31/12/2020"]),
        ("Cuối năm 2017", ["31/12/2017"]),
        ("Đến hết năm 2025", ["31/12/2025"]),
        ("06 tháng đầu năm", ["30/6/2020"]),
        ("6 tháng cuối năm 2024", ["31/12/2024"]),
        ("9 tháng năm 2024", ["30/9/2024"]),
        ("Chậm nhất 30/6/2024", ["30/6/2024"]),
        ("Hoàn thành trong tháng 9/2017", ["30/9/2017"]),
        ("ngày 10 và 20/11", ["10/11/2020", "20/11/2020"]),
        ("10/3; 10/6; 10/9/2020", ["10/3/2020", "10/6/2020", "10/9/2020"]),
    ],
)
def test_a_time_is_due_on_its_last_day(text, due):
    deadline = read_deadline(text, YEAR)
    assert (deadline.kind, deadline.dates) == (DeadlineKind.DATES, days(*due))
    assert not deadline.before
    assert not deadline.tentative


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Trước 15/11/2018", ["15/11/2018"]),
        ("Trước ngày 01/12/2017", ["1/12/2017"]),
        ("Xong trước ngày 30 tháng 6 năm 2024", ["30/6/2024"]),
        (
            "Trước ngày 26 tháng 2, 5, 8 và 20/11",
            ["26/2/2020", "26/5/2020", "26/8/2020", "20/11/2020"],
        ),
        ("Trước tháng 12/2017", ["1/12/2017"]),
        ("Trước cuối quý III", ["30/9/2020"]),
        (
            "Trước ngày 26 tháng 2, 5, 8 và trước ngày 20/11",
            ["26/2/2020", "26/5/2020", "26/8/2020", "20/11/2020"],
        ),
        ("Trước 26/2, trước 20/11/2021", ["26/2/2021", "20/11/2021"]),
    ],
)
def test_a_day_after_truoc_is_not_part_of_it(text, due):
    deadline = read_deadline(text, YEAR)
    assert (deadline.dates, deadline.before) == (days(*due), True)


@pytest.mark.parametrize(
    ("text", "last_in_time"),
    [
        # Only the days after "trước" are not part of it; of a whole of both, none is left out.
        ("Trước ngày 26 tháng 2, 5; ngày 20/11", ["25/2/2020", "25/5/2020", "20/11/2020"]),
        ("Trước 30/6 và trong Quý IV/2020", ["29/6/2020", "31/12/2020"]),
        ("Trong Quý I và trước 20/11", ["31/3/2020", "19/11/2020"]),
        ("Trước 01/3; Quý IV", ["29/2/2020", "31/12/2020"]),
        ("Trước 26/2 và trong quý IV/2021", ["25/2/2021", "31/12/2021"]),
    ],
)
def test_of_a_mixed_deadline_each_day_is_the_last_in_time(text, last_in_time):
    deadline = read_deadline(text, YEAR)
    assert (deadline.dates, deadline.before) == (days(*last_in_time), False)


def test_a_mixed_deadline_that_comes_back_keeps_its_own_days():
    text = "Báo cáo quý trước ngày 10 của tháng cuối quý; báo cáo năm vào 15/11"
    deadline = read_deadline(text, YEAR)
    assert (deadline.kind, deadline.before) == (DeadlineKind.RECURRENT, False)
    assert deadline.dates == days("9/3/2020", "9/6/2020", "9/9/2020", "15/11/2020", "9/12/2020")


@pytest.mark.parametrize("text", ["Dự kiến Quý III/2017", "Quý III/2017 (dự kiến)"])
def test_an_expected_time_is_tentative(text):
    deadline = read_deadline(text)
    assert (deadline.dates, deadline.tentative) == (days("30/9/2017"), True)


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("Từ tháng 3 đến tháng 6/2024", "1/3/2024", "30/6/2024"),
        ("Tháng 3-6/2024", "1/3/2024", "30/6/2024"),
        ("Quý IV/2016 – Quý I/2017", "1/10/2016", "31/3/2017"),
        ("Giai đoạn 2021-2025", "1/1/2021", "31/12/2025"),
        ("Từ ngày 1/3 đến ngày 15/3", "1/3/2020", "15/3/2020"),
    ],
)
def test_a_span_has_a_first_and_a_last_day(text, starts, ends):
    deadline = read_deadline(text, YEAR)
    assert (deadline.starts, deadline.dates) == (day(starts), days(ends))


@pytest.mark.parametrize(
    "text", ["Thường xuyên", "Theo kế hoạch", "-", "…", "", "Theo quy định", "Khi có yêu cầu"]
)
def test_a_deadline_may_name_no_day(text):
    deadline = read_deadline(text, YEAR)
    assert (deadline.kind, deadline.dates) == (DeadlineKind.OPEN, ())


@pytest.mark.parametrize("text", ["Từ quý II/2024", "Từ quý II/2024 trở đi"])
def test_what_goes_on_has_only_a_beginning(text):
    deadline = read_deadline(text)
    assert (deadline.kind, deadline.starts, deadline.dates) == (
        DeadlineKind.OPEN, day("1/4/2024"), ()
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "every", "due"),
    [
        ("Hằng quý", ("quarter",), []),
        ("Hàng tháng, hàng quý", ("month", "quarter"), []),
        ("Định kỳ hàng quý, 6 tháng, năm", ("quarter", "half", "year"), []),
        ("Định kỳ", (), []),
        ("Trước 30/11 hằng năm", ("year",), ["30/11/2020"]),
        (
            "Báo cáo quý trước ngày 10 của tháng cuối quý; báo cáo năm trước 15/11.",
            ("quarter",),
            ["10/3/2020", "10/6/2020", "10/9/2020", "15/11/2020", "10/12/2020"],
        ),
    ],
)
def test_what_comes_back_says_how_often(text, every, due):
    deadline = read_deadline(text, YEAR)
    assert deadline.kind is DeadlineKind.RECURRENT
    assert (deadline.every, deadline.dates) == (every, days(*due))


@pytest.mark.parametrize(
    "text",
    [
        "Trước tháng 01",
        "Đầu năm 2020",
        "Sau khi có hướng dẫn",
        "15/11/18",
        "5-6/2024",
        "31/02/2020",
        "Quý V/2016",
        "Tháng 13/2020",
        "6 tháng",
        "Quý IV/2017 - Quý I/2017",
        "Tháng 6, quý",
        "ngày 10",
        "Trước",
        "Từ trở đi",
        # Is the day part of the year, or one more?
        "Trong năm, trước 20/11",
    ],
)
def test_what_could_mean_several_days_is_unknown(text):
    deadline = read_deadline(text, YEAR)
    assert (deadline.kind, deadline.dates) == (DeadlineKind.UNKNOWN, ())


def test_a_day_without_a_year_is_unknown_unless_its_plan_has_one():
    assert read_deadline("Trước 20/11").kind is DeadlineKind.UNKNOWN
    assert read_deadline("Trước 20/11", 2020).dates == days("20/11/2020")


def test_something_ongoing_may_also_name_a_day():
    deadline = read_deadline("Thường xuyên; báo cáo trước 15/12/2024")
    assert (deadline.kind, deadline.dates) == (DeadlineKind.OPEN, days("15/12/2024"))


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from("/-."))
def test_every_day_is_read_as_it_is_written(when, mark):
    text = f"{when.day:02d}{mark}{when.month}{mark}{when.year}"
    assert read_deadline(text).dates == (when,)
    written = f"ngày {when.day} tháng {when.month:02d} năm {when.year}"
    assert read_deadline(f"Trước {written}").dates == (when,)


@given(st.integers(2000, 2099), st.integers(1, 12))
def test_a_month_ends_before_the_next_begins(year, month):
    [ends] = read_deadline(f"Tháng {month}/{year}").dates
    assert (ends.year, ends.month) == (year, month)
    assert ends.toordinal() + 1 == _next(year, month).toordinal()


def _next(year, month):
    return date(year + month // 12, month % 12 + 1, 1)


@given(st.text(max_size=40), st.none() | st.integers(2000, 2099))
def test_any_text_has_a_meaning_without_failing(text, year):
    deadline = read_deadline(text, year)
    assert deadline.kind is not DeadlineKind.DATES or deadline.dates


WORDS = "quý|tháng|năm|ngày|1|2|12|31|III|2020|/|-|,|và|trước|đến|từ|hằng|6"


@given(st.lists(st.sampled_from(WORDS.split("|"))))
def test_any_order_of_its_own_words_has_a_meaning(words):
    deadline = read_deadline(" ".join(words), 2021)
    assert list(deadline.dates) == sorted(set(deadline.dates))
