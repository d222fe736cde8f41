import shutil
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit.runtime.context as streamlit_context
from argon2 import PasswordHasher
from hypothesis import settings
from playwright.sync_api import sync_playwright

from kpis.accounts import passwords, people, signing_in
from kpis.accounts.roles import Actor, Role
from kpis.intake import recording
from kpis.intake.demonstration import import_demonstration
from kpis.intake.house import House, open_house
from kpis.ui import answers
from kpis.ui.security import COOKIE, MARK
from kpis.words import Words
from tests.browser.site import CHROMIUM, QUIET

MACHINE = Actor.at_the_machine("kiem-tra")
GOOD = "một câu dễ nhớ"
HERE = "testclient"
DAY = date(2024, 7, 1)

# How long an example takes is the machine's affair; times are for the benchmarks.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch) -> Path:
    """Every test gets a data folder of its own, so none can touch the real one."""
    monkeypatch.setenv("KPIS_DATA", str(tmp_path))
    answers._answer.cache_clear()
    # What a page's part called without a page would remember of the last test's store.
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


@pytest.fixture
def house(data_folder) -> House:
    """An installation whose store has its definitions and no report yet."""
    house = open_house()
    recording.establish(house, MACHINE)
    return house


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory) -> Path:
    """The demonstration province, filled once by the code that fills the real one."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPIS_DATA", str(folder))
        house = open_house()
        recording.establish(house, MACHINE)
        import_demonstration(house, MACHINE, Words())
    return folder


@pytest.fixture
def demo(demo_folder, data_folder) -> House:
    """A copy of the demonstration province that a test may change."""
    shutil.copytree(demo_folder, data_folder, dirs_exist_ok=True)
    return open_house()


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all tests of a worker: Playwright runs once in a process."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield launched
        launched.close()
