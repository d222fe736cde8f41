"""``python -m kpis.demo`` writes data/demo anew; ``… FOLDER 2023-Q3`` one quarter elsewhere."""

import sys
from pathlib import Path

from kpis.catalogue.loading import load_catalogue
from kpis.demo.levels import quarters
from kpis.demo.making import Demo, make
from kpis.demo.score_files import SCORECARDS, make_cards
from kpis.domain.periods import Period
from kpis.settings import settings

if __name__ == "__main__":
    now = settings()
    folder, *codes = sys.argv[1:] or [now.demo]
    periods = tuple(Period.parse(code) for code in codes) or tuple(quarters())
    demo = Demo(load_catalogue(now.catalogue), periods)
    made = make(demo, Path(folder))
    if not codes:
        made += make_cards(demo, Path(folder) / SCORECARDS)
    print(f"{made} workbooks in {folder}")  # noqa: T201
