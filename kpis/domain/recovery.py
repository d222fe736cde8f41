"""Which lost points can be won back, and by whom."""

from enum import StrEnum


class Recovery(StrEnum):
    """Who can win a lost point back, the nearest first."""

    OWN = "own"  # The unit itself.
    SURVEY = "survey"  # People's answers in the next survey.
    OTHER_BODY = "other_body"  # Phụ thuộc cấp trên: another body has to act first.


def recovery_of(*, by_survey: bool, depends_on: str | None) -> Recovery:
    """Return who can win a component's lost points back."""
    if depends_on:
        return Recovery.OTHER_BODY
    return Recovery.SURVEY if by_survey else Recovery.OWN
