"""The formula of a rate, as a cell holds it."""


def rate_formula(above: str, below: str, *, reduction: bool = False) -> str:
    """Return the formula of a rate, empty where a count is missing or the denominator is zero.

    ``above`` and ``below`` are the cells of numerator and denominator; a ``reduction`` is
    100 × (denominator − numerator) / denominator.
    """
    value = f"100*({below}-{above})/{below}" if reduction else f"100*{above}/{below}"
    # N() because Excel holds an empty text for greater than zero.
    return f'IF(AND(ISNUMBER({above}),N({below})>0),{value},"")'


def rate(above: float | None, below: float | None, *, reduction: bool = False) -> float | None:
    """Return what the formula comes to; None where the cell stays empty."""
    if above is None or not below:
        return None
    return 100 * (below - above if reduction else above) / below
