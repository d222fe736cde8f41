"""Why a definition cannot be used, in the reader's language."""

import re
from datetime import date

from kpis.words import Words, formats, messages

# What the readers of definitions say, and the text that says it to people. Whatever else they
# say is shown as it stands, after a word that it is the program's own.
_SAYINGS = {
    "not_defined": r"“(?P<found>.*)” is not defined",
    "twice": r"“(?P<found>.*)” (stands )?twice( at a time)?",
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
    "not_there": r"“(?P<found>.*)” does not exist on (?P<day>\S+)",
    "ends_otherwise": r"“(?P<found>.*)” ends on (?P<day>\S+), not on (?P<other>\S+)",
    "same_level": r"“(?P<found>.*)” is of the same level",
    "passes_on_twice": r"“(?P<found>.*)” passes on twice on (?P<day>\S+)",
    "successor_differs": r"“(?P<found>.*)” takes over “(?P<other>.*)” in org_units.csv, .*",
    "split_and_more": r"a split and something else on one day",
    "split_units": r"a split needs two units, each once",
    "split_shares": r"a split has a share for each unit, or none at all",
    "share_without_split": r"only a split has shares",
    "shares_sum": r"shares add up to (?P<found>\S+), not to 1",
    "heir_unfit": r"to_unit does not go with “(?P<found>.*)”",
    "goal_needs": r"a goal of kind (?P<other>\S+) needs (?P<found>\S+)",
    "range_falls": r"a range that does not go up",
    "no_vietnamese": r"there is no Vietnamese text \(vi\)",
}
_PLACE, _DAY = re.compile(r"line (\d+)(?: (\w+))?"), re.compile(r"\d{4}-\d\d-\d\d")
_PATTERNS = {name: re.compile(said, re.DOTALL) for name, said in _SAYINGS.items()}


def reason_in_words(reason: str, t: Words) -> str:
    """Return the reason of ``CatalogueInvalid`` as a sentence."""
    reason = reason.removeprefix("Value error, ")
    for name, pattern in _PATTERNS.items():
        if match := pattern.fullmatch(reason):
            groups = {group: _said(text, t) for group, text in match.groupdict().items()}
            return t.code("reason", name, **{"found": "", **groups})
    return t("reason.other", reason=reason)


def entry_in_words(entry: str, t: Words) -> str:
    """Return where in a file a definition stands: "dòng 29, cột Mức phải đạt"."""
    if not (placed := _PLACE.fullmatch(entry)):
        return entry
    if placed[2] is None:
        return t("reason.line", line=placed[1])
    return t("reason.line_column", line=placed[1], column=_said(placed[2], t))


def _said(text: str | None, t: Words) -> str:
    """Return a day as people write it, and a column by its name."""
    if _DAY.fullmatch(text or ""):
        return formats.day(date.fromisoformat(text), t.language)
    return messages(t.language).get(f"definition.column.{text}", text or "")


def problem_in_words(code: str, facts: dict[str, object], t: Words) -> str:
    """Return a problem a person can act on as a sentence."""
    if isinstance(facts.get("reason"), str) and "entry" in facts:
        facts = {**facts, "reason": reason_in_words(str(facts["reason"]), t)}
        facts["entry"] = entry_in_words(str(facts["entry"]), t)
    return t.code("problem", code, **facts)
