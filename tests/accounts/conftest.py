import sqlite3
from contextlib import closing

import pytest

from kpis.accounts.roles import Role
from kpis.settings import settings
from tests.conftest import MACHINE


@pytest.fixture
def accounts_file(data_folder):
    return settings().accounts


@pytest.fixture(autouse=True)
def quick(quick_hashes):
    """Every test here hashes."""


@pytest.fixture
def admin(person):
    person("quan-tri", Role.ADMIN)
    return MACHINE


@pytest.fixture
def sql(accounts_file):
    """Look into the file, or turn its clock back."""

    def run(statement, **facts):
        with closing(sqlite3.connect(accounts_file, isolation_level=None)) as con:
            return con.execute(statement, facts).fetchall()

    return run
