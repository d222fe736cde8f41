"""How long a page's script runs, warm and right after an import, against a bare page."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from streamlit.testing.v1 import AppTest

from kpis.accounts.roles import Actor
from kpis.intake.house import open_house
from kpis.intake.recording import establish
from kpis.settings import ROOT
from tests.benchmarks.table import Row, timed

PAGES = {"overview": "pages/follow/overview.py", "indicator": "pages/follow/indicator.py"}
BARE = Path(__file__).with_name("bare_page.py")
WARM, COLD = 4, 12


def measured() -> Iterator[Row]:
    """Yield the script's time of each page, warm, then with a version nobody has looked at."""
    bare = AppTest.from_file(BARE, default_timeout=60).run()
    for name, path in PAGES.items():
        app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run().switch_page(path)
        sound(app.run())
        floor, warm = timed(lambda: bare.run, lambda app=app: app.run)
        yield Row(f"script of {name}, warm", warm, floor, WARM)
        floor, first = timed(lambda: bare.run, lambda app=app: after_change(app))
        sound(app)
        yield Row(f"script of {name}, first after an import", first, floor, COLD)


def after_change(app: AppTest) -> Callable[[], object]:
    """Make a new version, as an import does; the pages have no answers of it yet."""
    establish(open_house(), Actor.at_the_machine("bench"))
    return app.run


def sound(app: AppTest) -> None:
    """Stop where a page failed: a time of nothing would look splendid."""
    if app.exception or app.error:
        sys.exit(f"the page failed: {app.exception or app.error}")
