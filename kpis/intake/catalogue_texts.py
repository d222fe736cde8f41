"""The definitions a version was made with, in full: an old version reads by its own words.

A change keeps the text of every file that differs from what the version before had. A text that
an officer edited here counts before the folder's own file until somebody takes the edit back.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from kpis.catalogue.loading import Catalogue, digest_of, load_catalogue
from kpis.store.filling import add_rows
from kpis.store.tables import has_table


def texts_in(con: duckdb.DuckDBPyConnection, *, edited: bool = False) -> dict[str, str]:
    """Return the files of a version by name; ``edited``: only those that an officer changed.

    A version from before definitions were kept has none.
    """
    if not has_table(con, "catalogue_text"):
        return {}
    rows = con.execute(
        """
        SELECT name, content FROM catalogue_text
        WHERE NOT $edited OR name IN (SELECT name FROM catalogue_text WHERE edited)
        QUALIFY row_number() OVER (PARTITION BY name ORDER BY change DESC, rowid DESC) = 1
            AND content IS NOT NULL AND (edited OR NOT $edited)
        """,
        {"edited": edited},
    ).fetchall()
    return dict(sorted(rows))


def effective(con: duckdb.DuckDBPyConnection, folder: Path, cache: Path) -> Catalogue:
    """Return the definitions that count now: the folder's, with what officers edited here.

    Raises ``CatalogueInvalid``.
    """
    base, edited = load_catalogue(folder), texts_in(con, edited=True)
    return catalogue_of({**base.texts, **edited}, cache) if edited else base


def catalogue_of(texts: Mapping[str, str], cache: Path) -> Catalogue:
    """Return the definitions that texts of files make. Raises ``CatalogueInvalid``.

    They are laid out under ``cache``, by their content, and read from there like any folder.
    """
    place = cache / digest_of(texts)[:24]
    if not place.exists():
        _lay_out(texts, place)
    return load_catalogue(place)


def _lay_out(texts: Mapping[str, str], place: Path) -> None:
    """Write texts as a folder's files; the folder appears whole, and only if it can be read."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place.parent) as folder:
        made = Path(folder) / "made"
        for name, text in texts.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_text(text, "utf-8", newline="")
        load_catalogue(made)
        with suppress(OSError):  # Another process laid out the same in the meantime.
            made.rename(place)


def keep_texts(con: duckdb.DuckDBPyConnection, texts: Mapping[str, str]) -> None:
    """Keep all files that count where they differ from those of the version before."""
    before = texts_in(con)
    gone = dict.fromkeys(set(before) - set(texts))
    _add(con, {n: t for n, t in {**texts, **gone}.items() if before.get(n) != t}, edited=False)


def keep_edited(con: duckdb.DuckDBPyConnection, texts: Mapping[str, str]) -> None:
    """Keep texts that an officer wrote: they count before the folder's own files from now on."""
    _add(con, texts, edited=True)


def take_back(con: duckdb.DuckDBPyConnection, name: str, folder: Path) -> None:
    """Let the folder's own file count again instead of what an officer wrote."""
    _add(con, {name: load_catalogue(folder).texts.get(name)}, edited=False)


def _add(con: duckdb.DuckDBPyConnection, texts: Mapping[str, str | None], *, edited: bool) -> None:
    change = con.execute("SELECT max(change) FROM change").fetchone()[0]
    rows = [
        {"change": change, "name": name, "content": text, "edited": edited}
        for name, text in texts.items()
    ]
    add_rows(con, "catalogue_text", rows)
