"""Why a definition cannot be used, in the reader's language."""

import re

from kpis.words import Words

# What the readers of definitions say, and the text that says it to people. Whatever else they
# say is shown as it stands, after a word that it is the program's own.
_SAYINGS = {
    "not_defined": r"“(?P<found>.*)” is not defined",
    "twice": r"“(?P<found>.*)” (stands )?twice",
    "file_missing": r"file not found",
    "circle": r"“(?P<found>.*)” takes over from itself",
    "field_missing": r"Field required",
    "field_unknown": r"Extra inputs are not permitted",
    "number_wanted": r"Input should be a valid (number|integer|decimal).*",
    "text_wanted": r"Input should be a valid string.*",
    "truth_wanted": r"Input should be a valid boolean.*",
    "date_wanted": r"Input should be a valid date.*",
    "greater": r"Input should be greater than (or equal to )?(?P<found>\S+)",
    "less": r"Input should be less than (or equal to )?(?P<found>\S+)",
    "one_of": r"Input should be (?P<found>'.*')",
    "pattern": r"String should match pattern '(?P<found>.*)'",
    "too_few": r"(List|Tuple|String) should have at least .*",
}
_PATTERNS = {name: re.compile(said, re.DOTALL) for name, said in _SAYINGS.items()}


def reason_in_words(reason: str, t: Words) -> str:
    """Return the reason of ``CatalogueInvalid`` as a sentence."""
    reason = reason.removeprefix("Value error, ")
    for name, pattern in _PATTERNS.items():
        if match := pattern.fullmatch(reason):
            return t.code("reason", name, found=match.groupdict().get("found") or "")
    return t("reason.other", reason=reason)


def problem_in_words(code: str, facts: dict[str, object], t: Words) -> str:
    """Return a problem a person can act on as a sentence."""
    if isinstance(facts.get("reason"), str) and "entry" in facts:
        facts = {**facts, "reason": reason_in_words(str(facts["reason"]), t)}
    return t.code("problem", code, **facts)
