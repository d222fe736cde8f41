"""The official forms as data, read from a folder of files."""

import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import ValidationError

from kpis.domain.names import plain
from kpis.errors import CatalogueInvalid
from kpis.intake.form import Form

# What a variant never has from the form it is like.
_OWN = frozenset(
    ("code", "document", "valid_from", "valid_to", "titles", "senders", "kinds", "like", "title")
)


@dataclass(frozen=True, eq=False)
class Forms:
    """Every form known, by code; like the catalogue told apart by identity, so part of a key."""

    forms: dict[str, Form]

    def __iter__(self):
        return iter(self.forms.values())

    def __getitem__(self, code: str) -> Form:
        return self.forms[code]

    @cached_property
    def first_columns(self) -> frozenset[str]:
        """Headings of first columns other than STT, as they are compared."""
        return frozenset(plain(text) for form in self for text in form.first_column)


def load_forms(folder: Path) -> Forms:
    """Return the forms of a folder's TOML files.

    Raises ``CatalogueInvalid`` with the file, the entry in it and the reason.
    """
    paths = sorted(folder.glob("*.toml"))
    return _load(tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths))


@lru_cache(maxsize=4)
def _load(stamps: tuple[tuple[Path, int, int], ...]) -> Forms:
    read = {path.name: _read(path) for path, *_ in stamps}
    by_code = {one.get("code"): one for one in read.values()}
    forms: dict[str, Form] = {}
    for file, said in read.items():
        like = said.get("like")
        if like is not None and like not in by_code:
            raise CatalogueInvalid(file=file, entry="like", reason=f"“{like}” is not defined")
        form = _form(file, _completed(said, by_code[like]) if like else said)
        if form.code in forms:
            raise CatalogueInvalid(file=file, entry="code", reason=f"“{form.code}” twice")
        forms[form.code] = form
    return Forms(forms)


def _read(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueInvalid(file=path.name, entry="", reason=str(error)) from error


def _completed(said: dict, original: dict) -> dict:
    """Return a variant with what it has from its original, save what names, dates or owes it."""
    taken = {key: value for key, value in original.items() if key not in _OWN}
    both = [
        key
        for key in ("words", "roles")
        if all(isinstance(one.get(key), dict) for one in (said, taken))
    ]
    return {**taken, **said, **{key: {**taken[key], **said[key]} for key in both}}


def _form(file: str, said: dict) -> Form:
    try:
        return Form.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CatalogueInvalid(file=file, entry=where, reason=first["msg"]) from error
