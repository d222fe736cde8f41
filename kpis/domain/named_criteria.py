"""Criteria of a scorecard as plans name them: by their codes, in a text or in a column of codes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kpis.domain.criteria import Block

# "TCTP 1.5.3", "tiêu chí thành phần 3.2", "tiêu chí số 5.2 và 5.3".
_CODE = r"\d{1,2}(?:\.\d{1,2})+"
_LIST = rf"({_CODE}(?:(?:\s*[,;]\s*|\s+và\s+){_CODE})*)"
_IN_TEXT = re.compile(rf"\b(?:tctp|tiêu chí(?: thành phần)?)\s*(?:số\s*)?{_LIST}", re.IGNORECASE)
_ALONE = re.compile(rf"(?<![\d.])({_CODE})(?![\d.]*\d)")
_CLAUSES = re.compile(r"[;\n]")
_BLOCKS = {
    Block.PROVINCE: re.compile(r"\bcấp tỉnh\b", re.IGNORECASE),
    Block.AGENCY: re.compile(r"\b(?:sở|ban,? ngành)\b", re.IGNORECASE),
    Block.DISTRICT: re.compile(r"\b(?:huyện|thị xã)\b", re.IGNORECASE),
    Block.COMMUNE: re.compile(r"\b(?:cấp xã|xã, phường)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class NamedCriterion:
    """A criterion's code, and the blocks of units it was named for; none for all of them."""

    code: str
    blocks: frozenset[Block] = frozenset()

    def is_of(self, block: str | None) -> bool:
        """Tell whether it means a set of a block; of one that nobody knows it may."""
        return not self.blocks or block is None or block in self.blocks


def named_criteria(texts: Iterable[str | None], column: str | None = None) -> list[NamedCriterion]:
    """Return the criteria that a task's texts name, and those of its column of codes.

    In running text a code counts only after "tiêu chí" or "TCTP": "khoản 1.2" is none. A clause
    of the column may say whose criterion it is: ``1.2; 3.3 (cấp huyện)``.
    """
    found = [NamedCriterion(code) for text in texts if text for code in _in_text(text)]
    for clause in _CLAUSES.split(column or ""):
        blocks = frozenset(block for block, words in _BLOCKS.items() if words.search(clause))
        found += [NamedCriterion(code, blocks) for code in _ALONE.findall(clause)]
    return list(dict.fromkeys(found))


def _in_text(text: str) -> Iterator[str]:
    for part in _IN_TEXT.findall(text):
        yield from re.findall(_CODE, part)
