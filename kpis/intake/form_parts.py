"""What forms are made of: columns, sums, printed rates, and the lines of a list."""

from enum import StrEnum

from pydantic import Field

from kpis.catalogue.model import Definition, Measure, Texts


class Role(StrEnum):
    """What a column is for, other than holding a figure."""

    UNIT = "unit"
    FIELD = "field"
    UNIT_ID = "unit_id"
    INDICATOR = "indicator"
    INDICATOR_ID = "indicator_id"


class ValueKind(StrEnum):
    """What the cells of a column, or of a line of a list, can mean."""

    COUNT = "count"  # Whole numbers from 0 on.
    AMOUNT = "amount"  # Money and other sizes: thousands may be parted, decimals are allowed.
    SCORE = "score"  # Points: a dot or comma always parts decimals.
    PERCENT = "percent"  # 98,5 or "98,5%", kept as 98.5.
    ANSWER = "answer"  # One of a list of coded answers, kept as its code.


# Points, percentages and answers of several rows are never added up.
ADDITIVE = (ValueKind.COUNT, ValueKind.AMOUNT)


class FormColumn(Definition):
    """A column that holds an item: words that its headings say, from the outermost to its own."""

    item: str
    path: list[str] = Field(min_length=1)
    measure: Measure = Measure.FLOW
    required: bool = False
    kind: ValueKind = ValueKind.COUNT
    # The highest value there can be: the points of a criterion.
    most: float | None = None


class Identity(Definition):
    """A sum that each row should keep."""

    whole: str
    parts: list[str] = Field(min_length=1)
    # Parts that some systems count within the others, or have no column for: the sum may hold
    # with or without each of them.
    maybe: list[str] = Field(default=[])
    tolerance: float = 0


class Rate(Definition):
    """A column of printed percentages, and the counts that they must follow from."""

    path: list[str] = Field(min_length=1)
    numerator: list[str] = Field(min_length=1)
    denominator: list[str] = Field(min_length=1)
    # Points of a percentage that rounding may explain.
    tolerance: float = 0.1


class Ratio(Definition):
    """A rate made of a form's counts, to be watched over time."""

    title: Texts
    # Exactly 100 % period after period is worth a question.
    ask_when_full: bool = False
    numerator: list[str] = Field(min_length=1)
    denominator: list[str] = Field(min_length=1)


class Entry(Definition):
    """A line of a list of indicators, told by its wording and its number together."""

    item: str
    # The line's own number; of a line without one, that of the line it stands under.
    code: str
    labels: list[str] = Field(min_length=1)
    kind: ValueKind = ValueKind.COUNT
    measure: Measure = Measure.FLOW
    # Words for each code of a coded answer.
    answers: dict[str, list[str]] = Field(default={})
