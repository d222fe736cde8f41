"""The upload page's questions that only a person can answer: names, periods, reporting units."""

import pytest

from kpis.accounts.roles import Role
from kpis.intake.knowledge import StoreKnowledge
from kpis.words import Words, formats
from tests.intake.builders import GOOD, dossiers, form_file
from tests.pages.reading import page_of

T = Words()
GIONG_RIENG, GO_QUAO = "kg-906", "kg-907"
MISSPELT = "UBND huyện Gồng Riềng"
HOSTILE = "Huyện **<b>Gồng</b>** $x$"


def report(reporter=MISSPELT, period="Quý III/2023"):
    return form_file(dossiers([[1, "Hộ tịch", *GOOD]], reporter=reporter, period=period))


@pytest.fixture
def drop(house, open_page, browser, person):
    """Drop files on the upload page as an officer, or as nobody."""

    def dropped(*files, role=Role.OFFICER):
        browser(person(role=role) if role else "")
        app = open_page("collect/upload", lang="vi")
        for place, content in enumerate(files, 1):
            app.file_uploader[0].upload(f"b{place}.xlsx", content, "")
        app.run()
        assert not app.exception
        return app

    return dropped


def box(app, label):
    [found] = [one for one in app.selectbox if label in one.label]
    return found


def press(app, label):
    [button] = [one for one in app.button if one.label == label]
    app = button.click().run()
    assert not app.exception
    return app


def names(house):
    with house.store.reader(house.store.version()) as con:
        return [
            (one.name, one.org_unit, one.person) for one in StoreKnowledge(con).confirmed_names()
        ]


def test_a_name_in_several_files_is_asked_once_with_its_places(drop):
    app = drop(report(), report("huyện Gồng Riềng", "Quý IV/2023"))
    one = box(app, "Gồng Riềng")
    assert "b1.xlsx" in one.label
    assert "b2.xlsx" in one.label
    assert one.value is None
    assert one.options[0] == "Huyện Giồng Riềng (gần giống)"
    assert any("Sở Tư pháp" in option for option in one.options)
    assert not any("Các huyện" in option for option in one.options)


def test_confirming_reads_the_files_anew_and_remembers_the_name(drop, house):
    app = drop(report(), report("huyện Gồng Riềng", "Quý IV/2023"))
    box(app, "Gồng Riềng").set_value(GIONG_RIENG)
    app = press(app, T("confirming.confirm"))
    assert names(house) == [(MISSPELT, GIONG_RIENG, "lan")]
    page = page_of(app)
    assert "theo xác nhận của lan" in page.words
    assert not [one for one in app.selectbox if T("filter.choose") == one.placeholder]
    assert [one for one in app.button if one.label == T("upload.store", count=2)]


def test_nothing_chosen_confirms_nothing(drop, house):
    before = house.store.version()
    app = press(drop(report()), T("confirming.confirm"))
    assert [one.value for one in app.warning] == [T("confirming.none_chosen")]
    assert house.store.version() == before


def test_any_unit_can_be_chosen_and_taken_back_again(drop, house):
    app = drop(report())
    box(app, "Gồng Riềng").set_value("kg-so-tu-phap")
    app = press(app, T("confirming.confirm"))
    assert names(house)[0][1] == "kg-so-tu-phap"
    app = press(app, T("confirming.revoke"))
    assert names(house) == []
    assert box(app, "Gồng Riềng").value is None


def test_who_is_not_signed_in_is_asked_nothing(drop):
    app = drop(report(), report("UBND huyện Gò Quao", ""), role=None)
    words = page_of(app).words
    assert T("confirming.names") not in words
    assert T("confirming.by_hand") not in words


def test_a_period_set_by_hand_is_read_with_and_recorded(drop, house):
    app = drop(report("UBND huyện Gò Quao", "Quý III và 9 tháng năm 2023"))
    one = box(app, "Kỳ báo cáo: b1.xlsx")
    assert one.options[:2] == [formats.period(code) for code in ("2023-Q3", "2023-9M")]
    app = one.set_value("2023-Q3").run()
    assert not app.exception
    assert "Kỳ báo cáo Quý III/2023 do lan chọn khi nạp tệp" in page_of(app).words
    assert box(app, "Kỳ báo cáo: b1.xlsx").value == "2023-Q3"
    [reason] = list(app.text_input)
    app = reason.set_value("đơn vị xác nhận qua điện thoại").run()
    press(app, T("upload.store", count=1))
    with house.store.reader(house.store.version()) as con:
        assert con.execute("SELECT period FROM sheet").fetchall() == [("2023-Q3",)]
        codes = con.execute("SELECT code, severity FROM finding ORDER BY code").fetchall()
    assert codes == [("period_set_by_hand", "note"), ("unknown_period", "warning")]


def test_period_then_unit_then_name_can_all_be_said_of_one_drop(drop):
    app = drop(report(None, ""), report())
    app = box(app, "Kỳ báo cáo: b1.xlsx").set_value("2024-Q1").run()
    app = box(app, "Đơn vị báo cáo: b1.xlsx").set_value(GO_QUAO).run()
    box(app, "Gồng Riềng").set_value(GIONG_RIENG)
    app = press(app, T("confirming.confirm"))
    assert [one for one in app.button if one.label == T("upload.store", count=2)]
    assert box(app, "Kỳ báo cáo: b1.xlsx").value == "2024-Q1"


def test_only_units_of_the_period_can_be_chosen(drop):
    app = drop(report(None, "Quý III/2025"))
    assert "Huyện Gò Quao" not in box(app, "Đơn vị báo cáo").options


def test_the_same_file_twice_is_asked_about_once(drop):
    one = report(None, "")
    app = drop(one, one)
    assert len([one for one in app.selectbox if "Kỳ báo cáo: b" in one.label]) == 1


def test_a_name_from_outside_is_shown_as_it_stands(drop):
    app = drop(report(HOSTILE))
    assert "\\*\\*\\<b\\>Gồng" in box(app, "Gồng").label
    assert "<b>Gồng" not in page_of(app).markup
