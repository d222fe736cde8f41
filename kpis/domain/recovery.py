"""Which lost points can be won back, and by whom."""

from enum import StrEnum

from kpis.domain.names import plain


class Recovery(StrEnum):
    """Who can win a lost point back, the nearest first."""

    OWN = "own"  # The unit itself.
    SURVEY = "survey"  # People's answers in the next survey.
    OTHER_BODY = "other_body"  # Phụ thuộc cấp trên: another body has to act first.


def recovery_of(*, by_survey: bool, waits: bool) -> Recovery:
    """Return who can win a component's lost points back; one that waits, the other body."""
    if waits:
        return Recovery.OTHER_BODY
    return Recovery.SURVEY if by_survey else Recovery.OWN


_COMMITTEES = ("uy ban nhan dan", "ub nhan dan", "ubnd")


def body_key(name: str) -> str:
    """Return what all writings of a body's name have in common: Ủy ban nhân dân tỉnh, UBND Tỉnh."""
    words = plain(name)
    for one in _COMMITTEES:
        words = words.replace(one, "ubnd")
    return words.replace(" ", "")
