"""Changing definitions: checked as a whole first, then one new version with who and why."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import duckdb

from kpis.accounts.roles import Action, Actor, require
from kpis.catalogue.loading import Catalogue
from kpis.errors import CatalogueChanged, ExplanationMissing
from kpis.intake.catalogue_texts import catalogue_of, effective, keep_edited, take_back, texts_in
from kpis.intake.definitions import load_definitions
from kpis.intake.house import House

Answer = TypeVar("Answer")


def proposed(house: House, texts: Mapping[str, str]) -> Catalogue:
    """Return the definitions as they would be with some files' texts. Raises ``CatalogueInvalid``.

    ``texts`` holds whole files by their names in the folder.
    """
    return catalogue_of({**house.catalogue.texts, **texts}, house.laid_out)


def effect(
    house: House, texts: Mapping[str, str], question: Callable[..., Answer]
) -> tuple[Answer, Answer]:
    """Return a question's answers now and as they would be after the edit; nothing is kept.

    Raises ``CatalogueInvalid`` and ``StoreEmpty``.
    """
    after = proposed(house, texts)
    with house.store.reader(house.store.version()) as con:
        now = question(con)
    return now, house.store.rehearse(lambda con: load_definitions(con, after), question)


def edit(house: House, texts: Mapping[str, str], actor: Actor, reason: str) -> None:
    """Let texts of files count from now on, in a new version.

    Raises ``CatalogueInvalid``; ``CatalogueChanged`` when somebody changed the definitions since
    the house was opened; ``ExplanationMissing``; ``NotSignedIn`` or ``NotAllowed``.
    """
    require(actor, Action.MANAGE_CATALOGUE)
    if not reason.strip():
        raise ExplanationMissing
    after = proposed(house, texts)
    with house.change(actor, "edit_catalogue", reason) as con:
        _refuse_if_changed(house, con)
        keep_edited(con, texts)
        load_definitions(con, after)


def take_edit_back(house: House, name: str, actor: Actor, reason: str) -> None:
    """Let the folder's own file count again, in a new version. Raises as ``edit`` does."""
    require(actor, Action.MANAGE_CATALOGUE)
    if not reason.strip():
        raise ExplanationMissing
    with house.change(actor, "edit_catalogue", reason) as con:
        _refuse_if_changed(house, con)
        take_back(con, name, house.definitions)
        load_definitions(con, effective(con, house.definitions, house.laid_out))


def edited_files(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the names of the files that officers have edited in a version."""
    return list(texts_in(con, edited=True))


def _refuse_if_changed(house: House, con: duckdb.DuckDBPyConnection) -> None:
    if effective(con, house.definitions, house.laid_out).digest != house.catalogue.digest:
        raise CatalogueChanged
