from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpis.settings import ROOT
from tests.pages.reading import page_of

PAGES = sorted(f"{file.parent.name}/{file.stem}" for file in ROOT.glob("pages/*/*.py"))

FIRST = "follow/overview"


def start(**link: str) -> AppTest:
    """The dashboard as it opens with a link, on its first page."""
    return _dashboard(link).run()


def come(page: str, /, **link: str) -> AppTest:
    """The dashboard as it opens with a link to a page."""
    return start(**link) if page == FIRST else go(_dashboard(link), page)


def go(app: AppTest, page: str) -> AppTest:
    return app.switch_page(Path("pages", f"{page}.py").as_posix()).run()


def _dashboard(link: dict[str, str]) -> AppTest:
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    app.query_params.update(link)
    return app


@pytest.fixture
def open_page():
    """Open a page with a link; the app, to go on with."""

    def opened(page, /, **link):
        return come(page, **link)

    return opened


@pytest.fixture(scope="module")
def walk():
    """Open every page once, in one session, over a data folder; what each showed."""

    def walked(folder, theme="light", **link):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KPIS_DATA", str(folder))
            app = _dashboard(link)
            app.context["theme"] = theme
            app.run()
            return {page: page_of(go(app, page)) for page in PAGES}

    return walked
