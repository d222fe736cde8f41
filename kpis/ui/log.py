"""The history's lists: every file that came in and every change, searched and page by page."""

from collections.abc import Sequence
from html import escape
from math import ceil

import pandas as pd
import streamlit as st

from kpis.ui import link
from kpis.ui.link import Links
from kpis.ui.tables import Cell, Column, Line, table
from kpis.words import Words, formats

# More lines than these make a page slow, and nobody reads them.
PAGE_LINES = 50
LISTS = ("files", "changes")
_SUBMISSION = (
    *("file", "form", "period", "cells", "received", "stored", "person", "reason", "state"),
)
_CHANGE = ("number", "moment", "who", "action", "files", "reason")
# Of many files stored together the first tell which they were.
_MOST_FILES = 3
_SHORT = ("form", "period", "received", "stored", "moment", "number")
# What is searched of a file and of a change.
_SEARCHED = ("file", "person", "reason", "submission", "withdrawn_why", "person", "why")


def title(submissions: pd.DataFrame, t: Words) -> str:
    """Return the finding: how many files count, and how many have been taken out again."""
    withdrawn = int(submissions["withdrawn_at"].notna().sum())
    counts = (len(submissions) - withdrawn, withdrawn)
    count, out = (formats.number(one, 0, t.language) for one in counts)
    return t("history.title", count=count, withdrawn=out)


def which(t: Words) -> str:
    """Return which list to look at: ``files`` or ``changes``."""
    return link.choice(
        "list",
        t("history.list"),
        LISTS,
        default=LISTS[0],
        describe=lambda one: t.code("history.list", one),
        draw=st.segmented_control,
    )


def search(t: Words) -> str:
    """Return the words to search for; they stand in the link, and a new search starts over."""
    key = "history_find"
    st.session_state[key] = st.query_params.get("find", "")

    def follow() -> None:
        st.query_params.pop("page", None)
        if st.session_state[key].strip():
            st.query_params["find"] = st.session_state[key].strip()
        else:
            st.query_params.pop("find", None)

    st.text_input(t("history.find"), key=key, on_change=follow, placeholder=t("history.find_what"))
    return st.query_params.get("find", "")


def matching(rows: pd.DataFrame, wanted: str) -> pd.DataFrame:
    """Return the rows in which every word wanted stands, with or without its diacritics."""
    words = formats.plain(wanted).split()
    if not words or rows.empty:
        return rows
    columns = [one for one in dict.fromkeys(_SEARCHED) if one in rows]
    texts = rows[columns].fillna("").astype(str).agg(" ".join, axis=1).map(formats.plain)
    return rows[[all(word in text for word in words) for text in texts]]


def back(t: Words, links: Links) -> None:
    """Draw the way from one file to all of them."""
    href = escape(links.to("history"))
    st.html(f'<nav class="pages k"><a data-nav href="{href}">{escape(t("history.back"))}</a></nav>')


def one_page(rows: pd.DataFrame, t: Words, links: Links) -> tuple[pd.DataFrame, str]:
    """Return the rows of the page that the link asks for, and the links to the others."""
    last = max(ceil(len(rows) / PAGE_LINES), 1)
    asked = st.query_params.get("page", "1")
    page = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() else 1
    shown = rows.iloc[(page - 1) * PAGE_LINES : page * PAGE_LINES]
    return shown, _pages(page, last, len(rows), t, links) if last > 1 else ""


def _pages(page: int, last: int, count: int, t: Words, links: Links) -> str:
    kept = {one: st.query_params[one] for one in ("list", "find") if one in st.query_params}
    facts = (formats.number(one, 0, t.language) for one in (page, last, count))
    told = t("history.page", **dict(zip(("page", "last", "count"), facts, strict=True)))
    steps = [
        (1, t("history.newest"), page > 1),
        (page - 1, t("history.newer"), page > 1),
        (page + 1, t("history.older"), page < last),
        (last, t("history.oldest"), page < last),
    ]
    ways = "".join(
        f'<a data-nav href="{escape(links.to("history", **kept, page=str(number)))}">'
        f"{escape(text)}</a>"
        for number, text, there in steps
        if there
    )
    return (
        f'<nav class="pages k" aria-label="{escape(told)}"><span>{escape(told)}</span>{ways}</nav>'
    )


def submissions_table(submissions: pd.DataFrame, t: Words, links: Links) -> str:
    """Return files with what they held and whether they still count, each leading to its own."""
    columns = [Column(t.code("column", one), one == "cells", one in _SHORT) for one in _SUBMISSION]
    return table(columns, [_submission(one, t, links) for one in submissions.to_dict("records")])


def changes_table(changes: pd.DataFrame, t: Words) -> str:
    """Return what made each version."""
    columns = [Column(t.code("column", one), one == "number", one in _SHORT) for one in _CHANGE]
    lines = [
        Line(
            [
                formats.number(one["change"], 0, t.language),
                formats.moment(one["made_at"], t.language),
                one["person"],
                t.code("action", one["action"]),
                files(one["files"], t),
                one["why"],
            ]
        )
        for one in changes.to_dict("records")
    ]
    return table(columns, lines)


def files(names: Sequence[str], t: Words) -> str:
    """Return the files of a change: all of them, or of many the first and how many more."""
    more = len(names) - _MOST_FILES
    if more <= 0:
        return formats.listed(names, t.language)
    return t("upload.files_more", files=", ".join(names[:_MOST_FILES]), count=more)


def state(one: dict, t: Words) -> str:
    """Return whether a file counts, or when, by whom and why it was taken out."""
    if pd.isna(one["withdrawn_at"]):
        return t("history.standing")
    day = formats.moment(one["withdrawn_at"], t.language)
    by, why = one["withdrawn_by"], one["withdrawn_why"]
    return t("history.withdrawn", moment=day, person=by, reason=why)


def periods(codes: Sequence[str], t: Words) -> str:
    """Return the periods of a file: all of them, or of more than three the first and the last."""
    named = [formats.period(code, t.language) for code in codes]
    return formats.listed(named, t.language) if len(named) <= 3 else f"{named[0]} – {named[-1]}"


def _submission(one: dict, t: Words, links: Links) -> Line:
    cells = [
        Cell(one["file"], links.to("history", submission=one["submission"])),
        ", ".join(one["forms"]),
        periods(one["periods"], t),
        # A plan or a scorecard holds tasks or criteria, not figures.
        formats.number(one["cells"], 0, t.language) if one["cells"] else formats.ABSENT,
        formats.day(one["received_on"], t.language),
        formats.moment(one["stored_at"], t.language),
        one["person"],
        one["reason"],
        state(one, t),
    ]
    return Line(cells, "" if pd.isna(one["withdrawn_at"]) else "warning")
