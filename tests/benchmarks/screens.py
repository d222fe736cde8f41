"""What a reader waits for in Chromium, and what the server holds in memory meanwhile."""

import sys
from collections.abc import Callable, Collection, Iterator
from itertools import cycle
from pathlib import Path

from playwright.sync_api import sync_playwright

from kpis.words import Words, formats
from tests.benchmarks.table import Row, Step, timed
from tests.browser.site import CHROMIUM, QUIET, Visitor, served

T = Words()
BARE = Path(__file__).with_name("bare_page.py")
OURS = {"overview": "/?lang=vi&period=2025-Q1", "indicator": "/indicator?lang=vi&period=2025-Q1"}
VISITED = ("/agencies?lang=vi&period=2025-Q1", "/tracker?lang=vi&period=2025-Q1")
# What a reader turns on the bare page.
FLOOR = ("Quarter", ("Q1/2025", "Q4/2024"))
SHOWS = """(text) => [...document.querySelectorAll("[data-testid=stMain] h1, .page-head")]
  .some((one) => one.innerText.includes(text))"""
SESSIONS = 10


def measured(folder: Path) -> Iterator[Row]:
    """Yield times from an address, a new quarter and a link to another page to all of it drawn."""
    with sync_playwright() as play, served(folder, BARE) as floor, served(folder) as site:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        bare, ours = (Visitor.arrive(browser, one.root) for one in (floor, site))
        for name, address in OURS.items():
            yield from _page(name, address, bare, ours)
        yield _between(bare, ours)
        for place in range(SESSIONS - 1):
            Visitor.arrive(browser, site.root).open(list(OURS.values())[place % 2])
        yield Row(f"memory with {SESSIONS} open sessions", resident(site.process), unit="MB")
        browser.close()


def _page(name: str, address: str, bare: Visitor, ours: Visitor) -> Iterator[Row]:
    opening, opened = timed(opens(bare, "/"), opens(ours, address))
    yield Row(f"{name}: address to all drawn", opened, opening, 1.2)
    quarters = tuple(formats.period(code) for code in ("2024-Q4", "2025-Q1"))
    turning, turned = timed(turns(bare, *FLOOR), turns(ours, T("filter.period"), quarters))
    yield Row(f"{name}: new quarter to all new", turned, turning, 2.5)
    yield Row(f"{name}: the same against opening the bare page", turned, opening, 2.5)


def _between(bare: Visitor, ours: Visitor) -> Row:
    opens(bare, "/")
    turning, gone = timed(turns(bare, *FLOOR), goes(ours, (*OURS.values(), *VISITED)))
    return Row("page to page against a new quarter of the bare page", gone, turning, 2.5)


def opens(visitor: Visitor, address: str) -> Step:
    """From typing an address to everything visible, the browser's cache warm."""

    def opened() -> None:
        page = visitor.open(address)
        if page.locator("[data-testid=stAlert]").count():
            sys.exit(f"the page failed: {address}")

    opened()
    return lambda: opened


def goes(visitor: Visitor, addresses: Collection[str]) -> Step:
    """From following a link to another page to everything of it visible; all were seen before."""
    following = cycle(addresses)

    def gone() -> Callable[[], None]:
        address = next(following)
        return lambda: visitor.follow(address)

    for _ in addresses:
        gone()()
    return gone


def turns(visitor: Visitor, label: str, names: tuple[str, str]) -> Step:
    """From choosing a quarter to everything of it visible; both quarters were seen before."""
    page, following = visitor.page, cycle(names)

    def chosen() -> Callable[[], None]:
        name = next(following)
        box = page.get_by_role("combobox", name=label, exact=True)
        box.click()
        box.fill(name)
        option = page.get_by_role("option", name=name, exact=True)
        option.wait_for()

        def turned() -> None:
            option.click()
            page.wait_for_function(SHOWS, arg=name, polling="raf")
            visitor.settled()

        return turned

    for _ in names:
        chosen()()
    return chosen


def resident(process: int) -> float:
    """Megabytes of a process in memory."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    [line] = [one for one in status.splitlines() if one.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024
