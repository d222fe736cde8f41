import gc
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit.runtime.context as streamlit_context
from argon2 import PasswordHasher
from hypothesis import settings
from playwright.sync_api import sync_playwright
from streamlit.components.v2 import manifest_scanner

from kpis.accounts import passwords, people, signing_in
from kpis.accounts.roles import Actor, Role
from kpis.intake import recording
from kpis.intake.demonstration import import_demonstration
from kpis.intake.house import House, open_house
from kpis.settings import ROOT
from kpis.ui import answers
from kpis.ui.security import COOKIE, MARK
from kpis.words import Words
from tests.browser.site import CHROMIUM, QUIET

MACHINE = Actor.at_the_machine("kiem-tra")
GOOD = "một câu dễ nhớ"
HERE = "testclient"
DAY = date(2024, 7, 1)
SAMPLE = ROOT / "data" / "samples" / "an_giang"

# How long an example takes is the machine's affair; times are for the benchmarks.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


# Thousands of tests and all modules stay to the end: looking through them after every 700 new
# objects took up to a tenth of the time.
gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def installed_components():
    """Each page opened by a test would look through every installed package for components."""
    with pytest.MonkeyPatch.context() as patch:
        found = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch) -> Path:
    """Every test gets a data folder of its own, so none can touch the real one."""
    monkeypatch.setenv("KPIS_DATA", str(tmp_path))
    # What a page's part called without a page would remember of the last test's store. Answers
    # are remembered by version, and a version's name is a moment: no two tests make the same.
    answers.begin()
    return tmp_path


@pytest.fixture
def quick_hashes(monkeypatch):
    """The real algorithm with small parameters: tests hash many times."""
    monkeypatch.setattr(passwords, "hasher", PasswordHasher(1, 64, 1))


@pytest.fixture
def person(quick_hashes):
    """Make a person who has changed the one-time password to GOOD; the token of their session."""

    def make(name="lan", role=Role.OFFICER, email=""):
        once = people.add(MACHINE, name, f"Trần Thị {name.title()}", role, email)
        token = signing_in.sign_in(name, once, HERE).token
        return signing_in.change_password(token, once, GOOD, HERE).token

    return make


@pytest.fixture
def browser(monkeypatch):
    """Let AppTest come as a browser does: through the server, with a session's cookie."""

    def come(token="", through_server=True):
        client = SimpleNamespace(
            headers=[(MARK, "1")] if through_server else [],
            cookies={COOKIE: token} if token else {},
            remote_ip=None,
        )
        monkeypatch.setattr(streamlit_context, "_get_client_context", lambda: client)

    return come


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory) -> Path:
    """An installation whose store has its definitions and no report yet, made once."""
    return established(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def house(empty_folder, data_folder) -> House:
    """An installation of one's own, with definitions and no report yet."""
    return copied(empty_folder, data_folder)


@pytest.fixture(scope="session")
def an_giang_folder(tmp_path_factory) -> Path:
    """The sample of another province, made once."""
    folder = tmp_path_factory.mktemp("an_giang")
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    return established(folder)


@pytest.fixture
def an_giang(an_giang_folder, data_folder) -> House:
    """A copy of the sample of another province that a test may change."""
    return copied(an_giang_folder, data_folder)


@pytest.fixture(scope="session")
def filled_folder(empty_folder, tmp_path_factory) -> Callable[..., Path]:
    """The folder of an installation after these functions, one by one, have been given it.

    Each step is made once, for all tests of a worker that begin with the same.
    """

    @cache
    def after(*steps: Callable[[House], object]) -> Path:
        if not steps:
            return empty_folder
        *before, last = steps
        folder = tmp_path_factory.mktemp("filled")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KPIS_DATA", str(folder))
            last(copied(after(*before), folder))
        return folder

    return after


@pytest.fixture
def filled(filled_folder, data_folder) -> Callable[..., House]:
    """Return an installation of one's own as such functions leave it; the functions run once."""

    def filled(*steps: Callable[[House], object]) -> House:
        return copied(filled_folder(*steps), data_folder)

    return filled


def demonstration(house: House) -> None:
    import_demonstration(house, MACHINE, Words())


@pytest.fixture(scope="session")
def demo_folder(filled_folder) -> Path:
    """The demonstration province, filled once by the code that fills the real one."""
    return filled_folder(demonstration)


@pytest.fixture
def demo(demo_folder, data_folder) -> House:
    """A copy of the demonstration province that a test may change."""
    return copied(demo_folder, data_folder)


def established(folder: Path) -> Path:
    """Make the store of a data folder from its definitions, or the shipped ones; the folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPIS_DATA", str(folder))
        recording.establish(open_house(), MACHINE)
    return folder


def copied(made: Path, folder: Path) -> House:
    """Copy a data folder made once into another, where ``KPIS_DATA`` points to; its house."""
    shutil.copytree(made, folder, dirs_exist_ok=True, copy_function=_linked)
    return open_house()


def _linked(source: str, target: str) -> None:
    """Versions never change once they have their name: any number of tests may share one."""
    if source.endswith(".duckdb"):
        with suppress(FileExistsError):  # A test may ask for an empty house and for a filled one.
            os.link(source, target)
    else:
        shutil.copy2(source, target)


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all tests of a worker: Playwright runs once in a process."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield launched
        launched.close()
