"""Streams of a compound file ([MS-CFB]), the wrapping of old Office files."""

import struct
from collections.abc import Iterator
from struct import unpack_from

from kpis.intake.limits import Unreadable
from kpis.intake.verdict import FindingCode

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # Sector numbers from here on are marks, not places.
_ENTRY = 128


def read_streams(content: bytes, wanted: frozenset[str]) -> dict[str, bytes]:
    """Return the wanted streams, and every other stream's name with nothing in it.

    Raises ``Unreadable``: damaged.
    """
    try:
        return _Compound(content).streams(wanted)
    except (struct.error, IndexError, ValueError) as error:
        raise Unreadable(FindingCode.DAMAGED_FILE) from error


class _Compound:
    """Follows chains of sectors."""

    def __init__(self, content: bytes) -> None:
        if not content.startswith(_SIGNATURE):
            raise ValueError("no compound file")
        self.content = content
        self.size = 1 << min(unpack_from("<H", content, 30)[0], 16)
        self.small_size = 1 << min(unpack_from("<H", content, 32)[0], 16)
        self.cutoff = unpack_from("<I", content, 56)[0]
        self.most = len(content) // self.size + 1
        self.next = self._numbers(b"".join(self._sector(one) for one in self._table_sectors()))

    def streams(self, wanted: frozenset[str]) -> dict[str, bytes]:
        """Return streams by name."""
        directory = self._chain(unpack_from("<I", self.content, 48)[0])
        small_next = self._numbers(self._chain(unpack_from("<I", self.content, 60)[0]))
        small, found = b"", {}
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = unpack_from("<HB", directory, at + 64)
            name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
            start, size = unpack_from("<IQ", directory, at + 116)
            if kind == 5:
                small = self._chain(start)
            elif kind == 2:
                content = b""
                if name in wanted:
                    content = self._stream(start, size & 0xFFFFFFFF, small, small_next)
                found[name] = content
        return found

    def _stream(self, start: int, size: int, small: bytes, small_next: tuple[int, ...]) -> bytes:
        if size >= self.cutoff:
            return self._chain(start)[:size]
        places = self._follow(start, small_next, len(small) // self.small_size + 1)
        step = self.small_size
        return b"".join(small[one * step : (one + 1) * step] for one in places)[:size]

    def _table_sectors(self) -> list[int]:
        """Return the sectors of the table of chains: the first 109 stand in the header."""
        sectors = list(unpack_from("<109I", self.content, 76))
        more, count = unpack_from("<II", self.content, 68)
        for _ in range(min(count, self.most)):
            if more >= _LAST:
                break
            *numbers, more = self._numbers(self._sector(more))
            sectors += numbers
        return [one for one in sectors if one < _LAST][: self.most]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        return self.content[start : start + self.size]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(one) for one in self._follow(start, self.next, self.most))

    def _follow(self, start: int, following: tuple[int, ...], most: int) -> Iterator[int]:
        # A chain that bites its own tail ends after as many sectors as there are.
        for _ in range(most):
            if start >= _LAST:
                return
            yield start
            start = following[start]

    def _numbers(self, data: bytes) -> tuple[int, ...]:
        return unpack_from(f"<{len(data) // 4}I", data)
