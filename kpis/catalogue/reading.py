"""Files of definitions to models. Each raises ``CatalogueInvalid`` with file, entry and reason."""

import csv
import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from kpis.catalogue.fields import Definition
from kpis.errors import CatalogueInvalid

Model = TypeVar("Model", bound=Definition)


def _toml(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CatalogueInvalid(file=path.name, entry="", reason="file not found") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueInvalid(file=path.name, entry="", reason=str(error)) from error


def _made(model: type[Model], fields: object, path: Path, entry: str) -> Model:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CatalogueInvalid(
            file=path.name, entry=f"{entry} {where}".strip(), reason=first["msg"]
        ) from error


def read_one(path: Path, model: type[Model]) -> Model:
    """Return a TOML file that is one definition."""
    return _made(model, _toml(path), path, "")


def read_tables(path: Path, model: type[Model], *, keyed: bool) -> dict[str, Model]:
    """Return a TOML file's tables by name; ``keyed`` ones carry their name as ``id``."""
    entries = _toml(path).items()
    return {
        key: _made(model, {"id": key, **one} if keyed and isinstance(one, dict) else one, path, key)
        for key, one in entries
    }


def read_rows(path: Path, model: type[Model], *, needed: bool = True) -> list[Model]:
    """Return a CSV file's lines; none where the file may be missing (not ``needed``) and is."""
    if not needed and not path.exists():
        return []
    try:
        # utf-8-sig: Excel saves CSV with a byte order mark.
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            lines = [(reader.line_num, line) for line in reader]
    except FileNotFoundError as error:
        raise CatalogueInvalid(file=path.name, entry="", reason="file not found") from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise CatalogueInvalid(file=path.name, entry="", reason=str(error)) from error
    return [_made(model, line, path, f"line {place}") for place, line in lines]
