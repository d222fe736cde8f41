"""How long a page's script runs, warm and right after an import, against a bare page."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from streamlit.testing.v1 import AppTest

from kpis.accounts.roles import Actor
from kpis.intake.house import open_house
from kpis.intake.recording import establish
from kpis.settings import ROOT
from tests.benchmarks.screens import resident
from tests.benchmarks.table import Row, timed

BARE = Path(__file__).with_name("bare_page.py")
# How many times the bare page a page may take once its answers are known, and before. Leaders
# open the overview first.
WARM, WARM_OVERVIEW, COLD = 6, 5, 15
PAGES = sorted((ROOT / "pages").glob("*/*.py"))
# The memory of one session that is asked again and again, after the first rounds have filled
# what is kept of answers.
RERUNS, FIRST_ROUNDS, GROWTH = 200, 40, 20
QUARTERS = ("2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2")


def measured() -> Iterator[Row]:
    """Yield the script's time of each page, warm, then with a version nobody has looked at."""
    bare = AppTest.from_file(BARE, default_timeout=60).run()
    for path in PAGES:
        app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()
        sound(app.switch_page(path.relative_to(ROOT).as_posix()).run())
        floor, warm = timed(lambda: bare.run, lambda app=app: app.run)
        most = WARM_OVERVIEW if path.stem == "overview" else WARM
        yield Row(f"script of {path.stem}, warm", warm, floor, most)
        floor, first = timed(lambda: bare.run, lambda app=app: after_change(app))
        sound(app)
        yield Row(f"script of {path.stem}, first after a change", first, floor, COLD)


def after_change(app: AppTest) -> Callable[[], object]:
    """Make a new version, as an import does; the pages have no answers of it yet."""
    establish(open_house(), Actor.at_the_machine("bench"))
    return app.run


def sound(app: AppTest) -> None:
    """Stop where a page failed: a time of nothing would look splendid."""
    if app.exception or app.error:
        sys.exit(f"the page failed: {app.exception or app.error}")


def growth() -> Row:
    """Return how many megabytes a session has grown by over many reruns of the overview."""
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()

    def rerun(times: int) -> float:
        for turn in range(times):
            app.query_params["period"] = QUARTERS[turn % len(QUARTERS)]
            app.run()
        gc.collect()
        return resident(os.getpid())

    before = rerun(FIRST_ROUNDS)
    grown = rerun(RERUNS) - before
    sound(app)
    return Row(f"memory added by {RERUNS} reruns of a session", grown, most=GROWTH, unit="MB")
