"""Into the store and out again: who may, what is kept, what is refused."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from kpis.accounts.roles import Actor, Role, Via
from kpis.errors import (
    ImportRefused,
    NotSignedIn,
    ReasonMissing,
    UnknownSubmission,
)
from kpis.intake import recording
from kpis.intake.checking import check, check_and_record
from kpis.intake.house import open_house
from kpis.intake.knowledge import StoreKnowledge
from kpis.intake.originals import keep_original, original
from kpis.intake.reporting import as_json
from kpis.words import Words
from tests.builders import ERROR, MACHINE, WARNING, counts, received, store
from tests.intake.builders import GOOD, dossiers, form_file

OFFICER = Actor("lan", Role.OFFICER, Via.PASSWORD)
DAY = date(2023, 9, 15)


def rate(unit="kg-899", numerator=1, **options):
    return received(counts("online_payment_rate", unit, numerator, 2, "2021-Q1"), **options)


def rows(house, question, **facts):
    with house.store.reader(house.store.version()) as con:
        return con.execute(question, facts).fetchall()


def test_a_stored_file_keeps_who_when_why_and_its_very_bytes(house):
    one = rate(file="a.xlsx", day=DAY, findings=(WARNING,))
    [submission] = recording.record(house, [one], OFFICER, "đã kiểm tra")
    [kept] = rows(
        house,
        "SELECT submission, file, sha256, size, received_on, person, reason, illustrative"
        " FROM submission",
    )
    assert kept == (
        submission,
        "a.xlsx",
        one.verdict.sha256,
        len(one.content),
        DAY,
        "lan",
        "đã kiểm tra",
        False,
    )
    assert original(house.originals, one.verdict.sha256) == one.content
    assert rows(house, "SELECT sheet, form, skipped FROM sheet") == [("Biểu", "KPI-Q", None)]
    assert rows(house, "SELECT code, cell, facts FROM finding") == [("hidden_rows", "A1", "{}")]
    assert len(rows(house, "SELECT * FROM observation")) == 2


def test_a_file_without_figures_can_be_stored(house):
    assert store(house, received()) != [None]
    assert rows(house, "SELECT * FROM observation") == []


def test_the_same_bytes_are_stored_once(house):
    one, other = rate(), rate(numerator=2)
    first, nothing, second = store(house, one, one, other)
    assert (first[:7], nothing, second[:7]) == ("000001-", None, "000002-")
    assert store(house, one) == [None]


def test_what_was_withdrawn_may_come_again(house):
    [first] = store(house, rate())
    recording.withdraw(house, first, OFFICER, "gửi nhầm")
    assert store(house, rate()) != [None]
    assert rows(house, "SELECT submission, person, reason FROM withdrawal") == [
        (first, "lan", "gửi nhầm")
    ]


@pytest.mark.parametrize(
    ("findings", "reason", "problem"),
    [
        ((ERROR,), "vì thế", ImportRefused),
        ((WARNING,), " ", ReasonMissing),
        ((WARNING, ERROR), "", ImportRefused),
    ],
)
def test_a_refused_file_leaves_no_version_and_no_original(house, findings, reason, problem):
    before = house.store.versions()
    with pytest.raises(problem) as refused:
        store(house, rate(), rate(file="b.xlsx", findings=findings), reason=reason)
    assert refused.value.facts == {"files": "b.xlsx"}
    assert house.store.versions() == before
    assert not house.originals.exists()


def test_withdrawing_what_is_not_there_or_twice_is_refused(house):
    [one] = store(house, rate())
    recording.withdraw(house, one, MACHINE, "gửi nhầm")
    before = house.store.versions()
    for submission in (one, "000009-abc"):
        with pytest.raises(UnknownSubmission):
            recording.withdraw(house, submission, MACHINE, "gửi nhầm")
    with pytest.raises(ReasonMissing):
        recording.withdraw(house, one, MACHINE, "")
    assert house.store.versions() == before


def test_forgetting_the_demonstration_takes_out_what_is_illustrative_and_nothing_else(house):
    made_up, real = store(house, rate(illustrative=True), rate("kg-900"))
    recording.forget_demonstration(house, MACHINE, "số liệu thật")
    assert rows(house, "SELECT submission FROM withdrawal") == [(made_up,)]
    assert rows(house, "SELECT DISTINCT submission FROM live") == [(real,)]
    with pytest.raises(UnknownSubmission):
        recording.forget_demonstration(house, MACHINE, "số liệu thật")


@pytest.mark.parametrize(
    "change",
    [
        lambda house, actor: recording.record(house, [rate()], actor),
        lambda house, actor: recording.withdraw(house, "x", actor, "y"),
        lambda house, actor: recording.forget_demonstration(house, actor, "y"),
        lambda house, actor: recording.establish(house, actor),
        lambda house, actor: check_and_record(house, [("a.xlsx", b"")], actor, "", DAY),
    ],
    ids=["record", "withdraw", "forget", "establish", "check and record"],
)
def test_nobody_changes_anything(house, change):
    before = house.store.versions()
    with pytest.raises(NotSignedIn):
        change(house, None)
    assert house.store.versions() == before


def test_an_original_that_is_not_kept_is_unknown(house):
    for name in ("0" * 64, "..", "../store"):
        with pytest.raises(UnknownSubmission):
            original(house.originals, name)


def test_threads_that_receive_the_same_file_keep_it_once(data_folder):
    folder = data_folder / "originals"
    with ThreadPoolExecutor(8) as threads:
        kept = list(threads.map(lambda _: keep_original(folder, "abc", b"x" * 100_000), range(40)))
    assert set(kept) == {folder / "abc"}
    assert list(folder.iterdir()) == [folder / "abc"]


def test_a_house_tells_whether_its_definitions_have_changed(house):
    assert not house.outdated()
    changed = replace(house, catalogue=replace(house.catalogue, digest="khác"))
    assert changed.outdated()


def test_knowledge_is_of_what_counts_now(house):
    [first] = store(house, rate(numerator=1))
    one = rate(numerator=2)
    store(house, one)
    with house.store.reader(house.store.version()) as con:
        known = StoreKnowledge(con)
        assert known.submission_with(one.verdict.sha256)[:7] == "000002-"
        assert known.submission_with("0" * 64) is None
        figures = {one.item: one for one in known.figures("indicators", {"2021-Q1"}, {"kg-899"})}
        standing = figures["online_payment_rate.numerator"]
        assert (standing.value, standing.file, standing.sheet) == (2, one.verdict.file, "Biểu")
        assert known.figures("indicators", {"2021-Q1"}) == list(figures.values())
        assert known.figures("indicators", {"2021-Q1"}, {"kg-900"}) == []
        assert known.figures("dossiers", {"2021-Q1"}) == []
        assert known.figures("indicators", {"2021-Q2"}) == []
        sums = {one.item: one.value for one in known.sums("indicators", {"2021-Q1"}, {"kg-899"})}
        assert sums == {item: one.value for item, one in figures.items()}
    recording.withdraw(house, first, MACHINE, "thử")


@cache  # A workbook says when it was written: two of the same cells differ in their bytes.
def go_quao(*figures):
    return form_file(dossiers([["1", "Đất đai", *(figures or GOOD)]]))


def test_checking_compares_with_the_newest_version_and_writes_nothing(house, data_folder):
    check_and_record(house, [("a.xlsx", go_quao())], OFFICER, "", DAY)
    before = sorted((str(path), path.stat().st_mtime_ns) for path in data_folder.rglob("*"))
    changed = [GOOD[0] + 1, GOOD[1] + 1, *GOOD[2:8], GOOD[8] + 1, GOOD[9] + 1, GOOD[10]]
    [same, other] = check(house, [("b.xlsx", go_quao()), ("c.xlsx", go_quao(*changed))], DAY)
    assert same.verdict.duplicate_of[:7] == "000001-"
    changes = other.verdict.changes
    assert (changes.new, changes.changed, changes.same) == (0, 4, 7)
    after = sorted((str(path), path.stat().st_mtime_ns) for path in data_folder.rglob("*"))
    assert before == after


def test_a_file_that_comes_twice_among_others_is_a_duplicate_of_the_first(house):
    files = [("a.xlsx", go_quao()), ("b.xlsx", go_quao()), ("b.xlsx", go_quao())]
    checked = check(house, files, DAY)
    assert [one.verdict.duplicate_of for one in checked] == [None, "a.xlsx", "a.xlsx"]


def test_a_file_stored_by_somebody_else_since_it_was_read_is_a_duplicate(house, monkeypatch):
    content = go_quao()
    really_record = recording.record

    def meanwhile(*arguments):
        check_once = check(house, [("a.xlsx", content)], DAY)
        really_record(house, check_once, MACHINE)
        return really_record(*arguments)

    monkeypatch.setattr("kpis.intake.checking.record", meanwhile)
    [(one, submission)] = check_and_record(house, [("a.xlsx", content)], OFFICER, "", DAY)
    assert submission is None
    assert one.verdict.duplicate_of[:7] == "000001-"


def test_json_says_it_all_in_the_language_asked_for(house):
    [one] = check(house, [("a.xlsx", go_quao("mười", *GOOD[1:]))], DAY)
    said = as_json(one.verdict, Words("en"))
    assert said["accepted"] is False
    assert said["findings"][0]["severity"] == "error"
    assert said["findings"][0]["message"] != as_json(one.verdict, Words())["findings"][0]["message"]
    assert said["changes"]["new"] == len(said["observations"])


def test_opening_a_house_needs_no_store(data_folder):
    assert open_house().store.versions() == []
