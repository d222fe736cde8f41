"""What the fields of definitions are made of."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from kpis.domain.periods import Period


def _blank_is_none(value: object) -> object:
    return None if value == "" else value


def _in_vietnamese(texts: dict[str, str]) -> dict[str, str]:
    if not texts.get("vi"):
        raise ValueError("there is no Vietnamese text (vi)")
    return texts


def _is_period(code: str) -> str:
    return Period.parse(code).code


Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]*$")]
# By language; Vietnamese is what every screen can fall back on.
Texts = Annotated[dict[str, str], AfterValidator(_in_vietnamese)]
PeriodCode = Annotated[str, AfterValidator(_is_period)]
Blank = BeforeValidator(_blank_is_none)


def blank_is(usual: object) -> BeforeValidator:
    """Return what makes an empty cell mean the usual choice."""
    return BeforeValidator(lambda value: usual if value in ("", None) else value)


class Definition(BaseModel):
    """A definition never changes once read, and knows no keys beyond its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")
