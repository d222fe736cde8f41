"""What this exists for: a file comes in, is explained, is stored, and answers for its number."""

import re

import pytest

from kpis.accounts import people
from kpis.intake.house import open_house
from kpis.queries import origins
from kpis.words import Words, formats
from tests.pages.workbooks import SOUND, WRONG_CELL, fields_of_a_unit, two_way_2020

# One server and one browser for all of this folder.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

T = Words()
NAME = "Kien Giang quy II 2020.xlsx"
NEW_PASSWORD = "một câu rất dễ nhớ"
REASON = "Số đã công bố, tỷ lệ in sai"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>.xlsx"


@pytest.fixture
def stored(site, monkeypatch):
    """How many files the served store holds, and how many versions."""
    monkeypatch.setenv("KPIS_DATA", str(site.folder))

    def counted():
        store = open_house().store
        with store.reader(store.version()) as con:
            return len(origins.submissions(con)), len(store.versions())

    return counted


def sign_in(visitor, site):
    """Sign in with the password that the server said at its start, and change it."""
    page = visitor.open("/upload?lang=vi")
    page.get_by_role("link", name=T("auth.sign_in"), exact=True).click()
    page.locator("input[name=name]").fill(people.FIRST_ADMIN)
    page.locator("input[name=password]").fill(site.password)
    page.locator("form button").click()
    page.wait_for_url("**/auth/password**")
    page.locator("input[name=old]").fill(site.password)
    for name in ("new", "again"):
        page.locator(f"input[name={name}]").fill(NEW_PASSWORD)
    page.locator("form button").click()
    page.wait_for_url("**/upload?lang=vi")
    return visitor.settled()


def drop(visitor, name, content):
    chosen = {"name": name, "mimeType": SPREADSHEET, "buffer": content}
    visitor.page.locator("input[type=file]").set_input_files(chosen)
    visitor.page.get_by_text(re.compile(r"^\d[\d.]* ô mới")).first.wait_for()
    return visitor.settled()


def test_a_published_file_is_explained_stored_with_a_reason_and_answers(arrive, site, stored):
    visitor = arrive()
    page = sign_in(visitor, site)
    before = stored()

    published = two_way_2020()
    drop(visitor, NAME, published)
    found = page.locator("tr.warning").inner_text()
    assert WRONG_CELL in found
    assert "8,02%" in found
    assert "24,69" in found
    store = page.get_by_role("button", name=T("upload.store", count=1), exact=True)
    assert store.is_disabled()
    assert stored() == before

    reason = page.get_by_label(T("upload.reason"), exact=True)
    reason.fill(REASON)
    reason.press("Enter")
    page.wait_for_function(
        "(name) => [...document.querySelectorAll('button')].some("
        "(one) => one.innerText.includes(name) && !one.disabled)",
        arg=T("upload.store", count=1),
    )
    assert stored() == before
    store.click()
    page.locator("[data-testid=stAlertContentSuccess]").wait_for()
    assert NAME in visitor.settled().locator("[data-testid=stMain]").inner_text()
    assert stored() == (before[0] + 1, before[1] + 1)

    link = "indicator=on_time_rate&period=2020-Q2&of=kg&detail=cells"
    told = visitor.open(f"/indicator?{link}").locator("[data-testid=stMain]").inner_text()
    assert "99,6\N{NO-BREAK SPACE}%" in told
    assert formats.period("2020-Q2") in told
    assert all(part in told for part in ("Quý II.2020!G11", "Quý II.2020!F11", NAME, "253.779"))

    told = visitor.open("/history").locator("[data-testid=stMain]").inner_text()
    assert REASON in told
    assert people.FIRST_ADMIN in told

    visitor.open("/upload?lang=vi")
    drop(visitor, "lần nữa.xlsx", published)
    visitor.page.locator("[data-testid=stAlertContentInfo]").first.wait_for()
    assert not visitor.page.locator("[data-testid=stMain] button[kind=primary]").count()


def test_a_reader_is_told_what_is_wrong_but_stores_nothing(arrive, stored):
    before = stored()
    visitor = arrive()
    page = visitor.open("/upload")
    drop(visitor, "sai.xlsx", fields_of_a_unit({"Đất đai": (-3, *SOUND[1:])}))
    assert "C11" in page.locator("tr.error").first.inner_text()
    assert not page.locator("[data-testid=stMain] button[kind=primary]").count()
    assert stored() == before


def test_markup_in_a_name_or_a_cell_is_only_text(arrive, stored):
    visitor = arrive()
    page = visitor.open("/upload")
    drop(visitor, HOSTILE, fields_of_a_unit({HOSTILE: SOUND}, unit=f"UBND {HOSTILE}"))
    main = page.locator("[data-testid=stMain]")
    assert HOSTILE in main.inner_text()
    assert not main.locator("img[src=x], [onerror]").count()
    assert "alert(2)" not in "".join(main.locator("script").all_inner_texts())


def test_the_annotated_workbook_can_be_taken_away(arrive):
    visitor = arrive()
    page = visitor.open("/upload")
    drop(visitor, "sai.xlsx", fields_of_a_unit({"Đất đai": (-3, *SOUND[1:])}))
    with page.expect_download() as taken:
        page.get_by_role("button", name=T("upload.annotated")).click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    assert taken.value.path().read_bytes().startswith(b"PK")
