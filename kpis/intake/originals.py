"""Every file exactly as received, named by its SHA-256."""

import os
from pathlib import Path
from uuid import uuid4

from kpis.errors import UnknownSubmission


def keep_original(folder: Path, sha256: str, content: bytes) -> Path:
    """Keep a file's bytes untouched and return where; the same bytes are kept once."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / sha256
    if not kept.exists():
        # A name of its own: two threads may receive the same file at the same moment.
        part = folder / f"{sha256}.{uuid4().hex}.tmp"
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(kept)  # One rename: never half a file under a name that promises its sum.
    return kept


def original(folder: Path, sha256: str) -> bytes:
    """Return a kept file's bytes. Raises ``UnknownSubmission`` when it is not there."""
    kept = folder / sha256
    if not kept.is_file():
        raise UnknownSubmission(submission=sha256[:8])
    return kept.read_bytes()
