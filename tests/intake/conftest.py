from pathlib import Path

import pytest

from kpis.catalogue.loading import load_catalogue
from kpis.intake.examining import examine
from kpis.intake.forms import load_forms
from kpis.intake.history import UNKNOWN, key_of

SHIPPED = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue(SHIPPED / "catalogue")


@pytest.fixture(scope="session")
def forms():
    return load_forms(SHIPPED / "forms")


@pytest.fixture
def read(catalogue, forms):
    """Examine a file with the shipped catalogue and forms."""

    def read(content, name="bieu.xlsx", known=UNKNOWN):
        return examine(content, name, catalogue, forms, known)

    return read


@pytest.fixture
def store():
    """A memory that keeps what it is given, as intake asks for it."""
    return Memory()


class Memory:
    def __init__(self):
        self.hashes, self.figures = {}, {}

    def keep(self, verdict):
        self.hashes[verdict.sha256] = "s1"
        self.figures |= {key_of(one): one.value for one in verdict.observations}

    def submission_with(self, sha256):
        return self.hashes.get(sha256)

    def current(self, org_units, form, periods):
        chosen = ((key, one) for key, one in self.figures.items() if key[0] in org_units)
        return {key: one for key, one in chosen if key[3] in periods}
