"""Where things are and what is allowed on this machine: the only reader of the environment."""

import os
from functools import lru_cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent.parent
PREFIX = "KPIS_"


class Settings(BaseSettings):
    """Every setting, with its default; each is set by ``KPIS_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    data: Path = ROOT / "data"
    # Reading is open on the local network; a closed house asks readers to sign in too.
    open_reading: bool = True
    # Sessions last a working day and a bit; the cookie is HttpOnly and SameSite.
    session_hours: int = 12
    # Only behind a reverse proxy that speaks https; a plain LAN address could not keep the cookie.
    secure_cookie: bool = False
    # Larger files are refused before they are read: a quarter's workbook has some 50 KB.
    max_file_mb: int = 20

    @property
    def store(self) -> Path:
        """Versions of the database."""
        return self.data / "store"

    @property
    def originals(self) -> Path:
        """Every file exactly as received, named by its SHA-256."""
        return self.data / "originals"

    @property
    def accounts(self) -> Path:
        """People, sessions and failed sign-ins."""
        return self.data / "accounts.sqlite"

    @property
    def catalogue(self) -> Path:
        """Definitions: those beside the data if there are any, else the shipped ones."""
        return self._own_or_shipped("catalogue")

    @property
    def forms(self) -> Path:
        """Form definitions, found like the catalogue."""
        return self._own_or_shipped("forms")

    @property
    def national(self) -> Path:
        """Published figures of all provinces, found like the catalogue."""
        return self._own_or_shipped("national")

    @property
    def demo(self) -> Path:
        """The demonstration workbooks, always the shipped ones."""
        return ROOT / "data" / "demo"

    def _own_or_shipped(self, name: str) -> Path:
        own = self.data / name
        return own if own.is_dir() else ROOT / "data" / name


def settings() -> Settings:
    """Return the settings as the environment has them now."""
    return _read(tuple(sorted(one for one in os.environ.items() if one[0].startswith(PREFIX))))


@lru_cache(maxsize=8)
def _read(environment: tuple[tuple[str, str], ...]) -> Settings:
    """Return the settings of one state of the environment: a page asks ten times a run."""
    return Settings()
