"""The districts against every goal, and where they lie."""

from kpis.ui import frame, level_page

level_page.show(frame.words(), "district")
