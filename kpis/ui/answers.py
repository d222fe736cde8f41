"""Answers from one version of the store, remembered until the next version.

The version's name is part of the key, so a remembered answer cannot be stale. A query may also
make markup or a drawing of what it reads: then that is remembered.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import TypeVar

import pandas as pd
import streamlit as st

from kpis.catalogue.loading import Catalogue
from kpis.intake.house import House, catalogue_at, catalogue_now, open_house
from kpis.settings import settings
from kpis.store.versions import Store

Answer = TypeVar("Answer")

# Pages take frames apart row by row, and Arrow's texts take three times as long for that.
pd.options.mode.string_storage = "python"

# The link's key for a version to look at instead of the newest: what was known on that day.
AS_OF = "as_of"
_PINNED = "version_of_this_run"


def store() -> Store:
    """Return this installation's store."""
    return Store(settings().store)


def catalogue() -> Catalogue:
    """Return the definitions of the version this run reads, or those that count now.

    Raises ``CatalogueInvalid`` and ``UnknownVersion``.
    """
    if asked := st.query_params.get(AS_OF):
        return catalogue_at(store(), asked, settings().catalogue)
    return catalogue_now(store(), settings().catalogue)


def house() -> House:
    """Return where changes go."""
    return open_house()


def begin() -> None:
    """Forget which version the last run read; called once a run, before anything is asked."""
    st.session_state.pop(_PINNED, None)


def version() -> str:
    """Return the version this run reads, the same in all its answers.

    It is the link's, or the newest when the run first asks. Raises ``UnknownVersion`` and
    ``StoreEmpty``.
    """
    if _PINNED not in st.session_state:
        asked = st.query_params.get(AS_OF)
        if asked:
            store().keep(asked)
        st.session_state[_PINNED] = asked or store().version()
    return st.session_state[_PINNED]


def ask(query: Callable[..., Answer], **facts: Hashable) -> Answer:
    """Return a query's answer; all answers of a run come from one version."""
    answer = _answer(version(), query, tuple(sorted(facts.items())))
    # Copy on write: a page that changes its frame changes nobody else's.
    return answer.copy(deep=False) if isinstance(answer, pd.DataFrame) else answer


def ask_newest(query: Callable[..., Answer], **facts: Hashable) -> Answer:
    """Return a query's answer from the newest version, whichever this run reads."""
    return _answer(store().version(), query, tuple(sorted(facts.items())))


@lru_cache(maxsize=1024)
def _answer(version: str, query: Callable[..., Answer], facts: tuple) -> Answer:
    with store().reader(version) as con:
        return query(con, **dict(facts))
