"""Addresses of the plan page that keep what it shows: plan, filters, view."""

import streamlit as st

from kpis.ui.link import Links, links

KEPT = ("plan", "lead", "area", "due", "status", "shown", "score")


def plan_links() -> Links:
    """Return addresses that carry on the plan page's choices besides the usual ones."""
    kept = ((one, st.query_params[one]) for one in KEPT if one in st.query_params)
    return Links((*links().carried, *kept))
