"""What kind of file some bytes are, whatever the file is called."""

from enum import StrEnum


class Kind(StrEnum):
    """Kinds of files that tables come in."""

    ZIP = "zip"
    OLE = "ole"
    # A worksheet of Excel 2, 3 or 4, which nothing here reads.
    OLD = "old"
    HTML = "html"
    XML = "xml"
    TEXT = "text"
    OTHER = "other"


_MARKUP = (b"<html", b"<table", b"<!doctype html", b"<meta", b"<head", b"<body", b"<style", b"<div")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Control characters that no text file holds; tab, line feed, form feed and return are fine.
_BINARY = bytes(set(range(32)) - {9, 10, 12, 13, 26, 27})
# How the first record of a workbook without a compound file around it begins.
_RECORDS = {
    b"\x09\x08": Kind.OLE,
    b"\x09\x04": Kind.OLD,
    b"\x09\x02": Kind.OLD,
    b"\x09\x00": Kind.OLD,
}
# Latin letters are every other byte of UTF-16; in Vietnamese at least this share of them.
_HALVES = 0.3


def sniff(content: bytes) -> Kind:
    """Return the kind of a file by its first bytes."""
    start = content[:4096]
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.OLE
    if start[:2] in _RECORDS and start[2:4] != b"\x00":
        return _RECORDS[start[:2]]
    encoding = wide_encoding(start)
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if encoding:
        text = start.decode(encoding, "ignore").lstrip("\ufeff").lstrip().lower().encode()
    if text.startswith(b"<?xml"):
        return Kind.HTML if b"<html" in text else Kind.XML
    if text.startswith(_MARKUP) or (text.startswith(b"<") and b"<table" in text):
        return Kind.HTML
    if encoding:
        return Kind.TEXT
    return Kind.OTHER if not start.strip() or start.translate(None, _BINARY) != start else Kind.TEXT


def wide_encoding(content: bytes) -> str | None:
    """Return the encoding of a text of two bytes a letter, with or without a mark; else None."""
    start = content[:4096]
    if start.startswith(_UTF16):
        return "utf-16"
    half = len(start) // 2
    if not half:
        return None
    zeros = start[0::2].count(0), start[1::2].count(0)
    for encoding, here, there in (("utf-16-le", zeros[1], zeros[0]), ("utf-16-be", *zeros)):
        if here > _HALVES * half and there == 0:
            return encoding
    return None
