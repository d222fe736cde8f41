"""A draft of a form tried beside the forms in use, before anybody relies on it."""

import shutil
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from kpis.errors import CatalogueInvalid
from kpis.intake.forms import Forms, load_forms


def forms_with_draft(folder: Path, name: str, content: bytes) -> Forms:
    """Return the forms of a folder with a draft among them, in the place of one of its code.

    Raises ``CatalogueInvalid`` with the draft's file, the entry in it and the reason.
    """
    code = _code(name, content)
    with TemporaryDirectory(prefix="forms-") as made:
        for path in folder.glob("*.toml"):
            if tomllib.loads(path.read_text("utf-8")).get("code") != code:
                shutil.copyfile(path, Path(made) / path.name)
        # Under a name that no form in use has; the sender's own may be any.
        (Path(made) / f"draft-{Path(name).stem}.toml").write_bytes(content)
        return load_forms(Path(made))


def _code(name: str, content: bytes) -> str | None:
    try:
        return tomllib.loads(content.decode("utf-8")).get("code")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueInvalid(file=name, entry="", reason=str(error)) from error
