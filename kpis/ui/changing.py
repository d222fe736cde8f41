"""What somebody changes on a page: done and drawn anew, or why it cannot be done."""

from collections.abc import Callable

import streamlit as st

from kpis.errors import KpiError
from kpis.ui.plain import literal_facts
from kpis.words import Words
from kpis.words.reasons import problem_in_words


def change(made: Callable[[], object], t: Words) -> None:
    """Make a change and draw the page anew, or say what a person can do about a problem."""
    try:
        made()
    except KpiError as problem:
        st.error(problem_in_words(problem.code, literal_facts(problem.facts), t))
        return
    st.rerun()
