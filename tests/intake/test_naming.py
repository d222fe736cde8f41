"""Names that no catalogue has: confirmed by a person, remembered, taken back, never silent."""

from datetime import UTC, datetime

import pytest

from kpis.accounts.roles import Actor, Role, Via
from kpis.errors import NameAlreadyKnown, NotSignedIn, UnknownName, UnknownOrgUnit
from kpis.intake.checking import check, check_and_record
from kpis.intake.confirmed import name_key
from kpis.intake.knowledge import StoreKnowledge
from kpis.intake.naming import confirm_names, revoke_name
from kpis.intake.saying import sentence
from kpis.intake.verdict import FindingCode, Severity
from kpis.words import Words
from kpis.words.formats import HOME
from tests.conftest import DAY, MACHINE
from tests.intake.builders import GOOD, by_unit, dossiers, form_file, indicators, xlsx

LAN = Actor("lan", Role.OFFICER, Via.PASSWORD)
GIONG_RIENG, GO_QUAO, RACH_GIA = "kg-906", "kg-907", "kg-899"
MISSPELT = "Huyện Gồng Riềng"


def district(name, period="Quý III/2023"):
    return form_file(dossiers([[1, "Hộ tịch", *GOOD]], reporter=name, period=period))


def consolidated(*names, period="Quý III/2023"):
    return form_file(
        by_unit([[place, one, *GOOD] for place, one in enumerate(names, 1)], period=period)
    )


def verdict_of(house, content, name="bieu.xlsx"):
    [one] = check(house, [(name, content)], DAY)
    return one.verdict


def found(verdict, code):
    return [one for one in verdict.findings if one.code is code]


def units(verdict):
    return {one.org_unit for one in verdict.observations}


def known(house, version=None):
    with house.store.reader(version or house.store.version()) as con:
        return [(one.name, one.org_unit) for one in StoreKnowledge(con).confirmed_names()]


def test_the_ids_here_are_those_of_the_catalogue(house):
    names = [house.catalogue.org_units[one].name_vi for one in (GIONG_RIENG, GO_QUAO, RACH_GIA)]
    assert names == ["Huyện Giồng Riềng", "Huyện Gò Quao", "Thành phố Rạch Giá"]


def test_a_misspelt_name_is_an_error_until_a_person_says_what_it_means(house):
    content = district(MISSPELT)
    before = verdict_of(house, content)
    assert not before.accepted
    assert units(before) == set()
    confirm_names(house, LAN, {MISSPELT: GIONG_RIENG}, "đã gọi điện hỏi")
    after = verdict_of(house, content)
    assert after.accepted
    assert units(after) == {GIONG_RIENG}
    [note] = found(after, FindingCode.CONFIRMED_NAME)
    today = datetime.now(UTC).astimezone(HOME).date()
    assert (note.severity, note.cell, note.found) == (Severity.NOTE, "C2", MISSPELT)
    assert note.facts == {"unit": "Huyện Giồng Riềng", "person": "lan", "day": today}


def test_it_is_remembered_for_other_files_periods_and_writings_but_not_for_other_types(house):
    confirm_names(house, LAN, {MISSPELT: GIONG_RIENG})
    writings = ("UBND huyện Gồng Riềng", "H. GỒNG RIỀNG", "huyện  Gồng-Riềng")
    for writing in writings:
        assert units(verdict_of(house, district(writing, "Quý I/2024"))) == {GIONG_RIENG}
    assert not verdict_of(house, district("Thị trấn Gồng Riềng")).accepted


def test_each_row_read_so_has_its_note_and_no_exact_name_has_one(house):
    confirm_names(house, LAN, {MISSPELT: GIONG_RIENG})
    verdict = verdict_of(house, consolidated(MISSPELT, "Huyện Gò Quao"))
    assert units(verdict) == {GIONG_RIENG, GO_QUAO}
    assert [one.cell for one in found(verdict, FindingCode.CONFIRMED_NAME)] == ["B9"]


def test_a_name_nowhere_near_any_can_mean_a_unit_by_choice(house):
    confirm_names(house, LAN, {"Văn phòng tiếp dân số 2": RACH_GIA})
    verdict = verdict_of(house, consolidated("Văn phòng tiếp dân số 2", "Huyện Gò Quao"))
    assert units(verdict) == {RACH_GIA, GO_QUAO}


def test_the_rows_of_an_indicator_workbook_are_read_so_too(house):
    confirm_names(house, LAN, {MISSPELT: GIONG_RIENG})
    row = [1, "online_payment_rate", "", MISSPELT, "", 1, 2]
    verdict = verdict_of(house, xlsx(indicators([row], units=True, reporter=None)))
    assert units(verdict) == {GIONG_RIENG}
    assert len(found(verdict, FindingCode.CONFIRMED_NAME)) == 1


def test_two_rows_that_come_to_mean_one_unit_are_still_a_duplicate(house):
    confirm_names(house, LAN, {MISSPELT: GIONG_RIENG})
    verdict = verdict_of(house, consolidated(MISSPELT, "Huyện Giồng Riềng"))
    assert found(verdict, FindingCode.DUPLICATE_ROW)


def test_a_confirmed_name_never_makes_a_closed_unit_open(house):
    confirm_names(house, LAN, {MISSPELT: GIONG_RIENG})
    verdict = verdict_of(house, district(MISSPELT, "Quý III/2025"))
    [closed] = found(verdict, FindingCode.CLOSED_ORG_UNIT)
    assert (closed.severity, closed.facts["unit"]) == (Severity.ERROR, "Huyện Giồng Riềng")
    assert not found(verdict, FindingCode.CONFIRMED_NAME)


def test_a_unit_whose_name_was_another_s_earlier_in_the_window_is_asked_about(house):
    now = next(
        one.id
        for one in house.catalogue.org_units.values()
        if one.name_vi == "Sở Tài chính" and one.valid_from
    )
    confirm_names(house, LAN, {"Sở Tài chánh": now})
    verdict = verdict_of(house, district("Sở Tài chánh", "Quý I/2025"))
    assert {one.code for one in verdict.findings} == {
        FindingCode.AMBIGUOUS_ORG_UNIT,
        FindingCode.CONFIRMED_NAME,
    }
    assert units(verdict) == {now}
    assert not verdict_of(house, district("Sở Tài chánh", "Quý IV/2024")).accepted


def test_a_name_may_mean_one_unit_after_another(house):
    old, new = (
        next(
            one.id
            for one in house.catalogue.org_units.values()
            if one.name_vi == "Sở Tài chính" and bool(one.valid_from) is young
        )
        for young in (False, True)
    )
    confirm_names(house, LAN, {"Sở Tài chánh": old})
    confirm_names(house, LAN, {"Sở Tài chánh": new})
    assert units(verdict_of(house, district("Sở Tài chánh", "Quý IV/2024"))) == {old}
    assert units(verdict_of(house, district("Sở Tài chánh", "Quý II/2025"))) == {new}


def test_a_name_of_the_catalogue_means_what_the_catalogue_says_whatever_was_confirmed(house):
    confirm_names(house, LAN, {MISSPELT: GIONG_RIENG})
    with house.store.writer(by="x", why="", action="init") as con:
        # As if the catalogue had got this name only afterwards.
        key = name_key("Huyện Gò Quao")
        con.execute("UPDATE confirmed_name SET name = 'Huyện Gò Quao', key = $key", {"key": key})
    verdict = verdict_of(house, district("Huyện Gò Quao"))
    assert (units(verdict), verdict.findings) == ({GO_QUAO}, ())


def test_the_last_word_counts(house):
    confirm_names(house, LAN, {MISSPELT: GO_QUAO})
    confirm_names(house, LAN, {MISSPELT: GIONG_RIENG})
    assert units(verdict_of(house, district(MISSPELT))) == {GIONG_RIENG}


def test_taking_back_makes_the_name_unknown_again_and_keeps_both_events(house):
    confirm_names(house, LAN, {MISSPELT: GO_QUAO})
    confirm_names(house, LAN, {MISSPELT: GIONG_RIENG})
    before = house.store.version()
    revoke_name(house, LAN, "UBND H. Gồng Riềng", "nhầm huyện")
    assert not verdict_of(house, district(MISSPELT)).accepted
    assert known(house) == []
    assert known(house, before) == [(MISSPELT, GIONG_RIENG), (MISSPELT, GO_QUAO)]
    with house.store.reader(house.store.version()) as con:
        kept = con.execute("SELECT count(*) FROM confirmed_name").fetchone()[0]
        events = con.execute("SELECT person, reason FROM revoked_name").fetchall()
        actions = con.execute("SELECT action FROM change ORDER BY change").fetchall()
    assert (kept, events) == (2, [("lan", "nhầm huyện")] * 2)
    assert [one for (one,) in actions[-3:]] == ["confirm_name", "confirm_name", "revoke_name"]
    confirm_names(house, LAN, {MISSPELT: GIONG_RIENG})
    assert known(house) == [(MISSPELT, GIONG_RIENG)]


@pytest.mark.parametrize(
    ("choices", "problem"),
    [
        ({"Huyện Gò Quao": GIONG_RIENG}, NameAlreadyKnown),
        ({"gò quao": GIONG_RIENG}, NameAlreadyKnown),
        ({"…": GIONG_RIENG}, UnknownName),
        ({MISSPELT: "kg-000"}, UnknownOrgUnit),
        ({MISSPELT: GIONG_RIENG, "Huyện Gò Quao": GIONG_RIENG}, NameAlreadyKnown),
    ],
)
def test_what_cannot_be_confirmed_changes_nothing(house, choices, problem):
    before = house.store.version()
    with pytest.raises(problem):
        confirm_names(house, LAN, choices)
    assert house.store.version() == before


def test_only_who_may_import_decides_about_names(house):
    for change in (confirm_names, revoke_name):
        with pytest.raises(NotSignedIn):
            change(house, None, {})
    with pytest.raises(UnknownName):
        revoke_name(house, LAN, MISSPELT)


def test_a_version_from_before_names_could_be_confirmed_has_none(house):
    with house.store.writer(by="x", why="", action="init") as con:
        con.execute("DROP TABLE confirmed_name")
        con.execute("DROP TABLE revoked_name")
    assert known(house) == []
    assert not verdict_of(house, district(MISSPELT)).accepted


def test_the_note_is_stored_with_the_file(house):
    confirm_names(house, LAN, {MISSPELT: GIONG_RIENG})
    [(_, submission)] = check_and_record(house, [("a.xlsx", district(MISSPELT))], MACHINE, "", DAY)
    with house.store.reader(house.store.version()) as con:
        rows = con.execute(
            "SELECT facts FROM finding WHERE submission = $s AND code = 'confirmed_name'",
            {"s": submission},
        ).fetchall()
    assert len(rows) == 1
    assert '"person": "lan"' in rows[0][0]


def test_up_to_three_near_units_are_offered_the_nearest_first(read):
    [one] = read(district("Huyện An Miên")).findings
    assert one.facts["suggestions"] == ("Huyện An Biên", "Huyện An Minh")
    assert one.facts["suggestion"] == "Huyện An Biên"
    assert "Huyện An Biên; Huyện An Minh" in sentence(Words("vi"), one)
    [far] = read(district("Huyện Phú Tân")).findings
    assert (far.facts["suggestion"], far.facts["suggestions"]) == ("", ())


def test_what_writings_of_a_name_have_in_common():
    assert name_key("UBND H. Gồng Riềng") == name_key("huyện Gồng-Riềng") == "huyện gongrieng"
    assert name_key("Gồng Riềng") == "gongrieng"
    assert name_key("...") == name_key("") == ""
