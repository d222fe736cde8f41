"""Keeping a command from loading what it has no use for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_pandas() -> Iterator[None]:
    """Keep DuckDB from loading pandas meanwhile, unless somebody has loaded it already.

    DuckDB 1.5 asks of every parameter of a query whether it is a missing date of pandas, and
    loads pandas to ask: 0.5 s, a third of what checking a workbook takes. None in
    ``sys.modules`` is Python's own way of saying that a module is not to be had.
    """
    if "pandas" in sys.modules:
        yield
        return
    sys.modules["pandas"] = None
    try:
        yield
    finally:
        del sys.modules["pandas"]
