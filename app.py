"""The menu, and the frame round every page. ``streamlit run app.py`` shows it to readers only."""

import streamlit as st

from kpis.ui import frame

t = frame.words()
st.set_page_config(page_title=t("frame.name"), page_icon=frame.MARK, layout="wide")


def page(path: str, icon: str, **more: object) -> st.Page:
    """Return a page of the menu, named by the words ``page.<its file's name>``."""
    name = path.rpartition("/")[2].removesuffix(".py")
    return st.Page(path, title=t.code("page", name), icon=f":material/{icon}:", **more)


MENU = {
    t("menu.follow"): [
        page("pages/follow/overview.py", "speed", default=True),
        page("pages/follow/indicator.py", "show_chart"),
        page("pages/follow/explain.py", "account_tree"),
        page("pages/follow/agencies.py", "account_balance"),
        page("pages/follow/districts.py", "map"),
        page("pages/follow/unit.py", "apartment"),
        page("pages/follow/compare.py", "compare_arrows"),
        page("pages/follow/directives.py", "gavel"),
    ],
    t("menu.collect"): [
        page("pages/collect/upload.py", "upload_file"),
        page("pages/collect/tracker.py", "fact_check"),
        page("pages/collect/history.py", "history"),
    ],
    t("menu.score"): [
        page("pages/score/scorecard.py", "scoreboard"),
        page("pages/score/lost_points.py", "trending_down"),
        page("pages/score/national.py", "leaderboard"),
        page("pages/score/service_index.py", "fact_check"),
    ],
    t("menu.plan"): [page("pages/plan/tasks.py", "task")],
    t("menu.meet"): [page("pages/meet/present.py", "slideshow")],
    t("menu.manage"): [
        page("pages/manage/catalogue.py", "menu_book"),
        page("pages/manage/units.py", "lan"),
        page("pages/manage/method.py", "function"),
        page("pages/manage/people.py", "group"),
    ],
}

# Folded, a long menu would say so in English.
chosen = st.navigation(MENU, expanded=True)
frame.begin(t)
with frame.problems_shown(t):
    if frame.may_read():
        chosen.run()
    else:
        frame.ask_to_sign_in(t)
