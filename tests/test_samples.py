"""Another province is another folder: the sample works as a data folder as it is."""

from collections import Counter
from datetime import date
from itertools import groupby

from kpis.catalogue.kinds import UnitKind
from kpis.domain.deadlines import DeadlineKind
from kpis.domain.task_status import Clock, TaskStatus
from kpis.intake.checking import check_and_record
from kpis.queries.scoring import summary
from kpis.queries.tasks import plans_at
from tests.conftest import MACHINE, SAMPLE
from tests.intake.builders import xlsx

HEADER = ["ID", "TEN", "TDGQ", "MDHL", "MDSH", "TTTT", "CLGQ", "CKMB", "TONG_SCORE", "ROW_STT"]
POINTS = ["19", "17.5", "20", "9.25", "8", "16", "89.75", "1"]


def test_the_sample_has_a_province_its_agencies_and_its_communes(an_giang):
    catalogue = an_giang.catalogue
    assert catalogue.province.id == "ag"
    assert len(catalogue.units_of(UnitKind.AGENCY)) == 15
    assert len(catalogue.units_of(UnitKind.COMMUNE)) == 102
    assert catalogue.units_of(UnitKind.DISTRICT) == []
    assert all(one.id.startswith("ag") for one in catalogue.org_units.values())


def test_every_unit_is_read_as_the_portal_writes_it(an_giang):
    units = an_giang.catalogue.units_of(UnitKind.AGENCY, UnitKind.COMMUNE)
    rows = [[str(at), f"{one.name_vi} - tỉnh An Giang", *POINTS] for at, one in enumerate(units)]
    file = ("766_an_giang_2025_10.xlsx", xlsx([HEADER, *rows], sheet="Xã Phường"))
    [(read, submission)] = check_and_record(an_giang, [file], MACHINE, "", date(2025, 11, 5))
    assert submission
    assert read.verdict.findings == ()
    assert {one.org_unit for one in read.verdict.observations} == {one.id for one in units}


def test_communes_have_dates_on_which_reports_are_due(an_giang):
    with an_giang.store.reader(an_giang.store.version()) as con:
        due = con.execute(
            "SELECT due_on FROM due WHERE kind = 'commune' AND period = '2026-Q1'"
        ).fetchall()
    assert due == [(date(2026, 3, 16),)]


def test_communes_add_up_to_the_province_and_their_group(an_giang):
    head = [
        ["STT", "Đơn vị", "Tiếp nhận", "", "", "", "", "Đã giải quyết", "", ""],
        ["", "", "Tổng số", "Toàn trình", "Một phần", "Trực tiếp", "Kỳ trước", "Tổng số",
         "Đúng và trước hạn", "Quá hạn"],
    ]  # fmt: skip
    lines = [[1, "UBND xã An Phú", 20, 8, 4, 6, 2, 16, 15, 1],
             [2, "UBND phường Long Xuyên", 30, 10, 10, 8, 2, 24, 20, 4]]  # fmt: skip
    rows = [["Biểu số 07a/BTP"], ["Quý I/2026"], *head, *lines]
    file = ("bieu.xlsx", xlsx(rows, merges=("A3:A4", "B3:B4", "C3:G3", "H3:J3")))
    check_and_record(an_giang, [file], MACHINE, "", date(2026, 3, 15))
    with an_giang.store.reader(an_giang.store.version()) as con:
        found = con.execute(
            """
            SELECT org_unit, numerator, denominator, reported, expected FROM figure
            WHERE indicator = 'on_time_rate' AND period = '2026-Q1'
                AND org_unit IN ('ag', 'ag-cap-xa') ORDER BY org_unit
            """
        ).fetchall()
    assert found == [("ag", 35, 40, 2, 117), ("ag-cap-xa", 35, 40, 2, 102)]


DOCUMENTS = SAMPLE.parent / "documents"
ALL, ALL_LEVELS = "Các sở, ban, ngành; UBND cấp huyện", "Các sở, ban, ngành; UBND cấp huyện, cấp xã"


def load(house, name, day):
    """Store a document to try as a person would; what reading it came to."""
    content = (DOCUMENTS / name).read_bytes()
    [(read, submission)] = check_and_record(house, [(name, content)], MACHINE, "thử", day)
    assert submission
    return read.verdict


def by_area(tasks):
    return [len(list(one)) for _, one in groupby(tasks, lambda each: each.area)]


def test_every_document_to_try_is_described(house):
    told = (DOCUMENTS / "README.md").read_text("utf-8")
    names = [path.name for path in DOCUMENTS.glob("*.xlsx")]
    assert len(names) == 4
    assert all(f"`{name}`" in told for name in names)


def test_the_district_s_published_points_load_and_come_out_as_published(house):
    load(house, "2016 bang diem CCHC huyen Tinh Bien.xlsx", date(2017, 8, 28))
    with house.store.reader(house.store.version()) as con:
        [one] = summary(con, set_="cham-diem-tinh-bien-2016").to_dict("records")
    assert (one["appraised"], one["survey"], one["score"]) == (63, 24.65, 87.65)
    assert (one["grade_vi"], one["published_rank"], one["published_ranked"]) == ("Tốt", 8, 11)


def test_the_province_s_plan_has_every_task_with_what_stands_above(house):
    # Kế hoạch 4984/KH-UBND ngày 26/12/2016: 33 rows in eight areas.
    verdict = load(house, "2017 ke hoach CCHC tinh Binh Duong.xlsx", date(2016, 12, 26))
    tasks = verdict.tasks
    assert by_area(tasks) == [3, 4, 4, 3, 6, 2, 4, 7]
    assert {one.set for one in tasks} == {"ke-hoach-cchc-binh-duong-2017"}
    # Merged in the second area, blank in the first and the fifth.
    assert {(one.lead, one.partners) for one in tasks[3:7]} == {("Sở Tư pháp", ALL_LEVELS)}
    assert {one.lead for one in tasks[:3]} == {"Sở Tư pháp"}
    assert [one.lead for one in tasks[14:20]] == [
        *["Sở Nội vụ"] * 4, "Sở Nội vụ; Ban Tổ chức Tỉnh ủy", "Sở Tư pháp"
    ]  # fmt: skip
    assert [one.partners for one in tasks[18:20]] == [ALL, ALL]
    assert all(one.lead and one.partners for one in tasks)
    [tentative] = [one for one in tasks if one.due.tentative]
    assert (tentative.deadline, tentative.due.dates) == (
        "Dự kiến Quý III/2017", (date(2017, 9, 30),)
    )  # fmt: skip
    deadlines = Counter(one.deadline for one in tasks)
    assert deadlines == {
        "Năm 2017": 22,
        "Quý IV/2016": 5,
        "Quý I/2017": 5,
        "Dự kiến Quý III/2017": 1,
    }


def test_the_department_s_plan_has_every_task_with_every_kind_of_deadline(house):
    # Kế hoạch 44/KH-SKH&CN ngày 15/01/2020: 24 rows in seven areas.
    verdict = load(house, "2020 ke hoach CCHC So KHCN Tien Giang.xlsx", date(2020, 1, 15))
    tasks = verdict.tasks
    assert by_area(tasks) == [6, 3, 7, 1, 1, 2, 4]
    assert {one.set for one in tasks} == {"ke-hoach-cchc-tien-giang-2020"}
    [reports] = [one for one in tasks if one.deadline == "Trước ngày 26 tháng 2, 5, 8 và 20/11"]
    days = ((2, 26), (5, 26), (8, 26), (11, 20))
    assert reports.due.dates == tuple(date(2020, *one) for one in days)
    assert reports.due.before
    kinds = Counter(one.deadline for one in tasks)
    assert (kinds["Thường xuyên"], kinds["-"], kinds["Theo kế hoạch"]) == (15, 1, 1)
    assert {one.due.kind for one in tasks} == {DeadlineKind.DATES, DeadlineKind.OPEN}


def test_the_directive_s_shares_stand_with_their_departments_and_days(house):
    # Công văn 5099/UBND-HCC ngày 23/5/2018: plans before 14/6, results before 15/11.
    verdict = load(house, "2018 phan cong nang cao chi so CCHC Dong Nai.xlsx", date(2018, 5, 23))
    tasks = verdict.tasks
    assert by_area(tasks) == [5, 2, 3, 3, 2, 1, 3]
    assert Counter(one.lead for one in tasks)["Sở Nội vụ"] == 6
    dated = [(one.due.dates, one.due.before) for one in tasks if one.due.before]
    assert dated == [((date(2018, 6, 14),), True), ((date(2018, 11, 15),), True)]
    assert tasks[-1].due.every == ("quarter",)


def test_a_loaded_plan_can_be_followed(house):
    load(house, "2017 ke hoach CCHC tinh Binh Duong.xlsx", date(2016, 12, 26))
    with house.store.reader(house.store.version()) as con:
        [found] = plans_at(con, clock=Clock(date(2017, 4, 1), 15, 14))
    counts = Counter(one.standing.status for one in found.tasks)
    assert counts == {TaskStatus.OVERDUE: 10, TaskStatus.NOT_DUE: 23}
