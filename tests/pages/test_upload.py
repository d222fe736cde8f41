"""The upload page: the answer, findings with their cells, effects, storing, and many files."""

import time

import pytest

from kpis.accounts.roles import Role
from kpis.intake import checking
from kpis.queries import origins
from kpis.words import Words
from tests.intake.builders import GOOD, dossiers, form_file
from tests.intake.test_target_annex import PAID, annex
from tests.pages.conftest import come
from tests.pages.reading import page_of
from tests.pages.workbooks import SOUND, fields_of_a_unit, two_way_2020

T = Words()
WRONG = (-3, *SOUND[1:])
REASON = "Số đã công bố, tỷ lệ in sai"


def drop(app, *files):
    """Let files lie in the drop zone, as (name, bytes)."""
    app.file_uploader[0].set_value([(name, content, "") for name, content in files]).run()
    return page_of(app)


def store_button(app):
    [found] = [one for one in app.button if one.proto.type == "primary"]
    return found


def wrong_fields(count):
    return fields_of_a_unit({f"Lĩnh vực {number:03}": WRONG for number in range(count)})


def rate_file(unit, *figures):
    return form_file(dossiers([["1", "Đất đai", *(figures or GOOD)]], reporter=unit))


def test_a_finding_stands_beside_its_cell_with_row_and_column_as_excel_names_them(house, open_page):
    fields = {"Đất đai": SOUND, "Hộ tịch": WRONG, "Môi trường": SOUND}
    page = drop(open_page("collect/upload"), ("sai.xlsx", fields_of_a_unit(fields)))
    assert not page.exceptions
    card = page.markup.split('<div class="found error">')[1].split("</table>")[0]
    assert '<th scope="col" class="here">C</th>' in card
    assert '<th scope="row" class="here">12</th>' in card
    meant = card.split('<td class="here n"')[1].split("</td>")[0]
    assert "-3" in meant
    assert T("upload.this_cell") in meant
    assert "Hộ tịch" in card
    assert "Đất đai" in card


def test_two_findings_of_one_cell_share_its_surroundings(house, open_page):
    figures = [728, *SOUND[1:]]
    page = drop(open_page("collect/upload"), ("tong.xlsx", fields_of_a_unit({"Đất đai": figures})))
    cards = page.markup.split('<div class="found ')[1:]
    assert sum(card.count('class="found-say') for card in cards) > len(cards)


def test_five_hundred_findings_show_some_cells_list_the_rest_and_freeze_nothing(house, open_page):
    app = open_page("collect/upload")
    started = time.perf_counter()
    page = drop(app, ("nhieu.xlsx", wrong_fields(500)))
    assert time.perf_counter() - started < 45
    assert not page.exceptions
    assert page.markup.count('<table class="cells') <= 8
    assert page.markup.count('<tr class="error">') == 200
    told = T("upload.more_findings", count="@").split("@")
    assert all(part in page.words for part in told)


def test_many_files_are_answered_in_one_line_and_listed_the_worst_first(house, open_page):
    files = [
        ("tot.xlsx", rate_file("UBND huyện Gò Quao")),
        ("canh bao.xlsx", two_way_2020()),
        ("sai.xlsx", fields_of_a_unit({"Đất đai": WRONG})),
    ]
    files.append(("tot lan nua.xlsx", files[0][1]))
    app = open_page("collect/upload")
    page = drop(app, *files)
    assert not page.exceptions
    [answer] = [one.value for one in app.subheader if one.value.startswith("4 tệp")]
    assert "1 lỗi" in answer
    lines = page.markup.split("<tbody>")[1].split("</tbody>")[0].split("<tr")[1:]
    states = [T.code("upload.state", one) for one in ("refused", "explain", "ready", "duplicate")]
    assert [state in line for state, line in zip(states, lines, strict=True)] == [True] * 4


def test_cells_of_refused_files_are_not_counted_as_taken(house, open_page):
    good = ("tot.xlsx", rate_file("UBND huyện Gò Quao"))
    wrong = ("sai.xlsx", fields_of_a_unit({"Đất đai": SOUND, "Hộ tịch": WRONG}))
    app = open_page("collect/upload")
    page = drop(app, good, wrong)
    [answer] = [one.value for one in app.subheader if one.value.startswith("2 tệp")]
    # Of the refused file the eleven cells of its sound row are known, and ten of the other.
    left = T("upload.answer_refused", answer="", count=21, files=1)
    assert answer == f"2 tệp: 11 ô mới, 0 ô đổi, 1 lỗi, 2 cảnh báo{left}"
    lines = page.markup.split("<tbody>")[1].split("</tbody>")[0].split("<tr")[1:]
    assert [line.count(">–<") for line in lines] == [4, 0]
    drop(app, wrong)
    [alone] = [one.value for one in app.subheader if "ô mới" in one.value]
    assert alone.startswith("0 ô mới, 0 ô đổi, 1 lỗi")


def test_beyond_the_first_files_one_is_shown_on_request(house, open_page):
    names = ["Gò Quao", "An Biên", "An Minh", "Giồng Riềng", "Hòn Đất", "Tân Hiệp", "Châu Thành"]
    names += ["Kiên Lương", "Vĩnh Thuận", "Giang Thành", "U Minh Thượng"]
    app = open_page("collect/upload")
    page = drop(app, *((f"{name}.xlsx", rate_file(f"UBND huyện {name}")) for name in names))
    assert not page.exceptions
    boxes = page.markup.count('<section class="block"><h2>')
    app.selectbox(key="upload_other_file").set_value(0).run()
    again = page_of(app)
    assert not again.exceptions
    assert again.markup.count('<section class="block"><h2>') == boxes + 1


def test_an_officer_stores_and_is_led_to_what_changed(demo, person, browser):
    browser(person("lan", Role.OFFICER))
    app = come("collect/upload", lang="vi")
    page = drop(app, ("kg.xlsx", two_way_2020()))
    assert T("upload.effects_province") in page.words
    assert "99,6" in page.words
    assert store_button(app).disabled
    app.text_input(key="upload_reason").set_value(REASON).run()
    store_button(app).click().run()
    page = page_of(app)
    assert not page.exceptions
    assert "indicator=on_time_rate" in page.markup
    assert "of=kg" in page.markup
    assert "/tracker?" in page.markup
    with demo.store.reader(demo.store.version()) as con:
        newest = origins.submissions(con).iloc[0]
    assert (newest["file"], newest["reason"], newest["person"]) == ("kg.xlsx", REASON, "lan")
    assert f"submission={newest['submission']}" in page.markup
    assert 'class="onward' not in page_of(app.run()).markup


def test_a_file_that_was_read_is_not_read_again(house, open_page, monkeypatch):
    read, really = [], checking.read_file

    def counted(content, name, *others):
        read.append(name)
        return really(content, name, *others)

    monkeypatch.setattr("kpis.intake.checking.read_file", counted)
    app = open_page("collect/upload")
    one, other = rate_file("UBND huyện Gò Quao"), rate_file("UBND huyện An Biên")
    drop(app, ("mot.xlsx", one))
    drop(app, ("mot.xlsx", one), ("hai.xlsx", other))
    app.run()
    assert read == ["mot.xlsx", "hai.xlsx"]


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "**b** $x$", "=1+1"])
def test_hostile_neighbours_of_a_wrong_cell_stay_texts(house, open_page, text):
    page = drop(open_page("collect/upload"), ("a.xlsx", fields_of_a_unit({text: WRONG})))
    assert not page.exceptions
    assert '<table class="cells' in page.markup
    assert "<img src=x" not in page.markup
    assert text in page.words


def test_an_annex_of_goals_lists_them_with_their_wording(house, open_page):
    content = annex([5, PAID, "%", "từ 30% trở lên"])
    page = drop(open_page("collect/upload"), ("muc tieu.xlsx", content))
    assert not page.exceptions
    assert T("document.targets", count=1) in page.words
    assert all(one in page.words for one in ("từ 30% trở lên", "≥ 30", "Mục tiêu!D3"))
