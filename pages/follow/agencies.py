"""The provincial agencies against every goal."""

from kpis.ui import frame, level_page

level_page.show(frame.words(), "agency")
