"""Text from a spreadsheet is shown as it stands: it never becomes markup, Markdown or a formula."""

import re
from dataclasses import replace
from datetime import date

import pytest

from kpis.intake import recording
from kpis.intake.checking import check, check_and_record
from kpis.intake.verdict import Severity
from tests.conftest import MACHINE
from tests.pages.conftest import PAGES, come, go, start
from tests.pages.reading import page_of
from tests.pages.workbooks import SOUND, fields_of_a_unit

TAG = "<img src=x onerror=alert(1)>"
BOLD = "lĩnh vực **b** $x$ [a](https://evil.example)"
SUM = "=1+1"
HOSTILE = (TAG, BOLD, SUM)
# What Streamlit would read in a text of its own, where no backslash stands before it.
MARKDOWN = re.compile(r"(?<!\\)(\*\*b|\$x|\]\(https:)")
DAY = date(2023, 9, 20)


def named(name, number=1):
    title = f"{TAG} {number}"
    return f"{name}.xlsx", fields_of_a_unit(dict.fromkeys(HOSTILE, SOUND), title=title)


def poison(house):
    for number, name in enumerate(HOSTILE):
        [received] = check(house, [named(name, number)], DAY)
        cells = tuple(replace(one, raw=name) for one in received.verdict.observations)
        received = replace(received, verdict=replace(received.verdict, observations=cells))
        assert recording.record(house, [received], MACHINE, f"vì {name}") != [None]


@pytest.fixture
def poisoned(filled):
    """A store into which somebody has sent the worst: names, fields, raw texts, reasons."""
    return filled(poison)


def harmless(page):
    assert not page.exceptions
    assert TAG not in page.markup
    assert "<img src=x" not in page.markup
    assert not [text for text in page.markdown if MARKDOWN.search(text)]
    assert all(TAG not in text for text in map(str, page.figures))


def test_no_page_lets_a_stored_text_become_anything_else(poisoned):
    app = start(unit="kg-899", of="kg-899", period="2023-Q3", detail="cells")
    for page in PAGES:
        harmless(page_of(go(app, page)))


def test_the_cells_behind_a_figure_show_fields_files_and_raw_texts_as_they_stand(
    poisoned, open_page
):
    link = {"indicator": "on_time_rate", "of": "kg-899", "period": "2023-Q3", "detail": "cells"}
    words = page_of(open_page("follow/indicator", **link)).words
    assert all(one in words for one in HOSTILE)


def test_the_history_shows_names_and_reasons_as_they_stand(poisoned, open_page):
    words = page_of(open_page("collect/history")).words
    assert f"{TAG}.xlsx" in words
    assert f"vì {TAG}" in words


@pytest.mark.parametrize("name", HOSTILE)
def test_an_upload_shows_a_hostile_name_and_a_hostile_unit_as_they_stand(house, open_page, name):
    content = fields_of_a_unit({name: SOUND, "Đất đai": (-3, *SOUND[1:])}, unit=f"UBND {name}")
    app = open_page("collect/upload")
    app.file_uploader[0].upload(f"{name}.xlsx", content, "").run()
    page = page_of(app)
    harmless(page)
    assert f"{name}.xlsx" in page.words
    assert name in page.words.replace(f"{name}.xlsx", "")


@pytest.mark.parametrize("name", HOSTILE)
def test_storing_a_hostile_name_says_so_without_reading_it(house, person, browser, name):
    browser(person())
    app = come("collect/upload")
    app.file_uploader[0].upload(*named(name), "").run()
    [store] = [one for one in app.button if one.proto.type == "primary"]
    store.click().run()
    page = page_of(app)
    harmless(page)
    assert app.success
    assert [one for one in app.success if ".xlsx" in one.value]


def test_a_withdrawn_file_shows_its_reason_as_it_stands(house, open_page):
    [(_, submission)] = check_and_record(house, [named("a")], MACHINE, "", DAY)
    recording.withdraw(house, submission, MACHINE, f"vì {TAG}")
    page = page_of(open_page("collect/history"))
    harmless(page)
    assert f"vì {TAG}" in page.words


def test_a_sound_workbook_of_these_tests_is_sound(house):
    [received] = check(house, [named("a")], DAY)
    assert received.verdict.accepted
    assert not [one for one in received.verdict.findings if one.severity is Severity.ERROR]
    assert {one.section for one in received.verdict.observations} == set(HOSTILE)
