"""What surrounds every page: language, look, freshness, the illustrative mark, and problems."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from kpis.charts import theme as looks
from kpis.charts.scripts import LINK_SCRIPT
from kpis.charts.style import stylesheet
from kpis.errors import KpiError, UnknownVersion
from kpis.queries.state import NOTHING, State, state
from kpis.settings import settings
from kpis.ui import answers, as_of, link, sign_in
from kpis.ui.plain import literal_facts
from kpis.ui.streamlit_words import overrides, spoken
from kpis.words import LANGUAGES, Words, formats
from kpis.words.reasons import problem_in_words

# Without an icon of its own the site would ask a server on the internet for that of the page.
MARK = str(Path(__file__).parent / "mark.svg")
PAGE_STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}


def words() -> Words:
    """Return the words of the language that the link, or else the session, asks for."""
    return Words.of(st.query_params.get("lang") or st.session_state.get("last_lang"))


def theme() -> looks.Theme:
    """Return the look that fits the reader's light or dark ground."""
    return looks.theme(st.context.theme.type)


def begin(t: Words) -> None:
    """Draw what stands round the page, before the page itself."""
    as_of.follow()
    answers.begin()
    st.html(f"{stylesheet(theme())}<style>{PAGE_STYLE}{overrides(t)}</style>")
    st.html(LINK_SCRIPT + spoken(t), unsafe_allow_javascript=True)
    with st.sidebar:
        link.choice(
            "lang",
            t("frame.language"),
            LANGUAGES,
            default=LANGUAGES[0],
            describe=LANGUAGE_NAMES.__getitem__,
            draw=st.segmented_control,
        )
        as_of.choice(t)
        sign_in.links(t)
    as_of.banner(t)


def say_broken() -> None:
    """Say that something broke which nobody foresaw."""
    st.error(words()("frame.broken"), icon=":material/error:")


def may_read() -> bool:
    """Tell whether this reader may see figures: everybody, unless the house is closed."""
    return settings().open_reading or sign_in.person() is not None


def ask_to_sign_in(t: Words) -> None:
    """Say that this house is open to its own people only."""
    st.info(t("frame.closed_house"), icon=":material/lock:")


def top(filters: int) -> list:
    """Return places side by side: first the head's, then one for each filter."""
    return st.columns([6 - filters, *[1.2] * filters], vertical_alignment="bottom")


def stacked(*widths: float) -> list:
    """Return places one under the other: the head's, then a line of places for the choices.

    A page with several choices has its finding over its whole width. ``widths`` are shares.
    """
    return [st.container(), *st.columns(widths)]


def head(t: Words, title: str, facts: str = "", illustrative: bool | None = None) -> None:
    """Draw a page's head: its finding as title, what it is about, how fresh and how real it is.

    A page about one figure says itself whether that is illustrative; others take the store's word.
    """
    now = answers.ask(state) if answers.store().versions() else NOTHING
    marked = now.illustrative if illustrative is None else illustrative
    mark = f'<span class="illustrative">{escape(t("frame.illustrative"))}</span>' if marked else ""
    st.html(
        f'<header class="page-head"><h1>{escape(title)}</h1>{mark}'
        f"<p>{escape(facts)}{' · ' if facts else ''}{escape(_freshness(t, now))}</p></header>"
    )


@contextmanager
def problems_shown(t: Words) -> Iterator[None]:
    """Say a problem a person can act on in the reader's words; let any other fail loudly."""
    try:
        yield
    except UnknownVersion as problem:
        as_of.say_gone(str(problem.facts["version"]), t)
    except KpiError as problem:
        st.error(problem_in_words(problem.code, literal_facts(problem.facts), t))


def _freshness(t: Words, now: State) -> str:
    if answers.AS_OF in st.query_params:
        return t("frame.as_of", moment=formats.moment(now.last_change, t.language))
    if now.last_import is None:
        return t("frame.nothing_imported")
    return t("frame.last_import", moment=formats.moment(now.last_import, t.language))


def block(title: str, markup: str, note: str = "") -> None:
    """Draw a part of a page under its own heading, with a line on where it comes from."""
    foot = f'<p class="note">{escape(note)}</p>' if note else ""
    st.html(f'<section class="block"><h2>{escape(title)}</h2>{markup}{foot}</section>')


def note(text: str) -> None:
    """Draw a line that says how to read what stands above it."""
    st.html(f'<p class="note">{escape(text)}</p>')


def chart(figure: go.Figure, alt: str) -> None:
    """Draw a figure as its own theme says, not as Streamlit would repaint it, with its sentence."""
    st.plotly_chart(
        figure, theme=None, alt=alt, config={"displayModeBar": False, "responsive": True}
    )
