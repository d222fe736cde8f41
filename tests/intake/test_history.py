from kpis.intake.history import UNKNOWN
from kpis.intake.verdict import Changes, FindingCode
from tests.intake.builders import GOOD, dossiers, form_file, indicators, xlsx

DOUBLE = [2 * one for one in GOOD]


def quarter(period, figures=GOOD):
    return form_file(dossiers([[1, "Hộ tịch", *figures]], period=period))


def codes(verdict):
    return [one.code for one in verdict.findings]


def test_the_same_bytes_again_name_the_first_submission(read, store):
    store.keep(read(quarter("Quý I/2024")))
    content = quarter("Quý II/2024", DOUBLE)
    store.keep(read(content))
    assert read(content, known=store).duplicate_of == "s1"
    assert UNKNOWN.submission_with("") is None


def test_changes_count_new_changed_and_same_figures(read, store):
    assert read(quarter("Quý I/2024")).changes == Changes(new=11)
    store.keep(read(quarter("Quý I/2024")))
    changed = read(quarter("Quý I/2024", [*GOOD[:10], 3]), known=store)
    assert changed.changes == Changes(new=0, changed=1, same=10)


def test_figures_that_a_report_replaces_without_giving_them_are_counted(read, store):
    rows = [[1, "Hộ tịch", *GOOD], [2, "Đất đai", *GOOD]]
    store.keep(read(form_file(dossiers(rows, period="Quý I/2024"))))
    shorter = read(quarter("Quý I/2024"), known=store)
    assert shorter.changes == Changes(same=11, gone=11)
    # The indicator workbook is replaced item by item: what it leaves out stands.
    one, other = ([1, name, "", 5, 10] for name in ("satisfaction_rate", "online_payment_rate"))
    store.keep(read(xlsx(indicators([one, other]))))
    assert read(xlsx(indicators([one])), known=store).changes == Changes(same=2)


def test_a_copy_of_the_previous_quarter_is_warned_about_once_for_the_unit(read, store):
    store.keep(read(quarter("Quý IV/2023")))
    verdict = read(quarter("Quý I/2024"), known=store)
    assert codes(verdict) == [FindingCode.SAME_AS_LAST_PERIOD]
    assert verdict.findings[0].facts["earlier"] == "2023-Q4"
    assert codes(read(quarter("Quý I/2024", DOUBLE), known=store)) == []


def test_a_cumulative_flow_that_fell_is_a_warning_but_a_stock_may_fall(read, store):
    store.keep(read(quarter("Quý I/2024", DOUBLE)))
    verdict = read(quarter("6 tháng đầu năm 2024"), known=store)
    assert set(codes(verdict)) == {FindingCode.CUMULATIVE_DECREASED}
    assert [one.cell for one in verdict.findings] == [f"{one}9" for one in "CDEGHIJ"]


def test_a_year_is_not_less_than_its_half(read, store):
    store.keep(read(quarter("6 tháng đầu năm 2024", DOUBLE)))
    verdict = read(quarter("Năm 2024"), known=store)
    assert FindingCode.CUMULATIVE_DECREASED in codes(verdict)
